package netbook.show;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import netbook.resolve.Attempt;
import netbook.resolve.Attempt.Ending;
import netbook.resolve.HappyEyeballs;
import netbook.resolve.MemoryHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RaceViewTest {
  private static Duration millis(long millis) {
    return Duration.ofMillis(millis);
  }

  private static List<Attempt> race() throws IOException {
    var eyes = HappyEyeballs.with();
    eyes.connect(
        MemoryHost.with()
            .silent("2001:db8::1")
            .refuses("192.0.2.1", millis(20))
            .accepts("2001:db8::2", millis(130)));
    return eyes.attempts();
  }

  private static List<Attempt> one(Ending ending) {
    var address = MemoryHost.with().silent("192.0.2.1").addresses().getFirst();
    return List.of(new Attempt(address, millis(0), millis(10), ending, "no <route>"));
  }

  private static List<String> attributes(Markup markup, String path, String name) {
    return markup.elements(path).stream().map(element -> element.getAttribute(name)).toList();
  }

  @Test
  void theTextTwinHasEachAttempt() throws Exception {
    assertThat(RaceView.view(race()).text())
        .isEqualTo(
            """
            Race, 3 attempts. Connected to 2001:db8::2 after 400 ms.
            2001:db8::1  begun at 0 ms, abandoned at 400 ms
            192.0.2.1    begun at 250 ms, refused at 270 ms
            2001:db8::2  begun at 270 ms, connected at 400 ms\
            """);
  }

  @Test
  void theTableHasTheSame() throws Exception {
    var markup = Markup.of(RaceView.view(race()));
    assertThat(markup.text("//th[@scope='row']"))
        .containsExactly("2001:db8::1", "192.0.2.1", "2001:db8::2");
    assertThat(markup.text("//tbody/tr[2]/td")).containsExactly("250", "270", "refused", "");
  }

  @Test
  void barsAreToScale() throws Exception {
    var markup = Markup.of(RaceView.view(race()));
    assertThat(markup.text("//*[@class='q']")).containsExactly("0 ms", "100", "200", "300", "400");
    assertThat(attributes(markup, "//*[@stroke-width='1.5']/line", "x1"))
        .containsExactly("0.00%", "62.50%", "67.50%");
    assertThat(attributes(markup, "//*[@stroke-width='1.5']/line", "x2"))
        .containsExactly("100.00%", "67.50%", "100.00%");
    assertThat(attributes(markup, "//*[line][@stroke-width='1.5']", "stroke-dasharray"))
        .containsExactly("1 4", "none", "none");
  }

  /** What is left of the picture in a notebook that isn't trusted. */
  @Test
  void itsTextsAreALogOfTheRace() throws Exception {
    var lines =
        Markup.of(RaceView.view(race())).text("//pre").getFirst().lines().map(String::strip);
    assertThat(lines)
        .containsExactly(
            "Race of 3 attempts",
            "Connected to 2001:db8::2 after 400 ms. One row for each attempt, from left to right.",
            "2001:db8::1 abandoned at 400 ms, begun at 0 ms",
            "192.0.2.1 refused at 270 ms, begun at 250 ms",
            "2001:db8::2 connected at 400 ms, begun at 270 ms",
            "0 ms 100 200 300 400");
  }

  @ParameterizedTest
  @EnumSource
  void eachEndingHasAShapeOfItsOwnAndAWord(Ending ending) {
    var markup = Markup.of(RaceView.view(one(ending)));
    var shape = String.join(" ", attributes(markup, "//svg//svg[2]//path", "d"));
    for (var other : Ending.values()) {
      var others = attributes(Markup.of(RaceView.view(one(other))), "//svg//svg[2]//path", "d");
      assertThat(String.join(" ", others).equals(shape)).isEqualTo(other == ending);
    }
    assertThat(markup.text("//pre").getFirst()).contains(ending.words() + " at 10 ms");
  }

  @Test
  void portsAreShownWhereTheyDiffer() {
    var address = InetAddress.ofLiteral("192.0.2.1");
    var attempts =
        IntStream.of(80, 443)
            .mapToObj(port -> new InetSocketAddress(address, port))
            .map(to -> new Attempt(to, millis(0), millis(1), Ending.REFUSED, ""))
            .toList();
    assertThat(Markup.of(RaceView.view(attempts)).text("//th[@scope='row']"))
        .containsExactly("192.0.2.1 port 80", "192.0.2.1 port 443");
  }

  @Test
  void whatTheSystemSaidIsInBothTwins() {
    var view = RaceView.view(one(Ending.FAILED));
    assertThat(view.text())
        .isEqualTo(
            """
            Race, 1 attempt. No connection after 10 ms.
            192.0.2.1  begun at 0 ms, failed at 10 ms: no <route>\
            """);
    assertThat(Markup.of(view).text("//tbody/tr/td")).last().isEqualTo("no <route>");
  }

  @Test
  void noAttemptIsSaidToo() {
    assertThat(RaceView.view(List.of()).text())
        .isEqualTo("Race, 0 attempts. No connection after 0 ms.");
    Markup.of(RaceView.view(List.of()));
  }

  @Test
  void tooManyAreCounted() {
    var address = InetSocketAddress.createUnresolved("a".repeat(500), 80);
    var attempt = new Attempt(address, millis(0), millis(0), Ending.FAILED, "b".repeat(5000));
    var view = RaceView.view(Collections.nCopies(1000, attempt));
    assertThat(view.text()).startsWith("Race, 1000 attempts.").contains("The first 64 are shown.");
    assertThat(Markup.of(view).elements("//tbody/tr")).hasSize(64);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 1, ms",
    "3, 3, 3, ms",
    "7, 8, 4, ms",
    "290, 300, 6, ms",
    "1060, 1250, 5, ms",
    "5000, 5000, 5, ms",
    "5001, 6000, 6, s",
    "127000, 150000, 3, s",
    "3600000, 4000000, 4, s",
    "90000000, 90000000, 6, s",
  })
  void ticksStandAtRoundNumbers(long last, long end, int steps, String unit) {
    var scale = TimeScale.upTo(millis(last));
    assertThat(scale.end()).isEqualTo(millis(end));
    assertThat(scale.ticks()).hasSize(steps + 1);
    assertThat(scale.unit()).isEqualTo(unit);
    assertThat(scale.fraction(scale.end())).isEqualTo(1);
  }

  @Test
  void timesHaveTheUnitOfTheScale() {
    assertThat(TimeScale.upTo(millis(310)).text(millis(310))).isEqualTo("310 ms");
    assertThat(TimeScale.upTo(millis(10_060)).text(millis(10_060))).isEqualTo("10.06 s");
    assertThat(TimeScale.upTo(millis(120_000)).text(millis(120_000))).isEqualTo("120 s");
    assertThat(TimeScale.upTo(millis(10_060)).text(millis(0))).isEqualTo("0 s");
  }
}
