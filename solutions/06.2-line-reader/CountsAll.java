// Wrong: I count what I have read, and stop at the limit.
// Reported: many lines
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.InputStream;
import java.net.ProtocolException;
import netbook.exercise.LineReader;

class CountsAll implements LineReader {
  @Override
  public Reading start(InputStream in, int lengthMax) {
    var count = new long[1];
    return () -> {
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
          count[0] += line.size();
          return line.toByteArray();
        }
        if (cr) {
          line.write('\r');
        }
        cr = octet == '\r';
        if (!cr) {
          line.write(octet);
        }
        if (count[0] + line.size() > lengthMax) {
          throw new ProtocolException("more than " + lengthMax + " bytes");
        }
      }
    };
  }
}
