// Wrong: 8 KiB are enough for any message.
// Reported: a hundred thousand bytes
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import netbook.exercise.ExactReader;

class FixedBuffer implements ExactReader {
  @Override
  public byte[] readExactly(InputStream in, int count) throws IOException {
    var chunk = new byte[8192];
    int got = 0;
    while (got < count) {
      int more = in.read(chunk, got, Math.min(count, chunk.length) - got);
      if (more < 0) {
        throw new EOFException(got + " of " + count + " bytes came");
      }
      if (more == 0) {
        break;
      }
      got += more;
    }
    return Arrays.copyOf(chunk, got);
  }
}
