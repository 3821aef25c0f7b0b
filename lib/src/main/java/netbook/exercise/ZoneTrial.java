package netbook.exercise;

import java.util.List;
import java.util.Optional;
import netbook.bytes.Bytes;
import netbook.bytes.MalformedException;
import netbook.dns.DnsMessage;
import netbook.dns.ResourceRecord;
import netbook.dns.Transport;
import netbook.show.Wording;
import org.jspecify.annotations.Nullable;

/**
 * Asks a {@link MiniServer} one thing after the other. It isn't made smaller: each octet is there
 * for a reason.
 *
 * @param calls what is asked; the octets of the last one are those of the trial
 */
record ZoneTrial(List<Call> calls) implements Trial<MiniServer> {
  /**
   * One request.
   *
   * @param judge knows what is right
   */
  record Call(List<ResourceRecord> zone, Bytes request, Transport transport, ZoneJudge judge)
      implements Judge<Bytes, Response> {
    @Override
    public Optional<Mismatch> returned(Bytes given, Response response) {
      int size = response.octets().map(Bytes::size).orElse(0);
      return transport == Transport.UDP && size > DnsMessage.DATAGRAM_MAX
          ? Optional.of(new Mismatch("at most 512 bytes", size + " bytes"))
          : judge.returned(given, response.octets());
    }
  }

  /** What came back; a transcript shows it as a message, if it is one. */
  private record Response(Optional<Bytes> octets) {
    @Override
    public String toString() {
      return octets.map(Response::text).orElse("no response");
    }

    private static String text(Bytes octets) {
      try {
        return octets.size() + " B: " + DnsMessage.decode(octets);
      } catch (MalformedException e) {
        return "no message: " + octets;
      }
    }
  }

  @Override
  public Bytes octets() {
    return calls.getLast().request();
  }

  @Override
  public Optional<Mismatch> run(MiniServer code, Steps steps) {
    for (var call : calls) {
      var wrong =
          Called.judged(
              steps,
              text(call.request(), call.transport()),
              () -> asked(code, call),
              call,
              call.request());
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    return Optional.empty();
  }

  private static @Nullable Response asked(MiniServer code, Call call) {
    var response = code.answer(call.zone(), call.request(), call.transport());
    return response == null ? null : new Response(response);
  }

  /** How a report shows a call. */
  static String text(Bytes request, Transport transport) {
    return "answer(zone, %s, %s)".formatted(Wording.count(request.size(), "byte"), transport);
  }
}
