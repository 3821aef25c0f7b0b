package netbook.exercise;

import java.util.List;
import java.util.stream.Stream;
import netbook.bytes.Bytes;

/** The probes of {@link Utf8Decoder}. */
final class Utf8Probes {
  private Utf8Probes() {}

  /** All of them, in the order in which they are tried. */
  static List<Probe<Utf8Decoder>> all() {
    return Stream.of(pieces(), characters(), errors(), sizes()).flatMap(List::stream).toList();
  }

  private static List<Probe<Utf8Decoder>> pieces() {
    return List.of(
        example(), twoPieces(), everyCut(), everyWay(), emptyPieces(), inTurn(), atOnce());
  }

  private static List<Probe<Utf8Decoder>> characters() {
    return List.of(firstAndLast(), zero(), mark(), replacement());
  }

  private static List<Probe<Utf8Decoder>> errors() {
    return List.of(
        cutEnd(),
        lone(),
        loneAgain(),
        brokenOffByLetter(),
        brokenOffByFirst(),
        overlongTwo(),
        overlongThree(),
        overlongFour(),
        surrogates(),
        pair(),
        tooLarge(),
        fiveOctets(),
        textBefore(),
        pieceAfter(),
        nothingAfter(),
        endAfter());
  }

  private static List<Probe<Utf8Decoder>> sizes() {
    return List.of(manyPieces(), onePiece());
  }

  private static Probe<Utf8Decoder> example() {
    return Probe.of(
            "two whole pieces",
            "the chapter's own example: the cut is between two characters",
            Utf8Trials.of(Bytes.utf8("grün und "), Bytes.utf8("weiß, 5 €")))
        .rule(Rule.task("feed answers the characters of its piece"))
        .hints(
            "Compare your answers with the expected ones, piece by piece.",
            "A character has 1 to 4 bytes; the first one says how many.")
        .protects("Shows that the report's first words are about the simplest case.");
  }

  private static Probe<Utf8Decoder> twoPieces() {
    return Probe.of(
            "an é in two pieces",
            "c3 comes first, and a9 with the next piece",
            Utf8Trials.everyCut(Bytes.utf8("é")))
        .rule(Rule.task("an unfinished character is kept for the next piece"))
        .hints(
            "What does your code do with c3, when nothing follows it?",
            "Keep it in a field of your decoding, and put the next piece behind it.")
        .protects("The smallest cut that there is, so that its report is the shortest.");
  }

  private static Probe<Utf8Decoder> everyCut() {
    return Probe.of(
            "a cut at every place",
            "characters of 1 to 4 bytes, in two pieces",
            Utf8Trials.everyCut(Bytes.utf8("aé€😀z")))
        .rule(Rule.task("what is complete is answered at once, and the rest is kept"))
        .hints(
            "Which characters are complete at the cut, and which bytes are kept?",
            "There may be up to three bytes to keep, and text before them to answer.")
        .protects("One cut, where the next probe has many.");
  }

  private static Probe<Utf8Decoder> everyWay() {
    return Probe.of(
            "every way to cut",
            "ten bytes can be cut in 512 ways",
            Utf8Trials.everyWay(Bytes.utf8("aé€😀")))
        .rule(Rule.task("a character may come in as many pieces as it has bytes"))
        .hints(
            "What does your code keep, when a piece finishes nothing?",
            "What was kept before, and this piece behind it. And 4 bytes are 2 chars in Java.")
        .protects("Pieces that finish nothing, in between and in a row.");
  }

  private static Probe<Utf8Decoder> emptyPieces() {
    return Probe.of(
            "empty pieces",
            "before a text, inside of a character, and at the end",
            Utf8Trials.of(
                Bytes.EMPTY, Bytes.ofHex("e2 82"), Bytes.EMPTY, Bytes.ofHex("ac"), Bytes.EMPTY))
        .rule(Rule.task("a piece may be empty; only end() is the end"))
        .hints(
            "What does your code do with a piece of 0 bytes?",
            "Nothing: it answers \"\", and keeps what it has.");
  }

