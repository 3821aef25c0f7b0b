package netbook.net;

/**
 * Something that went wrong on a server's own thread, where nobody could catch it.
 *
 * @param connection the connection in whose handler it happened, from 1; 0 for the loop that
 *     accepts, -1 for the loop that receives datagrams
 * @param cause what was thrown
 */
public record Failure(int connection, Throwable cause) {
  static final int ACCEPTING = 0;
  static final int RECEIVING = -1;

  /** One line: where, and what. */
  @Override
  public String toString() {
    var where =
        switch (connection) {
          case ACCEPTING -> "accept loop";
          case RECEIVING -> "receive loop";
          default -> "connection " + connection;
        };
    return where + ": " + text(cause);
  }

  /** What was thrown, in a line; a learner's own exception may even fail to say what it is. */
  static String text(Throwable thrown) {
    try {
      return thrown.toString();
    } catch (Throwable e) {
      return thrown.getClass().getName();
    }
  }
}
