package netbook.tap;

import static netbook.tap.Fault.corrupt;
import static netbook.tap.Fault.delay;
import static netbook.tap.Fault.drop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import netbook.bytes.Bytes;
import netbook.net.Datagram;
import org.junit.jupiter.api.Test;

/** Datagrams in memory: what is random, what is refused, and that time takes none. */
class MemoryDatagramsTest {
  private static final int RUNS = 1000;

  @Test
  void whatIsCorruptDiffersInOneOctet() {
    for (long seed = 0; seed < RUNS; seed++) {
      var sent = DatagramRuns.random(seed);
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
    assertThat(link.receive().bytes()).isEqualTo(Bytes.utf8("ping"));
    assertThat(link.now()).isEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void aStrangersDatagramNamesItsOwnSender() throws Exception {
    var stranger = new InetSocketAddress(InetAddress.ofLiteral("198.51.100.9"), 53);
    var link =
        MemoryDatagrams.of(
            (l, d) -> {
              l.forge(stranger, Bytes.utf8("forged"));
              l.reply(d);
            },
            Script.NOTHING,
            Script.NOTHING);
    link.send(Bytes.utf8("ping"));
    assertThat(link.receive()).isEqualTo(new Datagram(stranger, Bytes.utf8("forged"), 0));
    assertThat(link.receive())
        .isEqualTo(new Datagram(MemoryDatagrams.SERVER_ADDRESS, Bytes.utf8("ping"), 0));
    assertThat(link.trace().events().get(1).toString()).contains("stranger → client");
  }

  @Test
  void whatIsDoneLaterIsDoneAtItsMomentAndInOrder() throws Exception {
    var link = MemoryDatagrams.of((_, _) -> {}, Script.NOTHING, Script.NOTHING);
    link.after(Duration.ofMillis(20), () -> link.reply(Bytes.utf8("third")));
    link.after(
        Duration.ofMillis(10),
        () -> {
          link.reply(Bytes.utf8("first"));
          link.after(Duration.ofMillis(30), () -> link.reply(Bytes.utf8("last")));
        });
    link.after(Duration.ofMillis(10), () -> link.reply(Bytes.utf8("second")));
    var told = new ArrayList<String>();
    for (int i = 0; i < 4; i++) {
      told.add(link.receive().bytes().toText() + " " + link.now().toMillis());
    }
    assertThat(told).containsExactly("first 10", "second 10", "third 20", "last 40");
    assertThatThrownBy(() -> link.after(Duration.ofMillis(-1), () -> {}))
        .hasMessage("delay: PT-0.001S is negative");
  }

  @Test
  void whatIsLostIsCountedAndTold() {
    var link = MemoryDatagrams.of((_, _) -> {}, Script.of(drop().on(1)), Script.NOTHING);
    link.send(Bytes.utf8("gone"));
    assertThat(link.lost()).isEqualTo(4);
    assertThat(link.trace().events().getLast().toString())
        .endsWith("client → tap  lost  4 B, drop on datagram 1");
    var empty = MemoryDatagrams.of((_, _) -> {}, Script.of(drop()), Script.NOTHING);
    empty.send(Bytes.EMPTY);
    assertThat(empty.trace().events().getLast().toString()).endsWith("lost  0 B, drop");
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

  private static List<Bytes> arrived(Script script, List<Bytes> sent) {
    return DatagramRuns.inMemory(script, sent).received();
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
