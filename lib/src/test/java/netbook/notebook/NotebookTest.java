package netbook.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import netbook.Leaks;
import netbook.net.TcpServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Without a kernel: everything is text, and nothing throws. */
@Timeout(20)
@ExtendWith(Leaks.class)
class NotebookTest {
  @Test
  void startsAndSaysThatPicturesComeAsText() {
    assertThat(printed(() -> Notebook.start("02-sockets", "0.1")))
        .isEqualTo(
            """
            Netbook 0.1 is ready: 02-sockets, loopback answers.
            This isn't a kernel that Netbook knows, so pictures come as text.
            """);
  }

  @Test
  void stopsWhatRuns() throws Exception {
    try (var one = TcpServer.start("one", _ -> {});
        var two = TcpServer.start("two", _ -> {})) {
      assertThat(one.port()).isNotEqualTo(two.port());
      assertThat(printed(Notebook::stop)).isEqualTo("Stopped 2 servers: one, two.\n");
    }
    assertThat(printed(Notebook::stop)).isEqualTo("No server was running.\n");
  }

  @Test
  void printsViewsAndTheirUpdates() {
    assertThat(printed(() -> Notebook.live(View.of("before")).update(View.of("after"))))
        .isEqualTo("before\nafter\n");
  }

  @Test
  void aboutNeedsNoKernel() {
    assertThat(printed(Notebook::about))
        .contains("Kernel      none that Netbook knows\n")
        .contains("Loop guard  not there\n");
  }

  @Test
  void anExtensionThatFailsSaysSoAndThrowsNothing() {
    var extension = new JJavaExtension();
    var err = System.err;
    var told = new ByteArrayOutputStream();
    System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
    try {
      extension.install(null);
    } finally {
      System.setErr(err);
    }
    assertThat(told.toString(StandardCharsets.UTF_8)).contains("was left out");
  }

  @ParameterizedTest
  @CsvSource({
    "0.1, 0.1.0, ''",
    "0.1, 0.1.7, ''",
    "0.2, 0.1.0, ./netbook lab",
    "1.0, 0.9.9, ./netbook lab",
    "0.9, 0.10.0, ./netbook reset 02",
    "0.1, 2.0, ./netbook reset 02",
  })
  void otherVersionsComeWithAdvice(String notebook, String library, String command) {
    var advice = Version.advice("02-sockets", notebook, library);
    if (command.isEmpty()) {
      assertThat(advice).isEmpty();
    } else {
      assertThat(advice.orElseThrow())
          .startsWith("This notebook was written for Netbook " + notebook)
          .contains("the library is " + library + ": " + command + " ");
    }
  }

  @Test
  void aLibraryOutOfABuildFolderFitsEveryNotebook() {
    assertThat(Version.advice("02-sockets", "0.1", null)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "one.two", "0,1"})
  void aVersionHasTwoNumbers(String version) {
    assertThatThrownBy(() -> Version.advice("02-sockets", version, "0.1.0"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', http://127.0.0.1:8080/",
    "/user/ada/, '', /user/ada/proxy/8080/",
    "/user/ada, '', /user/ada/proxy/8080/",
    "/user/ada/, https://hub.example/user/ada/, https://hub.example/user/ada/proxy/8080/",
    "'', https://hub.example/, http://127.0.0.1:8080/",
  })
  void theBrowserGoesThroughAHubsProxy(String prefix, String base, String url) {
    var environment = Map.of("JUPYTERHUB_SERVICE_PREFIX", prefix, "JUPYTERHUB_PUBLIC_URL", base);
    assertThat(Urls.of(8080, environment)).hasToString(url);
    assertThat(Urls.of(8080, Map.of())).hasToString("http://127.0.0.1:8080/");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 65536})
  void aPortIsInItsRange(int port) {
    assertThatThrownBy(() -> Urls.of(port, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1..65535");
  }

  @Test
  void anExpectedFailureIsShown() {
    var text =
        printed(() ->
            Expect.failure(
                IOException.class,
                () -> {
                  throw new ConnectException("Connection refused");
                }));
    assertThat(text)
        .isEqualTo(
            "ConnectException: Connection refused\n  (java.net.ConnectException, as expected)\n");
  }

  @Test
  void anotherFailureOrNoneIsThrown() {
    assertThatThrownBy(() -> Expect.failure(IOException.class, () -> {}))
        .isInstanceOf(AssertionError.class)
        .hasMessage("expected IOException, but nothing was thrown");
    var other = new IllegalStateException("other");
    assertThatThrownBy(() ->
            Expect.failure(
                IOException.class,
                () -> {
                  throw other;
                }))
        .isInstanceOf(AssertionError.class)
        .hasMessageEndingWith("this came: IllegalStateException: other")
        .hasCause(other);
  }

  @Test
  void anInterruptIsKept() {
    assertThatThrownBy(() ->
            Expect.failure(
                IOException.class,
                () -> {
                  throw new InterruptedException();
                }))
        .isInstanceOf(AssertionError.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void aBoxIsTheSameInEveryRunAndBounded() {
    var hash = Expect.box(new IOException("closed: java.nio.Channel@5ec5f611, a@example.org"));
    assertThat(hash.text()).startsWith("IOException: closed: java.nio.Channel@…, a@example.org\n");
    var endless = Expect.box(new IOException("<" + "x".repeat(100_000)));
    assertThat(endless.text()).hasSizeLessThan(3000);
    assertThat(endless.html().toString()).hasSizeLessThan(5000).doesNotContain("<x");
  }

  @Test
  void aCauseThatSaysNothingMoreIsLeftOut() {
    var told = new IOException("nobody receives there", new IOException());
    assertThat(Expect.box(told).text()).doesNotContain("because of");
    var other = new IOException("nobody receives there", new IOException("a closed port"));
    assertThat(Expect.box(other).text()).contains("because of IOException: a closed port");
  }

  private static String printed(Runnable body) {
    var out = System.out;
    var printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      body.run();
    } finally {
      System.setOut(out);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }
}
