package netbook.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import netbook.bytes.ByteReader;
import netbook.bytes.Bytes;
import netbook.bytes.Field;
import netbook.bytes.MalformedException;
import org.junit.jupiter.api.Test;

class DissectorTest {
  private static final Dissector LINES = Dissector.of(Lines.crlf());
  private static final Dissector FRAMES = Dissector.of(LengthPrefixed.u16());

  private static List<String> told(List<Field> fields) {
    return fields.stream().map(f -> "%d-%d %s".formatted(f.from(), f.to(), f.name())).toList();
  }

  @Test
  void eachMessageHasItsPlaceAndItsFields() {
    var messages = LINES.dissect(Bytes.utf8("hi\r\n\r\nyou\r\n"));
    assertThat(messages)
        .extracting(Message::says)
        .containsExactly("2 B \"hi\"", "0 B", "3 B \"you\"");
    assertThat(messages).extracting(Message::from).containsExactly(0, 4, 6);
    assertThat(told(messages.get(2).fields())).containsExactly("6-9 line", "9-11 end of line");
    assertThat(messages.get(2).fields().get(1).rule()).isEqualTo("RFC 5321 §2.3.8");
  }

  @Test
  void theFieldsAreWhatTheDecoderRead() {
    var messages = FRAMES.dissect(Bytes.ofHex("0003 414243 0000 0001 44"));
    assertThat(told(messages.get(0).fields())).containsExactly("0-2 length", "2-5 message");
    assertThat(told(messages.get(1).fields())).containsExactly("5-7 length", "7-7 message");
    assertThat(messages.get(2).fields().get(1).value()).isEqualTo("1 B \"D\"");
  }

  @Test
  void aMessageWhoseRestHasNotComeSaysHowMuchIsThere() {
    var last = FRAMES.dissect(Bytes.ofHex("0001 41 0009 4242")).getLast();
    assertThat(last.says()).isEqualTo("unfinished, 4 of 11 B");
    assertThat(told(last.fields())).containsExactly("3-5 length");
    assertThat(last.problem()).isNull();
    var line = LINES.dissect(Bytes.utf8("abc\r")).getFirst();
    assertThat(line.says()).isEqualTo("unfinished, 4 B");
    assertThat(line.fields()).isEmpty();
  }

  @Test
  void whatBreaksTheGrammarIsToldAndShownToTheEnd() {
    var messages = LINES.dissect(Bytes.utf8("ok\r\nbad\nafter\r\n"));
    var broken = messages.get(1);
    assertThat(messages).hasSize(2);
    assertThat(broken.problem()).isNotNull();
    assertThat(broken.problem().offset()).isEqualTo(7);
    assertThat(broken.says())
        .isEqualTo("malformed at offset 7: LF without CR before it (RFC 5321 §2.3.8)");
    assertThat(broken.to()).isEqualTo(15);
  }

  @Test
  void aLimitIsToldAsOurs() {
    var broken =
        Dissector.of(LengthPrefixed.u32(9)).dissect(Bytes.ofHex("ffffffff 0000")).getFirst();
    assertThat(broken.says()).contains("4294967295").contains("our limit");
    assertThat(broken.problem().offset()).isZero();
    assertThat(told(broken.fields())).containsExactly("0-4 length");
  }

  @Test
  void rawGivesNothingAMeaning() {
    assertThat(Dissector.raw().dissect(Bytes.EMPTY)).isEmpty();
    assertThat(Dissector.raw().dissect(Bytes.utf8("abc")))
        .containsExactly(new Message(0, 3, "3 B \"abc\"", List.of(), null));
  }

  @Test
  void messagesTileWhateverCame() {
    for (int seed = 0; seed < 3_000; seed++) {
      var random = new SplittableRandom(seed);
      var noise = new byte[random.nextInt(80)];
      for (int i = 0; i < noise.length; i++) {
        noise[i] = (byte) "\r\n\0\1\2ab\377".charAt(random.nextInt(8));
      }
      for (var dissector : List.of(LINES, FRAMES, Dissector.of(LengthPrefixed.u32(20)))) {
        var messages = dissector.dissect(Bytes.copyOf(noise));
        int at = 0;
        for (var message : messages) {
          assertThat(message.from()).isEqualTo(at);
          at = message.to();
          int within = message.from();
          for (var field : message.fields()) {
            assertThat(field.from()).isEqualTo(within);
            within = field.to();
          }
          assertThat(within).isLessThanOrEqualTo(message.to());
          if (message.problem() == null && !message.says().startsWith("unfinished")) {
            assertThat(within).isEqualTo(message.to());
          }
        }
        assertThat(at).isEqualTo(noise.length);
      }
    }
  }

  @Test
  void whatWasReadOfABrokenMessageKeepsItsNames() {
    var framing =
        new Framing<Integer>() {
          @Override
          public Boundary boundary() {
            return (_, _) -> 4;
          }

          @Override
          public Integer read(ByteReader in) throws MalformedException {
            in.field("a", "").readU16();
            return in.field("b", "").readU16() + in.field("c", "").readU16();
          }

          @Override
          public Bytes encode(Integer message) {
            return Bytes.EMPTY;
          }
        };
    var broken = Dissector.of(framing).dissect(Bytes.utf8("abcdefgh")).getFirst();
    assertThat(told(broken.fields())).containsExactly("0-2 a", "2-4 b");
    assertThat(broken.problem().offset()).isEqualTo(4);
  }

  @Test
  void whatIsTooMuchIsOneMessage() {
    var much = Bytes.copyOf(new byte[(16 << 20) + 1]);
    assertThat(LINES.dissect(much)).extracting(Message::size).containsExactly(much.size());
  }
}
