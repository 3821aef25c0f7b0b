package netbook.show;

import java.io.IOException;
import java.nio.channels.NetworkChannel;
import java.util.List;
import java.util.Optional;
import netbook.bytes.Bytes;
import netbook.bytes.Field;
import netbook.net.SocketState;
import netbook.net.TcpConnection;
import netbook.net.TcpServer;
import netbook.notebook.Notebook;
import netbook.notebook.View;
import netbook.tap.Tap;
import netbook.trace.Trace;

/**
 * Pictures for notebooks. Each method displays one where the cell's output stands and returns
 * nothing; without a kernel, its text twin is printed.
 *
 * <p>Pictures are drawn from what the run did, are bounded in size, and differ between runs in
 * nothing but their times. Whatever a peer sent is shown as text.
 *
 * <p>Beside each method {@code x} stands the function {@code xView} that draws for it: a test finds
 * the pairs and feeds every one what a hostile peer might send.
 */
public final class Show {
  private Show() {}

  /** Shows octets: rows of 16 in hex, offset before, text beside; at most 4 KiB of them. */
  public static void hexdump(Bytes bytes) {
    Notebook.display(hexdumpView(bytes));
  }

  static View hexdumpView(Bytes bytes) {
    return Hexdump.view(bytes, Hexdump.SHOWN_MAX);
  }

  /**
   * Shows a message field by field: offset, hex, text, name, value and rule of each. A field with
   * parts becomes a heading over them. Octets that no field covers are shown as raw.
   *
   * @param fields what a {@link netbook.bytes.ByteReader} recorded, in order
   * @throws IllegalArgumentException if a field isn't inside the message
   */
  public static void hexdump(Bytes message, List<Field> fields) {
    Notebook.display(hexdumpView(message, fields));
  }

  static View hexdumpView(Bytes message, List<Field> fields) {
    return FieldDump.view(message, fields);
  }

  /** Shows what crossed a wire: a sequence diagram for each connection; at most 200 events. */
  public static void conversation(Trace trace) {
    Notebook.display(conversationView(trace));
  }

  static View conversationView(Trace trace) {
    return Conversation.view(trace);
  }

  /** Shows what crossed on all the server's connections, as the server saw it. */
  public static void conversation(TcpServer server) {
    Notebook.display(conversationView(server));
  }

  static View conversationView(TcpServer server) {
    return Conversation.view(server.trace());
  }

  /** Shows what crossed, as the tap saw it, with what its faults did; see {@link Tap#settle}. */
  public static void conversation(Tap tap) {
    Notebook.display(conversationView(tap));
  }

  static View conversationView(Tap tap) {
    return Conversation.view(tap.trace());
  }

  /** Shows what crossed on the connection, as this end saw it. */
  public static void conversation(TcpConnection connection) {
    Notebook.display(conversationView(connection));
  }

  static View conversationView(TcpConnection connection) {
    return Conversation.view(connection.trace());
  }

  /**
   * Shows what crosses a wire while it does: the last 50 events, drawn anew at most four times a
   * second in the place where the cell put them, also after the cell has returned. The caption says
   * whether the picture is live or final. A trace has no end of its own: the picture is final after
   * 2000 updates or an hour, or when the same trace is shown live again, as by running the cell
   * again. Without a kernel it is printed once.
   */
  public static void live(Trace trace) {
    Live.show(trace, Optional.empty());
  }

  static View liveView(Trace trace) {
    return Live.view(trace);
  }

  /**
   * Shows what crosses on all the server's connections, as the server sees it, while it does; see
   * {@link #live(Trace)}. The picture is final when the server has been closed, as {@link
   * Notebook#stop} does, too. It doesn't hold the server. Without a kernel it is printed now and
   * once more in the end.
   */
  public static void live(TcpServer server) {
    Live.show(server.trace(), Live.whileHeld(server, TcpServer::isRunning));
  }

  static View liveView(TcpServer server) {
    return Live.view(server.trace());
  }

  /**
   * Shows what crosses, as the tap sees it, with what its faults do, while it does; see {@link
   * #live(Trace)}. The picture is final when the tap has been closed, as {@link Notebook#stop}
   * does, too. It doesn't hold the tap. Without a kernel it is printed now and once more in the
   * end.
   */
  public static void live(Tap tap) {
    Live.show(tap.trace(), Live.whileHeld(tap, Tap::isRunning));
  }

  static View liveView(Tap tap) {
    return Live.view(tap.trace());
  }

  /**
   * Shows a table; a column of whole numbers aligns on the right.
   *
   * @param caption what it is a table of
   * @param header the names of 1 to 16 columns
   * @param rows as many cells each; the first one names its row. At most 200 rows are shown
   * @throws IllegalArgumentException if a row hasn't as many cells as the header
   */
  public static void table(String caption, List<String> header, List<List<String>> rows) {
    Notebook.display(tableView(caption, header, rows));
  }

  static View tableView(String caption, List<String> header, List<List<String>> rows) {
    return TableView.view(caption, header, rows);
  }

  /**
   * Shows sockets side by side: protocol, state and both ends of each.
   *
   * @param namesAndSockets a name, then a {@link NetworkChannel} as it is now or a {@link
   *     SocketState} as it was, and so on in turn
   * @throws IllegalArgumentException if they don't come in turn
   */
  public static void sockets(Object... namesAndSockets) throws IOException {
    Notebook.display(socketsView(namesAndSockets));
  }

  static View socketsView(Object... namesAndSockets) throws IOException {
    return SocketTable.view(namesAndSockets);
  }
}
