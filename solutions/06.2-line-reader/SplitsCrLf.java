// Wrong: CR LF comes together, so I look for both in what has just come.
// Reported: CR and LF apart
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.ArrayDeque;
import java.util.Arrays;
import netbook.exercise.LineReader;

class SplitsCrLf implements LineReader {
  @Override
  public Reading start(InputStream in, int lengthMax) {
    var ahead = new ArrayDeque<byte[]>();
    return () -> {
      var line = new ByteArrayOutputStream();
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
          lf++;
        }
        int end = lf > 0 && piece[lf - 1] == '\r' ? lf - 1 : lf;
        if (line.size() + (long) end > lengthMax) {
          throw new ProtocolException("a line of more than " + lengthMax + " bytes");
        }
        if (lf < piece.length) {
          line.write(piece, 0, end);
          if (lf + 1 < piece.length) {
            ahead.push(Arrays.copyOfRange(piece, lf + 1, piece.length));
          }
          return line.toByteArray();
        }
        line.write(piece, 0, lf);
      }
    };
  }

  private static byte[] read(InputStream in) throws IOException {
    var piece = new byte[8192];
    return Arrays.copyOf(piece, Math.max(0, in.read(piece)));
  }
}
