// Right: memory only for what has come: a length is a claim.
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import netbook.exercise.FrameReader;

class Grows implements FrameReader {
  @Override
  public byte[] readFrame(InputStream in, int sizeMax) throws IOException {
    var four = in.readNBytes(4);
    if (four.length == 0) {
      return null;
    }
    if (four.length < 4) {
      throw new EOFException(four.length + " of 4 bytes of the length came");
    }
    long length = Integer.toUnsignedLong(ByteBuffer.wrap(four).getInt());
    if (length > sizeMax) {
      throw new ProtocolException(length + " bytes are over " + sizeMax);
    }
    var message = new ByteArrayOutputStream();
    var chunk = new byte[4096];
    while (message.size() < length) {
      int more = in.read(chunk, 0, (int) Math.min(chunk.length, length - message.size()));
      if (more < 0) {
        throw new EOFException(message.size() + " bytes of the message came");
      }
      message.write(chunk, 0, more);
    }
    return message.toByteArray();
  }
}
