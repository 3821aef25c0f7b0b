// Wrong: the high byte is masked because it is shifted; the low one is a number as it is.
// Reported: a low byte over 127
import netbook.bytes.Bytes;
import netbook.exercise.Checksum;

class SignedLow implements Checksum {
  @Override
  public int of(Bytes octets) {
    var array = octets.toArray();
    long sum = 0;
    for (int i = 0; i < array.length; i += 2) {
      int low = i + 1 < array.length ? array[i + 1] : 0;
      sum += (array[i] & 0xff) << 8 | low;
    }
    while (sum > 0xffff) {
      sum = (sum & 0xffff) + (sum >> 16);
    }
    return (int) (~sum & 0xffff);
  }
}
