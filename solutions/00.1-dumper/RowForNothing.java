// Wrong: there is always a first row.
// Reported: no bytes
import netbook.bytes.Bytes;
import netbook.exercise.Dumper;

class RowForNothing implements Dumper {
  @Override
  public String dump(Bytes octets) {
    var rows = new StringBuilder();
    int at = 0;
    do {
      var row = octets.slice(at, Math.min(at + 16, octets.size()));
      rows.append(String.format("%04x  %s  |", at, row.toHex()));
      for (int i = 0; i < row.size(); i++) {
        rows.append(row.at(i) >= 0x20 && row.at(i) <= 0x7e ? (char) row.at(i) : '.');
      }
      rows.append("|\n");
      at += 16;
    } while (at < octets.size());
    return rows.toString();
  }
}
