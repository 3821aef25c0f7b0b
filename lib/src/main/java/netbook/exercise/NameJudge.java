package netbook.exercise;

import java.net.IDN;
import java.util.Optional;
import netbook.bytes.Bytes;
import netbook.dns.Name;

/** Judges a {@link NameEncoder}: the library's names decide. */
final class NameJudge implements Judge<Bytes, byte[]> {
  private static final String REFUSAL = "an IllegalArgumentException";

  private static Optional<Bytes> right(String name) {
    try {
      return Optional.of(Name.of(name).toBytes());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The form with A-labels, which may be taken as well. */
  private static Optional<Bytes> ascii(String name) {
    try {
      return right(IDN.toASCII(name));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<Mismatch> returned(Bytes given, byte[] answer) {
    var octets = Bytes.copyOf(answer);
    var right =
        NameEncoder.isAscii(given)
            ? right(NameEncoder.text(given))
            : ascii(NameEncoder.text(given));
    if (right.filter(octets::equals).isPresent()) {
      return Optional.empty();
    }
    var wanted = NameEncoder.isAscii(given) ? right.map(Bytes::toHex).orElse(REFUSAL) : REFUSAL;
    return Optional.of(new Mismatch(wanted, octets.toHex()));
  }

  @Override
  public Optional<Mismatch> threw(Bytes given, Exception exception) {
    boolean refuses = exception instanceof IllegalArgumentException;
    boolean may = !NameEncoder.isAscii(given) || right(NameEncoder.text(given)).isEmpty();
    return refuses && may
        ? Optional.empty()
        : Optional.of(
            new Mismatch(
                may ? REFUSAL : right(NameEncoder.text(given)).orElseThrow().toHex(),
                Said.of(exception)));
  }
}
