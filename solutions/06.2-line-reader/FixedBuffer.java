// Wrong: 64 KiB are enough for any line.
// Reported: a long line
import java.io.EOFException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.Arrays;
import netbook.exercise.LineReader;

class FixedBuffer implements LineReader {
  @Override
  public Reading start(InputStream in, int lengthMax) {
    return () -> {
      var line = new byte[1 << 16];
      int size = 0;
      boolean cr = false;
      while (true) {
        int octet = in.read();
        if (octet < 0) {
          if (size == 0 && !cr) {
            return null;
          }
          throw new EOFException("the stream ends after " + size + " bytes of a line");
        }
        if (octet == '\n') {
          return Arrays.copyOf(line, size);
        }
        if (cr && size < line.length) {
          line[size++] = '\r';
        }
        cr = octet == '\r';
        if (!cr && size < line.length) {
          line[size++] = (byte) octet;
        }
        if (size > lengthMax) {
          throw new ProtocolException("a line of more than " + lengthMax + " bytes");
        }
      }
    };
  }
}
