// Wrong: a carry is 1.
// Reported: a packet of 1500 bytes
import netbook.bytes.Bytes;
import netbook.exercise.Checksum;

class CarryIsOne implements Checksum {
  @Override
  public int of(Bytes octets) {
    long sum = 0;
    for (int i = 0; i < octets.size(); i += 2) {
      int low = i + 1 < octets.size() ? octets.at(i + 1) : 0;
      sum += octets.at(i) << 8 | low;
    }
    while (sum > 0xffff) {
      sum = (sum & 0xffff) + 1;
    }
    return (int) (~sum & 0xffff);
  }
}
