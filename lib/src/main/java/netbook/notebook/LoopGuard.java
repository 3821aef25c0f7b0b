package netbook.notebook;

import java.util.Optional;

/**
 * The agent that ends endless loops of cells, if the kernel was started with it; see {@code
 * netbook.guard.Guard}. It is on the class path of the process and not in our jar, so it is reached
 * by name.
 */
public final class LoopGuard {
  private final Class<?> agent;

  private LoopGuard(Class<?> agent) {
    this.agent = agent;
  }

  /** The agent; empty on a kernel that was started without it. */
  public static Optional<LoopGuard> find() {
    try {
      var agent = Class.forName("netbook.guard.Guard", true, ClassLoader.getSystemClassLoader());
      return Optional.of(new LoopGuard(agent));
    } catch (ClassNotFoundException | LinkageError e) {
      return Optional.empty();
    }
  }

  /** The agent, {@linkplain #arm armed}; empty where there is none, or it can't be armed. */
  public static Optional<LoopGuard> findArmed() {
    try {
      var found = find();
      found.ifPresent(LoopGuard::arm);
      return found;
    } catch (IllegalStateException e) {
      return Optional.empty();
    }
  }

  /** Instruments the cells, those to come too; may be repeated. */
  public void arm() {
    call("arm");
  }

  /** From now on, code of cells on that thread throws wherever it loops or calls. */
  public void condemn(Thread thread) {
    call("condemn", thread);
  }

  /** Lets that thread be; call it also when the thread has ended. */
  public void release(Thread thread) {
    call("release", thread);
  }

  private void call(String name, Object... arguments) {
    try {
      Reflect.call(agent, name, arguments);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }
}
