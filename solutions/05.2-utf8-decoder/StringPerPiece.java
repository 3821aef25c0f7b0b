// Wrong: a String can be made of bytes, so I make one of each piece.
// Reported: an é in two pieces
import java.nio.charset.StandardCharsets;
import netbook.bytes.Bytes;
import netbook.exercise.Utf8Decoder;

class StringPerPiece implements Utf8Decoder {
  @Override
  public Decoding start() {
    return new Decoding() {
      @Override
      public String feed(Bytes chunk) {
        return new String(chunk.toArray(), StandardCharsets.UTF_8);
      }

      @Override
      public void end() {}
    };
  }
}
