package netbook.bench;

import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import netbook.dns.DnsMessage;
import netbook.dns.Name;
import netbook.dns.RecordType;
import netbook.resolve.StubResolver;

/**
 * What an answer costs an authoritative server in time of the processors, beside NSD, which is
 * written for that. All answer the same questions from the same zone to dnsperf, over UDP.
 */
final class ServerBench {
  static final String ORIGIN = "example.com";

  private static final String ZONE =
      """
      $ORIGIN example.com.
      $TTL 3600
      @ SOA ns1 hostmaster 2026113001 7200 900 1209600 900
      @ NS ns1
      @ NS ns2
      @ MX 10 mail1
      @ MX 20 mail2
      @ TXT "v=spf1 mx -all"
      ns1 A 192.0.2.53
      ns2 A 198.51.100.53
      mail1 A 192.0.2.25
      mail1 AAAA 2001:db8::25
      mail2 A 198.51.100.25
      www CNAME web
      web A 192.0.2.80
      web AAAA 2001:db8::80
      """;

  private static final List<String> QUESTIONS =
      List.of(
          "web.example.com A",
          "www.example.com A",
          "web.example.com AAAA",
          "example.com MX",
          "example.com TXT",
          "mail1.example.com A",
          "nowhere.example.com A",
          "ns2.example.com AAAA");

  private static final String PEER = "NSD";
  private static final String LOOP = "a loop, Authority";
  private static final String SERVER = "DnsServer";

  private static final double MICROSECOND = 1000;
  private static final int START_SECONDS = 30;
  private static final int END_SECONDS = 30;
  private static final Pattern COMPLETED = Pattern.compile("Queries completed: +(\\d+) ");
  private static final Pattern LOST = Pattern.compile("Queries lost: +(\\d+) ");
  private static final Pattern RATE = Pattern.compile("Queries per second: +(\\d+)");

  private final Path folder;
  private final Map<String, Server> servers = new LinkedHashMap<>();
  private final Map<String, List<Cost>> costs = new LinkedHashMap<>();

  /** A program that answers at a port. */
  private record Server(Process process, int port) implements Closeable {
    /** What it, and what it has started, used of the processors until now. */
    long cpuNanos() {
      return Stream.concat(Stream.of(process.toHandle()), process.descendants())
          .flatMap(handle -> handle.info().totalCpuDuration().stream())
          .mapToLong(Duration::toNanos)
          .sum();
    }

    @Override
    public void close() {
      var started = process.descendants().toList();
      process.destroy();
      started.forEach(ProcessHandle::destroy);
      var _ = process.onExit().orTimeout(END_SECONDS, TimeUnit.SECONDS).join(); // it wrote files
    }
  }

  /** Time of the processors for an answer, and answers in a second. */
  private record Cost(double cpuNanos, double rate) {}

  private ServerBench(Path folder) {
    this.folder = folder;
  }

  /** Measures, and prints what it finds. */
  static void run(int runs) throws Exception {
    var nsd = Program.version("nsd", "-v");
    if (nsd.isEmpty() || Program.version("dnsperf", "-h").isEmpty()) {
      System.out.println(
          "server: skipped, since it needs nsd and dnsperf, packages of those names");
      return;
    }
    var bench = new ServerBench(Files.createTempDirectory("netbook-bench"));
    try {
      bench.start();
      bench.check();
      System.out.println(
          "server: %d questions of one zone in turns, 20 at a time, over UDP; %s, asked by dnsperf"
              .formatted(QUESTIONS.size(), nsd.get()));
      bench.measure(runs);
      System.out.print(bench.table());
    } finally {
      bench.close();
    }
  }

  private void close() throws IOException {
    servers.values().forEach(Server::close);
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  private void start() throws IOException {
    Files.writeString(folder.resolve("zone"), ZONE);
    Files.write(folder.resolve("questions"), QUESTIONS);
    servers.put(PEER, nsd());
    servers.put(LOOP, ours("loop"));
    servers.put(SERVER, ours("server"));
    servers.put("driver, empty handler", ours("driver"));
  }

  private Server ours(String way) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var zone = folder.resolve("zone").toString();
    var path = System.getProperty("java.class.path");
    var main = AnsweringProgram.class.getName();
    var process =
        new ProcessBuilder(java, "-XX:+UseSerialGC", "-Xmx256m", "-cp", path, main, way, zone)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    return new Server(process, Integer.parseInt(process.inputReader().readLine()));
  }

