// Right: a stream that throws when too much has passed, and readAllBytes does the rest.
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import netbook.bytes.LimitException;
import netbook.exercise.Gunzip;

class LimitedStream implements Gunzip {
  @Override
  public byte[] gunzip(InputStream in, int max) throws IOException {
    return new AtMost(new GZIPInputStream(in), max).readAllBytes();
  }

  private static final class AtMost extends FilterInputStream {
    private final int max;
    private long passed;

    AtMost(InputStream in, int max) {
      super(in);
      this.max = max;
    }

    @Override
    public int read() throws IOException {
      int octet = super.read();
      count(octet < 0 ? 0 : 1);
      return octet;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int count = super.read(into, from, length);
      count(Math.max(0, count));
      return count;
    }

    private void count(int more) throws LimitException {
      passed += more;
      if (passed > max) {
        throw new LimitException("content", max, passed);
      }
    }
  }
}
