package netbook.trace;

/** Something whose traffic is recorded: a server, a connection, a tap, or a trace itself. */
@FunctionalInterface
public interface Traced {
  /** What has crossed so far. */
  Trace trace();

  /** Whether more may cross; if not, the trace is complete. What can't know says yes. */
  default boolean isRunning() {
    return true;
  }
}
