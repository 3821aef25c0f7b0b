package netbook.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import netbook.dns.DnsMessage;
import netbook.dns.Flag;
import netbook.dns.Name;
import netbook.dns.Rcode;
import netbook.dns.RecordType;
import netbook.dns.ResourceRecord;
import netbook.dns.ZoneFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** NSD, another authoritative server, as our resolver sees it, beside our own. */
@Timeout(180)
class NsdTest {
  /** How often another port is tried, if somebody takes the one that was free. */
  private static final int TRIES_MAX = 5;

  private static final int START_SECONDS = 60;

  @TempDir private Path folder;
  private List<ResourceRecord> records;
  private DnsServer ours;
  private Process nsd;
  private StubResolver askNsd;
  private StubResolver askOurs;

  @BeforeEach
  void startBoth() throws Exception {
    var text =
        new StringBuilder("$TTL 3600\n@ SOA ns hostmaster 7 7200 900 1209600 300\n@ NS ns\n");
    text.append(DnsToolsTest.TYPES);
    for (int i = 0; i < 100; i++) {
      text.append("large A 192.0.2.").append(i).append('\n');
    }
    records = ZoneFile.parse(text.toString(), Name.of("example.com"));
    ours = DnsServer.start(Zone.parse(text.toString(), "example.com"));
    Files.writeString(folder.resolve("example.com.zone"), ZoneFile.text(records));
    askNsd = resolver(startNsd(Programs.find("nsd", "nsd")));
    askOurs = resolver(ours.port());
  }

  @AfterEach
  void stopBoth() throws InterruptedException {
    ours.close();
    if (nsd != null) {
      var helpers = nsd.descendants().toList();
      nsd.destroy();
      helpers.forEach(ProcessHandle::destroy);
      assertThat(nsd.waitFor(START_SECONDS, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static StubResolver resolver(int port) {
    return StubResolver.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
        .withoutRecursion()
        .timeout(Duration.ofSeconds(10));
  }

  /** Starts NSD in the foreground; returns the port. */
  private int startNsd(String program) throws Exception {
    for (int i = 1; ; i++) {
      int port = freePort();
      var file = Files.writeString(folder.resolve("nsd.conf"), settings(port));
      nsd =
          new ProcessBuilder(program, "-d", "-c", file.toString())
              .redirectErrorStream(true)
              .start();
      var told = new StringBuilder();
      var started = CompletableFuture.supplyAsync(() -> hasStarted(nsd.inputReader(), told));
      if (started.get(START_SECONDS, TimeUnit.SECONDS)) {
        return port;
      }
      assertThat(nsd.waitFor(START_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(i).as(told.toString()).isLessThan(TRIES_MAX);
    }
  }

  private String settings(int port) {
    return """
    server:
      ip-address: 127.0.0.1
      port: %d
      username: ""
      server-count: 1
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
      zonefile: example.com.zone
    """
        .formatted(port)
        .replace("FOLDER", folder.toString());
  }

  /** A port that nobody has, for datagrams and for streams. */
  private static int freePort() throws IOException {
    var loopback = InetAddress.getLoopbackAddress();
    try (var tcp = new ServerSocket(0, 1, loopback);
        var _ = new DatagramSocket(tcp.getLocalPort(), loopback)) {
      return tcp.getLocalPort();
    }
  }

  /** Reads until it says that it has started, with its ports bound, or ends. */
  private static boolean hasStarted(BufferedReader reader, StringBuilder told) {
    try {
      for (var line = reader.readLine(); line != null; line = reader.readLine()) {
        told.append(line).append('\n');
        if (line.contains("nsd started")) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private DnsMessage assertSame(Name name, RecordType type) throws IOException {
    var one = askNsd.ask(name, type);
    var other = askOurs.ask(name, type);
    assertThat(one.rcode()).as(one.toText()).isEqualTo(other.rcode());
    assertThat(one.header().has(Flag.AA)).isEqualTo(other.header().has(Flag.AA));
    assertThat(one.answers()).containsExactlyInAnyOrderElementsOf(other.answers());
    return one;
  }

  @Test
  void itReadsOurZoneFileAndAnswersAsWeDo() throws IOException {
    for (var record : records) {
      if (!record.type().equals(RecordType.NSEC3)) {
        assertThat(assertSame(record.name(), record.type()).answers()).contains(record);
      }
    }
    assertThat(ours.failures()).isEmpty();
  }

  /** A server that knows DNSSEC denies names that are hashes (RFC 5155 §7.2.8); ours doesn't. */
  @Test
  void aHashIsNoNameForIt() throws IOException {
    for (var record : records) {
      if (record.type().equals(RecordType.NSEC3)) {
        assertThat(askNsd.ask(record.name(), record.type()).rcode()).isEqualTo(Rcode.NXDOMAIN);
        assertThat(askOurs.ask(record.name(), record.type()).answers()).containsExactly(record);
      }
    }
  }

  @Test
  void whatItCutIsAskedByTcp() throws IOException {
    var large = Name.of("large.example.com");
    assertThat(assertSame(large, RecordType.A).answers()).hasSize(100);
    assertThat(askNsd.trace().connections()).isEqualTo(2); // a datagram's, and TCP's
    assertThat(askNsd.withoutEdns().ask(large, RecordType.A).answers()).hasSize(100);
    assertThat(askNsd.trace().connections()).isEqualTo(4);
  }

  @Test
  void aliasesAndNothingAreTheSame() throws IOException {
    assertThat(assertSame(Name.of("cname.example.com"), RecordType.A).answers()).hasSize(2);
    assertThat(assertSame(Name.of("www.dname.example.com"), RecordType.A).answers()).hasSize(2);
    assertThat(assertSame(Name.of("nothing.example.com"), RecordType.A).rcode())
        .isEqualTo(Rcode.NXDOMAIN);
    assertThat(assertSame(Name.of("a.example.com"), RecordType.MX).answers()).isEmpty();
    assertThat(assertSame(Name.of("example.net"), RecordType.A).rcode()).isEqualTo(Rcode.REFUSED);
  }
}
