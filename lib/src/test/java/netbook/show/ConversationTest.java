package netbook.show;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import netbook.bytes.Bytes;
import netbook.frame.Dissector;
import netbook.frame.FixedSize;
import netbook.frame.LengthPrefixed;
import netbook.frame.Lines;
import netbook.notebook.View;
import netbook.trace.Event;
import netbook.trace.Event.Kind;
import netbook.trace.Trace;
import org.junit.jupiter.api.Test;

class ConversationTest {
  private static final String LABELS = "//foreignObject/span";

  /** The picture is the run's: every event, and the payload's own octets. */
  private static Trace echo(String payload, long stepNanos) {
    var now = new AtomicLong();
    var trace = new Trace(1000, 1 << 20, () -> now.getAndAdd(stepNanos));
    int number = trace.nextConnection();
    trace.event(number, "client", "server", Kind.CONNECT, "");
    trace.data(number, "client", "server", Bytes.utf8(payload.substring(0, 2)));
    trace.data(number, "client", "server", Bytes.utf8(payload.substring(2)));
    trace.event(number, "client", "server", Kind.FIN, "");
    trace.data(number, "server", "client", Bytes.utf8(payload));
    trace.event(number, "server", "client", Kind.FIN, "");
    trace.event(number, "server", "client", Kind.CLOSE, "");
    return trace;
  }

  private static Trace with(Kind kind, String note) {
    var trace = new Trace();
    trace.event(trace.nextConnection(), "client", "server", kind, note);
    return trace;
  }

  private static View view(Trace trace) {
    return Conversation.view(trace, null);
  }

  @Test
  void theTextTwinIsReadInATerminal() {
    assertThat(view(echo("hello\n", 412_000)).text())
        .isEqualTo(
            """
            Conversation, 7 events. 6 B from client, 6 B from server.
                0.000 ms  client → server  connect
                0.412 ms  client → server  2 B "he"
                0.824 ms  client → server  4 B "llo\\n"
                1.236 ms  client → server  FIN, half-close
                1.648 ms  server → client  6 B "hello\\n"
                2.060 ms  server → client  FIN
                2.472 ms  server           close\
            """);
  }

  @Test
  void thePictureHasARowForEachEventInTheirOrder() {
    assertThat(Markup.of(view(echo("hello\n", 1000))).text(LABELS))
        .containsExactly(
            "connect",
            "2 B \"he\"",
            "4 B \"llo\\n\"",
            "FIN, half-close",
            "6 B \"hello\\n\"",
            "FIN",
            "close");
  }

  @Test
  void rowsAreFortyPixelsApart() {
    assertThat(
            Markup.of(view(echo("hello\n", 1000))).elements("//text[@class='q nb-ms']").stream()
                .map(text -> text.getAttribute("y")))
        .containsExactly("62", "102", "142", "182", "222", "262", "302");
  }

  @Test
  void otherBytesGiveAnotherPictureAtTheirOffsets() {
    var markup = Markup.of(view(echo("other 7", 1000)));
    assertThat(markup.text(LABELS)).contains("2 B \"ot\"", "5 B \"her 7\"", "7 B \"other 7\"");
    assertThat(markup.text("//tbody/tr[3]/td"))
        .containsExactly("0.002", "client → server", "data", "2–6 (5 B)", "\"her 7\"");
    assertThat(markup.text("//tbody/tr[5]/td"))
        .containsExactly("0.004", "server → client", "data", "0–6 (7 B)", "\"other 7\"");
  }

  @Test
  void nothingButTimesDiffersBetweenTwoRuns() {
    var one = view(echo("hello\n", 1_000));
    var two = view(echo("hello\n", 7_654_321_000L));
    assertThat(withoutTimes(one)).isEqualTo(withoutTimes(two));
    assertThat(one.html().toString()).isNotEqualTo(two.html().toString());
    assertThat(one.text().replaceAll(" *\\d+\\.\\d{3} ms", "TIME"))
        .isEqualTo(two.text().replaceAll(" *\\d+\\.\\d{3} ms", "TIME"));
  }

