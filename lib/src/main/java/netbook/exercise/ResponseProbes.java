package netbook.exercise;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import netbook.bytes.Bytes;
import netbook.show.Wording;
import org.jspecify.annotations.Nullable;

/** The probes of {@link ResponseReader}. */
final class ResponseProbes {
  private static final Rule RECORD =
      Rule.must("RFC 1035 §4.1.3", "NAME TYPE CLASS TTL RDLENGTH RDATA");
  private static final Rule POINTER =
      Rule.must("RFC 1035 §4.1.4", "a pointer to a prior occurrence of the same name");
  private static final Rule LABEL = Rule.must("RFC 1035 §2.3.4", "labels: 63 octets or less");
  private static final Rule NAME = Rule.must("RFC 1035 §2.3.4", "names: 255 octets or less");
  private static final Rule LENGTHS =
      Rule.task("what ends elsewhere than it says is an IOException");

  /** A header with an ID and the flags of a response; the counts follow. */
  private static final String HEADER = "2b1c 8500 ";

  /** The question for example.com A, at offset 12; what comes behind it is at 29. */
  private static final String QUESTION = "07 6578616d706c65 03 636f6d 00 0001 0001";

  /** What follows the owner of a record with an address. */
  private static final String A = "0001 0001 0000012c 0004 c0000221";

  /** What follows the owner of a record with a text. */
  private static final String TEXT = "0010 0001 0000012c 0004 c0000221";

  private ResponseProbes() {}

  static List<Probe<ResponseReader>> all() {
    return Stream.of(read(), names(), refused()).flatMap(List::stream).toList();
  }

  private static List<Probe<ResponseReader>> read() {
    return List.of(
        example(),
        twice(),
        keptList(),
        noAnswer(),
        threeAnswers(),
        otherSections(),
        whateverFlags(),
        noQuestion(),
        twoQuestions(),
        manyQuestions(),
        manyAnswers(),
        longTtl(),
        unsignedTtl(),
        unknownType(),
        eachType(),
        largeType(),
        largeData(),
        noData(),
        longData());
  }

  private static List<Probe<ResponseReader>> names() {
    return List.of(
        root(),
        inFull(),
        labelsAndPointer(),
        pointerToPointer(),
        pointerTo141(),
        pointerTo285(),
        capitals(),
        label63(),
        name255(),
        name255ByPointer(),
        manyPointers());
  }

  private static List<Probe<ResponseReader>> refused() {
    return List.of(
        cuts(),
        cutsWithoutAnswer(),
        fewer(),
        largestCounts(),
        longerData(),
        longestData(),
        threeBytes(),
        fiveBytes(),
        longAlias(),
        shortAlias(),
        itself(),
        eachOther(),
        forward(),
        labelAndPointer(),
        roundInData(),
        label40(),
        label80(),
        reserved(),
        name256(),
        name301(),
        badQuestions());
  }

  private static Probe<ResponseReader> example() {
    return taken(
            "one address",
            "the chapter's own example",
            message(1, "c00c" + A),
            "example.com. 300 A 192.0.2.33")
        .rule(RECORD)
        .hints(
            "Where does your first record begin?",
            "At 29, behind header and question; and & 0xff makes 192 of the byte -64.")
        .protects("Shows that the report's first words are about the simplest case.");
  }

  private static Probe<ResponseReader> twice() {
    return Probe.of(
            "two calls",
            "one reader: two answers first, or a message to refuse, and then another one",
            afterAnother())
        .rule(Rule.task("a call is about its own message"))
        .hints(
            "Does something of the first call survive until the second?",
            "Lists and maps are variables of the method.")
        .protects("Names the cause of what would look like wrong lines in each later probe.");
  }

  private static Probe<ResponseReader> keptList() {
    return Probe.of(
            "the list of the first call",
            "it stays as it is when the reader is called again",
            List.of(new Kept(message(1, "c00c" + A), message(0, ""))))
        .rule(Rule.task("a list that was returned stays as it is"))
        .hints("Which list do you return?", "A new one each time, which nobody else has.");
  }

