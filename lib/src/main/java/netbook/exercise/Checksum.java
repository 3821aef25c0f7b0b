package netbook.exercise;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import netbook.bytes.Bytes;

/**
 * Exercise 03.2: the Internet checksum (RFC 1071), which IP, UDP and TCP share. The octets are
 * taken as numbers of 16 bits, the first octet being the high one; a single octet at the end is a
 * high one too, and a zero follows it. They are added, and as long as the sum has more than 16
 * bits, what is above them is added to the rest. The checksum is the complement of that: each of
 * its 16 bits inverted.
 *
 * <p>UDP alone sends ffff where the checksum is 0 (RFC 768). That is no affair of this sum.
 */
@FunctionalInterface
public interface Checksum {
  /**
   * Sums up.
   *
   * @return 0 to ffff
   */
  int of(Bytes octets);

  /** The check of it. */
  static Exercise<Checksum> exercise() {
    return Exercise.of(
        Checksum.class,
        "03.2",
        "The Internet checksum",
        "Your checksum is the one of RFC 1071, for any octets and any number of them.",
        List.of(
            example(),
            twice(),
            oddLength(),
            oneOctet(),
            lastOver127(),
            nothing(),
            zeros(),
            lowOver127(),
            highOver127(),
            carry(),
            carryOfCarry(),
            lastAndCarry(),
            allOnes(),
            packet(),
            large()));
  }

  private static Probe<Checksum> example() {
    return Probe.of("two numbers", "the chapter's own example", sums().on(Bytes.utf8("Hi!?")))
        .rule(Rule.must("RFC 1071 §1", "the complement of the sum of numbers of 16 bits"))
        .hints(
            "Which numbers do you add: 4869 and 213f, or others?",
            "octets.at(i) << 8 | octets.at(i + 1); and in the end ~sum & 0xffff.")
        .protects("Shows that the report's first words are about the simplest case.");
  }

  private static Probe<Checksum> twice() {
    return Probe.of(
            "two calls",
            "one checksum, two calls in a row",
            sums().inTurn(Bytes.utf8("Hi"), Bytes.utf8("!?")))
        .rule(Rule.task("a call is about its own bytes"))
        .hints(
            "Does something of the first call survive until the second?",
            "The sum is a variable of the method.")
        .protects("Names the cause of what would look like a wrong sum in each later probe.");
  }

  private static Probe<Checksum> oddLength() {
    return Probe.of(
            "an odd number of bytes",
            "the last one has no partner",
            sums().keeping(octets -> octets.size() % 2 == 1).on(Bytes.utf8("abc")))
        .rule(Rule.must("RFC 1071 §1", "a zero is put behind a last single octet"))
        .hints(
            "Is the last byte of abc in your sum, and as which number?",
            "6300: the byte is the high one, and a zero follows it.")
        .protects("The usual case of an odd length, before a byte that is all alone.");
  }

  private static Probe<Checksum> oneOctet() {
    return Probe.of(
            "a single byte",
            "nothing but a byte without a partner",
            sums().keeping(octets -> octets.size() == 1).on(Bytes.utf8("a")))
        .rule(Rule.must("RFC 1071 §1", "a zero is put behind a last single octet"))
        .hints(
            "How often does your loop run when the size is 1?",
            "i < octets.size(), and in the loop a look whether i + 1 is still inside.");
  }

  private static Probe<Checksum> lastOver127() {
    return Probe.of(
            "a last byte over 127, alone",
            "Java's byte is signed, also where no partner follows",
            sums()
                .keeping(octets -> octets.size() == 3 && octets.at(2) > 127)
                .on(Bytes.of('a', 'b', 0x80)))
        .rule(Rule.task("a byte is 0 to 255"))
        .hints(
            "Which number is your last byte, 80?", "8000: mask it as the others, (b & 0xff) << 8.")
        .protects("The sign alone, before a carry that is lost by it.");
  }

  private static Probe<Checksum> nothing() {
    return Probe.of("no bytes", "the sum of nothing is 0", sums().on(Bytes.EMPTY))
        .rule(Rule.must("RFC 1071 §1", "the complement of the sum"))
        .hints("What is the complement of 0, in 16 bits?", "ffff: invert all of them.");
  }

  private static Probe<Checksum> zeros() {
    return Probe.of(
            "only zeros",
            "their sum is 0 as well",
            sums().keeping(has(octet -> octet == 0)).on(Bytes.of(0, 0, 0, 0)))
        .rule(Rule.must("RFC 1071 §1", "the complement of the sum"))
        .hints("What is the complement of 0, in 16 bits?", "ffff: no sum is a special case.")
        .protects(
            "Whoever takes 0 for no sum sees it on bytes, and not only where there are none.");
  }

  private static Probe<Checksum> lowOver127() {
    return Probe.of(
            "a low byte over 127",
            "Java's byte is signed: its 80 is -128",
            sums()
                .keeping(octets -> octets.size() == 2 && octets.at(1) > 127)
                .on(Bytes.of(1, 0x80)))
        .rule(Rule.task("a byte is 0 to 255"))
        .hints(
            "What does your sum say after the bytes 01 80?",
            "octets.at(i) gives 0 to 255; of an array's byte, take b & 0xff.");
  }

