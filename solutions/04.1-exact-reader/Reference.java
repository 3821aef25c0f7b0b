// Right: the reference, a loop that reads behind what is there.
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import netbook.exercise.ExactReader;

class Reference implements ExactReader {
  @Override
  public byte[] readExactly(InputStream in, int count) throws IOException {
    var octets = new byte[count];
    int got = 0;
    while (got < count) {
      int more = in.read(octets, got, count - got);
      if (more < 0) {
        throw new EOFException(got + " of " + count + " bytes came");
      }
      got += more;
    }
    return octets;
  }
}
