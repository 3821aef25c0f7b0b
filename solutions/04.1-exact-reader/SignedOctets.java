// Wrong: a byte below 0 is the end.
// Reported: every byte there is
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import netbook.exercise.ExactReader;

class SignedOctets implements ExactReader {
  @Override
  public byte[] readExactly(InputStream in, int count) throws IOException {
    var octets = new byte[count];
    for (int i = 0; i < count; i++) {
      octets[i] = (byte) in.read();
      if (octets[i] < 0) {
        throw new EOFException(i + " of " + count + " bytes came");
      }
    }
    return octets;
  }
}
