// Wrong: readFully has it all: the loop and the exception.
// Reported: how many came
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import netbook.exercise.ExactReader;

class SaysNothing implements ExactReader {
  @Override
  public byte[] readExactly(InputStream in, int count) throws IOException {
    var octets = new byte[count];
    new DataInputStream(in).readFully(octets);
    return octets;
  }
}
