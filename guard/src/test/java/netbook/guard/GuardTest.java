package netbook.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class GuardTest {
  @TempDir private Path folder;

  /** Code that never ends; `n` is a field of its class, `begun` says that it runs. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "while (true) {}",
        "for (;;) n++;",
        "do n++; while (n != 0 || n == 0);",
        "while (true) try { n++; } catch (Throwable t) { n--; }",
        "while (true) try { while (true) n++; } catch (Throwable t) { n--; }",
        "while (true) try { n++; } finally { continue; }",
        "while (true) { try { if (n++ != 0) continue; } catch (Throwable t) { n = 1; } }",
        "outer: for (;;) { for (;;) { if (n++ > 3) continue outer; } }",
        "for (;;) switch (n++ & 3) { case 0: continue; case 1: n++; break; default: continue; }",
        "synchronized (this) { for (;;) n++; }",
        "again(0);",
        "Runnable r = () -> { for (;;) n++; }; r.run();",
        "new Object() { void turn() { while (true) n++; } }.turn();",
        "for (Object o : (Iterable<Object>) () -> new java.util.Iterator<Object>() {"
            + " public boolean hasNext() { return true; } public Object next() { return n++; } })"
            + " o.hashCode();",
      })
  void endsWhatNeverEnds(String body) throws Exception {
    var begun = new CountDownLatch(1);
    var thrown = new AtomicReference<Throwable>();
    var program = program(body, begun);
    var thread = new Thread(program);
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler((_, e) -> thrown.set(e));
    thread.start();
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(thread.join(Duration.ofMillis(20))).as("ended by itself").isFalse();

    Guard.condemn(thread);
    boolean ended = thread.join(Duration.ofSeconds(10));
    Guard.release(thread);

    assertThat(ended).isTrue();
    assertThat(thrown.get()).isInstanceOf(Guard.Condemned.class);
  }

  @Test
  void othersRunOn() throws Exception {
    var condemned = new Thread(() -> {});
    Guard.condemn(condemned);
    try {
      program("for (int i = 0; i < 100; i++) n++;", new CountDownLatch(1)).run();
    } finally {
      Guard.release(condemned);
    }
  }

  @Test
  void whoIsReleasedRunsAgain() throws Exception {
    var program = program("for (int i = 0; i < 100; i++) n++;", new CountDownLatch(1));
    Guard.condemn(Thread.currentThread());
    try {
      assertThatThrownBy(program::run).isInstanceOf(Guard.Condemned.class);
    } finally {
      Guard.release(Thread.currentThread());
    }
    program.run();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "System.exit(3);",
        "Runtime.getRuntime().exit(3);",
        "Runtime.getRuntime().halt(3);",
        "java.util.function.IntConsumer end = System::exit; end.accept(3);",
        "java.util.function.IntConsumer end = Runtime.getRuntime()::halt; end.accept(3);",
        "java.util.function.BiConsumer<Runtime, Integer> end = Runtime::exit;"
            + " end.accept(Runtime.getRuntime(), 3);",
      })
  void refusesToEndTheJvm(String body) throws Exception {
    assertThatThrownBy(program(body, new CountDownLatch(1))::run)
        .isInstanceOf(SecurityException.class)
        .hasMessageStartingWith("exit(3) is refused");
  }

  @Test
  void whatIsNoClassIsRefused() {
    assertThatThrownBy(() -> Instrumented.of(new byte[] {1, 2, 3, 4}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void armingNeedsTheAgent() {
    assertThatThrownBy(Guard::arm)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("-javaagent");
  }

  private Runnable program(String body, CountDownLatch begun) throws Exception {
    var source =
        """
        public class Program implements Runnable {
          private int n;
          private final java.util.concurrent.CountDownLatch begun;
          public Program(java.util.concurrent.CountDownLatch begun) { this.begun = begun; }
          int again(int m) {
            try { return again(m + 1); } catch (Throwable t) { return again(m - 1); }
          }
          public void run() { begun.countDown(); %s }
        }
        """
            .formatted(body);
    var file = Files.writeString(folder.resolve("Program.java"), source);
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-nowarn", "-d", folder.toString(), file.toString());
    assertThat(status).as("compiles").isZero();
    var type = new Instrumenting(folder).loadClass("Program");
    return (Runnable) type.getConstructor(CountDownLatch.class).newInstance(begun);
  }

  /** Loads the classes of a folder as the agent would have them. */
  private static final class Instrumenting extends ClassLoader {
    private final Path folder;

    Instrumenting(Path folder) {
      super(GuardTest.class.getClassLoader());
      this.folder = folder;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      try {
        byte[] bytes = Instrumented.of(Files.readAllBytes(folder.resolve(name + ".class")));
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
