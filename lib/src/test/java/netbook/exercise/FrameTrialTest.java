package netbook.exercise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import netbook.bytes.Bytes;
import netbook.exercise.FrameTrial.Carrier;
import org.junit.jupiter.api.Test;

/** What a parser of frames is fed, and how what it does is judged. */
class FrameTrialTest {
  private static final Bytes STREAM = Bytes.ofHex("00 02 68 69 00 00 00 04 62 79 65 21");

  /** Right, but for an end that it forgives, and messages that it may lose when it refuses. */
  private record Parser(boolean losing) implements FrameParser {
    @Override
    public Parsing start(int sizeMax) {
      return new Parsing() {
        private Bytes waiting = Bytes.EMPTY;

        @Override
        public List<byte[]> feed(ByteBuffer octets) throws IOException {
          waiting = waiting.plus(Bytes.copyOf(octets));
          octets.position(octets.limit());
          var framed = Framed.of(waiting, sizeMax);
          if (framed.refusedAt() != Framed.NEVER && (losing || framed.messages().isEmpty())) {
            throw new IOException("too much");
          }
          waiting = waiting.from(framed.restAt());
          return new ArrayList<>(
              framed.messages().stream().map(message -> message.octets().toArray()).toList());
        }

        @Override
        public void end() throws IOException {
          if (!losing && !waiting.isEmpty()) {
            throw new EOFException();
          }
        }
      };
    }
  }

  private static final FrameParser RIGHT = new Parser(false);
  private static final FrameParser LOSING = new Parser(true);

  private static Optional<Mismatch> wrong(Trial<FrameParser> trial, FrameParser code)
      throws Exception {
    return trial.run(code, new Steps());
  }

  @Test
  void whatAStreamSaysIsWorkedOutWithTheWholeOfIt() {
    var framed = Framed.of(STREAM, 4);
    assertThat(framed.messages())
        .containsExactly(
            new Framed.Message(0, Bytes.utf8("hi")),
            new Framed.Message(4, Bytes.EMPTY),
            new Framed.Message(6, Bytes.utf8("bye!")));
    assertThat(framed.restAt()).isEqualTo(12);
    assertThat(framed.refusedAt()).isEqualTo(Framed.NEVER);
    assertThat(framed.completeIn(4, 6)).containsExactly(new Framed.Message(4, Bytes.EMPTY));
    assertThat(framed.completeIn(6, 11)).isEmpty();
    assertThat(Framed.of(STREAM.slice(0, 11), 4).restAt()).isEqualTo(6);
  }

  @Test
  void aLengthIsRefusedWhereItIsKnownOrItsFirstOctetIsTooMuch() {
    var framed = Framed.of(STREAM, 3);
    assertThat(framed.refusedAt()).isEqualTo(8);
    assertThat(framed.certainAt()).isEqualTo(8);
    assertThat(framed.restAt()).isEqualTo(6);
    assertThat(Framed.of(Bytes.ofHex("ffff"), 0xfefe).certainAt()).isEqualTo(1);
    assertThat(Framed.of(Bytes.ofHex("ffff"), 0xff00).certainAt()).isEqualTo(2);
    assertThat(Framed.of(Bytes.ofHex("ffff"), 0xffff).refusedAt()).isEqualTo(Framed.NEVER);
  }

  @Test
  void everyCarrierBringsJustTheOctets() {
    for (var carrier : Carrier.values()) {
      assertThat(Bytes.copyOf(carrier.carry(STREAM))).as("%s", carrier).isEqualTo(STREAM);
    }
    assertThat(Carrier.MIDDLE.carry(STREAM).position()).isPositive();
    assertThat(Carrier.SLICE.carry(STREAM).arrayOffset()).isPositive();
    assertThat(Carrier.DIRECT.carry(STREAM).hasArray()).isFalse();
    assertThat(Carrier.READ_ONLY.carry(STREAM).isReadOnly()).isTrue();
  }

