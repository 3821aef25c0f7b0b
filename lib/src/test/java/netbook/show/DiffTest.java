package netbook.show;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import netbook.bytes.Bytes;
import org.junit.jupiter.api.Test;

class DiffTest {
  private static final Bytes REQUEST = Bytes.utf8("GET /find?q=M%C3%BCnchen HTTP/1.1\r\n\r\n");
  private static final Bytes OTHER = Bytes.utf8("GET /find?q=N%C3%BCnch HTTP/1.1\r\n\r\n");

  @Test
  void theTextTwinTellsAll() {
    assertThat(Show.diffView("library call", REQUEST, "by hand", OTHER).text())
        .isEqualTo(
            """
            Different at 2 places. A: 37 B, B: 35 B; 34 equal, 1 changed, 2 only in A.
              A: library call
              B: by hand
            = 0000  47 45 54 20 2f 66 69 6e  GET /fin   0000  47 45 54 20 2f 66 69 6e  GET /fin
            ≠ 0008  64 3f 71 3d 4d 25 43 33  d?q=M%C3   0008  64 3f 71 3d 4e 25 43 33  d?q=N%C3
                                ^^                                        ^^
            ≠ 0010  25 42 43 6e 63 68 65 6e  %BCnchen   0010  25 42 43 6e 63 68 ·· ··  %BCnch··
                                      ^^ ^^
            = 0018  20 48 54 54 50 2f 31 2e   HTTP/1.   0016  20 48 54 54 50 2f 31 2e   HTTP/1.
            = 0020  31 0d 0a 0d 0a           1....      001e  31 0d 0a 0d 0a           1....
            changed: A 000c 4d  M, B 000c 4e  N
            only in A: A 0016 65 6e  en, B 0016 nothing\
            """);
  }

  @Test
  void whatDiffersIsMarkedOnItsSide() {
    var markup = Markup.of(Show.diffView("library call", REQUEST, "by hand", OTHER));
    assertThat(markup.text("//figcaption"))
        .containsExactly(
            "Different at 2 places. A: 37 B, B: 35 B; 34 equal, 1 changed, 2 only in A.");
    assertThat(markup.text("//mark[not(@class)]"))
        .containsExactly("4d", "M", "4e", "N", "65 6e", "en");
    assertThat(markup.text("//mark[@class='nb-gap']")).containsExactly("·· ··", "··");
    assertThat(markup.text("//td[@class='nb-k']")).containsExactly("=", "≠", "≠", "=", "=");
    assertThat(markup.text("//table[@class='nb-t']//tr/td[1]"))
        .containsExactly("", "changed", "only in A");
    assertThat(markup.text("//th[@scope='colgroup']"))
        .containsExactly("A library call", "B by hand");
  }

  @Test
  void bothSidesStandWholeInTheRows() {
    var markup = Markup.of(Show.diffView("a", REQUEST, "b", OTHER));
    assertThat(side(markup, 3)).isEqualTo(REQUEST);
    assertThat(side(markup, 6)).isEqualTo(OTHER);
  }

  private static Bytes side(Markup markup, int column) {
    var cells =
        markup.text("//table[@class='nb-df']/tbody/tr[td[@class='nb-k']]/td[" + column + "]");
    return Bytes.ofHex(String.join(" ", cells).replace("··", "").strip());
  }

  @Test
  void theIdenticalSaySo() {
    var view = Show.diffView("a", REQUEST, "b", REQUEST);
    assertThat(view.text())
        .startsWith("✓ Identical, 37 bytes. A and B are the same, octet for octet.\n")
        .doesNotContain("≠");
    var markup = Markup.of(view);
    assertThat(markup.elements("//mark")).isEmpty();
    assertThat(markup.elements("//details")).isEmpty();
    assertThat(side(markup, 3)).isEqualTo(REQUEST);
    var none = Show.diffView("a", Bytes.EMPTY, "b", Bytes.EMPTY);
    assertThat(none.text())
        .isEqualTo("✓ Identical, 0 bytes. A and B are the same, octet for octet.");
    assertThat(Markup.of(none).elements("//table")).isEmpty();
  }

