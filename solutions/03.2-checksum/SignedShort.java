// Wrong: getShort gives the 16 bits.
// Reported: a high byte over 127
import netbook.bytes.Bytes;
import netbook.exercise.Checksum;

class SignedShort implements Checksum {
  @Override
  public int of(Bytes octets) {
    var buffer = octets.buffer();
    long sum = 0;
    while (buffer.remaining() >= 2) {
      sum += buffer.getShort();
    }
    if (buffer.hasRemaining()) {
      sum += (buffer.get() & 0xff) << 8;
    }
    while (sum >> 16 != 0) {
      sum = (sum & 0xffff) + (sum >> 16);
    }
    return (int) (~sum & 0xffff);
  }
}
