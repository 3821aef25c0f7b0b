package netbook.tap;

import netbook.tap.Packet.End;
import netbook.tap.Packet.Segment;
import netbook.trace.Event.Kind;
import netbook.trace.Trace;

/** A captured TCP connection: what its segments tell, as events (RFC 9293 §3.3.2). */
final class TcpConversation {
  private final Conversation conversation;
  private final TcpStream toServer;
  private final TcpStream toClient;
  private boolean connected;
  private boolean reset;

  /** The connection that a segment shows first. */
  TcpConversation(Trace trace, Segment segment) {
    this.conversation = new Conversation(trace, client(segment));
    this.toServer = new TcpStream(conversation, true);
    this.toClient = new TcpStream(conversation, false);
  }

  /** The end that sent the SYN; if the capture hasn't the SYN, the one with the higher port. */
  private static End client(Segment segment) {
    var from = segment.from();
    var to = segment.to();
    if (segment.has(Segment.SYN)) {
      return segment.has(Segment.ACK) ? to : from;
    }
    return from.port() >= to.port() ? from : to;
  }

  /** Whether a segment is of a connection that nothing was known of; an acknowledgment isn't. */
  static boolean canBegin(Segment segment) {
    return segment.payload().size() > 0
        || segment.has(Segment.SYN)
        || segment.has(Segment.FIN)
        || segment.has(Segment.RST);
  }

  /**
   * Whether a segment begins another connection between the same ends: a SYN not seen yet, or one
   * after this connection's end.
   */
  boolean isFollowedBy(Segment segment) {
    if (!segment.has(Segment.SYN) || segment.has(Segment.ACK)) {
      return false;
    }
    var own = stream(segment);
    boolean begun = connected || own.isStarted();
    boolean over = reset || (toServer.isFinished() && toClient.isFinished());
    return over || (begun && !own.startsAt(segment.sequence() + 1));
  }

  private TcpStream stream(Segment segment) {
    return conversation.isClient(segment.from()) ? toServer : toClient;
  }

  void segment(Segment segment, String comment) {
    conversation.comment(comment);
    var own = stream(segment);
    var other = own == toServer ? toClient : toServer;
    if (segment.has(Segment.RST)) {
      reset(own);
      return;
    }
    boolean syn = segment.has(Segment.SYN);
    long sequence = segment.sequence() + (syn ? 1 : 0);
    if (syn) {
      own.startAt(sequence);
    }
    boolean carries = segment.payload().size() > 0;
    if (!syn || carries) {
      connect();
    }
    if (segment.has(Segment.ACK)) {
      other.acknowledged(segment.acknowledgment());
    }
    if (carries) {
      own.take(sequence, segment.payload());
    }
    if (segment.has(Segment.FIN)) {
      own.finish(sequence + segment.payload().size());
    }
  }

  /** Tells that the connection stands, and what of its handshake the capture has not. */
  private void connect() {
    if (connected) {
      return;
    }
    connected = true;
    var note = "";
    if (!toServer.isStarted() && !toClient.isStarted()) {
      note = "began before the capture";
    } else if (!toServer.isStarted() || !toClient.isStarted()) {
      note = "before its handshake was seen whole";
    }
    conversation.event(true, Kind.CONNECT, note);
  }

  private void reset(TcpStream own) {
    if (reset) {
      return;
    }
    reset = true;
    if (!connected && own == toClient && toServer.isStarted() && !toClient.isStarted()) {
      conversation.event(true, Kind.REFUSED, "");
    } else {
      end();
      conversation.event(own == toServer, Kind.RESET, "");
    }
  }

  /** Whether it has never stood, nor was refused, as far as the capture goes. */
  boolean isUnfinished() {
    return !connected && !reset;
  }

  /** Nothing more of it will come. */
  void end() {
    toServer.end();
    toClient.end();
  }
}
