package netbook.exercise;

import java.util.ArrayList;
import java.util.List;
import netbook.bytes.Bytes;
import netbook.tap.Fault;
import netbook.tap.Script;
import netbook.tap.What;

/** The ways to make an input or a script a little smaller, the boldest first. */
final class Smaller {
  private static final int STEPS_MAX = 32;

  private Smaller() {}

  /** The octets without one half, one quarter and so on, down to without a single one. */
  static List<Bytes> bytes(Bytes whole) {
    var smaller = new ArrayList<Bytes>();
    for (int part = whole.size(); part > 0; part /= 2) {
      if (whole.size() / part > STEPS_MAX) {
        break;
      }
      for (int at = 0; at < whole.size(); at += part) {
        int end = Math.min(at + part, whole.size());
        smaller.add(whole.slice(0, at).plus(whole.from(end)));
      }
    }
    return smaller;
  }

  /** The script without one of its faults, or without one of the cuts of a fault. */
  static List<Script> scripts(Script whole) {
    var smaller = new ArrayList<Script>();
    for (int i = 0; i < whole.faults().size(); i++) {
      smaller.add(with(whole, i, List.of()));
      for (var less : faults(whole.faults().get(i))) {
        smaller.add(with(whole, i, List.of(less)));
      }
    }
    return smaller;
  }

  private static Script with(Script whole, int index, List<Fault> instead) {
    var faults = new ArrayList<>(whole.faults());
    faults.remove(index);
    faults.addAll(index, instead);
    return new Script(faults, whole.seed());
  }

  /** One cut in the place of many; what has no parts can't be made smaller. */
  private static List<Fault> faults(Fault fault) {
    return switch (fault.what()) {
      case What.Slice slice when slice.at().size() > 1 ->
          slice.at().stream().limit(STEPS_MAX).map(Fault::slice).toList();
      case What.SliceEvery(int octets) -> {
        var cuts = new ArrayList<Fault>();
        for (int cut = 1; cut <= STEPS_MAX; cut++) {
          cuts.add(Fault.slice((long) cut * octets));
        }
        yield cuts;
      }
      case What.Slice _,
          What.Delay _,
          What.Throttle _,
          What.SliceAtRandom _,
          What.Coalesce _,
          What.Corrupt _,
          What.Drop _,
          What.Duplicate _,
          What.Reorder _,
          What.Stall _,
          What.Reset _,
          What.Truncate _,
          What.Shorten _,
          What.CloseEarly _,
          What.HalfOpen _ ->
          List.of();
    };
  }
}
