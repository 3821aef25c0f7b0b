// Wrong: numbers begin where their size divides the offset, as in C.
// Reported: no padding
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import netbook.bytes.Bytes;
import netbook.exercise.StructCodec;

class Aligned implements StructCodec {
  /** One letter, and how many bytes it stands for. */
  private record Item(char letter, int size) {
    boolean isUnsigned() {
      return Character.isUpperCase(letter);
    }

    long min() {
      return isUnsigned() ? 0 : -1L << (8 * size - 1);
    }

    long max() {
      return isUnsigned() ? (1L << 8 * size) - 1 : (1L << (8 * size - 1)) - 1;
    }
  }

  @Override
  public Bytes pack(String format, List<Object> values) {
    var items = items(format);
    if (values.size() != items.size()) {
      throw new IllegalArgumentException(values.size() + " values for " + format);
    }
    var octets = new ByteArrayOutputStream();
    for (int i = 0; i < items.size(); i++) {
      var item = items.get(i);
      if (item.letter() == 's') {
        octets.writeBytes(text(values.get(i), item.size()));
      } else {
        while (octets.size() % item.size() != 0) {
          octets.write(0);
        }
        long number = number(values.get(i), item);
        for (int at = 0; at < item.size(); at++) {
          octets.write((int) (number >> shift(format, at, item.size())));
        }
      }
    }
    return Bytes.copyOf(octets.toByteArray());
  }

  private static byte[] text(Object value, int size) {
    if (!(value instanceof Bytes text) || text.size() != size) {
      throw new IllegalArgumentException(value + " is no text of " + size + " bytes");
    }
    return text.toArray();
  }

  private static long number(Object value, Item item) {
    if (!(value instanceof Long number) || number < item.min() || number > item.max()) {
      throw new IllegalArgumentException(value + " is no " + item.letter());
    }
    return number;
  }

  /** How far the byte at an offset inside of a number stands above the lowest one, in bits. */
  private static int shift(String format, int at, int size) {
    return 8 * (format.charAt(0) == '<' ? at : size - 1 - at);
  }

  @Override
  public List<Object> unpack(String format, Bytes octets) {
    var values = new ArrayList<Object>();
    int at = 0;
    for (var item : items(format)) {
      while (item.letter() != 's' && at % item.size() != 0) {
        at++;
      }
      if (at + item.size() > octets.size()) {
        throw new IllegalArgumentException(octets.size() + " bytes for " + format);
      }
      var part = octets.slice(at, at + item.size());
      values.add(item.letter() == 's' ? part : number(format, item, part));
      at += item.size();
    }
    if (at < octets.size()) {
      throw new IllegalArgumentException(octets.size() + " bytes for " + format);
    }
    return values;
  }

  private static long number(String format, Item item, Bytes part) {
    long number = 0;
    for (int at = 0; at < part.size(); at++) {
      number |= (long) part.at(at) << shift(format, at, part.size());
    }
    return number > item.max() ? number - (1L << 8 * item.size()) : number;
  }

  private static List<Item> items(String format) {
    if (format.isEmpty() || "!><".indexOf(format.charAt(0)) < 0) {
      throw new IllegalArgumentException("no order: " + format);
    }
    var items = new ArrayList<Item>();
    int at = 1;
    while (at < format.length()) {
      int from = at;
      int size = 0;
      while (at < format.length() && Character.isDigit(format.charAt(at))) {
        size = 10 * size + Character.digit(format.charAt(at++), 10);
      }
      char letter = at < format.length() ? format.charAt(at) : ' ';
      int place = "BHIbhi".indexOf(letter);
      if (place < 0 && letter != 's' || (at > from) != (letter == 's')) {
        throw new IllegalArgumentException("no format: " + format);
      }
      items.add(new Item(letter, place < 0 ? size : 1 << place % 3));
      at++;
    }
    return items;
  }
}
