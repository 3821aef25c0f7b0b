// Wrong: -1 is no byte and an exception is none, so I try again.
// Reported: the end at once
import java.io.IOException;
import java.io.InputStream;
import netbook.exercise.ExactReader;

class TriesAgain implements ExactReader {
  @Override
  public byte[] readExactly(InputStream in, int count) throws IOException {
    var octets = new byte[count];
    int got = 0;
    while (got < count) {
      try {
        got += Math.max(0, in.read(octets, got, count - got));
      } catch (IOException e) {
        // Maybe the next one works.
      }
    }
    return octets;
  }
}
