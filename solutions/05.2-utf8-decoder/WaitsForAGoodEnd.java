// Wrong: if a piece ends inside of a character, I wait for the next one.
// Reported: a cut at every place
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import netbook.bytes.Bytes;
import netbook.exercise.Utf8Decoder;

class WaitsForAGoodEnd implements Utf8Decoder {
  @Override
  public Decoding start() {
    return new Decoding() {
      private Bytes all = Bytes.EMPTY;

      @Override
      public String feed(Bytes chunk) {
        all = all.plus(chunk);
        try {
          var text = StandardCharsets.UTF_8.newDecoder().decode(all.buffer()).toString();
          all = Bytes.EMPTY;
          return text;
        } catch (CharacterCodingException e) {
          return "";
        }
      }

      @Override
      public void end() throws CharacterCodingException {
        StandardCharsets.UTF_8.newDecoder().decode(all.buffer());
      }
    };
  }
}
