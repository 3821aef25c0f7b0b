package netbook.exercise;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import netbook.bytes.Bytes;
import netbook.show.Wording;

/**
 * Exercise 00.1: a hexdump by hand. A row for each 16 octets holds the offset in four hex digits or
 * more, each octet in two, and between bars the text, with a dot for whatever isn't printable ASCII
 * (printable is 20 to 7e):
 *
 * <pre>0000  68 65 6c 6c 6f 0a  |hello.|</pre>
 *
 * <p>The width of the gaps, the case of the digits, and a line end after the last row are free.
 */
@FunctionalInterface
public interface Dumper {
  /** Dumps octets; where there are none, there is no row. */
  String dump(Bytes octets);

  /** The check of it. */
  static Exercise<Dumper> exercise() {
    return Exercise.of(
            Dumper.class,
            "00.1",
            "A hexdump by hand",
            "Your hexdump shows every octet from 00 to ff, on as many rows as it takes.",
            List.of(
                example(),
                twice(),
                nothing(),
                fullRow(),
                oneMore(),
                farOffset(),
                smallOctets(),
                zeroFirst(),
                blank(),
                outerBlanks(),
                tilde(),
                bar(),
                percent(),
                delete(),
                minus128(),
                letterOfTwo()))
        .peer(Tool.XXD, readBack());
  }

  /** What xxd makes of a dump has to be what was dumped. */
  private static Probe<Dumper> readBack() {
    var trials =
        new CallTrials<Dumper, String>("dump", Dumper::dump, (octets, dump) -> byXxd(octets, dump));
    var every = Bytes.of(IntStream.range(0, 256).toArray());
    return Probe.of(
            "xxd reads it back",
            "a program that others wrote makes bytes of your dump again",
            trials.on(Bytes.utf8("hello\n"), every, every.plus(Bytes.utf8("x".repeat(19)))))
        .rule(Rule.task("offsets and digits are in hex"))
        .hints("Which byte does xxd read otherwise?", "xxd -r reads a dump, and writes its bytes.");
  }

  private static Optional<Mismatch> byXxd(Bytes octets, String dump) {
    // The gaps are free, but xxd stops at a wide one, and the text might be taken for digits.
    var digits =
        dump.lines()
            .map(line -> line.split("\\|", 2)[0].strip().replaceAll("\\s+", " ") + "\n")
            .collect(Collectors.joining());
    var back = Tool.XXD.run(Bytes.utf8(digits), "-r");
    return back.equals(octets)
        ? Optional.empty()
        : Optional.of(new Mismatch("xxd -r reads " + octets, "it reads " + back));
  }

  /** Six hexdumps that look right, to be caught by a probe of the learner's own. */
  static BreakIt<Dumper, CallTrials<Dumper, String>> breakIt() {
    return BrokenDumpers.board(dumps());
  }

  private static Probe<Dumper> example() {
    return Probe.of(
            "hello and a line feed", "the chapter's own example", dumps().on(Bytes.utf8("hello\n")))
        .rule(Rule.task("a row for each 16 bytes: offset, hex digits, text between bars"))
        .hints(
            "Compare your row with the expected one, from the left.",
            "String.format(\"%04x\", offset) makes four hex digits, \"%02x\" makes two.")
        .protects("Shows that the report's first words are about the simplest case.");
  }

  private static Probe<Dumper> twice() {
    return Probe.of(
            "two calls",
            "one dumper, two calls in a row",
            dumps().inTurn(Bytes.utf8("one"), Bytes.utf8("two")))
        .rule(Rule.task("a call gives the rows of its own bytes"))
        .hints(
            "Does something of the first call survive until the second?",
            "Make the StringBuilder inside the method.")
        .protects("Names the cause of what would look like a wrong row in each later probe.");
  }

  private static Probe<Dumper> nothing() {
    return Probe.of("no bytes", "an empty message has no row", dumps().on(Bytes.EMPTY))
        .rule(Rule.task("where there are no bytes, there is no row"))
        .hints(
            "How often does your loop run when the size is 0?",
            "A do … while loop runs once at least; a for loop needn't.");
  }