  private static Probe<Utf8Decoder> inTurn() {
    return Probe.of(
            "two texts in turn",
            "a client hangs up inside of a character, and the next one begins anew",
            Utf8Trials.inTurn(Bytes.ofHex("61 c3"), Bytes.utf8("é")))
        .rule(Rule.task("start() begins a text"))
        .hints(
            "What is left of the first text when the second one begins?",
            "What start() returns is a new object, and nothing that it keeps is static.")
        .protects("One text after the other, where the next probe has two at once.");
  }

  private static Probe<Utf8Decoder> atOnce() {
    return Probe.of(
            "two texts at once",
            "a server has many clients, and each sends its text",
            Utf8Trials.atOnce(Bytes.utf8("é€"), Bytes.utf8("😀é")))
        .rule(Rule.task("several texts may be decoded at once"))
        .hints(
            "What do two texts share in your code?",
            "Each call of start() makes a new object; what it keeps is in fields of that object.");
  }

  private static Probe<Utf8Decoder> firstAndLast() {
    return Probe.of(
            "the first and the last of each size",
            "1, 2, 3 and 4 bytes, and the neighbours of the surrogates",
            Utf8Trials.octets(
                "01",
                "7f",
                "c2 80",
                "df bf",
                "e0 a0 80",
                "ed 9f bf",
                "ee 80 80",
                "ef bf bf",
                "f0 90 80 80",
                "f4 8f bf bf"))
        .rule(Rule.must("RFC 3629 §3", "a character from 0 to 10ffff has 1 to 4 octets"))
        .hints(
            "Which character is this, and which of your limits does it meet?",
            "7f, 7ff, ffff and 10ffff are the last ones; d800 to dfff are left out, no others.");
  }

  private static Probe<Utf8Decoder> zero() {
    return Probe.of(
            "a zero", "U+0000 is a character of one byte", Utf8Trials.each("\0", "a\0b", "\0\0"))
        .rule(Rule.must("RFC 3629 §3", "a character from 0 to 7f has 1 octet"))
        .hints("What becomes of the byte 00?", "In Java a 0 ends nothing, and isn't nothing.");
  }

  private static Probe<Utf8Decoder> mark() {
    return Probe.of(
            "a byte order mark",
            "ef bb bf at the start, and inside",
            Utf8Trials.each("\ufeffhi", "h\ufeffi"))
        .rule(Rule.task("U+FEFF is a character like the others"))
        .hints(
            "Which character is missing in your answer?",
            "Whether a mark is part of the text is for others to decide: answer it.");
  }

  private static Probe<Utf8Decoder> replacement() {
    return Probe.of(
            "a replacement character",
            "somebody has sent U+FFFD, which is ef bf bd",
            Utf8Trials.each("a\ufffdb"))
        .rule(Rule.must("RFC 3629 §3", "a character from 800 to ffff has 3 octets"))
        .hints(
            "How does your code find out that bytes are wrong?",
            "Not by what a String has in their place: CodingErrorAction.REPORT.");
  }

  private static Probe<Utf8Decoder> cutEnd() {
    return Probe.of(
            "the end inside of a character",
            "one, two or three bytes of it came",
            Utf8Trials.octets("c3", "e2", "e2 82", "f0", "f0 9f", "f0 9f 98", "61 e2 82"))
        .rule(Rule.task("end() throws if a character is cut"))
        .hints(
            "What does your end() do when something is kept?",
            "Something kept is a character that will never be finished: throw.");
  }

  private static Probe<Utf8Decoder> lone() {
    return Probe.of(
            "a byte that only continues",
            "80 to bf never begin a character",
            Utf8Trials.wrong("80", "bf"))
        .rule(Rule.must("RFC 3629 §3", "protect against decoding invalid sequences"))
        .hints(
            "What does your code do when 80 stands where a character begins?",
            "Throw: 10xxxxxx is the second byte of a character, or a later one.")
        .protects("One such byte and the end, before it comes again and again.");
  }

