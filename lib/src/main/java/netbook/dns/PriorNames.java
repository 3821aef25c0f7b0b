package netbook.dns;

import netbook.bytes.Bytes;

/**
 * The first names of a message, to which most pointers lead: where each begins, and how many octets
 * and pointers it has. So a name that many others point to is followed only once.
 */
final class PriorNames {
  private static final int KEPT_MAX = 8;

  private Bytes message = Bytes.EMPTY;
  private final int[] starts = new int[KEPT_MAX];
  private final int[] sizes = new int[KEPT_MAX];
  private final int[] pointerCounts = new int[KEPT_MAX];
  private int kept;

  /** Forgets all names, since here is another message. */
  void clear(Bytes octets) {
    message = octets;
    kept = 0;
  }

  /** Adds a name without a pointer, and says whether there may be such a name. */
  boolean add(int start, int end) {
    return add(start, end, end - start, 0);
  }

  /**
   * Adds a name of labels, or of none, and a pointer behind them.
   *
   * @param pointer where it stands
   * @return whether it leads to a name, as {@link WireReader} has it
   */
  boolean addPointing(int start, int pointer) {
    int size = 0;
    int from = start;
    int to = pointer;
    for (int pointerCount = 1; pointerCount <= WireReader.POINTERS_MAX; pointerCount++) {
      size += to - from;
      int target = (int) message.number(to, 2) & WireReader.OFFSET_MAX;
      if (target >= from) {
        return false;
      }
      int known = indexOf(target);
      if (known >= 0) {
        size += sizes[known];
        return add(start, pointer, size, pointerCount + pointerCounts[known]);
      }
      from = target;
      to = endOfLabels(target);
      if (to < message.size() && message.at(to) == 0) {
        return add(start, pointer, size + to + 1 - from, pointerCount);
      }
      if (to + 2 > message.size() || message.at(to) < WireReader.POINTER) {
        return false;
      }
    }
    return false;
  }

  /** Keeps a name if it has labels where it stands: a mere pointer is followed as fast. */
  private boolean add(int start, int end, int size, int pointerCount) {
    if (size > Name.SIZE_MAX || pointerCount > WireReader.POINTERS_MAX) {
      return false;
    }
    if (start < end && kept < KEPT_MAX) {
      starts[kept] = start;
      sizes[kept] = size;
      pointerCounts[kept++] = pointerCount;
    }
    return true;
  }

  private int indexOf(int start) {
    for (int i = 0; i < kept; i++) {
      if (starts[i] == start) {
        return i;
      }
    }
    return -1;
  }

  /** Where the first octet stands that isn't a label's, or the end of the message or more. */
  private int endOfLabels(int start) {
    int at = start;
    while (at < message.size() && message.at(at) > 0 && message.at(at) <= Name.LABEL_MAX) {
      at += 1 + message.at(at);
    }
    return at;
  }
}