  private static Probe<ResponseReader> noAnswer() {
    return taken("no answer", "a name without an address", message(0, ""))
        .rule(RECORD)
        .hints("How many lines does ANCOUNT 0 give?", "None: an empty list.");
  }

  private static Probe<ResponseReader> threeAnswers() {
    return taken(
            "three answers",
            "an alias, and two addresses of where it leads",
            message(
                3,
                "c00c 0005 0001 0000003c 0006 03 777777 c00c",
                "c029" + A,
                "c029 0001 0001 0000012c 0004 c0000222"),
            "example.com. 60 CNAME www.example.com.",
            "www.example.com. 300 A 192.0.2.33",
            "www.example.com. 300 A 192.0.2.34")
        .rule(RECORD)
        .hints("How far do you go on after a record?", "By RDLENGTH, from where its data begin.")
        .protects("What most responses look like, with all that the later probes take apart.");
  }

  private static Probe<ResponseReader> otherSections() {
    return taken(
            "other sections behind",
            "an authority and its address aren't answers",
            Bytes.ofHex(
                HEADER
                    + "0001 0001 0001 0001"
                    + QUESTION
                    + "c00c"
                    + A
                    + "c00c 0002 0001 0000012c 0005 02 6e73 c00c"
                    + "c039"
                    + A),
            "example.com. 300 A 192.0.2.33")
        .rule(RECORD)
        .hints("Which count do you go by?", "ANCOUNT only: the other sections follow.")
        .protects("Sections as they should be, before those that are cut.");
  }

  private static Probe<ResponseReader> whateverFlags() {
    var other = QUESTION.replace("0001 0001", "0001 0003");
    var line = "example.com. 300 A 192.0.2.33";
    return taken(
            "other flags and classes, and more behind",
            "QR, RCODE, CLASS and what comes later change nothing",
            List.of(line),
            Bytes.ofHex("2b1c 0000 0001 0001 0000 0000" + QUESTION + "c00c" + A),
            Bytes.ofHex("0000 8583 0001 0001 0000 0000" + QUESTION + "c00c" + A),
            Bytes.ofHex("ffff ffff 0001 0001 0000 0000" + QUESTION + "c00c" + A),
            message(1, "c00c 0001 00ff 0000012c 0004 c0000221"),
            Bytes.ofHex(counts(1, 1) + other + "c00c 0001 0003 0000012c 0004 c0000221"),
            message(1, "c00c" + A + "00"),
            message(1, "c00c" + A + "c00cffff"),
            Bytes.ofHex(HEADER + "0001 0001 0002 ffff" + QUESTION + "c00c" + A + "3f61"))
        .rule(Rule.task("flags, classes and what stands behind the answers change nothing"))
        .hints(
            "What do you refuse, and where does the task say so?",
            "Skip the flags and each class, and stop behind the last answer.");
  }

  private static Probe<ResponseReader> noQuestion() {
    return taken(
            "no question",
            "QDCOUNT is 0, and the answer begins at 12",
            Bytes.ofHex(counts(0, 1) + "01 61 00" + A),
            "a. 300 A 192.0.2.33")
        .rule(RECORD)
        .hints("How many questions do you skip?", "As many as QDCOUNT says, which may be none.");
  }

  private static Probe<ResponseReader> twoQuestions() {
    return taken(
            "two questions",
            "QDCOUNT is 2, and the second name is a pointer",
            Bytes.ofHex(counts(2, 1) + QUESTION + "c00c 001c 0001" + "c00c" + A),
            "example.com. 300 A 192.0.2.33")
        .rule(RECORD)
        .hints(
            "How many questions do you skip, and how do you skip a name?",
            "As many as QDCOUNT says; a name ends with 00 or with a pointer.")
        .protects("A pointer in the place of a name, before there are 256 questions.");
  }