  private Server nsd() throws IOException {
    int port = freePort();
    var settings =
        """
        server:
          ip-address: 127.0.0.1
          port: %d
          username: ""
          server-count: 1
          rrl-ratelimit: 0
          database: ""
          zonesdir: "FOLDER"
          xfrdir: "FOLDER"
          xfrdfile: "FOLDER/xfrd.state"
          zonelistfile: "FOLDER/zone.list"
          pidfile: "FOLDER/nsd.pid"
        remote-control:
          control-enable: no
        zone:
          name: example.com
          zonefile: zone
        """;
    var file = folder.resolve("nsd.conf");
    Files.writeString(file, settings.formatted(port).replace("FOLDER", folder.toString()));
    var process =
        new ProcessBuilder("nsd", "-d", "-c", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("nsd.log").toFile())
            .start();
    return new Server(process, port);
  }

  private static int freePort() throws IOException {
    var loopback = InetAddress.getLoopbackAddress();
    try (var tcp = new ServerSocket(0, 1, loopback);
        var _ = new DatagramSocket(tcp.getLocalPort(), loopback)) {
      return tcp.getLocalPort();
    }
  }

  /** All answer with the same records, or nothing is measured; the driver has none. */
  private void check() throws IOException {
    for (var question : QUESTIONS) {
      var words = question.split(" ", -1);
      DnsMessage expected = null;
      for (var name : List.of(PEER, LOOP, SERVER)) {
        var answer = ask(name, Name.of(words[0]), RecordType.of(words[1]));
        if (expected == null) {
          expected = answer;
        } else if (!answer.rcode().equals(expected.rcode())
            || !answer.answers().equals(expected.answers())) {
          throw new IllegalStateException(
              name + " answers " + answer.toText() + "and NSD " + expected.toText());
        }
      }
    }
  }

  /** Asks until there is an answer: a server may not have started yet. */
  private DnsMessage ask(String server, Name name, RecordType type) throws IOException {
    long end = System.nanoTime() + Duration.ofSeconds(START_SECONDS).toNanos();
    var address = new InetSocketAddress("127.0.0.1", servers.get(server).port());
    while (true) {
      try {
        return StubResolver.of(address).withoutRecursion().ask(name, type);
      } catch (IOException e) {
        if (System.nanoTime() > end) {
          throw e;
        }
      }
    }
  }

  /** Each side first for as long as the compiler needs; then so many runs of each in turns. */
  private void measure(int runs) throws Exception {
    int warmUpSeconds = runs == 1 ? 1 : 15;
    int seconds = runs == 1 ? 1 : 5;
    for (var name : servers.keySet()) {
      var _ = load(name, warmUpSeconds);
    }
    var names = List.copyOf(servers.keySet());
    for (int round = 0; round < runs; round++) {
      for (int i = 0; i < names.size(); i++) {
        var name = names.get((round + i) % names.size());
        costs.computeIfAbsent(name, _ -> new ArrayList<>()).add(load(name, seconds));
      }
    }
  }

  private Cost load(String name, int seconds) throws Exception {
    var server = servers.get(name);
    long before = server.cpuNanos();
    var told =
        Program.output(
            "dnsperf",
            "-s",
            "127.0.0.1",
            "-p",
            "" + server.port(),
            "-d",
            folder.resolve("questions").toString(),
            "-q",
            "20",
            "-l",
            "" + seconds);
    long used = server.cpuNanos() - before;
    if (number(LOST, told) != 0) {
      throw new IOException(name + " lost queries: " + told);
    }
    return new Cost(used / number(COMPLETED, told), number(RATE, told));
  }

  private static double number(Pattern pattern, String told) throws IOException {
    var found = pattern.matcher(told);
    if (!found.find()) {
      throw new IOException("dnsperf says " + told);
    }
    return Double.parseDouble(found.group(1));
  }

  private String table() {
    var table = new StringBuilder();
    table.append(
        "%-26s%12s%12s%12s%10s%14s%n"
            .formatted("an answer", "CPU", "least", "most", "ratio", "in a second"));
    double peer = JmhComparison.median(sorted(PEER, Cost::cpuNanos));
    for (var name : servers.keySet()) {
      var nanos = sorted(name, Cost::cpuNanos);
      table.append(
          String.format(
              Locale.ROOT,
              "%-26s%9.2f µs%9.2f µs%9.2f µs%10.2f%14.0f%n",
              "  " + name,
              JmhComparison.median(nanos) / MICROSECOND,
              nanos.getFirst() / MICROSECOND,
              nanos.getLast() / MICROSECOND,
              JmhComparison.median(nanos) / peer,
              JmhComparison.median(sorted(name, Cost::rate))));
    }
    return table
        + "  CPU: what the server used of the processors; ratio: times as much of it as NSD\n";
  }

  private List<Double> sorted(String name, ToDoubleFunction<Cost> part) {
    return costs.getOrDefault(name, List.of()).stream().map(part::applyAsDouble).sorted().toList();
  }
}
