// Wrong: I read all there is, and cut off what I need.
// Reported: what follows
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import netbook.exercise.ExactReader;

class ReadsAll implements ExactReader {
  @Override
  public byte[] readExactly(InputStream in, int count) throws IOException {
    var all = in.readAllBytes();
    if (all.length < count) {
      throw new EOFException(all.length + " of " + count + " bytes came");
    }
    return Arrays.copyOf(all, count);
  }
}
