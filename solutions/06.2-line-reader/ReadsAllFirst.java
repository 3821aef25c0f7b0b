// Wrong: I take all there is, and cut it into lines.
// Reported: no end in sight
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.ArrayDeque;
import netbook.exercise.LineReader;

class ReadsAllFirst implements LineReader {
  @Override
  public Reading start(InputStream in, int lengthMax) {
    var all = new ArrayDeque<ByteArrayInputStream>();
    return () -> {
      if (all.isEmpty()) {
        all.add(new ByteArrayInputStream(in.readAllBytes()));
      }
      return next(all.getFirst(), lengthMax);
    };
  }

  private static byte[] next(InputStream in, int lengthMax) throws IOException {
    var line = new ByteArrayOutputStream();
    boolean cr = false;
    while (true) {
      int octet = in.read();
      if (octet < 0) {
        if (line.size() == 0 && !cr) {
          return null;
        }
        throw new EOFException("the stream ends after " + line.size() + " bytes of a line");
      }
      if (octet == '\n') {
        return line.toByteArray();
      }
      if (cr) {
        line.write('\r');
      }
      cr = octet == '\r';
      if (!cr) {
        line.write(octet);
      }
      if (line.size() > lengthMax) {
        throw new ProtocolException("a line of more than " + lengthMax + " bytes");
      }
    }
  }
}
