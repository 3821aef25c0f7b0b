// Wrong: get() << 8 puts the last byte where it belongs.
// Reported: a last byte over 127, alone
import netbook.bytes.Bytes;
import netbook.exercise.Checksum;

class SignedLast implements Checksum {
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
    while (sum >> 16 != 0) {
      sum = (sum & 0xffff) + (sum >> 16);
    }
    return (int) (~sum & 0xffff);
  }
}
