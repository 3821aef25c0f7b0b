// Wrong: I ask for one more than max, and look whether I get it.
// Reported: the largest max there is
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import netbook.bytes.LimitException;
import netbook.exercise.Gunzip;

class MaxPlusOne implements Gunzip {
  @Override
  public byte[] gunzip(InputStream in, int max) throws IOException {
    try (var unpacked = new GZIPInputStream(in)) {
      var content = unpacked.readNBytes(max + 1);
      if (content.length > max) {
        throw new LimitException("content", max, max);
      }
      return content;
    }
  }
}
