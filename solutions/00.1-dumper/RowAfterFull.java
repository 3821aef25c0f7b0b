// Wrong: up to the size means <=, but no bytes are no rows, which I have tried.
// Reported: exactly one row
import netbook.bytes.Bytes;
import netbook.exercise.Dumper;

class RowAfterFull implements Dumper {
  @Override
  public String dump(Bytes octets) {
    var rows = new StringBuilder();
    if (octets.isEmpty()) {
      return "";
    }
    for (int at = 0; at <= octets.size(); at += 16) {
      var hex = new StringBuilder();
      var text = new StringBuilder();
      for (int i = at; i < Math.min(at + 16, octets.size()); i++) {
        int octet = octets.at(i);
        hex.append(String.format(" %02x", octet));
        text.append(octet >= 0x20 && octet < 0x7f ? (char) octet : '.');
      }
      rows.append(String.format("%04x ", at));
      rows.append(hex).append("  |").append(text).append("|\n");
    }
    return rows.toString();
  }
}
