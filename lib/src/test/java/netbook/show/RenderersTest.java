package netbook.show;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Objects;
import java.util.ServiceLoader;
import netbook.bytes.Bytes;
import netbook.notebook.Renderer;
import netbook.notebook.View;
import netbook.trace.Trace;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RenderersTest {
  @Test
  void bytesAndTracesDrawThemselvesAtTheEndOfACell() {
    var renderers = new HashMap<Class<?>, Renderer<?>>();
    for (Renderer<?> each : ServiceLoader.load(Renderer.class, Renderer.class.getClassLoader())) {
      renderers.put(each.type(), each);
    }
    assertThat(drawn(renderers.get(Bytes.class), Bytes.utf8("hi")).text())
        .isEqualTo(Hexdump.view(Bytes.utf8("hi"), 256).text());
    assertThat(drawn(renderers.get(Trace.class), new Trace()).text())
        .isEqualTo(Conversation.view(new Trace(), null).text());
  }

  @Test
  void bytesAtTheEndOfACellAreASmallHexdump() {
    var view = new BytesRenderer().render(Bytes.copyOf(new byte[10_000]));
    assertThat(Markup.of(view).elements("//tbody/tr")).hasSize(16);
    assertThat(view.text()).startsWith("10000 bytes. The first 256; 9744 more are not shown.");
  }

  @SuppressWarnings("unchecked") // the registry keys each renderer by its own type
  private static View drawn(@Nullable Renderer<?> renderer, Object value) {
    return ((Renderer<Object>) Objects.requireNonNull(renderer)).render(value);
  }
}
