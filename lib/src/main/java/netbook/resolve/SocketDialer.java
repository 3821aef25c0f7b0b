package netbook.resolve;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Attempts with sockets, which one selector waits for, so that no thread is needed for them. */
final class SocketDialer implements Dialer, Closeable {
  private final Selector selector = Selector.open();
  private final Map<Integer, SocketChannel> channels = new HashMap<>();
  private final Queue<Ended> atOnce = new ArrayDeque<>();

  SocketDialer() throws IOException {}

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public void begin(int number, InetSocketAddress address) {
    try {
      var channel = SocketChannel.open();
      channels.put(number, channel);
      channel.configureBlocking(false);
      if (channel.connect(address)) {
        atOnce.add(new Ended(number, null));
      } else {
        channel.register(selector, SelectionKey.OP_CONNECT, number);
      }
    } catch (IOException e) {
      atOnce.add(new Ended(number, e));
    } catch (UnresolvedAddressException e) {
      atOnce.add(new Ended(number, new UnknownHostException("no address for " + address)));
    } catch (UnsupportedAddressTypeException e) {
      atOnce.add(new Ended(number, new SocketException("this machine has no such addresses")));
    }
  }

  @Override
  public @Nullable Ended await(long untilNanos) throws IOException {
    if (!atOnce.isEmpty()) {
      return atOnce.remove();
    }
    var ready = selector.selectedKeys();
    while (ready.isEmpty()) {
      long left = untilNanos - nanos();
      if (left <= 0) {
        return null;
      }
      selector.select(Math.max(1, (left + 999_999) / 1_000_000)); // 0 would mean for ever
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedIOException("interrupted; awaited a connection");
      }
    }
    var key = ready.iterator().next();
    ready.remove(key);
    return finish(key);
  }

  private static Ended finish(SelectionKey key) {
    int number = (Integer) key.attachment();
    key.cancel();
    try {
      if (((SocketChannel) key.channel()).finishConnect()) {
        return new Ended(number, null);
      }
      return new Ended(number, new SocketException("ready, and yet not connected"));
    } catch (IOException e) {
      return new Ended(number, e);
    }
  }

  @Override
  public void abandon(int number) {
    close(channels.remove(number));
  }

  /** The channel of an attempt that has connected, in blocking mode; it is the caller's now. */
  SocketChannel take(int number) throws IOException {
    selector.selectNow(); // only then a key that was cancelled is gone
    var channel = channels.get(number);
    if (channel == null) {
      throw new IllegalStateException("attempt " + number + " has no channel");
    }
    channel.configureBlocking(true);
    channels.remove(number);
    return channel;
  }

  /** Closes whatever nobody has taken. */
  @Override
  public void close() throws IOException {
    channels.values().forEach(SocketDialer::close);
    channels.clear();
    selector.close();
  }

  private static void close(@Nullable SocketChannel channel) {
    try (channel) {
      // Nothing is done with it any more.
    } catch (IOException e) {
      // It was of no use anyway.
    }
  }
}
