// Wrong: I read until I have counted enough bytes.
// Reported: a cut at every place
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import netbook.exercise.ExactReader;

class FromTheFront implements ExactReader {
  @Override
  public byte[] readExactly(InputStream in, int count) throws IOException {
    var octets = new byte[count];
    for (int got = 0; got < count; ) {
      int more = in.read(octets);
      if (more < 0) {
        throw new EOFException(got + " of " + count + " bytes came");
      }
      got += more;
    }
    return octets;
  }
}
