package netbook.exercise;

import java.util.List;
import java.util.stream.Stream;
import netbook.bytes.Bytes;

/** The probes of {@link StructCodec}. */
final class StructProbes {
  private static final String NUMBERS = "BHIbhi";

  private StructProbes() {}

  /** All of them, in the order in which they are tried. */
  static List<Probe<StructCodec>> all() {
    return Stream.of(values(), bounds(), sizes()).flatMap(List::stream).toList();
  }

  private static List<Probe<StructCodec>> values() {
    return List.of(
        example(),
        everyLetter(),
        twice(),
        lowestFirst(),
        bothOrders(),
        greaterThan(),
        unsignedByte(),
        unsignedShort(),
        unsignedInt(),
        belowZero(),
        lowOctet(),
        noPadding(),
        octetsNoText(),
        longText(),
        longTexts());
  }

  private static List<Probe<StructCodec>> bounds() {
    return List.of(largest(), smallest(), justTooLarge(), justTooSmall(), farOutside());
  }

  private static List<Probe<StructCodec>> sizes() {
    return List.of(
        textTooLong(),
        textTooShort(),
        tooFewValues(),
        tooManyValues(),
        otherKind(),
        tooFewOctets(),
        octetsLeft(),
        noLetters(),
        noOrder(),
        otherLetter(),
        otherSize(),
        lineFeed(),
        sign(),
        drawn());
  }

  private static Probe<StructCodec> example() {
    return Probe.of(
            "three numbers and a word",
            "the chapter's own example, there and back",
            Structs.both("!HHI4s", 1L, 2L, 3L, Bytes.utf8("data")))
        .rule(Rule.task("numbers of 1, 2 and 4 bytes, and texts, one right behind the other"))
        .hints(
            "Which byte or value is the first that differs?",
            "Go through the letters with one index, and through the bytes with another.")
        .protects("Shows that the report's first words are about the simplest case.");
  }

  private static Probe<StructCodec> everyLetter() {
    return Probe.of(
            "every letter",
            "each of them once, with small values",
            Structs.both("!IiHhBb3s", 1L, 2L, 3L, 4L, 5L, 6L, Bytes.utf8("end")))
        .rule(Rule.task("B, H, I, b, h, i and s"))
        .hints("Which letter is wrong first?", "B and b have 1 byte, H and h 2, I and i 4.")
        .protects("Names a letter that is forgotten, before its sign and its range are tried.");
  }

  private static Probe<StructCodec> twice() {
    return Probe.of(
            "two calls",
            "one codec and two formats in turn; the first answer is looked at again afterwards",
            Structs.inTurn())
        .rule(Rule.task("a call is about its own format and values"))
        .hints(
            "Does something of the first call survive until the second?",
            "Lists, buffers and positions are variables of the method.");
  }

  private static Probe<StructCodec> lowestFirst() {
    return Probe.of(
            "the lowest byte first",
            "a format that begins with <",
            Structs.both("<IiHh", 0x01020304L, 0x05060708L, 0x090aL, 0x0b0cL))
        .rule(Rule.task("< is the lowest byte first"))
        .hints(
            "Does your code look at the first character?",
            "With a ByteBuffer: order(ByteOrder.LITTLE_ENDIAN) before the first number.")
        .protects("Has small bytes only, so that nothing but their order can be wrong.");
  }

  private static Probe<StructCodec> bothOrders() {
    return Probe.of(
            "the same letters in both orders",
            "one codec: !HH, and then <HH",
            Structs.inBothOrders())
        .rule(Rule.task("a call is about its own format and values"))
        .hints(
            "What do you keep of a format, and by which key?",
            "The order is a part of the format: keep it with the letters, or keep nothing.");
  }

  private static Probe<StructCodec> greaterThan() {
    return Probe.of(
            "a format that begins with >",
            "it means the same as !",
            Structs.both(">IH", 0x01020304L, 0x0506L))
        .rule(Rule.task("! and > are the highest byte first"))
        .hints(
            "Which first characters does your code know?",
            "Three of them: !, > and <. The first two are the same.")
        .protects("Names the order that is forgotten, alone and with small values.");
  }

  private static Probe<StructCodec> unsignedByte() {
    return Probe.of(
            "a B over 127", "Java's byte is signed: its 80 is -128", Structs.both("!B", 0x80L))
        .rule(Rule.task("B is 0 to 255"))
        .hints(
            "Which number does your code make of the byte 80?",
            "Byte.toUnsignedLong(b), or b & 0xff.")
        .protects("The sign of one byte, before a number has several.");
  }

