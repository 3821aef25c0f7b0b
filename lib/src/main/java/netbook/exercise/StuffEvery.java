package netbook.exercise;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import netbook.bytes.Bytes;
import netbook.exercise.StuffTrial.Way;

/**
 * Every input there is of some few octets: one letter and the four that mean something, in all
 * orders, the shortest first.
 *
 * @param sizeMax the most octets of an input; at most 6
 */
record StuffEvery(Way way, int sizeMax) implements Trial<Stuffing> {
  private static final List<Integer> OCTETS =
      List.of(
          (int) 'a',
          StuffedStream.END,
          StuffedStream.ESC,
          StuffedStream.ESC_END,
          StuffedStream.ESC_ESC);
  private static final int SIZE_MAX = 6;

  /** Checks that it comes to an end. */
  StuffEvery {
    if (sizeMax < 0 || sizeMax > SIZE_MAX) {
      throw new IllegalArgumentException("sizeMax: " + sizeMax + " is not in 0.." + SIZE_MAX);
    }
  }

  @Override
  public Optional<Mismatch> run(Stuffing code, Steps steps) {
    return steps.firstWrong(inputs().toList(), (input, own) -> way.on(input).run(code, own));
  }

  /** Each input by itself, so that the report has the shortest that fails. */
  @Override
  public List<Trial<Stuffing>> smaller() {
    return inputs().<Trial<Stuffing>>map(way::on).toList();
  }

  private Stream<Bytes> inputs() {
    return IntStream.rangeClosed(0, sizeMax).boxed().flatMap(StuffEvery::ofSize);
  }

  private static Stream<Bytes> ofSize(int size) {
    return size == 0
        ? Stream.of(Bytes.EMPTY)
        : ofSize(size - 1)
            .flatMap(shorter -> OCTETS.stream().map(octet -> shorter.plus(Bytes.of(octet))));
  }
}
