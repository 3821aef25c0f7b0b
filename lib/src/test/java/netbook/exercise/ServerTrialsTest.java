package netbook.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import netbook.Leaks;
import netbook.exercise.Failure.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What a report says about servers that don't serve, by the probes of the echo server and the
 * store.
 */
@ExtendWith(Leaks.class)
class ServerTrialsTest {
  private static Verdict verdict(Echo echo, int probe) throws InterruptedException {
    try (var exit = new ExitWatch()) {
      return new Checker<>(Echo.exercise(), echo, Optional.empty(), exit).verdict(probe, probe);
    }
  }

  private static Failure failure(Echo echo, int probe) throws InterruptedException {
    return ((Verdict.NotYet) verdict(echo, probe)).failure();
  }

  @Test
  void aStubIsFoundInTheServersThread() throws InterruptedException {
    Echo stub =
        _ -> {
          throw Exercise.yourTurn();
        };
    assertThat(verdict(stub, 1)).isInstanceOf(Verdict.Unwritten.class);
  }

  @Test
  void theReportSaysHowTheServerEnded() throws InterruptedException {
    Echo returns = _ -> {};
    Echo throwing =
        _ -> {
          throw new IOException("broken");
        };
    assertThat(failure(returns, 1).mismatch().actual()).isEqualTo("nothing; serve has returned");
    assertThat(failure(throwing, 1).mismatch().actual())
        .isEqualTo("nothing; serve has thrown IOException: broken");
  }

  @Test
  void theStepsSayWhatTheClientDidAndWhereItStopped() throws InterruptedException {
    Echo deaf =
        listening -> {
          var taken = new ArrayList<SocketChannel>();
          try {
            while (true) {
              taken.add(listening.accept());
            }
          } finally {
            for (var connection : taken) {
              connection.close();
            }
          }
        };
    var failure = failure(deaf, 1);
    assertThat(failure.mismatch())
        .isEqualTo(new Mismatch("6 B \"hello\\n\"", "nothing within 1000 ms", 0));
    assertThat(failure.steps())
        .extracting(step -> step.call() + ": " + step.answer())
        .isEqualTo(
            List.of(
                "client 1 connects: connected",
                "client 1 sends 6 B \"hello\\n\": taken",
                "client 1 has finished sending: told",
                "client 1 reads: nothing within 1000 ms"));
    assertThat(failure.runsOn()).isFalse();
  }

  @Test
  void aServerThatComputesOnAndOnHasUsedUpItsTime() throws InterruptedException {
    Echo spins =
        _ -> {
          while (!Thread.currentThread().isInterrupted()) {
            Thread.onSpinWait();
          }
        };
    assertThat(failure(spins, 1).kind()).isEqualTo(Kind.WRONG);
    assertThat(failure(spins, 1).runsOn()).isFalse();
  }

  @Test
  void aDatagramFromAnotherSocketIsNoAnswer() throws InterruptedException {
    Store another =
        socket -> {
          var buffer = ByteBuffer.allocate(100);
          while (true) {
            var client = socket.receive(buffer.clear());
            try (var other = DatagramChannel.open()) {
              other.send(buffer.flip(), client);
            }
          }
        };
    var failure = storeFailure(another, 2);
    assertThat(failure.mismatch())
        .isEqualTo(new Mismatch("an answer from the server's socket", "one from another"));
  }

  @Test
  void theStepsSayWhatADatagramClientDidAndHowTheServerEnded() throws InterruptedException {
    Store once = socket -> socket.receive(ByteBuffer.allocate(100));
    var failure = storeFailure(once, 2);
    assertThat(failure.mismatch())
        .isEqualTo(new Mismatch("6 B \"shape=\"", "nothing; serve has returned"));
    assertThat(failure.steps())
        .extracting(step -> step.call() + ": " + step.answer())
        .isEqualTo(
            List.of(
                "client 1 sends 5 B \"shape\": sent",
                "client 1 receives: nothing; serve has returned"));
    Store stub =
        _ -> {
          throw Exercise.yourTurn();
        };
    assertThat(storeVerdict(stub, 2)).isInstanceOf(Verdict.Unwritten.class);
  }

  private static Failure storeFailure(Store store, int probe) throws InterruptedException {
    return ((Verdict.NotYet) storeVerdict(store, probe)).failure();
  }

  private static Verdict storeVerdict(Store store, int probe) throws InterruptedException {
    try (var exit = new ExitWatch()) {
      return new Checker<>(Store.exercise(), store, Optional.empty(), exit).verdict(probe, probe);
    }
  }
}