  private static Probe<StructCodec> unsignedShort() {
    return Probe.of(
            "an H over 32767",
            "Java's short is signed: its 8001 is -32767",
            Structs.both("!H", 0x8001L))
        .rule(Rule.task("H is 0 to 65535"))
        .hints(
            "Which number does your code make of the bytes 80 01?",
            "Short.toUnsignedLong(s), or s & 0xffff.")
        .protects("The sign of a short alone: that of its low byte has a probe of its own.");
  }

  private static Probe<StructCodec> unsignedInt() {
    return Probe.of(
            "an I over 2147483647",
            "Java's int is signed: its 80000001 is -2147483647",
            Structs.both("!I", 0x80000001L))
        .rule(Rule.task("I is 0 to 4294967295"))
        .hints(
            "Which number does your code make of the bytes 80 00 00 01?",
            "Integer.toUnsignedLong(i), or i & 0xffffffffL with an L at its end.")
        .protects("The sign of an int, where a mask without an L does nothing.");
  }

  private static Probe<StructCodec> belowZero() {
    return Probe.of(
            "numbers below zero", "b, h and i have a sign", Structs.both("!ihb", -300L, -2L, -1L))
        .rule(Rule.task("b, h and i are in two's complement"))
        .hints(
            "Which number does your code make of the byte ff, where the letter is b?",
            "A cast does it: (byte), (short) or (int), and only then a long.")
        .protects("Plain numbers below zero, before the smallest that there are.");
  }

  private static Probe<StructCodec> lowOctet() {
    return Probe.of(
            "a low byte over 127",
            "a sign that one byte has must not reach the byte above it",
            Structs.all(
                Structs.both("!Hh", 0x0180L, 0x01ffL),
                Structs.both("!Ii", 0x01800180L, 0x01ff01ffL)))
        .rule(Rule.task("a byte is 0 to 255"))
        .hints(
            "What is 0100 | (byte) 0x80?", "Mask each byte before you shift it: (b & 0xff) << 8.")
        .protects("A high byte that is small, so that only the sign of a low one does harm.");
  }

  private static Probe<StructCodec> noPadding() {
    return Probe.of(
            "no padding",
            "a compiler of C would leave gaps here; a network doesn't",
            Structs.both("!BIBH", 1L, 2L, 3L, 4L))
        .rule(Rule.task("each value stands right behind the one before"))
        .hints(
            "Are there bytes in your answer that no value asked for?",
            "A number may begin at any offset, odd ones too.")
        .protects("Names gaps by a format in which nothing else is unusual.");
  }

  private static Probe<StructCodec> octetsNoText() {
    return Probe.of(
            "a text of any bytes",
            "00, 80 and ff may stand in it, also at its ends",
            Structs.both("!5s", Bytes.of(0, 0x80, 0xff, 0x20, 0)))
        .rule(Rule.task("a text is Bytes, whatever they are"))
        .hints(
            "Does your code make a String of a text, or cut its end?",
            "octets.slice(from, to) gives Bytes as they stand.");
  }

  private static Probe<StructCodec> longText() {
    return Probe.of(
            "texts of 12 and of 300 bytes",
            "a size may have more than one digit",
            Structs.all(
                Structs.both("!12sB", Bytes.utf8("twelve bytes"), 1L),
                Structs.both("!B300s", 1L, Bytes.utf8("x".repeat(300)))))
        .rule(Rule.task("N is 1 to 999"))
        .hints(
            "How many digits does your code read?",
            "While the next character is a digit: size = 10 * size + digit.")
        .protects("Sizes of two and three digits, before they are too much for a buffer.");
  }

  private static Probe<StructCodec> longTexts() {
    var text = Bytes.utf8("y".repeat(999));
    return Probe.of(
            "three texts of 999 bytes",
            "together they are longer than many a buffer",
            Structs.both("!999s999s999s", text, text, text))
        .rule(Rule.task("N is 1 to 999, and there may be any number of letters"))
        .hints(
            "How much room do you have for what is packed?",
            "Add up the sizes first, or let a ByteArrayOutputStream grow.");
  }

  private static Probe<StructCodec> largest() {
    return Probe.of(
            "the largest",
            "the last number of a range belongs to it",
            eachNumber(item -> Structs.both("!" + item.letter(), item.max())))
        .rule(Rule.task("B is 0 to 255, b is -128 to 127, and so on"))
        .hints(
            "Does your code refuse this number, or change it?",
            "An unsigned number of n bits goes up to 2^n - 1, a signed one to 2^(n-1) - 1.")
        .protects("The upper end alone: numbers drawn by lot are on both ends.");
  }

