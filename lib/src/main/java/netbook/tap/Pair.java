package netbook.tap;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import netbook.bytes.Bytes;
import netbook.net.TcpConnection;
import netbook.trace.Event.Kind;
import netbook.trace.Trace;
import org.jspecify.annotations.Nullable;

/** One client and its connection to the server: a lane in each direction. */
final class Pair {
  /** How much a lane takes in that has not gone on yet; then the sender has to wait. */
  private static final int HELD_MAX = 256 << 10;

  /** How many pieces they may be in; a fault that cuts everywhere makes many. */
  private static final int ITEMS_MAX = 4096;

  private static final int READ_MAX = 64 << 10;

  private final Relay relay;
  private final ReentrantLock lock;
  private final Trace trace;
  private final int number;
  private final Lane toServer;
  private final Lane toClient;
  private boolean over;

  Pair(
      Relay relay,
      int number,
      TcpConnection client,
      TcpConnection server,
      Script toServer,
      Script toClient) {
    this.relay = relay;
    this.lock = relay.lock();
    this.trace = relay.trace();
    this.number = number;
    long now = System.nanoTime();
    this.toServer =
        new Lane(client, server, Relay.CLIENT, Relay.SERVER, toServer, 2L * number, now);
    this.toClient =
        new Lane(server, client, Relay.SERVER, Relay.CLIENT, toClient, 2L * number + 1, now);
  }

  /** Relays until both directions are over, or the thread is interrupted. */
  void run() throws IOException {
    var writer = start(toServer::writeAll);
    toServer.reader.start();
    toClient.reader.start();
    try {
      toClient.writeAll();
      writer.join();
      toServer.reader.join();
      toClient.reader.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      abandon();
      toServer.from.close();
      toServer.to.close();
    }
  }

  private Thread start(Runnable work) {
    return Thread.ofVirtual().name("netbook-tap-" + number).start(work);
  }

  /** Asks those who read to look again for what has come; called with the lock held. */
  void look() {
    toServer.look();
    toClient.look();
  }

  /** Whether both sides have been found empty since a moment; called with the lock held. */
  boolean isEmptySince(long nanos) {
    return toServer.isEmptySince(nanos) && toClient.isEmptySince(nanos);
  }

  /** Whether something is on its way; called with the lock held. */
  boolean isBusy() {
    return toServer.isBusy() || toClient.isBusy();
  }

  long held() {
    return toServer.held + toClient.held;
  }

  /** Lets go of everything: nobody waits here any more. */
  private void abandon() {
    relay.locked(() -> {
      over = true;
      for (var lane : new Lane[] {toServer, toClient}) {
        lane.work.signalAll();
        lane.room.signalAll();
      }
      relay.moved(0, 0);
    });
  }

  /** One direction: what is read from one side runs its course, and is written to the other. */
  private final class Lane {
    private final TcpConnection from;
    private final TcpConnection to;
    private final String sender;
    private final String receiver;
    private final Course course;
    private final Direction direction;
    private final Thread reader;
    private final Condition work = lock.newCondition();
    private final Condition room = lock.newCondition();

    /** The receiver can't be written to any more; its own last words are still on their way. */
    private boolean broken;

    /** Whether the receiver has been told that the sender has finished. */
    private boolean finished;

    private long held;
    private boolean readEnded;
    private boolean asked;
    private long emptyNanos = Long.MIN_VALUE;
    private boolean writing;
    private volatile @Nullable String deafBy;

    Lane(
        TcpConnection from,
        TcpConnection to,
        String sender,
        String receiver,
        Script script,
        long seed,
        long nanos) {
      this.from = from;
      this.to = to;
      this.sender = sender;
      this.receiver = receiver;
      this.course = Course.ofStream(script, seed, nanos);
      this.direction = Direction.ofStream(trace, number, sender, receiver, script, course);
      this.reader =
          Thread.ofVirtual().name("netbook-tap-" + number + "-read").unstarted(this::readAll);
    }

    boolean isBusy() {
      return writing || course.dueNanos() != Long.MAX_VALUE;
    }

    Lane other() {
      return this == toServer ? toClient : toServer;
    }

    private void look() {
      if (!asked && !readEnded) {
        asked = true;
        reader.interrupt(); // a read that waits ends, and leaves the connection as it is
      }
    }

    private boolean isEmptySince(long nanos) {
      return readEnded || emptyNanos >= nanos;
    }

    /** Takes in what the sender sends, until it ends. */
    private void readAll() {
      try {
        var read = readSome();
        while (!read.isEmpty()) {
          arrived(read);
          read = readSome();
        }
        ended(Item.Kind.FIN);
      } catch (IOException e) {
        ended(Item.Kind.RESET);
      }
    }

    /** Waits for what comes; between waits it says that there was nothing, if it is asked. */
    private Bytes readSome() throws IOException {
      while (true) {
        try {
          return from.readSome(READ_MAX);
        } catch (InterruptedIOException e) {
          if (e instanceof SocketTimeoutException || !looked()) {
            throw e;
          }
        }
      }
    }

