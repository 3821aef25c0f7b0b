package netbook.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import netbook.bytes.Bytes;
import netbook.bytes.LimitException;
import netbook.bytes.MalformedException;
import netbook.frame.Lines.Ending;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CursorTest {
  private static final List<Bytes> MESSAGES =
      List.of(Bytes.utf8("one"), Bytes.utf8("\0é"), Bytes.utf8("two"));

  static Stream<Contiguous> framings() {
    return Stream.of(
        new FixedSize(3),
        new Lines(Ending.LF, 9),
        new Lines(Ending.CRLF, 9),
        new Lines(Ending.EITHER, 9),
        LengthPrefixed.u8(),
        LengthPrefixed.u16(),
        LengthPrefixed.u32(9));
  }

  private static Bytes stream(Framing<Bytes> framing) {
    return Bytes.join(MESSAGES.stream().map(framing::encode).toList());
  }

  private static Bytes viewed(Cursor cursor) {
    var octets = new int[cursor.size()];
    for (int i = 0; i < octets.length; i++) {
      octets[i] = cursor.at(i);
    }
    return Bytes.of(octets);
  }

  @ParameterizedTest
  @MethodSource("framings")
  void allThreeWaysShowTheSameHoweverItIsCut(Contiguous framing) throws IOException {
    var stream = stream(framing);
    for (int cut = 0; cut <= stream.size(); cut++) {
      var cursor = new Cursor(framing);
      var views = new ArrayList<Bytes>();
      var slices = new ArrayList<Bytes>();
      var copies = new ArrayList<Bytes>();
      for (var piece : List.of(stream.slice(0, cut), stream.from(cut))) {
        cursor.feed(piece);
        while (cursor.next()) {
          views.add(viewed(cursor));
          slices.add(cursor.slice());
          copies.add(cursor.copy());
        }
      }
      cursor.end();
      assertThat(cursor.next()).isFalse();
      assertThat(views).isEqualTo(MESSAGES);
      assertThat(slices).isEqualTo(MESSAGES);
      assertThat(copies).isEqualTo(MESSAGES);
    }
  }

  @Test
  void aViewIsGoodUntilTheCursorMovesOn() throws IOException {
    var cursor = new Cursor(LengthPrefixed.u8());
    cursor.feed(Bytes.utf8("\2hi\1"));
    assertThat(cursor.next()).isTrue();
    assertThat(cursor.at(1)).isEqualTo('i');
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> cursor.at(2));
    assertThat(cursor)
        .hasToString(
            "length before the message, in 1 B, at most 255 B of message, 0 B read, 4 waiting,"
                + " at a message of 2 B");
    var slice = cursor.slice();
    cursor.feed(Bytes.utf8("!"));
    assertThat(cursor.size()).isZero();
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> cursor.at(0));
    assertThat(cursor.next()).isTrue();
    assertThat(cursor.at(0)).isEqualTo('!');
    assertThat(slice).isEqualTo(Bytes.utf8("hi"));
  }

  @Test
  void aMessageUpToTheEndIsThereWhenTheStreamHasEnded() throws IOException {
    for (var text : List.of("", "abc")) {
      var cursor = new Cursor(new ToEnd(3));
      cursor.feed(Bytes.utf8(text));
      assertThat(cursor.next()).isFalse();
      cursor.end();
      assertThat(cursor.next()).isTrue();
      assertThat(cursor.copy()).isEqualTo(Bytes.utf8(text));
      assertThat(cursor.next()).isFalse();
    }
  }

  @Test
  void whatBreaksTheGrammarIsToldAgainAndAgain() throws IOException {
    var cursor = new Cursor(Lines.crlf());
    cursor.feed(Bytes.utf8("ok\r\nbad\n"));
    assertThat(cursor.next()).isTrue();
    for (int i = 0; i < 2; i++) {
      assertThatExceptionOfType(MalformedException.class)
          .isThrownBy(cursor::next)
          .satisfies(e -> assertThat(e.offset()).isEqualTo(7));
    }
    var lengths = new Cursor(LengthPrefixed.u32(9));
    lengths.feed(Bytes.ofHex("ffffffff"));
    assertThatExceptionOfType(LimitException.class).isThrownBy(lengths::next);
    var cut = new Cursor(LengthPrefixed.u8());
    cut.feed(Bytes.ofHex("02 41"));
    cut.end();
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(cut::next)
        .withMessage("at offset 2: the stream ends after 2 B of a message (a message is whole)");
  }
}
