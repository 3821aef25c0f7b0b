package netbook.frame;

import netbook.bytes.Bytes;

/**
 * A framing whose messages are octets that stand in the stream in one piece and as they are, so
 * that they needn't be copied to be looked at.
 */
public interface Contiguous extends Framing<Bytes> {
  /** How many octets of a frame stand before its message. */
  int head();

  /**
   * How many octets of a frame stand behind its message.
   *
   * @param octets what has come
   * @param end offset after the frame's last octet
   * @param size the frame's octets, its message included
   */
  int tail(Bytes octets, int end, int size);
}