  private static String withoutTimes(View view) {
    return view.html()
        .toString()
        .replaceAll("(class=\"[^\"]*\\bnb-ms\"[^>]*>) *\\d+\\.\\d{3}<", "$1TIME<");
  }

  @Test
  void anArrowPointsFromSenderToReceiver() {
    var markup = Markup.of(view(echo("hello\n", 1000)));
    assertThat(markup.elements("//line[@y1=98]").getFirst().getAttribute("x1")).isEqualTo("0.0%");
    assertThat(markup.elements("//svg[@y=98]").getFirst().getAttribute("x")).isEqualTo("100.0%");
    assertThat(markup.elements("//svg[@y=98]/path").getFirst().getAttribute("d"))
        .isEqualTo("M-1 0l-9 -4v8z");
    assertThat(markup.elements("//svg[@y=218]").getFirst().getAttribute("x")).isEqualTo("0.0%");
    assertThat(markup.elements("//svg[@y=218]/path").getFirst().getAttribute("d"))
        .isEqualTo("M1 0l9 -4v8z");
  }

  @Test
  void aLifelineIsDottedAfterItsFinAndEndsWithItsSocket() {
    var markup = Markup.of(view(echo("hello\n", 1000)));
    var client = markup.elements("//line[@x1='0.0%' and @x2='0.0%']");
    assertThat(client.stream().map(line -> line.getAttribute("y2"))).containsExactly("178", "310");
    assertThat(dashes(markup, "0.0%")).containsExactly("none", "2 4");
    var server = markup.elements("//line[@x1='100.0%' and @x2='100.0%']");
    assertThat(server.stream().map(line -> line.getAttribute("y2"))).containsExactly("258", "298");
    assertThat(dashes(markup, "100.0%")).containsExactly("none", "2 4");
  }

  private static List<String> dashes(Markup markup, String x) {
    return markup.elements("//g[line[@x1='" + x + "' and @x2='" + x + "']]").stream()
        .map(g -> g.getAttribute("stroke-dasharray"))
        .toList();
  }

  @Test
  void aResetEndsBothLifelinesInACross() {
    var markup = Markup.of(view(with(Kind.RESET, "Connection reset")));
    assertThat(markup.elements("//svg[@y=58]//path").getFirst().getAttribute("d"))
        .isEqualTo("M-6 -6 6 6M-6 6 6 -6");
    assertThat(markup.elements("//line[@x1=@x2]").stream().map(line -> line.getAttribute("y2")))
        .containsExactly("58", "58");
    assertThat(markup.elements("//g[line[@y1=58]]").getFirst().getAttribute("stroke-width"))
        .isEqualTo("2.5");
    assertThat(markup.text("//tbody/tr/td"))
        .containsExactly("0.000", "client → server", "RST, reset", "", "Connection reset");
  }

  @Test
  void everyKindOfEventHasAMarkOfItsOwn() {
    var marks =
        List.of(Kind.values()).stream()
            .filter(kind -> kind != Kind.DATAGRAM) // drawn as the octets of a stream are
            .map(kind -> Markup.of(view(with(kind, ""))))
            .map(markup ->
                markup.elements("//svg[@y=58]//* | //line[@y1=58 and @y2=58]").stream()
                    .map(e -> e.getTagName() + e.getAttribute("d") + e.getAttribute("r"))
                    .toList())
            .toList();
    assertThat(marks).doesNotHaveDuplicates().hasSize(Kind.values().length - 1);
  }

  @Test
  void aTimeoutSaysWhatWasAwaited() {
    var note = "awaited the first octet within 5 s; 0 B came";
    var view = view(with(Kind.TIMEOUT, note));
    assertThat(Markup.of(view).text(LABELS)).containsExactly("timeout: " + note);
    assertThat(view.text()).endsWith("timeout: " + note);
  }

  @Test
  void whatIsUntrustedKeepsIsALogWithLetterPairs() {
    var log = Markup.of(view(echo("hello\n", 1000))).text("//pre").getFirst();
    assertThat(log.lines().skip(2))
        .containsExactly(
            "client server ",
            "C>S     0.000 connect",
            "C>S     0.001 2 B \"he\"",
            "C>S     0.002 4 B \"llo\\n\"",
            "C>S     0.003 FIN, half-close",
            "S>C     0.004 6 B \"hello\\n\"",
            "S>C     0.005 FIN",
            "S       0.006 close");
  }

