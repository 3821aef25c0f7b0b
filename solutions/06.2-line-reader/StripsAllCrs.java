// Wrong: whatever CRs stand before the LF belong to the end.
// Reported: CR CR LF
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.InputStream;
import java.net.ProtocolException;
import netbook.exercise.LineReader;

class StripsAllCrs implements LineReader {
  @Override
  public Reading start(InputStream in, int lengthMax) {
    return () -> {
      var line = new ByteArrayOutputStream();
      int crs = 0;
      while (true) {
        int octet = in.read();
        if (octet < 0) {
          if (line.size() == 0 && crs == 0) {
            return null;
          }
          throw new EOFException("the stream ends after " + line.size() + " bytes of a line");
        }
        if (octet == '\n') {
          return line.toByteArray();
        }
        if (octet == '\r') {
          if (line.size() + crs++ > lengthMax) {
            throw new ProtocolException("a line of more than " + lengthMax + " bytes");
          }
          continue;
        }
        for (; crs > 0; crs--) {
          line.write('\r');
        }
        line.write(octet);
        if (line.size() > lengthMax) {
          throw new ProtocolException("a line of more than " + lengthMax + " bytes");
        }
      }
    };
  }
}
