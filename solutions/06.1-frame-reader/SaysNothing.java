// Wrong: readInt and readFully throw the right exception by themselves.
// Reported: how far it came
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.ProtocolException;
import netbook.exercise.FrameReader;

class SaysNothing implements FrameReader {
  @Override
  public byte[] readFrame(InputStream in, int sizeMax) throws IOException {
    int first = in.read();
    if (first < 0) {
      return null;
    }
    var data = new DataInputStream(new SequenceInputStream(one(first), in));
    int length = data.readInt();
    if (length < 0 || length > sizeMax) {
      throw new ProtocolException(length + " bytes are over " + sizeMax);
    }
    var message = new byte[length];
    data.readFully(message);
    return message;
  }

  private static InputStream one(int octet) {
    return new ByteArrayInputStream(new byte[] {(byte) octet});
  }
}
