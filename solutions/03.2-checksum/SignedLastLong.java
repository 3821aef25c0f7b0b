// Wrong: get() << 8 puts the last byte up, and only a sum over ffff has to be folded.
// Reported: a last byte over 127, and a carry
import netbook.bytes.Bytes;
import netbook.exercise.Checksum;

class SignedLastLong implements Checksum {
  @Override
  public int of(Bytes octets) {
    var buffer = octets.buffer();
    long sum = 0;
    while (buffer.remaining() >= 2) {
      sum += Short.toUnsignedInt(buffer.getShort());
    }
    if (buffer.hasRemaining()) {
      sum += buffer.get() << 8;
    }
    while (sum > 0xffff) {
      sum = (sum & 0xffff) + (sum >> 16);
    }
    return (int) (~sum & 0xffff);
  }
}