  @Test
  void peersOfOneInitialAreTheirPlaces() {
    var trace = new Trace();
    trace.data(1, "server", "sink", Bytes.of(1));
    assertThat(Markup.of(view(trace)).text("//text[@display='none']")).containsExactly("2>1");
  }

  @Test
  void aThirdPeerHasALifelineBetween() {
    var trace = new Trace();
    trace.data(1, "tap", "server", Bytes.of(1));
    trace.data(1, "client", "tap", Bytes.of(1));
    assertThat(
            Markup.of(view(trace)).elements("//text[@class='h']").stream()
                .map(text -> text.getTextContent() + " " + text.getAttribute("x")))
        .containsExactly("client 0.0%", "tap 50.0%", "server 100.0%");
  }

  @Test
  void connectionsAreToldApart() {
    var trace = new Trace();
    trace.event(trace.nextConnection(), "client", "server", Kind.CONNECT, "");
    trace.event(trace.nextConnection(), "client", "server", Kind.CONNECT, "");
    trace.data(2, "client", "server", Bytes.utf8("two"));
    trace.data(1, "client", "server", Bytes.utf8("one"));
    var view = view(trace);
    var markup = Markup.of(view);
    assertThat(markup.text("//p[@class='nb-cap']"))
        .containsExactly("Connection 1. 3 B from client.", "Connection 2. 3 B from client.");
    assertThat(markup.text(LABELS))
        .containsExactly("connect", "3 B \"one\"", "connect", "3 B \"two\"");
    assertThat(markup.text("//tbody/tr/th")).containsExactly("Connection 1", "Connection 2");
    assertThat(view.text()).contains("\n\nConnection 2. 3 B from client.\n");
  }

  @Test
  void offsetsCountEachDirectionOfEachConnection() {
    var trace = new Trace();
    for (int connection : new int[] {1, 2}) {
      for (int size : new int[] {1, 3}) {
        trace.data(connection, "client", "server", Bytes.copyOf(new byte[size]));
        trace.data(connection, "server", "client", Bytes.copyOf(new byte[size + 1]));
      }
    }
    assertThat(Markup.of(view(trace)).text("//tbody/tr/td[4]"))
        .containsExactly(
            "0–0 (1 B)",
            "0–1 (2 B)",
            "1–3 (3 B)",
            "2–5 (4 B)",
            "0–0 (1 B)",
            "0–1 (2 B)",
            "1–3 (3 B)",
            "2–5 (4 B)");
  }

  @Test
  void rowsAreBoundedAndTheRestIsCounted() {
    var trace = new Trace(300, 1 << 30, System::nanoTime);
    for (int i = 0; i < 310; i++) {
      trace.data(1, "client", "server", Bytes.copyOf(new byte[100_000]));
    }
    var view = view(trace);
    var markup = Markup.of(view);
    assertThat(markup.elements("//tbody/tr")).hasSize(Conversation.ROWS_MAX);
    assertThat(markup.elements("//foreignObject")).hasSize(Conversation.ROWS_MAX);
    assertThat(markup.text("//figcaption").getFirst())
        .contains("300 events")
        .contains("10 older events dropped")
        .contains("The first 200 are shown, 100 more are not.");
    assertThat(view.text()).contains("100 more are not");
  }

  @Test
  void aLongMessageKeepsItsSize() {
    var trace = new Trace();
    trace.data(1, "client", "server", Bytes.copyOf(new byte[100_000]));
    var view = view(trace);
    assertThat(Markup.of(view).text(LABELS).getFirst()).startsWith("100000 B 00 00").endsWith("…");
    assertThat(view.text().lines().toList().getLast().length()).isLessThan(160);
  }

  @Test
  void anEmptyTraceSaysSo() {
    var view = view(new Trace());
    var markup = Markup.of(view);
    assertThat(markup.text("//figcaption"))
        .containsExactly("Conversation, 0 events. Nothing has crossed yet.");
    assertThat(markup.elements("//svg")).isEmpty();
    assertThat(view.text()).isEqualTo("Conversation, 0 events.");
  }

