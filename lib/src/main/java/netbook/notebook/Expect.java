package netbook.notebook;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A failure that is the point of a cell: shown as a short box, where the kernel would print its own
 * call stack of 24 lines.
 */
public final class Expect {
  private static final Pattern IDENTITY = Pattern.compile("@[0-9a-f]{5,8}\\b");
  private static final int MESSAGE_MAX = 2000;
  private static final int CAUSES_MAX = 3;

  /** A rule beside the box; in the page's own colours, be it a handout or JupyterLab. */
  private static final String STYLE =
      ".nb.nb.nb-failure{box-sizing:border-box;margin:0;padding:4px 0 4px 12px;max-width:48rem;"
          + "border-left:2px solid var(--page-fault,var(--jp-error-color1,#b3261e));"
          + "color:var(--page-ink,var(--jp-content-font-color1,#1c1b19));"
          + "font:14px/1.5 var(--page-sans,var(--jp-ui-font-family,sans-serif))}"
          + ".nb.nb.nb-failure figcaption{margin:0;font-weight:600}"
          + ".nb.nb.nb-failure figcaption span{font-weight:400}"
          + ".nb.nb.nb-failure p{margin:4px 0 0}"
          + ".nb.nb.nb-failure :is(pre,code){margin:0;padding:0;background:none;color:inherit;"
          + "white-space:pre-wrap;font:13px/20px var(--page-mono,var(--jp-code-font-family,monospace))}";

  private Expect() {}

  /** Something that is going to fail. */
  @FunctionalInterface
  public interface Body {
    /** Does it. */
    void run() throws Exception;
  }

  /**
   * Runs something that must fail, and shows how it did.
   *
   * @param expected what must be thrown, or a subtype of it
   * @param body what is to fail
   * @throws AssertionError if nothing is thrown, or something else; says what happened instead
   */
  public static void failure(Class<? extends Throwable> expected, Body body) {
    try {
      body.run();
    } catch (Throwable e) {
      if (expected.isInstance(e)) {
        Notebook.display(box(e));
        return;
      }
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw told("expected " + expected.getSimpleName() + ", but this came: " + summary(e), e);
    }
    throw told("expected " + expected.getSimpleName() + ", but nothing was thrown", null);
  }

  /** The kernel prints the stack of what a cell throws; ours would say nothing to the reader. */
  private static AssertionError told(String message, @Nullable Throwable cause) {
    var error = new AssertionError(message, cause);
    error.setStackTrace(new StackTraceElement[0]);
    return error;
  }

  static View box(Throwable e) {
    var text = new StringBuilder(summary(e));
    var html = new Html().open("figure", "class", "nb nb-failure mathjax_ignore").style(STYLE);
    html.open("figcaption").text(name(e)).element("span", ", as expected").close();
    html.element("pre", message(e));
    var cause = saysMoreThan(e, e.getCause());
    for (int i = 0; i < CAUSES_MAX && cause != null; i++) {
      text.append("\n  because of ").append(summary(cause));
      html.open("p").text("because of ").element("code", summary(cause)).close();
      cause = saysMoreThan(cause, cause.getCause());
    }
    text.append("\n  (").append(e.getClass().getName()).append(", as expected)");
    html.element("p", e.getClass().getName(), "class", "nb-q");
    return new View(text.toString(), html.close());
  }

  /** The cause, unless it is what the JDK threw before we added the address to its message. */
  private static @Nullable Throwable saysMoreThan(Throwable e, @Nullable Throwable cause) {
    if (cause == null || cause.getClass() != e.getClass()) {
      return cause;
    }
    boolean silent = cause.getMessage() == null;
    return silent || message(e).startsWith(message(cause)) ? null : cause;
  }

  private static String summary(Throwable e) {
    return name(e) + ": " + message(e);
  }

  private static String name(Throwable e) {
    var name = e.getClass().getSimpleName();
    return name.isEmpty() ? e.getClass().getName() : name;
  }

  /** An object's identity differs in every run, and a page should not. */
  private static String message(Throwable e) {
    var message = e.getMessage() == null ? "(no message)" : e.getMessage();
    if (message.length() > MESSAGE_MAX) {
      message = message.substring(0, MESSAGE_MAX) + "…";
    }
    return IDENTITY.matcher(message).replaceAll("@…");
  }
}
