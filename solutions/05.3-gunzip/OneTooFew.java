// Wrong: the content has to be smaller than the limit.
// Reported: just as much as allowed
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import netbook.bytes.LimitException;
import netbook.exercise.Gunzip;

class OneTooFew implements Gunzip {
  @Override
  public byte[] gunzip(InputStream in, int max) throws IOException {
    try (var unpacked = new GZIPInputStream(in)) {
      var content = unpacked.readNBytes(max);
      if (content.length == max || unpacked.read() >= 0) {
        throw new LimitException("content", max, max);
      }
      return content;
    }
  }
}
