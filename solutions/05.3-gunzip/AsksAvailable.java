// Wrong: if something is available, it is too much.
// Reported: an empty content, and max is 0
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import netbook.bytes.LimitException;
import netbook.exercise.Gunzip;

class AsksAvailable implements Gunzip {
  @Override
  public byte[] gunzip(InputStream in, int max) throws IOException {
    try (var unpacked = new GZIPInputStream(in)) {
      var content = unpacked.readNBytes(max);
      if (unpacked.available() > 0) {
        throw new LimitException("content", max, max);
      }
      return content;
    }
  }
}
