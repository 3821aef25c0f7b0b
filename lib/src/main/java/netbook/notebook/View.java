package netbook.notebook;

/**
 * A value as a notebook shows it: always as plain text, and as HTML where the page can draw.
 *
 * @param text the text twin: what a terminal, a screen reader or a diff gets
 * @param html the same, drawn; finished, so that {@link Html#toString} answers
 */
public record View(String text, Html html) {
  /** Text alone, drawn as it stands. */
  public static View of(String text) {
    return new View(text, new Html().element("pre", text, "class", "mathjax_ignore"));
  }

  /** The text twin. */
  @Override
  public String toString() {
    return text;
  }
}
