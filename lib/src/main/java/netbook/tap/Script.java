package netbook.tap;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The faults of one direction, in the order in which they get hold of what passes, and the seed of
 * all that is random in them. The same script does the same to the same octets, on real sockets and
 * in memory; what is random differs from one connection of a tap to the next.
 *
 * @param faults none to let everything pass
 * @param seed of whatever is drawn
 */
public record Script(List<Fault> faults, long seed) {
  /** A script without faults. */
  public static final Script NOTHING = new Script(List.of(), 0);

  /** Copies the list. */
  public Script {
    faults = List.copyOf(faults);
  }

  /** A script with seed 1. */
  public static Script of(Fault... faults) {
    return new Script(List.of(faults), 1);
  }

  /** The same faults with other luck. */
  public Script seed(long seed) {
    return new Script(faults, seed);
  }

  /**
   * Checks that all of it can be done to a stream.
   *
   * @throws IllegalArgumentException names the fault that can't, and why
   */
  Script forStream() {
    for (var fault : faults) {
      var reason =
          switch (fault.what()) {
            case What.Drop _, What.Duplicate _, What.Reorder _ -> "TCP would mend it";
            case What.Shorten _ -> "a stream has no datagrams";
            case What.Corrupt _ ->
                fault.when() instanceof When.Always ? "say where: after(n) or chance(p)" : "";
            case What.Delay _,
                What.Stall _,
                What.Reset _,
                What.Truncate _,
                What.CloseEarly _,
                What.HalfOpen _ ->
                fault.when() instanceof When.Chance ? "say where: after(n)" : "";
            case What.Throttle _,
                What.Slice _,
                What.SliceEvery _,
                What.SliceAtRandom _,
                What.Coalesce _ ->
                fault.when() instanceof When.Always ? "" : "it holds for the whole stream";
          };
      if (fault.when() instanceof When.On) {
        reason = "a stream has no datagrams";
      }
      refuse(fault, reason);
    }
    return this;
  }

  /**
   * Checks that all of it can be done to datagrams.
   *
   * @throws IllegalArgumentException names the fault that can't, and why
   */
  Script forDatagrams() {
    for (var fault : faults) {
      var reason =
          switch (fault.what()) {
            case What.Slice _, What.SliceEvery _, What.SliceAtRandom _, What.Coalesce _ ->
                "a datagram keeps its borders";
            case What.Reset _, What.Truncate _, What.CloseEarly _, What.HalfOpen _ ->
                "datagrams have no connection";
            case What.Throttle _ ->
                fault.when() instanceof When.Always ? "" : "it holds for all datagrams";
            case What.Stall _ -> fault.when() instanceof When.Chance ? "say where: on(n)" : "";
            case What.Reorder _ ->
                fault.when() instanceof When.Always ? "say which: on(n) or chance(p)" : "";
            case What.Delay _, What.Corrupt _, What.Drop _, What.Duplicate _, What.Shorten _ -> "";
          };
      if (fault.when() instanceof When.After) {
        reason = "datagrams aren't counted in octets";
      }
      refuse(fault, reason);
    }
    return this;
  }

  private static void refuse(Fault fault, String reason) {
    if (!reason.isEmpty()) {
      throw new IllegalArgumentException(fault + ": " + reason);
    }
  }

  /** The sentence: {@code slice at 5, delay by 40 ms after 5 B}. */
  @Override
  public String toString() {
    if (faults.isEmpty()) {
      return "let everything pass";
    }
    return faults.stream().map(Fault::toString).collect(Collectors.joining(", "));
  }
}
