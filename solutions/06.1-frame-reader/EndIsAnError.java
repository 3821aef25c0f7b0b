// Wrong: readInt has it all: four bytes, and the exception at the end.
// Reported: one frame
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import netbook.exercise.FrameReader;

class EndIsAnError implements FrameReader {
  @Override
  public byte[] readFrame(InputStream in, int sizeMax) throws IOException {
    var data = new DataInputStream(in);
    int length = data.readInt();
    if (length < 0 || length > sizeMax) {
      throw new ProtocolException(length + " bytes are over " + sizeMax);
    }
    var message = new byte[length];
    data.readFully(message);
    return message;
  }
}
