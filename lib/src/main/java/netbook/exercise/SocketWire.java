package netbook.exercise;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.SocketChannel;
import netbook.bytes.Bytes;

/**
 * The learner's end of a real connection. It counts what is read, and keeps what is written; an
 * interrupt ends a wait on it.
 */
final class SocketWire implements Wire {
  private final Steps steps;
  private final InputStream in;
  private final OutputStream out;
  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
  private int position;

  /** The streams of a channel that blocks. */
  SocketWire(SocketChannel channel, Steps steps) throws IOException {
    this.steps = steps;
    this.in = new In(channel.socket().getInputStream());
    this.out = new Out(channel.socket().getOutputStream());
    steps.readTo(0);
  }

  @Override
  public InputStream in() {
    return in;
  }

  @Override
  public OutputStream out() {
    return out;
  }

  @Override
  public synchronized Bytes sent() {
    return Bytes.copyOf(sent.toByteArray());
  }

  private final class In extends InputStream {
    private final InputStream socket;

    In(InputStream socket) {
      this.socket = socket;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int count = socket.read(into, offset, length);
      synchronized (SocketWire.this) {
        position += Math.max(0, count);
        steps.readTo(position);
      }
      return count;
    }

    @Override
    public int available() throws IOException {
      return socket.available();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private final class Out extends OutputStream {
    private final OutputStream socket;

    Out(OutputStream socket) {
      this.socket = socket;
    }

    @Override
    public void write(int octet) throws IOException {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
      socket.write(octets, offset, length);
      synchronized (SocketWire.this) {
        sent.write(octets, offset, length);
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
