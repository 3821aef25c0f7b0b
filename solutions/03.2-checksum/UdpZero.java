// Wrong: 0 means no checksum, so ffff is sent in its place.
// Reported: a sum of ffff
import netbook.bytes.Bytes;
import netbook.exercise.Checksum;

class UdpZero implements Checksum {
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
    int checksum = (int) (~sum & 0xffff);
    return checksum == 0 ? 0xffff : checksum;
  }
}
