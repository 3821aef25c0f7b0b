package netbook.notebook;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import netbook.net.Servers;
import netbook.net.TcpServer;

/**
 * The notebook that this program runs in: its first cell calls {@link #start}, its last one {@link
 * #stop}, and views are shown on its page. On a kernel that isn't known, and in a plain program,
 * everything works as text.
 */
public final class Notebook {
  private Notebook() {}

  /**
   * Makes the notebook ready and says so in one line; further lines only if something needs the
   * reader.
   *
   * @param notebook the file's name without its ending: {@code 02-sockets}
   * @param version the Netbook that the notebook was written for: {@code 0.1}
   */
  public static void start(String notebook, String version) {
    var kernel = Kernel.find();
    kernel.ifPresent(Adapter::install);
    var lines = new StringBuilder("Netbook " + version + " is ready: " + notebook + ", ");
    lines.append(Loopback.check().orElse("loopback answers")).append('.');
    Version.advice(notebook, version, Version.ofLibrary())
        .ifPresent(advice -> lines.append('\n').append(advice));
    if (kernel.isEmpty()) {
      lines.append("\nThis isn't a kernel that Netbook knows, so pictures come as text.");
    }
    System.out.println(lines);
  }

  /** Stops every server that still runs, and says in one line which. */
  public static void stop() {
    var stopped = Servers.stopAll();
    if (stopped.isEmpty()) {
      System.out.println("No server was running.");
      return;
    }
    var names = new TreeMap<String, Integer>();
    stopped.forEach(entry -> names.merge(entry.name(), 1, Integer::sum));
    var list = names.entrySet().stream().map(Notebook::text).collect(Collectors.joining(", "));
    var count = stopped.size() == 1 ? "1 server" : stopped.size() + " servers";
    System.out.println("Stopped " + count + ": " + list + ".");
  }

  private static String text(Map.Entry<String, Integer> named) {
    return named.getValue() == 1 ? named.getKey() : named.getValue() + " × " + named.getKey();
  }

  /** Shows what the notebook runs on: kernel, Java, Netbook, system. Differs by machine. */
  public static void about() {
    var library = Version.ofLibrary();
    var lines =
        List.of(
            "Kernel      " + Kernel.find().map(Kernel::name).orElse("none that Netbook knows"),
            "Java        " + Runtime.version() + ", " + System.getProperty("java.vendor"),
            "Netbook     " + (library == null ? "not from a jar" : library),
            "Loop guard  " + LoopGuard.find().map(_ -> "there").orElse("not there"),
            "Loopback    " + Loopback.check().orElse("answers"),
            "System      " + System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    display(View.of(String.join("\n", lines)));
  }

  /** Shows a view under the running cell. */
  public static void display(View view) {
    var _ = live(view);
  }

  /** Shows a view under the running cell, to be updated there. */
  public static Display live(View view) {
    try {
      var kernel = Kernel.find();
      if (kernel.isPresent()) {
        return new Display(true, kernel.get().show(view));
      }
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      // As below: what can't be drawn is printed.
    }
    System.out.println(view.text());
    return new Display(false, other -> System.out.println(other.text()));
  }

  /** The address at which the reader's browser reaches a server that speaks HTTP. */
  public static URI url(TcpServer server) {
    return url(server.port());
  }

  /**
   * The address at which the reader's browser reaches a port of this machine: the loopback one, or
   * on a hub or Binder the one that jupyter-server-proxy forwards.
   *
   * @param port from 1 to 65535
   */
  public static URI url(int port) {
    return Urls.of(port, System.getenv());
  }
}
