// Wrong: I put the row together first, and one String.format at the end fills in the offset.
// Reported: a percent sign in the text
import java.util.ArrayList;
import netbook.bytes.Bytes;
import netbook.exercise.Dumper;

class RowIsThePattern implements Dumper {
  @Override
  public String dump(Bytes octets) {
    var rows = new ArrayList<String>();
    for (int offset = 0; offset < octets.size(); offset += 16) {
      var hex = "";
      var text = "";
      for (int i = offset; i < offset + 16 && i < octets.size(); i++) {
        int octet = octets.at(i);
        hex += (hex.isEmpty() ? "" : " ") + String.format("%02x", octet);
        text += octet < 0x20 || octet > 0x7e ? '.' : (char) octet;
      }
      rows.add(String.format("%04x  " + hex + "  |" + text + "|", offset));
    }
    return String.join("\n", rows);
  }
}
