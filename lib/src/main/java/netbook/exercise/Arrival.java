package netbook.exercise;

import netbook.bytes.Bytes;
import netbook.tap.Script;

/**
 * What arrives on a stream in memory, and how it ends.
 *
 * @param octets what the peer sends as soon as the connection stands
 * @param end what it does then
 * @param script how the network cuts and delays it
 */
public record Arrival(Bytes octets, End end, Script script) {
  /** How a stream ends. */
  public enum End {
    /** In good order: a read gives -1. */
    FIN,
    /** Aborted: a read throws {@link java.net.SocketException}. */
    RESET,
    /** Not at all: a read throws {@link java.net.SocketTimeoutException}. */
    SILENCE
  }

  /** One line: how much, how it is cut, how it ends. */
  @Override
  public String toString() {
    var how =
        switch (end) {
          case FIN -> "then the end";
          case RESET -> "then a reset";
          case SILENCE -> "then silence";
        };
    var cut = script.faults().isEmpty() ? "" : ", " + script;
    return octets.size() + " B arrive" + cut + ", " + how;
  }
}
