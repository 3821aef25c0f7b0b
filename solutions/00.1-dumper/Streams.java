// Right: streams instead of loops, upper-case digits, and no line end after the last row.
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import netbook.bytes.Bytes;
import netbook.exercise.Dumper;

class Streams implements Dumper {
  @Override
  public String dump(Bytes octets) {
    return IntStream.range(0, (octets.size() + 15) / 16)
        .mapToObj(row -> row(row * 16, octets.slice(row * 16, Math.min(row * 16 + 16, octets.size()))))
        .collect(Collectors.joining("\n"));
  }

  private String row(int at, Bytes row) {
    var hex = HexFormat.ofDelimiter(" ").withUpperCase().formatHex(row.toArray());
    var text =
        IntStream.range(0, row.size())
            .map(row::at)
            .mapToObj(octet -> octet < 0x20 || octet > 0x7e ? "." : Character.toString(octet))
            .collect(Collectors.joining());
    return "%04X %s |%s|".formatted(at, hex, text);
  }
}
