// Right: one pass over the array, digits from a table, eight and eight with a gap, text in a column.
import netbook.bytes.Bytes;
import netbook.exercise.Dumper;

class OnePass implements Dumper {
  private static final String DIGITS = "0123456789abcdef";

  @Override
  public String dump(Bytes octets) {
    byte[] array = octets.toArray();
    String rows = "";
    String text = "";
    for (int i = 0; i < array.length; i++) {
      int octet = array[i] & 0xff;
      if (i % 16 == 0) {
        rows += "%08x:".formatted(i);
      }
      rows += (i % 8 == 0 ? "  " : " ") + DIGITS.charAt(octet >> 4) + DIGITS.charAt(octet & 15);
      text += octet > 31 && octet < 127 ? (char) octet : '.';
      if (text.length() == 16 || i == array.length - 1) {
        rows += "   ".repeat(16 - text.length()) + "  |" + text + "|\n";
        text = "";
      }
    }
    return rows;
  }
}
