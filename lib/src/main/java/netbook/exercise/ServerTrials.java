package netbook.exercise;

import java.io.IOException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import java.util.Optional;
import netbook.bytes.Bytes;

/**
 * Makes trials of code that serves clients, on a real socket of loopback: what accept, a reset and
 * full buffers do is the system's own act. A script plays the clients. It awaits each answer, so
 * that the system's timing changes no verdict, and gives up at a deadline. That something isn't
 * answered is seen by the next answer, and never by waiting.
 *
 * @param <T> the interface that the learner implements
 */
public final class ServerTrials<T> {
  private final Starting<T> starting;

  private ServerTrials(Starting<T> starting) {
    this.starting = starting;
  }

  /** Trials that run one method, which serves streams. */
  static <T> ServerTrials<T> ofStreams(Serving<T, ServerSocketChannel> serving) {
    return new ServerTrials<>(
        code -> TriedServer.ofStreams("serve", listening -> serving.on(code, listening)));
  }

  /** Trials that run one method, which serves datagrams. */
  static <T> ServerTrials<T> ofDatagrams(Serving<T, DatagramChannel> serving) {
    return new ServerTrials<>(
        code -> TriedServer.ofDatagrams("serve", socket -> serving.on(code, socket)));
  }

  /** How a check runs the learner's server, until its socket is closed. */
  @FunctionalInterface
  interface Serving<T, C> {
    void on(T code, C socket) throws Exception;
  }

  /** Starts the learner's server. */
  @FunctionalInterface
  private interface Starting<T> {
    TriedServer start(T code) throws IOException;
  }

  /** What the clients of a trial do. */
  @FunctionalInterface
  public interface Visit {
    /** Plays the clients. Each of their waits ends at a deadline, with what was missed. */
    void by(Clients clients) throws Exception;
  }

  /** A trial whose clients do that; a server fails it if one of them misses something. */
  public List<Trial<T>> on(Visit visit) {
    return on(Bytes.EMPTY, visit);
  }

  /**
   * One trial. It is played as it is, and not made shorter.
   *
   * @param octets what the report shows as the input
   */
  List<Trial<T>> on(Bytes octets, Visit visit) {
    return List.of(new One<>(starting, octets, visit));
  }

  private record One<T>(Starting<T> starting, Bytes octets, Visit visit) implements Trial<T> {
    @Override
    public Optional<Mismatch> run(T code, Steps steps) throws Exception {
      try (var server = starting.start(code);
          var clients = new Clients(server, steps)) {
        visit.by(clients);
        server.throwIfUnwritten();
        return Optional.empty();
      } catch (Missed e) {
        return Optional.of(e.mismatch());
      }
    }
  }
}
