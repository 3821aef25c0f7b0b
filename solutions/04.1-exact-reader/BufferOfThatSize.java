// Wrong: a buffered stream that has room for just so many bytes can't take more.
// Reported: what follows a cut
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import netbook.exercise.ExactReader;

class BufferOfThatSize implements ExactReader {
  @Override
  public byte[] readExactly(InputStream in, int count) throws IOException {
    var octets = new byte[count];
    if (count == 0) {
      return octets;
    }
    var buffered = new BufferedInputStream(in, count);
    int got = 0;
    while (got < count) {
      int more = buffered.read(octets, got, count - got);
      if (more < 0) {
        throw new EOFException(got + " of " + count + " bytes came");
      }
      got += more;
    }
    return octets;
  }
}