  private static Probe<Dumper> fullRow() {
    return Probe.of(
            "exactly one row",
            "16 bytes fill a row, and nothing is left for another",
            dumps().on(Bytes.utf8("0123456789abcdef")))
        .rule(Rule.task("a row for each 16 bytes"))
        .hints(
            "How many rows do 16 bytes need, and how many do you begin?",
            "Look at the comparison in your loop: < or <= ?");
  }

  private static Probe<Dumper> oneMore() {
    return Probe.of(
            "a row and one byte",
            "the 17th byte begins a second row, at offset 0010",
            dumps().keeping(octets -> octets.size() > 16).on(Bytes.utf8("0123456789abcdefg")))
        .rule(Rule.task("the offset is in hex digits, and counts bytes"))
        .hints(
            "Is the last byte there, and what is 16 in hex?",
            "Begin a row whenever the offset is below the size; \"%04x\" writes it in hex.");
  }

  private static Probe<Dumper> farOffset() {
    return Probe.of(
            "a row past offset 255",
            "an offset may need more than two hex digits",
            dumps().keeping(octets -> octets.size() > 256).on(Bytes.utf8("x".repeat(275))))
        .rule(Rule.task("the offset is in four hex digits"))
        .hints(
            "What does your offset say after 00f0?",
            "Keep the offset in an int, and don't mask it as you mask an octet.");
  }

  private static Probe<Dumper> smallOctets() {
    return Probe.of(
            "00, 01 and 0f",
            "an octet always has two digits, and 00 is one like the others",
            dumps().keeping(has(octet -> octet < 16)).on(Bytes.of('a', 0, 1, 15, 'b')))
        .rule(Rule.task("two hex digits for each byte"))
        .hints(
            "What do you write for the octet 1, and what after a 0?",
            "In Java a 0 doesn't end anything; \"%02x\" writes its leading zero.")
        .protects("Has zeros inside a row only: one at the start is the next probe's affair.");
  }

  private static Probe<Dumper> zeroFirst() {
    return Probe.of(
            "00 at the start of a row",
            "a row is many small numbers, and not a large one",
            dumps().keeping(octets -> octets.startsWith(Bytes.of(0))).on(Bytes.of(0, 'a', 'b')))
        .rule(Rule.task("two hex digits for each byte"))
        .hints(
            "Does the first 00 of a row survive?",
            "A number has no leading zeros: write each octet by itself.");
  }

  private static Probe<Dumper> blank() {
    return Probe.of(
            "a blank",
            "the blank, 20, is printable",
            dumps().keeping(has(octet -> octet == 0x20)).on(Bytes.utf8("a b")))
        .rule(Rule.task("20 to 7e are printable ASCII"))
        .hints("Which is the first printable octet?", "20 itself: octet >= 0x20.")
        .protects("Has a blank inside only, where no trimming reaches.");
  }

  private static Probe<Dumper> outerBlanks() {
    return Probe.of(
            "blanks around",
            "a blank at the end is a byte like the others",
            dumps().keeping(has(octet -> octet == 0x20)).on(Bytes.utf8(" a ")))
        .rule(Rule.task("20 to 7e are printable ASCII"))
        .hints("Has your text as many characters as there are bytes?", "Don't strip the text.");
  }

  private static Probe<Dumper> tilde() {
    return Probe.of(
            "a tilde",
            "the tilde, 7e, is the last printable one",
            dumps().keeping(has(octet -> octet == 0x7e)).on(Bytes.utf8("a~b")))
        .rule(Rule.task("20 to 7e are printable ASCII"))
        .hints("Which is the last printable octet?", "7e itself: octet <= 0x7e.");
  }

  private static Probe<Dumper> bar() {
    return Probe.of(
            "a bar in the text",
            "a bar is a character like the others",
            dumps().keeping(has(octet -> octet == '|')).on(Bytes.utf8("a|b")))
        .rule(Rule.task("20 to 7e are printable ASCII"))
        .hints(
            "What stands in the text for the octet 7c?",
            "Who reads a row knows from the hex digits where its text ends: change nothing.");
  }

