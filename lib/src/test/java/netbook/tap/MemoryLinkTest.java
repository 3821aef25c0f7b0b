package netbook.tap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import netbook.bytes.Bytes;
import org.junit.jupiter.api.Test;

/** A connection in memory, and its virtual time. */
class MemoryLinkTest {
  /** Sends back what comes, and ends when the other side does. */
  private static final MemoryLink.Peer ECHO =
      new MemoryLink.Peer() {
        @Override
        public void received(MemoryLink link, Bytes bytes) {
          link.reply(bytes);
        }

        @Override
        public void finished(MemoryLink link) {
          link.finishReplying();
        }
      };

  private static MemoryLink link(Script toServer, Script toClient) {
    return MemoryLink.ofClient(ECHO, toServer, toClient);
  }

  @Test
  void whatIsSentComesBack() throws Exception {
    var link = link(Script.NOTHING, Script.NOTHING);
    link.out().write(Bytes.utf8("hello").toArray());
    link.finishSending();
    assertThat(Bytes.copyOf(link.in().readAllBytes())).isEqualTo(Bytes.utf8("hello"));
    assertThat(link.now()).isZero();
  }

  @Test
  void aReadThatGetsNothingEndsAtItsDeadlineAndCanBeRepeated() throws Exception {
    var link = link(Script.of(Fault.delay(Duration.ofSeconds(7))), Script.NOTHING);
    link.out().write('x');
    assertThatThrownBy(() -> link.in().read())
        .isInstanceOf(SocketTimeoutException.class)
        .hasMessage("no byte within 5000 ms");
    assertThat(link.now()).isEqualTo(Duration.ofSeconds(5));
    assertThat(link.in().read()).isEqualTo('x');
    assertThat(link.now()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void eachPieceIsAReadOfItsOwn() throws Exception {
    var link = link(Script.NOTHING, Script.of(Fault.sliceEvery(2)));
    link.out().write(Bytes.utf8("hello").toArray());
    var into = new byte[10];
    assertThat(link.in().read(into)).isEqualTo(2);
    assertThat(link.in().available()).isEqualTo(3);
    assertThat(link.in().read(into)).isEqualTo(2);
    assertThat(link.in().read(into)).isEqualTo(1);
  }

  @Test
  void whoAsksHowMuchIsThereWaitsAMillisecond() throws Exception {
    var link = link(Script.NOTHING, Script.of(Fault.delay(Duration.ofMillis(3))));
    link.out().write('x');
    int asked = 0;
    while (link.in().available() == 0) {
      asked++;
    }
    assertThat(asked).isEqualTo(2);
    assertThat(link.in().read()).isEqualTo('x');
  }

  @Test
  void aResetIsSeenByReaderAndWriter() throws Exception {
    var link = link(Script.of(Fault.reset().after(3)), Script.NOTHING);
    link.out().write(Bytes.utf8("hello").toArray());
    // The echo of the three octets before it was on its way, and a reset kills that.
    assertThatThrownBy(() -> link.in().read())
        .isInstanceOf(SocketException.class)
        .hasMessage("Connection reset");
    assertThatThrownBy(() -> link.out().write('x'))
        .isInstanceOf(IOException.class)
        .hasMessage("Broken pipe");
  }

  @Test
  void aDelayHoldsWhateverFaultComesBehindIt() throws Exception {
    var late = Fault.delay(Duration.ofMillis(700));
    var link = link(Script.of(late.after(0), Fault.coalesce(64)), Script.NOTHING);
    link.out().write(Bytes.utf8("late").toArray());
    link.finishSending();
    assertThat(Bytes.copyOf(link.in().readAllBytes()).toText()).isEqualTo("late");
    assertThat(link.now()).isEqualTo(Duration.ofMillis(700));
    var twice = link(Script.of(Fault.slice(2, 4), late.after(2), late.after(4)), Script.NOTHING);
    twice.out().write(Bytes.utf8("hello").toArray());
    twice.in().readNBytes(5);
    assertThat(twice.now()).isEqualTo(Duration.ofMillis(1400));
  }

  @Test
  void aClosedEndIsClosedForReadingToo() throws Exception {
    var link = link(Script.NOTHING, Script.NOTHING);
    link.out().close();
    assertThatThrownBy(() -> link.in().read()).isInstanceOf(ClosedChannelException.class);
    assertThatThrownBy(() -> link.out().write('x')).isInstanceOf(ClosedChannelException.class);
  }

  @Test
  void theCodeUnderTestMayBeTheServer() throws Exception {
    var client =
        new MemoryLink.Peer() {
          @Override
          public void connected(MemoryLink link) {
            link.reply(Bytes.utf8("question"));
            link.finishReplying();
          }

          @Override
          public void received(MemoryLink link, Bytes bytes) {}
        };
    var link = MemoryLink.ofServer(client, Script.of(Fault.truncate().after(5)), Script.NOTHING);
    assertThat(Bytes.copyOf(link.in().readAllBytes())).isEqualTo(Bytes.utf8("quest"));
    link.settle();
    assertThat(link.lost()).isEqualTo(3);
  }

  @Test
  void twoRunsAreTheSameToTheNanosecond() throws Exception {
    var script =
        Script.of(Fault.sliceAtRandom(3), Fault.delay(Duration.ofMillis(1), Duration.ofMillis(9)));
    var first = link(script, script);
    var second = link(script, script);
    for (var link : new MemoryLink[] {first, second}) {
      link.out().write(Bytes.utf8("the same every time").toArray());
      link.finishSending();
      link.in().readAllBytes();
    }
    assertThat(first.trace().events()).isEqualTo(second.trace().events());
    assertThat(first.now()).isPositive();
  }
}
