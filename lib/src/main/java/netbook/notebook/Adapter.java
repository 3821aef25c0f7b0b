package netbook.notebook;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * What Netbook adds to a kernel: how its values are drawn, and a guard against each of the kernel's
 * own faults that a learner would meet. Whatever can't be added is left out; nothing is thrown.
 */
final class Adapter {
  private Adapter() {}

  /** A part of what is added. */
  private interface Part {
    void add(Kernel kernel) throws ReflectiveOperationException;
  }

  private static final List<Part> PARTS =
      List.of(
          Adapter::addRenderers,
          Adapter::addServices,
          InterruptedPrints::guard,
          HangingStreams::guard,
          LatePrints::guard,
          SourceDocs::guard);

  /** Adds everything; may be called again, and then does nothing. */
  static void install(Kernel kernel) {
    if (isInstalled(kernel)) {
      return;
    }
    for (var part : PARTS) {
      try {
        part.add(kernel);
      } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
        // A kernel of another shape: it works without this part.
      }
    }
  }

  private static boolean isInstalled(Kernel kernel) {
    try {
      var drawn = (Map<?, ?>) Reflect.get(kernel.renderer(), "renderFunctions");
      return drawn.containsKey(View.class);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      return false;
    }
  }

  private static void addRenderers(Kernel kernel) throws ReflectiveOperationException {
    kernel.register(View.class, view -> view);
    kernel.register(Viewable.class, Viewable::view);
    kernel.register(URI.class, Adapter::link);
  }

  /** The loader is named because a cell's thread may have another one. */
  private static void addServices(Kernel kernel) throws ReflectiveOperationException {
    try {
      for (Renderer<?> renderer :
          ServiceLoader.load(Renderer.class, Adapter.class.getClassLoader())) {
        add(kernel, renderer);
      }
    } catch (ServiceConfigurationError e) {
      throw new ReflectiveOperationException(e);
    }
  }

  private static <T> void add(Kernel kernel, Renderer<T> renderer)
      throws ReflectiveOperationException {
    kernel.register(renderer.type(), renderer::render);
  }

  /** An address to follow, if a browser can; other ones are text. */
  private static View link(URI address) {
    var text = address.toString();
    boolean web = text.startsWith("http://") || text.startsWith("https://");
    boolean ours = text.startsWith("/") && !text.startsWith("//");
    return web || ours
        ? new View(text, new Html().element("a", text, "href", text, "target", "_blank"))
        : View.of(text);
  }
}
