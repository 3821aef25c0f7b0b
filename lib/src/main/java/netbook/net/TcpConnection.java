package netbook.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import netbook.bytes.Bytes;
import netbook.trace.Trace;
import netbook.trace.Traced;
import org.jspecify.annotations.Nullable;

/**
 * One end of a connection: a stream of octets in each direction. Both ends are of this type; the
 * client's comes from {@link TcpClient}, the server's is handed to its {@link ConnectionHandler}.
 *
 * <p>Every wait ends after the {@link #timeout(Duration) timeout}, by default 5 s at a client and
 * 10 min at a server, with a {@link java.net.SocketTimeoutException} that says what was awaited and
 * what did come. What came stays here and can be read afterwards. What crosses is recorded in the
 * {@link #trace}.
 *
 * <p>One thread may read while another one writes. A connection that nobody holds any more is
 * closed; its streams hold it, and so does every call that waits.
 */
public final class TcpConnection implements AutoCloseable, Traced {
  /** The most octets in a line that {@link #readLine} takes, without its end. */
  public static final int LINE_MAX = 8192;

  /** The most octets that {@link #readAll()} and {@link #readExactly} take: 16 MiB. */
  public static final int ALL_MAX = 16 << 20;

  private final Wire wire;
  private final Inbox inbox;
  private final SocketAddress local;
  private final SocketAddress remote;
  private final InputStream in = new In();
  private final OutputStream out = new Out();

  TcpConnection(Wire wire) throws IOException {
    this.wire = wire;
    this.inbox = new Inbox(wire);
    this.local = wire.channel().getLocalAddress();
    this.remote = wire.channel().getRemoteAddress();
  }

  /** Closes the socket of a connection that nobody holds any more. */
  void closeWhenForgotten(Cleaner cleaner) {
    var forgotten = wire;
    var _ =
        cleaner.register(
            this,
            () -> {
              try {
                forgotten.close();
              } catch (IOException e) {
                throw new UncheckedIOException(e); // the cleaner ignores it
              }
            });
  }

  /** The address of this end. */
  public SocketAddress localAddress() {
    return local;
  }

  /** The address of the other end. */
  public SocketAddress remoteAddress() {
    return remote;
  }

  /** What crossed, as this end saw it; all connections of one server share its trace. */
  @Override
  public Trace trace() {
    return wire.trace();
  }

  /**
   * Sets how long each later call may wait.
   *
   * @throws IllegalArgumentException if it isn't positive, or is longer than an hour
   */
  public void timeout(Duration timeout) {
    wire.timeout(timeout);
  }

  /**
   * What arrives, as a stream; always the same one. A read at its deadline throws {@link
   * java.net.SocketTimeoutException}. Closing it closes the connection.
   */
  public InputStream in() {
    return in;
  }

  /**
   * Where to write what is to be sent; always the same one. Each write is sent at once. Closing it
   * closes the connection.
   */
  public OutputStream out() {
    return out;
  }

  /**
   * Sends text, encoded as UTF-8; nothing is added.
   *
   * @throws java.net.SocketTimeoutException if the peer doesn't take it in time
   */
  public void send(String text) throws IOException {
    send(Bytes.utf8(text));
  }

  /**
   * Sends octets, all of them.
   *
   * @throws java.net.SocketTimeoutException if the peer doesn't take them in time
   */
  public void send(Bytes bytes) throws IOException {
    try {
      wire.write(bytes.buffer());
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /**
   * Says that nothing more will be sent (half-close: a FIN, RFC 9293 §3.6.1). What the peer sends
   * can still be read. May be repeated.
   */
  public void finishSending() throws IOException {
    try {
      wire.finishSending();
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /**
   * Reads what one call to the system gives: at least one octet, at most {@code max}, wherever the
   * sender's writes began and ended.
   *
   * @param max 1 or more
   * @return the octets; empty at the end of the stream
   */
  public Bytes readSome(int max) throws IOException {
    try {
      return inbox.readSome(max);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /**
   * Reads exactly so many octets.
   *
   * @param count from 0 to {@link #ALL_MAX}; no memory is set aside before they arrive
   * @throws java.io.EOFException if the stream ends before; says what came
   * @throws netbook.bytes.LimitException if the count is over the limit
   */
  public Bytes readExactly(int count) throws IOException {
    try {
      return inbox.readExactly(count, ALL_MAX);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /**
   * Reads a line of UTF-8 text, without its LF or CRLF. Text after the last line end is a line too.
   *
   * @return the line, or null at the end of the stream
   * @throws netbook.bytes.LimitException if it is longer than {@link #LINE_MAX} octets
   * @throws netbook.bytes.MalformedException if it isn't UTF-8
   */
  public @Nullable String readLine() throws IOException {
    try {
      return inbox.readLine(LINE_MAX);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /**
   * Reads up to the end of the stream.
   *
   * @throws netbook.bytes.LimitException if more than {@link #ALL_MAX} octets come
   */
  public Bytes readAll() throws IOException {
    try {
      return inbox.readAll(ALL_MAX);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /** Whether this end has not been closed. */
  public boolean isOpen() {
    return wire.isOpen();
  }

  /** Whether it is open. */
  @Override
  public boolean isRunning() {
    return isOpen();
  }

  /**
   * Aborts the connection: the peer sees a reset (RFC 9293 §3.10.5), and what was on its way is
   * lost. A UNIX-domain socket has no reset and is just closed.
   */
  public void reset() throws IOException {
    wire.reset();
  }

  /** Closes this end at once; may be repeated. */
  @Override
  public void close() throws IOException {
    wire.close();
  }

  /** One line: both ends with their addresses, and whether it is open. */
  @Override
  public String toString() {
    return "%s %s ↔ %s %s, %s"
        .formatted(
            wire.me(),
            Addresses.text(local),
            wire.me().equals("client") ? "server" : "client",
            Addresses.text(remote),
            isOpen() ? "open" : "closed");
  }

  /** Belongs to the handle and not to the engine: whoever holds the stream holds the connection. */
  private final class In extends InputStream {
    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      try {
        return inbox.read(into, offset, length);
      } finally {
        Reference.reachabilityFence(TcpConnection.this);
      }
    }

    @Override
    public int available() {
      return inbox.available();
    }

    @Override
    public void close() throws IOException {
      wire.close();
    }
  }

  /** As {@link In}, the other way. */
  private final class Out extends OutputStream {
    @Override
    public void write(int octet) throws IOException {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
      try {
        wire.write(ByteBuffer.wrap(octets, offset, length));
      } finally {
        Reference.reachabilityFence(TcpConnection.this);
      }
    }

    @Override
    public void close() throws IOException {
      wire.close();
    }
  }
}
