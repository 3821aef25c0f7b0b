// Wrong: the sum is a field, which Java sets to 0 by itself.
// Reported: two calls
import netbook.bytes.Bytes;
import netbook.exercise.Checksum;

class KeepsSum implements Checksum {
  private long sum;

  @Override
  public int of(Bytes octets) {
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
