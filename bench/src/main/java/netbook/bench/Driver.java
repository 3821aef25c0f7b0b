package netbook.bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SocketChannel;
import java.util.Arrays;

/** What a client does: the same on a socket, and alone on a channel that leads nowhere. */
final class Driver {
  static final int WRITE = 64 << 10;
  static final int REQUEST = 16;

  private Driver() {}

  /** A client's end of a connection. */
  interface Line extends ByteChannel {
    /** Says that nothing more will be sent. */
    void finish() throws IOException;
  }

  /** Connects to a server. */
  static Line connect(SocketAddress server) throws IOException {
    var channel = SocketChannel.open(server);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    return new Connected(channel);
  }

  /** Sends octets and finishes; returns what the server answers. */
  static byte[] transfer(Line line, byte[] octets, int answer) throws IOException {
    try (line) {
      for (int at = 0; at < octets.length; at += WRITE) {
        var piece = ByteBuffer.wrap(octets, at, Math.min(WRITE, octets.length - at));
        while (piece.hasRemaining()) {
          line.write(piece);
        }
      }
      line.finish();
      return read(line, answer);
    }
  }

  /** Sends so many requests, each after the answer to the one before, which has to be the same. */
  static long roundTrips(Line line, int count) throws IOException {
    try (line) {
      for (int i = 0; i < count; i++) {
        var request = ByteBuffer.allocate(REQUEST).putInt(i).putLong(~(long) i).clear();
        var sent = request.array().clone();
        while (request.hasRemaining()) {
          line.write(request);
        }
        if (!Arrays.equals(read(line, REQUEST), sent)) {
          throw new IOException("round trip " + i + ": other octets came back");
        }
      }
      return count;
    }
  }

  private static byte[] read(Line line, int count) throws IOException {
    var answer = ByteBuffer.allocate(count);
    while (answer.hasRemaining()) {
      if (line.read(answer) < 0) {
        throw new EOFException("%d of %d octets came".formatted(answer.position(), count));
      }
    }
    return answer.array();
  }

  private record Connected(SocketChannel channel) implements Line {
    @Override
    public int read(ByteBuffer into) throws IOException {
      return channel.read(into);
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
      return channel.write(from);
    }

    @Override
    public void finish() throws IOException {
      channel.shutdownOutput();
    }

    @Override
    public boolean isOpen() {
      return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  /** Answers with what was written last, without a system in between: an empty handler. */
  static final class Nowhere implements Line {
    private ByteBuffer last = ByteBuffer.allocate(0);

    @Override
    public int read(ByteBuffer into) {
      int count = Math.min(into.remaining(), last.remaining());
      into.put(last.slice().limit(count));
      return count;
    }

    @Override
    public int write(ByteBuffer from) {
      last = from.duplicate();
      int count = from.remaining();
      from.position(from.limit());
      return count;
    }

    @Override
    public void finish() {}

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }
}
