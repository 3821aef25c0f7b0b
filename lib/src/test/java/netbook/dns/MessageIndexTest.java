package netbook.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import netbook.bytes.Bytes;
import netbook.bytes.MalformedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where records stand; that it takes what {@link DnsMessage} takes, DnsHostileTest shows. */
class MessageIndexTest {
  private static final Name NAME = Name.of("example.com");

  private static DnsMessage message(long... ttls) {
    var query = DnsMessage.query(1, NAME, RecordType.A);
    return query.withAnswers(
        Arrays.stream(ttls)
            .mapToObj(
                ttl -> new ResourceRecord(NAME, ttl, new RecordData.A(Bytes.ofHex("c0000201"))))
            .toList());
  }

  private static MessageIndex index(Bytes octets) throws MalformedException {
    var index = new MessageIndex();
    index.read(octets);
    return index;
  }

  @Test
  void aNewIndexIsEmpty() {
    var index = new MessageIndex();
    assertThat(index.count()).isZero();
    assertThat(index.aged(1)).isEqualTo(Bytes.EMPTY);
  }

  @Test
  void recordsOfAllSectionsAreFoundInTheirOrder() throws MalformedException {
    var answer = message(300).answers().getFirst();
    var authority = new ResourceRecord(NAME, 3600, new RecordData.Ns(Name.of("ns.example.com")));
    var octets =
        message(300).withAuthorities(List.of(authority)).with(Edns.of(1232).withDnssec()).encode();
    var index = index(octets);
    assertThat(index.count()).isEqualTo(3);
    assertThat(index.type(0)).isEqualTo(answer.type());
    assertThat(index.type(1)).isEqualTo(RecordType.NS);
    assertThat(index.type(2)).isEqualTo(RecordType.OPT);
    assertThat(index.ttl(1)).isEqualTo(3600);
    assertThat(index.ttl(2)).isEqualTo(0x8000); // which isn't one
    assertThat(octets.number(index.ttlOffset(0), 4)).isEqualTo(300);
    assertThatThrownBy(() -> index.type(3)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> index.ttl(-1)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void anIndexIsFilledAgain() throws MalformedException {
    var index = index(message(new long[40]).encode());
    assertThat(index.count()).isEqualTo(40);
    index.read(message(7).encode());
    assertThat(index.count()).isEqualTo(1);
    assertThat(index.ttl(0)).isEqualTo(7);
    assertThatThrownBy(() -> index.read(Bytes.ofHex("0001 0000 0001 0000 0000 0000")))
        .isInstanceOf(MalformedException.class)
        .hasMessage("at offset 12: length: needs 1 B, has 0 (RFC 1035 §3.1)");
    assertThat(index.count()).isZero();
    assertThat(index.aged(1)).isEqualTo(Bytes.EMPTY);
  }

  @ParameterizedTest
  @CsvSource({
    "300, 0, 300",
    "300, 100, 200",
    "300, 299, 1",
    "300, 300, 0",
    "300, 301, 0",
    "300, 9223372036854775807, 0",
    "0, 0, 0",
    "65536, 1, 65535",
    "2147483647, 0, 2147483647",
    "2147483647, 65536, 2147418111",
    "2147483648, 0, 0",
    "4294967295, 1, 0"
  })
  void timeIsTakenFromATtl(long ttl, long seconds, long left) throws MalformedException {
    var aged = index(message(ttl, 300).encode()).aged(seconds);
    assertThat(aged).isEqualTo(message(left, Math.max(0, 300 - seconds)).encode());
  }

  @Test
  void ednsDoesNotAge() throws MalformedException {
    var message = message(9).with(Edns.of(1232).withDnssec());
    assertThat(index(message.encode()).aged(8))
        .isEqualTo(message.withAnswers(message(1).answers()).encode());
  }

  @Test
  void timeDoesNotRunBackwards() throws MalformedException {
    var index = index(message(300).encode());
    assertThatThrownBy(() -> index.aged(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("seconds: -1 is negative");
  }
}
