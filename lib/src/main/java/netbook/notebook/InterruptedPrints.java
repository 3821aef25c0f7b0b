package netbook.notebook;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * Lets a thread print that is interrupted, before or meanwhile. JJava's message library takes the
 * interrupt for an error of its own: the print throws, its text is lost or sent in halves, and the
 * interrupt is forgotten. So one thread of ours, which nobody can interrupt, sends everything.
 */
final class InterruptedPrints {
  private static final String NAME = "netbook-sender";
  private static final ExecutorService SENDER =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name(NAME).factory());

  private static final long LIMIT_SECONDS = 5;

  private InterruptedPrints() {}

  /** Something that sends a message. */
  interface Sending {
    /** Sends it. */
    void send() throws ReflectiveOperationException;
  }

  /** Sends, and waits until that is done, 5 s at most; an interrupt stays set meanwhile. */
  static void calmly(Sending sending) throws ReflectiveOperationException {
    if (Thread.currentThread().getName().equals(NAME)) {
      sending.send(); // what sending itself prints can't wait for its own end
      return;
    }
    var sent = new CompletableFuture<Boolean>();
    SENDER.execute(() -> {
      try {
        sending.send();
        sent.complete(true);
      } catch (ReflectiveOperationException | RuntimeException | Error e) {
        sent.completeExceptionally(e);
      }
    });
    try {
      var _ = sent.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      throw new ReflectiveOperationException(e.getCause());
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
      if (!(write instanceof Calm)) {
        Reflect.set(output, "write", new Calm<>(write));
      }
    }
  }

  /** What the kernel writes with, made calm. */
  private record Calm<A, B>(BiConsumer<A, B> write) implements BiConsumer<A, B> {
    @Override
    public void accept(A environment, B text) {
      try {
        calmly(() -> write.accept(environment, text));
      } catch (ReflectiveOperationException e) {
        // The kernel is leaving and has closed its sockets: nobody would see the text.
      }
    }
  }
}
