// Right: a BufferedInputStream reads ahead; a CR at the end is cut off when the LF is there.
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import netbook.exercise.LineReader;

class Library implements LineReader {
  @Override
  public Reading start(InputStream in, int lengthMax) {
    var buffered = new BufferedInputStream(in);
    return () -> {
      var line = new ByteArrayOutputStream();
      int last = -1;
      for (int octet = buffered.read(); octet != '\n'; octet = buffered.read()) {
        if (octet < 0) {
          if (last < 0) {
            return null;
          }
          throw new EOFException("no line end");
        }
        line.write(octet);
        last = octet;
        long length = octet == '\r' ? line.size() - 1 : line.size();
        if (length > lengthMax) {
          throw new IOException("line too long");
        }
      }
      var octets = line.toByteArray();
      return last == '\r' ? Arrays.copyOf(octets, octets.length - 1) : octets;
    };
  }
}