  @Test
  void aDissectorGivesArrowsTheProtocolsWords() {
    var trace = new Trace(100, 1000, () -> 0);
    int number = trace.nextConnection();
    trace.data(number, "client", "server", Bytes.utf8("one\r\ntw"));
    trace.data(number, "client", "server", Bytes.utf8("o\r\n"));
    trace.event(number, "client", "server", Kind.FIN, "");
    trace.data(number, "server", "client", Bytes.utf8("fine\nnot fine"));
    var view = Conversation.view(trace, Dissector.of(Lines.crlf()));
    assertThat(Markup.of(view).text(LABELS))
        .containsExactly(
            "3 B \"one\" + 3 B \"two\" [octets 0–1 of 5]",
            "3 B \"two\" [octets 2–4 of 5]",
            "FIN, half-close",
            "✗ malformed at offset 4: LF without CR before it (RFC 5321 §2.3.8)");
    assertThat(Markup.of(view).elements(LABELS + "[contains(@class,'f')]")).hasSize(1);
    assertThat(view.text())
        .contains("7 B: 3 B \"one\" + 3 B \"two\" [octets 0–1 of 5]")
        .contains("✗ malformed at offset 4");
  }

  @Test
  void datagramsMayBeFramedOtherwiseThanAStream() {
    var trace = new Trace(100, 1000, () -> 0);
    trace.datagram(trace.nextConnection(), "client", "server", Bytes.utf8("ab"), "");
    trace.data(trace.nextConnection(), "client", "server", Bytes.utf8("\1c\1d"));
    var both = Dissector.of(new FixedSize(2), LengthPrefixed.u8());
    assertThat(Markup.of(Conversation.view(trace, both)).text(LABELS))
        .containsExactly("2 B \"ab\"", "1 B \"c\" + 1 B \"d\"");
  }

  @Test
  void whatAFaultChangedIsReadAsItArrives() {
    var trace = new Trace(100, 1000, () -> 0);
    int number = trace.nextConnection();
    trace.data(number, "client", Event.TAP, Bytes.utf8("hi\r\n"));
    trace.data(number, Event.TAP, "server", Bytes.utf8("hj\r\n"), "corrupt");
    assertThat(Markup.of(Conversation.view(trace, Dissector.of(Lines.crlf()))).text(LABELS))
        .containsExactly("2 B \"hi\"", "2 B \"hj\"", "corrupt");
  }

  @Test
  void whatLeavesTheTapIsReadWithAllThatItsReceiverGets() {
    var frames = Dissector.of(LengthPrefixed.u32(100));
    var trace = new Trace(100, 1000, () -> 0);
    trace.data(1, "client", "server", Bytes.ofHex("00000005"));
    trace.data(1, "client", "tap", Bytes.utf8("hello"));
    trace.data(1, "tap", "server", Bytes.utf8("heLlo"), "corrupt by 0x20");
    assertThat(Markup.of(Conversation.view(trace, frames)).text(LABELS))
        .containsExactly(
            "5 B \"hello\" [octets 0–3 of 9]",
            "5 B \"hello\" [octets 4–8 of 9]",
            "5 B \"heLlo\" [octets 4–8 of 9]",
            "corrupt by 0x20");
  }

  @Test
  void afterOctetsThatAreMissingNothingIsGuessed() {
    var trace = new Trace(100, 1000, () -> 0);
    trace.data(1, "client", "server", Bytes.utf8("one\r\n"));
    trace.event(1, "client", "server", Kind.LOST, "5 B, not captured");
    trace.data(1, "client", "server", Bytes.utf8("o\r\n"));
    assertThat(Markup.of(Conversation.view(trace, Dissector.of(Lines.crlf()))).text(LABELS))
        .containsExactly("3 B \"one\"", "lost 5 B", "3 B \"o\\r\\n\"");
  }

