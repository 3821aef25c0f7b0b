// Wrong: read fills the array that I give it.
// Reported: a cut at every place
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import netbook.exercise.ExactReader;

class OneRead implements ExactReader {
  @Override
  public byte[] readExactly(InputStream in, int count) throws IOException {
    var octets = new byte[count];
    int got = in.read(octets);
    return Arrays.copyOf(octets, got);
  }
}
