package netbook.exercise;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import netbook.bytes.Bytes;
import netbook.exercise.Arrival.End;
import netbook.exercise.Gunzips.Refusal;
import netbook.tap.Script;

/** The probes of {@link Gunzip}. */
final class GunzipProbes {
  private static final Bytes HELLO = Bytes.utf8("hello, hello, hello\n");
  private static final int MAX = 1000;

  private GunzipProbes() {}

  /** All of them, in the order in which they are tried. */
  static List<Probe<Gunzip>> all() {
    return Stream.of(pieces(), contents(), limits(), lies(), ends()).flatMap(List::stream).toList();
  }

  private static List<Probe<Gunzip>> pieces() {
    return List.of(example(), twice(), everyCut(), pauses(), oneByOne(), silence());
  }

  private static List<Probe<Gunzip>> contents() {
    return List.of(
        many(),
        everyOctet(),
        blocks(),
        nothing(),
        name(),
        extra(),
        cutExtra(),
        headerCrc(),
        allFields());
  }

  private static List<Probe<Gunzip>> limits() {
    return List.of(
        exactly(),
        noisy(),
        nothingAtAll(),
        oneMore(),
        zero(),
        gibibyte(),
        largest(),
        bomb(),
        bombWithoutEnd());
  }

  private static List<Probe<Gunzip>> lies() {
    return List.of(
        flipped(),
        wrongCrc(),
        wrongSize(),
        hugeSize(),
        wrongAtLimit(),
        noGzip(),
        otherMethod(),
        noDeflate());
  }

  private static List<Probe<Gunzip>> ends() {
    return List.of(nothingCame(), cutHeader(), cutContent(), cutTrailer(), reset(), timeout());
  }

  private static StreamTrials<Gunzip, byte[]> hello() {
    return Gunzips.answers(GzipMember.of(HELLO).octets(), HELLO, MAX);
  }

  private static List<Trial<Gunzip>> answers(GzipMember member, Bytes content, int max) {
    return Gunzips.answers(member.octets(), content, max).atOnce(member.octets());
  }

  private static List<Trial<Gunzip>> refuses(Refusal refusal, int max, GzipMember... members) {
    return Stream.of(members)
        .flatMap(member -> Gunzips.refuses(refusal, max).atOnce(member.octets()).stream())
        .toList();
  }

  /** Letters and signs without any order: they can't be compressed by much. */
  private static Bytes noise(int size) {
    return Bytes.of(new SplittableRandom(1952).ints(size, 0x21, 0x7f).toArray());
  }

  /** 330 octets that become 36. */
  private static Bytes digits() {
    return Bytes.utf8("0123456789 ".repeat(30));
  }

  private static Probe<Gunzip> example() {
    return Probe.of(
            "twenty bytes",
            "the chapter's own example, all at once",
            hello().atOnce(GzipMember.of(HELLO).octets()))
        .rule(Rule.task("the answer is the content"))
        .hints(
            "Compare your answer with the expected one.",
            "new GZIPInputStream(in) is a stream of the content.")
        .protects("Shows that the report's first words are about the simplest case.");
  }

  private static Probe<Gunzip> everyCut() {
    return Probe.of(
            "a cut at every place",
            "the member comes in two pieces",
            hello().everyCut(GzipMember.of(HELLO).octets()))
        .rule(Rule.must("RFC 9293 §2.2", "a stream has no borders between what was sent"))
        .hints(
            "How often does your code read, and how much does it want to get?",
            "A read gives what is there. Read until the content is whole.")
        .protects("The simplest cut, so that one read is told about it in the fewest steps.");
  }

  private static Probe<Gunzip> pauses() {
    return Probe.of(
            "a pause at every place",
            "two seconds pass between two pieces",
            hello().everyPause(GzipMember.of(HELLO).octets()))
        .rule(Rule.must("RFC 9293 §2.2", "a stream says nothing about time"))
        .hints(
            "What makes your code believe that nothing more will come?",
            "available() tells what is here already; only read tells that the stream has ended.")
        .protects("Who takes a pause for the end is told about the pause.");
  }