  private static Probe<Utf8Decoder> loneAgain() {
    var lone = Bytes.of(0x80);
    return Probe.of(
            "four that only continue",
            "80 comes alone, and again, and again",
            Utf8Trials.of(lone, lone, lone, lone))
        .rule(Rule.task("an error is told, and not awaited for ever"))
        .hints(
            "How much do you keep, when nothing of it begins a character?",
            "What is kept begins with a first byte; 80 to bf are none.");
  }

  private static Probe<Utf8Decoder> brokenOffByLetter() {
    return Probe.of(
            "a letter inside of a character",
            "a bracket stands where the character should go on",
            Utf8Trials.wrong("c3 28", "e2 28 a1", "e2 82 28", "f0 28 98 80", "f0 9f 98 28"))
        .rule(Rule.must("RFC 3629 §3", "each octet after the first is 10xxxxxx"))
        .hints(
            "Does your code look at the two high bits of each further byte?",
            "(octet & 0xc0) == 0x80, or it is an error.");
  }

  private static Probe<Utf8Decoder> brokenOffByFirst() {
    return Probe.of(
            "a character inside of a character",
            "a first byte stands where the character should go on",
            Utf8Trials.octets("c3 c3 a9", "e2 82 e2 82 ac", "f0 9f 98 c3 a9"))
        .rule(Rule.must("RFC 3629 §3", "each octet after the first is 10xxxxxx"))
        .hints(
            "What becomes of the character that isn't finished?",
            "It can't be dropped without a word: that is an error.");
  }

  private static Probe<Utf8Decoder> overlongTwo() {
    return Probe.of(
            "two bytes where one is enough",
            "c0 80 would be a zero, and c0 af a slash that no filter sees",
            Utf8Trials.wrong("c0 80", "c0 af", "c1 bf"))
        .rule(Rule.must("RFC 3629 §3", "protect against decoding invalid sequences"))
        .hints(
            "Which character do you make of c0 80?",
            "Two bytes are for 80 to 7ff: what is less is an error.");
  }

  private static Probe<Utf8Decoder> overlongThree() {
    return Probe.of(
            "three bytes where two are enough",
            "e0 80 80 would be a zero too",
            Utf8Trials.wrong("e0 80 80", "e0 9f bf"))
        .rule(Rule.must("RFC 3629 §3", "protect against decoding invalid sequences"))
        .hints(
            "Which character do you make of e0 9f bf?",
            "Three bytes are for 800 to ffff: what is less is an error.");
  }

  private static Probe<Utf8Decoder> overlongFour() {
    return Probe.of(
            "four bytes where three are enough",
            "f0 80 80 80 would be one more zero",
            Utf8Trials.wrong("f0 80 80 80", "f0 8f bf bf"))
        .rule(Rule.must("RFC 3629 §3", "protect against decoding invalid sequences"))
        .hints(
            "Which character do you make of f0 8f bf bf?",
            "Four bytes are for 10000 to 10ffff: what is less is an error.");
  }

  private static Probe<Utf8Decoder> surrogates() {
    return Probe.of(
            "surrogates",
            "Java needs d800 to dfff inside of its Strings; in UTF-8 they are no characters",
            Utf8Trials.wrong("ed a0 80", "ed af bf", "ed b0 80", "ed bf bf"))
        .rule(Rule.must("RFC 3629 §3", "no character numbers between d800 and dfff"))
        .hints("Which character do you make of ed a0 80?", "d800 to dfff are errors, all of them.");
  }

  private static Probe<Utf8Decoder> pair() {
    return Probe.of(
            "a pair of surrogates",
            "Java would make one character of them; in UTF-8 that has four bytes",
            Utf8Trials.octets("ed a0 bd ed b8 80"))
        .rule(Rule.must("RFC 3629 §3", "no character numbers between d800 and dfff"))
        .hints(
            "Which character do you make of two surrogates?",
            "None: the first one is an error already.");
  }