  private static Probe<ResponseReader> manyQuestions() {
    return taken(
            "256 questions",
            "QDCOUNT has two bytes",
            Bytes.ofHex(counts(256, 1) + QUESTION + "c00c 0001 0001 ".repeat(255) + "c00c" + A),
            "example.com. 300 A 192.0.2.33")
        .rule(RECORD)
        .hints("How many bytes has QDCOUNT?", "Two, unsigned: 01 00 is 256.");
  }

  private static Probe<ResponseReader> manyAnswers() {
    return taken(
            "300 answers",
            "a count has two bytes",
            message(300, ("c00c" + A).repeat(300)),
            Collections.nCopies(300, "example.com. 300 A 192.0.2.33").toArray(new String[0]))
        .rule(RECORD)
        .hints("How many bytes has ANCOUNT?", "Two, unsigned: 01 2c is 300.");
  }

  private static Probe<ResponseReader> longTtl() {
    return taken(
            "a TTL over 65535",
            "it has four bytes",
            message(1, "c00c 0001 0001 00093a80 0004 c0000221"),
            "example.com. 604800 A 192.0.2.33")
        .rule(RECORD)
        .hints("How many bytes has your TTL?", "Four, the highest first: 604800 is a week.")
        .protects("Four bytes, before the sign of the next probe.");
  }

  private static Probe<ResponseReader> unsignedTtl() {
    return taken(
            "a TTL over 2147483647",
            "it is unsigned",
            message(1, "c00c 0001 0001 ffffffff 0004 c0000221"),
            "example.com. 4294967295 A 192.0.2.33")
        .rule(RECORD)
        .hints("Is your TTL below zero?", "& 0xffffffffL makes a long of it.");
  }

  private static Probe<ResponseReader> unknownType() {
    return taken(
            "an unknown type",
            "its data stay as they are",
            message(2, "c00c 0010 0001 0000012c 0006 05 68656c6c6f", "c00c" + A),
            "example.com. 300 TYPE16 0568656c6c6f",
            "example.com. 300 A 192.0.2.33")
        .rule(Rule.task("the data of other types are hex digits"))
        .hints(
            "What do you do with data that you don't know?",
            "Two hex digits a byte, zeros too, and on by RDLENGTH.");
  }

  private static Probe<ResponseReader> eachType() {
    var types = IntStream.rangeClosed(0, 255).filter(type -> type != 1 && type != 5).boxed();
    var records = new ArrayList<String>();
    var lines = new ArrayList<String>();
    types.forEach(type -> {
      records.add("c00c %04x 0001 0000012c 0001 61".formatted(type));
      lines.add("example.com. 300 TYPE%d 61".formatted(type));
    });
    return taken(
            "each type up to 255",
            "only 1 and 5 have a name",
            message(records.size(), records.toArray(new String[0])),
            lines.toArray(new String[0]))
        .rule(Rule.task("the data of other types are hex digits"))
        .hints("Which types do you know?", "A and CNAME: 28 is TYPE28 here, and 0 is TYPE0.");
  }

  private static Probe<ResponseReader> largeType() {
    return taken(
            "a type over 32767",
            "it has two bytes, unsigned",
            message(1, "c00c ff01 0001 0000012c 0001 61"),
            "example.com. 300 TYPE65281 61")
        .rule(RECORD)
        .hints("How many bytes has your type?", "Two, unsigned: ff01 is 65281.");
  }

  private static Probe<ResponseReader> largeData() {
    return taken(
            "data over 7f",
            "Java's byte is signed",
            message(1, "c00c 0010 0001 0000012c 0004 c8ff8061"),
            "example.com. 300 TYPE16 c8ff8061")
        .rule(Rule.task("the data of other types are hex digits"))
        .hints(
            "How many digits has your c8?",
            "Two: Integer.toHexString((byte) 0xc8) is ffffffc8, and HexFormat knows bytes.");
  }

