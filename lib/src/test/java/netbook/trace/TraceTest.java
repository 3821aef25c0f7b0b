package netbook.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import netbook.bytes.Bytes;
import netbook.trace.Event.Kind;
import org.junit.jupiter.api.Test;

class TraceTest {
  private final AtomicLong now = new AtomicLong(-5_000_000);

  private Trace trace(int eventsMax, long bytesMax) {
    return new Trace(eventsMax, bytesMax, now::get);
  }

  @Test
  void keepsWhatHappenedInOrderAndTimesItFromTheFirst() {
    var trace = trace(10, 100);
    trace.event(1, "client", "server", Kind.CONNECT, "");
    now.addAndGet(412_000);
    trace.data(1, "client", "server", Bytes.utf8("hi"));
    now.addAndGet(1);
    trace.event(1, "server", "client", Kind.FIN, "done");
    assertThat(trace.events())
        .containsExactly(
            new Event(1, Duration.ZERO, "client", "server", Kind.CONNECT, Bytes.EMPTY, ""),
            new Event(
                1, Duration.ofNanos(412_000), "client", "server", Kind.DATA, Bytes.utf8("hi"), ""),
            new Event(
                1, Duration.ofNanos(412_001), "server", "client", Kind.FIN, Bytes.EMPTY, "done"));
    assertThat(trace.dropped()).isZero();
    assertThat(trace).hasToString("trace of 3 events, 2 B");
  }

  @Test
  void theOldestEventsGoFirstAndAreCounted() {
    var trace = trace(3, 100);
    for (int i = 1; i <= 10; i++) {
      trace.data(i, "client", "server", Bytes.of(i));
      assertThat(trace.events()).hasSize(Math.min(i, 3));
      assertThat(trace.dropped()).isEqualTo(Math.max(0, i - 3));
      assertThat(trace.recorded()).isEqualTo(i);
    }
    assertThat(trace.events().stream().map(Event::connection)).containsExactly(8, 9, 10);
    assertThat(trace).hasToString("trace of 3 events, 3 B, 7 older ones dropped");
  }

  @Test
  void theBytesHeldAreBoundedAtTheOctet() {
    var trace = trace(100, 10);
    trace.data(1, "c", "s", Bytes.copyOf(new byte[4]));
    trace.data(2, "c", "s", Bytes.copyOf(new byte[6]));
    assertThat(trace.dropped()).isZero();
    trace.event(3, "c", "s", Kind.FIN, "");
    assertThat(trace.dropped()).isZero();
    trace.data(4, "c", "s", Bytes.copyOf(new byte[1]));
    assertThat(trace.events().stream().map(Event::connection)).containsExactly(2, 3, 4);
    assertThat(trace).hasToString("trace of 3 events, 7 B, 1 older ones dropped");
    trace.data(5, "c", "s", Bytes.copyOf(new byte[11]));
    assertThat(trace.events()).isEmpty();
    assertThat(trace.dropped()).isEqualTo(5);
  }

  @Test
  void timesStillCountFromTheFirstEventWhenItIsGone() {
    var trace = trace(1, 100);
    trace.event(1, "c", "s", Kind.CONNECT, "");
    now.addAndGet(7);
    trace.event(1, "c", "s", Kind.FIN, "");
    assertThat(trace.events().getFirst().at()).isEqualTo(Duration.ofNanos(7));
    var none = trace(1, 0);
    none.data(1, "c", "s", Bytes.of(1));
    now.addAndGet(3);
    none.event(1, "c", "s", Kind.FIN, "");
    assertThat(none.events().getFirst().at()).isEqualTo(Duration.ofNanos(3));
  }

  @Test
  void timesMayCountFromBeforeTheFirstEvent() {
    var trace = trace(10, 100);
    trace.begin();
    now.addAndGet(7);
    trace.begin();
    trace.event(1, "c", "s", Kind.CONNECT, "");
    now.addAndGet(3);
    trace.begin();
    trace.event(1, "c", "s", Kind.FIN, "");
    assertThat(trace.events())
        .extracting(Event::at)
        .extracting(Duration::toNanos)
        .containsExactly(7L, 10L);
  }

