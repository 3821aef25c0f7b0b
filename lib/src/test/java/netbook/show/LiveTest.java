package netbook.show;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.spencerpark.ijava.IJava;
import io.github.spencerpark.jupyter.kernel.FakeKernel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import netbook.Leaks;
import netbook.bytes.Bytes;
import netbook.net.Servers;
import netbook.net.TcpClient;
import netbook.net.TcpServer;
import netbook.notebook.Notebook;
import netbook.notebook.View;
import netbook.tap.Tap;
import netbook.trace.Trace;
import netbook.trace.Traced;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Pictures that grow, on a kernel that records what it is asked to show. */
@Timeout(20)
@ExtendWith(Leaks.class)
class LiveTest {
  private static final Duration SOON = Duration.ofMillis(5);
  private static final Live.Limits LIMITS = new Live.Limits(SOON, 1000, Duration.ofHours(1));

  private final FakeKernel kernel = new FakeKernel();
  private final Trace trace = new Trace();
  private final AtomicInteger looks = new AtomicInteger();
  private volatile boolean running = true;

  /** The one thread that sends to a kernel stays from the first update on. */
  @BeforeAll
  static void startSending() {
    IJava.setKernelInstance(new FakeKernel());
    Notebook.live(View.of("")).update(View.of(""));
    IJava.setKernelInstance(null);
  }

  @BeforeEach
  void run() {
    IJava.setKernelInstance(kernel);
  }

  @AfterEach
  void end() {
    running = false;
    IJava.setKernelInstance(null);
  }

  /** Something with a trace, and with an end when a test says so. */
  private final Traced shown = new Looked(trace, () -> running);

  private void show(Live.Limits limits) {
    Live.show(shown, limits);
  }

  /** Counts how often it is asked. */
  private final class Looked implements Traced {
    private final Trace its;
    private final BooleanSupplier runs;

    Looked(Trace its, BooleanSupplier runs) {
      this.its = its;
      this.runs = runs;
    }

    @Override
    public Trace trace() {
      return its;
    }

    @Override
    public boolean isRunning() {
      looks.incrementAndGet();
      return runs.getAsBoolean();
    }
  }

  private void say(String text) {
    trace.data(1, "client", "server", Bytes.utf8(text));
  }

  private String first() {
    return kernel.displayed.getFirst().data.get("text/plain").toString();
  }

  private List<String> updates() {
    return kernel.cell.published.stream()
        .map(update -> update.data().data.get("text/plain").toString())
        .toList();
  }

