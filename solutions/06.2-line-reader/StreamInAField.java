// Wrong: the reader remembers which stream it reads.
// Reported: two streams
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import netbook.exercise.LineReader;

class StreamInAField implements LineReader {
  private InputStream in;
  private int lengthMax;

  @Override
  public Reading start(InputStream in, int lengthMax) {
    this.in = in;
    this.lengthMax = lengthMax;
    return this::readLine;
  }

  private byte[] readLine() throws IOException {
    var line = new ByteArrayOutputStream();
    boolean cr = false;
    while (true) {
      int octet = in.read();
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
  }
}
