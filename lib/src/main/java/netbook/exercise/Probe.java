package netbook.exercise;

import java.util.List;
import netbook.show.Wording;

/**
 * One thing that a check tries.
 *
 * @param name what it tries, in a few words
 * @param about why it matters, in a sentence
 * @param rule what it holds the code to
 * @param hint for whoever fails it
 * @param secondHint for whoever asks for more
 * @param protects why it is there although no known wrong solution fails at it alone; empty if one
 *     does
 * @param trials what is run, in this order; 1 or more
 * @param <T> the interface that the learner implements
 */
public record Probe<T>(
    String name,
    String about,
    Rule rule,
    String hint,
    String secondHint,
    String protects,
    List<Trial<T>> trials) {
  /** Checks that there is something to run. */
  public Probe {
    trials = List.copyOf(trials);
    if (trials.isEmpty()) {
      throw new IllegalArgumentException("probe \"" + name + "\" has no trial");
    }
  }

  /** A probe without hints, which holds the code to the task. */
  public static <T> Probe<T> of(String name, String about, List<Trial<T>> trials) {
    return new Probe<>(name, about, Rule.task(""), "", "", "", trials);
  }

  /** The same, with the rule that it holds the code to. */
  public Probe<T> rule(Rule rule) {
    return new Probe<>(name, about, rule, hint, secondHint, protects, trials);
  }

  /** The same, with a hint for whoever fails it, and another for whoever asks. */
  public Probe<T> hints(String hint, String secondHint) {
    return new Probe<>(name, about, rule, hint, secondHint, protects, trials);
  }

  /** The same, with the reason why it is there although no known wrong solution needs it. */
  public Probe<T> protects(String protects) {
    return new Probe<>(name, about, rule, hint, secondHint, protects, trials);
  }

  /** One line: the name and the rule. */
  @Override
  public String toString() {
    return name + " (" + rule + "), " + Wording.count(trials.size(), "trial");
  }
}
