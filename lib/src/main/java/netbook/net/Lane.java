package netbook.net;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.Selector;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a socket: who may use it now, and the selector that waits for it, made when
 * needed. Closing it ends a wait.
 */
final class Lane implements Closeable {
  private final ReentrantLock lock = new ReentrantLock();
  private final SelectableChannel channel;
  private final int operation;
  private volatile @Nullable Selector selector;
  private volatile boolean closed;

  Lane(SelectableChannel channel, int operation) {
    this.channel = channel;
    this.operation = operation;
  }

  ReentrantLock lock() {
    return lock;
  }

  /** Waits until the socket is ready for this direction; called with the lock held. */
  void await(Deadline deadline, Supplier<String> awaited) throws IOException {
    var current = selector;
    deadline.await(current == null ? open() : current, channel, awaited);
  }

  private Selector open() throws IOException {
    var opened = Selector.open();
    try {
      channel.register(opened, operation);
    } catch (IOException e) {
      opened.close();
      throw e;
    }
    selector = opened;
    if (closed) {
      opened.close(); // who closed this lane meanwhile may not have seen this one
    }
    return opened;
  }

  @Override
  public void close() throws IOException {
    closed = true;
    var current = selector;
    if (current != null) {
      current.close();
    }
  }
}
