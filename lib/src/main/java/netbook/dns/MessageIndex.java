package netbook.dns;

import java.util.Arrays;
import java.util.Objects;
import netbook.bytes.ByteReader;
import netbook.bytes.ByteWriter;
import netbook.bytes.Bytes;
import netbook.bytes.LimitException;
import netbook.bytes.MalformedException;

/**
 * Where the records of a message stand, for who keeps or passes on its octets: a cache has to count
 * each TTL down, and needs no name and no data for it.
 *
 * <p>It checks as much as {@link DnsMessage#decode}, and takes the same messages. But it makes
 * nothing of what it reads: no name, no record, no list. (For the parameters of SVCB and HTTPS it
 * does, since they have many rules.) One index can be filled again and again, and then allocates
 * nothing. Not safe for use by several threads.
 */
public final class MessageIndex {
  /** After TYPE come CLASS, TTL and RDLENGTH, in all so many octets (RFC 1035 §4.1.3). */
  private static final int TYPE_TO_DATA = 10;

  private static final int TYPE_TO_TTL = 4;

  /** The end of what is malformed: behind every end that there is, and room to add a bit to it. */
  private static final int NOWHERE = Integer.MAX_VALUE - TYPE_TO_DATA;

  private Bytes message = Bytes.EMPTY;

  /** Where each record's TYPE stands: there its name has ended, and all is at fixed distances. */
  private int[] types = new int[16];

  private int count;
  private final PriorNames priorNames = new PriorNames();

  /**
   * Finds the records of a message; those of the one before are forgotten.
   *
   * @throws MalformedException if the octets aren't one message: at which offset, and by which
   *     rule; the index is empty then
   */
  public void read(Bytes octets) throws MalformedException {
    message = octets;
    count = 0;
    priorNames.clear(octets);
    if (!isMessage()) {
      message = Bytes.EMPTY;
      count = 0;
      var read = DnsMessage.decode(octets); // which says what is wrong, and where
      throw new IllegalStateException("found malformed, and read: " + read);
    }
  }

  /** How many records there are in all three sections, 0 to 196605; questions aren't counted. */
  public int count() {
    return count;
  }

  /**
   * The type of a record.
   *
   * @param index 0 for the first answer; behind the answers are the authority records, and then the
   *     additional ones
   * @throws IndexOutOfBoundsException if there aren't so many
   */
  public RecordType type(int index) {
    return Shape.of(u16(typeOffset(index))).type();
  }

  /**
   * The TTL of a record as it stands, 0 to 4294967295; of OPT it is something else (RFC 6891
   * §6.1.3).
   *
   * @param index as for {@link #type}
   */
  public long ttl(int index) {
    return message.number(ttlOffset(index), 4);
  }

  /**
   * Where the TTL of a record stands in the message.
   *
   * @param index as for {@link #type}
   */
  public int ttlOffset(int index) {
    return typeOffset(index) + TYPE_TO_TTL;
  }

  private int typeOffset(int index) {
    return types[Objects.checkIndex(index, count)];
  }

  /**
   * The message as a cache gives it out after some time: all octets as they are, but each TTL is
   * less by that time, and not below zero (RFC 1035 §6.1.3). A TTL that counts as zero becomes zero
   * (RFC 2181 §8). OPT has no TTL, and stays.
   *
   * @param seconds 0 or more
   */
  public Bytes aged(long seconds) {
    if (seconds < 0) {
      throw new IllegalArgumentException("seconds: " + seconds + " is negative");
    }
    var out = new ByteWriter(message.size());
    try {
      out.bytes(message);
    } catch (LimitException e) {
      throw new IllegalStateException(e); // it has just this room
    }
    for (int i = 0; i < count; i++) {
      if (u16(types[i]) != RecordType.OPT.number()) {
        int ttl = (int) Math.max(0, ResourceRecord.keepSeconds(ttl(i)) - seconds);
        out.patchU16(ttlOffset(i), ttl >> 16);
        out.patchU16(ttlOffset(i) + 2, ttl & 0xffff);
      }
    }
    return out.toBytes();
  }

  private int u16(int at) {
    return (int) message.number(at, 2);
  }

