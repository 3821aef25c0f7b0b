package netbook.exercise;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import netbook.bytes.Bytes;

/**
 * Exercise 02.2: a row of Linux's socket table, {@code /proc/net/tcp} or {@code tcp6}, put into
 * words: local end, remote end, state.
 *
 * <pre>
 *   0: 0100007F:1F90 00000000:0000 0A … is
 * 127.0.0.1:8080 -> 0.0.0.0:0 LISTEN</pre>
 *
 * <p>An address is in hex digits, each 32 bits of it with their octets in reverse order, as on most
 * processors; a port has its octets in the usual order. Addresses are written as {@link
 * java.net.InetAddress#getHostAddress()} writes them, those of IPv6 in brackets; an IPv4 address
 * that an IPv6 socket uses ({@code ::ffff:127.0.0.1}) is an IPv4 address. States are named as in
 * RFC 9293 §3.3.2, with a hyphen or an underscore.
 */
@FunctionalInterface
public interface SocketRow {
  /** Puts a row into words. */
  String read(String row);

  /** The check of it. */
  static Exercise<SocketRow> exercise() {
    return Exercise.of(
            SocketRow.class,
            "02.2",
            "A row of the socket table",
            "You read what the system itself notes about a socket, in both families and every state.",
            List.of(
                example(),
                fourOctets(),
                largeOctets(),
                largePort(),
                smallPort(),
                everyState(),
                ipv6Loopback(),
                ipv6Words(),
                mapped(),
                slotOfTwo(),
                slotOfFive(),
                shortRow(),
                smallLetters()))
        .peer(
            Tool.SS,
            Probe.<SocketRow>of(
                    "a connection of this moment",
                    "ss reads the same table, and others wrote it",
                    List.of(new SystemRow(SocketRow::judge)))
                .rule(Rule.task("the row of the system says what ss says"))
                .hints(
                    "Which column do you read otherwise than ss does?",
                    "In a terminal, ss -tan shows the table in words."));
  }

  private static Probe<SocketRow> example() {
    return Probe.of(
            "a listener on loopback",
            "the chapter's own example",
            reads("   0: 0100007F:1F90 00000000:0000 0A", "127.0.0.1:8080 -> 0.0.0.0:0 LISTEN"))
        .rule(Rule.task("local end -> remote end state"))
        .hints(
            "Compare your line with the expected one, from the left.",
            "row.strip().split(\"\\\\s+\") gives the columns: number, local, remote, state.")
        .protects("Shows that the report's first words are about the simplest case.");
  }

  private static Probe<SocketRow> fourOctets() {
    return Probe.of(
            "four different octets",
            "an address whose octets are all different",
            reads(
                "   1: 0403020A:1F90 08070664:0051 01",
                "10.2.3.4:8080 -> 100.6.7.8:81 ESTABLISHED"))
        .rule(Rule.task("the octets of an IPv4 address are in reverse order"))
        .hints(
            "Which octet of yours stands in the wrong place?",
            "Take the digits two at a time, from the right.");
  }

  private static Probe<SocketRow> largeOctets() {
    return Probe.of(
            "octets from 80",
            "an octet may be more than 127, and four of them more than an int",
            reads(
                "   1: C80000C0:1F90 820000CB:0051 01",
                "192.0.0.200:8080 -> 203.0.0.130:81 ESTABLISHED"))
        .rule(Rule.task("an octet is 0 to 255"))
        .hints(
            "What becomes of the octet C8, and of C80000C0 as an int?",
            "A Java byte and a Java int have a sign: take b & 0xff, or read two digits at a time.");
  }

  private static Probe<SocketRow> largePort() {
    return Probe.of(
            "ports from 8000",
            "a port may be as large as 65535",
            reads(
                "   1: 0100007F:8CAB 0100007F:FFFF 01",
                "127.0.0.1:36011 -> 127.0.0.1:65535 ESTABLISHED"))
        .rule(Rule.task("a port is 0 to 65535"))
        .hints(
            "What kind of number is your port?",
            "A Java short ends at 32767: Integer.parseInt(port, 16).");
  }

  private static Probe<SocketRow> smallPort() {
    return Probe.of(
            "a port with leading zeros",
            "0050 is port 80",
            reads("   1: 0100007F:0050 00000000:0000 0A", "127.0.0.1:80 -> 0.0.0.0:0 LISTEN"))
        .rule(Rule.task("a port has four hex digits, its octets in the usual order"))
        .hints(
            "Is your port in decimal, and without zeros in front?",
            "Integer.parseInt(port, 16) takes the zeros too.")
        .protects("Where port and address are swapped or padded, it says so by the simplest case.");
  }

  private static Probe<SocketRow> everyState() {
    var states =
        List.of(
            "ESTABLISHED",
            "SYN_SENT",
            "SYN_RECEIVED",
            "FIN_WAIT_1",
            "FIN_WAIT_2",
            "TIME_WAIT",
            "CLOSED",
            "CLOSE_WAIT",
            "LAST_ACK",
            "LISTEN",
            "CLOSING");
    var trials =
        Trial.all(
            IntStream.rangeClosed(1, states.size())
                .mapToObj(number ->
                    reads(
                        "   1: 0100007F:1F90 0100007F:0051 %02X".formatted(number),
                        "127.0.0.1:8080 -> 127.0.0.1:81 " + states.get(number - 1)))
                .toList());
    return Probe.of("every state", "a connection has eleven states, 01 to 0B", trials)
        .rule(Rule.task("the state by its name"))
        .hints(
            "Which number has this state, and which name do you give it?",
            "The names stand in the task, in the order of their numbers; the first one is 01.");
  }

