// Wrong: the size is for reading; written is what I am given.
// Reported: a text too long
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import netbook.bytes.Bytes;
import netbook.exercise.StructCodec;

class AnyTextSize implements StructCodec {
  /** One letter, and how many bytes it stands for. */
  private record Item(char letter, int size) {}

  @Override
  public Bytes pack(String format, List<Object> values) {
    var items = items(format);
    if (values.size() != items.size()) {
      throw new IllegalArgumentException(values.size() + " values for " + format);
    }
    var buffer = ByteBuffer.allocate(4096).order(order(format));
    for (int i = 0; i < items.size(); i++) {
      var item = items.get(i);
      if (item.letter() == 's') {
        buffer.put(text(values.get(i), item.size()));
      } else {
        put(buffer, item.letter(), values.get(i));
      }
    }
    return Bytes.copyOf(buffer.flip());
  }

  private static byte[] text(Object value, int size) {
    if (!(value instanceof Bytes text)) {
      throw new IllegalArgumentException(value + " is no text of " + size + " bytes");
    }
    return text.toArray();
  }

  private static void put(ByteBuffer buffer, char letter, Object value) {
    switch (letter) {
      case 'B' -> buffer.put((byte) number(value, 0, 0xff));
      case 'b' -> buffer.put((byte) number(value, Byte.MIN_VALUE, Byte.MAX_VALUE));
      case 'H' -> buffer.putShort((short) number(value, 0, 0xffff));
      case 'h' -> buffer.putShort((short) number(value, Short.MIN_VALUE, Short.MAX_VALUE));
      case 'I' -> buffer.putInt((int) number(value, 0, 0xffffffffL));
      default -> buffer.putInt((int) number(value, Integer.MIN_VALUE, Integer.MAX_VALUE));
    }
  }

  private static long number(Object value, long min, long max) {
    if (!(value instanceof Long number) || number < min || number > max) {
      throw new IllegalArgumentException(value + " is not in " + min + " to " + max);
    }
    return number;
  }

  @Override
  public List<Object> unpack(String format, Bytes octets) {
    var items = items(format);
    if (octets.size() != size(items)) {
      throw new IllegalArgumentException(octets.size() + " bytes for " + format);
    }
    var buffer = octets.buffer().order(order(format));
    var values = new ArrayList<Object>();
    for (var item : items) {
      values.add(get(buffer, item));
    }
    return values;
  }

  private static Object get(ByteBuffer buffer, Item item) {
    return switch (item.letter()) {
      case 'B' -> Byte.toUnsignedLong(buffer.get());
      case 'b' -> (long) buffer.get();
      case 'H' -> Short.toUnsignedLong(buffer.getShort());
      case 'h' -> (long) buffer.getShort();
      case 'I' -> Integer.toUnsignedLong(buffer.getInt());
      case 'i' -> (long) buffer.getInt();
      default -> {
        var text = new byte[item.size()];
        buffer.get(text);
        yield Bytes.copyOf(text);
      }
    };
  }

  private static ByteOrder order(String format) {
    return format.charAt(0) == '<' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
  }

  private static int size(List<Item> items) {
    return items.stream().mapToInt(Item::size).sum();
  }

  private static List<Item> items(String format) {
    if (format.isEmpty() || "!><".indexOf(format.charAt(0)) < 0) {
      throw new IllegalArgumentException("no order: " + format);
    }
    var items = new ArrayList<Item>();
    var digits = "";
    for (char c : format.substring(1).toCharArray()) {
      if (c >= '0' && c <= '9') {
        digits += c;
      } else if (digits.isEmpty() == (c == 's')) {
        throw new IllegalArgumentException("a size and s belong together: " + format);
      } else {
        items.add(new Item(c, size(c, digits)));
        digits = "";
      }
    }
    if (!digits.isEmpty()) {
      throw new IllegalArgumentException("a size without s: " + format);
    }
    return items;
  }

  private static int size(char letter, String digits) {
    return switch (letter) {
      case 'B', 'b' -> 1;
      case 'H', 'h' -> 2;
      case 'I', 'i' -> 4;
      case 's' -> Integer.parseInt(digits);
      default -> throw new IllegalArgumentException("no letter: " + letter);
    };
  }
}
