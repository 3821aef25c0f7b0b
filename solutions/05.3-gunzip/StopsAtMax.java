// Wrong: when I have max bytes, I only look into the next one if the stream says that it is there.
// Reported: a wrong CRC, and just as much as allowed
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import netbook.bytes.LimitException;
import netbook.exercise.Gunzip;

class StopsAtMax implements Gunzip {
  @Override
  public byte[] gunzip(InputStream in, int max) throws IOException {
    try (var unpacked = new GZIPInputStream(in)) {
      var content = unpacked.readNBytes(max);
      try {
        if (content.length == max && unpacked.read() >= 0) {
          throw new LimitException("content", max, max);
        }
      } catch (ZipException e) {
        return content;
      }
      return content;
    }
  }
}
