// Right: the reference, byte by byte out of a buffer of its own; a CR waits for what follows.
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import netbook.exercise.LineReader;

class Reference implements LineReader {
  @Override
  public Reading start(InputStream in, int lengthMax) {
    return new Buffered(in, lengthMax);
  }

  private static final class Buffered implements Reading {
    private final InputStream in;
    private final int lengthMax;
    private final byte[] buffer = new byte[8192];
    private int next;
    private int end;

    Buffered(InputStream in, int lengthMax) {
      this.in = in;
      this.lengthMax = lengthMax;
    }

    @Override
    public byte[] readLine() throws IOException {
      var line = new ByteArrayOutputStream();
      boolean cr = false;
      for (int octet = take(); octet != '\n'; octet = take()) {
        if (octet < 0 && line.size() == 0 && !cr) {
          return null;
        }
        if (octet < 0) {
          throw new EOFException("the stream ends after " + line.size() + " bytes of a line");
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
      return line.toByteArray();
    }

    /** The next byte, or -1; reads only if the buffer is empty. */
    private int take() throws IOException {
      if (next == end) {
        next = 0;
        end = Math.max(0, in.read(buffer));
        if (end == 0) {
          return -1;
        }
      }
      return buffer[next++] & 0xff;
    }
  }
}
