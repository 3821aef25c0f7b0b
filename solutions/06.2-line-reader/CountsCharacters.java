// Wrong: a line of eighty has eighty characters.
// Reported: four characters of two bytes
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.InputStream;
import java.net.ProtocolException;
import netbook.exercise.LineReader;

class CountsCharacters implements LineReader {
  @Override
  public Reading start(InputStream in, int lengthMax) {
    return () -> {
      var line = new ByteArrayOutputStream();
      boolean cr = false;
      int length = 0;
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
        boolean continues = (octet & 0xc0) == 0x80;
        length += continues ? 0 : 1;
        if (length - (cr ? 1 : 0) > lengthMax) {
          throw new ProtocolException("a line of more than " + lengthMax + " characters");
        }
      }
    };
  }
}
