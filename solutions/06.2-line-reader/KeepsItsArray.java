// Wrong: a new array for each line would be a waste.
// Reported: two lines of one length
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.InputStream;
import java.net.ProtocolException;
import netbook.exercise.LineReader;

class KeepsItsArray implements LineReader {
  @Override
  public Reading start(InputStream in, int lengthMax) {
    var answer = new byte[1][0];
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
          if (answer[0].length != line.size()) {
            answer[0] = new byte[line.size()];
          }
          System.arraycopy(line.toByteArray(), 0, answer[0], 0, line.size());
          return answer[0];
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
    };
  }
}
