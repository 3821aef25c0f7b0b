// Wrong: no line is longer than that, so one size fits all.
// Reported: hardly any limit
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.Arrays;
import netbook.exercise.LineReader;

class RoomForTheLimit implements LineReader {
  @Override
  public Reading start(InputStream in, int lengthMax) {
    var room = new byte[1][];
    return () -> {
      var line = room[0] == null ? room[0] = new byte[lengthMax] : room[0];
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
        if (cr) {
          add(line, size++, '\r');
        }
        cr = octet == '\r';
        if (!cr) {
          add(line, size++, octet);
        }
      }
    };
  }

  private static void add(byte[] line, int at, int octet) throws IOException {
    if (at == line.length) {
      throw new ProtocolException("a line of more than " + at + " bytes");
    }
    line[at] = (byte) octet;
  }
}
