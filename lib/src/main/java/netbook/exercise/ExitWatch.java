package netbook.exercise;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Notices that the learner's code ends the JVM, on a kernel without the guard agent, which would
 * refuse it. The end can't be prevented, but it waits until the report has been shown and the
 * kernel has had time to send it: a thread of its own does, for which nobody can wait.
 */
final class ExitWatch implements AutoCloseable {
  private static final long REPORT_SECONDS_MAX = 5;
  private static final long SENDING_MILLIS = 1000;

  private final CountDownLatch reported = new CountDownLatch(1);
  private final Thread hook = new Thread(this::holdUp, "netbook-exercise-exit");
  private volatile @Nullable Meter watched;
  private volatile boolean called;

  ExitWatch() {
    try {
      Runtime.getRuntime().addShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending already.
    }
  }

  /** Says whose code runs now. */
  void watch(Meter meter) {
    watched = meter;
  }

  /** Whether that code has called {@code System.exit} or its like. */
  boolean isCalled() {
    return called;
  }

  private void holdUp() {
    var meter = watched;
    if (meter == null || meter.threads().stream().noneMatch(ExitWatch::isExiting)) {
      return;
    }
    called = true;
    try {
      if (reported.await(REPORT_SECONDS_MAX, TimeUnit.SECONDS)) {
        Thread.sleep(SENDING_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isExiting(Thread thread) {
    for (var frame : thread.getStackTrace()) {
      if (frame.getClassName().equals("java.lang.Runtime")
          && frame.getMethodName().equals("exit")) {
        return true;
      }
    }
    return false;
  }

  /** The report has been shown. */
  @Override
  public void close() {
    reported.countDown();
    if (!called) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The JVM is ending for another reason, or was before.
      }
    }
  }
}
