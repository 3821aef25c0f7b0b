package netbook.exercise;

import java.time.Duration;
import java.util.Optional;
import netbook.exercise.Failure.Kind;
import netbook.notebook.CapturedPrints;
import netbook.notebook.LoopGuard;
import org.jspecify.annotations.Nullable;

/**
 * Runs trials, each on a platform thread of its own under limits: neither CPU time nor allocation
 * can be measured on a virtual one. Code that goes over a limit is ended by the guard agent;
 * without the agent it is left behind, at the lowest priority.
 */
final class Runner {
  private static final long LOOK_MILLIS = 5;
  private static final int LOOKS_PER_DEADLOCK_SEARCH = 20;
  private static final Duration ENDING_MAX = Duration.ofSeconds(1);
  private static final Duration GRACE = Duration.ofMillis(500);

  private final Limits limits;
  private final Optional<LoopGuard> guard;
  private final ExitWatch exit;

  Runner(Limits limits, Optional<LoopGuard> guard, ExitWatch exit) {
    this.limits = limits;
    this.guard = guard;
    this.exit = exit;
  }

  /**
   * Runs a trial; returns within its limits and two seconds more.
   *
   * @throws InterruptedException if the reader stops the cell; the code was ended first
   * @throws BrokenCheck if the trial itself is at fault
   */
  <T> Outcome run(Trial<T> trial, T code) throws InterruptedException {
    var group = new ThreadGroup("netbook-exercise");
    var meter = new Meter(group);
    var job = new Job<>(trial, code);
    exit.watch(meter);
    try (var prints = new CapturedPrints(group, limits.printed())) {
      var thread = new Thread(group, job, "netbook-exercise");
      thread.setDaemon(true);
      thread.start();
      try {
        var failing = watch(thread, meter, job, prints);
        job.throwIfBroken();
        if (failing == null) {
          failing = job.failing();
        }
        if (failing == null) {
          failing = leftBehind(meter);
        }
        if (failing == null) {
          return job.isUnwritten() ? new Outcome.Unwritten() : new Outcome.Passed();
        }
        // What it says once it is being ended is no answer.
        var failure = job.failure(failing, prints.text());
        return new Outcome.Failed(failure.runsOn(!end(meter)));
      } catch (InterruptedException e) {
        var _ = end(meter);
        throw e;
      }
    }
  }

  /** What is wrong, before all that the report needs is known. */
  private record Failing(Kind kind, Mismatch mismatch) {
    Failing(Kind kind, String expected, String actual) {
      this(kind, new Mismatch(expected, actual));
    }
  }

  /** Waits for the thread's end; says which limit it broke, or null. */
  private @Nullable Failing watch(Thread thread, Meter meter, Job<?> job, CapturedPrints prints)
      throws InterruptedException {
    long endNanos = System.nanoTime() + limits.wall().toNanos();
    for (int look = 1; ; look++) {
      boolean ended = thread.join(Duration.ofMillis(LOOK_MILLIS));
      var over = over(Math.max(meter.allocated(), job.allocated()), prints.size());
      if (over != null || ended) {
        return over;
      }
      if (meter.cpuNanos() > limits.cpu().toNanos()) {
        return spins();
      }
      if (exit.isCalled()) {
        return new Failing(Kind.EXITS, "an answer", "it calls System.exit");
      }
      if (look % LOOKS_PER_DEADLOCK_SEARCH == 0 && meter.isDeadlocked()) {
        return new Failing(
            Kind.DEADLOCKS, "an end", "a deadlock: threads wait for each other's locks");
      }
      if (System.nanoTime() > endNanos) {
        var waiting = Meter.waiting(thread);
        return waiting.isEmpty()
            ? spins()
            : new Failing(
                Kind.WAITS,
                "an end",
                "no end within %s: %s".formatted(text(limits.wall()), waiting));
      }
    }
  }

