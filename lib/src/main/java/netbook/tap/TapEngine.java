package netbook.tap;

import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import netbook.net.Failure;
import netbook.trace.Trace;

/** What a tap is made of: where clients come in, and what takes them on to the server. */
sealed interface TapEngine permits StreamTap, DatagramTap {
  /** Sets the faults one way, for clients that are taken on from now on. */
  void toServer(Script script);

  /** Sets the faults the other way. */
  void toClient(Script script);

  /** Where clients come in. */
  SocketAddress address();

  Trace trace();

  /** How many octets were lost on the way. */
  long lost();

  List<Failure> failures();

  /** Waits until nothing is on its way any more. */
  void settle(Duration longest) throws IOException, InterruptedException;

  /** Whether something may still cross. */
  boolean isRunning();

  void close();
}
