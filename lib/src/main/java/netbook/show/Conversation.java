package netbook.show;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import netbook.frame.Dissector;
import netbook.notebook.Html;
import netbook.notebook.View;
import netbook.trace.Trace;
import org.jspecify.annotations.Nullable;

/**
 * What crossed a wire, drawn as it was recorded: a sequence diagram for each connection and the
 * same as a table. Times are all that differs between two runs of the same program.
 */
final class Conversation {
  /** The most events that are drawn, of all connections together; the rest is counted. */
  static final int ROWS_MAX = 200;

  /**
   * The most that are drawn of one that is live: it is sent again and again, and a page is read.
   */
  static final int LIVE_ROWS_MAX = 50;

  private Conversation() {}

  /**
   * Draws what the trace holds now.
   *
   * @param dissector of the protocol that was spoken, or null to show octets
   */
  static View view(Trace trace, @Nullable Dissector dissector) {
    var events = trace.events();
    long dropped = trace.dropped();
    // Of streams whose beginning is gone nobody knows where messages begin.
    var taken = dropped == 0 ? dissector : null;
    var talks = Talk.all(events.subList(0, Math.min(events.size(), ROWS_MAX)), taken);
    int shown = talks.stream().mapToInt(talk -> talk.rows().size()).sum();
    int hidden = Math.max(0, events.size() - ROWS_MAX);
    var rest = new ArrayList<String>();
    summary(talks).ifPresent(rest::add);
    if (dropped > 0) {
      rest.add(Wording.count(dropped, "older event") + " dropped; counts begin here.");
    }
    if (hidden > 0) {
      rest.add("The first %d are shown, %d more are not.".formatted(shown, hidden));
    }
    return view(talks, "Conversation, " + Wording.count(shown + hidden, "event") + ".", rest);
  }

  /**
   * Draws the last of what the trace holds now: of a conversation that goes on, the beginning soon
   * stays the same.
   *
   * @param state said in the caption: {@code live} or {@code final}
   * @param note what more the caption is to say; may be empty
   */
  static View live(Trace trace, String state, String note) {
    var events = trace.events();
    long recorded = events.size() + trace.dropped();
    var shown = events.subList(Math.max(0, events.size() - LIVE_ROWS_MAX), events.size());
    var talks = Talk.all(shown, null);
    var rest = new ArrayList<String>();
    if (shown.size() < recorded) {
      rest.add("The last %d are shown; counts begin here.".formatted(shown.size()));
    } else {
      summary(talks).ifPresent(rest::add);
    }
    if (!note.isEmpty()) {
      rest.add(note);
    }
    var what = "Conversation, %s, %s.".formatted(state, Wording.count(recorded, "event"));
    return view(talks, what, rest);
  }

  private static Optional<String> summary(List<Talk> talks) {
    if (talks.isEmpty()) {
      return Optional.empty();
    }
    if (talks.size() == 1) {
      return Optional.of(capital(talks.getFirst().traffic()) + ".");
    }
    boolean some = talks.stream().anyMatch(Talk::ofDatagrams);
    return Optional.of(talks.size() + (some ? " conversations." : " connections."));
  }

  private static View view(List<Talk> talks, String what, List<String> rest) {
    var more = String.join(" ", rest);
    var scale =
        talks.isEmpty()
            ? "Nothing has crossed yet."
            : "Milliseconds since the first event; rows in order, not to scale.";
    var html = Sheet.caption(Sheet.conversation(), what, (more + " " + scale).strip());
    for (var talk : talks) {
      if (talks.size() > 1) {
        heading(html, talk);
      }
      new SequencePicture(talk, html).draw();
    }
    if (!talks.isEmpty()) {
      twin(html, talks);
    }
    return new View(text(talks, (what + " " + more).strip()), html.close());
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private static void heading(Html html, Talk talk) {
    html.open("p", "class", "nb-cap").text(talk.title() + ". ");
    html.element("span", capital(talk.traffic()) + ".").close();
  }

  private static void twin(Html html, List<Talk> talks) {
    html.open("details").element("summary", "The same as text");
    html.open(
        "div",
        "class",
        "nb-w",
        "role",
        "group",
        "aria-label",
        "Conversation as text",
        "tabindex",
        "0");
    html.open("table", "class", "nb-t").open("thead").open("tr");
    html.element("th", "ms", "scope", "col", "class", "nb-n", "style", "text-align:right");
    boolean all = talks.stream().allMatch(Talk::ofDatagrams);
    boolean some = talks.stream().anyMatch(Talk::ofDatagrams);
    var place = all ? "datagram" : some ? "stream bytes or datagram" : "stream bytes";
    for (var column : List.of("who", "event", place, "content or note")) {
      html.element("th", column, "scope", "col", "style", "text-align:left");
    }
    html.close().close();
    for (var talk : talks) {
      html.open("tbody");
      if (talks.size() > 1) {
        html.open("tr")
            .element(
                "th", talk.title(), "colspan", "5", "scope", "rowgroup", "style", "text-align:left")
            .close();
      }
      talk.rows().forEach(row -> twinRow(html, row));
      html.close();
    }
    html.close().close().close();
  }

  private static void twinRow(Html html, Talk.Row row) {
    html.open("tr");
    html.element("td", row.time(), "class", "nb-n nb-ms", "style", "text-align:right");
    for (var cell : List.of(row.who(), row.what(), row.range())) {
      html.element("td", cell, "style", "text-align:left");
    }
    html.open("td", "style", "text-align:left");
    if (!row.content().isEmpty()) {
      html.element("code", row.content());
    }
    html.close().close();
  }

  private static String text(List<Talk> talks, String caption) {
    var text = new StringBuilder(caption);
    int who =
        talks.stream()
            .flatMap(t -> t.rows().stream())
            .mapToInt(r -> r.who().length())
            .max()
            .orElse(0);
    for (var talk : talks) {
      if (talks.size() > 1) {
        text.append("\n\n%s. %s.".formatted(talk.title(), capital(talk.traffic())));
      }
      for (var row : talk.rows()) {
        var line =
            String.format(
                Locale.ROOT, "%9s ms  %-" + who + "s  %s", row.time(), row.who(), row.said());
        text.append('\n').append(line);
      }
    }
    return text.toString();
  }
}
