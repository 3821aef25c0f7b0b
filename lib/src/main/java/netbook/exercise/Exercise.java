package netbook.exercise;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import netbook.notebook.LoopGuard;
import netbook.notebook.Notebook;
import netbook.notebook.View;
import org.jspecify.annotations.Nullable;

/**
 * What a learner is asked to write, and the probes that judge it. The learner implements an
 * interface in a cell, and its {@code exercise()} checks that:
 *
 * {@snippet :
 * Dumper dumper = octets -> { throw Exercise.yourTurn(); };
 * Dumper.exercise().check(dumper);
 * }
 *
 * <p>Each method shows its report where the cell's output stands, returns nothing and never throws,
 * so that <em>Run All</em> reaches the end. One check at a time: it captures what the learner's
 * code prints. Immutable.
 *
 * @param <T> the interface that the learner implements
 */
public final class Exercise<T> {
  private static final Pattern NUMBER = Pattern.compile("\\d\\d\\.\\d{1,2}");

  private final Class<T> type;
  private final String number;
  private final String title;
  private final String proven;
  private final List<Probe<T>> probes;
  private final Optional<Peer<T>> peer;
  private final Limits limits;

  private Exercise(
      Class<T> type,
      String number,
      String title,
      String proven,
      List<Probe<T>> probes,
      Optional<Peer<T>> peer,
      Limits limits) {
    this.type = type;
    this.number = number;
    this.title = title;
    this.proven = proven;
    this.probes = probes;
    this.peer = peer;
    this.limits = limits;
  }

  /**
   * An exercise.
   *
   * @param type the interface that the learner implements; a cell's variable has its name in lower
   *     case
   * @param number chapter and number: {@code 00.1}
   * @param title a few words
   * @param proven a sentence for whoever solves it: what is proven now
   * @param probes in the order in which they are tried, the chapter's own example first
   * @throws IllegalArgumentException if the number isn't one, or there is no probe
   */
  public static <T> Exercise<T> of(
      Class<T> type, String number, String title, String proven, List<Probe<T>> probes) {
    if (!NUMBER.matcher(number).matches()) {
      throw new IllegalArgumentException("number: " + number + " is not like 00.1");
    }
    if (probes.isEmpty()) {
      throw new IllegalArgumentException("exercise " + number + " has no probe");
    }
    return new Exercise<>(
        type, number, title, proven, List.copyOf(probes), Optional.empty(), Limits.USUAL);
  }

  /** The same, with limits of its own. */
  public Exercise<T> limits(Limits limits) {
    return new Exercise<>(type, number, title, proven, probes, peer, limits);
  }

  /**
   * The same, judged by a program of the system as well.
   *
   * @param probe what it tries, once all others pass
   */
  Exercise<T> peer(Tool tool, Probe<T> probe) {
    return new Exercise<>(
        type, number, title, proven, probes, Optional.of(new Peer<>(tool, probe)), limits);
  }

  /** What a stub throws in the place of an answer: its check says <em>your turn</em>. */
  public static RuntimeException yourTurn() {
    return new YourTurn();
  }

  /** Judges code by all probes and shows the report: solved, not yet, or your turn. */
  public void check(@Nullable T code) {
    judge(code, 1, probes.size());
  }

  /**
   * Judges code by one probe, and shows the report.
   *
   * @param probe its number in the report, from 1
   */
  public void replay(@Nullable T code, int probe) {
    if (isProbe(probe)) {
      judge(code, probe, probe);
    }
  }

  /**
   * Shows the second hint of a probe.
   *
   * @param probe its number in the report, from 1
   */
  public void hint(int probe) {
    if (isProbe(probe)) {
      var hint = probe(probe).secondHint();
      Notebook.display(View.of(hint.isEmpty() ? "There is no second hint." : hint));
    }
  }

  /** The number of the last probe, a peer's included. */
  private int probesMax() {
    return probes.size() + (peer.isPresent() ? 1 : 0);
  }

  /** A probe by its number, counted from 1; the last one may be a peer's. */
  Probe<T> probe(int number) {
    return number > probes.size() ? peer.orElseThrow().probe() : probes.get(number - 1);
  }

  private boolean isProbe(int probe) {
    boolean known = probe >= 1 && probe <= probesMax();
    if (!known) {
      Notebook.display(
          View.of("There is no probe %d, only 1 to %d.".formatted(probe, probesMax())));
    }
    return known;
  }

  private void judge(@Nullable T code, int from, int to) {
    var guard = LoopGuard.findArmed();
    try (var exit = new ExitWatch()) {
      Notebook.display(view(code, from, to, guard, exit));
    }
  }

  View view(@Nullable T code, int from, int to, Optional<LoopGuard> guard, ExitWatch exit) {
    try {
      var verdict =
          code == null
              ? new Verdict.Unwritten()
              : new Checker<>(this, code, guard, exit).verdict(from, to);
      if (from == 1 && to == probes.size()) {
        keep(verdict);
      }
      return new Report<>(this, from, to).view(verdict);
    } catch (InterruptedException e) {
      return View.of("Stopped. The check of " + number + " has no verdict.");
    } catch (RuntimeException | Error e) {
      return View.of("The check of " + number + " itself has failed: " + Said.of(e));
    }
  }

  /** Writes a result down, if it is one; a file that can't be written costs no report. */
  private void keep(Verdict verdict) {
    int passed =
        switch (verdict) {
          case Verdict.Unwritten _ -> -1;
          case Verdict.Solved solved -> solved.probes();
          case Verdict.NotYet notYet -> notYet.tried() - notYet.failing().size();
        };
    if (passed >= 0) {
      Progress.here()
          .ifPresent(progress -> {
            try {
              progress.keep(number, passed, probes.size());
            } catch (IOException e) {
              // Progress.show() says why.
            }
          });
    }
  }

  /** Chapter and number: {@code 00.1}. */
  public String number() {
    return number;
  }

  /** A few words: what is to be written. */
  public String title() {
    return title;
  }

  /** What is proven once every probe passes. */
  public String proven() {
    return proven;
  }

  /** What is tried, in this order; the first one is the chapter's own example. */
  public List<Probe<T>> probes() {
    return probes;
  }

  /** What a program of the system tries after that. */
  Optional<Peer<T>> peer() {
    return peer;
  }

  /** How much the learner's code may take in each trial. */
  public Limits limits() {
    return limits;
  }

  /** How a cell calls a method of this exercise: {@code Dumper.exercise().hint(3);}. */
  String cell(String method, String arguments) {
    return "%s.exercise().%s(%s);".formatted(type.getSimpleName(), method, arguments);
  }

  /** What a cell calls the learner's code: {@code dumper}. */
  String variable() {
    var name = type.getSimpleName();
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  /** One line: number, title, how many probes. */
  @Override
  public String toString() {
    return number + " " + title + ", " + probes.size() + " probes";
  }
}
