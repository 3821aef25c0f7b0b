package netbook.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import netbook.bytes.Bytes;
import netbook.trace.Event.Kind;
import org.junit.jupiter.api.Test;

class EventTest {
  private static Event event(Kind kind, Bytes bytes, String note) {
    return new Event(1, Duration.ofNanos(412_345), "client", "server", kind, bytes, note);
  }

  @Test
  void isALine() {
    assertThat(event(Kind.DATA, Bytes.utf8("hi\n"), ""))
        .hasToString("0.412 ms  client → server  3 B \"hi\\n\"");
    assertThat(event(Kind.TIMEOUT, Bytes.EMPTY, "awaited a byte"))
        .hasToString("0.412 ms  client → server  timeout  awaited a byte");
    assertThat(event(Kind.FIN, Bytes.EMPTY, "")).hasToString("0.412 ms  client → server  fin");
  }

  @Test
  void staysALineWhateverTheNoteAndHoweverManyBytes() {
    assertThat(event(Kind.FAILURE, Bytes.EMPTY, "one\r\ntwo\u001b[31m").toString())
        .endsWith("failure  one two [31m");
    for (int size = 0; size < 300; size++) {
      assertThat(event(Kind.DATA, Bytes.copyOf(new byte[size]), "").toString())
          .hasSizeLessThanOrEqualTo(120);
      assertThat(event(Kind.FAILURE, Bytes.EMPTY, "x".repeat(size)).toString())
          .hasSizeLessThanOrEqualTo(120);
    }
    assertThat(event(Kind.FAILURE, Bytes.EMPTY, "x".repeat(200)).toString()).endsWith("x…");
  }

  @Test
  void timesAreInThousandthsOfMillisecondsWhateverTheirSizeOrTheCountry() {
    var before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      assertThat(Event.milliseconds(Duration.ZERO)).isEqualTo("0.000 ms");
      assertThat(Event.milliseconds(Duration.ofNanos(999_499))).isEqualTo("0.999 ms");
      assertThat(Event.milliseconds(Duration.ofNanos(999_500))).isEqualTo("1.000 ms");
      assertThat(Event.milliseconds(Duration.ofMinutes(2))).isEqualTo("120000.000 ms");
    } finally {
      Locale.setDefault(before);
    }
  }
}
