package netbook.show;

import java.io.IOException;
import java.nio.channels.NetworkChannel;
import java.util.List;
import netbook.bytes.Bytes;
import netbook.bytes.Field;
import netbook.bytes.MalformedException;
import netbook.frame.Dissector;
import netbook.net.SocketState;
import netbook.notebook.Notebook;
import netbook.notebook.View;
import netbook.resolve.Attempt;
import netbook.trace.Gauge;
import netbook.trace.Traced;

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
   * Shows a message field by field: over it a map of its parts and pointers, then offset, hex,
   * text, name, value and rule of each, and the bits of those that have any. A field with parts
   * becomes a heading over them; octets that no field covers are raw. What is long is folded, and
   * what would not fit into 200 kB of HTML, some 400 plain fields, is counted.
   *
   * @param fields what a {@link netbook.bytes.ByteReader} recorded, in order
   * @throws IllegalArgumentException if a field isn't inside the message
   */
  public static void hexdump(Bytes message, List<Field> fields) {
    Notebook.display(hexdumpView(message, fields));
  }

  static View hexdumpView(Bytes message, List<Field> fields) {
    return FieldDump.view(message, fields, null);
  }

  /**
   * Shows a message that its decoder turned down: the fields up to there, the offset and the rule
   * that is broken, and the octets that it didn't read.
   *
   * @param fields what a {@link netbook.bytes.ByteReader} recorded until then, in order
   * @param problem what the decoder threw
   * @throws IllegalArgumentException if a field or the problem isn't inside the message
   */
  public static void hexdump(Bytes message, List<Field> fields, MalformedException problem) {
    Notebook.display(hexdumpView(message, fields, problem));
  }

  static View hexdumpView(Bytes message, List<Field> fields, MalformedException problem) {
    return FieldDump.view(message, fields, problem);
  }

  /**
   * Shows octets message by message, and each of them field by field. Where they break the grammar
   * it says so, and what follows is raw.
   *
   * @param octets what one side has sent, such as {@code tap.trace().sentBy("client")}
   */
  public static void hexdump(Bytes octets, Dissector dissector) {
    Notebook.display(hexdumpView(octets, dissector));
  }

  static View hexdumpView(Bytes octets, Dissector dissector) {
    return Messages.view(octets, dissector);
  }

  /**
   * Shows two captures side by side, aligned so that what was inserted or is missing shifts nothing
   * else. What is equal stays quiet and is folded where there is much of it; what differs is in
   * reverse, and a hollow box stands for what one of them lacks. If over some 1,400 octets lie
   * between the first difference and the last, they are compared place by place instead, and the
   * caption says so. At most 64 KiB of each are compared, and at most 160 rows of eight are open.
   *
   * @param nameA what the first one is, such as {@code "library call"}
   * @param nameB what the second one is
   */
  public static void diff(String nameA, Bytes a, String nameB, Bytes b) {
    Notebook.display(diffView(nameA, a, nameB, b));
  }

  static View diffView(String nameA, Bytes a, String nameB, Bytes b) {
    return Diff.view(nameA, a, nameB, b);
  }

  /**
   * Shows what crossed a wire: a sequence diagram for each connection; at most 200 events. What a
   * server or a connection recorded is what that end saw; a {@link netbook.tap.Tap} stands between
   * both, and shows what its faults did.
   */
  public static void conversation(Traced traced) {
    Notebook.display(conversationView(traced));
  }

  static View conversationView(Traced traced) {
    return Conversation.view(traced.trace(), null);
  }

  /** The same in the words of the protocol: each arrow says which messages it carries. */
  public static void conversation(Traced traced, Dissector dissector) {
    Notebook.display(conversationView(traced, dissector));
  }

  static View conversationView(Traced traced, Dissector dissector) {
    return Conversation.view(traced.trace(), dissector);
  }

  /**
   * Shows what crosses a wire while it does: the last 50 events, drawn anew at most four times a
   * second in the place where the cell put them, also after the cell has returned. The caption says
   * whether the picture is live or final.
   *
   * <p>It is final when what it shows has been closed, as {@link Notebook#stop} does, too; after
   * 2000 updates or an hour; or when the same is shown live again, as by running the cell again. It
   * keeps nothing alive. Without a kernel it is printed now and once more in the end.
   */
  public static void live(Traced traced) {
    Live.show(traced);
  }

  static View liveView(Traced traced) {
    return Live.view(traced.trace());
  }

  /**
   * Shows how much is under way in each direction: bars that are drawn anew while they move. It
   * returns when none has moved for 400 ms, or after 10 s; then the picture says which direction is
   * empty, in which one a writer waits because it is full, and how much lies in the others. Without
   * a kernel the first drawing and the last one are printed.
   *
   * @throws InterruptedException if the thread is interrupted; the picture stays as it is
   */
  public static void gauges(Gauge... gauges) throws InterruptedException {
    Gauges.show(gauges);
  }

  static View gaugesView(Gauge... gauges) {
    return Gauges.view(gauges);
  }

  /**
   * Shows attempts to connect as a race: a row for each, in which time runs to the right, and how
   * it ended; at most 64 rows.
   *
   * @param attempts such as those of {@link netbook.resolve.HappyEyeballs}
   */
  public static void race(List<Attempt> attempts) {
    Notebook.display(raceView(attempts));
  }

  static View raceView(List<Attempt> attempts) {
    return RaceView.view(attempts);
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
