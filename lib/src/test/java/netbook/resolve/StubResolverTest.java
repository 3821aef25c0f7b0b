package netbook.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import netbook.Leaks;
import netbook.bytes.Bytes;
import netbook.bytes.MalformedException;
import netbook.dns.DnsMessage;
import netbook.dns.Edns;
import netbook.dns.Flag;
import netbook.dns.Header;
import netbook.dns.Name;
import netbook.dns.Question;
import netbook.dns.Rcode;
import netbook.dns.RecordType;
import netbook.dns.ZoneFile;
import netbook.net.UdpServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Leaks.class)
class StubResolverTest {
  private static final Duration SOON = Duration.ofMillis(200);
  private static final String ZONE =
      """
      $TTL 3600
      @    SOA ns hostmaster 1 7200 900 1209600 300
           NS  ns
      ns   A   192.0.2.53
      www  A   192.0.2.33
      big  TXT "%s"
           TXT "%s"
           TXT "%s"
      """
          .formatted("a".repeat(250), "b".repeat(250), "c".repeat(250));

  private static DnsServer authority() throws IOException {
    return DnsServer.start(Zone.parse(ZONE, "example.com"));
  }

  /** A server that sends these for each query. */
  private static UdpServer sending(Function<DnsMessage, List<Bytes>> answers) throws IOException {
    return UdpServer.start((request, reply) -> {
      for (var answer : answers.apply(DnsMessage.decode(request.bytes()))) {
        reply.send(answer);
      }
    });
  }

