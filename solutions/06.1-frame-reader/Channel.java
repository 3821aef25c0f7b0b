// Right: a channel fills buffers, and a length below 0 is too long as well.
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StreamCorruptedException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import netbook.exercise.FrameReader;

class Channel implements FrameReader {
  @Override
  public byte[] readFrame(InputStream in, int sizeMax) throws IOException {
    var channel = Channels.newChannel(in);
    var four = ByteBuffer.allocate(4);
    while (four.hasRemaining() && channel.read(four) >= 0) {
      // As long as something comes.
    }
    if (four.position() == 0) {
      return null;
    }
    if (four.hasRemaining()) {
      throw new EOFException("length: " + four.position());
    }
    int length = four.flip().getInt();
    if (length < 0 || length > sizeMax) {
      throw new StreamCorruptedException("length: " + Integer.toUnsignedString(length));
    }
    var message = ByteBuffer.allocate(length);
    while (message.hasRemaining()) {
      if (channel.read(message) < 0) {
        throw new EOFException("message: " + message.position());
      }
    }
    return message.array();
  }
}
