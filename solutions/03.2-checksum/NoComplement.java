// Wrong: a checksum is a sum.
// Reported: two numbers
import netbook.bytes.Bytes;
import netbook.exercise.Checksum;

class NoComplement implements Checksum {
  @Override
  public int of(Bytes octets) {
    long sum = 0;
    for (int i = 0; i < octets.size(); i += 2) {
      int low = i + 1 < octets.size() ? octets.at(i + 1) : 0;
      sum += octets.at(i) << 8 | low;
    }
    while (sum > 0xffff) {
      sum = (sum & 0xffff) + (sum >> 16);
    }
    return (int) sum;
  }
}
