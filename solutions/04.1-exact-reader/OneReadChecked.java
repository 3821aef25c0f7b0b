// Wrong: if one read gives fewer bytes, the rest has been lost.
// Reported: a cut at every place
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import netbook.exercise.ExactReader;

class OneReadChecked implements ExactReader {
  @Override
  public byte[] readExactly(InputStream in, int count) throws IOException {
    var octets = new byte[count];
    int got = in.read(octets);
    if (got < count) {
      throw new EOFException(Math.max(0, got) + " of " + count + " bytes came");
    }
    return octets;
  }
}
