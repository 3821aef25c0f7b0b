package netbook.tap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import netbook.bytes.Bytes;
import netbook.trace.Event;
import netbook.trace.Event.Kind;
import netbook.trace.Trace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What {@link Pcapng} wrote comes back. What doesn't is stated in {@link #expected}: octets are cut
 * as segments are, empty writes go, a socket that is closed says FIN, and of what doesn't cross the
 * wire only the note is left, with the next event.
 */
class CaptureRoundTripTest {
  private static final int MSS = 1460;

  /** What fits into one packet; the reader doesn't put fragments together. */
  private static final int UNFRAGMENTED = 1472;

  private static final int TRACES = 300;

  @ParameterizedTest
  @ValueSource(ints = {80, 49152, 65535})
  void tracesComeBack(int serverPort) throws IOException {
    for (int seed = 0; seed < TRACES; seed++) {
      var trace = random(new SplittableRandom(seed));
      var capture = Capture.of(Pcapng.of(trace, serverPort));
      assertThat(capture.trace().events()).as("seed %d", seed).isEqualTo(expected(trace.events()));
      assertThat(capture.skipped()).isEmpty();
      assertThat(capture.cutShort()).isFalse();
      for (var side : List.of("client", "server")) {
        assertThat(capture.trace().sentBy(side)).isEqualTo(trace.sentBy(side));
      }
    }
  }

  /** A trace of a few connections at the same time, which end in any way or not at all. */
  private static Trace random(SplittableRandom random) {
    var now = new long[1];
    var trace = new Trace(10_000, 4 << 20, () -> now[0]);
    int connections = 1 + random.nextInt(4);
    var finished = new HashSet<String>();
    var over = new HashSet<Integer>();
    for (int i = 1; i <= connections; i++) {
      boolean refused = random.nextInt(4) == 0;
      trace.event(
          trace.nextConnection(),
          "client",
          "server",
          refused ? Kind.REFUSED : Kind.CONNECT,
          note(random));
      if (refused) {
        over.add(i);
      }
      now[0] += random.nextLong(1_000_000_000L);
    }
    for (int i = random.nextInt(30); i > 0; i--) {
      now[0] += random.nextLong(5_000_000_000L);
      int connection = 1 + random.nextInt(connections);
      boolean fromClient = random.nextBoolean();
      var from = fromClient ? "client" : "server";
      var to = fromClient ? "server" : "client";
      var kind = Kind.values()[1 + random.nextInt(Kind.values().length - 1)];
      if (over.contains(connection) || kind == Kind.REFUSED || kind == Kind.DATAGRAM) {
        continue;
      }
      if (kind != Kind.DATA) {
        trace.event(connection, from, to, kind, note(random));
      } else if (!finished.contains(connection + from)) {
        trace.data(connection, from, to, octets(random), note(random));
      }
      if (kind == Kind.FIN || kind == Kind.CLOSE) {
        finished.add(connection + from);
      } else if (kind == Kind.RESET) {
        over.add(connection);
      }
    }
    return trace;
  }

  private static String note(SplittableRandom random) {
    return random.nextInt(5) == 0 ? "note " + random.nextInt(100) + " é" : "";
  }

  private static Bytes octets(SplittableRandom random) {
    return octets(random, 5000);
  }

  private static Bytes octets(SplittableRandom random, int max) {
    var octets = new byte[random.nextInt(2) * random.nextInt(max)];
    random.nextBytes(octets);
    return Bytes.copyOf(octets);
  }

  /** The events that the packets of a trace tell. */
  private static List<Event> expected(List<Event> events) {
    var told = new ArrayList<Event>();
    var notes = new HashMap<Integer, String>();
    var finished = new HashSet<String>();
    for (var event : events) {
      if (!event.note().isEmpty()) {
        notes.merge(event.connection(), event.note(), (one, other) -> one + "; " + other);
      }
      var pieces =
          switch (event.kind()) {
            case CONNECT, RESET, REFUSED, DATAGRAM -> List.of(event);
            case DATA -> pieces(event);
            case FIN, CLOSE ->
                finished.add(event.connection() + event.from())
                    ? List.of(with(event, Kind.FIN, Bytes.EMPTY, ""))
                    : List.<Event>of();
            case TIMEOUT, FAILURE, LOST, STALL -> List.<Event>of();
          };
      for (var piece : pieces) {
        var note = notes.remove(event.connection());
        told.add(with(piece, piece.kind(), piece.bytes(), note == null ? "" : note));
      }
    }
    return told;
  }

  private static List<Event> pieces(Event event) {
    var pieces = new ArrayList<Event>();
    var bytes = event.bytes();
    for (int at = 0; at < bytes.size(); at += MSS) {
      var piece = bytes.slice(at, Math.min(bytes.size(), at + MSS));
      pieces.add(with(event, Kind.DATA, piece, ""));
    }
    return pieces;
  }

  private static Event with(Event event, Kind kind, Bytes bytes, String note) {
    return new Event(event.connection(), event.at(), event.from(), event.to(), kind, bytes, note);
  }

  @Test
  void datagramsComeBackAsTheyWere() throws IOException {
    for (int seed = 0; seed < 300; seed++) {
      var random = new SplittableRandom(seed);
      var now = new long[1];
      var trace = new Trace(10_000, 4 << 20, () -> now[0]);
      int conversations = 1 + random.nextInt(3);
      for (int i = 0; i < conversations; i++) {
        trace.datagram(
            trace.nextConnection(), "client", "server", octets(random, UNFRAGMENTED), note(random));
      }
      for (int i = random.nextInt(20); i > 0; i--) {
        now[0] += random.nextLong(5_000_000_000L);
        boolean fromClient = random.nextBoolean();
        trace.datagram(
            1 + random.nextInt(conversations),
            fromClient ? "client" : "server",
            fromClient ? "server" : "client",
            octets(random, UNFRAGMENTED),
            note(random));
      }
      assertThat(Capture.of(Pcapng.of(trace, 53)).trace().events())
          .as("seed " + seed)
          .isEqualTo(trace.events());
    }
  }

  @Test
  void aTappedConnectionComesBackAsTwo() throws IOException {
    var trace = new Trace();
    int number = trace.nextConnection();
    trace.event(number, "client", "server", Kind.CONNECT, "");
    trace.data(number, "client", "tap", Bytes.utf8("hello"));
    trace.data(number, "tap", "server", Bytes.utf8("hEllo"), "corrupt");
    trace.data(number, "server", "client", Bytes.utf8("bye"));
    var events = Capture.of(Pcapng.of(trace, 80)).trace().events();
    assertThat(events)
        .extracting(e -> e.connection() + " " + e.from() + " " + e.bytes() + " " + e.note())
        .containsExactly(
            "1 client 0 B ",
            "2 client 0 B ",
            "1 client 5 B \"hello\" ",
            "2 client 5 B \"hEllo\" corrupt",
            "1 server 3 B \"bye\" ",
            "2 server 3 B \"bye\" ");
  }
}
