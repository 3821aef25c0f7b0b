// Wrong: who sends at most max bytes does no harm.
// Reported: silence after the member
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import netbook.bytes.LimitException;
import netbook.exercise.Gunzip;

class LimitsWhatComes implements Gunzip {
  @Override
  public byte[] gunzip(InputStream in, int max) throws IOException {
    var packed = in.readNBytes(max);
    if (in.read() >= 0) {
      throw new LimitException("content", max, max);
    }
    return new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes();
  }
}
