package netbook.tap;

import static netbook.tap.Fault.corrupt;
import static netbook.tap.Fault.delay;
import static netbook.tap.Fault.drop;
import static netbook.tap.Fault.duplicate;
import static netbook.tap.Fault.reorder;
import static netbook.tap.Fault.shorten;
import static netbook.tap.Fault.stall;
import static netbook.tap.Fault.throttle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import netbook.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each fault of datagrams: what the receiver gets is a function of what was sent. */
class MemoryDatagramsTest {
  private static final int RUNS = 1000;

  record Case(Fault fault, UnaryOperator<List<Bytes>> effect) {
    @Override
    public String toString() {
      return fault.toString();
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case(delay(Duration.ofSeconds(30), Duration.ofSeconds(30)), sent -> sent),
        new Case(delay(Duration.ofSeconds(30)).on(2), sent -> sent),
        new Case(throttle(10), sent -> sent),
        new Case(drop().on(2), sent -> changed(sent, 2, List.of())),
        new Case(drop(), sent -> List.of()),
        new Case(duplicate().on(2), sent -> changed(sent, 2, twice(sent, 2))),
        new Case(shorten(3).on(2), sent -> changed(sent, 2, cut(sent, 2))),
        new Case(stall().on(3), sent -> sent.subList(0, Math.min(2, sent.size()))),
        new Case(reorder(2).on(2), MemoryDatagramsTest::overtakenByTwo));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void receiversGetWhatTheFaultSays(Case fault) {
    for (long seed = 0; seed < RUNS; seed++) {
      var sent = random(seed);
      assertThat(arrived(Script.of(fault.fault()).seed(seed), sent))
          .as("seed %d", seed)
          .isEqualTo(fault.effect().apply(sent));
    }
  }

  @Test
  void whatIsCorruptDiffersInOneOctet() {
    for (long seed = 0; seed < RUNS; seed++) {
      var sent = random(seed);
      var got = arrived(Script.of(corrupt(0x81).on(1)).seed(seed), sent);
      assertThat(got.subList(1, got.size())).isEqualTo(sent.subList(1, sent.size()));
      assertThat(differences(sent.getFirst(), got.getFirst()))
          .isEqualTo(sent.getFirst().isEmpty() ? List.of() : List.of(0x81));
    }
  }

  @Test
  void chanceIsTheSeeds() {
    var sent = new ArrayList<Bytes>();
    for (int i = 0; i < 10_000; i++) {
      sent.add(Bytes.utf8("datagram " + i));
    }
    var script = Script.of(drop().chance(0.3)).seed(7);
    var got = arrived(script, sent);
    assertThat(got).isSubsetOf(sent).hasSizeBetween(6_700, 7_300).isEqualTo(arrived(script, sent));
    assertThat(arrived(script.seed(8), sent)).isNotEqualTo(got);
  }

  @Test
  void aWaitTakesNoTimeAndEndsAtItsDeadline() throws Exception {
    var link =
        MemoryDatagrams.of(
            (l, d) -> l.reply(d), Script.NOTHING, Script.of(delay(Duration.ofSeconds(20))));
    link.timeout(Duration.ofSeconds(15));
    link.send(Bytes.utf8("ping"));
    assertThatThrownBy(link::receive)
        .isInstanceOf(SocketTimeoutException.class)
        .hasMessage("no datagram within 15000 ms");
    assertThat(link.now()).isEqualTo(Duration.ofSeconds(15));
    assertThat(link.receive()).isEqualTo(Bytes.utf8("ping"));
    assertThat(link.now()).isEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void whatIsLostIsCountedAndTold() {
    var link = MemoryDatagrams.of((_, _) -> {}, Script.of(drop().on(1)), Script.NOTHING);
    link.send(Bytes.utf8("gone"));
    assertThat(link.lost()).isEqualTo(4);
    assertThat(link.trace().events().getLast().toString())
        .endsWith("client → tap  lost  4 B, drop on datagram 1");
  }

  @Test
  void whatIsForStreamsIsRefused() {
    assertThatThrownBy(
            () -> MemoryDatagrams.of((_, _) -> {}, Script.of(Fault.slice(1)), Script.NOTHING))
        .hasMessage("slice at 1: a datagram keeps its borders");
    assertThatThrownBy(
            () -> MemoryDatagrams.of((_, _) -> {}, Script.of(drop().after(1)), Script.NOTHING))
        .hasMessage("drop after 1 B: datagrams aren't counted in octets");
  }

  /** What reaches the server, in all the time that there is. */
  private static List<Bytes> arrived(Script script, List<Bytes> sent) {
    var got = new ArrayList<Bytes>();
    var link = MemoryDatagrams.of((_, datagram) -> got.add(datagram), script, Script.NOTHING);
    sent.forEach(link::send);
    link.timeout(Duration.ofDays(30));
    assertThatThrownBy(link::receive).isInstanceOf(SocketTimeoutException.class);
    return got;
  }

  private static List<Bytes> random(long seed) {
    var random = new SplittableRandom(seed);
    var sent = new ArrayList<Bytes>();
    int count = random.nextInt(1, 8);
    for (int i = 0; i < count; i++) {
      var octets = new byte[random.nextInt(20)];
      random.nextBytes(octets);
      sent.add(Bytes.copyOf(octets));
    }
    return sent;
  }

  private static List<Bytes> changed(List<Bytes> sent, int number, List<Bytes> instead) {
    if (sent.size() < number) {
      return sent;
    }
    var got = new ArrayList<>(sent.subList(0, number - 1));
    got.addAll(instead);
    got.addAll(sent.subList(number, sent.size()));
    return got;
  }

  private static List<Bytes> twice(List<Bytes> sent, int number) {
    return sent.size() < number ? List.of() : List.of(sent.get(number - 1), sent.get(number - 1));
  }

  private static List<Bytes> cut(List<Bytes> sent, int number) {
    return sent.stream()
        .skip(number - 1)
        .limit(1)
        .map(d -> d.slice(0, Math.min(3, d.size())))
        .toList();
  }

  /** The second comes after the fourth, or last if there is none. */
  private static List<Bytes> overtakenByTwo(List<Bytes> sent) {
    var got = new ArrayList<>(sent);
    if (got.size() >= 2) {
      var late = got.remove(1);
      got.add(Math.min(3, got.size()), late);
    }
    return got;
  }

  private static List<Integer> differences(Bytes sent, Bytes got) {
    assertThat(got.size()).isEqualTo(sent.size());
    var masks = new ArrayList<Integer>();
    for (int i = 0; i < sent.size(); i++) {
      if (sent.at(i) != got.at(i)) {
        masks.add(sent.at(i) ^ got.at(i));
      }
    }
    return masks;
  }
}
