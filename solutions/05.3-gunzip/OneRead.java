// Wrong: read fills the array that I give it.
// Reported: a cut at every place
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import netbook.exercise.Gunzip;

class OneRead implements Gunzip {
  @Override
  public byte[] gunzip(InputStream in, int max) throws IOException {
    var content = new byte[Math.min(max, 1 << 20)];
    int count = new GZIPInputStream(in).read(content);
    return Arrays.copyOf(content, Math.max(0, count));
  }
}
