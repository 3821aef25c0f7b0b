package netbook.guard;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Ends the code of cells on threads that are condemned, and keeps that code from ending the kernel.
 *
 * <p>Once {@linkplain #arm armed}, every method of a cell asks {@link #check} as it begins and
 * before each jump back. On a condemned thread that throws, again and again until the thread has
 * left the cell's code, so that a loop that catches everything ends too. Code of the JDK is not
 * instrumented: a thread that waits for a socket ends when the socket is closed.
 *
 * <p>An agent has one state for its process, so this class has static state. All methods may be
 * called by several threads.
 */
public final class Guard {
  /** How JShell's loader names what cells declare. */
  private static final String CELLS = "REPL/$JShell$";

  private static final Set<Thread> CONDEMNED = ConcurrentHashMap.newKeySet();
  private static volatile boolean anyCondemned;
  private static @Nullable Instrumentation instrumentation;
  private static boolean armed;

  private Guard() {}

  /** Called by the JVM before the kernel begins; costs nothing until {@link #arm}. */
  public static synchronized void premain(String arguments, Instrumentation given) {
    instrumentation = given;
  }

  /**
   * Instruments the cells that ran already, and those to come. May be repeated.
   *
   * @throws IllegalStateException if the JVM was started without this agent
   */
  public static synchronized void arm() {
    if (instrumentation == null) {
      throw new IllegalStateException("the JVM was started without -javaagent:guard.jar");
    }
    if (armed) {
      return;
    }
    instrumentation.addTransformer(new Cells(), true);
    armed = true;
    for (var loaded : cells(instrumentation)) {
      try {
        instrumentation.retransformClasses(loaded);
      } catch (UnmodifiableClassException | LinkageError e) {
        // This one stays as it was, the others are guarded.
      }
    }
  }

  private static Class<?>[] cells(Instrumentation instrumentation) {
    return Arrays.stream(instrumentation.getAllLoadedClasses())
        .filter(type -> type.getName().replace('.', '/').startsWith(CELLS))
        .filter(instrumentation::isModifiableClass)
        .toArray(Class<?>[]::new);
  }

  /** From now on, each check on that thread throws {@link Condemned}. */
  public static synchronized void condemn(Thread thread) {
    CONDEMNED.add(thread);
    anyCondemned = true;
  }

  /** Lets that thread run again; call it also when a condemned thread has ended. */
  public static synchronized void release(Thread thread) {
    CONDEMNED.remove(thread);
    anyCondemned = !CONDEMNED.isEmpty();
  }

  /**
   * Called by instrumented code.
   *
   * @throws Condemned on a condemned thread
   */
  public static void check() {
    if (anyCondemned && CONDEMNED.contains(Thread.currentThread())) {
      throw new Condemned();
    }
  }

  /**
   * Called by instrumented code in the place of {@code System.exit}.
   *
   * @throws SecurityException always
   */
  @SuppressWarnings("DoNotCallSuggester") // only instrumented code calls it
  public static void refuseExit(int status) {
    throw new SecurityException(
        "exit(" + status + ") is refused: it would end the kernel, and every cell's work with it");
  }

  /**
   * Called by instrumented code in the place of {@code Runtime.exit} and {@code Runtime.halt}.
   *
   * @throws SecurityException always
   */
  @SuppressWarnings("DoNotCallSuggester") // only instrumented code calls it
  public static void refuseExit(Runtime runtime, int status) {
    refuseExit(status);
  }

  /** What ends a condemned thread; it has no stack, since it may be thrown very often. */
  public static final class Condemned extends Error {
    private static final long serialVersionUID = 1;

    Condemned() {
      super("ended by its guard: it ran for longer than it may", null, false, false);
    }
  }

  /** A class that can't be instrumented runs as it is: null leaves it alone. */
  private static final class Cells implements ClassFileTransformer {
    @Override
    public byte @Nullable [] transform(
        @Nullable ClassLoader loader,
        @Nullable String name,
        @Nullable Class<?> redefined,
        @Nullable ProtectionDomain domain,
        byte[] bytes) {
      if (name == null || !name.startsWith(CELLS)) {
        return null;
      }
      try {
        return Instrumented.of(bytes);
      } catch (RuntimeException e) {
        return null;
      }
    }
  }
}
