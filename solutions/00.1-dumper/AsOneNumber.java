// Wrong: BigInteger writes a whole row in hex; an odd digit in front gets its zero back.
// Reported: 00 at the start of a row
import java.math.BigInteger;
import netbook.bytes.Bytes;
import netbook.exercise.Dumper;

class AsOneNumber implements Dumper {
  @Override
  public String dump(Bytes octets) {
    var rows = new StringBuilder();
    for (int at = 0; at < octets.size(); at += 16) {
      var row = octets.slice(at, Math.min(at + 16, octets.size()));
      var digits = new BigInteger(1, row.toArray()).toString(16);
      if (digits.length() % 2 == 1) {
        digits = "0" + digits;
      }
      var text = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        text.append(row.at(i) >= 0x20 && row.at(i) <= 0x7e ? (char) row.at(i) : '.');
      }
      var pairs = digits.replaceAll("..", "$0 ");
      rows.append(String.format("%04x  %s |%s|\n", at, pairs, text));
    }
    return rows.toString();
  }
}
