package netbook.exercise;

import java.time.Duration;

/**
 * How much a learner's code may take in one trial. Time in memory is virtual, so right code needs a
 * few milliseconds; the limits are far above that, so that a busy machine changes no verdict.
 *
 * @param wall how long a trial may take, waits included
 * @param cpu how much of a processor's time it may use
 * @param allocated how many octets of memory it may ask for
 * @param printed how many octets it may print
 */
public record Limits(Duration wall, Duration cpu, long allocated, int printed) {
  /** Three seconds, one of them computing; 64 MiB; 64 KiB printed. */
  public static final Limits USUAL =
      new Limits(Duration.ofSeconds(3), Duration.ofSeconds(1), 64 << 20, 64 << 10);

  /** Checks that each is more than nothing. */
  public Limits {
    if (!wall.isPositive() || !cpu.isPositive() || allocated < 1 || printed < 1) {
      throw new IllegalArgumentException(
          "limits: " + wall + ", " + cpu + ", " + allocated + " B, " + printed + " B: one is 0");
    }
  }
}
