package netbook.exercise;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import netbook.bytes.Bytes;

/**
 * A format of exercise 05.1 as the check knows it, and what its values are in octets: by dividing,
 * without any class of the library that a learner might use.
 *
 * @param order {@code !}, {@code >} or {@code <}
 * @param items its letters
 */
record StructLayout(char order, List<Item> items) {
  private static final String ORDERS = "!><";
  private static final String NUMBERS = "BHIbhi";
  private static final int TEXT_MAX = 20;

  StructLayout {
    items = List.copyOf(items);
  }

  /**
   * One letter.
   *
   * @param size how many octets it stands for
   */
  record Item(char letter, int size) {
    private static final Pattern FORM = Pattern.compile("(\\d*)([BHIbhis])");

    private static Item of(char letter, int textSize) {
      return new Item(
          letter,
          switch (letter) {
            case 'B', 'b' -> 1;
            case 'H', 'h' -> 2;
            case 'I', 'i' -> 4;
            default -> textSize;
          });
    }

    boolean isText() {
      return letter == 's';
    }

    /** The smallest number that it holds. */
    long min() {
      return Character.isUpperCase(letter) ? 0 : -(1L << (8 * size - 1));
    }

    /** The largest number that it holds. */
    long max() {
      return min() + (1L << (8 * size)) - 1;
    }

    private Object draw(SplittableRandom random) {
      if (isText()) {
        return Bytes.of(random.ints(size, 0, 256).toArray());
      }
      return switch (random.nextInt(4)) {
        case 0 -> min();
        case 1 -> max();
        default -> random.nextLong(min(), max() + 1);
      };
    }

    @Override
    public String toString() {
      return isText() ? size + "s" : String.valueOf(letter);
    }
  }

  /** Reads a format that is known to be one. */
  static StructLayout of(String format) {
    var items =
        Item.FORM
            .matcher(format.substring(1))
            .results()
            .map(found -> {
              var size = found.group(1);
              return Item.of(found.group(2).charAt(0), size.isEmpty() ? 0 : Integer.parseInt(size));
            })
            .toList();
    return new StructLayout(format.charAt(0), items);
  }

  /** One of 1 to 8 letters, drawn by lot. */
  static StructLayout draw(SplittableRandom random) {
    var letters = NUMBERS + "s";
    var items = new ArrayList<Item>();
    for (int left = random.nextInt(1, 9); left > 0; left--) {
      char letter = letters.charAt(random.nextInt(letters.length()));
      items.add(Item.of(letter, random.nextInt(1, TEXT_MAX + 1)));
    }
    return new StructLayout(ORDERS.charAt(random.nextInt(ORDERS.length())), items);
  }

  /** Values that fit, drawn by lot; the smallest and the largest more often than others. */
  List<Object> values(SplittableRandom random) {
    return items.stream().map(item -> item.draw(random)).toList();
  }

  /** The octets of values that fit. */
  Bytes pack(List<Object> values) {
    var octets = new ByteArrayOutputStream();
    for (int i = 0; i < items.size(); i++) {
      octets.writeBytes(
          values.get(i) instanceof Bytes text
              ? text.toArray()
              : number((Long) values.get(i), items.get(i).size()));
    }
    return Bytes.copyOf(octets.toByteArray());
  }

  private byte[] number(long number, int size) {
    var octets = new byte[size];
    long left = number;
    for (int i = 0; i < size; i++) {
      octets[order == '<' ? i : size - 1 - i] = (byte) Math.floorMod(left, 256L);
      left = Math.floorDiv(left, 256L);
    }
    return octets;
  }

  /** Where the octets of a letter begin. */
  int offset(int item) {
    return items.stream().limit(item).mapToInt(Item::size).sum();
  }

  /** The same without one of its letters. */
  StructLayout without(int item) {
    var rest = new ArrayList<>(items);
    rest.remove(item);
    return new StructLayout(order, rest);
  }

  /** The format itself. */
  @Override
  public String toString() {
    return order + items.stream().map(Item::toString).collect(Collectors.joining());
  }
}