    /** Notes that nothing was there to read; false if nobody asked. */
    private boolean looked() {
      lock.lock();
      try {
        boolean was = asked && Thread.interrupted();
        asked = false;
        emptyNanos = System.nanoTime();
        relay.changed();
        return was;
      } finally {
        lock.unlock();
      }
    }

    private void arrived(Bytes bytes) {
      lock.lock();
      try {
        if (broken) {
          return;
        }
        direction.arrived(bytes, System.nanoTime(), !isBusy(), deafBy == null);
        held += bytes.size();
        relay.moved(0, 0);
        work.signal();
        while ((held > HELD_MAX || course.size() > ITEMS_MAX) && !over) {
          room.awaitUninterruptibly();
        }
      } finally {
        lock.unlock();
      }
    }

    private void ended(Item.Kind kind) {
      relay.locked(() -> {
        readEnded = true;
        boolean byUs = kind == Item.Kind.RESET && !from.isOpen();
        if (!over && !byUs) {
          course.end(kind, System.nanoTime());
        }
        relay.moved(0, 0);
        work.signal();
      });
    }

    /** Sends on what leaves the course, until nothing more can come. */
    void writeAll() {
      try {
        var item = next();
        while (item != null) {
          leave(item);
          item = next();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    /** Waits for what leaves next; null when this direction is over. */
    private @Nullable Item next() throws InterruptedException {
      lock.lock();
      try {
        writing = false;
        while (!over) {
          long now = System.nanoTime();
          var item = course.next(now);
          if (item != null) {
            writing = true;
            return item;
          }
          relay.moved(0, 0);
          long until = course.dueNanos();
          if (until == Long.MAX_VALUE && readEnded) {
            return null;
          }
          if (until == Long.MAX_VALUE) {
            work.await();
          } else {
            work.awaitNanos(until - now);
          }
        }
        return null;
      } finally {
        lock.unlock();
      }
    }

    private void leave(Item item) {
      try {
        if (isBroken()) {
          done(item, 0, 0);
        } else if (deafBy != null) {
          lose(item, deafBy);
        } else {
          switch (item.kind()) {
            case DATA -> send(item);
            case LOST -> lose(item, item.note());
            case STALL -> direction.stalled(item);
            case FIN -> finish(item);
            case RESET -> reset(item);
            case CLOSE -> closeBoth(item);
            case HALF_OPEN -> leaveHalfOpen(item);
          }
        }
      } catch (IOException e) {
        receiverGone();
      }
    }

    private boolean isBroken() {
      lock.lock();
      try {
        return broken;
      } finally {
        lock.unlock();
      }
    }

    /** Passes the end on; or a reset, if the receiver's own octets found nobody any more. */
    private void finish(Item item) throws IOException {
      relay.locked(() -> finished = true);
      if (other().isBroken()) {
        trace.event(number, sender, receiver, Kind.RESET, "");
        resetBoth();
      } else {
        direction.finished(item);
        to.finishSending();
      }
    }

    /** Drops what comes from now on; the sender is told once it has what the receiver had said. */
    private void receiverGone() {
      boolean hasAll;
      lock.lock();
      try {
        broken = true;
        hasAll = !over && deafBy == null && other().finished;
      } finally {
        lock.unlock();
      }
      if (hasAll) {
        trace.event(number, receiver, sender, Kind.RESET, "");
        resetBoth();
      }
    }

    private void send(Item item) throws IOException {
      relay.locked(() -> {
        if (!over) {
          direction.left(item);
        }
      });
      try {
        to.send(item.bytes());
      } finally {
        done(item, item.bytes().size(), 0);
      }
    }

    private void lose(Item item, String fault) {
      direction.lost(item, fault);
      done(item, 0, item.bytes().size());
    }

    private void done(Item item, int relayed, int lost) {
      relay.locked(() -> {
        held -= item.bytes().size();
        relay.moved(relayed, lost);
        room.signal();
      });
    }

    private void reset(Item item) {
      direction.reset(item);
      resetBoth();
    }

    private void resetBoth() {
      abandon(); // first, so that no lane takes our own doing for its sender's
      for (var end : List.of(to, from)) {
        try {
          end.reset();
        } catch (IOException e) {
          // It is closed all the same.
        }
      }
    }

    private void closeBoth(Item item) throws IOException {
      direction.closedBoth(item);
      ignoreFrom(other(), item.note());
      to.finishSending();
      from.finishSending();
    }

    private void leaveHalfOpen(Item item) throws IOException {
      direction.resetSender(item);
      ignoreFrom(other(), item.note());
      from.reset();
    }

    /** From now on what comes in a lane is taken and lost. */
    private void ignoreFrom(Lane lane, String fault) {
      relay.locked(() -> lane.deafBy = fault);
    }
  }
}
