// Wrong: I unpack it, and then I look how large it is.
// Reported: a bomb
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import netbook.bytes.LimitException;
import netbook.exercise.Gunzip;

class LooksAfterwards implements Gunzip {
  @Override
  public byte[] gunzip(InputStream in, int max) throws IOException {
    var content = new GZIPInputStream(in).readAllBytes();
    if (content.length > max) {
      throw new LimitException("content", max, max);
    }
    return content;
  }
}