  private boolean isMessage() {
    if (message.size() < Header.SIZE) {
      return false;
    }
    int at = Header.SIZE;
    for (int left = u16(4); left > 0; left--) {
      at = name(at, message.size(), true) + 4; // QTYPE and QCLASS
      if (at > message.size()) {
        return false;
      }
    }
    boolean update = (u16(2) >> 11 & 0xf) == Opcode.UPDATE.number();
    for (int left = u16(6) + u16(8) + u16(10); left > 0; left--) {
      at = record(at, update);
      if (at > message.size()) {
        return false;
      }
    }
    return at == message.size();
  }

  /** Where the record ends that begins here. */
  private int record(int at, boolean update) {
    int type = name(at, message.size(), true);
    int from = type + TYPE_TO_DATA;
    if (from > message.size()) {
      return NOWHERE;
    }
    int end = from + u16(from - 2);
    if (end > message.size() || !isData(u16(type), from, end, update)) {
      return NOWHERE;
    }
    if (count == types.length) {
      types = Arrays.copyOf(types, 2 * count);
    }
    types[count++] = type;
    return end;
  }

  /** Whether what is from one offset up to another is data of a type. */
  private boolean isData(int type, int from, int end, boolean update) {
    if (from == end && update) {
      return true; // RFC 2136 §2.4, §2.5
    }
    int at = from;
    var parts = Shape.parts(type);
    for (int i = 0; i < parts.size(); i++) {
      var part = parts.get(i);
      at =
          switch (part.kind()) {
            case OCTETS -> at + part.size();
            case NAME -> name(at, end, true);
            case PLAIN_NAME -> name(at, end, false);
            case STRING -> string(at, end);
            case HASH -> hash(at, end);
            case TAG -> tag(at, end);
            case STRINGS -> strings(at, end);
            case TYPES -> windows(at, end);
            case SVC_PARAMS -> svcParams(at, end);
            case OPTIONS -> options(at, end);
            case PLACE -> place(at, end);
            case REST -> end;
          };
      if (at > end) {
        return false;
      }
    }
    return at == end;
  }

  // Each of these says where a part ends that begins at an offset; it has to end before `end`.

  /** Labels, up to the root's or to a pointer (RFC 1035 §4.1.4). */
  private int name(int start, int end, boolean mayPoint) {
    int at = start;
    while (at < end) {
      int first = message.at(at);
      if (first == 0) {
        return priorNames.add(start, at + 1) ? at + 1 : NOWHERE;
      }
      if (first >= WireReader.POINTER) {
        boolean points = mayPoint && at + 2 <= end && priorNames.addPointing(start, at);
        return points ? at + 2 : NOWHERE;
      }
      if (first > Name.LABEL_MAX) {
        return NOWHERE;
      }
      at += 1 + first;
    }
    return NOWHERE;
  }

  private int string(int at, int end) {
    return at < end ? at + 1 + message.at(at) : NOWHERE;
  }

  private int hash(int at, int end) {
    return at < end && message.at(at) > 0 ? string(at, end) : NOWHERE;
  }

  private int tag(int start, int end) {
    int after = hash(start, end);
    if (after > end) {
      return NOWHERE;
    }
    for (int at = start + 1; at < after; at++) {
      if (!RecordData.Caa.isLetterOrDigit(message.at(at))) {
        return NOWHERE;
      }
    }
    return after;
  }

  private int strings(int start, int end) {
    int at = start;
    do {
      at = string(at, end);
    } while (at < end);
    return at;
  }

  /**
   * A window's number, its length, and bits of which the last octet isn't zero (RFC 4034 §4.1.2).
   */
  private int windows(int start, int end) {
    int before = -1;
    int at = start;
    while (at < end) {
      int after = string(at + 1, end);
      if (after > end || after - at > 2 + 32 || message.at(after - 1) == 0) {
        return NOWHERE;
      }
      if (message.at(at) <= before) {
        return NOWHERE;
      }
      before = message.at(at);
      at = after;
    }
    return at;
  }

  private int options(int start, int end) {
    int at = start;
    while (at < end) {
      at = at + 4 <= end ? at + 4 + u16(at + 2) : NOWHERE;
    }
    return at;
  }

  private int place(int at, int end) {
    return at < end && message.at(at) == 0 ? at + 16 : NOWHERE;
  }

  private int svcParams(int start, int end) {
    try {
      var _ = SvcParams.read(new ByteReader(message.slice(start, end)), "");
      return end;
    } catch (MalformedException e) {
      return NOWHERE;
    }
  }
}