  @Test
  void aLossThatMightBeAnothersIsNotPinnedToTheLastOne() {
    var trace = new Trace();
    trace.datagram(1, "client", "tap", Bytes.utf8("one"), "");
    trace.datagram(1, "client", "tap", Bytes.utf8("two"), "");
    trace.event(1, "client", "tap", Kind.LOST, "3 B, drop on datagram 1");
    trace.datagram(1, "tap", "server", Bytes.utf8("two"), "");
    assertThat(view(trace).text())
        .containsPattern("client → tap +3 B \"one\"")
        .containsPattern("client → tap +3 B \"two\"")
        .contains("lost: 3 B, drop on datagram 1");
  }

  @Test
  void whereTheBeginningIsGoneOctetsStayOctets() {
    var trace = new Trace(1, 1000, () -> 0);
    trace.data(1, "client", "server", Bytes.utf8("gone"));
    trace.data(1, "client", "server", Bytes.utf8("hi\r\n"));
    assertThat(Markup.of(Conversation.view(trace, Dissector.of(Lines.crlf()))).text(LABELS))
        .containsExactly("4 B \"hi\\r\\n\"");
  }

  /** Two datagrams there, the first of them lost; one back. */
  private static Trace datagrams() {
    var now = new AtomicLong();
    var trace = new Trace(1000, 1 << 20, () -> now.getAndAdd(1000));
    int number = trace.nextConnection();
    trace.datagram(number, "client", "tap", Bytes.utf8("ping"), "");
    trace.event(number, "client", "tap", Kind.LOST, "4 B, drop on datagram 1");
    trace.datagram(number, "client", "server", Bytes.utf8("again"), "");
    trace.datagram(number, "server", "client", Bytes.EMPTY, "");
    return trace;
  }

  @Test
  void datagramsAreCountedAndNotPutIntoAStream() {
    var view = view(datagrams());
    assertThat(view.text())
        .isEqualTo(
            """
            Conversation, 3 events. 2 datagrams, 9 B, from client; 1 datagram, 0 B, from server.
                0.000 ms  client → tap     lost 4 B "ping" (drop on datagram 1)
                0.002 ms  client → server  5 B "again"
                0.003 ms  server → client  0 B\
            """);
    var markup = Markup.of(view);
    assertThat(markup.text("//thead//th"))
        .containsExactly("ms", "who", "event", "datagram", "content or note");
    assertThat(markup.text("//tbody/tr/td[4]")).containsExactly("1 (4 B)", "2 (5 B)", "1 (0 B)");
    assertThat(markup.text("//tbody/tr/td[3]")).containsExactly("lost", "datagram", "datagram");
    assertThat(markup.text("//tbody/tr/td[5]"))
        .containsExactly("\"ping\" (drop on datagram 1)", "\"again\"", "");
    var empty = new Trace();
    empty.datagram(1, "client", "tap", Bytes.EMPTY, "");
    empty.event(1, "client", "tap", Kind.LOST, "0 B, drop");
    assertThat(view(empty).text()).endsWith("client → tap  lost 0 B (drop)");
  }

  @Test
  void aDatagramThatIsLostEndsInACrossAtTheTap() {
    var markup = Markup.of(view(datagrams()));
    assertThat(markup.text(LABELS))
        .containsExactly("4 B \"ping\"", "drop on datagram 1", "5 B \"again\"", "0 B");
    var line = markup.elements("//line[@y1=58 and @y2=58]").getFirst();
    assertThat(line.getAttribute("x2")).isEqualTo("50.0%");
    assertThat(markup.elements("//g[line[@y1=58 and @y2=58]]").getFirst())
        .extracting(g -> g.getAttribute("stroke-dasharray"))
        .isEqualTo("none");
    assertThat(markup.elements("//svg[@y=58]//path"))
        .extracting(path -> path.getAttribute("d"))
        .containsExactly("M-5 -5 5 5M-5 5 5 -5");
  }

  @Test
  void aLossThatComesLaterIsARowOfItsOwn() {
    var trace = new Trace();
    trace.datagram(1, "client", "tap", Bytes.utf8("one"), "");
    trace.datagram(1, "client", "tap", Bytes.utf8("other"), "");
    trace.event(1, "client", "tap", Kind.LOST, "3 B, drop");
    assertThat(Markup.of(view(trace)).text("//tbody/tr/td[3]"))
        .containsExactly("datagram", "datagram", "lost");
  }

