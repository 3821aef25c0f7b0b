// Wrong: a field of the decoder keeps what is left, and start() empties it.
// Reported: two texts at once
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import netbook.bytes.Bytes;
import netbook.exercise.Utf8Decoder;

class ClearsAtStart implements Utf8Decoder {
  private Bytes left;

  @Override
  public Decoding start() {
    left = Bytes.EMPTY;
    return new Text();
  }

  private final class Text implements Decoding {
    private final CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);

    @Override
    public String feed(Bytes chunk) throws CharacterCodingException {
      var in = left.plus(chunk).buffer();
      var out = CharBuffer.allocate(in.remaining());
      var result = decoder.decode(in, out, false);
      left = Bytes.copyOf(in);
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
