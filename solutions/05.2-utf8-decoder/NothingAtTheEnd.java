// Wrong: all has been answered already; at the end there is nothing to do.
// Reported: the end inside of a character
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import netbook.bytes.Bytes;
import netbook.exercise.Utf8Decoder;

class NothingAtTheEnd implements Utf8Decoder {
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
      if (result.isError() && out.position() == 0) {
        result.throwException();
      }
      return out.flip().toString();
    }

    @Override
    public void end() {}
  }
}
