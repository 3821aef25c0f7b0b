// Wrong: the StringBuilder is a field, so that I needn't pass it round.
// Reported: two calls
import netbook.bytes.Bytes;
import netbook.exercise.Dumper;

class KeepsRows implements Dumper {
  private final StringBuilder rows = new StringBuilder();

  @Override
  public String dump(Bytes octets) {
    for (int at = 0; at < octets.size(); at += 16) {
      row(at, octets.slice(at, Math.min(at + 16, octets.size())));
    }
    return rows.toString();
  }

  private void row(int at, Bytes row) {
    rows.append(String.format("%04x  %s  |", at, row.toHex()));
    for (int i = 0; i < row.size(); i++) {
      rows.append(row.at(i) >= 0x20 && row.at(i) <= 0x7e ? (char) row.at(i) : '.');
    }
    rows.append("|\n");
  }
}
