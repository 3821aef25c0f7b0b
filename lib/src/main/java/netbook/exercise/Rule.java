package netbook.exercise;

/**
 * What a probe holds the learner's code to.
 *
 * @param level how binding it is
 * @param clause where it stands, such as {@code RFC 1035 §4.1.4}; empty for the task's own words
 * @param words the few words that say it
 */
public record Rule(Level level, String clause, String words) {
  /** How binding a rule is: a word of RFC 2119 §1 to §5, or the task that the chapter sets. */
  public enum Level {
    /** Required. */
    MUST,
    /** Recommended: there may be good reasons not to. */
    SHOULD,
    /** Allowed, and so every probe lets it pass. */
    MAY,
    /** Asked by the chapter, and by no RFC. */
    TASK;

    /** The word as a report shows it. */
    String word() {
      return this == TASK ? "task" : name();
    }
  }

  /** A rule that an RFC requires; for one older than RFC 2119, the level is ours. */
  public static Rule must(String clause, String words) {
    return new Rule(Level.MUST, clause, words);
  }

  /** A rule that an RFC recommends. */
  public static Rule should(String clause, String words) {
    return new Rule(Level.SHOULD, clause, words);
  }

  /** A freedom that an RFC gives. */
  public static Rule may(String clause, String words) {
    return new Rule(Level.MAY, clause, words);
  }

  /** A rule of the task. */
  public static Rule task(String words) {
    return new Rule(Level.TASK, "", words);
  }

  /** One line: the level, the clause, the words. */
  @Override
  public String toString() {
    return (level.word() + " " + clause).strip() + (words.isEmpty() ? "" : ": " + words);
  }
}
