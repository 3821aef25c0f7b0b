// Wrong: first I read, and then I see whether that was enough.
// Reported: nothing asked for
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import netbook.exercise.ExactReader;

class WaitsForNothing implements ExactReader {
  @Override
  public byte[] readExactly(InputStream in, int count) throws IOException {
    var octets = new byte[count];
    int got = 0;
    do {
      int octet = in.read();
      if (octet < 0) {
        throw new EOFException(got + " of " + count + " bytes came");
      }
      if (got < count) {
        octets[got] = (byte) octet;
      }
      got++;
    } while (got < count);
    return octets;
  }
}
