package netbook.exercise;

import java.io.InputStream;
import java.io.OutputStream;
import netbook.bytes.Bytes;

/**
 * The learner's end of a connection, in memory or on real loopback. Safe for use by several
 * threads, one after the other.
 */
public sealed interface Wire permits MemoryWire, SocketWire {
  /** What arrives. */
  InputStream in();

  /** Where the code may write. */
  OutputStream out();

  /** What the code has written so far. */
  Bytes sent();
}
