// Wrong: a connection that fails is a stream that ends.
// Reported: a reset
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import netbook.bytes.LimitException;
import netbook.exercise.Gunzip;

class ResetIsTheEnd implements Gunzip {
  @Override
  public byte[] gunzip(InputStream in, int max) throws IOException {
    try (var unpacked = new GZIPInputStream(in)) {
      var content = unpacked.readNBytes(max);
      if (unpacked.read() >= 0) {
        throw new LimitException("content", max, max);
      }
      return content;
    } catch (LimitException | ZipException e) {
      throw e;
    } catch (IOException e) {
      throw new EOFException(e.getMessage());
    }
  }
}
