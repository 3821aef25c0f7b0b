package netbook.exercise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.List;
import java.util.Optional;
import netbook.Leaks;
import netbook.bytes.Bytes;
import netbook.dns.DnsMessage;
import netbook.dns.Name;
import netbook.dns.ResourceRecord;
import netbook.dns.Transport;
import netbook.resolve.Authority;
import netbook.resolve.Zone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The check of 08.4 by the library's own server, which other programs have tried: that one is
 * right, and what is changed in its responses is wrong.
 */
@ExtendWith(Leaks.class)
class MiniServerTest {
  private static Optional<Bytes> right(
      List<ResourceRecord> zone, Bytes request, Transport transport) {
    var authority = new Authority(List.of(Zone.of(zone)));
    return transport == Transport.UDP
        ? authority.answerDatagram(request)
        : authority.answerStream(request);
  }

  private static Verdict verdict(MiniServer code) throws InterruptedException {
    try (var exit = new ExitWatch()) {
      return new Checker<>(MiniServer.exercise(), code, Optional.empty(), exit).verdict();
    }
  }

  private static List<String> failing(MiniServer code) throws InterruptedException {
    return verdict(code).failing().stream()
        .map(number -> MiniServer.exercise().probe(number).name())
        .toList();
  }

  @Test
  void theLibrarysServerIsRight() throws InterruptedException {
    assertThat(verdict(MiniServerTest::right)).isInstanceOf(Verdict.Solved.class);
  }

  /** The name of the record, which was a pointer, makes it too long for a datagram. */
  @Test
  void aDatagramHasAtMost512OctetsWhateverIsInIt() throws InterruptedException {
    var name = Name.of("t.example.com").toBytes();
    MiniServer code =
        (zone, request, transport) ->
            right(zone, request, transport)
                .map(response ->
                    response.size() == DnsMessage.DATAGRAM_MAX
                        ? response
                            .slice(0, request.size())
                            .plus(name)
                            .plus(response.from(request.size() + 2))
                        : response);
    assertThat(failing(code)).containsExactly("512 bytes");
  }

  private static Optional<Mismatch> byDig(MiniServer code) throws Exception {
    assumeThat(Tool.DIG.find()).as("no dig; get its package bind9-dnsutils").isPresent();
    return MiniServerProbes.byDig().trials().getFirst().run(code, new Steps());
  }

  @Test
  void digIsContentWithWhatIsRight() throws Exception {
    assertThat(byDig(MiniServerTest::right)).isEmpty();
  }

  @Test
  void digShowsWhatIsWrong() throws Exception {
    MiniServer code =
        (zone, request, transport) ->
            right(zone, request, transport).map(MiniServerTest::withoutAa);
    assertThat(byDig(code).map(Mismatch::expected)).contains("dig shows the flags qr aa");
  }

  private static Bytes withoutAa(Bytes response) {
    return response.slice(0, 2).plus(Bytes.of(response.at(2) & ~4)).plus(response.from(3));
  }

  @Test
  void digWaitsForNothingThatDoesNotCome() throws Exception {
    assertThat(byDig((_, _, _) -> Optional.empty())).contains(new Mismatch("a response", "none"));
    assertThat(
            byDig((_, _, _) -> {
              throw new IllegalStateException("why");
            }))
        .contains(new Mismatch("an answer", "IllegalStateException: why"));
    assertThatThrownBy(() ->
            byDig((_, _, _) -> {
              throw Exercise.yourTurn();
            }))
        .isInstanceOf(YourTurn.class);
  }
}
