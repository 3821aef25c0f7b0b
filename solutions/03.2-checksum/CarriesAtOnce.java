// Right: a buffer, and each carry is added where it comes up.
import netbook.bytes.Bytes;
import netbook.exercise.Checksum;

class CarriesAtOnce implements Checksum {
  @Override
  public int of(Bytes octets) {
    var buffer = octets.buffer();
    int sum = 0;
    while (buffer.hasRemaining()) {
      int high = Byte.toUnsignedInt(buffer.get());
      int low = buffer.hasRemaining() ? Byte.toUnsignedInt(buffer.get()) : 0;
      sum += high * 256 + low;
      if (sum > 0xffff) {
        sum = sum - 0x10000 + 1;
      }
    }
    return 0xffff - sum;
  }
}
