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
    WRONG,
    /** The code ended with an error, such as a stack overflow. */
    ERROR,
    /** It computes without end. */
    SPINS,
    /** It waits without end. */
    WAITS,
    /** Its threads wait for each other's locks, which nothing can end. */
    DEADLOCKS,
    /** It asks for too much memory. */
    MEMORY,
    /** It prints too much. */
    PRINTS,
    /** It ends the JVM. */
    EXITS,
    /** It leaves threads or sockets behind. */
    LEAKS
  }
}
