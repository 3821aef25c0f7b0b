package netbook.show;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import netbook.bench.Comparison;
import netbook.bench.Program;
import netbook.bytes.Bytes;
import netbook.notebook.View;
import netbook.tap.Pcapng;
import netbook.trace.Event;
import netbook.trace.Event.Kind;
import netbook.trace.Trace;

/**
 * What pictures cost: time and size, beside plainer ways to tell the same. In this package, since
 * drawing without showing is nobody else's business.
 *
 * <p>No peer draws the same. A list of the events, and rows of hex, are the least that tells it, in
 * the same process; tshark reads the same conversation from a capture file, and what its start
 * takes is shown by an empty one.
 */
public final class ViewBench {
  private static final int DRAWINGS = 100;
  private static final int DUMPED = 4096;
  private static final int ROW = 16;
  private static final Pattern MESSAGE = Pattern.compile("message number \\d+");
  private static final Pattern HEX_ROW =
      Pattern.compile("[0-9a-f]{4,8} ((?: {1,2}[0-9a-f]{2}){16})");

  private ViewBench() {}

  /** Measures, and prints what it finds. */
  public static void run(int runs) throws Exception {
    var tshark = Program.version("tshark", "--version");
    System.out.println(
        "view: %d drawings each time, messages of 40 B; %s"
            .formatted(DRAWINGS, tshark.orElse("tshark skipped: it isn't installed")));
    for (int events : new int[] {50, 200}) {
      System.out.println(conversation(events, tshark.isPresent(), runs));
    }
    System.out.println(hexdump(runs));
  }

  private static Trace trace(int events) {
    var trace = new Trace();
    int number = trace.nextConnection();
    trace.event(number, "client", "server", Kind.CONNECT, "");
    for (int i = 0; i < events - 3; i++) {
      var text = "%-40s".formatted("message number " + i);
      var from = i % 2 == 0 ? "client" : "server";
      trace.data(number, from, i % 2 == 0 ? "server" : "client", Bytes.utf8(text));
    }
    trace.event(number, "client", "server", Kind.FIN, "");
    trace.event(number, "server", "client", Kind.FIN, "");
    return trace;
  }

  private static String conversation(int events, boolean tshark, int runs) throws Exception {
    var trace = trace(events);
    check("conversation", draw(trace), trace);
    check("list of events", list(trace), trace);
    var comparison =
        new Comparison("conversation, " + events + " events")
            .side("driver, empty handler", DRAWINGS, repeated(() -> ""))
            .side("list of events", DRAWINGS, repeated(() -> list(trace)))
            .side("conversation", DRAWINGS, repeated(() -> draw(trace)));
    var file = Files.createTempFile("netbook-bench", ".pcapng");
    var empty = Files.createTempFile("netbook-bench-empty", ".pcapng");
    try {
      Files.write(file, Pcapng.of(trace, 7).toArray());
      Files.write(empty, Pcapng.of(new Trace(), 7).toArray());
      if (tshark) {
        check("tshark", payloads(read(file)), trace);
        comparison.side("tshark", 1, () -> read(file).length());
        comparison.side("tshark, empty capture", 1, () -> read(empty).length());
      }
      return comparison.measure(runs).table("list of events", "characters");
    } finally {
      Files.delete(file);
      Files.delete(empty);
    }
  }

  /** Something that makes a text. */
  private interface Drawing {
    String draw() throws IOException;
  }

  /** Draws so many times; returns how many characters each time were. */
  private static Comparison.Work repeated(Drawing drawing) {
    return () -> {
      long characters = 0;
      for (int i = 0; i < DRAWINGS; i++) {
        characters += drawing.draw().length();
      }
      return characters / DRAWINGS;
    };
  }

  /** What is sent to a notebook: the picture and its text. */
  private static String sent(View view) {
    return view.html() + view.text();
  }

  private static String draw(Trace trace) {
    return sent(Show.conversationView(trace));
  }

  private static String list(Trace trace) {
    return trace.events().stream().map(Event::toString).collect(Collectors.joining("\n"));
  }

  private static String read(Path file) throws IOException, InterruptedException {
    return Program.output(
        "tshark",
        "-n",
        "-r",
        file.toString(),
        "-T",
        "fields",
        "-e",
        "frame.time_relative",
        "-e",
        "tcp.srcport",
        "-e",
        "tcp.dstport",
        "-e",
        "tcp.flags.str",
        "-e",
        "tcp.payload");
  }

  /** The octets at the end of each of its lines, as text. */
  private static String payloads(String lines) {
    return lines
        .lines()
        .map(line -> line.substring(line.lastIndexOf('\t') + 1))
        .map(hex -> Bytes.copyOf(HexFormat.of().parseHex(hex)).toString())
        .collect(Collectors.joining("\n"));
  }

  /** All have to tell of the same messages, in their order. */
  private static void check(String name, String told, Trace trace) throws IOException {
    var expected =
        trace.events().stream().flatMap(event -> messages(event.bytes().toString())).toList();
    if (expected.isEmpty() || !messages(told).distinct().toList().equals(expected)) {
      throw new IOException(name + " tells of other messages");
    }
  }

  private static Stream<String> messages(String told) {
    return MESSAGE.matcher(told).results().map(found -> found.group());
  }

  private static String hexdump(int runs) throws Exception {
    var octets = new byte[DUMPED];
    new SplittableRandom(7).nextBytes(octets);
    var bytes = Bytes.copyOf(octets);
    for (var told : List.of(Show.hexdumpView(bytes).text(), plain(octets))) {
      if (!octets(told).equals(bytes)) {
        throw new IOException("a hexdump shows other octets");
      }
    }
    return new Comparison("hexdump, 4 KiB")
        .side("driver, empty handler", DRAWINGS, repeated(() -> ""))
        .side("HexFormat", DRAWINGS, repeated(() -> plain(octets)))
        .side("hexdump", DRAWINGS, repeated(() -> sent(Show.hexdumpView(bytes))))
        .measure(runs)
        .table("HexFormat", "characters");
  }

  /** Rows of offset and hex, with what the JDK has for it. */
  private static String plain(byte[] octets) {
    var hex = HexFormat.ofDelimiter(" ");
    var rows = new StringBuilder();
    for (int at = 0; at < octets.length; at += ROW) {
      rows.append(HexFormat.of().toHexDigits((short) at)).append("  ");
      hex.formatHex(rows, octets, at, at + ROW);
      rows.append('\n');
    }
    return rows.toString();
  }

  private static Bytes octets(String dump) {
    var hex =
        dump.lines()
            .map(HEX_ROW::matcher)
            .filter(row -> row.lookingAt())
            .map(row -> row.group(1).replace(" ", ""))
            .collect(Collectors.joining());
    return Bytes.copyOf(HexFormat.of().parseHex(hex));
  }
}