  private static Probe<Checksum> highOver127() {
    return Probe.of(
            "a high byte over 127",
            "the number is then over 32767, which is more than a short holds",
            sums().keeping(has(octet -> octet > 127)).on(Bytes.of(0x80, 1)))
        .rule(Rule.task("a number is 0 to 65535"))
        .hints(
            "What does your sum say after the bytes 80 01?",
            "Short.toUnsignedInt(buffer.getShort()), or & 0xffff; and don't forget it in the end.");
  }

  private static Probe<Checksum> carry() {
    return Probe.of(
            "a carry",
            "the sum has a seventeenth bit",
            sums().keeping(octets -> sum(octets) > 0xffff).on(Bytes.utf8("~~~~~~")))
        .rule(Rule.must("RFC 1071 §1", "what is carried out of the high bit is added below"))
        .hints(
            "What becomes of the bits of your sum above the sixteenth?",
            "sum = (sum & 0xffff) + (sum >> 16).")
        .protects("The plainest carry: whoever adds none at all is told so here.");
  }

  private static Probe<Checksum> carryOfCarry() {
    return Probe.of(
            "a carry that carries again",
            "the sum is 1ffff: ffff, and 1 above it",
            sums()
                .keeping(octets -> sum(octets) == 0x1ffff)
                .on(Bytes.ofHex("7f7f 7f7f 7f7f 7f7f 0203")))
        .rule(Rule.must("RFC 1071 §1", "what is carried out of the high bit is added below"))
        .hints(
            "What is ffff + 1, and does it have 16 bits?",
            "As long as something is above the 16 bits, add it below: while, and not if.")
        .protects("The smallest sum that carries again, before one that an int may not hold.");
  }

  private static Probe<Checksum> lastAndCarry() {
    return Probe.of(
            "a last byte over 127, and a carry",
            "a sign that does no harm to a small sum may cost a carry",
            sums()
                .keeping(octets ->
                    octets.size() % 2 == 1
                        && octets.at(octets.size() - 1) > 127
                        && sum(octets) > 0xffff)
                .on(Bytes.utf8("~~~~").plus(Bytes.of(0x80))))
        .rule(Rule.task("a byte is 0 to 255"))
        .hints(
            "What do you add for the last byte, 80: 8000, or something less than 0?",
            "Mask the byte before you shift it: (b & 0xff) << 8.");
  }

  private static Probe<Checksum> allOnes() {
    return Probe.of(
            "a sum of ffff",
            "its complement is 0, and 0 is an answer",
            sums()
                .keeping(octets -> sum(octets) == 0xffff)
                .on(Bytes.of(0x7f, 0x7f, 0x7f, 0x7f, 1, 1)))
        .rule(Rule.must("RFC 1071 §1", "the complement of the sum"))
        .hints(
            "What becomes of ffff on the way to your answer?",
            "Nothing is above its 16 bits, so it stays; a remainder by ffff would be 0.");
  }

  private static Probe<Checksum> packet() {
    var random = new SplittableRandom(1071);
    var text = Bytes.of(IntStream.range(0, 1500).map(_ -> random.nextInt(0x20, 0x7f)).toArray());
    return Probe.of(
            "a packet of 1500 bytes",
            "what is above the sixteen bits may be more than 1",
            sums().keeping(octets -> sum(octets) > 0x1ffff).on(text))
        .rule(Rule.must("RFC 1071 §1", "what is carried out of the high bit is added below"))
        .hints(
            "How large may your sum grow, and what do you add of what is above its 16 bits?",
            "All of it: sum >> 16 is a number, and not only a yes or no.")
        .protects("A sum as real packets have it, whose carry is more than 1.");
  }

  private static Probe<Checksum> large() {
    return Probe.of(
            "270,000 bytes",
            "their sum has more than 32 bits",
            sums().keeping(_ -> false).on(Bytes.utf8("~".repeat(270_000))))
        .rule(Rule.task("any number of bytes"))
        .hints(
            "How large may your sum grow before you fold it, and what is lost then?",
            "Add up in a long; or fold after each addition, so that an int is enough.");
  }

  private static CallTrials<Checksum, Integer> sums() {
    return new CallTrials<>("of", Checksum::of, Checksum::judge);
  }

  private static Predicate<Bytes> has(IntPredicate wanted) {
    return octets -> IntStream.range(0, octets.size()).map(octets::at).anyMatch(wanted);
  }

  private static Optional<Mismatch> judge(Bytes octets, int answer) {
    int right = checksum(octets);
    return answer == right
        ? Optional.empty()
        : Optional.of(new Mismatch(words(right), words(answer)));
  }

  private static String words(int number) {
    return String.format(Locale.ROOT, "%04x (%d)", number, number);
  }

  /** The sum is the same as the remainder by ffff, but for 0 and ffff: no carries. */
  private static int checksum(Bytes octets) {
    long sum = sum(octets);
    return sum == 0 ? 0xffff : (int) (0xfffe - (sum - 1) % 0xffff);
  }

  /** The sum before anything is carried. */
  private static long sum(Bytes octets) {
    long sum = 0;
    for (int i = 0; i < octets.size(); i++) {
      sum += i % 2 == 0 ? octets.at(i) * 256L : octets.at(i);
    }
    return sum;
  }
}
