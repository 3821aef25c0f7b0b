// Wrong: a content without bytes is a stream that ended too soon.
// Reported: an empty content
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import netbook.bytes.LimitException;
import netbook.exercise.Gunzip;

class NothingIsAnError implements Gunzip {
  @Override
  public byte[] gunzip(InputStream in, int max) throws IOException {
    try (var unpacked = new GZIPInputStream(in)) {
      var content = unpacked.readNBytes(max);
      if (unpacked.read() >= 0) {
        throw new LimitException("content", max, max);
      }
      if (content.length == 0) {
        throw new EOFException("nothing in it");
      }
      return content;
    }
  }
}
