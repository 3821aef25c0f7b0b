// Wrong: what is compressed is text, since text is worth it.
// Reported: every byte there is
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import netbook.bytes.LimitException;
import netbook.exercise.Gunzip;

class TextInBetween implements Gunzip {
  @Override
  public byte[] gunzip(InputStream in, int max) throws IOException {
    var unpacked = new GZIPInputStream(in);
    var content = new ByteArrayOutputStream();
    var piece = new byte[4096];
    for (int count = unpacked.read(piece); count >= 0; count = unpacked.read(piece)) {
      if (count > max - content.size()) {
        throw new LimitException("content", max, max);
      }
      content.write(piece, 0, count);
    }
    return content.toString(UTF_8).getBytes(UTF_8);
  }
}
