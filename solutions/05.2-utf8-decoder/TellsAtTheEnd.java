// Wrong: what is wrong will be found at the end, together with what is missing.
// Reported: four that only continue
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import netbook.bytes.Bytes;
import netbook.exercise.Utf8Decoder;

class TellsAtTheEnd implements Utf8Decoder {
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
      var in = left.plus(chunk).buffer();
      var out = CharBuffer.allocate(in.remaining());
      var result = decoder.decode(in, out, false);
      left = Bytes.copyOf(in);
      if (result.isError() && false) {
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
