// Wrong: readNBytes has the limit.
// Reported: one byte more than allowed
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import netbook.exercise.Gunzip;

class CutsAtMax implements Gunzip {
  @Override
  public byte[] gunzip(InputStream in, int max) throws IOException {
    try (var unpacked = new GZIPInputStream(in)) {
      return unpacked.readNBytes(max);
    }
  }
}
