package netbook.exercise;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import netbook.bytes.Bytes;
import netbook.bytes.MalformedException;

/**
 * Exercise 08.1: a domain name as a DNS message carries it (RFC 1035 §3.1). Each label has its
 * length before it, and the root's, which is empty, ends the name. Upper and lower case stay as
 * they are.
 *
 * <p>What is no name is refused with an {@link IllegalArgumentException}: an empty label, one of
 * over 63 octets, a name of over 255. A name with characters that aren't ASCII is refused too, or
 * its A-labels are taken (RFC 5890 §2.3.2.1).
 */
@FunctionalInterface
public interface NameEncoder {
  /**
   * Encodes.
   *
   * @param name with or without the dot that stands for the root, without escapes
   * @throws IllegalArgumentException if it is no name
   */
  byte[] encode(String name);

  /** The check of it. */
  static Exercise<NameEncoder> exercise() {
    return Exercise.of(
        NameEncoder.class,
        "08.1",
        "A name in bytes",
        "Your names are those of RFC 1035 to the byte, and what is no name is refused.",
        List.of(
            example(),
            twice(),
            lastDot(),
            oneLabel(),
            root(),
            underscore(),
            blanks(),
            capitals(),
            eachCharacter(),
            aLabel(),
            label63(),
            label64(),
            longerLabels(),
            name255(),
            name256(),
            manyLabels(),
            emptyInside(),
            emptyFirst(),
            twoDots(),
            onlyDots(),
            nothing(),
            umlaut(),
            umlautThatFits(),
            capitalsBeside(),
            wideDot(),
            longALabels()));
  }

  private static Probe<NameEncoder> example() {
    return Probe.of("two labels", "the chapter's own example", names().on(text("example.com")))
        .rule(Rule.must("RFC 1035 §3.1", "a length octet followed by that number of octets"))
        .hints(
            "Which byte is the first that differs?",
            "07, the seven letters of example, 03, the three of com, 00.")
        .protects("Shows that the report's first words are about the simplest case.");
  }

  private static Probe<NameEncoder> twice() {
    return Probe.of(
            "two calls",
            "one encoder: www.example.com or www..example first, and then a.b",
            Stream.of("www.example.com", "www..example")
                .flatMap(first -> afterwards(text(first)).on(text("a.b")).stream())
                .toList())
        .rule(Rule.task("a call is about its own name"))
        .hints(
            "Does something of the first call survive until the second?",
            "The stream that you write to is a variable of the method.")
        .protects("Names the cause of what would look like a wrong name in each later probe.");
  }

  private static Probe<NameEncoder> lastDot() {
    return Probe.of("a dot at the end", "it stands for the root", names().on(text("example.com.")))
        .rule(Rule.task("with or without the dot at the end, the bytes are the same"))
        .hints("How many bytes 00 are at the end of yours?", "One: drop the last dot first.")
        .protects("Says where a label too many comes from, before longer names have one.");
  }

  private static Probe<NameEncoder> oneLabel() {
    return Probe.of("one label", "a name without a dot", names().on(text("localhost")))
        .rule(Rule.must("RFC 1035 §3.1", "labels, and the root's"))
        .hints(
            "Where does your last label begin and end?", "At the end of the text, if no dot comes.")
        .protects("The plainest name, before its borders are tried.");
  }

  private static Probe<NameEncoder> root() {
    return Probe.of("the root", "a dot, and nothing else", names().on(text(".")))
        .rule(Rule.must("RFC 1035 §3.1", "the root's label has no octets"))
        .hints("How many labels has the root?", "None: the name is the one byte 00.");
  }

  private static Probe<NameEncoder> underscore() {
    return Probe.of(
            "an underscore and digits",
            "DNS takes more than the names of hosts",
            names().on(text("_sip._tcp.4.example")))
        .rule(Rule.must("RFC 2181 §11", "any octets can be used as the label"))
        .hints("Which characters do you let pass?", "All that are ASCII: a dot ends a label.")
        .protects("What the names of services have; hardly anybody has seen blanks in a name.");
  }

