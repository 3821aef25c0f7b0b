// Right: a regular expression finds the letters, and BigInteger knows two's complement.
import java.math.BigInteger;
import java.util.Collections;
import java.util.LinkedList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import netbook.bytes.Bytes;
import netbook.exercise.StructCodec;

class LargeNumbers implements StructCodec {
  private static final Pattern FORMAT = Pattern.compile("[!<>]([BHIbhi]|[0-9]{1,3}s)*");
  private static final Pattern ITEM = Pattern.compile("[BHIbhi]|([0-9]+)s");

  @Override
  public Bytes pack(String format, List<Object> values) {
    var items = items(format);
    check(values.size() == items.size());
    var all = Bytes.EMPTY;
    for (int i = 0; i < items.size(); i++) {
      var item = items.get(i);
      int size = size(item);
      var value = values.get(i);
      if (item.group(1) != null) {
        check(value instanceof Bytes text && text.size() == size);
        all = all.plus((Bytes) value);
      } else {
        check(value instanceof Long);
        all = all.plus(ordered(format, octets((Long) value, size, signed(item))));
      }
    }
    return all;
  }

  @Override
  public List<Object> unpack(String format, Bytes octets) {
    var values = new LinkedList<Object>();
    var left = octets;
    for (var item : items(format)) {
      check(left.size() >= size(item));
      var part = left.slice(0, size(item));
      left = left.from(size(item));
      if (item.group(1) != null) {
        values.add(part);
      } else {
        var array = ordered(format, part).toArray();
        values.add((signed(item) ? new BigInteger(array) : new BigInteger(1, array)).longValue());
      }
    }
    check(left.isEmpty());
    return Collections.unmodifiableList(values);
  }

  private static Bytes octets(long value, int size, boolean signed) {
    var number = BigInteger.valueOf(value);
    check(signed ? number.bitLength() < 8 * size : value >= 0 && number.bitLength() <= 8 * size);
    var octets = new int[size];
    for (int i = size - 1; i >= 0; i--) {
      octets[i] = number.byteValue();
      number = number.shiftRight(8);
    }
    return Bytes.of(octets);
  }

  private static Bytes ordered(String format, Bytes octets) {
    if (format.charAt(0) != '<') {
      return octets;
    }
    var reversed = Bytes.EMPTY;
    for (int i = octets.size() - 1; i >= 0; i--) {
      reversed = reversed.plus(octets.slice(i, i + 1));
    }
    return reversed;
  }

  private static List<MatchResult> items(String format) {
    check(FORMAT.matcher(format).matches());
    return ITEM.matcher(format).results().toList();
  }

  private static boolean signed(MatchResult item) {
    return item.group().matches("[bhi]");
  }

  private static int size(MatchResult item) {
    return switch (item.group()) {
      case "B", "b" -> 1;
      case "H", "h" -> 2;
      case "I", "i" -> 4;
      default -> Integer.parseInt(item.group(1));
    };
  }

  private static void check(boolean good) {
    if (!good) {
      throw new IllegalArgumentException("it doesn't fit");
    }
  }
}
