// Wrong: a line may be cut, so I read a second time.
// Reported: pieces of every size
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.Arrays;
import netbook.exercise.LineReader;

class SecondRead implements LineReader {
  @Override
  public Reading start(InputStream in, int lengthMax) {
    var pending = new ByteArrayOutputStream();
    return () -> {
      for (int reads = 0; ; reads++) {
        var octets = pending.toByteArray();
        int lf = 0;
        while (lf < octets.length && octets[lf] != '\n') {
          lf++;
        }
        int end = lf > 0 && octets[lf - 1] == '\r' ? lf - 1 : lf;
        if (end > lengthMax) {
          throw new ProtocolException("a line of more than " + lengthMax + " bytes");
        }
        if (lf < octets.length) {
          pending.reset();
          pending.write(octets, lf + 1, octets.length - lf - 1);
          return Arrays.copyOf(octets, end);
        }
        var piece = new byte[1 << 18];
        int got = reads < 2 ? in.read(piece) : -1;
        if (got < 0 && octets.length == 0) {
          return null;
        }
        if (got < 0) {
          throw new EOFException("no LF after " + octets.length + " bytes");
        }
        pending.write(piece, 0, got);
      }
    };
  }
}
