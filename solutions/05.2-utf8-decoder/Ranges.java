// Right: the grammar of the RFC, which knows for each byte where the next one may lie.
import java.nio.charset.CharacterCodingException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import netbook.bytes.Bytes;
import netbook.exercise.Utf8Decoder;

class Ranges implements Utf8Decoder {
  @Override
  public Decoding start() {
    return new Text();
  }

  private static final class Text implements Decoding {
    private final byte[] octets = new byte[4];
    private int have;
    private int size;
    private int min;
    private int max;
    private CharacterCodingException error;

    @Override
    public String feed(Bytes chunk) throws CharacterCodingException {
      if (error != null) {
        throw error;
      }
      var text = new StringBuilder();
      for (int i = 0; i < chunk.size(); i++) {
        int octet = chunk.at(i);
        if (have == 0 ? !begins(octet) : octet < min || octet > max) {
          error = new MalformedInputException(have + 1);
          if (text.isEmpty()) {
            throw error;
          }
          break;
        }
        octets[have++] = (byte) octet;
        if (have > 1) {
          min = 0x80;
          max = 0xbf;
        }
        if (have == size) {
          text.append(new String(octets, 0, size, StandardCharsets.UTF_8));
          have = 0;
        }
      }
      return text.toString();
    }

    private boolean begins(int octet) {
      min = octet == 0xe0 ? 0xa0 : octet == 0xf0 ? 0x90 : 0x80;
      max = octet == 0xed ? 0x9f : octet == 0xf4 ? 0x8f : 0xbf;
      size = octet < 0x80 ? 1 : octet < 0xe0 ? 2 : octet < 0xf0 ? 3 : 4;
      return octet < 0x80 || octet >= 0xc2 && octet <= 0xf4;
    }

    @Override
    public void end() throws CharacterCodingException {
      if (error != null || have > 0) {
        throw new CharacterCodingException();
      }
    }
  }
}
