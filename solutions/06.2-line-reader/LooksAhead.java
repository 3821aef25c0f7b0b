// Wrong: whether more comes I see best when a line is done.
// Reported: no end in sight
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.InputStream;
import java.net.ProtocolException;
import netbook.exercise.LineReader;

class LooksAhead implements LineReader {
  @Override
  public Reading start(InputStream in, int lengthMax) {
    var next = new int[] {-2};
    return () -> {
      var line = new ByteArrayOutputStream();
      boolean cr = false;
      while (true) {
        int octet = next[0] == -2 ? in.read() : next[0];
        if (octet < 0) {
          if (line.size() == 0 && !cr) {
            return null;
          }
          throw new EOFException("the stream ends after " + line.size() + " bytes of a line");
        }
        if (octet == '\n') {
          next[0] = in.read();
          return line.toByteArray();
        }
        next[0] = -2;
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
    };
  }
}
