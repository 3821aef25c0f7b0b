// Wrong: who says nothing for so long will say no more.
// Reported: no end in sight
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import netbook.exercise.LineReader;

class TimeoutIsTheEnd implements LineReader {
  @Override
  public Reading start(InputStream in, int lengthMax) {
    return () -> {
      var line = new ByteArrayOutputStream();
      boolean cr = false;
      while (true) {
        int octet = read(in);
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
        if (line.size() > lengthMax) {
          throw new ProtocolException("a line of more than " + lengthMax + " bytes");
        }
      }
    };
  }

  private static int read(InputStream in) throws IOException {
    try {
      return in.read();
    } catch (SocketTimeoutException e) {
      return -1;
    }
  }
}