  private static Probe<StructCodec> smallest() {
    return Probe.of(
            "the smallest",
            "the first number of a range belongs to it",
            eachNumber(item -> Structs.both("!" + item.letter(), item.min())))
        .rule(Rule.task("B is 0 to 255, b is -128 to 127, and so on"))
        .hints(
            "Does your code refuse this number, or change it?",
            "A signed number of n bits goes down to -2^(n-1): one more than it goes up.")
        .protects("The lower end alone: numbers drawn by lot are on both ends.");
  }

  private static Probe<StructCodec> justTooLarge() {
    return Probe.of(
            "one more than the largest",
            "256 is no byte, and 0 isn't 256 either",
            eachNumber(item -> Structs.refusesToPack("!" + item.letter(), item.max() + 1)))
        .rule(Rule.task("what doesn't fit is an IllegalArgumentException"))
        .hints(
            "What does a cast do with a number that is too large?",
            "It drops bits, silently: compare with the largest value before you cast.");
  }

  private static Probe<StructCodec> justTooSmall() {
    return Probe.of(
            "one less than the smallest",
            "-1 is no unsigned number",
            eachNumber(item -> Structs.refusesToPack("!" + item.letter(), item.min() - 1)))
        .rule(Rule.task("what doesn't fit is an IllegalArgumentException"))
        .hints(
            "Does your code look at both ends of the range?",
            "number < min || number > max, with min 0 for the unsigned.");
  }

  private static Probe<StructCodec> farOutside() {
    return Probe.of(
            "far outside",
            "3 · 2^32 + 1 is 1 in an int, 2^63 - 1 is -1, and -2^63 is 0",
            eachNumber(item -> {
              var format = "!" + item.letter();
              return Structs.all(
                  Structs.refusesToPack(format, (3L << 32) + 1),
                  Structs.refusesToPack(format, Long.MAX_VALUE),
                  Structs.refusesToPack(format, Long.MIN_VALUE));
            }))
        .rule(Rule.task("what doesn't fit is an IllegalArgumentException"))
        .hints(
            "Is the number still a long when your code compares it?",
            "Compare first, and cast afterwards.");
  }

  private static Probe<StructCodec> textTooLong() {
    return Probe.of(
            "a text too long",
            "five bytes for 4s",
            Structs.refusesToPack("!4s", Bytes.utf8("hello")))
        .rule(Rule.task("a text has just N bytes: nothing is cut"))
        .hints("Which byte is missing in your answer?", "text.size() != n is a reason to refuse.");
  }

  private static Probe<StructCodec> textTooShort() {
    return Probe.of(
            "a text too short",
            "three bytes for 4s, and none",
            Structs.all(
                Structs.refusesToPack("!4s", Bytes.utf8("bye")),
                Structs.refusesToPack("!4s", Bytes.EMPTY)))
        .rule(Rule.task("a text has just N bytes: nothing is padded"))
        .hints(
            "Which byte of your answer was in no value?",
            "Python's struct pads with zeros; the task doesn't: text.size() != n.");
  }

  private static Probe<StructCodec> tooFewValues() {
    return Probe.of(
            "too few values",
            "two letters and one value, and a letter and none",
            Structs.all(Structs.refusesToPack("!HH", 1L), Structs.refusesToPack("!B")))
        .rule(Rule.task("one value for each letter"))
        .hints(
            "What does your code do when the values are at their end?",
            "Count the letters, and compare with values.size(), before you pack.");
  }

  private static Probe<StructCodec> tooManyValues() {
    return Probe.of(
            "too many values",
            "one letter and two values, and no letter",
            Structs.all(Structs.refusesToPack("!H", 1L, 2L), Structs.refusesToPack("!", 1L)))
        .rule(Rule.task("one value for each letter"))
        .hints(
            "What becomes of a value that has no letter?",
            "Count the letters, and compare with values.size(), before you pack.");
  }

  private static Probe<StructCodec> otherKind() {
    return Probe.of(
            "a value of the other kind",
            "a text where a number belongs, and a number where a text belongs",
            Structs.all(
                Structs.refusesToPack("!H", Bytes.utf8("hi")), Structs.refusesToPack("!2s", 2L)))
        .rule(Rule.task("what doesn't fit is an IllegalArgumentException"))
        .hints(
            "Which exception does a cast throw?",
            "if (!(value instanceof Long number)) { throw … }");
  }

  private static Probe<StructCodec> tooFewOctets() {
    return Probe.of(
            "too few bytes",
            "a byte is missing, or all of them",
            Structs.all(
                Structs.refusesToUnpack("!HI", Bytes.ofHex("00 01 00 00 00")),
                Structs.refusesToUnpack("!4s", Bytes.utf8("bye")),
                Structs.refusesToUnpack("<H", Bytes.EMPTY)))
        .rule(Rule.task("just as many bytes as the format says"))
        .hints(
            "Which exception do you get when the bytes are at their end?",
            "Add up the sizes of the letters, and compare, before you unpack.");
  }

