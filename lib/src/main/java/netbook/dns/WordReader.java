package netbook.dns;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import netbook.bytes.Bytes;
import netbook.bytes.MalformedException;

/** Reads the fields of a record's data from the words of a zone file. */
final class WordReader extends DataReader {
  private final String rule;
  private final Name origin;
  private final List<Word> words;
  private final Word last;
  private int next;

  /**
   * A reader of words.
   *
   * @param rule what they should follow
   * @param origin of names that don't end in a dot
   * @param words those of the data
   * @param last the one before them, to say where there is none
   */
  WordReader(String rule, Name origin, List<Word> words, Word last) {
    this.rule = rule;
    this.origin = origin;
    this.words = words;
    this.last = last;
  }

  /** Says that there is no more. */
  void finish() throws MalformedException {
    if (next < words.size()) {
      throw words.get(next).wrong(rule, "a word too many: " + words.get(next).text());
    }
  }

  private Word word(String field) throws MalformedException {
    if (next == words.size()) {
      throw (words.isEmpty() ? last : words.getLast()).wrong(rule, "no " + field + " after this");
    }
    return words.get(next++);
  }

  /** The value of a word; what makes it may throw an IllegalArgumentException. */
  private <T> T parsed(String field, Function<String, T> parse) throws MalformedException {
    var word = word(field);
    try {
      return parse.apply(word.text());
    } catch (IllegalArgumentException e) {
      throw word.wrong(rule, field + ": " + e.getMessage());
    }
  }

  private long number(String field, long max) throws MalformedException {
    return parsed(
        field,
        text -> {
          long number = text.matches("\\d{1,10}") ? Long.parseLong(text) : -1;
          if (number < 0 || number > max) {
            throw new IllegalArgumentException("%s is not in 0..%d".formatted(text, max));
          }
          return number;
        });
  }

  @Override
  int u8(String field) throws MalformedException {
    return (int) number(field, 0xff);
  }

  @Override
  int u16(String field) throws MalformedException {
    return (int) number(field, 0xffff);
  }

  @Override
  long u32(String field) throws MalformedException {
    return number(field, 0xffff_ffffL);
  }

  @Override
  long time(String field) throws MalformedException {
    return parsed(field, Times::parse);
  }

  @Override
  Name name(String field) throws MalformedException {
    var word = word(field);
    try {
      return word.is("@") ? origin : Name.parse(word.text(), origin);
    } catch (MalformedException e) {
      throw word.wrong(e.rule(), field + ": " + e.found());
    }
  }

  @Override
  Name plainName(String field) throws MalformedException {
    return name(field);
  }

  @Override
  RecordType type(String field) throws MalformedException {
    var word = word(field);
    try {
      return RecordType.of(word.text());
    } catch (IllegalArgumentException e) {
      throw word.wrong(rule, e);
    }
  }

  @Override
  Bytes ipv4(String field) throws MalformedException {
    return parsed(field, Addresses::parseIpv4);
  }

  @Override
  Bytes ipv6(String field) throws MalformedException {
    return parsed(field, Addresses::parseIpv6);
  }

  @Override
  Bytes string(String field) throws MalformedException {
    var word = word(field);
    var octets = octets(word);
    if (octets.size() > 255) {
      throw word.wrong(rule, field + ": a string of " + octets.size() + " B is over 255");
    }
    return octets;
  }

  private Bytes octets(Word word) throws MalformedException {
    try {
      return Escapes.octets(word.text());
    } catch (MalformedException e) {
      throw word.wrong(e.rule(), e.found());
    }
  }

  @Override
  List<Bytes> strings(String field) throws MalformedException {
    var strings = new ArrayList<Bytes>();
    do {
      strings.add(string(field));
    } while (next < words.size());
    return strings;
  }

  @Override
  Bytes tag(String field) throws MalformedException {
    return parsed(
        field,
        text -> {
          if (!text.matches("[A-Za-z0-9]{1,255}")) {
            throw new IllegalArgumentException(text + " is not 1 to 255 letters and digits");
          }
          return Bytes.utf8(text);
        });
  }

  @Override
  Bytes text(String field) throws MalformedException {
    return octets(word(field));
  }

  /** Digits may stand in groups: all words to the end are one. */
  private Bytes digits(String field, Function<String, Bytes> parse) throws MalformedException {
    if (next == words.size()) {
      return Bytes.EMPTY;
    }
    var first = words.get(next);
    var joined = words.subList(next, words.size()).stream().map(Word::text);
    next = words.size();
    try {
      return parse.apply(joined.collect(Collectors.joining()));
    } catch (IllegalArgumentException e) {
      throw first.wrong(rule, field + ": " + e.getMessage());
    }
  }

  @Override
  Bytes hex(String field) throws MalformedException {
    return digits(field, Bytes::ofHex);
  }

  @Override
  Bytes base64(String field) throws MalformedException {
    return digits(field, text -> Bytes.copyOf(Base64.getDecoder().decode(text)));
  }

  @Override
  Bytes salt(String field) throws MalformedException {
    return parsed(field, text -> text.equals("-") ? Bytes.EMPTY : Bytes.ofHex(text));
  }

  @Override
  Bytes hash(String field) throws MalformedException {
    return parsed(field, Base32::decode);
  }

  @Override
  TypeBitMaps types(String field) throws MalformedException {
    var types = new ArrayList<RecordType>();
    while (next < words.size()) {
      types.add(type(field));
    }
    return TypeBitMaps.of(types);
  }

  @Override
  SvcParams svcParams(String field) throws MalformedException {
    if (next == words.size()) {
      return SvcParams.NONE;
    }
    var first = words.get(next);
    var texts = words.subList(next, words.size()).stream().map(Word::text).toList();
    next = words.size();
    try {
      return SvcParamTexts.parse(texts);
    } catch (IllegalArgumentException e) {
      throw first.wrong(rule, e);
    } catch (MalformedException e) {
      throw first.wrong(e.rule(), e.found());
    }
  }

  @Override
  List<EdnsOption> options() throws MalformedException {
    throw last.wrong("RFC 6891 §6.1.1", "an OPT record is never in a zone");
  }

  @Override
  RecordData.Loc loc() throws MalformedException {
    var first = words.isEmpty() ? last : words.getFirst();
    next = words.size();
    try {
      return Places.parse(words.stream().map(Word::text).toList());
    } catch (IllegalArgumentException e) {
      throw first.wrong(rule, e);
    }
  }
}
