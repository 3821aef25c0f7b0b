package netbook.dns;

import java.util.ArrayList;
import java.util.List;
import netbook.bytes.Bytes;
import netbook.bytes.MalformedException;

/**
 * A domain name: labels from the most special to the root, which has none (RFC 1035 §3.1).
 *
 * <pre>
 *   03  w  w  w   07  e  x  a  m  p  l  e   03  c  o  m   00
 *   `---------'   `---------------------'   `---------'   `' the root's label, always the last
 *      label              label                label
 * </pre>
 *
 * <p>A name keeps the case of its letters and doesn't look at it: {@code EXAMPLE.com.} equals
 * {@code example.com.} (RFC 4343 §3). Any octet may stand in a label, not only letters, digits and
 * hyphens (RFC 2181 §11). Immutable.
 */
public final class Name implements Comparable<Name> {
  /** The most octets that a name takes in a message, lengths and the root's included. */
  public static final int SIZE_MAX = 255;

  /** The most octets of a label. */
  public static final int LABEL_MAX = 63;

  /** The root: the name without labels. */
  public static final Name ROOT = new Name(Bytes.of(0));

  static final String SIZE_RULE = "RFC 1035 §2.3.4: a name has 255 octets or less";
  private static final String ESCAPED = "\"().;\\@$";

  private final Bytes octets;

  /** Takes octets that are known to be one name. */
  Name(Bytes octets) {
    this.octets = octets;
  }

  /**
   * The name in a text such as {@code www.example.com}, with or without the dot that stands for the
   * root. In it {@code \.} is a dot inside a label, and {@code \200} the octet 200 (RFC 1035 §5.1).
   *
   * @throws IllegalArgumentException if it isn't one: a label is empty or over 63 octets, the name
   *     is over 255, or a character isn't ASCII; {@link java.net.IDN#toASCII} makes such a name one
   *     of DNS
   */
  public static Name of(String text) {
    try {
      return parse(text, ROOT);
    } catch (MalformedException e) {
      throw new IllegalArgumentException("name: %s: %s".formatted(text, e.getMessage()), e);
    }
  }

  /**
   * The name in a text, as zone files have it: what doesn't end in a dot goes on with the origin
   * (RFC 1035 §5.1).
   *
   * @throws MalformedException if it isn't one, at its offset in the text
   */
  static Name parse(String text, Name origin) throws MalformedException {
    if (text.equals(".")) {
      return ROOT;
    }
    var labels = new ArrayList<Bytes>();
    boolean absolute = false;
    for (int at = 0; at < text.length(); ) {
      var label = Escapes.until('.', text, at);
      if (label.octets().isEmpty()) {
        throw new MalformedException(at, "RFC 1035 §3.1", "an empty label");
      }
      if (label.octets().size() > LABEL_MAX) {
        throw new MalformedException(
            at,
            "RFC 1035 §2.3.4: a label has 63 octets or less",
            "a label of " + label.octets().size());
      }
      labels.add(label.octets());
      absolute = label.end() < text.length();
      at = label.end() + 1;
    }
    if (labels.isEmpty()) {
      throw new MalformedException(0, "RFC 1035 §3.1", "no name, which for the root is a dot");
    }
    if (!absolute) {
      labels.addAll(origin.labels());
    }
    try {
      return ofLabels(labels);
    } catch (IllegalArgumentException e) {
      throw new MalformedException(0, SIZE_RULE, String.valueOf(e.getMessage()));
    }
  }

  /**
   * The name with these labels, the most special first.
   *
   * @throws IllegalArgumentException if one is empty or over 63 octets, or all are over 255
   */
  public static Name ofLabels(List<Bytes> labels) {
    var parts = new ArrayList<Bytes>();
    int size = 1;
    for (var label : labels) {
      if (label.isEmpty() || label.size() > LABEL_MAX) {
        throw new IllegalArgumentException("a label of " + label.size() + " B is not in 1..63");
      }
      size += 1 + label.size();
      if (size > SIZE_MAX) {
        throw new IllegalArgumentException("the name is over " + SIZE_MAX + " B");
      }
      parts.add(Bytes.of(label.size()));
      parts.add(label);
    }
    parts.add(Bytes.of(0));
    return new Name(Bytes.join(parts));
  }