  private static Probe<StructCodec> octetsLeft() {
    return Probe.of(
            "bytes left over",
            "one byte more than the format says",
            Structs.all(
                Structs.refusesToUnpack("!H", Bytes.ofHex("00 01 00")),
                Structs.refusesToUnpack("!4s", Bytes.utf8("hello")),
                Structs.refusesToUnpack("!", Bytes.of(0))))
        .rule(Rule.task("just as many bytes as the format says"))
        .hints(
            "How many bytes has your code used in the end, and how many are there?",
            "Add up the sizes of the letters, and compare with octets.size().");
  }

  private static Probe<StructCodec> noLetters() {
    return Probe.of("no letters", "a format of nothing but its order", Structs.both("!"))
        .rule(Rule.task("one value for each letter; there may be no letter"))
        .hints("What does your code do with \"!\"?", "No values, no bytes, and no exception.");
  }

  private static Probe<StructCodec> noOrder() {
    return Probe.of(
            "no order",
            "nothing stands for whatever the processor likes, and so does =",
            Structs.all(
                refusesOne("H"), refusesOne("=H"), refusesOne("@H"), Structs.refusesToPack("")))
        .rule(Rule.task("a format begins with !, > or <"))
        .hints(
            "What does your code do with the formats \"H\" and \"\"?",
            "Look at the first character, if there is one, and refuse all but three.");
  }

  private static Probe<StructCodec> otherLetter() {
    return Probe.of(
            "another letter",
            "Z is none of ours, and neither is a blank",
            Structs.all(refusesOne("!HZ"), refusesOne("!H ")))
        .rule(Rule.task("nothing else is a format"))
        .hints(
            "What does your code do with a letter that it doesn't know?",
            "In a switch, default -> throw …")
        .protects("One letter too many, before what stands behind a format is odder.");
  }

  private static Probe<StructCodec> otherSize() {
    return Probe.of(
            "a number without s, and s without a number",
            "Python has 1H and s as well; we don't",
            Structs.all(
                refusesOne("!1H"),
                refusesOne("!H4"),
                Structs.refusesToPack("!s", Bytes.of('x')),
                Structs.refusesToUnpack("!s", Bytes.of('x'))))
        .rule(Rule.task("a number stands before s, and nowhere else"))
        .hints(
            "What does your code do with digits that no s follows?",
            "Look at the digits when a letter has come, and once more at the end.");
  }

  private static Probe<StructCodec> lineFeed() {
    return Probe.of(
            "a line feed behind the letters",
            "a format that was read from a file, with the end of its line",
            refusesOne("!H\n"))
        .rule(Rule.task("nothing else is a format"))
        .hints(
            "Which part of your code sees the last character of the format?",
            "In a regular expression, $ stands before a line end too; matches() wants all.");
  }

  private static Probe<StructCodec> sign() {
    return Probe.of(
            "a sign before a size",
            "+4 is a number to Integer.parseInt, and no size of ours",
            Structs.all(
                Structs.refusesToPack("!+4s", Bytes.utf8("data")),
                Structs.refusesToUnpack("!+4s", Bytes.utf8("data"))))
        .rule(Rule.task("a size is plain digits"))
        .hints(
            "Who decides in your code what a size looks like?",
            "Take digits one by one, as long as there are any; all else is a letter.");
  }

  /** Refuses one number of two octets, there and back. */
  private static List<Trial<StructCodec>> refusesOne(String format) {
    return Structs.all(
        Structs.refusesToPack(format, 1L), Structs.refusesToUnpack(format, Bytes.of(0, 1)));
  }

  private static Probe<StructCodec> drawn() {
    return Probe.of(
            "formats drawn by lot",
            "sixty of them, with values from the smallest to the largest",
            Structs.drawn(60, 51))
        .rule(Rule.task("what was packed is what is unpacked"))
        .hints(
            "Which letter stands there, and which value?",
            "The report has the shortest format that fails: try it in a cell.");
  }

  /** Makes trials for a letter that stands for a number. */
  private interface OfNumber {
    List<Trial<StructCodec>> trials(StructLayout.Item item);
  }

  private static List<Trial<StructCodec>> eachNumber(OfNumber making) {
    return NUMBERS
        .chars()
        .mapToObj(letter -> StructLayout.of("!" + (char) letter).items().getFirst())
        .flatMap(item -> making.trials(item).stream())
        .toList();
  }
}
