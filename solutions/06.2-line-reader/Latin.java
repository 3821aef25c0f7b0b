// Right: one character for each byte, so that a StringBuilder can keep the line.
import java.io.EOFException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import netbook.exercise.LineReader;

class Latin implements LineReader {
  @Override
  public Reading start(InputStream in, int lengthMax) {
    return () -> {
      var line = new StringBuilder();
      for (int octet = in.read(); octet != '\n'; octet = in.read()) {
        if (octet < 0 && line.isEmpty()) {
          return null;
        }
        if (octet < 0) {
          throw new EOFException("cut: " + line);
        }
        line.append((char) octet);
        boolean fits = line.length() <= lengthMax;
        boolean mayFit = octet == '\r' && line.length() - 1 <= lengthMax;
        if (!fits && !mayFit) {
          throw new ProtocolException("too long: " + line);
        }
      }
      if (!line.isEmpty() && line.charAt(line.length() - 1) == '\r') {
        line.setLength(line.length() - 1);
      }
      return line.toString().getBytes(StandardCharsets.ISO_8859_1);
    };
  }
}
