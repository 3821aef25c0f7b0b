package netbook.show;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RfcClauseTest {
  @ParameterizedTest
  @CsvSource({
    "RFC 9112, rfc9112",
    "RFC 1035 §4.1.4, rfc1035#section-4.1.4",
    "RFC 9293 §10, rfc9293#section-10",
    "RFC 5234 §B.1, rfc5234#appendix-B.1",
    "RFC 5234 §A, rfc5234#appendix-A"
  })
  void aClauseHasAnAddress(String clause, String address) {
    assertThat(RfcClause.findAddress(clause)).contains("https://www.rfc-editor.org/rfc/" + address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "RFC",
        "rfc 1035 §4",
        "RFC 123456",
        "RFC 1035 §",
        "RFC 1035 §4.",
        "RFC 1035 §4..1",
        "RFC 1035 §AB",
        "see RFC 1035 §4",
        "RFC 1035 §4 and §5",
        "RFC 1 §1\"><b>"
      })
  void whatIsNoneHasNone(String clause) {
    assertThat(RfcClause.findAddress(clause)).isEmpty();
  }
}