  /** The labels, the most special first, without the root's. */
  public List<Bytes> labels() {
    var labels = new ArrayList<Bytes>();
    for (int at = 0; octets.at(at) > 0; at = next(at)) {
      labels.add(octets.slice(at + 1, next(at)));
    }
    return List.copyOf(labels);
  }

  /** How many labels there are, 0 to 127; the root's isn't counted. */
  public int labelCount() {
    int count = 0;
    for (int at = 0; octets.at(at) > 0; at = next(at)) {
      count++;
    }
    return count;
  }

  /** Where the label after the one at this offset begins. */
  private int next(int at) {
    return at + 1 + octets.at(at);
  }

  /** Whether this is the root. */
  public boolean isRoot() {
    return octets.size() == 1;
  }

  /** How many octets it takes in a message that doesn't compress it, 1 to 255. */
  public int size() {
    return octets.size();
  }

  /** The name without its first label. The root has none, and is its own. */
  public Name parent() {
    return isRoot() ? this : new Name(octets.from(next(0)));
  }

  /**
   * The name with one more label before it.
   *
   * @param label as {@link #of} reads it
   * @throws IllegalArgumentException if it isn't a label, or the name would be over 255 octets
   */
  public Name child(String label) {
    var labels = new ArrayList<>(of(label).labels());
    labels.addAll(labels());
    return ofLabels(labels);
  }

  /** Whether this name is the other one or below it: {@code www.example.com} is in {@code com}. */
  public boolean isWithin(Name other) {
    int at = 0;
    while (octets.size() - at > other.octets.size()) {
      at = next(at);
    }
    return equal(octets.from(at), other.octets);
  }

  /** The octets, as a message has them where it doesn't compress the name. */
  public Bytes toBytes() {
    return octets;
  }

  /** Letters are the same in upper and lower case, if they are ASCII (RFC 4343 §3). */
  @Override
  public boolean equals(Object other) {
    return other instanceof Name name && equal(octets, name.octets);
  }

  /** Lengths are at most 63, and so below every letter: they may be compared as letters are. */
  private static boolean equal(Bytes one, Bytes other) {
    if (one.size() != other.size()) {
      return false;
    }
    for (int i = 0; i < one.size(); i++) {
      if (lower(one.at(i)) != lower(other.at(i))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    int hash = 0;
    for (int i = 0; i < octets.size(); i++) {
      hash = 31 * hash + lower(octets.at(i));
    }
    return hash;
  }

  private static int lower(int octet) {
    return octet >= 'A' && octet <= 'Z' ? octet | 0x20 : octet;
  }

  /**
   * The canonical order of DNSSEC: by the last label first, each as unsigned octets in lower case;
   * a name comes before those below it (RFC 4034 §6.1).
   */
  @Override
  public int compareTo(Name other) {
    var mine = labels().reversed();
    var others = other.labels().reversed();
    for (int i = 0; i < Math.min(mine.size(), others.size()); i++) {
      int order = compare(mine.get(i), others.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(mine.size(), others.size());
  }

  private static int compare(Bytes one, Bytes other) {
    for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
      int order = Integer.compare(lower(one.at(i)), lower(other.at(i)));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(one.size(), other.size());
  }

  /** The labels, each with a dot after it; the root is one dot. */
  @Override
  public String toString() {
    if (isRoot()) {
      return ".";
    }
    var text = new StringBuilder();
    for (var label : labels()) {
      Escapes.append(text, label, ESCAPED);
      text.append('.');
    }
    return text.toString();
  }
}