  private static Probe<Dumper> percent() {
    return Probe.of(
            "a percent sign in the text",
            "a percent sign is a character like the others",
            dumps().keeping(has(octet -> octet == '%')).on(Bytes.utf8("50%, or %n")))
        .rule(Rule.task("20 to 7e are printable ASCII"))
        .hints(
            "What does String.format do with a % in its pattern?",
            "Put no text that you were given into a pattern: that is what %s is for.");
  }

  private static Probe<Dumper> delete() {
    return Probe.of(
            "a delete",
            "7f is a control character, though it comes after the letters",
            dumps().keeping(has(octet -> octet == 0x7f)).on(Bytes.of('a', 0x7f, 'b')))
        .rule(Rule.task("20 to 7e are printable ASCII"))
        .hints("Is 7f printable?", "No: it is DEL. octet < 0x7f.");
  }

  private static Probe<Dumper> minus128() {
    return Probe.of(
            "the octet 80",
            "Java's byte is signed: its 80 is -128",
            dumps().keeping(has(octet -> octet == 0x80)).on(Bytes.of('a', 0x80, 'b')))
        .rule(Rule.task("two hex digits for each byte"))
        .hints(
            "What is the octet 80 as an int, in your code?",
            "bytes.at(i) gives 0 to 255; of an array's byte, take b & 0xff.")
        .protects("The smallest octet with a sign; é has two, and is a letter besides.");
  }

  private static Probe<Dumper> letterOfTwo() {
    return Probe.of(
            "é, and ff",
            "one letter may be two octets, and a hexdump shows octets",
            dumps().keeping(has(octet -> octet > 0xa0)).on(Bytes.utf8("é!").plus(Bytes.of(0xff))))
        .rule(Rule.task("a dot for whatever isn't printable ASCII"))
        .hints(
            "How many bytes is é, and is any of them ASCII?",
            "Decide by the octet, and never by a character that you made of it.");
  }

  private static CallTrials<Dumper, String> dumps() {
    return new CallTrials<>("dump", Dumper::dump, Dumper::judge);
  }

  private static Predicate<Bytes> has(IntPredicate wanted) {
    return octets -> IntStream.range(0, octets.size()).map(octets::at).anyMatch(wanted);
  }

  /** Reads the rows back, and compares what they say with the octets. */
  private static Optional<Mismatch> judge(Bytes octets, String answer) {
    var rows = answer.lines().filter(line -> !line.isBlank()).toList();
    for (int at = 0; at < octets.size(); at += 16) {
      var part = octets.slice(at, Math.min(at + 16, octets.size()));
      int number = at / 16;
      if (number == rows.size()) {
        return Optional.of(new Mismatch(row(at, part), "no such row", at));
      }
      int good = goodOctets(rows.get(number), at, part);
      if (good < part.size()) {
        return Optional.of(new Mismatch(row(at, part), rows.get(number), at + good));
      }
    }
    int wanted = (octets.size() + 15) / 16;
    return rows.size() == wanted
        ? Optional.empty()
        : Optional.of(
            new Mismatch(
                Wording.count(wanted, "row"), "one more: " + rows.get(wanted), octets.size()));
  }

  /** How many octets a row shows right; all of them if nothing else is wrong with it. */
  private static int goodOctets(String row, int at, Bytes part) {
    var form =
        Pattern.compile(
            "\\s*(?<offset>\\p{XDigit}{4,8}):?(?<hex>(\\s+\\p{XDigit}{2}){1,16})\\s*\\|(?<text>.*)\\|\\s*",
            Pattern.DOTALL);
    var found = form.matcher(row);
    if (!found.matches() || Long.parseLong(found.group("offset"), 16) != at) {
      return 0;
    }
    var shown = Bytes.ofHex(found.group("hex"));
    var text = found.group("text");
    int good = 0;
    while (good < Math.min(part.size(), Math.min(shown.size(), text.length()))
        && shown.at(good) == part.at(good)
        && text.charAt(good) == Wording.ascii(part).charAt(good)) {
      good++;
    }
    boolean longer = shown.size() > part.size() || text.length() > part.size();
    return longer ? Math.min(good, part.size() - 1) : good;
  }

  private static String row(int at, Bytes part) {
    return String.format(
        Locale.ROOT, "%s  %s  |%s|", Wording.offset(at), part.toHex(), Wording.ascii(part));
  }
}
