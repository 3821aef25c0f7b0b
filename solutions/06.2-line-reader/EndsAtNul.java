// Wrong: the byte 00 ends a string.
// Reported: a byte 00
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import netbook.exercise.LineReader;

class EndsAtNul implements LineReader {
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
          var text = line.toString(StandardCharsets.ISO_8859_1);
          int zero = text.indexOf(0);
          text = zero < 0 ? text : text.substring(0, zero);
          return text.getBytes(StandardCharsets.ISO_8859_1);
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
