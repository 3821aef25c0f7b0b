// Wrong: who says nothing for so long will say no more.
// Reported: a sender that stops
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import netbook.exercise.ExactReader;

class TimeoutIsTheEnd implements ExactReader {
  @Override
  public byte[] readExactly(InputStream in, int count) throws IOException {
    var octets = new byte[count];
    int got = 0;
    try {
      while (got < count) {
        int more = in.read(octets, got, count - got);
        if (more < 0) {
          break;
        }
        got += more;
      }
    } catch (SocketTimeoutException e) {
      // It is over; what is missing is told below.
    }
    if (got < count) {
      throw new EOFException(got + " of " + count + " bytes came");
    }
    return octets;
  }
}
