package netbook.notebook;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * HTML under construction, in which text can only be text. A notebook's output runs in Jupyter's
 * origin, so whatever a peer sent must never become markup: {@link #text} and attribute values are
 * escaped here, names are checked, and nothing that runs (a script, an {@code on…} attribute, a
 * {@code javascript:} link) can be written at all.
 *
 * <p>Elements nest: {@link #open} and {@link #close} come in pairs, and {@link #toString} refuses
 * an unfinished piece. Not safe for use by several threads.
 */
public final class Html {
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9-]*");
  private static final Pattern SAFE_LINK =
      Pattern.compile(
          "(?i)(https?://|mailto:|#).*|/(?![/\\\\]).*|\\.{1,2}/.*|[\\w.-]+([/?#].*)?",
          Pattern.DOTALL);
  private static final Set<String> VOID = Set.of("br", "hr", "img", "wbr", "col");
  private static final Set<String> REFUSED =
      Set.of("script", "iframe", "object", "embed", "base", "link", "meta", "form", "style");
  private static final Set<String> LINKS = Set.of("href", "src");

  private static final int ZERO_WIDTH_JOINER = 0x200d;

  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /**
   * Opens an element.
   *
   * @param tag the element's name
   * @param attributes names and values in turn; a value is escaped
   * @return this
   * @throws IllegalArgumentException if a name isn't one, or names something that could run
   */
  public Html open(String tag, String... attributes) {
    startTag(tag, attributes);
    if (!VOID.contains(tag)) {
      open.push(tag);
    }
    return this;
  }

  /**
   * Closes the innermost open element.
   *
   * @return this
   * @throws IllegalStateException if none is open
   */
  public Html close() {
    if (open.isEmpty()) {
      throw new IllegalStateException("close() without an open element");
    }
    out.append("</").append(open.pop()).append('>');
    return this;
  }

  /**
   * Adds text, escaped; what a terminal or a browser would take for a control is shown as its
   * picture (U+2400 to U+2421).
   *
   * @return this
   */
  public Html text(String text) {
    escape(text);
    return this;
  }

  /**
   * Adds an element that holds just text.
   *
   * @return this
   */
  public Html element(String tag, String text, String... attributes) {
    open(tag, attributes);
    if (VOID.contains(tag)) {
      throw new IllegalArgumentException(tag + " holds no text");
    }
    return text(text).close();
  }

  /**
   * Adds what another piece holds.
   *
   * @return this
   */
  public Html add(Html other) {
    out.append(other);
    return this;
  }

  /**
   * Adds a {@code style} element. Its content can't be escaped, so it is for constants of ours only
   * and must not hold {@code <}.
   *
   * @return this
   */
  public Html style(String css) {
    if (css.indexOf('<') >= 0) {
      throw new IllegalArgumentException("a style sheet must not hold '<'");
    }
    out.append("<style>").append(css).append("</style>");
    return this;
  }

  private void startTag(String tag, String... attributes) {
    if (!NAME.matcher(tag).matches() || REFUSED.contains(tag.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException("not an element to write: " + tag);
    }
    if (attributes.length % 2 != 0) {
      throw new IllegalArgumentException("attributes come as name and value in turn");
    }
    out.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      attribute(attributes[i], attributes[i + 1]);
    }
    out.append('>');
  }

  private void attribute(String name, String value) {
    if (!NAME.matcher(name).matches() || name.regionMatches(true, 0, "on", 0, 2)) {
      throw new IllegalArgumentException("not an attribute to write: " + name);
    }
    if (LINKS.contains(name.toLowerCase(Locale.ROOT)) && !SAFE_LINK.matcher(value).matches()) {
      throw new IllegalArgumentException("not a link to follow: " + value);
    }
    out.append(' ').append(name).append("=\"");
    escape(value);
    out.append('"');
  }

  private void escape(String text) {
    text.codePoints().forEach(this::escape);
  }

  private void escape(int c) {
    switch (c) {
      case '&' -> out.append("&amp;");
      case '<' -> out.append("&lt;");
      case '>' -> out.append("&gt;");
      case '"' -> out.append("&quot;");
      case '\'' -> out.append("&#39;");
      case '\n', '\t' -> out.append((char) c);
      default -> out.appendCodePoint(visible(c));
    }
  }

  /**
   * A code point as it may stand on a page. One that would act there is shown instead: a control as
   * its picture (U+2400 to U+2421); half a surrogate pair, a direction override and the like as
   * U+FFFD.
   */
  public static int visible(int codePoint) {
    if (codePoint < 0x20) {
      return 0x2400 + codePoint;
    }
    if (codePoint == 0x7f) {
      return 0x2421;
    }
    boolean acts =
        switch (Character.getType(codePoint)) {
          case Character.CONTROL,
              Character.SURROGATE,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR ->
              true;
          case Character.FORMAT -> codePoint != ZERO_WIDTH_JOINER; // emoji are made with it
          default -> (codePoint & 0xfffe) == 0xfffe;
        };
    return acts ? 0xfffd : codePoint;
  }

  /**
   * The markup.
   *
   * @throws IllegalStateException if an element is still open
   */
  @Override
  public String toString() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("still open: " + open);
    }
    return out.toString();
  }
}
