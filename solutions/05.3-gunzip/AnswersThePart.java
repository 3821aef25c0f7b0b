// Wrong: what came before the end is better than nothing.
// Reported: the end inside of the content
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import netbook.bytes.LimitException;
import netbook.exercise.Gunzip;

class AnswersThePart implements Gunzip {
  @Override
  public byte[] gunzip(InputStream in, int max) throws IOException {
    try (var unpacked = new GZIPInputStream(in)) {
      var content = new ByteArrayOutputStream();
      try {
        for (int octet = unpacked.read(); octet >= 0; octet = unpacked.read()) {
          if (content.size() == max) {
            throw new LimitException("content", max, max);
          }
          content.write(octet);
        }
      } catch (EOFException e) {
        return content.toByteArray();
      }
      return content.toByteArray();
    }
  }
}
