package netbook.notebook;

import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.util.List;
import java.util.Map;

/**
 * Lets a cell end with a stream. Both kernels would look for an image in it: they read it to its
 * end on a thread that can't be interrupted, and a socket's stream may never end. A URL's content
 * they would fetch.
 */
final class HangingStreams {
  private static final List<Class<?>> READ =
      List.of(InputStream.class, URL.class, URLConnection.class);

  private HangingStreams() {}

  /** Has them shown as text, like any other value. */
  static void guard(Kernel kernel) throws ReflectiveOperationException {
    var drawn = (Map<?, ?>) Reflect.get(kernel.renderer(), "renderFunctions");
    drawn.keySet().removeAll(READ);
  }
}
