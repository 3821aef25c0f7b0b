package netbook.resolve;

import java.net.InetSocketAddress;
import java.time.Duration;
import netbook.bytes.Bytes;
import netbook.dns.Addresses;

/**
 * One attempt to connect to one of a host's addresses.
 *
 * @param address where to
 * @param begun when it began, since the first attempt did
 * @param ended when it ended, in the same count
 * @param ending how it ended
 * @param note what the system said where it failed; may be empty
 */
public record Attempt(
    InetSocketAddress address, Duration begun, Duration ended, Ending ending, String note) {
  /** How an attempt ends. */
  public enum Ending {
    /** There is a connection. */
    CONNECTED("connected"),
    /** The other machine said at once that nobody listens there. */
    REFUSED("refused"),
    /** The system gave up, for another reason: no route, or its own time was over. */
    FAILED("failed"),
    /** Nothing came back for as long as the program wanted to wait. */
    TIMED_OUT("timed out"),
    /** Another one had connected meanwhile, so it was closed. */
    ABANDONED("abandoned");

    private final String words;

    Ending(String words) {
      this.words = words;
    }

    /** In plain words, such as {@code timed out}. */
    public String words() {
      return words;
    }
  }

  /** Checks that it didn't end before it began. */
  public Attempt {
    if (ended.compareTo(begun) < 0) {
      throw new IllegalArgumentException("ended: " + ended + " is before " + begun);
    }
  }

  /** The address without its port, an IPv6 one as RFC 5952 §4 has it: {@code 2001:db8::1}. */
  public String host() {
    return host(address);
  }

  static String host(InetSocketAddress address) {
    if (address.isUnresolved()) {
      return address.getHostString();
    }
    return Addresses.text(Bytes.copyOf(address.getAddress().getAddress()));
  }

  /** One line: the address, from when to when, and how it ended. */
  @Override
  public String toString() {
    return "%s from %d to %d ms: %s"
        .formatted(host(), begun.toMillis(), ended.toMillis(), ending.words());
  }
}
