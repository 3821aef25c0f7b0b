// Wrong: 16 bits are 16 bits: what is above them falls away.
// Reported: a carry
import netbook.bytes.Bytes;
import netbook.exercise.Checksum;

class NoCarry implements Checksum {
  @Override
  public int of(Bytes octets) {
    long sum = 0;
    for (int i = 0; i < octets.size(); i += 2) {
      int low = i + 1 < octets.size() ? octets.at(i + 1) : 0;
      sum += octets.at(i) << 8 | low;
    }
    return (int) (~sum & 0xffff);
  }
}
