package netbook.dns;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
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
  private static final String TEXT_RULE = "RFC 9460 §2.1";

  /** Parameters that have a name, by their keys. */
  private static final List<String> NAMES =
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

  private static final int MANDATORY = 0;
  private static final int ALPN = 1;
  private static final int NO_DEFAULT_ALPN = 2;
  private static final int PORT = 3;
  private static final int IPV4_HINT = 4;
  private static final int ECH = 5;
  private static final int IPV6_HINT = 6;
  private static final int OHTTP = 8;

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
   * What one parameter asks of the others and isn't so, in words. A client should ignore such a
   * record, and a zone should have none (RFC 9460 §2.4.3).
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

  private static List<Integer> numbers(Bytes value) {
    var numbers = new ArrayList<Integer>();
    for (int at = 0; at < value.size(); at += 2) {
      numbers.add((int) value.number(at, 2));
    }
    return numbers;
  }

  private static List<Bytes> protocols(Bytes value) {
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
      int key = in.field("SvcParamKey", RULE).readU16();
      in.means(() -> key + ", " + name(key));
      int size = in.field("length", RULE).readU16();
      var value = in.field("SvcParamValue", RULE).readBytes(size);
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

  /**
   * The parameters in the words of a zone file, such as {@code alpn=h2,h3}. As {@code key1} the
   * same one has its octets as they stand: {@code key1=\002h2\002h3} (RFC 9460 §2.1).
   *
   * @throws IllegalArgumentException if they're none
   * @throws MalformedException if a value has an escape that is none
   */
  static SvcParams parse(List<String> words) throws MalformedException {
    var values = new TreeMap<Integer, Bytes>();
    for (var word : words) {
      int equals = word.indexOf('=');
      var name = equals < 0 ? word : word.substring(0, equals);
      var text = equals < 0 ? "" : unquoted(word.substring(equals + 1));
      int key = key(name);
      if (values.put(key, value(name, key, text)) != null) {
        throw new IllegalArgumentException(name(key) + " is there twice");
      }
    }
    var params = new SvcParams(values);
    params
        .findInconsistency()
        .ifPresent(wrong -> {
          throw new IllegalArgumentException(wrong);
        });
    return params;
  }

  private static String unquoted(String text) {
    boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
    return quoted ? text.substring(1, text.length() - 1) : text;
  }

  private static int key(String name) {
    int key = NAMES.indexOf(name);
    if (key >= 0) {
      return key;
    }
    if (!name.matches("key(0|[1-9]\\d{0,4})")) {
      throw new IllegalArgumentException("no parameter is called " + name);
    }
    return Integer.parseInt(name.substring(3));
  }

  private static String name(int key) {
    return key < NAMES.size() ? NAMES.get(key) : "key" + key;
  }

  private static Bytes value(String name, int key, String text) throws MalformedException {
    try {
      return NAMES.contains(name) ? value(key, text) : Escapes.octets(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
    } catch (MalformedException e) {
      throw new MalformedException(e.offset(), e.rule(), name + ": " + e.found());
    }
  }

  private static Bytes value(int key, String text) throws MalformedException {
    return switch (key) {
      case MANDATORY ->
          octets(list(text).stream().map(SvcParams::utf8).map(SvcParams::key).sorted().toList());
      case ALPN -> {
        var parts = new ArrayList<Bytes>();
        for (var protocol : list(text)) {
          Ranges.size("protocol", protocol, 1, 255);
          parts.add(Bytes.of(protocol.size()));
          parts.add(protocol);
        }
        yield Bytes.join(parts);
      }
      case PORT -> octets(List.of(port(text)));
      case IPV4_HINT ->
          Bytes.join(list(text).stream().map(SvcParams::utf8).map(Addresses::parseIpv4).toList());
      case IPV6_HINT ->
          Bytes.join(list(text).stream().map(SvcParams::utf8).map(Addresses::parseIpv6).toList());
      case ECH -> Bytes.copyOf(Base64.getDecoder().decode(text));
      default -> Escapes.octets(text);
    };
  }

  private static int port(String text) {
    int port = text.matches("\\d{1,5}") ? Integer.parseInt(text) : -1;
    if (port < 0 || port > 0xffff) {
      throw new IllegalArgumentException("\"" + text + "\" is not in 0..65535");
    }
    return port;
  }

  private static Bytes octets(List<Integer> numbers) {
    numbers.forEach(number -> Ranges.u16("key", number));
    return Bytes.join(
        numbers.stream().map(number -> Bytes.of(number >> 8, number & 0xff)).toList());
  }

  private static String utf8(Bytes octets) {
    try {
      return octets.toText();
    } catch (MalformedException e) {
      throw new IllegalArgumentException("not text: " + octets, e);
    }
  }

  /** Parts between commas. A backslash before a comma makes it one of the part (RFC 9460 §A.1). */
  private static List<Bytes> list(String text) throws MalformedException {
    var octets = Escapes.octets(text);
    var parts = new ArrayList<Bytes>();
    var part = new ArrayList<Integer>();
    for (int i = 0; i <= octets.size(); i++) {
      if (i == octets.size() || octets.at(i) == ',') {
        if (part.isEmpty()) {
          throw new MalformedException(i, TEXT_RULE, "an empty part of a list");
        }
        parts.add(Bytes.of(part.stream().mapToInt(octet -> octet).toArray()));
        part.clear();
      } else if (octets.at(i) == '\\' && i + 1 < octets.size()) {
        i++;
        part.add(octets.at(i));
      } else {
        part.add(octets.at(i));
      }
    }
    return parts;
  }

  /** The words of a zone file. */
  @Override
  public String toString() {
    return values.entrySet().stream()
        .map(entry -> {
          var text = text(entry.getKey(), entry.getValue());
          return name(entry.getKey()) + (text.isEmpty() ? "" : "=" + text);
        })
        .collect(Collectors.joining(" "));
  }

  private static String text(int key, Bytes value) {
    return switch (key) {
      case MANDATORY ->
          numbers(value).stream().map(SvcParams::name).collect(Collectors.joining(","));
      case ALPN -> Escapes.quoted(listed(protocols(value)));
      case PORT -> String.valueOf(value.number(0, 2));
      case IPV4_HINT -> addresses(value, 4);
      case IPV6_HINT -> addresses(value, 16);
      case ECH -> Base64.getEncoder().encodeToString(value.toArray());
      default -> value.isEmpty() ? "" : Escapes.quoted(value);
    };
  }

  /** With commas between them, and a backslash before each comma inside (RFC 9460 §A.1). */
  private static Bytes listed(List<Bytes> parts) {
    var pieces = new ArrayList<Bytes>();
    for (var part : parts) {
      if (!pieces.isEmpty()) {
        pieces.add(Bytes.of(','));
      }
      for (int i = 0; i < part.size(); i++) {
        if (part.at(i) == ',' || part.at(i) == '\\') {
          pieces.add(Bytes.of('\\'));
        }
        pieces.add(part.slice(i, i + 1));
      }
    }
    return Bytes.join(pieces);
  }

  private static String addresses(Bytes value, int size) {
    var addresses = new ArrayList<String>();
    for (int at = 0; at < value.size(); at += size) {
      addresses.add(Addresses.text(value.slice(at, at + size)));
    }
    return String.join(",", addresses);
  }
}