  private static Probe<ResponseReader> noData() {
    return taken(
            "no data",
            "RDLENGTH is 0",
            message(2, "c00c 000a 0001 0000012c 0000", "c00c" + A),
            "example.com. 300 TYPE10",
            "example.com. 300 A 192.0.2.33")
        .rule(RECORD)
        .hints("What does your reader do with nothing?", "TYPE10 and no digits; then it goes on.");
  }

  private static Probe<ResponseReader> longData() {
    return taken(
            "data of 256 bytes",
            "RDLENGTH has two bytes",
            message(2, "c00c 0010 0001 0000012c 0100 " + "61".repeat(256), "c00c" + A),
            "example.com. 300 TYPE16 " + "61".repeat(256),
            "example.com. 300 A 192.0.2.33")
        .rule(RECORD)
        .hints("How many bytes has your RDLENGTH?", "Two, unsigned.");
  }

  private static Probe<ResponseReader> root() {
    return taken(
            "the root",
            "a name without labels, of a record and in its data",
            message(2, "00" + A, "c00c 0005 0001 0000003c 0001 00"),
            ". 300 A 192.0.2.33",
            "example.com. 60 CNAME .")
        .rule(RECORD)
        .hints("What is a name that is only 00?", "The root: one dot.");
  }

  private static Probe<ResponseReader> inFull() {
    return taken(
            "a name in full",
            "not every name is compressed",
            message(1, "03 6f7267 00" + A),
            "org. 300 A 192.0.2.33")
        .rule(RECORD)
        .hints(
            "Do you take every name for a pointer?", "Look at the first two bits: only 11 is one.")
        .protects("The plainest name of a record; those who fail it fail others as well.");
  }

  private static Probe<ResponseReader> labelsAndPointer() {
    return taken(
            "labels and a pointer",
            "the end of a name is elsewhere",
            message(1, "03 777777 c014" + A),
            "www.com. 300 A 192.0.2.33")
        .rule(POINTER)
        .hints("What comes after www?", "c014: the rest is at offset 20, com.")
        .protects("A single pointer behind a label, without what else three answers have.");
  }

  private static Probe<ResponseReader> pointerToPointer() {
    return taken(
            "a pointer to a pointer",
            "both lead back",
            message(2, "c00c" + A, "c01d" + A),
            "example.com. 300 A 192.0.2.33",
            "example.com. 300 A 192.0.2.33")
        .rule(POINTER)
        .hints("What stands at offset 29?", "Another pointer: follow it too.")
        .protects("Two pointers in a row, without a label between them.");
  }

  private static Probe<ResponseReader> manyPointers() {
    var records = new StringBuilder("c00c" + A);
    for (int i = 1; i < 127; i++) {
      records.append("%04x".formatted(0xc000 | 13 + 16 * i)).append(A);
    }
    return taken(
            "127 pointers",
            "each record's name leads to the one before",
            message(127, records.toString()),
            Collections.nCopies(127, "example.com. 300 A 192.0.2.33").toArray(new String[0]))
        .rule(POINTER)
        .hints(
            "How many pointers do you follow?",
            "All that lead back: the task has names with up to 127 of them.");
  }

  private static Probe<ResponseReader> pointerTo141() {
    return taken(
            "a pointer to 141",
            "its second byte is 8d",
            message(
                3,
                "c00c 0010 0001 0000012c 0064 " + "61".repeat(100),
                "03 6f7267 00" + A,
                "c08d" + A),
            "example.com. 300 TYPE16 " + "61".repeat(100),
            "org. 300 A 192.0.2.33",
            "org. 300 A 192.0.2.33")
        .rule(POINTER)
        .hints("Is your offset below zero?", "& 0xff for the second byte: c08d is 141.")
        .protects("The sign of one pointer, before there are 127 of them.");
  }

  private static Probe<ResponseReader> pointerTo285() {
    return Probe.of(
            "a pointer to 285, and to 16157",
            "an offset has 14 bits",
            Trial.all(List.of(behind(1, "c11d"), behind(63, "ff1d"))))
        .rule(POINTER)
        .hints("How many bits has your offset?", "Fourteen: (first & 0x3f) << 8 | second.")
        .protects("The offset of one pointer, before there are 127 of them.");
  }

