// Wrong: what has not come is zero, as in a new array.
// Reported: the end too soon
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import netbook.exercise.ExactReader;

class FullOfZeros implements ExactReader {
  @Override
  public byte[] readExactly(InputStream in, int count) throws IOException {
    var octets = new byte[count];
    for (int i = 0; i < count; i++) {
      int octet = in.read();
      if (octet < 0 && i == 0) {
        throw new EOFException("0 of " + count + " bytes came");
      }
      octets[i] = (byte) Math.max(0, octet);
    }
    return octets;
  }
}
