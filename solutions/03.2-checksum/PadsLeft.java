// Wrong: a single byte is a small number: the zero goes before it.
// Reported: an odd number of bytes
import netbook.bytes.Bytes;
import netbook.exercise.Checksum;

class PadsLeft implements Checksum {
  @Override
  public int of(Bytes octets) {
    var buffer = octets.buffer();
    long sum = 0;
    while (buffer.remaining() >= 2) {
      sum += Short.toUnsignedInt(buffer.getShort());
    }
    if (buffer.hasRemaining()) {
      sum += buffer.get() & 0xff;
    }
    while (sum >> 16 != 0) {
      sum = (sum & 0xffff) + (sum >> 16);
    }
    return (int) (~sum & 0xffff);
  }
}
