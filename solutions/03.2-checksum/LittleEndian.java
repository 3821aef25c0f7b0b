// Wrong: the first byte is the low one, as in the memory of my machine.
// Reported: two numbers
import java.nio.ByteOrder;
import netbook.bytes.Bytes;
import netbook.exercise.Checksum;

class LittleEndian implements Checksum {
  @Override
  public int of(Bytes octets) {
    var buffer = octets.buffer().order(ByteOrder.LITTLE_ENDIAN);
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
