package netbook.exercise;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import netbook.bytes.Bytes;
import netbook.dns.ResourceRecord;
import netbook.dns.Transport;
import netbook.resolve.DnsServer;

/**
 * Puts a {@link MiniServer} behind the sockets of a {@link DnsServer} and has dig ask it. The
 * learner's code runs on the thread of the trial, where its limits are watched; the sockets have
 * their own.
 *
 * @param name what dig asks for
 * @param status the RCODE that dig has to show
 * @param records those that dig has to show, in any order
 */
record DigTrial(
    List<ResourceRecord> zone,
    String name,
    String type,
    String status,
    List<ResourceRecord> records)
    implements Trial<MiniServer> {
  private static final long WAIT_SECONDS = 5;

  /** A request that came, and where its answer is waited for. */
  private record Asked(
      Bytes request, Transport transport, CompletableFuture<Optional<Bytes>> answer) {}

  /** The text of the question: dig makes the octets. */
  @Override
  public Bytes octets() {
    return Bytes.utf8(name + " " + type);
  }

  @Override
  public Optional<Mismatch> run(MiniServer code, Steps steps) throws Exception {
    var asked = new LinkedBlockingQueue<Optional<Asked>>();
    try (var server = DnsServer.start((request, transport) -> ask(request, transport, asked))) {
      var dig =
          new FutureTask<>(() -> {
            try {
              return dig(server.port());
            } finally {
              asked.add(Optional.empty());
            }
          });
      Thread.startVirtualThread(dig);
      try {
        for (var one = asked.take(); one.isPresent(); one = asked.take()) {
          var wrong = answer(code, steps, one.get());
          if (wrong.isPresent()) {
            return wrong;
          }
        }
        return judge(dig.get());
      } finally {
        dig.cancel(true);
      }
    }
  }

  /** Has the learner's code answer; dig waits for nothing that doesn't come. */
  private Optional<Mismatch> answer(MiniServer code, Steps steps, Asked asked) {
    try {
      return Called.judged(
          steps,
          ZoneTrial.text(asked.request, asked.transport),
          () -> code.answer(zone, asked.request, asked.transport),
          (_, answer) -> {
            asked.answer.complete(answer);
            return answer.isPresent()
                ? Optional.empty()
                : Optional.of(new Mismatch("a response", "none"));
          },
          asked.request);
    } finally {
      asked.answer.complete(Optional.empty());
    }
  }

  private String dig(int port) {
    var words = "-r -p %d @127.0.0.1 +norecurse +time=2 +tries=1".formatted(port);
    var shown = "+noall +comments +answer +authority";
    var arguments = "%s %s %s %s".formatted(words, shown, name, type).split(" ", -1);
    return StandardCharsets.ISO_8859_1
        .decode(Tool.DIG.run(Bytes.EMPTY, arguments).buffer())
        .toString();
  }

  private Optional<Mismatch> judge(String printed) {
    var complaint =
        printed
            .lines()
            .filter(line -> line.startsWith(";;") && !line.contains("HEADER"))
            .filter(line -> line.matches("(?i).*(warning|mismatch|malformed|error).*"))
            .findFirst();
    if (complaint.isPresent()) {
      return Optional.of(new Mismatch("no complaint of dig", complaint.get()));
    }
    if (!printed.contains("status: %s,".formatted(status))) {
      return Optional.of(new Mismatch("dig shows status " + status, first(printed)));
    }
    var flags = printed.lines().filter(line -> line.startsWith(";; flags:")).findFirst().orElse("");
    if (!flags.matches(";; flags: qr aa( ad)?;.*")) {
      return Optional.of(new Mismatch("dig shows the flags qr aa", flags));
    }
    var wanted = records.stream().map(ResourceRecord::toText).sorted().toList();
    var got =
        printed
            .lines()
            .filter(line -> !line.isBlank() && !line.startsWith(";"))
            .map(line -> line.replaceAll("\\s+", " "))
            .sorted()
            .toList();
    return got.equals(wanted)
        ? Optional.empty()
        : Optional.of(new Mismatch("dig shows " + Said.answer(wanted), Said.answer(got)));
  }

  private static String first(String printed) {
    return printed.lines().filter(line -> line.contains("status:")).findFirst().orElse("none");
  }

  /** Waits until the trial's thread has answered. */
  private static Optional<Bytes> ask(
      Bytes request, Transport transport, BlockingQueue<Optional<Asked>> asked) throws IOException {
    var answer = new CompletableFuture<Optional<Bytes>>();
    asked.add(Optional.of(new Asked(request, transport, answer)));
    try {
      return answer.get(WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IOException("no answer", e);
    }
  }
}
