package netbook;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test that leaves something behind: an open socket, a platform thread, or an exception
 * that ended a thread. Sockets are counted where the system has {@code /proc}.
 */
public final class Leaks implements BeforeEachCallback, AfterEachCallback {
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
  private static final long GRACE_NANOS = 2_000_000_000L;

  private final List<Throwable> uncaught = new CopyOnWriteArrayList<>();
  private List<String> socketsBefore = List.of();
  private List<String> threadsBefore = List.of();

  @Override
  public void beforeEach(ExtensionContext context) {
    uncaught.clear();
    openAndCloseOne();
    Thread.setDefaultUncaughtExceptionHandler((_, e) -> uncaught.add(e));
    socketsBefore = sockets();
    threadsBefore = threads();
  }

  @Override
  public void afterEach(ExtensionContext context) throws InterruptedException {
    awaitNothingNew("sockets", socketsBefore, Leaks::sockets);
    awaitNothingNew("threads", threadsBefore, Leaks::threads);
    if (!uncaught.isEmpty()) {
      throw new AssertionError("ended a thread: " + uncaught, uncaught.getFirst());
    }
  }

  /** The JDK keeps a pair of sockets for its own use from the first one on. */
  private static void openAndCloseOne() {
    try (var socket = ServerSocketChannel.open()) {
      socket.bind(null);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void awaitNothingNew(String what, List<String> before, Supplier<List<String>> now)
      throws InterruptedException {
    long end = System.nanoTime() + GRACE_NANOS;
    while (true) {
      var left = now.get().stream().filter(item -> !before.contains(item)).toList();
      if (left.isEmpty()) {
        return;
      }
      if (System.nanoTime() > end) {
        throw new AssertionError(what + " left behind: " + left);
      }
      Thread.sleep(5);
    }
  }

  private static List<String> sockets() {
    if (!Files.isDirectory(DESCRIPTORS)) {
      return List.of();
    }
    try (Stream<Path> open = Files.list(DESCRIPTORS)) {
      return open.map(Leaks::target).filter(target -> target.startsWith("socket:")).toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException e) {
      return "closed meanwhile";
    }
  }

  /** Ours; the pools of the JDK come and go by themselves. */
  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("netbook-") && !name.equals("netbook-cleaner"))
        .toList();
  }
}