  private static Probe<Gunzip> oneByOne() {
    var octets = GzipMember.of(digits()).octets();
    return Probe.of(
            "byte by byte",
            "a content that is larger than its member",
            Gunzips.answers(octets, digits(), MAX).oneByOne(octets))
        .rule(Rule.must("RFC 9293 §2.2", "a stream has no borders between what was sent"))
        .hints(
            "Which read of yours takes it for granted that it gets all that it asks for?",
            "readNBytes reads as often as it has to; read doesn't.")
        .protects("The most reads that there can be, and each gives the least.");
  }

  private static Probe<Gunzip> silence() {
    var octets = GzipMember.of(HELLO).octets();
    return Probe.of(
            "silence after the member",
            "the sender stays, and a read of more ends with SocketTimeoutException",
            hello().of(Gunzips.silent(octets)))
        .rule(Rule.task("the member says where it ends, and not the stream"))
        .hints(
            "Does your code read the stream to its end before it unpacks?",
            "Unpack as you read: the deflated content says by itself where it ends.")
        .protects("A sender that waits for an answer is the usual case, and here it is alone.");
  }

  private static Probe<Gunzip> twice() {
    var other = Bytes.utf8("good bye, bye, bye\n");
    return Probe.of(
            "two calls",
            "one object, and two members in turn",
            Gunzips.inTurn(
                GzipMember.of(HELLO).octets(), GzipMember.of(other).octets(), other, MAX))
        .rule(Rule.task("a call is about its own stream"))
        .hints(
            "What is left of the first member when the second one begins?",
            "Inflater, CRC32 and buffers are variables of the method.")
        .protects("Names the cause of what would look like a wrong CRC in each later probe.");
  }

  private static Probe<Gunzip> many() {
    var text = Bytes.utf8("0123456789 so much, and more; ".repeat(3000));
    return Probe.of(
            "ninety thousand bytes",
            "more than any buffer that you would think of",
            answers(GzipMember.of(text), text, 1 << 20))
        .rule(Rule.task("the content may have any size up to max"))
        .hints(
            "Is there a number in your code that ninety thousand goes over?",
            "A ByteArrayOutputStream grows with what is written to it.");
  }

  private static Probe<Gunzip> everyOctet() {
    var octets = Bytes.of(IntStream.range(0, 256).toArray());
    return Probe.of(
            "every byte there is",
            "00 to ff, once each",
            answers(GzipMember.of(octets), octets, MAX))
        .rule(Rule.task("the content needn't be text"))
        .hints(
            "At which byte does your answer go wrong, or end?",
            "read() gives an int: ff is 255, and the end is -1. Make no String on the way.");
  }

  private static Probe<Gunzip> blocks() {
    var twoBlocks = noise(40_000);
    return Probe.of(
            "stored blocks",
            "what is noise already isn't compressed, and stands in blocks of 65,535 bytes at most",
            Trial.all(
                List.of(
                    answers(GzipMember.stored(HELLO), HELLO, MAX),
                    answers(GzipMember.stored(twoBlocks), twoBlocks, 1 << 20))))
        .rule(Rule.must("RFC 1951 §3.2.4", "a block may be stored without compression"))
        .hints(
            "How does your code know how much a block holds?",
            "Leave the blocks to an Inflater, which knows all kinds of them.")
        .protects("A content that isn't smaller than before: nothing may count on that.");
  }

  private static Probe<Gunzip> nothing() {
    return Probe.of(
            "an empty content",
            "a member of twenty bytes, and nothing in it",
            answers(GzipMember.of(Bytes.EMPTY), Bytes.EMPTY, MAX))
        .rule(Rule.task("the content may be empty"))
        .hints(
            "What does your code do when there is no first byte?",
            "An empty array is an answer; it is no error that nothing was packed.")
        .protects("No content, before a max of 0 is in the way as well.");
  }

  private static Bytes fileName() {
    return Bytes.utf8("hello.txt\0");
  }

  private static Bytes extraField() {
    return Bytes.of(44, 1).plus(Bytes.utf8("Ap")).plus(Bytes.of(40, 1)).plus(noise(296));
  }

