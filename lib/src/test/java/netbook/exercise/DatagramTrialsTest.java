package netbook.exercise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import netbook.bytes.Bytes;
import netbook.exercise.Failure.Kind;
import netbook.tap.MemoryDatagrams;
import netbook.tap.Script;
import org.junit.jupiter.api.Test;

/** What the learner's end of a network of datagrams does, and what a report says of its use. */
class DatagramTrialsTest {
  private final Steps steps = new Steps();

  private DatagramWire wire() {
    var network =
        MemoryDatagrams.of(
            (link, datagram) -> link.after(Duration.ofSeconds(3), () -> link.reply(datagram)),
            Script.NOTHING,
            Script.NOTHING);
    return new DatagramWire(network, Bytes::toHex, steps);
  }

  private static Failure failure(Asker asker, int probe) throws InterruptedException {
    try (var exit = new ExitWatch()) {
      var checker = new Checker<>(Asker.exercise(), asker, Optional.empty(), exit);
      return ((Verdict.NotYet) checker.verdict(probe, probe)).failure();
    }
  }

  @Test
  void aWireSendsWhatRemainsAndLosesWhatHasNoRoom() throws Exception {
    var wire = wire();
    var request = ByteBuffer.wrap(new byte[] {9, 1, 2, 3}).position(1);
    wire.send(request);
    assertThat(request.hasRemaining()).isFalse();
    assertThatThrownBy(() -> wire.receive(ByteBuffer.allocate(2), Duration.ofSeconds(1)))
        .isInstanceOf(SocketTimeoutException.class);
    assertThatThrownBy(() -> wire.receive(ByteBuffer.allocate(2), Duration.ofSeconds(-1)))
        .isInstanceOf(SocketTimeoutException.class);
    var into = ByteBuffer.allocate(2);
    assertThat(wire.receive(into, Duration.ofDays(400_000)))
        .isEqualTo(wire.server())
        .isNotSameAs(wire.server());
    assertThat(Bytes.copyOf(into.flip())).isEqualTo(Bytes.of(1, 2));
    assertThat(wire.now()).isEqualTo(Duration.ofSeconds(3));
    assertThat(steps.all())
        .extracting(step -> step.call() + ": " + step.answer())
        .startsWith("at 0 ms: it sends 01 02 03: sent", "at 0 ms: it waits 1000 ms: nothing")
        .endsWith("at 1000 ms: it waits 34560000000000 ms: 01 02 03 from the server");
  }

  @Test
  void aStepSaysWhoSentWhatAndWhen() throws InterruptedException {
    Asker anybody =
        (wire, identifier, question) -> {
          var request = Bytes.of(0, identifier).plus(Bytes.utf8(question));
          wire.send(request.buffer());
          var reply = ByteBuffer.allocate(100);
          wire.receive(reply, Duration.ofSeconds(1));
          return Bytes.copyOf(reply.flip().position(2)).toText();
        };
    var failure = failure(anybody, 18);
    assertThat(failure.mismatch()).isEqualTo(new Mismatch("\"your friend\"", "\"a thief\""));
    assertThat(failure.steps())
        .extracting(step -> step.call() + ": " + step.answer())
        .isEqualTo(
            List.of(
                "ask(50, \"whom do I pay?\"): called",
                "at 0 ms: it sends 00 32 \"whom do I pay?\": sent",
                "at 0 ms: it waits 1000 ms: 00 32 \"a thief\" from 192.0.2.7:7008",
                "at 0 ms: it ends: \"a thief\""));
  }

  @Test
  void whatSendsOrReceivesWithoutEndIsEnded() throws InterruptedException {
    Asker sends =
        (wire, _, _) -> {
          while (true) {
            wire.send(ByteBuffer.allocate(1));
          }
        };
    Asker receives =
        (wire, _, _) -> {
          while (true) {
            try {
              wire.receive(ByteBuffer.allocate(1), Duration.ZERO);
            } catch (SocketTimeoutException e) {
              // and again
            }
          }
        };
    assertThat(failure(sends, 1).kind()).isEqualTo(Kind.SPINS);
    assertThat(failure(sends, 1).mismatch().actual()).isEqualTo("no end: it sends on and on");
    assertThat(failure(receives, 1).kind()).isEqualTo(Kind.SPINS);
    assertThat(failure(receives, 1).mismatch().actual()).contains("the clock is wire.now()");
  }

  /**
   * Asks four times.
   *
   * @param request what is sent, of the buffer and the number of the time
   * @param answer what the buffer of the reply is read as
   */
  private static Asker asking(
      BiFunction<ByteBuffer, Integer, ByteBuffer> request, Function<ByteBuffer, String> answer) {
    return (wire, identifier, question) -> {
      var octets = Bytes.of(0, identifier).plus(Bytes.utf8(question));
      var buffer = ByteBuffer.allocate(octets.size()).put(octets.buffer()).flip();
      for (int number = 1; number <= 4; number++) {
        wire.send(request.apply(buffer, number));
        try {
          var reply = ByteBuffer.allocate(1000);
          wire.receive(reply, Duration.ofSeconds(1L << (number - 1)));
          return answer.apply(reply);
        } catch (SocketTimeoutException e) {
          // and again
        }
      }
      throw new SocketTimeoutException("no reply");
    };
  }

  private static String text(ByteBuffer reply) {
    return StandardCharsets.UTF_8.decode(reply).toString();
  }

  @Test
  void aLaterRequestThatDiffersIsNamedWhereNobodyHasAnswered() throws InterruptedException {
    var sendsTheRest = asking((buffer, _) -> buffer, reply -> text(reply.flip().position(2)));
    assertThat(failure(sendsTheRest, 7).mismatch())
        .isEqualTo(
            new Mismatch(
                "the same request again: 00 15 \"still there?\"", "the 2nd request: 0 B", 0));
    var cutsLater =
        asking(
            (buffer, number) -> buffer.duplicate().limit(number > 2 ? 5 : buffer.limit()),
            reply -> text(reply.flip().position(2)));
    assertThat(failure(cutsLater, 9).mismatch())
        .isEqualTo(
            new Mismatch(
                "the same request again: 00 17 \"how long?\"",
                "the 3rd request: 00 17 \"how\"",
                5));
  }

  @Test
  void whoDoesNotFlipTheReplyIsToldOfThatAndNotOfTheZeros() throws InterruptedException {
    var decodesTheRest = asking((buffer, _) -> buffer, DatagramTrialsTest::text);
    assertThat(failure(decodesTheRest, 1).mismatch())
        .isEqualTo(new Mismatch("\"noon\"", "\"\\0 … (994 zeros)\""));
    Asker findsNothing =
        (wire, identifier, question) -> {
          var request = Bytes.of(0, identifier).plus(Bytes.utf8(question)).buffer();
          var reply = ByteBuffer.allocate(1000);
          wire.send(request);
          wire.receive(reply, Duration.ofSeconds(1));
          wire.send(request);
          throw new SocketTimeoutException("no identifier " + identifier);
        };
    assertThat(failure(findsNothing, 1).mismatch())
        .isEqualTo(new Mismatch("\"noon\"", "SocketTimeoutException: no identifier 7"));
  }
}
