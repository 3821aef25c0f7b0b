package netbook.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import netbook.dns.DnsMessage;
import netbook.dns.Name;
import netbook.dns.Question;
import netbook.dns.Rcode;
import netbook.dns.RecordType;
import org.junit.jupiter.api.Test;

class MailWorldTest {
  private static final MailWorld WORLD =
      MailWorld.of("example.com", "@ MX 10 mx", "mx A 192.0.2.1", "www CNAME @", "far CNAME a.b.")
          .with("b", "a MX 10 a");

  private static Question question(String name, RecordType type) {
    return new Question(Name.of(name), type);
  }

  private static DnsMessage reply(MailWorld world, String name, RecordType type) {
    return world.reply(1, question(name, type));
  }

  private static List<RecordType> types(DnsMessage reply) {
    return reply.answers().stream().map(record -> record.type()).toList();
  }

  @Test
  void followsAliasesInsideOfAZoneOnly() {
    assertThat(types(reply(WORLD, "www.example.com", RecordType.MX)))
        .containsExactly(RecordType.CNAME, RecordType.MX);
    assertThat(types(reply(WORLD, "far.example.com", RecordType.MX)))
        .containsExactly(RecordType.CNAME);
    assertThat(types(reply(WORLD, "a.b", RecordType.MX))).containsExactly(RecordType.MX);
  }

  @Test
  void hasNoAdditionalRecordsUnlessTheyAreAdded() {
    assertThat(reply(WORLD, "example.com", RecordType.MX).additionals()).isEmpty();
    var adding = WORLD.adding("example.com", RecordType.MX, "mx.example.com. A 192.0.2.9");
    assertThat(reply(adding, "example.com", RecordType.MX).additionals()).hasSize(1);
  }

  @Test
  void doesWithOneQuestionWhatItIsTold() {
    var failing = WORLD.failing("example.com", RecordType.MX, Rcode.SERVFAIL);
    assertThat(reply(failing, "EXAMPLE.com", RecordType.MX).rcode()).isEqualTo(Rcode.SERVFAIL);
    assertThat(reply(failing, "mx.example.com", RecordType.A).rcode()).isEqualTo(Rcode.NOERROR);
    var silent = WORLD.silent("example.com", RecordType.MX);
    assertThat(silent.isSilent(question("example.com", RecordType.MX))).isTrue();
    assertThat(silent.isSilent(question("example.com", RecordType.A))).isFalse();
    var more = WORLD.answering("example.com", RecordType.MX, "b. A 192.0.2.9");
    assertThat(types(reply(more, "example.com", RecordType.MX)))
        .containsExactly(RecordType.A, RecordType.MX);
  }

  @Test
  void tellsWhatDoesNotExistFromWhatHasNoRecords() {
    assertThat(reply(WORLD, "no.example.com", RecordType.MX).rcode()).isEqualTo(Rcode.NXDOMAIN);
    var none = reply(WORLD, "mx.example.com", RecordType.AAAA);
    assertThat(none.rcode()).isEqualTo(Rcode.NOERROR);
    assertThat(none.answers()).isEmpty();
  }
}
