// Wrong: the byte after the limit may be a CR, so I look at one more.
// Reported: certain at once
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.Arrays;
import netbook.exercise.LineReader;

class AwaitsOneMore implements LineReader {
  @Override
  public Reading start(InputStream in, int lengthMax) {
    return () -> {
      var line = new ByteArrayOutputStream();
      while (true) {
        int octet = in.read();
        if (octet < 0) {
          if (line.size() == 0) {
            return null;
          }
          throw new EOFException("the stream ends after " + line.size() + " bytes of a line");
        }
        if (octet == '\n') {
          var octets = line.toByteArray();
          int size = octets.length;
          size = size > 0 && octets[size - 1] == '\r' ? size - 1 : size;
          if (size > lengthMax) {
            throw new ProtocolException("a line of more than " + lengthMax + " bytes");
          }
          return Arrays.copyOf(octets, size);
        }
        line.write(octet);
        if (line.size() - 1 > lengthMax) {
          throw new ProtocolException("a line of more than " + lengthMax + " bytes");
        }
      }
    };
  }
}
