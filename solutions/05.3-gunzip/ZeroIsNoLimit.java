// Wrong: a limit of 0 is no limit.
// Reported: nothing is allowed
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import netbook.bytes.LimitException;
import netbook.exercise.Gunzip;

class ZeroIsNoLimit implements Gunzip {
  @Override
  public byte[] gunzip(InputStream in, int max) throws IOException {
    try (var unpacked = new GZIPInputStream(in)) {
      if (max == 0) {
        return unpacked.readAllBytes();
      }
      var content = unpacked.readNBytes(max);
      if (unpacked.read() >= 0) {
        throw new LimitException("content", max, max);
      }
      return content;
    }
  }
}
