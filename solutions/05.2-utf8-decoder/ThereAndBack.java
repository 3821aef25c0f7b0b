// Right: waits for what the first byte announces, and tries whether it comes back the same.
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import netbook.bytes.Bytes;
import netbook.exercise.Utf8Decoder;

class ThereAndBack implements Utf8Decoder {
  @Override
  public Decoding start() {
    return new Decoding() {
      private Bytes left = Bytes.EMPTY;
      private boolean broken;

      @Override
      public String feed(Bytes chunk) throws CharacterCodingException {
        if (broken) {
          throw new CharacterCodingException();
        }
        var text = new StringBuilder();
        var all = left.plus(chunk);
        int at = 0;
        while (at < all.size() && at + size(all.at(at)) <= all.size()) {
          var one = all.slice(at, at + size(all.at(at)));
          var character = new String(one.toArray(), StandardCharsets.UTF_8);
          if (!Bytes.utf8(character).equals(one)) {
            broken = true;
            return text.toString();
          }
          text.append(character);
          at += one.size();
        }
        left = Bytes.copyOf(all.from(at).toArray());
        return text.toString();
      }

      private static int size(int first) {
        int ones = Integer.numberOfLeadingZeros(~(first << 24));
        return ones > 1 ? ones : 1;
      }

      @Override
      public void end() throws CharacterCodingException {
        if (broken || !left.isEmpty()) {
          throw new CharacterCodingException();
        }
      }
    };
  }
}