  /** So many records of 256 octets, a name behind them, and a pointer to that name. */
  private static List<Trial<ResponseReader>> behind(int records, String pointer) {
    var data = "61".repeat(244);
    var lines = new ArrayList<>(Collections.nCopies(records, "example.com. 300 TYPE16 " + data));
    lines.addAll(Collections.nCopies(2, "org. 300 A 192.0.2.33"));
    return reading(new ResponseJudge(Optional.of(lines)))
        .on(
            message(
                records + 2,
                ("c00c 0010 0001 0000012c 00f4 " + data).repeat(records),
                "03 6f7267 00" + A,
                pointer + A));
  }

  private static Probe<ResponseReader> capitals() {
    return taken(
            "capital letters",
            "they stay as they are, in the data too",
            message(2, "03 4f7247 00" + A, "c00c 0005 0001 0000003c 0005 03 4f7247 00"),
            "OrG. 300 A 192.0.2.33",
            "example.com. 60 CNAME OrG.")
        .rule(Rule.must("RFC 1035 §2.3.3", "the original case should be preserved"))
        .hints("Do you change the letters?", "Leave them as they came.");
  }

  private static Probe<ResponseReader> label63() {
    return taken(
            "a label of 63",
            "the longest that there is",
            message(1, "3f " + "61".repeat(63) + "00" + A),
            "a".repeat(63) + ". 300 A 192.0.2.33")
        .rule(LABEL)
        .hints(
            "Where does a length end, and a pointer begin?",
            "Up to 3f it's a length; from c0 on a pointer.");
  }

  private static Probe<ResponseReader> name255() {
    return taken(
            "a name of 255 bytes",
            "the longest",
            message(1, ("3e " + "61".repeat(62)).repeat(4) + "01 62 00" + A),
            ("a".repeat(62) + ".").repeat(4) + "b. 300 A 192.0.2.33")
        .rule(NAME)
        .hints("What do you count?", "Every length, every letter, and the last 00: 255 is fine.")
        .protects("Labels only; then a pointer leads to them.");
  }

  private static Probe<ResponseReader> name255ByPointer() {
    return taken(
            "a name of 255 bytes, by a pointer",
            "the pointer itself doesn't count",
            message(2, ("3e " + "61".repeat(62)).repeat(4) + "00" + A, "01 62 c01d" + A),
            ("a".repeat(62) + ".").repeat(4) + " 300 A 192.0.2.33",
            "b." + ("a".repeat(62) + ".").repeat(4) + " 300 A 192.0.2.33")
        .rule(NAME)
        .hints(
            "What do you count when you follow a pointer?",
            "Nothing: only lengths, letters and the last 00.")
        .protects("What a single pointer counts, before there are 127.");
  }

  private static Probe<ResponseReader> cuts() {
    return Probe.of("cut at each byte", "as a datagram that was truncated", atEachByte())
        .rule(LENGTHS)
        .hints(
            "Which exception do you throw?",
            "An array's own isn't an IOException: look before you read, or catch it.")
        .protects("The other lengths that lie have their own probes; this one has all the rest.");
  }

  private static Probe<ResponseReader> cutsWithoutAnswer() {
    return refused(
            "cut, and no answer to come",
            "a header has twelve bytes, and a question its type and class",
            Stream.concat(
                    IntStream.range(0, 12).mapToObj(size -> Bytes.ofHex("00".repeat(size))),
                    IntStream.range(12, 29).mapToObj(size -> message(0, "").slice(0, size)))
                .toArray(Bytes[]::new))
        .rule(LENGTHS)
        .hints(
            "Does anybody read what you skip?",
            "Look where you are when header and questions are over: not behind the end.");
  }

