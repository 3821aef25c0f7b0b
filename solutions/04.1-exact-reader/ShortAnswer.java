// Wrong: the caller sees by the length that something is missing.
// Reported: the end at once
import java.io.IOException;
import java.io.InputStream;
import netbook.exercise.ExactReader;

class ShortAnswer implements ExactReader {
  @Override
  public byte[] readExactly(InputStream in, int count) throws IOException {
    return in.readNBytes(count);
  }
}