  @Test
  void aListOnceTakenDoesNotChange() {
    var trace = trace(10, 100);
    trace.event(1, "c", "s", Kind.CONNECT, "");
    var before = trace.events();
    trace.event(1, "c", "s", Kind.FIN, "");
    assertThat(before).hasSize(1);
    assertThatThrownBy(() -> before.removeFirst())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void limitsHaveToLeaveRoom() {
    assertThatIllegalArgumentException().isThrownBy(() -> trace(0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> trace(1, -1));
  }

  @Test
  void connectionsCountFromOne() {
    var trace = new Trace();
    assertThat(trace.nextConnection()).isEqualTo(1);
    assertThat(trace.nextConnection()).isEqualTo(2);
    assertThat(trace.connections()).isEqualTo(2);
  }

  @Test
  void watchersCountFromOne() {
    var trace = new Trace();
    assertThat(trace.nextWatcher()).isEqualTo(1);
    assertThat(trace.nextWatcher()).isEqualTo(2);
    assertThat(trace.watchers()).isEqualTo(2);
  }

  @Test
  void manyThreadsLoseNothingAndKeepTheirOrder() throws InterruptedException {
    int threads = 20;
    int each = 400;
    var clock = new AtomicLong();
    var trace = new Trace(threads * each, 1 << 20, () -> readSlowly(clock));
    Set<Integer> numbers = ConcurrentHashMap.newKeySet();
    var start = new CountDownLatch(1);
    var all = new ArrayList<Thread>();
    for (int t = 0; t < threads; t++) {
      all.add(Thread.ofVirtual().start(() -> record(trace, numbers, start, each)));
    }
    start.countDown();
    for (var thread : all) {
      assertThat(thread.join(Duration.ofSeconds(20))).isTrue();
    }
    assertThat(numbers).hasSize(threads);
    assertThat(trace.events()).hasSize(threads * each);
    assertThat(trace.dropped()).isZero();
    assertThat(trace.events().stream().map(Event::at)).isSorted().doesNotHaveDuplicates();
    var next = new int[threads + 1];
    for (var event : trace.events()) {
      assertThat(event.bytes()).isEqualTo(Bytes.of(next[event.connection()]++ & 0xff));
    }
  }

  /** Lets others in between the moment an event gets its time and its place. */
  private static long readSlowly(AtomicLong clock) {
    long time = clock.getAndIncrement();
    Thread.yield();
    return time;
  }

  /** A race can hide for a thousand runs; a thread that waits for its turn can be seen. */
  @Test
  void everyCallWaitsForItsTurn() throws InterruptedException {
    var trace = new Trace();
    List<Runnable> calls =
        List.of(
            trace::begin,
            trace::nextConnection,
            trace::nextWatcher,
            trace::watchers,
            trace::events,
            trace::recorded,
            trace::dropped,
            trace::toString,
            () -> trace.data(1, "c", "s", Bytes.EMPTY),
            () -> trace.event(1, "c", "s", Kind.FIN, ""));
    for (var call : calls) {
      var thread = Thread.ofPlatform().unstarted(call);
      synchronized (trace) {
        thread.start();
        long end = System.nanoTime() + 5_000_000_000L;
        while (thread.getState() != Thread.State.BLOCKED) {
          assertThat(thread.getState()).isNotEqualTo(Thread.State.TERMINATED);
          assertThat(System.nanoTime()).isLessThan(end);
          Thread.yield();
        }
      }
      assertThat(thread.join(Duration.ofSeconds(5))).isTrue();
    }
  }

  private static void record(Trace trace, Set<Integer> numbers, CountDownLatch start, int count) {
    int number = trace.nextConnection();
    numbers.add(number);
    try {
      start.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    for (int i = 0; i < count; i++) {
      trace.data(number, "client", "server", Bytes.of(i & 0xff));
    }
  }

  @Test
  void whatIsDroppedAndWhatIsKeptAreAllThereWas() throws InterruptedException {
    var trace = new Trace(100, 1 << 20, System::nanoTime);
    var all = new ArrayList<Thread>();
    for (int t = 0; t < 10; t++) {
      all.add(
          Thread.ofVirtual()
              .start(() -> record(trace, new HashSet<>(), new CountDownLatch(0), 300)));
    }
    for (var thread : all) {
      assertThat(thread.join(Duration.ofSeconds(20))).isTrue();
    }
    assertThat(trace.events()).hasSize(100);
    assertThat(trace.dropped()).isEqualTo(2900);
  }
}
