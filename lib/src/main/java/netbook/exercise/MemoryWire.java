package netbook.exercise;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import netbook.bytes.Bytes;
import netbook.tap.MemoryLink;
import netbook.tap.Script;

/**
 * The learner's end of a connection in memory, on which time is virtual. It counts what is read,
 * and ends code that reads on for ever after the end or writes without end. Safe for use by several
 * threads, one after the other.
 */
final class MemoryWire implements Wire {
  private static final int VAIN_READS_MAX = 1000;
  private static final int SENT_MAX = 4 << 20;

  private final Steps steps;
  private final MemoryLink link;
  private final InputStream in = new In();
  private final OutputStream out = new Out();
  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
  private int position;
  private int vainReads;

  MemoryWire(Arrival arrival, Steps steps) {
    this.steps = steps;
    this.link = MemoryLink.ofServer(new Peer(arrival), arrival.script(), Script.NOTHING);
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

  /** The virtual time since the connection began. */
  synchronized Duration now() {
    return link.now();
  }

  /** Sends all at once, and then ends as it was told; the script cuts and delays. */
  private record Peer(Arrival arrival) implements MemoryLink.Peer {
    @Override
    public void connected(MemoryLink link) {
      link.reply(arrival.octets());
      switch (arrival.end()) {
        case FIN -> link.finishReplying();
        case RESET -> link.resetByPeer();
        case SILENCE -> {}
      }
    }

    @Override
    public void received(MemoryLink link, Bytes bytes) {}
  }

  private final class In extends InputStream {
    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      synchronized (MemoryWire.this) {
        int count = -1;
        try {
          count = link.in().read(into, offset, length);
        } finally {
          count(count);
        }
        return count;
      }
    }

    private void count(int count) {
      if (count > 0) {
        position += count;
        steps.readTo(position);
      } else if (++vainReads > VAIN_READS_MAX) {
        throw new Overrun("it reads on and on where nothing more comes");
      }
    }

    @Override
    public int available() throws IOException {
      synchronized (MemoryWire.this) {
        int available = link.in().available();
        if (available == 0) {
          count(0);
        }
        return available;
      }
    }

    @Override
    public void close() throws IOException {
      synchronized (MemoryWire.this) {
        link.close();
      }
    }
  }

  private final class Out extends OutputStream {
    @Override
    public void write(int octet) throws IOException {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
      synchronized (MemoryWire.this) {
        link.out().write(octets, offset, length);
        sent.write(octets, offset, length);
        if (sent.size() > SENT_MAX) {
          throw new Overrun("it has written more than " + SENT_MAX + " B");
        }
      }
    }

    @Override
    public void close() throws IOException {
      synchronized (MemoryWire.this) {
        link.close();
      }
    }
  }
}
