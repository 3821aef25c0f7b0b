package netbook.exercise;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import netbook.notebook.LoopGuard;
import netbook.notebook.Notebook;
import netbook.notebook.View;

/**
 * A board of programs that all look right. A learner writes a probe that tells the wrong ones from
 * the right ones:
 *
 * {@snippet :
 * Dumper.breakIt().with(dumps -> dumps.on(Bytes.utf8("hello\n")));
 * }
 *
 * <p>The score is how many wrong programs the probe catches, and nothing if it fails a right one as
 * well. Which program has which fault stays hidden; they are called by letters. Each runs under the
 * limits of a check.
 *
 * <p>Each method shows its view where the cell's output stands, returns nothing and never throws,
 * so that <em>Run All</em> reaches the end. One board at a time. Immutable.
 *
 * @param <T> the interface that the programs implement
 * @param <M> what makes trials for the probe, such as {@link CallTrials} or {@link StreamTrials}
 */
public final class BreakIt<T, M> {
  private static final int TRIALS_MAX = 500;
  private static final int WRONG_MAX = 'Z' - 'A' + 1;

  private final Class<T> type;
  private final String title;
  private final M trials;
  private final List<Supplier<T>> right;
  private final List<Wrong<T>> wrong;
  private final Limits limits;

  /**
   * What a learner writes: a probe, as the trials that it makes.
   *
   * @param <T> the interface that the programs implement
   * @param <M> what makes trials
   */
  @FunctionalInterface
  public interface Attempt<T, M> {
    /** Makes the trials, from 1 to 500; a program is caught by the first one that it fails. */
    List<Trial<T>> trials(M maker) throws Exception;
  }

  /**
   * A wrong program. It mustn't run on when its thread is interrupted: only code of cells can be
   * ended by force.
   *
   * @param hint where to look, for whoever asks; it doesn't name the fault
   * @param program makes a fresh one, so that each attempt begins from the start
   * @param <T> the interface that it implements
   */
  public record Wrong<T>(String hint, Supplier<T> program) {}

  private BreakIt(
      Class<T> type,
      String title,
      M trials,
      List<Supplier<T>> right,
      List<Wrong<T>> wrong,
      Limits limits) {
    this.type = type;
    this.title = title;
    this.trials = trials;
    this.right = right;
    this.wrong = wrong;
    this.limits = limits;
  }

  /**
   * A board.
   *
   * @param type the interface that the programs implement; its {@code breakIt()} makes this board
   * @param title a few words: what the programs do
   * @param trials makes trials for the probe
   * @param right programs that do what the task says, in different ways: what it leaves free
   *     differs
   * @param wrong the others, which get letters in this order
   * @throws IllegalArgumentException if there is no right program, or not 1 to 26 wrong ones
   */
  public static <T, M> BreakIt<T, M> of(
      Class<T> type, String title, M trials, List<Supplier<T>> right, List<Wrong<T>> wrong) {
    if (right.isEmpty()) {
      throw new IllegalArgumentException("right: there is none");
    }
    if (wrong.isEmpty() || wrong.size() > WRONG_MAX) {
      throw new IllegalArgumentException(
          "wrong: %d programs are not in 1..%d".formatted(wrong.size(), WRONG_MAX));
    }
    return new BreakIt<>(type, title, trials, List.copyOf(right), List.copyOf(wrong), Limits.USUAL);
  }

  /** The same, with limits of its own for each trial. */
  public BreakIt<T, M> limits(Limits limits) {
    return new BreakIt<>(type, title, trials, right, wrong, limits);
  }

  /** Tries a probe on all programs, and shows the board: who is caught, and who is wronged. */
  public void with(Attempt<T, M> attempt) {
    var guard = LoopGuard.findArmed();
    try (var exit = new ExitWatch()) {
      Notebook.display(view(attempt, guard, exit));
    }
  }

  /**
   * Shows where to look for a program's fault.
   *
   * @param letter of the wrong program
   */
  public void hint(String letter) {
    Notebook.display(View.of(hintFor(letter)));
  }