  @Test
  void whatWasChangedOrCutHasAShapeBehindTheTap() {
    var trace = new Trace();
    trace.data(1, "client", "tap", Bytes.utf8("hello"));
    trace.data(1, "tap", "server", Bytes.utf8("he"), "slice at 2");
    trace.data(1, "tap", "server", Bytes.utf8("Llo"), "corrupt by 0x20 after 2 B");
    trace.data(1, "tap", "client", Bytes.utf8("x"), "corrupt by 0x01");
    assertThat(Markup.of(view(trace)).elements("//path[contains(@class,'f')]"))
        .extracting(path -> path.getAttribute("d"))
        .containsExactly("M12 5l3 -10m4 0l-3 10", "M12 0l6 -4 6 4 -6 4z", "M-24 0l6 -4 6 4 -6 4z");
  }

  @Test
  void aDuplicateHasASecondHead() {
    var trace = new Trace();
    trace.datagram(1, "client", "server", Bytes.utf8("x"), "");
    trace.datagram(1, "tap", "server", Bytes.utf8("x"), "duplicate on datagram 1");
    var markup = Markup.of(view(trace));
    assertThat(markup.elements("//svg[@y=58]/path")).hasSize(1);
    assertThat(markup.elements("//svg[@y=98]/path"))
        .extracting(path -> path.getAttribute("d") + path.getAttribute("class"))
        .containsExactly("M-1 0l-9 -4v8z", "M-11 0l-9 -4v8zk");
  }

  @Test
  void whatIsHeldHasABarFromWhereItCameToTheTap() {
    var trace = new Trace();
    for (var text : List.of("a", "b", "c")) {
      trace.datagram(1, "client", "tap", Bytes.utf8(text), "");
    }
    trace.datagram(1, "tap", "server", Bytes.utf8("c"), "delay by 1 ms");
    trace.datagram(1, "tap", "server", Bytes.utf8("B"), "corrupt by 0x20, reorder by 1");
    trace.datagram(1, "tap", "server", Bytes.utf8("b"), "");
    var bars = Markup.of(view(trace)).elements("//path[@class='f']");
    assertThat(bars)
        .extracting(path -> path.getAttribute("d"))
        .containsExactly("M0 -40V0M-5 -40H5M-5 0H5", "M0 -160V0M-5 -160H5M-5 0H5");
  }

  @Test
  void conversationsInDatagramsAreToldApartFromConnections() {
    var trace = new Trace();
    trace.datagram(trace.nextConnection(), "client", "server", Bytes.utf8("truncated"), "cut");
    trace.data(trace.nextConnection(), "client", "server", Bytes.utf8("x"));
    var markup = Markup.of(view(trace));
    assertThat(markup.text("//figcaption").getFirst()).contains("2 events. 2 conversations.");
    assertThat(markup.text("//tbody/tr/th")).containsExactly("Conversation 1", "Connection 2");
    assertThat(markup.text("//thead//th")).contains("stream bytes or datagram");
    assertThat(markup.text(LABELS)).contains("9 B \"truncated\", cut");
  }

  @Test
  void whatACaptureSawTwiceOrMissedIsSaid() {
    var trace = new Trace(100, 1000, () -> 0);
    int number = trace.nextConnection();
    trace.data(number, "client", "server", Bytes.EMPTY, "5 B retransmitted");
    trace.data(number, "client", "server", Bytes.utf8("hi"), "out of order");
    trace.event(number, "client", "server", Kind.LOST, "12 B, not captured");
    var view = view(trace);
    assertThat(Markup.of(view).text(LABELS))
        .containsExactly("5 B retransmitted", "2 B \"hi\"", "lost 12 B");
    assertThat(Markup.of(view).elements("//g[line[@y1=58 and @y2=58]]").getFirst())
        .extracting(g -> g.getAttribute("stroke-dasharray"))
        .isEqualTo("6 4");
    assertThat(view.text())
        .contains("  0 B (5 B retransmitted)\n")
        .contains("  2 B \"hi\" (out of order)\n")
        .endsWith("  lost: 12 B, not captured");
  }
}
