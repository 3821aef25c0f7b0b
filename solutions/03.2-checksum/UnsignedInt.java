// Wrong: an int has room for 16 bits of carry, and with >>> its sign does no harm.
// Reported: 270,000 bytes
import netbook.bytes.Bytes;
import netbook.exercise.Checksum;

class UnsignedInt implements Checksum {
  @Override
  public int of(Bytes octets) {
    int sum = 0;
    for (int i = 0; i < octets.size(); i += 2) {
      int low = i + 1 < octets.size() ? octets.at(i + 1) : 0;
      sum += octets.at(i) << 8 | low;
    }
    while (sum >>> 16 != 0) {
      sum = (sum & 0xffff) + (sum >>> 16);
    }
    return ~sum & 0xffff;
  }
}
