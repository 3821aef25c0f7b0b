// Wrong: a BufferedReader has readLine already, and in Latin-1 it damages no byte.
// Reported: a CR inside a line
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import netbook.exercise.LineReader;

class ReaderOfTheLibrary implements LineReader {
  @Override
  public Reading start(InputStream in, int lengthMax) {
    var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1));
    return () -> {
      var line = reader.readLine();
      if (line != null && line.length() > lengthMax) {
        throw new ProtocolException("a line of more than " + lengthMax + " bytes");
      }
      return line == null ? null : line.getBytes(StandardCharsets.ISO_8859_1);
    };
  }
}
