// Right: whole pieces: it looks for the LF in what it holds, and reads on if there is none.
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StreamCorruptedException;
import java.util.Arrays;
import netbook.exercise.LineReader;

class Searches implements LineReader {
  @Override
  public Reading start(InputStream in, int lengthMax) {
    return new Held(in, lengthMax);
  }

  private static final class Held implements Reading {
    private final InputStream in;
    private final int lengthMax;
    private byte[] held = new byte[512];
    private int from;
    private int to;

    Held(InputStream in, int lengthMax) {
      this.in = in;
      this.lengthMax = lengthMax;
    }

    @Override
    public byte[] readLine() throws IOException {
      int looked = from;
      while (true) {
        while (looked < to && held[looked] != '\n') {
          looked++;
        }
        int end = looked > from && held[looked - 1] == '\r' ? looked - 1 : looked;
        if (end - from > lengthMax) {
          throw new StreamCorruptedException("no LF within " + lengthMax + " bytes");
        }
        if (looked < to) {
          var line = Arrays.copyOfRange(held, from, end);
          from = looked + 1;
          return line;
        }
        int before = looked - from;
        if (!fill()) {
          if (before == 0) {
            return null;
          }
          throw new EOFException(before + " bytes without an LF");
        }
        looked = from + before;
      }
    }

    /** Reads behind what is held, and makes room first if there is none; false at the end. */
    private boolean fill() throws IOException {
      if (to == held.length) {
        var room = to - from > held.length / 2 ? new byte[2 * held.length] : held;
        System.arraycopy(held, from, room, 0, to - from);
        held = room;
        to -= from;
        from = 0;
      }
      int more = in.read(held, to, held.length - to);
      to += Math.max(0, more);
      return more >= 0;
    }
  }
}