  private static DnsMessage answer(DnsMessage query) {
    try {
      return query
          .reply(Rcode.NOERROR)
          .withAnswers(ZoneFile.parse("www.example.com. 60 A 192.0.2.33", Name.ROOT));
    } catch (MalformedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static InetSocketAddress nobody() throws IOException {
    try (var server = UdpServer.start((_, _) -> {})) {
      return server.address();
    }
  }

  private static DnsMessage www(StubResolver resolver) throws IOException {
    return resolver.ask("www.example.com", "A");
  }

  @Test
  void whatAnAuthorityKnowsIsAnswered() throws IOException {
    try (var server = authority()) {
      var resolver = StubResolver.of(server.address()).withoutRecursion();
      var answer = www(resolver);
      assertThat(answer.answers()).hasToString("[www.example.com. 3600 IN A 192.0.2.33]");
      assertThat(answer.header().has(Flag.AA)).isTrue();
      assertThat(answer.header().has(Flag.RD)).isFalse();
      assertThat(answer.findEdns()).contains(Edns.of(1232));
      assertThat(resolver.ask("nope.example.com", "A").rcode()).isEqualTo(Rcode.NXDOMAIN);
      assertThat(server.failures()).isEmpty();
    }
  }

  @Test
  void whatWasTruncatedIsAskedByTcp() throws IOException {
    try (var server = authority()) {
      var resolver = StubResolver.of(server.address());
      assertThat(resolver.ask("big.example.com", "TXT").answers()).hasSize(3);
      assertThat(resolver.trace().connections()).isEqualTo(1);
      assertThat(resolver.withoutEdns().ask("big.example.com", "TXT").answers()).hasSize(3);
      assertThat(resolver.trace().connections()).isEqualTo(3);
    }
  }

  /** RFC 2181 §9: whatever else is in it, TC says that it was cut. */
  @Test
  void whatWasCutInsideOfARecordIsAskedByTcp() throws IOException {
    Function<DnsMessage, List<Bytes>> cutting =
        query -> {
          var whole = answer(query);
          return List.of(whole.with(whole.header().with(Flag.TC)).encode().slice(0, 40));
        };
    try (var server = sending(cutting)) {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> www(StubResolver.of(server.address())))
          .withMessageContaining("Connection refused"); // by TCP, nobody is there
    }
  }

  @Test
  void onlyTheAnswerToItsQuestionIsTaken() throws IOException {
    Function<DnsMessage, List<Bytes>> answers =
        query -> {
          var right = answer(query);
          var id = new Header(query.header().id() ^ 1, right.header().flags());
          var other = new Question(Name.of("www.example.net"), RecordType.A);
          return List.of(
              Bytes.utf8("junk"),
              right.encode().slice(0, 40),
              right.with(id).encode(),
              query.encode(),
              DnsMessage.of(right.header(), other).encode(),
              right.encode());
        };
    try (var server = sending(answers)) {
      assertThat(www(StubResolver.of(server.address())).answers()).hasSize(1);
      assertThat(server.failures()).isEmpty();
    }
  }

  @Test
  void otherDatagramsDontMakeItWaitLonger() throws IOException {
    try (var server = sending(query -> List.of(query.encode(), query.encode()))) {
      assertThatExceptionOfType(SocketTimeoutException.class)
          .isThrownBy(() -> www(StubResolver.of(server.address()).timeout(SOON)));
    }
  }

  @Test
  void theNextServerIsAskedIfOneIsSilentOrGoneOrFails() throws IOException {
    try (var silent = sending(_ -> List.of());
        var failing = sending(query -> List.of(query.reply(Rcode.SERVFAIL).encode()));
        var good = sending(query -> List.of(answer(query).encode()))) {
      var resolver = StubResolver.of(silent.address(), nobody(), failing.address(), good.address());
      assertThat(www(resolver.timeout(SOON)).answers()).hasSize(1);
    }
  }

  @Test
  void aServerThatWasSilentIsAskedAgainWithAnotherId() throws IOException, InterruptedException {
    var ids = new CopyOnWriteArrayList<Integer>();
    Function<DnsMessage, List<Bytes>> third =
        query -> {
          ids.add(query.header().id());
          return ids.size() < 3 ? List.of() : List.of(answer(query).encode());
        };
    try (var server = sending(third)) {
      assertThat(www(StubResolver.of(server.address()).timeout(SOON)).answers()).hasSize(1);
      server.awaitHandled(3);
    }
    // All three are the same once in four thousand million runs.
    assertThat(Set.copyOf(ids)).hasSizeGreaterThan(1);
  }

  @Test
  void whatAllFailAtIsTold() throws IOException {
    try (var silent = sending(_ -> List.of());
        var failing = sending(query -> List.of(query.reply(Rcode.SERVFAIL).encode()))) {
      assertThat(www(StubResolver.of(failing.address())).rcode()).isEqualTo(Rcode.SERVFAIL);
      assertThatExceptionOfType(SocketTimeoutException.class)
          .isThrownBy(() -> www(StubResolver.of(silent.address()).timeout(SOON)))
          .withMessageContaining("within 800 ms"); // the wait doubles twice
    }
    var gone = StubResolver.of(nobody());
    assertThatExceptionOfType(PortUnreachableException.class).isThrownBy(() -> www(gone));
  }

  /** RFC 6891 §7. */
  @Test
  void aServerWithoutEdnsIsAskedWithoutIt() throws IOException {
    Function<DnsMessage, List<Bytes>> old =
        query -> {
          var none = new DnsMessage(query.header(), List.of(), List.of(), List.of(), List.of());
          boolean known = query.findEdns().isEmpty();
          return List.of((known ? answer(query) : none.reply(Rcode.FORMERR)).encode());
        };
    try (var server = sending(old)) {
      assertThat(www(StubResolver.of(server.address())).answers()).hasSize(1);
    }
  }

  @Test
  void aCallersMistakeIsTold() {
    assertThatIllegalArgumentException()
        .isThrownBy(StubResolver::of)
        .withMessage("servers: there is none");
    var resolver = StubResolver.of(new InetSocketAddress("127.0.0.1", 53));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> resolver.timeout(Duration.ZERO))
        .withMessage("timeout: PT0S is not in 1 ns to 1 minute");
    assertThatIllegalArgumentException().isThrownBy(() -> resolver.ask("a..b", "A"));
    assertThat(resolver).hasToString("stub resolver of [/127.0.0.1:53]");
  }
}
