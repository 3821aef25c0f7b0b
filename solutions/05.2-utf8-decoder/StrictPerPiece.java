// Wrong: a fresh decoder reports errors, and I take one for each piece.
// Reported: an é in two pieces
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import netbook.bytes.Bytes;
import netbook.exercise.Utf8Decoder;

class StrictPerPiece implements Utf8Decoder {
  @Override
  public Decoding start() {
    return new Decoding() {
      @Override
      public String feed(Bytes chunk) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(chunk.buffer()).toString();
      }

      @Override
      public void end() {}
    };
  }
}