  private static Probe<Gunzip> name() {
    var comment = Bytes.utf8("said twice\0");
    var hello = GzipMember.of(HELLO);
    return Probe.of(
            "a name, and a comment",
            "gzip itself writes the name of the file into the header; each ends with 00",
            Stream.of(
                    hello.with(GzipMember.FNAME, fileName()),
                    hello.with(GzipMember.FCOMMENT, comment),
                    hello.with(GzipMember.FNAME | GzipMember.FCOMMENT, fileName().plus(comment)),
                    hello.with(GzipMember.FNAME, Bytes.of(0)),
                    hello.with(GzipMember.FTEXT, Bytes.EMPTY))
                .flatMap(member -> answers(member, HELLO, MAX).stream())
                .toList())
        .rule(Rule.must("RFC 1952 §2.3.1.2", "skip over the optional fields if they are present"))
        .hints(
            "Where does the content begin, if there is a name?",
            "FLG says what follows: 08 is a name, 10 a comment, each up to a byte 00.")
        .protects("The fields that have no length, before all stand together.");
  }

  private static Probe<Gunzip> extra() {
    return Probe.of(
            "an extra field",
            "its length has two bytes, the lowest first",
            answers(GzipMember.of(HELLO).with(GzipMember.FEXTRA, extraField()), HELLO, MAX))
        .rule(Rule.must("RFC 1952 §2.3.1.2", "skip over the optional fields if they are present"))
        .hints(
            "How long is this extra field, in your code?",
            "XLEN is 2c 01 here: 300 bytes follow it.")
        .protects("The field that has a length, before all stand together.");
  }

  private static Probe<Gunzip> cutExtra() {
    var field = Bytes.of(5, 0).plus(Bytes.utf8("Ap")).plus(Bytes.of(1, 0, 'x'));
    var octets = GzipMember.of(HELLO).with(GzipMember.FEXTRA, field).octets();
    return Probe.of(
            "an extra field in two pieces",
            "what is to be skipped may be there by half",
            Gunzips.answers(octets, HELLO, MAX).everyCut(octets))
        .rule(Rule.must("RFC 9293 §2.2", "a stream has no borders between what was sent"))
        .hints(
            "How much does skip skip?",
            "At most what is there: it says how much. skipNBytes goes on until it is all.");
  }

  private static Probe<Gunzip> headerCrc() {
    return Probe.of(
            "a CRC of the header",
            "two bytes more, before the content begins",
            answers(GzipMember.of(HELLO).withHeaderCrc(0, Bytes.EMPTY), HELLO, MAX))
        .rule(Rule.must("RFC 1952 §2.3.1.2", "skip over the optional fields if they are present"))
        .hints(
            "What does your code do with FLG 02?",
            "Skip two bytes, or compare them: the low half of the header's CRC-32.")
        .protects("The field that is always last, before all stand together.");
  }

  private static Probe<Gunzip> allFields() {
    var flags = GzipMember.FTEXT | GzipMember.FEXTRA | GzipMember.FNAME | GzipMember.FCOMMENT;
    var fields = extraField().plus(fileName()).plus(Bytes.utf8("all of them\0"));
    var octets = GzipMember.of(HELLO).withHeaderCrc(flags, fields).octets();
    var trials = Gunzips.answers(octets, HELLO, MAX);
    return Probe.of(
            "all fields of a header",
            "extra field, name, comment and CRC, in this order; at once, and byte by byte",
            Trial.all(List.of(trials.atOnce(octets), trials.oneByOne(octets))))
        .rule(Rule.must("RFC 1952 §2.3", "the optional fields stand in this order"))
        .hints(
            "In which order do you skip the fields?",
            "FEXTRA, FNAME, FCOMMENT, FHCRC: the order of the RFC's picture.");
  }

  private static Probe<Gunzip> exactly() {
    return Probe.of(
            "just as much as allowed",
            "the content has 330 bytes, and max is 330",
            answers(GzipMember.of(digits()), digits(), digits().size()))
        .rule(Rule.task("the content may have max bytes"))
        .hints(
            "How does your code find out that nothing more comes?",
            "Only more than max is too much: ask for one more, and get none.")
        .protects("The limit itself, where the member is much smaller than it.");
  }

  private static Probe<Gunzip> noisy() {
    return Probe.of(
            "a member that is larger than max",
            "fifty bytes of noise become larger by being compressed; max is 50",
            answers(GzipMember.of(noise(50)), noise(50), 50))
        .rule(Rule.task("max is about the content"))
        .hints(
            "Which bytes do you count: those that come, or those that you make of them?",
            "What is unpacked counts; the member may be larger, or a thousand times smaller.");
  }

