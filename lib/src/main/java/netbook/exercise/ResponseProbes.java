package netbook.exercise;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import netbook.bytes.Bytes;

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

  private ResponseProbes() {}

  static List<Probe<ResponseReader>> all() {
    return Stream.of(read(), names(), refused()).flatMap(List::stream).toList();
  }

  private static List<Probe<ResponseReader>> read() {
    return List.of(
        example(),
        twice(),
        noAnswer(),
        threeAnswers(),
        otherSections(),
        noQuestion(),
        twoQuestions(),
        manyAnswers(),
        longTtl(),
        unsignedTtl(),
        unknownType(),
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
        pointerTo353(),
        capitals(),
        label63(),
        name255());
  }

  private static List<Probe<ResponseReader>> refused() {
    return List.of(
        cuts(),
        fewer(),
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
        label40(),
        label80(),
        name256(),
        name301());
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
            "one reader, two messages in a row; the first may be refused",
            afterAnother())
        .rule(Rule.task("a call is about its own message"))
        .hints(
            "Does something of the first call survive until the second?",
            "Lists and maps are variables of the method.")
        .protects("Names the cause of what would look like wrong lines in each later probe.");
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
        .hints("Which count do you go by?", "ANCOUNT only: the other sections follow.");
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
            "As many as QDCOUNT says; a name ends with 00 or with a pointer.");
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
    return taken("the root", "a name without labels", message(1, "00" + A), ". 300 A 192.0.2.33")
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
        .hints("Is your offset below zero?", "& 0xff for the second byte: c08d is 141.");
  }

  private static Probe<ResponseReader> pointerTo353() {
    return taken(
            "a pointer to 353",
            "an offset has 14 bits",
            message(
                4,
                ("c00c 0010 0001 0000012c 0096 " + "61".repeat(150)).repeat(2),
                "03 6f7267 00" + A,
                "c161" + A),
            "example.com. 300 TYPE16 " + "61".repeat(150),
            "example.com. 300 TYPE16 " + "61".repeat(150),
            "org. 300 A 192.0.2.33",
            "org. 300 A 192.0.2.33")
        .rule(POINTER)
        .hints("How many bits has your offset?", "Fourteen: (first & 0x3f) << 8 | second.");
  }

  private static Probe<ResponseReader> capitals() {
    return taken(
            "capital letters",
            "they stay as they are",
            message(1, "03 4f7247 00" + A),
            "OrG. 300 A 192.0.2.33")
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
        .hints("What do you count?", "Every length, every letter, and the last 00: 255 is fine.");
  }

  private static Probe<ResponseReader> cuts() {
    return Probe.of("cut at each byte", "as a datagram that was truncated", atEachByte())
        .rule(LENGTHS)
        .hints(
            "Which exception do you throw?",
            "An array's own isn't an IOException: look before you read, or catch it.")
        .protects("The other lengths that lie have their own probes; this one has all the rest.");
  }

  private static Probe<ResponseReader> fewer() {
    return refused(
            "fewer answers than ANCOUNT says",
            "the message ends where a record would begin",
            message(2, "c00c" + A),
            message(1, ""))
        .rule(LENGTHS)
        .hints(
            "How many records are there?",
            "One less; that is an IOException, and no shorter list.");
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
            "RDLENGTH is 3",
            message(2, "c00c 0001 0001 0000012c 0003 c00002", "c00c" + A))
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
            "It must lead to before the place where the name began.");
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
            "To 45, and it stands at 29: a prior occurrence is before.");
  }

  private static Probe<ResponseReader> labelAndPointer() {
    return refused(
            "a label and a pointer to it", "01 61 c01d at offset 29", message(1, "01 61 c01d" + A))
        .rule(POINTER)
        .hints(
            "Is it enough that the pointer leads back?",
            "It leads back to where the name began, and so round again.");
  }

  private static Probe<ResponseReader> label40() {
    return refused(
            "a label that begins with 40",
            "it is no length",
            message(1, "40 " + "61".repeat(64) + "00" + A))
        .rule(Rule.must("RFC 1035 §4.1.4", "the 10 and 01 combinations are reserved"))
        .hints("What do the first two bits say?", "01 is reserved: an IOException.");
  }

  private static Probe<ResponseReader> label80() {
    return refused("a label that begins with 80", "it is no pointer", message(1, "800c" + A))
        .rule(Rule.must("RFC 1035 §4.1.4", "the 10 and 01 combinations are reserved"))
        .hints("What do the first two bits say?", "10 is reserved: only 11 is a pointer.");
  }

  private static Probe<ResponseReader> name256() {
    return refused(
            "a name of 256 bytes",
            "one more than there may be",
            message(1, ("3e " + "61".repeat(62)).repeat(4) + "02 6262 00" + A))
        .rule(NAME)
        .hints(
            "What do you count?", "Every length, every letter, and the last 00: 256 is too many.");
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

  private static Probe<ResponseReader> refused(String name, String about, Bytes... messages) {
    return Probe.of(name, about, reading(ResponseJudge.wantsIoException()).on(messages));
  }

  /** The message without its end, but for where it ends between the question and the record. */
  private static List<Trial<ResponseReader>> atEachByte() {
    var whole = message(1, "c00c 0005 0001 0000003c 0006 03 777777 c00c");
    var cuts = new ArrayList<Trial<ResponseReader>>();
    for (int size = 0; size < whole.size(); size++) {
      if (size != 29) {
        cuts.addAll(reading(ResponseJudge.wantsIoException()).on(whole.slice(0, size)));
      }
    }
    return cuts;
  }

  private static List<Trial<ResponseReader>> afterAnother() {
    return Stream.of(message(2, "c00c" + A, "c00c" + A), message(2, "c00c" + A))
        .flatMap(first -> after(first).stream())
        .toList();
  }

  private static List<Trial<ResponseReader>> after(Bytes first) {
    return new CallTrials<ResponseReader, List<String>>(
            "read",
            (code, message) -> {
              try {
                var _ = code.read(first.toArray());
              } catch (IOException | RuntimeException e) {
                // Other probes judge that.
              }
              return code.read(message.toArray());
            },
            ResponseJudge.wants("a. 300 A 192.0.2.33"))
        .keeping(_ -> false)
        .on(Bytes.ofHex(counts(1, 1) + "01 61 00 0001 0001" + "c00c" + A));
  }

  private static CallTrials<ResponseReader, List<String>> reading(
      Judge<Bytes, List<String>> judge) {
    return new CallTrials<ResponseReader, List<String>>(
            "read", (code, message) -> code.read(message.toArray()), judge)
        .keeping(_ -> false);
  }
}