  private static Probe<SocketRow> ipv6Loopback() {
    return Probe.of(
            "the loopback address of IPv6",
            "an address of 32 digits",
            reads(
                "   0: 00000000000000000000000001000000:1F90 00000000000000000000000000000000:0000"
                    + " 0A",
                "[0:0:0:0:0:0:0:1]:8080 -> [0:0:0:0:0:0:0:0]:0 LISTEN"))
        .rule(Rule.task("an IPv6 address as getHostAddress writes it, in brackets"))
        .hints(
            "How many digits has this address, and where is its 1?",
            "InetAddress.getByAddress takes 16 octets, and getHostAddress writes them.");
  }

  private static Probe<SocketRow> ipv6Words() {
    return Probe.of(
            "an IPv6 address of eight groups",
            "each 32 bits are reversed by themselves",
            reads(
                "   1: B80D0120020001000400030006000500:1F90 B80D012003000B000C000D000F000E00:0051"
                    + " 01",
                "[2001:db8:1:2:3:4:5:6]:8080 -> [2001:db8:b:3:d:c:e:f]:81 ESTABLISHED"))
        .rule(Rule.task("each 8 digits are 4 octets in reverse order"))
        .hints(
            "Which groups are right, and which stand in the wrong place?",
            "Take the digits eight at a time from the left, and each eight two at a time from the"
                + " right.");
  }

  private static Probe<SocketRow> mapped() {
    return Probe.of(
            "IPv4 on an IPv6 socket",
            "a server for both families has its IPv4 clients in the table of IPv6",
            reads(
                "   1: 0000000000000000FFFF00000100007F:1F90 0000000000000000FFFF00000100007F:0051"
                    + " 01",
                "127.0.0.1:8080 -> 127.0.0.1:81 ESTABLISHED"))
        .rule(Rule.task("an IPv4 address inside of an IPv6 one is an IPv4 address"))
        .hints(
            "Who decides about the brackets, the digits or the address?",
            "InetAddress.getByAddress gives an Inet4Address here: ask instanceof Inet6Address.");
  }

  private static Probe<SocketRow> slotOfTwo() {
    return Probe.of(
            "row 12",
            "a row's number may have two digits, and then one blank less stands before it",
            reads("  12: 0100007F:1F90 00000000:0000 0A", "127.0.0.1:8080 -> 0.0.0.0:0 LISTEN"))
        .rule(Rule.task("columns are divided by one blank or more"))
        .hints(
            "At which place do you look for the address?",
            "row.strip().split(\"\\\\s+\") doesn't care how many blanks there are.")
        .protects("A table of more than ten rows is usual, one of ten thousand isn't.");
  }

  private static Probe<SocketRow> slotOfFive() {
    return Probe.of(
            "row 12345",
            "a row's number may take all the room, and more",
            reads("12345: 0100007F:1F90 00000000:0000 0A", "127.0.0.1:8080 -> 0.0.0.0:0 LISTEN"))
        .rule(Rule.task("columns are divided by one blank or more"))
        .hints(
            "Do you count characters, or columns?",
            "Of row.strip().split(\"\\\\s+\"), the local end is number 1.");
  }

  private static Probe<SocketRow> smallLetters() {
    return Probe.of(
            "small letters",
            "a hex digit is the same in small letters",
            reads("   0: 0100007f:1f90 00000000:0000 0a", "127.0.0.1:8080 -> 0.0.0.0:0 LISTEN"))
        .rule(Rule.task("hex digits are in capital or small letters"))
        .hints("Which digits do you know?", "Integer.parseInt(digits, 16) knows both cases.");
  }

  private static Probe<SocketRow> shortRow() {
    return Probe.of(
            "a row with fewer columns",
            "of a connection in TIME_WAIT the system has less to tell",
            reads(
                "   3: 0100007F:1388 0100007F:1F90 06",
                " 00000000:00000000 03:000017A5 00000000     0        0 0 3 0",
                "127.0.0.1:5000 -> 127.0.0.1:8080 TIME_WAIT"))
        .rule(Rule.task("the first four columns say all that is asked for"))
        .hints(
            "How many columns does your code want?",
            "Take columns 1, 2 and 3, and don't count the others.");
  }

  private static List<Trial<SocketRow>> reads(String row, String expected) {
    var rest = " 00000000:00000000 00:00000000 00000000     0        0 36712 1 0 100 0 0 10 0";
    return reads(row, rest, expected);
  }

  /** One trial; the row isn't made shorter, since the system writes whole ones. */
  private static List<Trial<SocketRow>> reads(String row, String rest, String expected) {
    return new CallTrials<SocketRow, String>(
            "read",
            (code, octets) -> code.read(text(octets)),
            (octets, answer) -> judge(expected, text(octets), answer))
        .keeping(_ -> false)
        .on(Bytes.utf8(row + rest));
  }

  private static String text(Bytes octets) {
    return StandardCharsets.US_ASCII.decode(octets.buffer()).toString();
  }

  private static Optional<Mismatch> judge(String expected, String row, String answer) {
    var shown = answer.strip().replaceAll("(?<=\\w)-(?=\\w)", "_");
    return shown.equals(expected)
        ? Optional.empty()
        : Optional.of(new Mismatch(expected, answer, at(row, expected, shown)));
  }

  /** The place of the column that is shown wrong first. */
  private static int at(String row, String expected, String shown) {
    int local = row.indexOf(':') + 2;
    int remote = row.indexOf(' ', local) + 1;
    int state = row.indexOf(' ', remote) + 1;
    var right = expected.split(" ", -1);
    var ends = shown.split(" ", -1);
    if (!ends[0].equals(right[0])) {
      return local;
    }
    return ends.length > 2 && ends[2].equals(right[2]) ? state : remote;
  }
}
