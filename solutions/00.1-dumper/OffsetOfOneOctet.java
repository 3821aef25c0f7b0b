// Wrong: & 0xff makes a number unsigned, so I take it everywhere.
// Reported: a row past offset 255
import netbook.bytes.Bytes;
import netbook.exercise.Dumper;

class OffsetOfOneOctet implements Dumper {
  @Override
  public String dump(Bytes octets) {
    var rows = new StringBuilder();
    for (int at = 0; at < octets.size(); at += 16) {
      var hex = new StringBuilder();
      var text = new StringBuilder();
      for (int i = at; i < Math.min(at + 16, octets.size()); i++) {
        int octet = octets.at(i);
        hex.append(String.format(" %02x", octet));
        text.append(octet >= 0x20 && octet < 0x7f ? (char) octet : '.');
      }
      rows.append(String.format("%04x ", at & 0xff));
      rows.append(hex).append("  |").append(text).append("|\n");
    }
    return rows.toString();
  }
}
