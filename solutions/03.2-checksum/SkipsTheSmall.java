// Wrong: fewer than two bytes have no number of 16 bits in them.
// Reported: a single byte
import netbook.bytes.Bytes;
import netbook.exercise.Checksum;

class SkipsTheSmall implements Checksum {
  @Override
  public int of(Bytes octets) {
    if (octets.size() < 2) {
      return 0xffff;
    }
    long sum = 0;
    for (int i = 0; i < octets.size(); i += 2) {
      int low = i + 1 < octets.size() ? octets.at(i + 1) : 0;
      sum += octets.at(i) << 8 | low;
    }
    while (sum > 0xffff) {
      sum = (sum & 0xffff) + (sum >> 16);
    }
    return (int) (~sum & 0xffff);
  }
}