  @Test
  void piecesAreTheWholeStream() {
    assertThatThrownBy(() -> FrameTrial.of(STREAM, 4, 11))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new FrameCuts(Bytes.copyOf(new byte[17]), 4))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void everyWayToCutIsTriedOnceAndTheShortestFirst() throws Exception {
    var cuts = new FrameCuts(STREAM, 4);
    assertThat(wrong(cuts, RIGHT)).isEmpty();
    var ways = cuts.smaller();
    assertThat(ways).hasSize(2048).doesNotHaveDuplicates();
    assertThat(ways.getFirst()).isEqualTo(FrameTrial.whole(STREAM, 4));
    assertThat(ways.getLast()).isEqualTo(FrameTrial.oneByOne(STREAM, 4));
  }

  @Test
  void theTranscriptHasTheWayThatFailsAndNoOther() throws Exception {
    // It takes a length for a message's end, if nothing else came with it.
    FrameParser wrong =
        sizeMax -> {
          var right = RIGHT.start(sizeMax);
          return new FrameParser.Parsing() {
            @Override
            public List<byte[]> feed(ByteBuffer octets) throws IOException {
              boolean isAlone = octets.remaining() == 2 && octets.get(octets.position()) == 0;
              var messages = right.feed(octets);
              return isAlone ? List.of() : messages;
            }

            @Override
            public void end() throws IOException {
              right.end();
            }
          };
        };
    var steps = new Steps();
    var mismatch = new FrameCuts(STREAM, 4).run(wrong, steps).orElseThrow();
    assertThat(mismatch).isEqualTo(new Mismatch("1 message: 0 B", "no message", 4));
    assertThat(steps.all())
        .containsExactly(
            new Steps.Step(1, "start(4)", "an object"),
            new Steps.Step(2, "feed(4 B 00 02 68 69)", "1 message: 2 B \"hi\""),
            new Steps.Step(3, "feed(2 B 00 00)", "no message"));
  }

  @Test
  void whatStandsBeforeARefusedOneComesFirst() throws Exception {
    var trial = FrameTrial.of(STREAM, 3, 12, 0);
    assertThat(wrong(trial, RIGHT)).isEmpty();
    assertThat(wrong(trial, LOSING))
        .contains(
            new Mismatch(
                "2 messages: 2 B \"hi\", 0 B, and the exception with the next call",
                "IOException: too much",
                0));
    assertThat(wrong(FrameTrial.whole(STREAM, 3), RIGHT)).isEmpty();
  }

  @Test
  void anEndInsideAFrameHasToBeAnError() throws Exception {
    var trial = FrameTrial.whole(STREAM.slice(0, 11), 4);
    assertThat(wrong(trial, RIGHT)).isEmpty();
    assertThat(wrong(trial, LOSING)).contains(new Mismatch("EOFException", "it returns", 11));
  }

  @Test
  void fewerPiecesAreTriedWholeFirst() {
    var trial = FrameTrial.of(STREAM, 4, 1, 2, 9);
    assertThat(trial.smaller())
        .containsExactly(
            FrameTrial.whole(STREAM, 4),
            FrameTrial.of(STREAM, 4, 1, 11),
            FrameTrial.of(STREAM, 4, 3, 9),
            FrameTrial.of(STREAM, 4, 3, 9),
            FrameTrial.of(STREAM, 4, 1, 11));
    assertThat(FrameTrial.whole(STREAM, 4).smaller()).isEmpty();
  }

  @Test
  void manyFramesAreCountedAndCompared() throws Exception {
    var bulk = new FrameBulk(Bytes.utf8("x"), 10, 7);
    assertThat(wrong(bulk, RIGHT)).isEmpty();
    assertThat(wrong(bulk, LOSING)).isEmpty();
    FrameParser silent =
        sizeMax -> {
          var right = RIGHT.start(sizeMax);
          return new FrameParser.Parsing() {
            @Override
            public List<byte[]> feed(ByteBuffer octets) throws IOException {
              right.feed(octets);
              return List.of();
            }

            @Override
            public void end() {
              // Forgives.
            }
          };
        };
    assertThat(wrong(bulk, silent)).contains(new Mismatch("2 messages", "0 messages"));
  }

  @Test
  void ofTwoStreamsEachHasItsOwn() throws Exception {
    var turns = new FrameTurns(FrameTrial.oneByOne(STREAM, 4), FrameTrial.of(STREAM, 4, 3, 9));
    assertThat(wrong(turns, RIGHT)).isEmpty();
    var shared = RIGHT.start(4);
    assertThat(wrong(turns, _ -> shared)).isPresent();
  }
}
