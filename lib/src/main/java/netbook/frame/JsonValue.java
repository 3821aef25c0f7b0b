package netbook.frame;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import netbook.bytes.ByteReader;
import netbook.bytes.Bytes;
import netbook.bytes.LimitException;
import netbook.bytes.MalformedException;

/** One JSON value, read by Jackson's parser; what stands directly in it gets its name. */
final class JsonValue {
  private static final String RULE = "RFC 8259";

  /** Strangers choose the names of members, so they don't join the strings of the JVM. */
  private static final JsonFactory JACKSON =
      JsonFactory.builder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build();

  private static final Bytes BYTE_ORDER_MARK = Bytes.of(0xef, 0xbb, 0xbf);

  /** So many members get a name of their own; a picture of more is no help. */
  private static final int NAMED_MAX = 1000;

  private static final int SHOWN_MAX = 60;

  private final ByteReader in;
  private final int start;
  private final JsonParser parser;

  private JsonValue(ByteReader in, JsonParser parser) {
    this.in = in;
    this.start = in.position();
    this.parser = parser;
  }

  /**
   * Reads all that is left as one value.
   *
   * @throws MalformedException if it isn't one JSON value in UTF-8
   * @throws LimitException if it goes over a limit of Jackson's, as for depth
   */
  static Bytes read(ByteReader in) throws MalformedException, LimitException {
    var text = in.peekAll();
    int start = in.position();
    checkUtf8(text, start);
    try (var parser = JACKSON.createParser(text.toArray())) {
      new JsonValue(in, parser).value();
    } catch (StreamConstraintsException e) {
      throw overLimit(e, start);
    } catch (JsonProcessingException e) {
      throw new MalformedException(start + offset(e), RULE, oneLine(e.getOriginalMessage()));
    } catch (MalformedException e) {
      throw e;
    } catch (IOException e) {
      throw new MalformedException(start, RULE, oneLine(String.valueOf(e.getMessage())));
    }
    return text;
  }

  /** Jackson would take NULs for a sign of UTF-16, and pass over a byte order mark. */
  private static void checkUtf8(Bytes text, int start) throws MalformedException {
    try {
      text.toText();
    } catch (MalformedException e) {
      throw new MalformedException(start + e.offset(), "RFC 8259 §8.1", e.found());
    }
    int nul = text.indexOf(0, 0);
    if (nul >= 0 || text.startsWith(BYTE_ORDER_MARK)) {
      var found = nul >= 0 ? "octet 00" : "a byte order mark";
      throw new MalformedException(start + Math.max(nul, 0), "RFC 8259 §8.1", found);
    }
  }

  /** Jackson tells the limit in its words only. */
  private static LimitException overLimit(StreamConstraintsException e, int start) {
    var limits = StreamReadConstraints.defaults();
    long at = start + offset(e);
    var told = e.getOriginalMessage();
    if (told.contains("depth")) {
      return new LimitException("the depth of a JSON value", limits.getMaxNestingDepth(), at);
    }
    return told.startsWith("Name")
        ? new LimitException("the length of a JSON name", limits.getMaxNameLength(), at)
        : new LimitException("the digits of a JSON number", limits.getMaxNumberLength(), at);
  }

  private static long offset(JsonProcessingException e) {
    return e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getByteOffset());
  }

  private static String oneLine(String text) {
    return text.lines().findFirst().orElse("");
  }

  private void value() throws IOException {
    var first = parser.nextToken();
    if (first == null) {
      throw new MalformedException(start, RULE, "no value");
    }
    switch (first) {
      case START_OBJECT -> members("RFC 8259 §4");
      case START_ARRAY -> members("RFC 8259 §5");
      default -> named("value", "RFC 8259 §3", parser.getText());
    }
    if (parser.nextToken() != null) {
      var at = parser.currentTokenLocation().getByteOffset();
      throw new MalformedException(start + at, "RFC 8259 §2", "a second value");
    }
    if (in.remaining() > 0) {
      in.field("ws", "RFC 8259 §2").readBytes(in.remaining());
    }
  }

  private void members(String rule) throws IOException {
    named("begin", rule, parser.getText());
    for (int number = 0; !parser.nextToken().isStructEnd(); number++) {
      var name = "[" + number + "]";
      if (parser.currentToken() == JsonToken.FIELD_NAME) {
        name = parser.currentName();
        parser.nextToken();
      }
      parser.skipChildren();
      if (number < NAMED_MAX) {
        named(name, rule, shown());
      }
    }
    named("end", rule, parser.getText());
  }

  private String shown() throws IOException {
    return switch (parser.currentToken()) {
      case END_OBJECT -> "{…}";
      case END_ARRAY -> "[…]";
      default -> parser.getText();
    };
  }

  /** Reads up to where the parser is, and names that; the comma before a member belongs to it. */
  private void named(String name, String rule, String text) throws IOException {
    parser.finishToken();
    int end = start + (int) parser.currentLocation().getByteOffset();
    in.field(name, rule).readBytes(end - in.position());
    in.means(() -> text.length() <= SHOWN_MAX ? text : text.substring(0, SHOWN_MAX - 1) + "…");
  }

  /**
   * The same text, if it is one value.
   *
   * @throws IllegalArgumentException if it isn't
   */
  static Bytes checked(Bytes text) {
    try {
      return read(new ByteReader(text));
    } catch (MalformedException | LimitException e) {
      throw new IllegalArgumentException("text: " + e.getMessage(), e);
    }
  }
}
