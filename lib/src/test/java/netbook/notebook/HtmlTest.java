package netbook.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlTest {
  private static final Path NAUGHTY = Path.of("../../shared/suites/strings_blns.json");

  @Test
  void textIsText() {
    assertThat(new Html().text("<b>&amp;\"'</b>").toString())
        .isEqualTo("&lt;b&gt;&amp;amp;&quot;&#39;&lt;/b&gt;");
  }

  @Test
  void aValueOfAnAttributeStaysInIt() {
    assertThat(new Html().element("p", "x", "title", "\"><script>").toString())
        .isEqualTo("<p title=\"&quot;&gt;&lt;script&gt;\">x</p>");
  }

  /** A few of our own, and a big list from outside where there is one. */
  @Test
  void naughtyStringsAddNoMarkup() throws IOException {
    var strings =
        new ArrayList<Object>(List.of("<script>", "\"><img src=x onerror=y>", "'-->", "]]>&lt;"));
    if (Files.exists(NAUGHTY)) {
      strings.addAll(new ObjectMapper().readValue(NAUGHTY.toFile(), List.class));
    }
    for (Object string : strings) {
      var html = new Html().element("p", string.toString(), "title", string.toString());
      assertThat(html.toString().replaceAll("[^<>\"]", "")).isEqualTo("<\"\"><>");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 2400",
    "1b, 241b",
    "d, 240d",
    "7f, 2421",
    "85, fffd",
    "9b, fffd",
    "d800, fffd",
    "dfff, fffd",
    "202e, fffd",
    "2066, fffd",
    "9, 9",
    "a, a",
    "20, 20",
    "e9, e9",
    "1f600, 1f600",
  })
  void whatWouldActOnThePageIsShown(String given, String shown) {
    var text = new String(new int[] {Integer.parseInt(given, 16)}, 0, 1);
    var wanted = new String(new int[] {Integer.parseInt(shown, 16)}, 0, 1);
    assertThat(new Html().text(text).toString()).isEqualTo(wanted);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "script", "SCRIPT", "iframe", "object", "style", "form", "", "a b", "b>", "1", "<"
      })
  void whatCouldRunIsNoElement(String tag) {
    assertThatThrownBy(() -> new Html().open(tag)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Html().element(tag, "x"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"onclick", "ONCLICK", "onLoad", "a=b", "a b", "", "\"", "x/"})
  void whatCouldRunIsNoAttribute(String name) {
    assertThatThrownBy(() -> new Html().open("p", name, "x"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " javascript:x",
        "java\nscript:x",
        "data:text/html,x",
        "vbscript:x",
        "\u0001javascript:x",
        "//elsewhere/x:y",
        "//elsewhere",
        "/\\elsewhere"
      })
  void whatCouldRunIsNoLink(String link) {
    assertThatThrownBy(() -> new Html().open("a", "href", link))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Html().open("a", "HREF", link))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Html().open("use", "xlink:href", link))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:8080/",
        "https://a/b?c#d",
        "#here",
        "img/a.svg",
        "../b.html?c",
        "/user/jo%40x~y/proxy/8080/",
        "mailto:a@b"
      })
  void otherLinksAreWritten(String link) {
    assertThat(new Html().element("a", "x", "href", link).toString())
        .isEqualTo("<a href=\"" + link + "\">x</a>");
  }

  @Test
  void elementsNest() {
    var html = new Html().open("ul").element("li", "1").open("li").text("2").open("br");
    assertThat(html.close().close().toString()).isEqualTo("<ul><li>1</li><li>2<br></li></ul>");
  }

  @Test
  void whatIsOpenMustBeClosed() {
    assertThatThrownBy(() -> new Html().open("p").toString())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("still open: [p]");
    assertThatThrownBy(() -> new Html().close()).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> new Html().add(new Html().open("p")))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aVoidElementHoldsNothing() {
    assertThatThrownBy(() -> new Html().element("br", "text"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void attributesComeInPairs() {
    assertThatThrownBy(() -> new Html().open("p", "class"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aStyleCannotEndItself() {
    assertThat(new Html().style("p{margin:0}").toString()).isEqualTo("<style>p{margin:0}</style>");
    assertThatThrownBy(() -> new Html().style("</style><script>"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aViewOfTextIsItsOwnTwin() {
    var view = View.of("$a < b$");
    assertThat(view.toString()).isEqualTo("$a < b$");
    assertThat(view.html().toString()).isEqualTo("<pre class=\"mathjax_ignore\">$a &lt; b$</pre>");
  }
}
