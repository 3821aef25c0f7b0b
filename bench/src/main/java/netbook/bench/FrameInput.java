package netbook.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import netbook.bytes.Bytes;
import netbook.frame.Framing;
import netbook.frame.JsonTexts;
import netbook.frame.LengthPrefixed;
import netbook.frame.Lines;
import netbook.frame.Lines.Ending;

/** The same messages for all sides: so many of 64 octets each, in every form that is compared. */
final class FrameInput {
  static final int MESSAGES = 4096;
  static final int SIZE = 64;

  /** The limit of each side: it is on, and none of the messages comes near. */
  static final int SIZE_MAX = 8192;

  static final LengthPrefixed LENGTHS = LengthPrefixed.u32(SIZE_MAX);
  static final Lines LINES = new Lines(Ending.EITHER, SIZE_MAX);
  static final JsonTexts TEXTS = new JsonTexts(SIZE_MAX);

  private FrameInput() {}

  /** Messages of printable ASCII, so that lines can carry them too. */
  static List<Bytes> messages() {
    var random = new SplittableRandom(6);
    var messages = new ArrayList<Bytes>();
    for (int number = 0; number < MESSAGES; number++) {
      var octets = new int[SIZE];
      for (int i = 0; i < SIZE; i++) {
        octets[i] = random.nextInt(0x20, 0x7f);
      }
      messages.add(Bytes.of(octets));
    }
    return messages;
  }

  /** Objects of 64 octets with a number, a text and a list. */
  static List<Bytes> texts() {
    var texts = new ArrayList<Bytes>();
    for (int number = 0; number < MESSAGES; number++) {
      var text = "{\"id\":%d,\"say\":\"%s\",\"of\":[1,2,3]}";
      var filling = "x".repeat(SIZE - text.formatted(number, "").length());
      texts.add(Bytes.utf8(text.formatted(number, filling)));
    }
    return texts;
  }

  static byte[] stream(Framing<Bytes> framing, List<Bytes> messages) {
    return Bytes.join(messages.stream().map(framing::encode).toList()).toArray();
  }

  /** A stream as it comes: in pieces of so many octets. */
  static List<Bytes> pieces(byte[] stream, int size) {
    var pieces = new ArrayList<Bytes>();
    for (int at = 0; at < stream.length; at += size) {
      pieces.add(Bytes.copyOf(stream, at, Math.min(at + size, stream.length)));
    }
    return pieces;
  }
}
