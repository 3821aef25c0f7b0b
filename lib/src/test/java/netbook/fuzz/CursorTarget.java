package netbook.fuzz;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import netbook.bytes.Bytes;
import netbook.frame.Contiguous;
import netbook.frame.Cursor;
import netbook.fuzz.Outcome.Error;

/** Fuzzes the cursor over every framing that it takes: it shows what the decoder makes. */
public final class CursorTarget {
  private final Cursor cursor;
  private final List<Bytes> copies = new ArrayList<>();
  private final List<Bytes> slices = new ArrayList<>();
  private Error error = Error.NONE;

  private CursorTarget(Contiguous framing) {
    cursor = new Cursor(framing);
  }

  /** One run. */
  public static void fuzzerTestOneInput(byte[] octets) {
    var input = Input.of(octets);
    var subject = Subject.contiguous(input);
    new CursorTarget(subject.framing()).run(input, Run.whole(subject, input.stream()));
  }

  private void run(Input input, Outcome decoded) {
    try {
      for (var piece : input.pieces()) {
        cursor.feed(piece);
        if (!input.late()) {
          drain();
        }
      }
    } catch (IOException e) {
      throw new AssertionError("over 16 MiB", e);
    }
    drain();
    cursor.end();
    drain();
    Check.that(copies.equals(decoded.messages()), "%s: %s, not %s", cursor, copies, decoded);
    Check.that(slices.equals(copies), "%s: slices %s of %s", cursor, slices, copies);
    Check.that(error.equals(decoded.error()), "%s: %s, not %s", cursor, error, decoded);
  }

  private void drain() {
    try {
      while (cursor.next()) {
        look();
      }
      Check.that(error.isNone(), "nothing more is said of %s", error);
    } catch (IOException e) {
      error = Error.of(e);
    }
    Check.that(cursor.size() == 0, "at no message, and %d B of it", cursor.size());
  }

  private void look() {
    var view = new int[cursor.size()];
    for (int i = 0; i < view.length; i++) {
      view[i] = cursor.at(i);
    }
    copies.add(cursor.copy());
    slices.add(cursor.slice());
    Check.that(Bytes.of(view).equals(copies.getLast()), "%s: not the octets of its copy", cursor);
  }
}
