// Wrong: whatever goes wrong, it is no good zip.
// Reported: one byte more than allowed
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import netbook.bytes.LimitException;
import netbook.exercise.Gunzip;

class EverythingIsZip implements Gunzip {
  @Override
  public byte[] gunzip(InputStream in, int max) throws IOException {
    try (var unpacked = new GZIPInputStream(in)) {
      var content = unpacked.readNBytes(max);
      if (unpacked.read() >= 0) {
        throw new LimitException("content", max, max);
      }
      return content;
    } catch (IOException e) {
      throw new ZipException(e.getMessage());
    }
  }
}