  private static Probe<Gunzip> nothingAtAll() {
    return Probe.of(
            "an empty content, and max is 0",
            "nothing is allowed, and nothing is in it",
            answers(GzipMember.of(Bytes.EMPTY), Bytes.EMPTY, 0))
        .rule(Rule.task("the content may be empty, and max may be 0"))
        .hints(
            "What does your code do when max is 0?",
            "A buffer of 0 bytes never gets anything, and never an end: ask for one byte.");
  }

  private static Probe<Gunzip> oneMore() {
    return Probe.of(
            "one byte more than allowed",
            "the content has 20 bytes, and max is 19, or less",
            Stream.of(HELLO.size() - 1, 7, 1)
                .flatMap(max -> refuses(Refusal.LIMIT, max, GzipMember.of(HELLO)).stream())
                .toList())
        .rule(Rule.task("more than max is a LimitException"))
        .hints(
            "What does your code answer when there is more?",
            "throw new LimitException(\"content\", max, max): a part isn't the content.")
        .protects("The smallest excess, before a max of 0 is in the way as well.");
  }

  private static Probe<Gunzip> zero() {
    return Probe.of(
            "nothing is allowed",
            "max is 0, and there is a content",
            refuses(Refusal.LIMIT, 0, GzipMember.of(HELLO), GzipMember.of(Bytes.of('x'))))
        .rule(Rule.task("more than max is a LimitException"))
        .hints(
            "What does your code ask for, when max is 0?",
            "Who asks for 0 bytes gets 0 bytes, for ever: ask for one more than max.");
  }

  private static Probe<Gunzip> gibibyte() {
    return Probe.of(
            "a max of a gibibyte",
            "so much would be allowed, and the content has 20 bytes",
            answers(GzipMember.of(HELLO), HELLO, 1 << 30))
        .rule(Rule.task("memory is taken for what was unpacked, and not for max"))
        .hints(
            "How large is your first array?",
            "Begin small, and let it grow with what comes: ByteArrayOutputStream does.")
        .protects("Memory alone: the largest max has a trap of its own.");
  }

  private static Probe<Gunzip> largest() {
    return Probe.of(
            "the largest max there is",
            "max is 2147483647, and the content has 20 bytes",
            answers(GzipMember.of(HELLO), HELLO, Integer.MAX_VALUE))
        .rule(Rule.task("memory is taken for what was unpacked, and not for max"))
        .hints(
            "What is max + 1, if max is the largest int?",
            "Less than 0. Compare without adding to max: count > max - size.");
  }

  private static Probe<Gunzip> bomb() {
    return Probe.of(
            "a bomb",
            "eighty kilobytes that would become eighty mebibytes; max is 1000",
            refuses(Refusal.LIMIT, MAX, GzipMember.bomb(80).size(20)))
        .rule(Rule.task("a LimitException as soon as there is more than max"))
        .hints(
            "How much has been unpacked when your code looks at max?",
            "Look at the limit after each piece, and not at the end. Its size says 20 bytes, by the"
                + " way.")
        .protects("What a limit is for, with all of the bomb there; the next one has no end.");
  }

  private static Probe<Gunzip> bombWithoutEnd() {
    var octets = GzipMember.bomb(1).octets();
    return Probe.of(
            "too much, and then silence",
            "a mebibyte has come, max is 1000, and the sender waits before it goes on",
            Gunzips.refuses(Refusal.LIMIT, MAX)
                .of(Gunzips.silent(octets.slice(0, octets.size() - 10))))
        .rule(Rule.task("a LimitException as soon as there is more than max"))
        .hints(
            "What does your code still wait for, when it is too much already?",
            "Neither the end nor the size is needed: count what you have unpacked.")
        .protects("Who unpacks all before the limit is told to wait for nothing.");
  }

  private static Probe<Gunzip> flipped() {
    var stored = GzipMember.stored(HELLO);
    var trials = new ArrayList<Trial<Gunzip>>();
    for (int at = stored.content().size() - HELLO.size(); at < stored.content().size(); at++) {
      trials.addAll(refuses(Refusal.ZIP, MAX, stored.content(flip(stored.content(), at))));
    }
    return Probe.of("a flipped bit", "one bit of the content came over wrong", trials)
        .rule(Rule.task("a wrong CRC is a ZipException"))
        .hints(
            "Who compares the content with its CRC, in your code?",
            "A GZIPInputStream does it when it is read to its end; with an Inflater it is you.")
        .protects("What a CRC is for: here the content is wrong, and not the CRC.");
  }

