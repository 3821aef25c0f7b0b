// Wrong: lines are short.
// Reported: one byte over the limit
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.InputStream;
import netbook.exercise.LineReader;

class NoLimit implements LineReader {
  @Override
  public Reading start(InputStream in, int lengthMax) {
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
          return line.toByteArray();
        }
        if (cr) {
          line.write('\r');
        }
        cr = octet == '\r';
        if (!cr) {
          line.write(octet);
        }
      }
    };
  }
}
