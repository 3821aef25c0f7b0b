package netbook.dns;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import netbook.bytes.ByteReader;
import netbook.bytes.ByteWriter;
import netbook.bytes.Bytes;
import netbook.bytes.LimitException;
import netbook.bytes.MalformedException;

/**
 * What a client should know before it connects: numbered parameters in order (RFC 9460 §2.2).
 *
 * <pre>
 *   SvcParamKey   length   SvcParamValue
 *   00 01         00 03    02 h 2          alpn=h2
 *   00 03         00 02    20 fb           port=8443
 * </pre>
 *
 * @param values octets by their keys, each key from 0 to 65535; of those with a name the form is
 *     checked (§7, §8)
 */
public record SvcParams(SortedMap<Integer, Bytes> values) {
  /** No parameters. */
  public static final SvcParams NONE = new SvcParams(Collections.emptySortedMap());

  private static final String RULE = "RFC 9460 §2.2";

  /** Parameters that have a name, by their keys. */
  static final List<String> NAMES =
      List.of(
          "mandatory",
          "alpn",
          "no-default-alpn",
          "port",
          "ipv4hint",
          "ech",
          "ipv6hint",
          "dohpath",
          "ohttp");

  static final int MANDATORY = 0;
  static final int ALPN = 1;
  static final int NO_DEFAULT_ALPN = 2;
  static final int PORT = 3;
  static final int IPV4_HINT = 4;
  static final int ECH = 5;
  static final int IPV6_HINT = 6;
  static final int OHTTP = 8;

  /**
   * Checks keys and values.
   *
   * @throws IllegalArgumentException if a value hasn't the form of its key
   */
  public SvcParams {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    values.forEach((key, value) -> {
      Ranges.u16("key", key);
      Ranges.size(name(key), value, 0, 0xffff);
      check(key, value);
    });
  }

  /**
   * What one parameter asks of the others and isn't so, in words. A client rejects such a record,
   * and a zone should have none (RFC 9460 §2.4.3).
   */
  public Optional<String> findInconsistency() {
    for (int key : numbers(values.getOrDefault(MANDATORY, Bytes.EMPTY))) {
      if (!values.containsKey(key)) {
        return Optional.of("mandatory: " + name(key) + " is not there (RFC 9460 §8)");
      }
    }
    return values.containsKey(NO_DEFAULT_ALPN) && !values.containsKey(ALPN)
        ? Optional.of("no-default-alpn: alpn is not there (RFC 9460 §7.1.1)")
        : Optional.empty();
  }

  private static void check(int key, Bytes value) {
    switch (key) {
      case MANDATORY -> {
        multiple("mandatory", value, 2);
        int before = MANDATORY;
        for (int number : numbers(value)) {
          if (number <= before) {
            throw new IllegalArgumentException("mandatory: not in order, or itself (RFC 9460 §8)");
          }
          before = number;
        }
      }
      case ALPN -> {
        if (protocols(value).isEmpty()) {
          throw new IllegalArgumentException("alpn: no protocol (RFC 9460 §7.1.1)");
        }
      }
      case NO_DEFAULT_ALPN, OHTTP -> Ranges.size(name(key), value, 0, 0);
      case PORT -> Ranges.size("port", value, 2, 2);
      case IPV4_HINT -> multiple("ipv4hint", value, 4);
      case IPV6_HINT -> multiple("ipv6hint", value, 16);
      default -> {}
    }
  }

  private static void multiple(String name, Bytes value, int size) {
    if (value.isEmpty() || value.size() % size > 0) {
      throw new IllegalArgumentException(
          "%s: %d B is not a multiple of %d".formatted(name, value.size(), size));
    }
  }

  static List<Integer> numbers(Bytes value) {
    var numbers = new ArrayList<Integer>();
    for (int at = 0; at < value.size(); at += 2) {
      numbers.add((int) value.number(at, 2));
    }
    return numbers;
  }

  static List<Bytes> protocols(Bytes value) {
    var protocols = new ArrayList<Bytes>();
    for (int at = 0; at < value.size(); ) {
      int end = at + 1 + value.at(at);
      if (end == at + 1 || end > value.size()) {
        throw new IllegalArgumentException("alpn: a length that is wrong, at " + at);
      }
      protocols.add(value.slice(at + 1, end));
      at = end;
    }
    return protocols;
  }

  static SvcParams read(ByteReader in, String field) throws MalformedException {
    var values = new TreeMap<Integer, Bytes>();
    int start = in.position();
    int before = -1;
    while (in.remaining() > 0) {
      int at = in.position();
      in.begin(field, RULE);
      int key = in.readU16("SvcParamKey", RULE);
      in.means(() -> key + ", " + name(key));
      int size = in.readU16("length", RULE);
      var value = in.readBytes(size, "SvcParamValue", RULE);
      in.end("");
      in.means(() -> key < NAMES.size() ? name(key) : value.toString());
      if (key <= before) {
        throw new MalformedException(
            at, RULE + ": keys in strictly increasing order", key + " after " + before);
      }
      before = key;
      values.put(key, value);
    }
    try {
      return new SvcParams(values);
    } catch (IllegalArgumentException e) {
      throw new MalformedException(start, RULE, String.valueOf(e.getMessage()));
    }
  }

  void write(ByteWriter out) throws LimitException {
    for (var entry : values.entrySet()) {
      out.u16(entry.getKey()).u16(entry.getValue().size()).bytes(entry.getValue());
    }
  }

  /** What a key is called. */
  static String name(int key) {
    return key < NAMES.size() ? NAMES.get(key) : "key" + key;
  }

  /** The words of a zone file. */
  @Override
  public String toString() {
    return SvcParamTexts.text(this);
  }
}