  /** On a busy machine the time on the wall may be over first; it is the same to a learner. */
  private static Failing spins() {
    return new Failing(Kind.SPINS, "an end", "no end: it computes on and on");
  }

  private @Nullable Failing over(long allocated, long printed) {
    if (allocated > limits.allocated()) {
      return new Failing(
          Kind.MEMORY,
          "at most %d MiB of memory".formatted(limits.allocated() >> 20),
          "it asks for more");
    }
    if (printed > limits.printed()) {
      return new Failing(
          Kind.PRINTS,
          "at most %d KiB printed".formatted(limits.printed() >> 10),
          "it prints more");
    }
    return null;
  }

  private static String text(Duration time) {
    return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }

  /** Threads that the code has started and that don't end by themselves; or null. */
  private static @Nullable Failing leftBehind(Meter meter) throws InterruptedException {
    long endNanos = System.nanoTime() + GRACE.toNanos();
    for (var thread : meter.threads()) {
      long left = endNanos - System.nanoTime();
      if (left <= 0 || !thread.join(Duration.ofNanos(left))) {
        return new Failing(
            Kind.LEAKS, "no thread left behind", "still running: " + Said.answer(thread.getName()));
      }
    }
    return null;
  }

  /** Ends all threads of the code, as far as they can be ended; says whether all are gone. */
  @SuppressWarnings("ThreadPriorityCheck") // no result depends on it, and the machine stays usable
  private boolean end(Meter meter) throws InterruptedException {
    var threads = meter.threads();
    long endNanos = System.nanoTime() + ENDING_MAX.toNanos();
    guard.ifPresent(agent -> threads.forEach(agent::condemn));
    threads.forEach(Thread::interrupt);
    boolean gone = true;
    for (var thread : threads) {
      long left = Math.max(1, endNanos - System.nanoTime());
      gone &= thread.join(Duration.ofNanos(left));
    }
    for (var thread : threads) {
      if (thread.isAlive()) {
        thread.setPriority(Thread.MIN_PRIORITY);
      } else {
        guard.ifPresent(agent -> agent.release(thread));
      }
    }
    return gone;
  }

  /** What the thread does. */
  private static final class Job<T> implements Runnable {
    private final Trial<T> trial;
    private final T code;
    private final Steps steps = new Steps();
    private volatile long allocated;
    private volatile boolean unwritten;
    private volatile @Nullable BrokenCheck broken;
    // What ends in no other way has failed: nothing passes because telling why went wrong.
    private volatile @Nullable Failing failing = new Failing(Kind.ERROR, "an answer", "none");

    Job(Trial<T> trial, T code) {
      this.trial = trial;
      this.code = code;
    }

    @Override
    public void run() {
      long before = Meter.allocatedHere();
      try {
        failing = trial.run(code, steps).map(wrong -> new Failing(Kind.WRONG, wrong)).orElse(null);
      } catch (YourTurn e) {
        failing = null;
        unwritten = true;
      } catch (BrokenCheck e) {
        broken = e;
      } catch (Overrun e) {
        failing = new Failing(Kind.SPINS, "an end", "no end: " + e.getMessage());
      } catch (Throwable e) {
        var kind = e instanceof Exception ? Kind.WRONG : Kind.ERROR;
        steps.answered(Said.of(e));
        failing = new Failing(kind, "an answer", Said.of(e));
      } finally {
        allocated = Meter.allocatedHere() - before;
      }
    }

    /** How many octets it had asked for when it ended; 0 while it runs. */
    long allocated() {
      return allocated;
    }

    void throwIfBroken() {
      var thrown = broken;
      if (thrown != null) {
        throw thrown;
      }
    }

    boolean isUnwritten() {
      return unwritten;
    }

    @Nullable Failing failing() {
      return failing;
    }

    Failure failure(Failing why, String printed) {
      return new Failure(
          why.kind, why.mismatch, trial.octets(), steps.all(), steps.readTo(), printed, false);
    }
  }
}
