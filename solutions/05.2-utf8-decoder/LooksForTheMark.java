// Wrong: where bytes are wrong, a String has U+FFFD: I look for that.
// Reported: a replacement character
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import netbook.bytes.Bytes;
import netbook.exercise.Utf8Decoder;

class LooksForTheMark implements Utf8Decoder {
  @Override
  public Decoding start() {
    return new Text();
  }

  private static final class Text implements Decoding {
    private Bytes left = Bytes.EMPTY;
    private boolean broken;

    @Override
    public String feed(Bytes chunk) throws CharacterCodingException {
      var all = left.plus(chunk);
      int end = all.size();
      for (int i = Math.max(0, end - 3); i < all.size(); i++) {
        int first = all.at(i);
        int size = first < 0xc0 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
        if (i + size > all.size()) {
          end = i;
          break;
        }
      }
      var text = new String(all.slice(0, end).toArray(), StandardCharsets.UTF_8);
      left = all.from(end);
      int wrong = broken ? 0 : text.indexOf('\ufffd');
      broken = wrong >= 0;
      if (wrong == 0) {
        throw new CharacterCodingException();
      }
      return broken ? text.substring(0, wrong) : text;
    }

    @Override
    public void end() throws CharacterCodingException {
      if (broken || !left.isEmpty()) {
        throw new CharacterCodingException();
      }
    }
  }
}