  private static Probe<Utf8Decoder> tooLarge() {
    return Probe.of(
            "more than 10ffff",
            "f4 90 80 80 would be 110000",
            Utf8Trials.wrong("f4 90 80 80", "f5 80 80 80", "f7 bf bf bf"))
        .rule(Rule.must("RFC 3629 §3", "characters are 0 to 10ffff"))
        .hints(
            "Which character do you make of f4 90 80 80, and what says Java to it?",
            "What is more than 10ffff is an error, and CharacterCodingException is its name.");
  }

  private static Probe<Utf8Decoder> fiveOctets() {
    return Probe.of(
            "five bytes, and more",
            "f8 to ff begin nothing; long ago they did",
            Utf8Trials.wrong("f8 88 80 80 80", "fc 84 80 80 80 80", "fe", "ff"))
        .rule(Rule.must("RFC 3629 §1", "the octets c0, c1, f5 to ff never appear"))
        .hints(
            "What does your code do with f8, and with ff?",
            "Four bytes are the most, and f4 is the last that begins anything.");
  }

  private static Probe<Utf8Decoder> textBefore() {
    return Probe.of(
            "text before an error",
            "two characters before it, in the same piece",
            Utf8Trials.unended("61 62 ff", "61 c3 a9 ff 62"))
        .rule(Rule.task("a call answers the characters before an error"))
        .hints(
            "Where are the characters that you had, when your code throws?",
            "Note that there is an error, return what you have, and throw at the next call.")
        .protects("The characters alone, before the exception that has to follow.");
  }

  private static Probe<Utf8Decoder> pieceAfter() {
    return Probe.of(
            "a piece after an error",
            "the characters before it are answered, and more comes",
            Utf8Trials.of(
                Bytes.ofHex("61 62 ff"),
                Bytes.utf8("hello"),
                Bytes.utf8("hello"),
                Bytes.utf8("hello")))
        .rule(Rule.task("after an error, the next call throws"))
        .hints(
            "What does your code answer to the piece after the error?",
            "Who waits for end() may wait for ever: feed throws too.")
        .protects("More bytes after the error, before a piece that has none.");
  }

  private static Probe<Utf8Decoder> nothingAfter() {
    return Probe.of(
            "an empty piece after an error",
            "the characters before it are answered, and the next piece has no byte",
            Utf8Trials.of(Bytes.ofHex("61 62 80"), Bytes.EMPTY))
        .rule(Rule.task("after an error, the next call throws"))
        .hints(
            "What does your feed do first: look at the piece, or at what is still to be told?",
            "The next call throws, whatever it brings.");
  }

  private static Probe<Utf8Decoder> endAfter() {
    return Probe.of(
            "the end after an error",
            "the characters before it are answered, and nothing more comes",
            Utf8Trials.octets("61 62 ff"))
        .rule(Rule.task("after an error, the next call throws"))
        .hints(
            "What does your end() do when feed has seen an error, and not thrown yet?",
            "The next call may be end(): it throws too.");
  }

  private static Probe<Utf8Decoder> manyPieces() {
    return Probe.of(
            "thirty thousand pieces",
            "a long text that comes byte by byte",
            Utf8Trials.many("aé€😀".repeat(3000), 1))
        .rule(Rule.task("keep one unfinished character, and not the text"))
        .hints(
            "What does a call cost when much has come before?",
            "What is answered is done with: keep only the bytes of one character.");
  }

  private static Probe<Utf8Decoder> onePiece() {
    return Probe.of(
            "one large piece",
            "300,000 bytes at once",
            Utf8Trials.many("aé€😀".repeat(30_000), 300_000))
        .rule(Rule.task("a piece may have any size"))
        .hints(
            "Which of your buffers has a fixed size, and what is copied for each character?",
            "Collect the characters in a StringBuilder.");
  }
}
