// Wrong: the limit is checked before a byte is added.
// Reported: one byte more than allowed
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import netbook.bytes.LimitException;
import netbook.exercise.Gunzip;

class OneTooMany implements Gunzip {
  @Override
  public byte[] gunzip(InputStream in, int max) throws IOException {
    var unpacked = new GZIPInputStream(in);
    var content = new ByteArrayOutputStream();
    for (int octet = unpacked.read(); octet >= 0; octet = unpacked.read()) {
      if (content.size() > max) {
        throw new LimitException("content", max, max);
      }
      content.write(octet);
    }
    return content.toByteArray();
  }
}
