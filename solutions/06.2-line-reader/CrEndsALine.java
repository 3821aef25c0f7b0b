// Wrong: CR, LF or both: every system has its own line end.
// Reported: a CR inside a line
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.InputStream;
import java.net.ProtocolException;
import netbook.exercise.LineReader;

class CrEndsALine implements LineReader {
  @Override
  public Reading start(InputStream in, int lengthMax) {
    var skip = new boolean[1];
    return () -> {
      var line = new ByteArrayOutputStream();
      while (true) {
        int octet = in.read();
        if (octet < 0) {
          if (line.size() == 0) {
            return null;
          }
          throw new EOFException("the stream ends after " + line.size() + " bytes of a line");
        }
        if (octet == '\n') {
          if (skip[0]) {
            skip[0] = false;
            continue;
          }
          return line.toByteArray();
        }
        skip[0] = octet == '\r';
        if (skip[0]) {
          return line.toByteArray();
        }
        line.write(octet);
        if (line.size() > lengthMax) {
          throw new ProtocolException("a line of more than " + lengthMax + " bytes");
        }
      }
    };
  }
}
