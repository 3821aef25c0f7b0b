package netbook.exercise;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Measures the threads that run a learner's code, which are those of one group: the thread of the
 * trial, and whatever platform threads it started.
 */
final class Meter {
  private static final ThreadMXBean JVM = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final ThreadGroup group;

  Meter(ThreadGroup group) {
    this.group = group;
  }

  /** The threads that are alive. */
  List<Thread> threads() {
    // There may be more of them by the time they are counted; enumerate() drops what has no room.
    var found = new Thread[group.activeCount() + 16];
    int count = group.enumerate(found);
    return new ArrayList<>(Arrays.asList(found).subList(0, count));
  }

  /** The processor's time that the living threads have used. */
  long cpuNanos() {
    return threads().stream().mapToLong(thread -> JVM.getThreadCpuTime(thread.threadId())).sum();
  }

  /** How many octets the living threads have asked for. */
  long allocated() {
    return threads().stream()
        .mapToLong(thread -> JVM.getThreadAllocatedBytes(thread.threadId()))
        .sum();
  }

  /** How many octets the calling thread has asked for. */
  static long allocatedHere() {
    return JVM.getCurrentThreadAllocatedBytes();
  }

  /** Whether threads of the group wait for each other's locks. */
  boolean isDeadlocked() {
    var ids = JVM.findDeadlockedThreads();
    return ids != null
        && threads().stream().anyMatch(t -> Arrays.stream(ids).anyMatch(id -> id == t.threadId()));
  }

  /** What a thread waits for, in words; empty if it doesn't. */
  static String waiting(Thread thread) {
    return switch (thread.getState()) {
      case BLOCKED -> "it waits for a lock that another thread holds";
      case WAITING -> "it waits, and nobody wakes it";
      case TIMED_WAITING -> "it sleeps";
      case NEW, RUNNABLE, TERMINATED -> "";
    };
  }
}
