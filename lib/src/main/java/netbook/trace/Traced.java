package netbook.trace;

/** Something whose traffic is recorded: a server, a connection, a tap, or a trace itself. */
@FunctionalInterface
public interface Traced {
  /** What has crossed so far. */
  Trace trace();
}
