package netbook.exercise;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import netbook.bytes.Bytes;
import netbook.tap.MemoryDatagrams;

/**
 * Makes trials of code that asks a server by datagrams, on a network in memory that loses, delays,
 * doubles and forges them. Its time is virtual, so that a trial waits for nothing.
 *
 * @param <T> the interface that the learner implements
 * @param <Q> what the code is to ask
 * @param <R> what its method answers
 */
final class DatagramTrials<T, Q, R> {
  private final String method;
  private final Call<T, Asked<Q>, R> call;
  private final Function<Bytes, String> words;
  private final Judge<Asked<Q>, R> judge;

  /**
   * Trials that call one method.
   *
   * @param method its name, for the report
   * @param words how the report writes a datagram
   */
  DatagramTrials(
      String method,
      Call<T, Asked<Q>, R> call,
      Function<Bytes, String> words,
      Judge<Asked<Q>, R> judge) {
    this.method = method;
    this.call = call;
    this.words = words;
    this.judge = judge;
  }

  /**
   * A question, and the network on which it is asked.
   *
   * @param wire of this question alone, though all questions of a trial have the same network
   */
  record Asked<Q>(Q question, DatagramWire wire) {}

  /**
   * One trial, which asks one question after the other. It is played as it is, and not made
   * shorter.
   *
   * @param octets what the report shows as the input
   * @param network makes a fresh one for each run
   */
  List<Trial<T>> of(Bytes octets, Supplier<MemoryDatagrams> network, List<Q> questions) {
    return List.of(new One<>(this, octets, network, questions));
  }

  private record One<T, Q, R>(
      DatagramTrials<T, Q, R> trials,
      Bytes octets,
      Supplier<MemoryDatagrams> network,
      List<Q> questions)
      implements Trial<T> {
    @Override
    public Optional<Mismatch> run(T code, Steps steps) {
      var link = network.get();
      for (var question : questions) {
        var asked = new Asked<>(question, new DatagramWire(link, trials.words, steps));
        var text = "%s(%s)".formatted(trials.method, question);
        var wrong = Called.judged(steps, text, () -> call(code, asked, steps), trials.judge, asked);
        if (wrong.isPresent()) {
          return wrong;
        }
      }
      return Optional.empty();
    }

    private R call(T code, Asked<Q> asked, Steps steps) throws Exception {
      steps.answered("called");
      try {
        return trials.call.on(code, asked);
      } finally {
        steps.call("at %d ms: it ends".formatted(asked.wire().now().toMillis()));
      }
    }
  }
}
