package netbook.exercise;

import java.util.List;
import netbook.bytes.Bytes;

/**
 * How a trial failed, with all that the report needs.
 *
 * @param kind what went wrong
 * @param mismatch what was expected, and what came
 * @param octets what the code was given
 * @param steps what was called and answered
 * @param readTo how many octets of a stream the code had read; {@link Mismatch#NOWHERE} if it isn't
 *     one
 * @param printed what the code printed meanwhile
 * @param runsOn whether its thread could not be ended
 */
record Failure(
    Kind kind,
    Mismatch mismatch,
    Bytes octets,
    List<Steps.Step> steps,
    int readTo,
    String printed,
    boolean runsOn) {
  /** What can go wrong. */
  enum Kind {
    /** The answer is wrong, or an exception came in its place. */
    WRONG(""),
    /** The code ended with an error, such as a stack overflow. */
    ERROR(""),
    /** It computes without end. */
    SPINS("Which of your loops has no way out for this input?"),
    /** It waits without end. */
    WAITS("What does it wait for, and who should bring that?"),
    /** Its threads wait for each other's locks, which nothing can end. */
    DEADLOCKS("Let all threads take their locks in the same order."),
    /** It asks for too much memory. */
    MEMORY("What grows with each round of a loop, or by a number that came from outside?"),
    /** It prints too much. */
    PRINTS("Which of your loops prints, and has it a way out?"),
    /** It ends the JVM. */
    EXITS("Return, or throw an exception."),
    /** It leaves threads or sockets behind. */
    LEAKS("Close what you open, also when something fails: try (…) { … }.");

    private final String hint;

    Kind(String hint) {
      this.hint = hint;
    }

    /** A hint that fits whatever the probe is about; empty if the probe's own fits. */
    String hint() {
      return hint;
    }
  }

  /** The same, knowing whether its thread could be ended. */
  Failure runsOn(boolean runsOn) {
    return new Failure(kind, mismatch, octets, steps, readTo, printed, runsOn);
  }
}
