package netbook.exercise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import netbook.bytes.Bytes;
import netbook.exercise.StuffTrial.Way;
import org.junit.jupiter.api.Test;

/** What a byte stuffer is given, and how its answers are judged. */
class StuffTrialTest {
  private static final Bytes BOTH = Bytes.ofHex("61 c0 db 62");

  /** Does it right, unless a test changes one of the methods. */
  private static class Stuffer implements Stuffing {
    @Override
    public byte[] encode(byte[] message) {
      return StuffedStream.frame(Bytes.copyOf(message)).toArray();
    }

    @Override
    public List<byte[]> decode(byte[] stream) throws IOException {
      var read = StuffedStream.of(Bytes.copyOf(stream));
      if (read.isBroken()) {
        throw new EOFException(read.why());
      }
      return read.messages().stream().map(message -> message.octets().toArray()).toList();
    }
  }

  private static Optional<Mismatch> wrong(Trial<Stuffing> trial, Stuffing code) throws Exception {
    return trial.run(code, new Steps());
  }

  @Test
  void aFrameIsStuffedAndItsPlacesAreThoseOfTheMessage() {
    assertThat(StuffedStream.frame(BOTH)).isEqualTo(Bytes.ofHex("61 db dc db dd 62 c0"));
    assertThat(StuffedStream.messageOctets(BOTH, 0)).isZero();
    assertThat(StuffedStream.messageOctets(BOTH, 2)).isEqualTo(1);
    assertThat(StuffedStream.messageOctets(BOTH, 3)).isEqualTo(2);
    assertThat(StuffedStream.messageOctets(BOTH, 7)).isEqualTo(4);
  }

  @Test
  void aStreamIsReadFrameByFrameAndEmptyOnesAreNone() {
    var read = StuffedStream.of(Bytes.ofHex("c0 61 db dc c0 c0 db dd c0"));
    assertThat(read.isBroken()).isFalse();
    assertThat(read.messages())
        .containsExactly(
            new StuffedStream.Message(1, 5, Bytes.ofHex("61 c0")),
            new StuffedStream.Message(6, 9, Bytes.ofHex("db")));
  }

  @Test
  void whatBreaksAStreamHasItsPlace() {
    assertThat(StuffedStream.of(Bytes.ofHex("61 db 62 c0")).brokenAt()).isEqualTo(2);
    assertThat(StuffedStream.of(Bytes.ofHex("61 db c0 c0")).brokenAt()).isEqualTo(2);
    assertThat(StuffedStream.of(Bytes.ofHex("61 c0 62")).brokenAt()).isEqualTo(3);
    assertThat(StuffedStream.of(Bytes.ofHex("61 c0 db")).why()).isEqualTo("it ends after db");
  }

  @Test
  void aFrameMayBeginWithOneEnd() throws Exception {
    var begins =
        new Stuffer() {
          @Override
          public byte[] encode(byte[] message) {
            return Bytes.of(StuffedStream.END).plus(Bytes.copyOf(super.encode(message))).toArray();
          }
        };
    var twice =
        new Stuffer() {
          @Override
          public byte[] encode(byte[] message) {
            return Bytes.copyOf(begins.encode(message)).plus(Bytes.of(StuffedStream.END)).toArray();
          }
        };
    assertThat(wrong(Way.ENCODE.on(BOTH), new Stuffer())).isEmpty();
    assertThat(wrong(Way.ENCODE.on(BOTH), begins)).isEmpty();
    assertThat(wrong(Way.ENCODE.on(Bytes.EMPTY), begins)).isEmpty();
    assertThat(wrong(Way.ENCODE.on(BOTH), twice)).isPresent();
  }

  @Test
  void everyShortInputIsTriedOnceAndTheShortestFirst() throws Exception {
    for (var way : Way.values()) {
      var every = new StuffEvery(way, 3);
      assertThat(wrong(every, new Stuffer())).isEmpty();
      assertThat(every.smaller()).hasSize(1 + 5 + 25 + 125);
      assertThat(every.smaller().stream().map(Trial::octets)).doesNotHaveDuplicates();
      assertThat(every.smaller().getFirst().octets()).isEqualTo(Bytes.EMPTY);
    }
    assertThatThrownBy(() -> new StuffEvery(Way.ENCODE, 7))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theTranscriptHasTheShortestThatFailsAndNoOther() throws Exception {
    var lenient =
        new Stuffer() {
          @Override
          public List<byte[]> decode(byte[] stream) {
            try {
              return super.decode(stream);
            } catch (IOException e) {
              return List.of();
            }
          }
        };
    var steps = new Steps();
    var mismatch = new StuffEvery(Way.DECODE, 3).run(lenient, steps);
    assertThat(mismatch)
        .contains(new Mismatch("an IOException: it ends inside a frame", "no message", 1));
    assertThat(steps.all()).containsExactly(new Steps.Step(1, "decode(61)", "no message"));
  }

  @Test
  void whatIsGivenAndReturnedStaysWhereThatIsHeld() throws Exception {
    var wiping =
        new Stuffer() {
          @Override
          public byte[] encode(byte[] message) {
            var frame = super.encode(message);
            message[0] = 0;
            return frame;
          }
        };
    var shared = new byte[] {'a', (byte) StuffedStream.END};
    var sharing =
        new Stuffer() {
          @Override
          public byte[] encode(byte[] message) {
            shared[0] = message[0];
            return shared;
          }
        };
    assertThat(wrong(Way.ENCODE.on("6162"), wiping)).isEmpty();
    assertThat(wrong(Way.ENCODE.on("6162").guarded(), wiping))
        .contains(new Mismatch("what it was given stays: 61 62", "now it is 00 62", 0));
    assertThat(wrong(Way.ENCODE.inTurn("61", "62").getFirst(), sharing))
        .contains(new Mismatch("what was returned stays: 61 c0", "now it is 62 c0"));
  }

  @Test
  void whatIsLeftOutMendsAndBreaksNoStream() {
    assertThat(Way.DECODE.on("61c0").smaller())
        .extracting(Trial::octets)
        .containsExactly(Bytes.EMPTY, Bytes.ofHex("c0"));
    assertThat(Way.DECODE.on("61db").smaller())
        .extracting(Trial::octets)
        .containsExactly(Bytes.ofHex("db"), Bytes.ofHex("61"));
    assertThat(Way.ENCODE.on("61").keeping(octets -> !octets.isEmpty()).smaller()).isEmpty();
  }
}
