package netbook.tap;

import java.util.Locale;

/** The moment at which a fault strikes. */
public sealed interface When {
  /** From the first octet or datagram on, to each of them. */
  record Always() implements When {
    @Override
    public String toString() {
      return "";
    }
  }

  /**
   * Once so many octets have reached this fault in that direction of a stream; what an earlier
   * fault of the script swallowed isn't counted.
   *
   * @param octets 0 or more
   */
  record After(long octets) implements When {
    /** Checks the number. */
    public After {
      if (octets < 0) {
        throw new IllegalArgumentException("after: " + octets + " is negative");
      }
    }

    @Override
    public String toString() {
      return "after " + octets + " B";
    }
  }

  /**
   * At one datagram.
   *
   * @param datagram counted from 1 in that direction
   */
  record On(long datagram) implements When {
    /** Checks the number. */
    public On {
      if (datagram < 1) {
        throw new IllegalArgumentException("on: " + datagram + " is not 1 or more");
      }
    }

    @Override
    public String toString() {
      return "on datagram " + datagram;
    }
  }

  /**
   * At each octet or datagram with a probability, drawn from the script's seed.
   *
   * @param probability from 0 to 1
   */
  record Chance(double probability) implements When {
    /** Checks the number. */
    public Chance {
      if (!(probability >= 0 && probability <= 1)) {
        throw new IllegalArgumentException("chance: " + probability + " is not in 0..1");
      }
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "with probability %s", probability);
    }
  }
}
