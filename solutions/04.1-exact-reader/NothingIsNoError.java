// Wrong: if nothing came at all, nobody is in the middle of anything.
// Reported: the end at once
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import netbook.exercise.ExactReader;

class NothingIsNoError implements ExactReader {
  @Override
  public byte[] readExactly(InputStream in, int count) throws IOException {
    var octets = in.readNBytes(count);
    if (octets.length > 0 && octets.length < count) {
      throw new EOFException(octets.length + " of " + count + " bytes came");
    }
    return octets;
  }
}