  private static Probe<ResponseReader> fewer() {
    return refused(
            "fewer answers than ANCOUNT says",
            "the message ends where a record would begin",
            message(2, "c00c" + A),
            message(1, ""))
        .rule(LENGTHS)
        .hints(
            "How many records are there?", "One less; that is an IOException, and no shorter list.")
        .protects("One record less; 65535 are a case of their own.");
  }

  private static Probe<ResponseReader> largestCounts() {
    return refused(
            "counts of 65535",
            "and nothing behind them, or one record",
            Bytes.ofHex(counts(0, 65535)),
            Bytes.ofHex(counts(65535, 0)),
            message(65535, "c00c" + A))
        .rule(LENGTHS)
        .hints("Which numbers are your counts?", "Two bytes, unsigned: ffff isn't -1.");
  }

  private static Probe<ResponseReader> longerData() {
    return refused(
            "RDLENGTH that is too long",
            "it reaches behind the end",
            message(1, "c00c 0010 0001 0000012c 0009 c0000221"))
        .rule(LENGTHS)
        .hints("How many bytes of data are left?", "Fewer than RDLENGTH says: an IOException.")
        .protects("One byte too many; 65535 are a case of their own.");
  }

  private static Probe<ResponseReader> longestData() {
    return refused(
            "RDLENGTH of 65535",
            "and four bytes are left",
            message(1, "c00c 0010 0001 0000012c ffff c0000221"))
        .rule(LENGTHS)
        .hints("Which number is your RDLENGTH?", "Two bytes, unsigned: ffff isn't -1.");
  }

  private static Probe<ResponseReader> threeBytes() {
    return refused(
            "an address of three bytes",
            "RDLENGTH is 3, or 0",
            message(2, "c00c 0001 0001 0000012c 0003 c00002", "c00c" + A),
            message(1, "c00c 0001 0001 0000012c 0000"))
        .rule(Rule.must("RFC 1035 §3.4.1", "a 32 bit Internet address"))
        .hints(
            "How many bytes does your address take?",
            "Four; if RDLENGTH isn't 4, that's an IOException.");
  }

  private static Probe<ResponseReader> fiveBytes() {
    return refused(
            "an address of five bytes",
            "RDLENGTH is 5",
            message(1, "c00c 0001 0001 0000012c 0005 c000022121"))
        .rule(Rule.must("RFC 1035 §3.4.1", "a 32 bit Internet address"))
        .hints("How many bytes does your address leave?", "None may be left: an IOException.");
  }

  private static Probe<ResponseReader> longAlias() {
    return refused(
            "an alias that is too long for its data",
            "it ends behind RDLENGTH",
            message(2, "c00c 0005 0001 0000003c 0002 03 777777 c00c", "c00c" + A),
            message(1, "c00c 0005 0001 0000003c 0002 03 777777 c00c"))
        .rule(LENGTHS)
        .hints(
            "Where does the name end, and where do the data?",
            "If they don't end at the same place, that's an IOException.");
  }

  private static Probe<ResponseReader> shortAlias() {
    return refused(
            "an alias that is too short for its data",
            "a byte is left",
            message(1, "c00c 0005 0001 0000003c 0003 c00c 00"))
        .rule(LENGTHS)
        .hints(
            "Where does the name end, and where do the data?",
            "If they don't end at the same place, that's an IOException.");
  }

  private static Probe<ResponseReader> itself() {
    return refused("a pointer to itself", "c01d at offset 29", message(1, "c01d" + A))
        .rule(POINTER)
        .hints(
            "Where does the pointer lead, and what stands there?",
            "It must lead to before the place where the name began.")
        .protects("The smallest circle; a question has it as well, later.");
  }

  private static Probe<ResponseReader> eachOther() {
    return refused(
            "two pointers to each other",
            "29 leads to 31, and 31 to 29",
            message(1, "c01f c01d" + A))
        .rule(POINTER)
        .hints(
            "Does each of your steps lead back?", "c01f leads forward: that's enough to refuse it.")
        .protects("A circle of two; a guard against the first place only would miss it.");
  }

