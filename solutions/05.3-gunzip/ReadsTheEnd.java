// Wrong: first I read what comes, and then I unpack it.
// Reported: silence after the member
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import netbook.bytes.LimitException;
import netbook.exercise.Gunzip;

class ReadsTheEnd implements Gunzip {
  @Override
  public byte[] gunzip(InputStream in, int max) throws IOException {
    var all = in.readAllBytes();
    var content = new ByteArrayOutputStream();
    var unpacked = new GZIPInputStream(new ByteArrayInputStream(all));
    for (int octet = unpacked.read(); octet >= 0; octet = unpacked.read()) {
      if (content.size() == max) {
        throw new LimitException("content", max, max);
      }
      content.write(octet);
    }
    return content.toByteArray();
  }
}
