package netbook.show;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A scale of time from 0, with at most seven ticks at round numbers of milliseconds or seconds.
 *
 * @param step from one tick to the next
 * @param steps how many of them
 */
record TimeScale(Duration step, int steps) {
  private static final int STEPS_MAX = 6;

  /** From here on the unit is the second. */
  private static final Duration SECONDS_FROM = Duration.ofSeconds(5);

  private static final List<Long> ROUND =
      List.of(1L, 2L, 5L, 10L, 20L, 50L, 100L, 250L, 500L, 1000L);

  /** The scale on which the last moment still is. */
  static TimeScale upTo(Duration last) {
    boolean seconds = last.compareTo(SECONDS_FROM) > 0;
    var unit = seconds ? Duration.ofSeconds(1) : Duration.ofMillis(1);
    long units = Math.max(1, Math.ceilDiv(last.toNanos(), unit.toNanos()));
    long largest = Math.ceilDiv(units, STEPS_MAX);
    long step = ROUND.stream().filter(each -> each >= largest).findFirst().orElse(largest);
    return new TimeScale(unit.multipliedBy(step), (int) Math.ceilDiv(units, step));
  }

  Duration end() {
    return step.multipliedBy(steps);
  }

  List<Duration> ticks() {
    return IntStream.rangeClosed(0, steps).mapToObj(step::multipliedBy).toList();
  }

  /** Where a moment is: 0 at the beginning, 1 at the end. */
  double fraction(Duration at) {
    return (double) at.toNanos() / end().toNanos();
  }

  String unit() {
    return isSeconds() ? "s" : "ms";
  }

  /** A moment with its unit, to the millisecond: {@code 40 ms}, {@code 10.06 s}. */
  String text(Duration at) {
    return isSeconds()
        ? BigDecimal.valueOf(at.toMillis(), 3).stripTrailingZeros().toPlainString() + " s"
        : at.toMillis() + " ms";
  }

  /** A tick in the unit of this scale. */
  String label(Duration at) {
    return "" + (isSeconds() ? at.toSeconds() : at.toMillis());
  }

  private boolean isSeconds() {
    return end().compareTo(SECONDS_FROM) > 0;
  }
}