  private static Probe<ResponseReader> forward() {
    return refused("a pointer forward", "to a name that comes later", message(1, "c02d" + A + "00"))
        .rule(POINTER)
        .hints(
            "Where does the pointer lead?",
            "To 45, and it stands at 29: a prior occurrence is before.")
        .protects("A pointer by itself that leads forward, without another one.");
  }

  private static Probe<ResponseReader> labelAndPointer() {
    return refused(
            "a label and a pointer to it", "01 61 c01d at offset 29", message(1, "01 61 c01d" + A))
        .rule(POINTER)
        .hints(
            "Is it enough that the pointer leads back?",
            "It leads back to where the name began, and so round again.")
        .protects("A circle by way of a label, before it stands in a question.");
  }

  private static Probe<ResponseReader> roundInData() {
    var record = "00 0010 0001 0000003c 0006 ";
    return refused(
            "a pointer back to one that leads forward",
            "in the data of an earlier record; the second time it leads round",
            Bytes.ofHex(counts(0, 2) + record + "c019 016100 00" + "c017" + A),
            Bytes.ofHex(counts(0, 2) + record + "c019 c017 0000" + "c017" + A))
        .rule(POINTER)
        .hints(
            "With what do you compare the second pointer of a name?",
            "With where the first one led, not with where the name began.");
  }

  private static Probe<ResponseReader> label40() {
    return refused(
            "a label that begins with 40",
            "it is no length",
            message(1, "40 " + "61".repeat(64) + "00" + A))
        .rule(Rule.must("RFC 1035 §4.1.4", "the 10 and 01 combinations are reserved"))
        .hints("What do the first two bits say?", "01 is reserved: an IOException.")
        .protects("The first byte that is no length, before all others.");
  }

  private static Probe<ResponseReader> label80() {
    return refused("a label that begins with 80", "it is no pointer", message(1, "800c" + A))
        .rule(Rule.must("RFC 1035 §4.1.4", "the 10 and 01 combinations are reserved"))
        .hints("What do the first two bits say?", "10 is reserved: only 11 is a pointer.");
  }

  private static Probe<ResponseReader> reserved() {
    var there = IntStream.range(0x40, 0xc0).mapToObj(first -> message(1, label(first) + A));
    var behind =
        IntStream.of(0x40, 0x41, 0x7f, 0x80, 0x81, 0xbf)
            .mapToObj(first ->
                message(
                    2,
                    "c00c 0010 0001 0000012c %04x %s".formatted(first + 2, label(first)),
                    "c029" + A));
    return refused(
            "each first byte from 40 to bf",
            "with as many bytes behind it, and where a pointer leads to",
            Stream.concat(there, behind).toArray(Bytes[]::new))
        .rule(Rule.must("RFC 1035 §4.1.4", "the 10 and 01 combinations are reserved"))
        .hints(
            "Which first bytes are no length and no pointer?",
            "All from 40 to bf, wherever you come from.");
  }

  /** What would be a name, if a length could be that large. */
  private static String label(int length) {
    return "%02x ".formatted(length) + "61".repeat(length) + "00";
  }

  private static Probe<ResponseReader> name256() {
    return refused(
            "a name of 256 bytes",
            "one more than there may be",
            message(1, ("3e " + "61".repeat(62)).repeat(4) + "02 6262 00" + A))
        .rule(NAME)
        .hints(
            "What do you count?", "Every length, every letter, and the last 00: 256 is too many.")
        .protects("The limit of a record's name, before that of a question's.");
  }

  private static Probe<ResponseReader> name301() {
    return refused(
            "a name of 301 bytes, by a pointer",
            "what a pointer leads to counts too",
            message(
                2,
                ("3e " + "61".repeat(62)).repeat(4) + "00" + A,
                "2f " + "63".repeat(47) + "c01d" + A))
        .rule(NAME)
        .hints(
            "What do you count when you follow a pointer?",
            "The labels there belong to the name as well.");
  }

