// Wrong: if the last byte has its high bit set, it is the begin of a character.
// Reported: every way to cut
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import netbook.bytes.Bytes;
import netbook.exercise.Utf8Decoder;

class KeepsOneByte implements Utf8Decoder {
  @Override
  public Decoding start() {
    return new Text();
  }

  private static final class Text implements Decoding {
    private final CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private Bytes left = Bytes.EMPTY;

    @Override
    public String feed(Bytes chunk) throws CharacterCodingException {
      var all = left.plus(chunk);
      boolean cut = !all.isEmpty() && all.at(all.size() - 1) >= 0xc0;
      var in = all.slice(0, cut ? all.size() - 1 : all.size()).buffer();
      var after = all.from(in.remaining());
      var out = CharBuffer.allocate(in.remaining());
      var result = decoder.decode(in, out, true);
      left = result.isError() ? Bytes.copyOf(in) : after;
      if (result.isError() && out.position() == 0) {
        result.throwException();
      }
      return out.flip().toString();
    }

    @Override
    public void end() throws CharacterCodingException {
      if (!left.isEmpty()) {
        throw new MalformedInputException(left.size());
      }
    }
  }
}
