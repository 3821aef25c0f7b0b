package netbook.fuzz;

import java.util.ArrayList;
import java.util.List;
import netbook.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/** What has to be so for every framing and every stream. */
final class Check {
  private Check() {}

  /** Fails with the words, unless it is so. */
  static void that(boolean so, String words, @Nullable Object... arguments) {
    if (!so) {
      throw failed(words, arguments);
    }
  }

  /** What a check throws that runs so often that its words are made only when they are needed. */
  static AssertionError failed(String words, @Nullable Object... arguments) {
    return new AssertionError(words.formatted(arguments));
  }

  /**
   * The messages and the error don't depend on where the stream was cut, and what can be sent comes
   * out as it went in.
   */
  static void decoder(Subject<?> subject, Input input) {
    var whole = Run.whole(subject, input.stream());
    var cut = Run.cut(subject, input);
    that(whole.equals(cut), "%s: at once %s, but cut %s", subject.framing(), whole, cut);
    var messages = new ArrayList<Bytes>();
    for (var message : whole.messages()) {
      if (subject.encodable().test(message)) {
        messages.add(message);
      }
    }
    sent(subject, messages, messages.stream().map(subject.framing()::encode).toList());
    octetsAsMessage(subject, input.stream());
  }

  private static void octetsAsMessage(Subject<?> subject, Bytes message) {
    Bytes encoded;
    try {
      encoded = subject.framing().encode(message);
    } catch (IllegalArgumentException e) {
      return; // it may refuse any, but not send what is read as another one
    }
    sent(subject, List.of(message), List.of(encoded));
  }

  private static void sent(Subject<?> subject, List<Bytes> messages, List<Bytes> encoded) {
    if (messages.isEmpty()) {
      return;
    }
    var got = Run.whole(subject, Bytes.join(encoded));
    that(
        got.error().isNone() && got.messages().equals(messages),
        "%s: sent %s, got %s",
        subject.framing(),
        messages,
        got);
  }
}
