// Wrong: max bytes are the most that I need, so I take them at once.
// Reported: a max of a gibibyte
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import netbook.bytes.LimitException;
import netbook.exercise.Gunzip;

class ArrayOfMax implements Gunzip {
  @Override
  public byte[] gunzip(InputStream in, int max) throws IOException {
    var unpacked = new GZIPInputStream(in);
    var content = new byte[max];
    int got = unpacked.readNBytes(content, 0, max);
    if (unpacked.read() >= 0) {
      throw new LimitException("content", max, max);
    }
    return Arrays.copyOf(content, got);
  }
}
