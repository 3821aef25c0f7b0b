// Wrong: the text is for letters and digits; all else is a dot.
// Reported: a blank
import netbook.bytes.Bytes;
import netbook.exercise.Dumper;

class LettersOnly implements Dumper {
  @Override
  public String dump(Bytes octets) {
    var rows = new StringBuilder();
    for (int at = 0; at < octets.size(); at += 16) {
      var hex = new StringBuilder();
      var text = new StringBuilder();
      for (int i = at; i < Math.min(at + 16, octets.size()); i++) {
        int octet = octets.at(i);
        hex.append(String.format(" %02x", octet));
        text.append(Character.isLetterOrDigit(octet) && octet < 0x80 ? (char) octet : '.');
      }
      rows.append(String.format("%04x ", at));
      rows.append(hex).append("  |").append(text).append("|\n");
    }
    return rows.toString();
  }
}
