package netbook.notebook;

import java.util.function.BiConsumer;

/**
 * Lets a thread print that has been interrupted. JJava's message library takes the interrupt for an
 * error of its own: printing then throws, clears the flag and sends the text twice.
 */
final class InterruptedPrints {
  private InterruptedPrints() {}

  /** Something to do; what it may throw is the caller's to declare. */
  interface Action<E extends Exception> {
    /** Does it. */
    void run() throws E;
  }

  /** Does something without the thread's interrupt, which is set again afterwards. */
  static <E extends Exception> void calmly(Action<E> action) throws E {
    boolean interrupted = Thread.interrupted();
    try {
      action.run();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Guards the kernel's standard output and error; IJava's message library doesn't need it. */
  static void guard(Kernel kernel) throws ReflectiveOperationException {
    if (!kernel.isJJava()) {
      return;
    }
    for (var stream : new String[] {"jupyterOut", "jupyterErr"}) {
      var output = Reflect.get(kernel.io(), stream);
      var write = (BiConsumer<?, ?>) Reflect.get(output, "write");
      if (!(write instanceof Calm<?, ?>)) {
        Reflect.set(output, "write", new Calm<>(write));
      }
    }
  }

  /** What the kernel writes with, on a thread that is not interrupted for so long. */
  private record Calm<A, B>(BiConsumer<A, B> write) implements BiConsumer<A, B> {
    @Override
    public void accept(A environment, B text) {
      calmly(() -> write.accept(environment, text));
    }
  }
}
