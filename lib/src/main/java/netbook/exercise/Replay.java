package netbook.exercise;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import netbook.bytes.Bytes;
import netbook.exercise.Arrival.End;
import netbook.tap.Tap;
import netbook.tap.What;

/**
 * An arrival once more, on a real connection: loopback's own sockets, with a tap between that does
 * what the script says. What passes in memory has to pass here too. The system may join what the
 * script cuts, which right code doesn't feel.
 *
 * @param trials how the code is called and judged
 * @param arrival what comes; {@linkplain #isPossible possible} here
 */
record Replay<T, R>(StreamTrials<T, R> trials, Arrival arrival) implements Trial<T> {
  /** What fits into the buffers on the way, so that one thread can send and then read. */
  private static final int SIZE_MAX = 32 << 10;

  private static final Duration CLOSING_MAX = Duration.ofSeconds(2);

  /**
   * Whether an arrival is the same on a real connection, and takes no time there: in good order to
   * the end, cut at most. A reset would race with what the code still reads and writes.
   */
  static boolean isPossible(Arrival arrival) {
    return arrival.end() == End.FIN
        && arrival.octets().size() <= SIZE_MAX
        && arrival.script().faults().stream().allMatch(fault -> isCut(fault.what()));
  }

  private static boolean isCut(What what) {
    return switch (what) {
      case What.Slice _, What.SliceEvery _, What.SliceAtRandom _ -> true;
      case What.Delay _,
          What.Throttle _,
          What.Coalesce _,
          What.Corrupt _,
          What.Drop _,
          What.Duplicate _,
          What.Reorder _,
          What.Stall _,
          What.Reset _,
          What.Truncate _,
          What.Shorten _,
          What.CloseEarly _,
          What.HalfOpen _ ->
          false;
    };
  }

  @Override
  public Bytes octets() {
    return arrival.octets();
  }

  @Override
  public Optional<Mismatch> run(T code, Steps steps) throws InterruptedException {
    var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (var listening = ServerSocketChannel.open().bind(loopback)) {
      var tap = Tap.before(listening.getLocalAddress()).toServer(arrival.script());
      Optional<Mismatch> wrong;
      try (tap;
          var peer = SocketChannel.open(tap.address());
          var end = listening.accept()) {
        peer.write(ByteBuffer.wrap(arrival.octets().toArray()));
        peer.shutdownOutput();
        wrong = trials.judged(code, new SocketWire(end, steps), arrival, steps, " (real sockets)");
      }
      awaitEnd(tap);
      return wrong.map(Replay::onRealSockets);
    } catch (IOException e) {
      throw new BrokenCheck(new UncheckedIOException(e));
    }
  }

  private static Mismatch onRealSockets(Mismatch wrong) {
    return new Mismatch(wrong.expected(), wrong.actual() + ", on a real connection", wrong.at());
  }

  /** What the tap still closes would look like a leak of the learner's. */
  private static void awaitEnd(Tap tap) throws InterruptedException {
    long endNanos = System.nanoTime() + CLOSING_MAX.toNanos();
    while (tap.isRunning() && System.nanoTime() < endNanos) {
      Thread.sleep(1);
    }
  }

  /** None: a shorter one would be looked for among runs that take real time. */
  @Override
  public List<Trial<T>> smaller() {
    return List.of();
  }
}
