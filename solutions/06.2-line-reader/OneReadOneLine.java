// Wrong: what was written together comes together: a read gives a line.
// Reported: three lines at once
import java.io.EOFException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.Arrays;
import netbook.exercise.LineReader;

class OneReadOneLine implements LineReader {
  @Override
  public Reading start(InputStream in, int lengthMax) {
    return () -> {
      var buffer = new byte[1 << 18];
      int got = in.read(buffer);
      if (got < 0) {
        return null;
      }
      int end = 0;
      while (end < got && buffer[end] != '\n') {
        end++;
      }
      if (end == got) {
        throw new EOFException("no LF after " + got + " bytes");
      }
      if (end > 0 && buffer[end - 1] == '\r') {
        end--;
      }
      if (end > lengthMax) {
        throw new ProtocolException("a line of more than " + lengthMax + " bytes");
      }
      return Arrays.copyOf(buffer, end);
    };
  }
}
