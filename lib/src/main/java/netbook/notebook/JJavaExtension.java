package netbook.notebook;

import java.time.Duration;
import java.util.List;
import netbook.net.Servers;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/**
 * What JJava loads by itself when our jar is on its class path: adds the adapter and the imports
 * before the first cell, and lets the kernel leave at once when it is asked to.
 *
 * <p>The only class that names a kernel's types. An extension that throws would leave the learner
 * without a kernel, so it never does.
 */
public final class JJavaExtension implements Extension {
  /** For new cells of the reader's own; our notebooks say what they import, as IJava needs it. */
  private static final List<String> IMPORTS = List.of("bytes", "net", "notebook", "show", "trace");

  /** How long the kernel has to send its reply to the request. */
  private static final long REPLY_MILLIS = 150;

  /** How much longer a server has that is slow to stop; the process takes it down anyway. */
  private static final Duration STOPPING = Duration.ofMillis(100);

  /** Made by the kernel. */
  public JJavaExtension() {}

  @Override
  public void install(BaseKernel itself) {
    try {
      var kernel = Kernel.jjava(itself);
      Adapter.install(kernel);
      // Straight to the shell: as cells they would take four times as long, of the kernel's start.
      for (var name : IMPORTS) {
        Reflect.call(kernel.shell(), "eval", "import netbook." + name + ".*;");
      }
    } catch (Throwable e) {
      System.err.println("Netbook's extension for JJava was left out: " + e);
    }
  }

  /** Stops the servers and ends the process, which a thread of the kernel's would keep alive. */
  @Override
  public void uninstall(BaseKernel itself) {
    var _ = Thread.ofPlatform().daemon().name("netbook-leave").start(JJavaExtension::leave);
  }

  private static void leave() {
    var stopping = Thread.ofVirtual().start(Servers::stopAll);
    try {
      Thread.sleep(REPLY_MILLIS);
      var _ = stopping.join(STOPPING);
    } catch (InterruptedException | RuntimeException | Error e) {
      // Leaving is what matters now.
    } finally {
      System.exit(0);
    }
  }
}
