package netbook.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GaugeTest {
  private final Gauge gauge = new Gauge("client → server");

  @Test
  void countsWhatIsWrittenAndNotYetRead() throws IOException {
    var to = new ByteArrayOutputStream();
    var out = gauge.out(to);
    out.write(new byte[3000], 100, 2500);
    out.write(7);
    assertThat(to.size()).isEqualTo(2501);
    assertThat(gauge.underWay()).isEqualTo(2501);
    var in = gauge.in(new ByteArrayInputStream(to.toByteArray()));
    assertThat(in.read()).isZero();
    assertThat(in.readNBytes(400)).hasSize(400);
    assertThat(in.skip(100)).isEqualTo(100);
    assertThat(gauge).hasToString("client → server: 2501 B written, 501 B read");
    assertThat(gauge.underWay()).isEqualTo(2000);
    assertThat(in.readAllBytes()).hasSize(2000);
    assertThat(in.read()).isEqualTo(-1);
    assertThat(in.read(new byte[1])).isEqualTo(-1);
    assertThat(gauge.underWay()).isZero();
    assertThat(in.markSupported()).isFalse();
  }

  @Test
  void aWriteThatFailsCountsWhatWasTakenBeforeIt() {
    var out =
        gauge.out(
            new OutputStream() {
              private int left = 2;

              @Override
              public void write(int octet) {}

              @Override
              public void write(byte[] octets, int offset, int length) throws IOException {
                if (left-- == 0) {
                  throw new IOException("enough");
                }
              }
            });
    assertThatThrownBy(() -> out.write(new byte[5000])).hasMessage("enough");
    assertThat(gauge.written()).isEqualTo(2048);
    assertThat(gauge.isWriting()).isFalse();
  }

  @Test
  void knowsThatSomebodyWritesAndHowFarItCame() throws IOException {
    List<String> seen = new ArrayList<>();
    var out =
        gauge.out(
            new OutputStream() {
              @Override
              public void write(int octet) {}

              @Override
              public void write(byte[] octets, int offset, int length) {
                seen.add(gauge.isWriting() + " " + gauge.written());
              }
            });
    out.write(new byte[2049]);
    assertThat(seen).containsExactly("true 0", "true 1024", "true 2048");
    assertThat(gauge.isWriting()).isFalse();
  }

  @Test
  void whatIsReadBeforeItsWriteHasReturnedIsNotLessThanNothing() throws IOException {
    assertThat(gauge.in(new ByteArrayInputStream(new byte[5])).read()).isZero();
    assertThat(gauge.underWay()).isZero();
  }
}
