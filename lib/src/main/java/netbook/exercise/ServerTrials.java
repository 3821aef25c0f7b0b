package netbook.exercise;

import java.nio.channels.ServerSocketChannel;
import java.util.List;
import java.util.Optional;
import netbook.bytes.Bytes;

/**
 * Makes trials of code that serves clients, on a real listening socket of loopback: what accept, a
 * reset and full buffers do is the system's own act. A script plays the clients. It awaits each
 * answer, so that the system's timing changes no verdict, and gives up at a deadline.
 *
 * @param <T> the interface that the learner implements
 */
public final class ServerTrials<T> {
  private final Serving<T> serving;

  /** Trials that run one method. */
  ServerTrials(Serving<T> serving) {
    this.serving = serving;
  }

  /** How a check runs the learner's server, until its socket is closed. */
  @FunctionalInterface
  interface Serving<T> {
    void on(T code, ServerSocketChannel listening) throws Exception;
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
    return List.of(new One<>(serving, octets, visit));
  }

  private record One<T>(Serving<T> serving, Bytes octets, Visit visit) implements Trial<T> {
    @Override
    public Optional<Mismatch> run(T code, Steps steps) throws Exception {
      try (var server = new TriedServer("serve", listening -> serving.on(code, listening));
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
