package netbook.exercise;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * A source of chance that has no chance in it: from one run to the next it goes through all numbers
 * that could be drawn, if they are drawn below a bound. So what comes of each can be counted, and
 * is exact.
 */
final class EveryDraw implements RandomGenerator {
  /** Who draws more often may draw until a number is new: the same ones would have no end. */
  private static final int DRAWS_MAX = 12;

  private final SplittableRandom others = new SplittableRandom(1);
  private final List<Integer> bounds = new ArrayList<>();
  private final List<Integer> values = new ArrayList<>();
  private int at;
  private boolean exact = true;

  @Override
  public int nextInt(int bound) {
    if (bound < 1 || at == DRAWS_MAX) {
      exact = false;
      return others.nextInt(bound);
    }
    if (at == values.size()) {
      bounds.add(bound);
      values.add(0);
    }
    exact &= bounds.get(at) == bound;
    return Math.min(values.get(at++), bound - 1);
  }

  @Override
  public int nextInt(int origin, int bound) {
    int size = bound - origin;
    return size < 1 ? others.nextInt(origin, bound) : origin + nextInt(size);
  }

  @Override
  public boolean nextBoolean() {
    return nextInt(2) == 1;
  }

  /** A number of its own: there are too many to go through them. */
  @Override
  public long nextLong() {
    exact = false;
    return others.nextLong();
  }

  /** Whether all that was drawn could be gone through. */
  boolean isExact() {
    return exact;
  }

  /** How likely it is that these numbers are drawn. */
  double chance() {
    double chance = 1;
    for (int bound : bounds) {
      chance /= bound;
    }
    return chance;
  }

  /** Goes on to the next numbers, for the next run; false if these were the last. */
  boolean next() {
    at = 0;
    while (!values.isEmpty() && values.getLast() == bounds.getLast() - 1) {
      values.removeLast();
      bounds.removeLast();
    }
    if (values.isEmpty()) {
      return false;
    }
    values.addLast(values.removeLast() + 1);
    return true;
  }
}
