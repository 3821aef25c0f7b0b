// Wrong: I take what is available, and that is the member.
// Reported: a pause at every place
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import netbook.bytes.LimitException;
import netbook.exercise.Gunzip;

class TakesWhatIsThere implements Gunzip {
  @Override
  public byte[] gunzip(InputStream in, int max) throws IOException {
    var packed = new ByteArrayOutputStream();
    do {
      packed.write(in.read());
    } while (in.available() > 0);
    var unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.toByteArray()));
    var content = unpacked.readNBytes(max);
    if (unpacked.read() >= 0) {
      throw new LimitException("content", max, max);
    }
    return content;
  }
}