  private static Probe<NameEncoder> blanks() {
    return Probe.of(
            "blanks",
            "they are characters like the others",
            names().on(text(" a b "), text("a. .")))
        .rule(Rule.must("RFC 2181 §11", "any octets can be used as the label"))
        .hints(
            "How many characters have your labels?",
            "Strip nothing: a label may be a blank and no more.")
        .protects("The character that most people strip, before all others have their turn.");
  }

  private static Probe<NameEncoder> capitals() {
    return Probe.of("capital letters", "they stay as they are", names().on(text("WwW.Example.COM")))
        .rule(Rule.must("RFC 1035 §2.3.3", "the original case should be preserved"))
        .hints(
            "Do you change the text before you encode it?", "Only who compares ignores the case.")
        .protects("The case of a name that one may see, before all other characters.");
  }

  private static Probe<NameEncoder> eachCharacter() {
    return Probe.of(
            "each ASCII character",
            "at the beginning, inside and at the end of a label, and as a label alone",
            names().on(withEachCharacter()))
        .rule(Rule.must("RFC 2181 §11", "any octets can be used as the label"))
        .hints(
            "Which of the 128 characters means something to you, or to a method that you call?",
            "Only a dot does: in a pattern, . and $ have opinions about line ends.");
  }

  /** Without a dot, which ends a label, and without a backslash, which the task excludes. */
  private static Bytes[] withEachCharacter() {
    return IntStream.range(0, 128)
        .filter(c -> c != '.' && c != '\\')
        .mapToObj(c -> text("%1$cx%1$cy%1$c.z.%1$c".formatted(c)))
        .toArray(Bytes[]::new);
  }

  private static Probe<NameEncoder> aLabel() {
    return Probe.of(
            "an A-label",
            "it is ASCII already, and stays as it is",
            names().on(text("XN--BCHER-KVA.example"), text("xn--a.b")))
        .rule(Rule.task("ASCII characters stay as they are"))
        .hints("Which label begins with xn--?", "One like all others: its case stays as well.");
  }

  private static Probe<NameEncoder> label63() {
    return Probe.of(
            "a label of 63",
            "the longest that there is",
            names().keeping(longest(63)).on(text("a".repeat(63) + ".example")))
        .rule(Rule.must("RFC 1035 §2.3.4", "labels: 63 octets or less"))
        .hints("At which length do you refuse a label?", "63 is fine, 64 isn't.")
        .protects("The limit of a label by itself, before that of a name.");
  }

  private static Probe<NameEncoder> label64() {
    return Probe.of(
            "a label of 64",
            "40 in the place of a length is no length, in the last label neither",
            names()
                .keeping(longest(64))
                .on(
                    text("a".repeat(64) + ".example"),
                    text("example." + "a".repeat(64)),
                    text("example." + "a".repeat(64) + ".")))
        .rule(Rule.must("RFC 1035 §2.3.4", "labels: 63 octets or less"))
        .hints(
            "What would a reader take that byte for?",
            "Its first two bits aren't 00: refuse it with an IllegalArgumentException.");
  }

  private static Probe<NameEncoder> longerLabels() {
    return Probe.of(
            "a label of 65 to 320",
            "of other lengths, other bits are set",
            names().keeping(_ -> false).on(longLabels()))
        .rule(Rule.must("RFC 1035 §2.3.4", "labels: 63 octets or less"))
        .hints(
            "What does your condition say about 128, and about 192?",
            "Compare the length as an int, before it becomes a byte.");
  }

  /** Up to 251 letters, the whole name isn't too long. */
  private static Bytes[] longLabels() {
    return IntStream.of(65, 100, 127, 128, 191, 192, 251, 254, 256, 320)
        .mapToObj(length -> text("a".repeat(length) + ".b"))
        .toArray(Bytes[]::new);
  }

