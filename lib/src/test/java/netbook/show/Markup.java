package netbook.show;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import netbook.notebook.View;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** The HTML of a view, parsed as strictly as XML is, and held to what a view may be made of. */
public final class Markup {
  private static final Set<String> ELEMENTS =
      Set.of(
          "figure",
          "figcaption",
          "style",
          "div",
          "p",
          "pre",
          "span",
          "b",
          "mark",
          "a",
          "code",
          "br",
          "dl",
          "dt",
          "dd",
          "ol",
          "li",
          "table",
          "caption",
          "thead",
          "tbody",
          "tr",
          "th",
          "td",
          "details",
          "summary",
          "svg",
          "g",
          "title",
          "desc",
          "text",
          "line",
          "path",
          "circle",
          "foreignObject");
  private static final Set<String> ATTRIBUTES =
      Set.of(
          "class",
          "style",
          "scope",
          "colspan",
          "open",
          "role",
          "aria-label",
          "tabindex",
          "href",
          "x",
          "y",
          "x1",
          "x2",
          "y1",
          "y2",
          "d",
          "dx",
          "r",
          "width",
          "height",
          "fill",
          "stroke",
          "stroke-width",
          "stroke-dasharray",
          "overflow",
          "display",
          "text-anchor");
  private static final int SIZE_MAX = 256 * 1024;
  private static final int STYLE_MAX = 6 * 1024;

  private final Element root;

  private Markup(Element root) {
    this.root = root;
  }

  /** Parses a view and checks what holds for all of them. */
  public static Markup of(View view) {
    var html = view.html().toString();
    assertThat(html.length()).as("size of the HTML").isLessThan(SIZE_MAX);
    assertThat(view.text().length()).as("size of the text").isLessThan(SIZE_MAX);
    assertHarmless(html);
    assertHarmless(view.text());
    var markup = new Markup(parse(html.replace("<br>", "<br/>")));
    assertThat(markup.root.getAttribute("class")).contains("mathjax_ignore");
    markup.elements("descendant-or-self::*").forEach(Markup::assertAllowed);
    var style = markup.text("/figure/style");
    assertThat(style.size()).isEqualTo(1);
    assertThat(style.getFirst().length()).as("size of the style").isLessThan(STYLE_MAX);
    return markup;
  }

  private static Element parse(String html) {
    try {
      var factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      return builder.parse(new InputSource(new StringReader(html))).getDocumentElement();
    } catch (SAXException | IOException | ParserConfigurationException e) {
      throw new AssertionError("not well formed: " + e.getMessage(), e);
    }
  }

  private static void assertAllowed(Element element) {
    assertThat(ELEMENTS).contains(element.getTagName());
    var attributes = element.getAttributes();
    for (int i = 0; i < attributes.getLength(); i++) {
      assertThat(ATTRIBUTES).contains(attributes.item(i).getNodeName());
    }
    if (element.hasAttribute("href")) {
      assertThat(element.getAttribute("href"))
          .matches("https://www\\.rfc-editor\\.org/rfc/rfc\\d{1,5}(#[a-z]+-[\\w.]+)?");
    }
    if (element.hasAttribute("style")) {
      assertThat(element.getAttribute("style")).matches("text-align:(left|right)");
    }
  }

  /** Nothing that a terminal or a browser acts upon. */
  private static void assertHarmless(String text) {
    var acts =
        text.codePoints()
            .filter(c -> c != '\n')
            .filter(c ->
                Character.isISOControl(c)
                    || (c >= 0xd800 && c < 0xe000)
                    || (c >= 0x202a && c <= 0x202e)
                    || (c >= 0x2066 && c <= 0x2069))
            .mapToObj(Integer::toHexString)
            .distinct()
            .toList();
    assertThat(acts).isEmpty();
  }

  /** The elements that an XPath selects, in order. */
  public List<Element> elements(String path) {
    try {
      var found =
          (NodeList)
              XPathFactory.newInstance().newXPath().evaluate(path, root, XPathConstants.NODESET);
      var elements = new ArrayList<Element>();
      for (int i = 0; i < found.getLength(); i++) {
        elements.add((Element) found.item(i));
      }
      return elements;
    } catch (XPathExpressionException e) {
      throw new AssertionError(e);
    }
  }

  /** The text of the elements that an XPath selects, in order. */
  public List<String> text(String path) {
    return elements(path).stream().map(Element::getTextContent).toList();
  }
}