  private String last() {
    return updates().isEmpty() ? "" : updates().getLast();
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.sleep(1);
    }
  }

  private static void awaitNoThread() throws InterruptedException {
    await(() ->
        Thread.getAllStackTraces().keySet().stream()
            .noneMatch(thread -> thread.getName().equals("netbook-live")));
  }

  @Test
  void growsWithItsTraceUntilNothingRuns() throws Exception {
    say("one");
    show(LIMITS);
    assertThat(first()).startsWith("Conversation, live, 1 event. 3 B from client.\n");
    say("two");
    await(() -> last().endsWith("3 B \"two\""));
    assertThat(last()).startsWith("Conversation, live, 2 events. 6 B from client.\n");
    say("three");
    running = false;
    awaitNoThread();
    assertThat(last())
        .startsWith("Conversation, final, 3 events. 11 B from client.\n")
        .endsWith("5 B \"three\"");
    assertThat(updates().stream().filter(text -> text.contains("final"))).hasSize(1);
  }

  @Test
  void isDrawnOnlyWhenItHasGrown() throws Exception {
    show(LIMITS);
    await(() -> looks.get() >= 20);
    assertThat(updates()).isEmpty();
    running = false;
    awaitNoThread();
    assertThat(updates()).containsExactly("Conversation, final, 0 events.");
  }

  @Test
  void isDrawnNoMoreOftenThanItMay() throws Exception {
    long begin = System.nanoTime();
    show(new Live.Limits(Duration.ofMillis(100), 1000, Duration.ofHours(1)));
    while (updates().size() < 3) {
      say("more");
      Thread.sleep(1);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(300));
    running = false;
    awaitNoThread();
  }

  @Test
  void endsAfterItsUpdatesAndSaysSo() throws Exception {
    show(new Live.Limits(SOON, 2, Duration.ofHours(1)));
    for (int i = 1; i <= 2; i++) {
      int count = i;
      say("more");
      await(() -> updates().size() >= count);
    }
    awaitNoThread();
    assertThat(updates()).hasSize(3);
    assertThat(last())
        .startsWith("Conversation, final, 2 events.")
        .contains(" Its 2 updates are over; run the cell again.");
  }

  @Test
  void endsAfterItsTimeAndSaysSo() throws Exception {
    show(new Live.Limits(SOON, 1000, Duration.ofMillis(1)));
    awaitNoThread();
    assertThat(updates()).hasSize(1);
    assertThat(last()).contains("final").contains(" Its 0 minutes are over; run the cell again.");
  }

  @Test
  void showingItAgainEndsTheOneBefore() throws Exception {
    show(LIMITS);
    show(LIMITS);
    await(() -> last().endsWith("It goes on where it was shown again."));
    say("more");
    await(() -> last().endsWith("4 B \"more\""));
    assertThat(kernel.cell.published.getFirst().data().displayId)
        .isEqualTo(kernel.displayed.getFirst().displayId);
    assertThat(kernel.cell.published.getLast().data().displayId)
        .isEqualTo(kernel.displayed.getLast().displayId);
    running = false;
    awaitNoThread();
  }

  @Test
  void showsTheLastOfALongConversation() throws Exception {
    for (int i = 1; i <= 60; i++) {
      say("m" + i);
    }
    show(LIMITS);
    assertThat(first())
        .startsWith("Conversation, live, 60 events. The last 50 are shown; counts begin here.\n")
        .doesNotContain("\"m10\"")
        .contains("\"m11\"")
        .endsWith("\"m60\"");
    running = false;
    awaitNoThread();
  }

  @Test
  void aServersLastEventsAreInItsLastPicture() throws Exception {
    for (int i = 0; i < 20; i++) {
      kernel.cell.published.clear();
      var server = TcpServer.start(c -> c.in().transferTo(c.out()));
      Live.show(server, LIMITS);
      try (var client = TcpClient.connect(server.address())) {
        client.send("x");
        client.readExactly(1);
        server.close();
        awaitNoThread();
        assertThat(server.isRunning()).isFalse();
        // What was sent last may be written down after its answer came, even after the close.
        assertThat(last())
            .startsWith("Conversation, final, 4 events. 1 B from client, 1 B from server.")
            .contains("server           close");
      }
    }
  }

  @Test
  void isNotFinalWhileAHandlerIsAtWork() throws Exception {
    var begun = new Semaphore(0);
    var go = new Semaphore(0);
    var server =
        TcpServer.start(c -> {
          begun.release();
          go.acquireUninterruptibly();
          throw new IllegalStateException("late");
        });
    var looked = new Looked(server.trace(), server::isRunning);
    Live.show(looked, LIMITS);
    try (var client = TcpClient.connect(server.address())) {
      begun.acquire();
      server.close();
      int before = looks.get();
      await(() -> looks.get() >= before + 5);
      assertThat(client.isOpen() && server.isRunning()).isTrue();
      go.release();
      awaitNoThread();
      assertThat(last())
          .contains("final")
          .contains("failure: java.lang.IllegalStateException: late");
    } finally {
      Reference.reachabilityFence(looked);
    }
  }

  @Test
  void aTapThatIsClosedOrForgottenEnds() throws Exception {
    try (var server = TcpServer.start(c -> c.in().transferTo(c.out()))) {
      var tap = Tap.before(server);
      Show.live(tap);
      tap.close();
      awaitNoThread();
      assertThat(tap.isRunning()).isFalse();
      assertThat(last()).isEqualTo("Conversation, final, 0 events.");

      showForgotten(server);
      await(() -> {
        System.gc();
        return Servers.list().size() == 1;
      });
      awaitNoThread();
      assertThat(updates()).hasSize(2);
      assertThat(server.isRunning()).isTrue();
    }
  }

  private static void showForgotten(TcpServer server) throws IOException {
    Show.live(Tap.before(server));
  }

  @Test
  void withoutAKernelItIsPrintedTwice() throws Exception {
    IJava.setKernelInstance(null);
    var out = System.out;
    var printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      show(LIMITS);
      say("one");
      await(() -> looks.get() >= 5);
      say("two");
      running = false;
      awaitNoThread();
      Live.show(new Trace(), LIMITS);
      awaitNoThread();
    } finally {
      System.setOut(out);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8).lines().filter(l -> l.startsWith("Conv")))
        .containsExactly(
            "Conversation, live, 0 events.",
            "Conversation, final, 2 events. 6 B from client.",
            "Conversation, live, 0 events.");
  }
}
