// Wrong: the Inflater counts for me: bytes read.
// Reported: a member that is larger than max
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import netbook.bytes.LimitException;
import netbook.exercise.Gunzip;

class CountsWhatComes implements Gunzip {
  @Override
  public byte[] gunzip(InputStream in, int max) throws IOException {
    var read = new Counted(in);
    var unpacked = new GZIPInputStream(read);
    var content = new ByteArrayOutputStream();
    var piece = new byte[4096];
    for (int count = unpacked.read(piece); count >= 0; count = unpacked.read(piece)) {
      if (count > max - content.size() || read.count > max) {
        throw new LimitException("content", max, max);
      }
      content.write(piece, 0, count);
    }
    return content.toByteArray();
  }

  private static final class Counted extends FilterInputStream {
    private int count;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int more = super.read(into, from, length);
      count += Math.max(0, more);
      return more;
    }
  }
}
