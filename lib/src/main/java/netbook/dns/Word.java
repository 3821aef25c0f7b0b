package netbook.dns;

import netbook.bytes.MalformedException;

/**
 * A word of a zone file (RFC 1035 §5.1).
 *
 * @param text as it stands, with its escapes; of a quoted one, what is between the quotes
 * @param quoted whether quotes were around it: then it is never a sign such as {@code @}
 * @param at its offset in the file
 * @param line counted from 1
 */
record Word(String text, boolean quoted, int at, int line) {
  /** Whether it is just this, without quotes. */
  boolean is(String sign) {
    return !quoted && text.equals(sign);
  }

  /** What is wrong here. */
  MalformedException wrong(String rule, String found) {
    return new MalformedException(at, rule, "line %d: %s".formatted(line, found));
  }

  /** What is wrong here, said by what was asked to read it. */
  MalformedException wrong(String rule, IllegalArgumentException e) {
    return wrong(rule, String.valueOf(e.getMessage()));
  }
}
