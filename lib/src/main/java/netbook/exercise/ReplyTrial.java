package netbook.exercise;

import java.util.List;
import java.util.Optional;
import netbook.bytes.Bytes;
import netbook.show.Wording;

/**
 * Asks a {@link ReplyMatcher} one thing after the other. It isn't made smaller: each octet is there
 * for a reason.
 *
 * @param calls what is asked; the octets of the last one are those of the trial
 * @param keepsArrays whether it is about the arrays alone, which have to stay as they are
 */
record ReplyTrial(List<ReplyAsked> calls, boolean keepsArrays) implements Trial<ReplyMatcher> {
  /** What is answered is for other trials. */
  private static final Judge<ReplyAsked, Boolean> ANYTHING =
      new Judge<>() {
        @Override
        public Optional<Mismatch> returned(ReplyAsked call, Boolean answer) {
          return Optional.empty();
        }

        @Override
        public Optional<Mismatch> threw(ReplyAsked call, Exception e) {
          return Optional.empty();
        }
      };

  @Override
  public Bytes octets() {
    return calls.getLast().datagram();
  }

  @Override
  public Optional<Mismatch> run(ReplyMatcher code, Steps steps) {
    for (var call : calls) {
      var wrong = ask(code, steps, call);
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    return Optional.empty();
  }

  private Optional<Mismatch> ask(ReplyMatcher code, Steps steps, ReplyAsked call) {
    var query = call.query().toArray();
    var datagram = call.datagram().toArray();
    var text =
        "isAnswer(%s, %s, %s, %s)"
            .formatted(bytes(query), call.asked(), bytes(datagram), call.from());
    var wrong =
        Called.<ReplyAsked, Boolean>judged(
            steps,
            text,
            () -> code.isAnswer(query, call.asked(), datagram, call.from()),
            keepsArrays ? ANYTHING : ReplyTrial::judge,
            call);
    if (wrong.isPresent() || !keepsArrays) {
      return wrong;
    }
    boolean kept =
        Bytes.copyOf(query).equals(call.query()) && Bytes.copyOf(datagram).equals(call.datagram());
    return kept
        ? Optional.empty()
        : Optional.of(new Mismatch("both arrays as they were", "other bytes in one of them"));
  }

  private static Optional<Mismatch> judge(ReplyAsked call, boolean answer) {
    return answer == call.right()
        ? Optional.empty()
        : Optional.of(new Mismatch(Said.answer(call.right()), Said.answer(answer)));
  }

  private static String bytes(byte[] octets) {
    return Wording.count(octets.length, "byte");
  }
}
