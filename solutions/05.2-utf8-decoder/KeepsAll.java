// Wrong: I keep all bytes, decode them anew, and answer what is new.
// Reported: thirty thousand pieces
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import netbook.bytes.Bytes;
import netbook.exercise.Utf8Decoder;

class KeepsAll implements Utf8Decoder {
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
    private Bytes all = Bytes.EMPTY;
    private int answered;
    private Bytes left = Bytes.EMPTY;

    @Override
    public String feed(Bytes chunk) throws CharacterCodingException {
      all = all.plus(chunk);
      var in = all.buffer();
      var out = CharBuffer.allocate(in.remaining());
      var result = decoder.decode(in, out, false);
      left = Bytes.copyOf(in);
      if (result.isError() && out.position() == answered) {
        result.throwException();
      }
      var text = out.flip().subSequence(answered, out.limit()).toString();
      answered = out.limit();
      return text;
    }

    @Override
    public void end() throws CharacterCodingException {
      if (!left.isEmpty()) {
        throw new MalformedInputException(left.size());
      }
    }
  }
}
