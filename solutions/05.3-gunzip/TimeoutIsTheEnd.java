// Wrong: who stops sending has ended.
// Reported: a sender that stops
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.zip.GZIPInputStream;
import netbook.bytes.LimitException;
import netbook.exercise.Gunzip;

class TimeoutIsTheEnd implements Gunzip {
  @Override
  public byte[] gunzip(InputStream in, int max) throws IOException {
    try (var unpacked = new GZIPInputStream(in)) {
      var content = unpacked.readNBytes(max);
      if (unpacked.read() >= 0) {
        throw new LimitException("content", max, max);
      }
      return content;
    } catch (SocketTimeoutException e) {
      throw new EOFException(e.getMessage());
    }
  }
}
