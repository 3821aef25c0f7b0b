// Wrong: what I hold without an LF is too long if it is over the limit.
// Reported: exactly the limit, in two pieces
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.ArrayDeque;
import java.util.Arrays;
import netbook.exercise.LineReader;

class RefusesThePendingCr implements LineReader {
  @Override
  public Reading start(InputStream in, int lengthMax) {
    var ahead = new ArrayDeque<byte[]>();
    return () -> {
      var line = new ByteArrayOutputStream();
      int last = 0;
      while (true) {
        var piece = ahead.isEmpty() ? read(in) : ahead.poll();
        if (piece.length == 0 && line.size() == 0) {
          return null;
        }
        if (piece.length == 0) {
          throw new EOFException("the stream ends after " + line.size() + " bytes of a line");
        }
        int lf = 0;
        while (lf < piece.length && piece[lf] != '\n') {
          last = piece[lf++];
        }
        line.write(piece, 0, lf);
        boolean whole = lf < piece.length;
        int length = whole && last == '\r' ? line.size() - 1 : line.size();
        if (length > lengthMax) {
          throw new ProtocolException("a line of more than " + lengthMax + " bytes");
        }
        if (whole && lf + 1 < piece.length) {
          ahead.push(Arrays.copyOfRange(piece, lf + 1, piece.length));
        }
        if (whole) {
          return Arrays.copyOf(line.toByteArray(), length);
        }
      }
    };
  }

  private static byte[] read(InputStream in) throws IOException {
    var piece = new byte[8192];
    return Arrays.copyOf(piece, Math.max(0, in.read(piece)));
  }
}