  private static Probe<NameEncoder> name255() {
    return Probe.of(
            "a name of 255 bytes",
            "the longest, with its lengths and the root's",
            names().keeping(size(255)).on(text(ofSize(255)), text(ofSize(255) + ".")))
        .rule(Rule.must("RFC 1035 §2.3.4", "names: 255 octets or less"))
        .hints(
            "What do you count: the text, or the bytes that you write?",
            "The bytes, with every length and the last 00: 255 is fine.")
        .protects("The limit of a name by itself; the 127 labels reach it in another way.");
  }

  private static Probe<NameEncoder> name256() {
    return Probe.of(
            "a name of 256 bytes",
            "one more than there may be",
            names()
                .keeping(size(256))
                .on(text(ofSize(256)), text(ofSize(256) + "."), text("a.".repeat(126) + "bb")))
        .rule(Rule.must("RFC 1035 §2.3.4", "names: 255 octets or less"))
        .hints(
            "What do you count: the text, or the bytes that you write?",
            "The bytes, with every length and the last 00: 256 is too many.");
  }

  private static Probe<NameEncoder> manyLabels() {
    return Probe.of(
            "127 labels",
            "as many as fit, and one more",
            names().keeping(_ -> false).on(text("a.".repeat(127)), text("a.".repeat(128))))
        .rule(Rule.must("RFC 1035 §2.3.4", "names: 255 octets or less"))
        .hints(
            "How many bytes does a label of one letter take?", "Two: 127 of them and 00 are 255.")
        .protects("The shortest labels: whoever counts text or labels is off by most here.");
  }

  private static Probe<NameEncoder> emptyInside() {
    return Probe.of(
            "an empty label inside", "the root is at the end only", names().on(text("a..b")))
        .rule(Rule.must("RFC 1035 §3.1", "a zero length octet ends the name"))
        .hints(
            "What would a reader of your bytes take for the end?",
            "Refuse a label without letters, unless it's the last one.")
        .protects("The plainest of the empty labels; the others are at an end.");
  }

  private static Probe<NameEncoder> emptyFirst() {
    return Probe.of("an empty label first", "a dot and then a name", names().on(text(".example")))
        .rule(Rule.must("RFC 1035 §3.1", "a zero length octet ends the name"))
        .hints("What stands before the first dot?", "Nothing, and that is no label: refuse it.");
  }

  private static Probe<NameEncoder> twoDots() {
    return Probe.of("two dots at the end", "one is the root's", names().on(text("example.com..")))
        .rule(Rule.must("RFC 1035 §3.1", "a zero length octet ends the name"))
        .hints(
            "What does split(\"\\\\.\") make of dots at the end?",
            "It drops them all; give it a limit of -1.");
  }

  private static Probe<NameEncoder> onlyDots() {
    return Probe.of("two dots", "no label, twice", names().on(text("..")))
        .rule(Rule.must("RFC 1035 §3.1", "a zero length octet ends the name"))
        .hints("Is that the root?", "The root is one dot. Refuse it.");
  }

  private static Probe<NameEncoder> nothing() {
    return Probe.of("no text", "not even a dot", names().on(Bytes.EMPTY))
        .rule(Rule.task("a text without characters is no name; the root is a dot"))
        .hints("What does split make of no text?", "An array of one empty text: refuse it.");
  }

  private static Probe<NameEncoder> umlaut() {
    return Probe.of(
            "a letter that isn't ASCII",
            "its bytes would be more than its letters",
            names().keeping(octets -> !isAscii(octets)).on(text("b\u00fccher.example")))
        .rule(Rule.task("refused, or as what IDN.toASCII makes of it"))
        .hints(
            "How many bytes has \u00fc in UTF-8, and how many does your length say?",
            "Refuse every character over 127; java.net.IDN is for the caller.")
        .protects(
            "What most people try first; 00fc is one byte in one encoding and two in another.");
  }