  private static Bytes flip(Bytes octets, int at) {
    return octets.slice(0, at).plus(Bytes.of(octets.at(at) ^ 1)).plus(octets.from(at + 1));
  }

  private static Probe<Gunzip> wrongCrc() {
    var hello = GzipMember.of(HELLO);
    var trials = new ArrayList<Trial<Gunzip>>();
    for (int bit = 0; bit < 32; bit += 5) {
      trials.addAll(refuses(Refusal.ZIP, MAX, hello.crc(hello.crc() ^ 1L << bit)));
    }
    return Probe.of("a wrong CRC", "one of its 32 bits is wrong", trials)
        .rule(Rule.task("a wrong CRC is a ZipException"))
        .hints(
            "How many of the four bytes do you compare?",
            "All four, the lowest first; CRC32.getValue() is a long.");
  }

  private static Probe<Gunzip> wrongSize() {
    var hello = GzipMember.of(HELLO);
    return Probe.of(
            "a wrong size",
            "the last four bytes say one more than there is, one less, and 0",
            refuses(
                Refusal.ZIP,
                MAX,
                hello.size(hello.size() + 1),
                hello.size(hello.size() - 1),
                hello.size(0),
                hello.size(hello.size() + 256),
                hello.size(hello.size() + (1 << 16))))
        .rule(Rule.task("a wrong size is a ZipException"))
        .hints(
            "What do you do with the last four bytes?",
            "ISIZE is how many bytes were unpacked, the lowest byte first.");
  }

  private static Probe<Gunzip> hugeSize() {
    var hello = GzipMember.of(HELLO);
    return Probe.of(
            "a size of four gigabytes",
            "ISIZE is ff ff ff ff, and ff ff ff 7f",
            refuses(Refusal.ZIP, MAX, hello.size(0xffffffffL), hello.size(0x7fffffffL)))
        .rule(Rule.task("a wrong size is a ZipException; no memory is taken for it"))
        .hints(
            "Which array is as large as somebody else says?",
            "Believe no size: it is compared in the end, and nothing else.");
  }

  private static Probe<Gunzip> wrongAtLimit() {
    var member = GzipMember.of(digits());
    return Probe.of(
            "a wrong CRC, and just as much as allowed",
            "max is 330, and so many bytes have been unpacked",
            refuses(Refusal.ZIP, 330, member.crc(member.crc() ^ 1), member.size(331)))
        .rule(Rule.task("a wrong CRC or size is a ZipException"))
        .hints(
            "Does your code still look at the trailer, when it has got max bytes?",
            "Ask for one more: only then does a GZIPInputStream reach the trailer.");
  }

  private static Probe<Gunzip> noGzip() {
    var hello = GzipMember.of(HELLO);
    var header = hello.header();
    return Probe.of(
            "what isn't gzip",
            "plain text, zlib's format, and two bytes that are almost right",
            Stream.of(
                    Bytes.utf8("hello, this is nothing but plain text\n"),
                    Bytes.ofHex("78 9c").plus(hello.content()).plus(Bytes.of(1, 2, 3, 4)),
                    hello.header(Bytes.of(0x1f, 0x8c).plus(header.from(2))).octets(),
                    hello.header(Bytes.of(0x1e, 0x8b).plus(header.from(2))).octets())
                .flatMap(octets -> Gunzips.refuses(Refusal.ZIP, MAX).atOnce(octets).stream())
                .toList())
        .rule(Rule.must("RFC 1952 §2.3.1.2", "check ID1, ID2 and CM"))
        .hints("Which of the first bytes do you look at?", "1f and 8b, or it is a ZipException.");
  }

  private static Probe<Gunzip> otherMethod() {
    var hello = GzipMember.of(HELLO);
    var other = hello.header(Bytes.of(0x1f, 0x8b, 7).plus(hello.header().from(3)));
    return Probe.of(
            "another method", "CM is 7, and only 8 is deflate", refuses(Refusal.ZIP, MAX, other))
        .rule(Rule.must("RFC 1952 §2.3.1.2", "check ID1, ID2 and CM"))
        .hints("What does your code do with the third byte?", "08, or it is a ZipException.");
  }

