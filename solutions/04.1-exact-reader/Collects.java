// Right: a channel fills a buffer, which counts for me.
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import netbook.exercise.ExactReader;

class Collects implements ExactReader {
  @Override
  public byte[] readExactly(InputStream in, int count) throws IOException {
    var channel = Channels.newChannel(in);
    var octets = ByteBuffer.allocate(count);
    while (octets.hasRemaining()) {
      if (channel.read(octets) < 0) {
        throw new EOFException("only " + octets.position());
      }
    }
    return octets.array();
  }
}