  private static Probe<ResponseReader> badQuestions() {
    return refused(
            "no name in a question",
            "what is skipped has to be right as well",
            Stream.of(
                    "c00c",
                    "c012",
                    "01 61 c00c",
                    "40 " + "61".repeat(64) + "00",
                    "80 " + "61".repeat(128) + "00",
                    ("3e " + "61".repeat(62)).repeat(4) + "02 6262 00")
                .map(name -> Bytes.ofHex(counts(1, 1) + name + "0001 0001 00" + A))
                .toArray(Bytes[]::new))
        .rule(Rule.task("a name in a question has the same rules"))
        .hints("How do you skip a question's name?", "Read it as all others, and throw it away.");
  }

  private static String counts(int questions, int answers) {
    return HEADER + "%04x %04x 0000 0000 ".formatted(questions, answers);
  }

  private static Bytes message(int answers, String... records) {
    return Bytes.ofHex(counts(1, answers) + QUESTION + String.join("", records));
  }

  private static Probe<ResponseReader> taken(
      String name, String about, Bytes message, String... lines) {
    return Probe.of(name, about, reading(ResponseJudge.wants(lines)).on(message));
  }

  private static Probe<ResponseReader> taken(
      String name, String about, List<String> lines, Bytes... messages) {
    return Probe.of(name, about, reading(new ResponseJudge(Optional.of(lines))).on(messages));
  }

  private static Probe<ResponseReader> refused(String name, String about, Bytes... messages) {
    return Probe.of(name, about, reading(ResponseJudge.wantsIoException()).on(messages));
  }

  /** Messages without their ends, but for where they end between the question and the record. */
  private static List<Trial<ResponseReader>> atEachByte() {
    var cuts = new ArrayList<Bytes>();
    var alias = message(1, "c00c 0005 0001 0000003c 0006 03 777777 c00c");
    for (var whole : List.of(alias, message(1, "c00c" + A), message(1, "c00c" + TEXT))) {
      for (int size = cuts.isEmpty() ? 0 : 30; size < whole.size(); size++) {
        if (size != 29) {
          cuts.add(whole.slice(0, size));
        }
      }
    }
    return reading(ResponseJudge.wantsIoException()).on(cuts.toArray(new Bytes[0]));
  }

  private static List<Trial<ResponseReader>> afterAnother() {
    var second = Bytes.ofHex(counts(1, 1) + "01 61 00 0001 0001" + "c00c" + A);
    return Stream.of(message(2, "c00c" + A, "c00c" + A), message(2, "c00c" + A))
        .flatMap(first ->
            reading(ResponseJudge.wants("a. 300 A 192.0.2.33")).after(first).on(second).stream())
        .toList();
  }

  private static CallTrials<ResponseReader, List<String>> reading(
      Judge<Bytes, List<String>> judge) {
    return new CallTrials<ResponseReader, List<String>>(
            "read", (code, message) -> code.read(message.toArray()), judge)
        .keeping(_ -> false);
  }

  /** A trial whose first list is looked at again when there was a second call. */
  private record Kept(Bytes first, Bytes second) implements Trial<ResponseReader> {
    @Override
    public Bytes octets() {
      return first;
    }

    @Override
    public Optional<Mismatch> run(ResponseReader code, Steps steps) {
      var judge = ResponseJudge.wants("example.com. 300 A 192.0.2.33");
      var kept = new ArrayList<List<String>>();
      Callable<@Nullable List<String>> keeps =
          () -> {
            kept.add(code.read(first.toArray()));
            return kept.getFirst();
          };
      var wrong = Called.judged(steps, calls(first), keeps, judge, first);
      if (wrong.isPresent()) {
        return wrong;
      }
      Callable<@Nullable List<String>> other = () -> code.read(second.toArray());
      var _ = Called.judged(steps, calls(second), other, judge, second);
      return Called.judged(steps, "the first list again", kept::getFirst, judge, first);
    }

    private static String calls(Bytes message) {
      return "read(%s)".formatted(Wording.count(message.size(), "byte"));
    }
  }
}
