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
    assertThat(silent.findSilence(question("example.com", RecordType.MX))).isPresent();
    assertThat(silent.findSilence(question("example.com", RecordType.A))).isEmpty();
    var more = WORLD.answering("example.com", RecordType.MX, "b. A 192.0.2.9");
    assertThat(types(reply(more, "example.com", RecordType.MX)))
        .containsExactly(RecordType.A, RecordType.MX);
  }

  @Test
  void failsInEveryWay() {
    var errors = WORLD.eachError("example.com", RecordType.MX);
    assertThat(errors)
        .map(world -> reply(world, "example.com", RecordType.MX).rcode())
        .contains(Rcode.FORMERR, Rcode.SERVFAIL, Rcode.BADVERS, new Rcode(19))
        .doesNotContain(Rcode.NOERROR, Rcode.NXDOMAIN);
    assertThat(errors)
        .map(world -> reply(world, "example.com", RecordType.MX).header().rcode())
        .contains(Rcode.NOERROR, Rcode.NXDOMAIN);
    var question = question("mx.example.com", RecordType.AAAA);
    var failures = WORLD.eachFailure("mx.example.com", RecordType.A, RecordType.AAAA);
    assertThat(failures).filteredOn(world -> world.findSilence(question).isPresent()).hasSize(4);
    assertThat(failures).hasSize(errors.size() + 4);
  }

  @Test
  void changesWhatAnAnswerHas() {
    var reversed = WORLD.reversed("www.example.com", RecordType.MX);
    assertThat(types(reply(reversed, "www.example.com", RecordType.MX)))
        .containsExactly(RecordType.MX, RecordType.CNAME);
    var both =
        reversed
            .failing("www.example.com", RecordType.MX, Rcode.SERVFAIL)
            .answering("www.example.com", RecordType.MX, "b. A 192.0.2.9")
            .adding("www.example.com", RecordType.MX, "b. A 192.0.2.8");
    var reply = reply(both, "www.example.com", RecordType.MX);
    assertThat(reply.rcode()).isEqualTo(Rcode.SERVFAIL);
    assertThat(types(reply)).containsExactly(RecordType.A);
    assertThat(reply.authorities()).isEqualTo(reply.additionals()).hasSize(1);
    assertThat(both.isRound()).isFalse();
    assertThat(both.round().isRound()).isTrue();
  }

  @Test
  void tellsWhatDoesNotExistFromWhatHasNoRecords() {
    assertThat(reply(WORLD, "no.example.com", RecordType.MX).rcode()).isEqualTo(Rcode.NXDOMAIN);
    var none = reply(WORLD, "mx.example.com", RecordType.AAAA);
    assertThat(none.rcode()).isEqualTo(Rcode.NOERROR);
    assertThat(none.answers()).isEmpty();
  }
}
