package netbook.exercise;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The probes of {@link AddressParser}. */
final class AddressProbes {
  private static final String LONGEST = "ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255";

  private AddressProbes() {}

  /** All of them, in the order in which they are tried. */
  static List<Probe<AddressParser>> all() {
    return Stream.of(ipv4(), characters(), ipv6(), mixed(), others())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Probe<AddressParser>> ipv4() {
    return List.of(
        example(),
        after(),
        everyNumber(),
        over255(),
        overInt(),
        fewer(),
        emptyNumber(),
        dotAtEnd(),
        zeroBefore(),
        otherBases());
  }

  private static List<Probe<AddressParser>> characters() {
    return List.of(signs(), blanks(), lineEnd(), otherDigits());
  }

  private static List<Probe<AddressParser>> ipv6() {
    return List.of(
        whole(),
        capitals(),
        edgeGap(),
        everyGap(),
        gapOfOne(),
        gapOfNone(),
        groupCount(),
        colonAtStart(),
        colonAtEnd(),
        twoGaps(),
        threeColons(),
        fiveDigits(),
        noHex());
  }

  private static List<Probe<AddressParser>> mixed() {
    return List.of(
        embedded(), longest(), mapped(), embeddedStrict(), embeddedBeforeGap(), embeddedPlace());
  }

  private static List<Probe<AddressParser>> others() {
    return List.of(
        zone(),
        prefix(),
        brackets(),
        port(),
        noAddress(),
        tooLong(),
        longText(),
        inTurn(),
        many(),
        again(),
        oneOff());
  }

  private static Probe<AddressParser> example() {
    return Probe.of(
            "an address of each kind",
            "the chapter's own example",
            AddressTrials.reads("127.0.0.1", "2001:db8::1"))
        .rule(Rule.task("4 bytes for IPv4, 16 for IPv6"))
        .hints(
            "Compare the bytes from the left: which one differs?",
            "Between dots are decimal numbers of one byte; between colons are hex numbers of two.")
        .protects("Shows that the report's first words are about the simplest case.");
  }

  private static Probe<AddressParser> after() {
    return Probe.of(
            "one text after another",
            "what your code says of a text, it also says after any other, refused or not",
            AddressTurns.after(
                "127.0.0.1",
                "255.255.255.255",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.04",
                "1.2.3.x",
                "::",
                "2001:db8::1",
                "1:2:3:4:5:6:7:8",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3",
                "1::2::3",
                "2001:db8::x",
                "::ffff:192.0.2.1",
                "::ffff:192.0.2.256",
                ""))
        .rule(Rule.task("what came before changes nothing"))
        .hints(
            "What does your object still know when the second call begins?",
            "Let no field or static variable remember: a variable in the method begins anew.")
        .protects("Shows both calls, where other probes would show the second one alone.");
  }

  private static Probe<AddressParser> everyNumber() {
    return Probe.of(
            "every number from 0 to 255",
            "at each of the four places; Java's byte has a sign",
            AddressTrials.everyNumber())
        .rule(Rule.must("RFC 3986 §3.2.2", "a number is 0 to 255"))
        .hints(
            "Which is the first number that your code doesn't read?",
            "(byte) 200 is -56, and that is right: Byte.parseByte knows only what is below 128.");
  }

  private static Probe<AddressParser> over255() {
    return Probe.of(
            "256 and more",
            "a byte has no room for it; what is cut off is another address",
            AddressTrials.refuses(
                "256.0.0.1",
                "1.256.3.4",
                "1.2.256.4",
                "1.2.3.256",
                "1.260.3.4",
                "1.2.3.300",
                "999.9.9.9"))
        .rule(Rule.must("RFC 3986 §3.2.2", "a number is 0 to 255"))
        .hints("What does (byte) 256 give?", "Compare with 255 before you make a byte of it.");
  }

  private static Probe<AddressParser> overInt() {
    return Probe.of(
            "numbers beyond an int",
            "4294967297 is 1 in 32 bits",
            AddressTrials.refuses(
                "1.2.3.4294967297",
                "4294967296.2.3.4",
                "18446744073709551617.2.3.4",
                "1.2.3.99999999999999999999"))
        .rule(Rule.must("RFC 3986 §3.2.2", "a number is 0 to 255"))
        .hints(
            "What does your int hold after the tenth digit?",
            "Three digits are the most: look at the length first.");
  }

  private static Probe<AddressParser> fewer() {
    return Probe.of(
            "fewer numbers, and more",
            "InetAddress takes 127.1 for 127.0.0.1, and 2130706433 too",
            Trial.all(
                List.of(
                    AddressTrials.refuses("127.1", "1.2.3", "2130706433", "1", "1.2.3.4.5"),
                    AddressTrials.otherNumbers())))
        .rule(Rule.must("RFC 3986 §3.2.2", "four numbers"))
        .hints(
            "How many numbers did your code find?",
            "Four, or it isn't an address; split(\"\\\\.\", -1) tells how many there are.");
  }

  private static Probe<AddressParser> emptyNumber() {
    return Probe.of(
            "a number that is missing",
            "between two dots, and before the first",
            AddressTrials.refuses("1..2.3", "1.2..3.4", ".1.2.3", ".1.2.3.4", "..."))
        .rule(Rule.must("RFC 3986 §3.2.2", "a number has a digit or more"))
        .hints("What does your code make of an empty piece?", "It isn't 0: refuse it.");
  }

  private static Probe<AddressParser> dotAtEnd() {
    return Probe.of(
            "a dot at the end",
            "names may end in one, addresses don't",
            AddressTrials.refuses("1.2.3.4.", "127.0.0.1.", "1.2.3.4.."))
        .rule(Rule.must("RFC 3986 §3.2.2", "four numbers and three dots"))
        .hints(
            "What does split do with empty pieces at the end?",
            "It drops them, unless its second argument is -1.");
  }

  private static Probe<AddressParser> zeroBefore() {
    return Probe.of(
            "zeros before a number",
            "010 is 8 for one program and 10 for another; a filter and a client may differ",
            AddressTrials.refuses(
                "010.0.0.1",
                "192.000.2.1",
                "1.02.3.4",
                "1.2.03.4",
                "0.00.0.0",
                "1.2.00.4",
                "1.2.3.04",
                "00.0.0.0",
                "0177.0.0.1",
                "127.0.0.0000000001"))
        .rule(Rule.must("RFC 3986 §3.2.2", "no zero before a number"))
        .hints("Which number is 010?", "Refuse it: only 0 itself begins with 0.");
  }

  private static Probe<AddressParser> otherBases() {
    return Probe.of(
            "hex digits in IPv4",
            "C knows 0x7f, and some programs do as well",
            AddressTrials.refuses(
                "0x7f.0.0.1",
                "0x7.0.0.1",
                "0XF.0.0.1",
                "1.2.3.0xf",
                "0x7f000001",
                "7f.0.0.1",
                "1.2.3.a",
                "1e1.0.0.1"))
        .rule(Rule.must("RFC 3986 §3.2.2", "decimal digits only"))
        .hints("Which characters does your code take for digits?", "0 to 9, and no others.")
        .protects("Names the fault before signs and blanks come.");
  }

  private static Probe<AddressParser> signs() {
    return Probe.of(
            "a sign before a number",
            "Integer.parseInt reads +1, and -0",
            AddressTrials.refuses(
                "+1.2.3.4",
                "1.2.3.+4",
                "-0.0.0.0",
                "1.2.-3.4",
                "::+1",
                "::-1",
                "+1::",
                "1:-2::",
                "::-0"))
        .rule(Rule.task("only digits are digits"))
        .hints(
            "What does Integer.parseInt read that isn't a digit?",
            "Look at each character before you call it.");
  }

  private static Probe<AddressParser> blanks() {
    return Probe.of(
            "blanks around",
            "who trims, and who doesn't, may disagree about a list of addresses",
            AddressTrials.refuses(
                " 127.0.0.1",
                "127.0.0.1 ",
                "127.0.0.1\t",
                " ::1",
                "::1 ",
                "127. 0.0.1",
                "2001: db8::1",
                "127.0.0.1\0",
                "::1\0",
                "\0::1",
                "127.0.0.1\f",
                "127.0.0.1\u007f",
                "127.0.0.1\u00a0",
                "\u2003::1",
                "::1\u3000",
                "\ufeff127.0.0.1",
                "\ufeff::1",
                "127.0.0.\u200b1"))
        .rule(Rule.task("no blanks, of any kind"))
        .hints("What do you do with the text before you read it?", "Nothing: don't strip it.");
  }

  private static Probe<AddressParser> lineEnd() {
    return Probe.of(
            "a line end",
            "in Java's regular expressions $ also stands before one at the end",
            AddressTrials.refuses(
                "127.0.0.1\n",
                "::1\n",
                "127.0.0.1\r\n",
                "::1\n\n",
                "127.0.0.1\r",
                "::1\r",
                "127.0.0.1\u0085",
                "::1\u2028",
                "127.0.0.1\u2029",
                "\n127.0.0.1",
                "\r\n::1",
                "127.0.0.1\n::1"))
        .rule(Rule.task("no line end, of any kind"))
        .hints(
            "Where does your pattern end?",
            "matches() wants the whole text; with find() it is \\z, and not $.");
  }

  private static Probe<AddressParser> otherDigits() {
    return Probe.of(
            "digits of other scripts",
            "٣ is a digit for Character.isDigit, and １ one for Integer.parseInt",
            AddressTrials.refuses(
                "١.٢.٣.٤",
                "1.2.3.٣",
                "१.2.3.4",
                "１.2.3.4",
                "１２７.0.0.1",
                "1.2.3.²",
                "1.2.3.𝟐",
                "1/.2.3.4",
                "1.2.3./",
                "1.2.3.;"))
        .rule(Rule.task("digits are ASCII"))
        .hints(
            "Which characters are digits for your code?",
            "c >= '0' && c <= '9', and not Character.isDigit(c).");
  }

  private static Probe<AddressParser> whole() {
    return Probe.of(
            "eight groups",
            "the form without ::, with zeros before or without",
            Trial.all(
                List.of(
                    AddressTrials.reads(
                        "2001:db8:0:0:8:800:200c:417a",
                        "2001:0db8:0000:0000:0008:0800:200c:417a",
                        "0:0:0:0:0:0:0:0",
                        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
                        "1:20:300:4000:5:60:700:8000",
                        "1e10:1d:1f:0f:e1:1e1:0e0:d"),
                    AddressTrials.everyGroup())))
        .rule(
            Rule.must(
                "RFC 4291 §2.2", "eight groups of 16 bits; zeros before a group may be left out"))
        .hints(
            "How many bytes is a group, and which one comes first?",
            "The high byte comes first: group >> 8, and then group.")
        .protects("Only groups: what :: does comes after it.");
  }

  private static Probe<AddressParser> capitals() {
    return Probe.of(
            "capital letters",
            "hex digits are the same in both cases",
            AddressTrials.reads(
                "2001:DB8::ABCD", "FEDC:BA98:7654:3210:fedc:ba98:7654:3210", "::fF"))
        .rule(Rule.must("RFC 4291 §2.2", "hexadecimal digits, in either case"))
        .hints(
            "Which letters do you know?",
            "A to F as well; Integer.parseInt(digits, 16) knows both.");
  }

  private static Probe<AddressParser> edgeGap() {
    return Probe.of(
            "a gap at the start or at the end",
            "::1 is this machine, and :: any address",
            AddressTrials.reads("::1", "::", "fe80::", "1::", "::ffff", "::0000", "0::"))
        .rule(Rule.must("RFC 4291 §2.2", ":: may stand at the start or at the end"))
        .hints(
            "What do you have before :: in ::1, and behind it in fe80::?",
            "Nothing, and nothing is no group: it isn't an empty one.")
        .protects("The smallest gaps that there are, before all others.");
  }

  private static Probe<AddressParser> everyGap() {
    return Probe.of(
            "a gap at every place",
            "one group to eight, at the start, inside, and at the end",
            AddressTrials.everyGap())
        .rule(Rule.must("RFC 4291 §2.2", ":: stands for one or more groups of zeros"))
        .hints(
            "How many groups are left out here?",
            "As many as are missing: 8 less those before it and those behind it.")
        .protects("Every gap there is, where the ones around it are about one kind each.");
  }

  private static Probe<AddressParser> gapOfOne() {
    return Probe.of(
            "a gap for one group",
            "RFC 5952 doesn't want it written, but it may come",
            AddressTrials.reads(
                "1:2:3:4:5:6:7::", "::2:3:4:5:6:7:8", "1:2:3::5:6:7:8", "1::3:4:5:6:7:8"))
        .rule(Rule.must("RFC 4291 §2.2", ":: stands for one or more groups of zeros"))
        .hints("How many groups does your :: stand for at least?", "One is enough.")
        .protects("A gap of one group alone, which the probe of all gaps has among others.");
  }

  private static Probe<AddressParser> gapOfNone() {
    return Probe.of(
            "a gap for nothing",
            "eight groups are there already",
            Trial.all(
                List.of(
                    AddressTrials.refuses(
                        "1:2:3:4::5:6:7:8",
                        "::1:2:3:4:5:6:7:8",
                        "1:2:3:4:5:6:7:8::",
                        "1:2:3:4:5:6::1.2.3.4",
                        "::1:2:3:4:5:6:1.2.3.4"),
                    AddressTrials.everyGapOfNone())))
        .rule(Rule.must("RFC 4291 §2.2", ":: stands for one or more groups of zeros"))
        .hints(
            "How many groups does :: stand for here?",
            "For none, and that isn't allowed: seven groups are the most beside it.");
  }

  private static Probe<AddressParser> groupCount() {
    return Probe.of(
            "seven groups, and nine",
            "without :: there are eight",
            Trial.all(
                List.of(
                    AddressTrials.refuses(
                        "1:2:3:4:5:6:7",
                        "1:2:3:4:5:6:7:8:9",
                        "1:2",
                        "1:2:3:4:5:6:7:8::9",
                        "1:2:3:4:5:6:7:8:9:a:b"),
                    AddressTrials.otherGroups())))
        .rule(Rule.must("RFC 4291 §2.2", "eight groups of 16 bits"))
        .hints("How many bytes do you have at the end?", "16, or it isn't an address.");
  }

  private static Probe<AddressParser> colonAtStart() {
    return Probe.of(
            "a colon at the start",
            "one alone stands between two groups",
            AddressTrials.refuses(
                ":1:2:3:4:5:6:7:8", ":1:2:3:4:5:6:7", ":1::2", ":2001:db8::1", ":1"))
        .rule(Rule.must("RFC 4291 §2.2", "a colon stands between two groups"))
        .hints(
            "What do you make of the empty piece before the colon?",
            "Refuse it: only :: may have nothing before it.");
  }

  private static Probe<AddressParser> colonAtEnd() {
    return Probe.of(
            "a colon at the end",
            "one alone stands between two groups",
            AddressTrials.refuses(
                "1:2:3:4:5:6:7:8:", "1::2:", "2001:db8::1:", "fe80:", "::1.2.3.4:"))
        .rule(Rule.must("RFC 4291 §2.2", "a colon stands between two groups"))
        .hints(
            "What does split do with empty pieces at the end?",
            "It drops them, unless its second argument is -1.");
  }

  private static Probe<AddressParser> twoGaps() {
    return Probe.of(
            "two gaps",
            "nobody could know how long each is",
            AddressTrials.refuses("1::2::3", "::1::", "1::2::", "2001:db8::a::1"))
        .rule(Rule.must("RFC 4291 §2.2", ":: can only appear once"))
        .hints(
            "What do you do with what stands behind the second ::?",
            "Look for a second one, and refuse it: text.indexOf(\"::\", at + 1).");
  }

  private static Probe<AddressParser> threeColons() {
    return Probe.of(
            "three colons",
            "a :: and one more; and four are two",
            AddressTrials.refuses(":::", "1:::2", "1:::", ":::1", "::::"))
        .rule(Rule.must("RFC 4291 §2.2", ":: can only appear once"))
        .hints(
            "Where does your :: end?", "Behind it stands a group, or nothing: a colon is neither.");
  }

  private static Probe<AddressParser> fiveDigits() {
    return Probe.of(
            "five hex digits",
            "a group has 16 bits, even if the fifth digit is 0",
            AddressTrials.refuses(
                "12345::", "::10000", "::00001", "2001:0db80::1", "::fffff", "::100000001"))
        .rule(Rule.must("RFC 4291 §2.2", "one to four hexadecimal digits"))
        .hints("How many digits do you take?", "1 to 4: look at the length.");
  }

  private static Probe<AddressParser> noHex() {
    return Probe.of(
            "what is no hex digit",
            "g comes after f; and １ isn't 1",
            AddressTrials.refuses(
                "g::", "::xyz", "::G", "::Z", "::@", "::`", "::0x1", "::1_0", "２００１::", "::ａ",
                "::ﬀ", "::𝟏", "::#"))
        .rule(Rule.must("RFC 4291 §2.2", "hexadecimal digits"))
        .hints(
            "Which characters are digits for your code?",
            "0 to 9, a to f, A to F, and no others: Character.digit knows far more.");
  }

  private static Probe<AddressParser> embedded() {
    return Probe.of(
            "IPv4 in the last two groups",
            "::ffff:192.0.2.1 is IPv4 on an IPv6 socket",
            AddressTrials.reads(
                "::192.0.2.1",
                "64:ff9b::192.0.2.33",
                "1:2:3:4:5:6:192.0.2.1",
                "1:2:3:4:5::192.0.2.1",
                "1::192.0.2.1",
                "1:2:3:4::6:192.0.2.1",
                "::2:3:4:5:6:192.0.2.1",
                "::255.255.255.255",
                "::0.0.0.0"))
        .rule(Rule.must("RFC 4291 §2.2", "the last 32 bits may be an IPv4 address"))
        .hints(
            "What do you do with a piece that has dots?",
            "If it is the last one, it is an IPv4 address, and stands for two groups.");
  }

  private static Probe<AddressParser> longest() {
    return Probe.of(
            "the longest addresses",
            "39 characters with hex digits alone, and 45 with IPv4 at the end",
            AddressTrials.longest())
        .rule(Rule.must("RFC 4291 §2.2", "the last 32 bits may be an IPv4 address"))
        .hints(
            "How long may a text be for your code?",
            "Count the longest one: six groups of four digits, and 255.255.255.255.");
  }

  private static Probe<AddressParser> mapped() {
    return Probe.of(
            "IPv4-mapped",
            "InetAddress makes an IPv4 address of it; but it was written in IPv6",
            Trial.all(
                List.of(
                    AddressTrials.reads(
                        "::ffff:192.0.2.1",
                        "::ffff:c000:201",
                        "0:0:0:0:0:ffff:127.0.0.1",
                        "0::ffff:192.0.2.1",
                        "0000:0000:0000:0000:0000:ffff:192.0.2.1"),
                    Trial.later(
                        () -> AddressTrials.reads("::FFFF:192.0.2.1", "0:0:0:0:0:FFFF:C000:201")))))
        .rule(Rule.task("16 bytes for IPv6"))
        .hints(
            "How many bytes do you return?",
            "16, whatever they are: what it is mapped to is for others to decide.");
  }

  private static Probe<AddressParser> embeddedStrict() {
    return Probe.of(
            "IPv4 inside, written loosely",
            "the rules are the same as for IPv4 alone",
            Trial.all(
                List.of(
                    AddressTrials.refuses(
                        "::ffff:999.0.0.1",
                        "::ffff:192.002.0.1",
                        "::ffff:010.0.0.1",
                        "::ffff:0.0.0.05",
                        "::1.2.3.4.5",
                        "::ffff:7f.0.0.1"),
                    Trial.later(() ->
                        AddressTrials.refusesInside(
                            "256.2.3.4",
                            "1.256.3.4",
                            "1.2.256.4",
                            "1.2.3.256",
                            "1.2.3.299",
                            "1.2.3.4294967297",
                            "01.2.3.4",
                            "1.02.3.4",
                            "1.2.03.4",
                            "1.2.3.04",
                            "00.0.0.0",
                            "0.0.0.00",
                            "1.",
                            "1.2",
                            "1.2.3",
                            ".1.2.3",
                            "1..2.3",
                            "1.2.3.",
                            "1.2.3.4.",
                            ".1.2.3.4",
                            "1.2.3.4.5",
                            "+1.2.3.4",
                            "1.2.3.-4",
                            "1.2.3. 4",
                            " 1.2.3.4",
                            "1.2.3.a",
                            "a.2.3.4",
                            "0x1.2.3.4",
                            "1.2.3.٣")))))
        .rule(Rule.task("an IPv4 address inside is as strict as one alone"))
        .hints("Who reads the IPv4 address here?", "The same method that reads one alone.");
  }

  private static Probe<AddressParser> embeddedBeforeGap() {
    return Probe.of(
            "IPv4 before a gap",
            "it would be the end of what stands before ::",
            AddressTrials.refuses("1.2.3.4::", "1.2.3.4::1", "1:2:1.2.3.4::", "ffff:1.2.3.4::"))
        .rule(Rule.must("RFC 4291 §2.2", "the last 32 bits may be an IPv4 address"))
        .hints(
            "Is it the last piece of the whole text?",
            "Only behind :: may the last piece have dots, if there is a ::.");
  }

  private static Probe<AddressParser> embeddedPlace() {
    return Probe.of(
            "IPv4 at another place",
            "it can only be the end, and stands for two groups",
            AddressTrials.refuses(
                "::1.2.3.4:5",
                "1:2:3:4:5:1.2.3.4",
                "1:2:3:4:5:6:7:1.2.3.4",
                "1:2:3:1.2.3.4:6:7:8",
                "::1.2.3.4:1.2.3.4",
                "1.2.3.4:5:6:7:8:9:a",
                ":1.2.3.4"))
        .rule(Rule.must("RFC 4291 §2.2", "the last 32 bits may be an IPv4 address"))
        .hints(
            "Is it the last piece, and are there six groups before it?",
            "Only the last piece may have dots; it counts as two groups.");
  }

  private static Probe<AddressParser> zone() {
    return around(
        "a zone",
        "it says on which link an address is, and is no part of its bytes",
        "no zone, no port, no brackets",
        "fe80::1%eth0",
        "fe80::1%1",
        "::1%",
        "127.0.0.1%lo",
        "fe80::1%25eth0",
        "::%0");
  }

  private static Probe<AddressParser> prefix() {
    return around(
        "a prefix length",
        "127.0.0.0/8 is a network, and no address",
        "no prefix length",
        "127.0.0.1/24",
        "2001:db8::1/64",
        "::/0",
        "::1/128",
        "1.2.3.4/",
        "127.0.0.0/8");
  }

  private static Probe<AddressParser> brackets() {
    return around(
        "brackets",
        "a URL has them, and takes them off itself; quotes and labels are no better",
        "no brackets",
        "[::1]",
        "[2001:db8::1]",
        "[127.0.0.1]",
        "[]",
        "[::1",
        "::1]",
        "127.0.0.1]",
        "(::1)",
        "\"::1\"",
        "IPv6:::1",
        "ipv6:::1");
  }

  private static Probe<AddressParser> port() {
    return around(
        "a port",
        "it belongs to the socket, and to the address no more than a zone",
        "no port",
        "127.0.0.1:80",
        "1.2.3.4:0",
        "[::1]:80",
        "[127.0.0.1]:80");
  }

  /** Texts that have an address in them, and more around it. */
  private static Probe<AddressParser> around(
      String name, String about, String task, String... texts) {
    return Probe.of(name, about, AddressTrials.refuses(texts))
        .rule(Rule.task(task))
        .hints("What did your code cut off?", "Nothing is cut off: whoever calls does that.");
  }

  private static Probe<AddressParser> noAddress() {
    return Probe.of(
            "no address at all",
            "an empty text, and names that look like numbers",
            AddressTrials.refuses(
                "",
                " ",
                ".",
                ":",
                "localhost",
                "a.b.c.d",
                "face.b00c",
                "cafe",
                "dead:beef",
                "1,2.3.4",
                "1。2。3。4",
                "1．2．3．4",
                "1：：2",
                "😀"))
        .rule(Rule.task("what isn't an address is an IllegalArgumentException"))
        .hints(
            "What does your code do with this text?",
            "Refuse it, with an IllegalArgumentException and no other.");
  }

  private static Probe<AddressParser> tooLong() {
    return Probe.of(
            "longer than any address",
            "what is cut off isn't read",
            AddressTrials.refuses(
                LONGEST + "x",
                LONGEST + "0",
                LONGEST + ".1",
                LONGEST + ":1",
                LONGEST + " ",
                LONGEST + "x".repeat(30),
                LONGEST + LONGEST,
                "0".repeat(38) + "1.2.3.4",
                "1.2.3.4" + "\0".repeat(57)))
        .rule(Rule.task("whatever isn't an address is an IllegalArgumentException"))
        .hints(
            "Do you read the whole text?",
            "Refuse what has more than 45 characters; don't cut it.");
  }

  private static Probe<AddressParser> longText() {
    return Probe.of(
            "a very long text",
            "a hundred thousand numbers or groups, or more",
            AddressTrials.refuses(
                "1.".repeat(100_000) + "1",
                "1:".repeat(100_000) + "1",
                "0".repeat(1_000_000) + "1.2.3.4",
                "::" + "0".repeat(1_000_000) + "1",
                ":".repeat(1_000_000)))
        .rule(Rule.task("a very long text is refused as well"))
        .hints(
            "What does your code do for each character, before it can say no?",
            "The longest address has 45 characters: look at the length first.");
  }

  private static Probe<AddressParser> inTurn() {
    return Probe.of(
            "two addresses",
            "the array of the first call is the caller's",
            Trial.all(
                List.of(
                    AddressTurns.inTurn("2001:db8::a", "::b"),
                    AddressTurns.inTurn("127.0.0.10", "10.0.0.11"),
                    // Their hash codes are the same.
                    Trial.later(() -> AddressTurns.inTurn("::1a", "::2B")))))
        .rule(Rule.task("each call returns an array of its own"))
        .hints(
            "Where does the array that you return come from?",
            "Make it in the method, in each call.");
  }

  private static Probe<AddressParser> many() {
    return Probe.of(
            "many addresses",
            "each array is the caller's for good, whatever comes after it",
            Trial.all(
                List.of(
                    AddressTurns.kept(manyAddresses()),
                    Trial.later(() -> AddressTurns.kept(manyMapped())))))
        .rule(Rule.task("each call returns an array of its own"))
        .hints(
            "Which array does your code return when it has returned this one already?",
            "Make a new one in each call, whatever the text: whoever called may keep it.");
  }

  /** Each kind many times; and some that have a name of their own twice, in two forms or in one. */
  private static List<String> manyAddresses() {
    var addresses = new ArrayList<String>();
    for (int number = 0; number < 100; number++) {
      addresses.add("10.0.0." + number);
      addresses.add("2001:db8::" + number);
    }
    var known = List.of("0.0.0.0", "127.0.0.1", "255.255.255.255", "::", "::1");
    addresses.addAll(known);
    addresses.addAll(
        List.of(
            "0:0:0:0:0:0:0:0", "0000:0:0:0:0:0:0:0", "0:0:0:0:0:0:0:1", "0::", "0::1", "::0:1"));
    addresses.addAll(known);
    return addresses;
  }

  private static List<String> manyMapped() {
    return Stream.iterate(0, number -> number < 100, number -> number + 1)
        .map(number -> "::ffff:10.0.0." + number)
        .toList();
  }

  private static Probe<AddressParser> again() {
    return Probe.of(
            "the same address again",
            "the array of the first call is the caller's, who has changed it",
            Trial.all(
                List.of(
                    AddressTurns.twice(
                        "192.0.2.77",
                        "2001:db8::77",
                        "1:2:3:4:5:6:7:77",
                        "127.0.0.1",
                        "0.0.0.0",
                        "255.255.255.255",
                        "2001:db8::1",
                        "1:2:3:4:5:6:7:8",
                        "0:0:0:0:0:0:0:0",
                        "0:0:0:0:0:0:0:1"),
                    Trial.later(() ->
                        AddressTurns.twice(
                            "::",
                            "::1",
                            "::ffff:192.0.2.77",
                            "::ffff:192.0.2.1",
                            "::ffff:127.0.0.1",
                            "2001:db8::192.0.2.77")))))
        .rule(Rule.task("each call returns an array of its own"))
        .hints(
            "Do you remember what you have returned?",
            "Give away a copy of it, or read the text again.");
  }

  private static Probe<AddressParser> oneOff() {
    return Probe.of(
            "one character off",
            "left out, doubled, put in, or another in its place",
            Trial.all(
                List.of(
                    AddressTrials.reads("192.0.2.33"),
                    AddressTrials.oneOff(
                        List.of("127.0.0.1", "0.0.0.0"), List.of("192.0.2.33", "255.245.199.99")),
                    AddressTrials.oneOff(
                        List.of("::", "::1", "1::", "1::a", "1:2:3:4:5:6:7:8"),
                        List.of(
                            "2001:db8::8:800:200c:417a",
                            "abcd:ef01:2345:6789:abcd:ef01:2345:6789")),
                    AddressTrials.oneOff(
                        List.of("::1.2.3.4"),
                        List.of(
                            "::ffff:192.0.2.1",
                            "1:2:3:4:5:6:10.20.30.40",
                            "64:ff9b::192.0.2.33")))))
        .rule(Rule.task("every address is read, and nothing else"))
        .hints(
            "Is the text that you see here an address? Go through it character by character.",
            "Compare it with the address that it is nearly, and find the character that differs.");
  }
}