  private static Probe<Gunzip> noDeflate() {
    return Probe.of(
            "a content that isn't deflated",
            "a block of the kind that is reserved, and a stored one whose length is wrong",
            refuses(
                Refusal.ZIP,
                MAX,
                GzipMember.of(HELLO).content(Bytes.ofHex("07 00 00 00 00")),
                GzipMember.of(HELLO).content(Bytes.ofHex("01 05 00 05 00 68 65 6c 6c 6f"))))
        .rule(Rule.task("what isn't a member of gzip is a ZipException"))
        .hints(
            "What becomes of the Inflater's DataFormatException?",
            "Catch it, and throw a ZipException in its place.");
  }

  private static Probe<Gunzip> nothingCame() {
    return Probe.of(
            "the end at once",
            "the stream ends before its first byte",
            Gunzips.refuses(Refusal.EOF, MAX).atOnce(Bytes.EMPTY))
        .rule(Rule.task("if the stream ends before the member does, that is an EOFException"))
        .hints(
            "What does your code make of a stream of no bytes?",
            "An empty content has a member of twenty bytes; no member is an EOFException.");
  }

  /** The stream ends at each place from one on, before another. */
  private static List<Trial<Gunzip>> endsWithin(Bytes octets, int from, int to) {
    return Gunzips.refuses(Refusal.EOF, MAX).everyEarlyEnd(octets).subList(from, to);
  }

  private static Probe<Gunzip> cutHeader() {
    var member = GzipMember.of(HELLO).withHeaderCrc(GzipMember.FNAME, fileName());
    return Probe.of(
            "the end inside of the header",
            "after one byte, after two, and so on; the header has a name and a CRC",
            endsWithin(member.octets(), 1, member.header().size()))
        .rule(Rule.task("if the stream ends before the member does, that is an EOFException"))
        .hints(
            "What does your code do when read gives -1 in the header?",
            "-1 is no byte: throw new EOFException().");
  }

  private static Probe<Gunzip> cutContent() {
    var member = GzipMember.of(HELLO);
    return Probe.of(
            "the end inside of the content",
            "what came before it could be unpacked, and isn't the content",
            endsWithin(member.octets(), member.header().size(), member.trailer()))
        .rule(Rule.task("if the stream ends before the member does, that is an EOFException"))
        .hints(
            "What does your code do when the stream ends, and the Inflater hasn't finished?",
            "throw new EOFException(…): whoever gets a part without a word takes it for all.");
  }

  private static Probe<Gunzip> cutTrailer() {
    var member = GzipMember.of(HELLO);
    return Probe.of(
            "the end inside of the trailer",
            "all of the content is there, but not its CRC and its size",
            endsWithin(member.octets(), member.trailer(), member.octets().size()))
        .rule(Rule.task("if the stream ends before the member does, that is an EOFException"))
        .hints(
            "How many bytes follow the content, and do you read all of them?",
            "Eight. If one is missing, something was cut.");
  }

  private static Probe<Gunzip> reset() {
    return Probe.of(
            "a reset",
            "the sender aborts, after no byte, after one, and so on",
            Gunzips.refuses(Refusal.PASSES, MAX).everyReset(GzipMember.of(HELLO).octets()))
        .rule(Rule.task("other exceptions of the stream pass through"))
        .hints(
            "Who catches the exception of read?",
            "Nobody has to: the method says throws IOException.")
        .protects("An exception that comes at once, where the next one takes its time.");
  }

  private static Probe<Gunzip> timeout() {
    var member = GzipMember.of(HELLO);
    return Probe.of(
            "a sender that stops",
            "a part of the member comes, and then a read takes too long",
            Stream.of(5, member.header().size() + 3, member.trailer() + 2)
                .flatMap(at ->
                    Gunzips.refuses(Refusal.PASSES, MAX)
                        .of(new Arrival(member.octets().slice(0, at), End.SILENCE, Script.NOTHING))
                        .stream())
                .toList())
        .rule(Rule.task("other exceptions of the stream pass through"))
        .hints(
            "What does your code make of a SocketTimeoutException?",
            "It is neither the end nor a wrong content: let it pass.");
  }
}