  @Test
  void nothingAgainstSomethingIsADifference() {
    assertThat(Show.diffView("a", Bytes.EMPTY, "b", Bytes.of(7)).text())
        .startsWith("Different at 1 place. A: 0 B, B: 1 B; 0 equal, 1 only in B.")
        .endsWith("only in B: A 0000 nothing, B 0000 07  .");
  }

  @Test
  void eachSideHasItsOwnOffsets() {
    var a = Bytes.utf8("abcdefghij1klmnop");
    var b = Bytes.utf8("XYZabcdefghij2klmnop");
    assertThat(Show.diffView("a", a, "b", b).text())
        .endsWith(
            """

            only in B: A 0000 nothing, B 0000 58 59 5a  XYZ
            changed: A 000a 31  1, B 000d 32  2\
            """);
  }

  @Test
  void whatIsEqualFoldsAwayButForItsEdges() {
    var a = Bytes.copyOf(new byte[1000]);
    var b = a.slice(0, 500).plus(Bytes.of(1)).plus(a.from(501));
    var view = Show.diffView("a", a, "b", b);
    var markup = Markup.of(view);
    assertThat(markup.text("//summary"))
        .containsExactly(
            "488 equal bytes, A from 0000, B from 0000",
            "488 equal bytes, A from 0200, B from 0200",
            "The differences in words");
    assertThat(markup.text("/figure/table/tbody/tr[td[@class='nb-k']]/td[1]"))
        .containsExactly("=", "≠", "=");
    assertThat(markup.text("//tr[@class='nb-eq']//p"))
        .containsExactly("360 more equal bytes.", "360 more equal bytes.");
    assertThat(view.text()).contains("\n  … 488 equal bytes, A from 0200, B from 0200\n");
  }

  @Test
  void muchIsBoundedAndTheRestIsCounted() {
    var random = new byte[1 << 16];
    new Random(1).nextBytes(random);
    var view = Show.diffView("a", Bytes.copyOf(random), "b", Bytes.utf8("\"".repeat(1 << 16)));
    var markup = Markup.of(view);
    assertThat(view.html().toString().length()).isBetween(80_000, 200_000);
    assertThat(markup.text("//figcaption").getFirst())
        .endsWith("Too long to align: compared place by place.");
    assertThat(markup.text("//tr[@class='nb-eq']"))
        .containsExactly("8032 more rows not shown, 8032 of them different.");
    assertThat(view.text()).contains("8032 more rows not shown, 8032 of them different.");
    assertThat(markup.text("//details/p").getFirst()).endsWith("more differences.");
  }

  @Test
  void aDifferenceAtTheVeryEndIsShown() {
    var a = Bytes.copyOf(new byte[(1 << 16) - 1]);
    var markup = Markup.of(Show.diffView("a", a, "b", a.plus(Bytes.of(9))));
    assertThat(markup.text("//mark")).containsExactly("··", "·", "09", ".");
  }

  @Test
  void whatIsNotComparedIsSaid() {
    var a = Bytes.copyOf(new byte[1 << 16]);
    assertThat(Show.diffView("a", a, "b", a).text()).startsWith("✓ Identical, 65536 bytes.");
    assertThat(Show.diffView("a", a.plus(Bytes.of(1)), "b", a.plus(Bytes.of(2))).text())
        .startsWith(
            "Identical so far, 65536 bytes. A and B are the same, octet for octet."
                + " What lies after the first 64 KiB is not compared.")
        .doesNotContain("✓");
    assertThat(Show.diffView("a", a.plus(Bytes.of(1)), "b", a.from(1)).text())
        .startsWith("Different at 1 place.")
        .contains(" What lies after the first 64 KiB is not compared.\n");
  }

  @Test
  void alternatingOctetsAreBoundedToo() {
    var a = "\"'".repeat(4000);
    var view = Show.diffView("a", Bytes.utf8(a), "b", Bytes.utf8(a.replace("'", "<")));
    Markup.of(view);
    assertThat(view.html().toString().length()).isLessThan(200_000);
  }

  @Test
  void twiceTheSameIsDrawnTheSame() {
    assertThat(Show.diffView("a", REQUEST, "b", OTHER).html().toString())
        .isEqualTo(Show.diffView("a", REQUEST, "b", OTHER).html().toString());
  }
}