  String hintFor(String letter) {
    int number = letter.length() == 1 ? Character.toUpperCase(letter.charAt(0)) - 'A' : -1;
    return number >= 0 && number < wrong.size()
        ? wrong.get(number).hint()
        : "The wrong programs are A to " + letter(wrong.size() - 1) + ".";
  }

  View view(Attempt<T, M> attempt, Optional<LoopGuard> guard, ExitWatch exit) {
    try {
      return new BoardReport(this).view(result(attempt, guard, exit));
    } catch (InterruptedException e) {
      return View.of("Stopped. The board has no result.");
    } catch (BrokenCheck e) {
      return View.of("The probe's own judgement has failed: " + Said.of(e));
    } catch (RuntimeException | Error e) {
      return View.of("The board itself has failed: " + Said.of(e));
    }
  }

  /** What has become of a probe. */
  sealed interface Result {
    /** There is none yet. */
    record Unwritten() implements Result {}

    /** It makes no trials that could be run. */
    record Unusable(Failure failure) implements Result {}

    /**
     * It was tried on the programs, the right ones first, until one would not end.
     *
     * @param right how each right program ended that was tried
     * @param wrong the same of the wrong ones
     */
    record Tried(List<Outcome> right, List<Outcome> wrong) implements Result {}
  }

  Result result(Attempt<T, M> attempt, Optional<LoopGuard> guard, ExitWatch exit)
      throws InterruptedException {
    var making = new Making<>(attempt);
    switch (new Runner(limits, guard, exit).run(making, trials)) {
      case Outcome.Unwritten _ -> {
        return new Result.Unwritten();
      }
      case Outcome.Failed(var failure) -> {
        return new Result.Unusable(failure);
      }
      case Outcome.Passed _ -> {}
    }
    var probe = Probe.of("your probe", "", making.made);
    var outcomes = new ArrayList<Outcome>();
    for (var program : programs()) {
      var checker = new Checker<>(List.of(probe), limits, program.get(), guard, exit);
      var outcome = checker.outcome(1);
      if (outcome instanceof Outcome.Unwritten) {
        return new Result.Unwritten();
      }
      outcomes.add(outcome);
      if (outcome instanceof Outcome.Failed(var failure) && failure.runsOn()) {
        break;
      }
    }
    int tried = Math.min(right.size(), outcomes.size());
    return new Result.Tried(
        List.copyOf(outcomes.subList(0, tried)),
        List.copyOf(outcomes.subList(tried, outcomes.size())));
  }

  private List<Supplier<T>> programs() {
    var programs = new ArrayList<>(right);
    wrong.forEach(one -> programs.add(one.program()));
    return programs;
  }

  /** Runs the learner's lambda as code is run, since it may do whatever code may do. */
  private static final class Making<T, M> implements Trial<M> {
    private final Attempt<T, M> attempt;
    private volatile List<Trial<T>> made = List.of();

    Making(Attempt<T, M> attempt) {
      this.attempt = attempt;
    }

    @Override
    public Optional<Mismatch> run(M maker, Steps steps) throws Exception {
      made = List.copyOf(attempt.trials(maker));
      if (made.isEmpty() || made.size() > TRIALS_MAX) {
        return Optional.of(
            new Mismatch("1 to " + TRIALS_MAX + " trials", "it makes " + made.size()));
      }
      return Optional.empty();
    }
  }

  /** What the wrong program of a number from 0 is called. */
  static String letter(int number) {
    return String.valueOf((char) ('A' + number));
  }

  String title() {
    return title;
  }

  List<Supplier<T>> right() {
    return right;
  }

  List<Wrong<T>> wrong() {
    return wrong;
  }

  /** How a cell asks for a hint. */
  String hintCell(String letter) {
    return "%s.breakIt().hint(\"%s\");".formatted(type.getSimpleName(), letter);
  }

  /** One line: the title, and how many programs there are. */
  @Override
  public String toString() {
    return "break it: %s, %d wrong and %d right".formatted(title, wrong.size(), right.size());
  }
}
