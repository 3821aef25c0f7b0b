package netbook.dns;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import netbook.bytes.Bytes;
import netbook.bytes.MalformedException;

/** The parameters of a service in the words of a zone file, and back (RFC 9460 §2.1). */
final class SvcParamTexts {
  private static final String RULE = "RFC 9460 §2.1";

  private SvcParamTexts() {}

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
        throw new IllegalArgumentException(SvcParams.name(key) + " is there twice");
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
    int key = SvcParams.NAMES.indexOf(name);
    if (key >= 0) {
      return key;
    }
    if (!name.matches("key(0|[1-9]\\d{0,4})")) {
      throw new IllegalArgumentException("no parameter is called " + name);
    }
    return Integer.parseInt(name.substring(3));
  }

  private static Bytes value(String name, int key, String text) throws MalformedException {
    try {
      return SvcParams.NAMES.contains(name) ? value(key, text) : Escapes.octets(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
    } catch (MalformedException e) {
      throw new MalformedException(e.offset(), e.rule(), name + ": " + e.found());
    }
  }

  private static Bytes value(int key, String text) throws MalformedException {
    return switch (key) {
      case SvcParams.MANDATORY ->
          octets(
              list(text).stream()
                  .map(SvcParamTexts::utf8)
                  .map(SvcParamTexts::key)
                  .sorted()
                  .toList());
      case SvcParams.ALPN -> {
        var parts = new ArrayList<Bytes>();
        for (var protocol : list(text)) {
          Ranges.size("protocol", protocol, 1, 255);
          parts.add(Bytes.of(protocol.size()));
          parts.add(protocol);
        }
        yield Bytes.join(parts);
      }
      case SvcParams.PORT -> octets(List.of(port(text)));
      case SvcParams.IPV4_HINT ->
          Bytes.join(
              list(text).stream().map(SvcParamTexts::utf8).map(Addresses::parseIpv4).toList());
      case SvcParams.IPV6_HINT ->
          Bytes.join(
              list(text).stream().map(SvcParamTexts::utf8).map(Addresses::parseIpv6).toList());
      case SvcParams.ECH -> Bytes.copyOf(Base64.getDecoder().decode(text));
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
          throw new MalformedException(i, RULE, "an empty part of a list");
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

  /** The words of a zone file for these parameters. */
  static String text(SvcParams params) {
    return params.values().entrySet().stream()
        .map(entry -> {
          var text = text(entry.getKey(), entry.getValue());
          return SvcParams.name(entry.getKey()) + (text.isEmpty() ? "" : "=" + text);
        })
        .collect(Collectors.joining(" "));
  }

  private static String text(int key, Bytes value) {
    return switch (key) {
      case SvcParams.MANDATORY ->
          SvcParams.numbers(value).stream().map(SvcParams::name).collect(Collectors.joining(","));
      case SvcParams.ALPN -> Escapes.quoted(listed(SvcParams.protocols(value)));
      case SvcParams.PORT -> String.valueOf(value.number(0, 2));
      case SvcParams.IPV4_HINT -> addresses(value, 4);
      case SvcParams.IPV6_HINT -> addresses(value, 16);
      case SvcParams.ECH -> Base64.getEncoder().encodeToString(value.toArray());
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
