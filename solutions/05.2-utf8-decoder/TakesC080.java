// Wrong: c0 80 is a zero, as Java itself writes it into class files.
// Reported: two bytes where one is enough
import java.nio.charset.CharacterCodingException;
import java.nio.charset.MalformedInputException;
import netbook.bytes.Bytes;
import netbook.exercise.Utf8Decoder;

class TakesC080 implements Utf8Decoder {
  @Override
  public Decoding start() {
    return new Text();
  }

  private static final class Text implements Decoding {
    private int character;
    private int size;
    private int missing;
    private boolean broken;

    @Override
    public String feed(Bytes chunk) throws CharacterCodingException {
      var text = new StringBuilder();
      for (int i = 0; i < chunk.size() && !broken; i++) {
        take(chunk.at(i), text);
      }
      if (broken && text.isEmpty()) {
        throw new MalformedInputException(1);
      }
      return text.toString();
    }

    private void take(int octet, StringBuilder text) {
      if (missing == 0) {
        begin(octet);
      } else {
        broken |= (octet & 0xc0) != 0x80;
        character = character << 6 | octet & 0x3f;
        missing--;
      }
      if (missing == 0 && !broken) {
        broken = isTooLong() || isSurrogate() || character > 0x10ffff;
        if (!broken) {
          text.appendCodePoint(character);
        }
      }
    }

    private void begin(int octet) {
      if (octet < 0x80) {
        begin(octet, 1);
      } else if (octet < 0xc0) {
        broken = true;
      } else if (octet < 0xe0) {
        begin(octet & 0x1f, 2);
      } else if (octet < 0xf0) {
        begin(octet & 0x0f, 3);
      } else if (octet < 0xf8) {
        begin(octet & 0x07, 4);
      } else {
        broken = true;
      }
    }

    private void begin(int bits, int size) {
      character = bits;
      this.size = size;
      missing = size - 1;
    }

    private boolean isTooLong() {
      return size == 3 && character < 0x800 || size == 4 && character < 0x10000;
    }

    private boolean isSurrogate() {
      return character >= 0xd800 && character <= 0xdfff;
    }

    @Override
    public void end() throws CharacterCodingException {
      if (broken || missing > 0) {
        throw new MalformedInputException(1);
      }
    }
  }
}
