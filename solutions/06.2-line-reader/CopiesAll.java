// Wrong: each piece goes behind the ones before, in an array that is just as long.
// Reported: many small pieces
import java.io.EOFException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.Arrays;
import netbook.exercise.LineReader;

class CopiesAll implements LineReader {
  @Override
  public Reading start(InputStream in, int lengthMax) {
    var held = new byte[1][0];
    return () -> {
      for (int looked = 0; ; looked++) {
        while (looked == held[0].length) {
          var piece = new byte[8192];
          int more = in.read(piece);
          if (more < 0 && looked == 0) {
            return null;
          }
          if (more < 0) {
            throw new EOFException("the stream ends after " + looked + " bytes of a line");
          }
          held[0] = Arrays.copyOf(held[0], looked + more);
          System.arraycopy(piece, 0, held[0], looked, more);
        }
        boolean lf = held[0][looked] == '\n';
        boolean cr = looked > 0 && held[0][looked - 1] == '\r';
        boolean crNow = held[0][looked] == '\r';
        int length = lf ? looked - (cr ? 1 : 0) : looked + (crNow ? 0 : 1);
        if (length > lengthMax) {
          throw new ProtocolException("a line of more than " + lengthMax + " bytes");
        }
        if (lf) {
          var line = Arrays.copyOf(held[0], length);
          held[0] = Arrays.copyOfRange(held[0], looked + 1, held[0].length);
          return line;
        }
      }
    };
  }
}
