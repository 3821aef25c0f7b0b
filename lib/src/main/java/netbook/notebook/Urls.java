package netbook.notebook;

import java.net.URI;
import java.util.Map;

/** Addresses for the reader's browser, which may be on another machine than the kernel. */
final class Urls {
  private Urls() {}

  /**
   * The address of a port.
   *
   * @param environment of the process; a hub, and so Binder, sets JUPYTERHUB_SERVICE_PREFIX, and
   *     JUPYTERHUB_PUBLIC_URL where it knows its own name
   */
  static URI of(int port, Map<String, String> environment) {
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("port: " + port + " is not in 1..65535");
    }
    var prefix = environment.getOrDefault("JUPYTERHUB_SERVICE_PREFIX", "");
    if (prefix.isEmpty()) {
      return URI.create("http://127.0.0.1:" + port + "/");
    }
    var base = environment.getOrDefault("JUPYTERHUB_PUBLIC_URL", "");
    return URI.create(withSlash(base.isEmpty() ? prefix : base) + "proxy/" + port + "/");
  }

  private static String withSlash(String base) {
    return base.endsWith("/") ? base : base + "/";
  }
}
