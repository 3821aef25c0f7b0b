package netbook.exercise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RaceTest {
  private static final RaceScript SCRIPT =
      RaceScript.of("2001:db8::1 connects 290", "192.0.2.1 refuses 40", "192.0.2.2 silent");

  private final Race race = new Race(SCRIPT.begin(Duration.ofHours(1)), new Steps());

  private static InetSocketAddress address(int index) {
    return SCRIPT.addresses().get(index);
  }

  private static Duration millis(int millis) {
    return Duration.ofMillis(millis);
  }

  /** Begins the first two, at their times. */
  private void startTwo() {
    race.start(address(0));
    assertThat(race.await(millis(250))).isEqualTo(new Race.Elapsed());
    race.start(address(1));
  }

  @Test
  void timePassesOnlyWhileSomebodyWaits() {
    startTwo();
    assertThat(race.now()).isEqualTo(Duration.ofHours(1).plusMillis(250));
    assertThat(race.await(millis(1000))).isInstanceOf(Race.Connected.class);
    assertThat(race.elapsed()).isEqualTo(millis(290));
    assertThat(race.await(millis(-5))).isInstanceOf(Race.Failed.class);
    assertThat(race.await(Duration.ZERO)).isInstanceOf(Race.Elapsed.class);
    assertThat(race.elapsed()).isEqualTo(millis(290));
  }

  @Test
  void anEventComesAtTheVeryEndOfAWait() {
    startTwo();
    assertThat(race.await(millis(40))).isInstanceOf(Race.Connected.class);
  }

  @Test
  void failuresAreOfTheirKind() {
    startTwo();
    race.await(millis(40));
    assertThat(race.await(millis(40)))
        .isInstanceOfSatisfying(
            Race.Failed.class,
            failed -> {
              assertThat(failed.address()).isEqualTo(address(1));
              assertThat(failed.failure())
                  .isInstanceOf(ConnectException.class)
                  .hasMessageContaining("192.0.2.1");
            });
  }

  @Test
  void whatHasEndedCanNotBeCancelledAndIsStillTold() {
    startTwo();
    race.await(millis(40));
    assertThat(race.cancel(address(1))).isFalse();
    assertThat(race.await(Duration.ZERO)).isInstanceOf(Race.Failed.class);
    assertThat(race.cancel(address(2))).as("not begun").isFalse();
    assertThat(race.findWrong()).isEmpty();
  }

  @Test
  void whatIsCancelledIsNeverToldOf() {
    race.start(address(0));
    assertThat(race.cancel(address(0))).isTrue();
    assertThat(race.await(millis(1000))).isInstanceOf(Race.Elapsed.class);
    assertThat(race.findWrong().orElseThrow().expected()).startsWith("2001:db8::1 goes on");
  }

  @Test
  void knowsAStartThatIsTooSoonTooLateOrMissing() {
    race.start(address(0));
    race.await(millis(240));
    race.start(address(1));
    assertThat(race.findWrong().orElseThrow().actual()).isEqualTo("it is started at 240 ms");

    var late = new Race(SCRIPT, new Steps());
    late.start(address(0));
    late.await(millis(280));
    assertThat(late.findWrong().orElseThrow())
        .isEqualTo(new Mismatch("192.0.2.1 is started at 250 ms", "it isn't, until 280 ms"));
    late.start(address(1));
    assertThat(late.findWrong().orElseThrow().actual()).isEqualTo("it is started at 280 ms");
  }

  @Test
  void aStartAtTheFailureOfAnOlderAttemptIsFree() {
    var older = RaceScript.of("192.0.2.1 refuses 300", "192.0.2.2 silent", "192.0.2.3 silent");
    for (int more : List.of(0, 200)) {
      var free = new Race(older, new Steps());
      free.start(older.addresses().get(0));
      free.await(millis(250));
      free.start(older.addresses().get(1));
      assertThat(free.await(millis(50))).isInstanceOf(Race.Failed.class);
      free.await(millis(more));
      free.start(older.addresses().get(2));
      assertThat(free.findWrong()).as("%d ms later", more).isEmpty();
    }
  }

  @Test
  void anEventHasAnAddressThatIsEqualToTheStartedOne() {
    var started = address(0);
    race.start(started);
    assertThat(race.await(millis(290)))
        .isInstanceOfSatisfying(
            Race.Connected.class,
            connected -> assertThat(connected.address()).isEqualTo(started).isNotSameAs(started));
  }

  @Test
  void addressesDifferByTheirPorts() {
    var ports = RaceScript.of("192.0.2.1 silent", "192.0.2.1:81 silent");
    assertThat(ports.doings()).extracting(RaceScript.Doing::host).contains("192.0.2.1:81");
    assertThat(ports.addresses()).extracting(InetSocketAddress::getPort).containsExactly(80, 81);
  }

  @Test
  void aConnectionBeforeTheLimitIsNotToBeLost() throws Exception {
    ConnectAny closing =
        (addresses, _, limit, race) -> {
          race.start(addresses.getFirst());
          if (race.await(limit) instanceof Race.Connected connected) {
            connected.connection().close();
          }
          race.await(limit.minus(race.now()));
          throw new SocketTimeoutException();
        };
    var trial = RaceTrials.on(RaceScript.of("192.0.2.1 connects 40").limit(200)).getFirst();
    assertThat(trial.run(closing, new Steps()).orElseThrow().expected())
        .isEqualTo("the connection that was there at 40 ms");
  }

  @Test
  void manyRacesAreForCodeThatHasPassed() throws Exception {
    ConnectAny giving =
        (addresses, _, _, race) -> {
          race.start(addresses.getFirst());
          return ((Race.Connected) race.await(millis(250))).connection();
        };
    var fine = RaceScript.of("192.0.2.1 connects 40", "192.0.2.2 silent");
    assertThat(RaceTrials.on(fine).getFirst().run(giving, new Steps())).isEmpty();
    var trial =
        Trial.<ConnectAny>later(() -> List.of(RaceTrials.many(RaceSweep.ofThree(1000)))).getFirst();
    assertThat(trial.run(giving, new Steps())).isEmpty();
    var steps = new Steps();
    var many = trial.replays().getFirst();
    assertThat(many.run(giving, steps)).isPresent();
    assertThat(steps.all().getFirst().call()).startsWith("connect(");
  }

  @Test
  void endsWhoCallsWithoutEnd() {
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 2000; i++) {
                race.await(Duration.ZERO);
              }
            })
        .isInstanceOf(Overrun.class);
  }

  @Test
  void endsWhoWaitsLongAfterTheLimit() {
    assertThat(race.await(Duration.ofDays(7))).isInstanceOf(Race.Elapsed.class);
    assertThat(race.elapsed()).as("more than a day is a day").isEqualTo(Duration.ofDays(1));
    assertThatThrownBy(() -> race.await(millis(1)))
        .isInstanceOf(Overrun.class)
        .hasMessageContaining("after the limit");
  }
}