  private static Probe<NameEncoder> umlautThatFits() {
    return Probe.of(
            "such a letter, counted in bytes",
            "a right length isn't enough, and 0080 is the first that isn't ASCII",
            names()
                .keeping(octets -> !isAscii(octets))
                .on(text("\u00e9"), text("a.\u03b1.b"), text("\u0080")))
        .rule(Rule.task("refused, or as what IDN.toASCII makes of it"))
        .hints("Which bytes do you write for \u00e9?", "None: a name of DNS is ASCII here.");
  }

  private static Probe<NameEncoder> capitalsBeside() {
    return Probe.of(
            "capital letters beside such a letter",
            "IDN leaves a label as it is that is ASCII",
            names()
                .keeping(octets -> !isAscii(octets))
                .on(text("WwW.b\u00fccher.Example"), text("b\u00fccher.Example.")))
        .rule(Rule.task("refused, or as what IDN.toASCII makes of the whole name"))
        .hints("Which letters do you change?", "None: refuse the name, or leave all to IDN.");
  }

  private static Probe<NameEncoder> wideDot() {
    return Probe.of(
            "another alphabet's dot",
            "U+3002 ends a label for IDN, and not for you",
            names().keeping(octets -> !isAscii(octets)).on(text("a\u3002b")))
        .rule(Rule.task("refused, or as what IDN.toASCII makes of it"))
        .hints("Is that character ASCII?", "It isn't: refuse it.");
  }

  private static Probe<NameEncoder> longALabels() {
    return Probe.of(
            "A-labels of over 255 bytes",
            "the text has 80 characters; each \u00fc becomes xn--tda",
            names().keeping(_ -> false).on(text("\u00fc.".repeat(40)), text("\u00fc.".repeat(31))))
        .rule(Rule.must("RFC 1035 §2.3.4", "names: 255 octets or less"))
        .hints(
            "Of which text do you know how long it is?",
            "Of the one that you encode: look at the limit after IDN.toASCII, or refuse \u00fc.");
  }

  private static CallTrials<NameEncoder, byte[]> names() {
    return new CallTrials<NameEncoder, byte[]>(
            "encode", (code, name) -> code.encode(text(name)), new NameJudge())
        .keeping(octets -> !octets.isEmpty() && isText(octets));
  }

  /** What comes of the name before doesn't count here. */
  private static CallTrials<NameEncoder, byte[]> afterwards(Bytes first) {
    return names().keeping(_ -> false).after(first);
  }

  private static Bytes text(String name) {
    return Bytes.utf8(name);
  }

  /** The text of a name that a probe is about. */
  static String text(Bytes name) {
    try {
      return name.toText();
    } catch (MalformedException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static boolean isText(Bytes octets) {
    try {
      return !octets.toText().isEmpty();
    } catch (MalformedException e) {
      return false;
    }
  }

  /** Whether it has no other characters. */
  static boolean isAscii(Bytes octets) {
    for (int i = 0; i < octets.size(); i++) {
      if (octets.at(i) > 127) {
        return false;
      }
    }
    return true;
  }

  /** A text whose name takes so many octets, with labels of at most 63. */
  private static String ofSize(int size) {
    var label = "a".repeat(63);
    return String.join(".", label, label, label, "b".repeat(size - 3 * 64 - 2));
  }

  private static Predicate<Bytes> size(int size) {
    return octets ->
        isAscii(octets)
            && text(octets).replaceAll("\\.$", "").length() + 2 == size
            && Arrays.stream(text(octets).split("\\."))
                .allMatch(l -> !l.isEmpty() && l.length() < 64);
  }

  private static Predicate<Bytes> longest(int size) {
    return octets ->
        isAscii(octets)
            && Arrays.stream(text(octets).split("\\.", -1)).mapToInt(String::length).max().orElse(0)
                == size;
  }
}
