// Wrong: I read until the LF comes.
// Reported: one line
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.ProtocolException;
import netbook.exercise.LineReader;

class IgnoresTheEnd implements LineReader {
  @Override
  public Reading start(InputStream in, int lengthMax) {
    return () -> {
      var line = new ByteArrayOutputStream();
      boolean cr = false;
      while (true) {
        int octet = in.read();
        if (octet < 0) {
          octet = 0xff;
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
    };
  }
}
