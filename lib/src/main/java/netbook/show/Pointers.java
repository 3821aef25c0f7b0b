package netbook.show;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import netbook.bytes.Field;

/** The pointers among a message's fields, and how a field tells of them, both ways. */
final class Pointers {
  private static final int TOLD_MAX = 3;

  private final int size;
  private final List<Pointer> all;

  /** A field at one offset that leads to another. */
  record Pointer(int from, int to) {}

  Pointers(int size, List<Field> fields) {
    this.size = size;
    var found = new ArrayList<Pointer>();
    find(fields, found);
    all = found.stream().distinct().toList();
  }

  private static void find(List<Field> fields, List<Pointer> found) {
    for (var field : fields) {
      field.pointsTo().ifPresent(to -> found.add(new Pointer(field.from(), to)));
      find(field.parts(), found);
    }
  }

  /** Those that lead to a place in the message, in the order of their fields. */
  List<Pointer> inside() {
    return all.stream().filter(pointer -> pointer.to() < size).toList();
  }

  /** Where the field leads, and which ones lead to it. */
  List<String> marks(Field field) {
    var marks = new ArrayList<String>();
    if (field.pointsTo().isPresent()) {
      int to = field.pointsTo().getAsInt();
      marks.add((to < size ? "▸ see " : "▸ past the end: ") + Wording.offset(to));
    }
    var targets =
        all.stream()
            .map(Pointer::to)
            .filter(to -> field.from() <= to && to < field.to())
            .distinct()
            .sorted()
            .toList();
    for (int to : targets.subList(0, Math.min(TOLD_MAX, targets.size()))) {
      var place = to == field.from() ? "" : Wording.offset(to) + " ";
      marks.add("◂ " + place + "target of " + sources(to));
    }
    if (targets.size() > TOLD_MAX) {
      marks.add("◂ " + Wording.count(targets.size() - TOLD_MAX, "more target"));
    }
    return marks;
  }

  private String sources(int target) {
    var from = all.stream().filter(pointer -> pointer.to() == target).toList();
    var told =
        from.stream()
            .limit(TOLD_MAX)
            .map(pointer -> Wording.offset(pointer.from()))
            .collect(Collectors.joining(", "));
    return from.size() <= TOLD_MAX ? told : told + " and " + (from.size() - TOLD_MAX) + " more";
  }
}
