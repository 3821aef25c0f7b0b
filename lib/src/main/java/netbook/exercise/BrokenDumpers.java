package netbook.exercise;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import netbook.bytes.Bytes;
import netbook.exercise.BreakIt.Wrong;
import netbook.show.Wording;

/** The hexdumps that a learner's probe is tried on: six are wrong, and each looks right. */
final class BrokenDumpers {
  private static final int ROW = 16;

  private BrokenDumpers() {}

  static BreakIt<Dumper, CallTrials<Dumper, String>> board(CallTrials<Dumper, String> dumps) {
    List<Supplier<Dumper>> right = List.of(() -> BrokenDumpers::plain, () -> BrokenDumpers::wide);
    return BreakIt.of(
        Dumper.class,
        "six hexdumps",
        dumps,
        right,
        List.of(
            new Wrong<>("How many rows does it begin?", () -> BrokenDumpers::emptyRow),
            new Wrong<>("Read its offsets.", () -> BrokenDumpers::decimalOffset),
            new Wrong<>("Are all 256 octets numbers like the others?", () -> BrokenDumpers::signed),
            new Wrong<>("Which octets are printable?", () -> BrokenDumpers::printsDelete),
            new Wrong<>("Does it show all octets of a row?", () -> BrokenDumpers::endsAtNul),
            new Wrong<>("Ask it more than once.", KeepsRows::new)));
  }

  private static String plain(Bytes octets) {
    var rows = new StringBuilder();
    for (int at = 0; at < octets.size(); at += ROW) {
      rows.append(row(Wording.offset(at), part(octets, at)));
    }
    return rows.toString();
  }

  /** In upper case, with eight digits in the offset, and without a line end after the last row. */
  private static String wide(Bytes octets) {
    var rows = new StringBuilder();
    for (int at = 0; at < octets.size(); at += ROW) {
      var part = part(octets, at);
      var hex = part.toHex().toUpperCase(Locale.ROOT);
      rows.append(at == 0 ? "" : "\n");
      rows.append("%08X:  %-47s  |%s|".formatted(at, hex, Wording.ascii(part)));
    }
    return rows.toString();
  }

  /** A row for nothing after the last one that is full. */
  private static String emptyRow(Bytes octets) {
    int size = octets.size();
    return size > 0 && size % ROW == 0
        ? plain(octets) + row(Wording.offset(size), Bytes.EMPTY)
        : plain(octets);
  }

  /** The offset in decimal. */
  private static String decimalOffset(Bytes octets) {
    var rows = new StringBuilder();
    for (int at = 0; at < octets.size(); at += ROW) {
      rows.append(row("%04d".formatted(at), part(octets, at)));
    }
    return rows.toString();
  }

  /** Octets from 80 on as Java's negative bytes. */
  private static String signed(Bytes octets) {
    var rows = new StringBuilder();
    for (int at = 0; at < octets.size(); at += ROW) {
      var part = part(octets, at);
      var hex = new StringBuilder();
      for (int octet : part.toArray()) {
        hex.append("%02x ".formatted(octet));
      }
      rows.append("%04x  %s |%s|\n".formatted(at, hex, Wording.ascii(part)));
    }
    return rows.toString();
  }

  /** 7f as a character. */
  private static String printsDelete(Bytes octets) {
    var rows = new StringBuilder();
    for (int at = 0; at < octets.size(); at += ROW) {
      var part = part(octets, at);
      var text = new StringBuilder();
      for (int i = 0; i < part.size(); i++) {
        text.append(part.at(i) == 0x7f ? '\u007f' : Wording.ascii(part).charAt(i));
      }
      rows.append("%04x  %s  |%s|\n".formatted(at, part.toHex(), text));
    }
    return rows.toString();
  }

  /** A row up to its first 00, as a text ends in C. */
  private static String endsAtNul(Bytes octets) {
    var rows = new StringBuilder();
    for (int at = 0; at < octets.size(); at += ROW) {
      var part = part(octets, at);
      int end = part.indexOf(0, 0);
      rows.append(row(Wording.offset(at), end < 0 ? part : part.slice(0, end)));
    }
    return rows.toString();
  }

  /** The rows of earlier calls too. */
  private static final class KeepsRows implements Dumper {
    private final StringBuilder rows = new StringBuilder();

    @Override
    public String dump(Bytes octets) {
      return rows.append(plain(octets)).toString();
    }
  }

  private static Bytes part(Bytes octets, int at) {
    return octets.slice(at, Math.min(at + ROW, octets.size()));
  }

  private static String row(String offset, Bytes part) {
    return "%s  %s  |%s|\n".formatted(offset, part.toHex(), Wording.ascii(part));
  }
}
