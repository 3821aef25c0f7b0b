package netbook.show;

import java.util.Optional;
import java.util.regex.Pattern;

/** Where a clause of an RFC can be read, so that every view links to it in the same way. */
public final class RfcClause {
  private static final Pattern CLAUSE =
      Pattern.compile("RFC (\\d{1,5})(?: §(\\d+(?:\\.\\d+)*|[A-Z](?:\\.\\d+)*))?");

  private RfcClause() {}

  /**
   * The address of a clause at the RFC Editor's.
   *
   * @param clause such as {@code RFC 1035 §4.1.4}, {@code RFC 5234 §B.1} (an appendix), {@code RFC
   *     9112}
   * @return empty if it is anything else, or has words around it
   */
  public static Optional<String> findAddress(String clause) {
    var found = CLAUSE.matcher(clause);
    if (!found.matches()) {
      return Optional.empty();
    }
    var document = "https://www.rfc-editor.org/rfc/rfc" + found.group(1);
    var section = found.group(2);
    if (section == null) {
      return Optional.of(document);
    }
    boolean isAppendix = Character.isLetter(section.charAt(0));
    return Optional.of(document + (isAppendix ? "#appendix-" : "#section-") + section);
  }
}
