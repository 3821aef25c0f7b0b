// Wrong: memory is cheap, and nobody sends that much.
// Reported: one byte more than allowed
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import netbook.exercise.Gunzip;

class NoLimit implements Gunzip {
  @Override
  public byte[] gunzip(InputStream in, int max) throws IOException {
    return new GZIPInputStream(in).readAllBytes();
  }
}
