package netbook.exercise;

import java.util.List;
import java.util.Optional;
import netbook.bytes.Bytes;
import netbook.bytes.MalformedException;
import netbook.dns.DnsMessage;
import netbook.dns.ResourceRecord;
import netbook.dns.Transport;
import netbook.show.Wording;

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
      implements Judge<Bytes, Optional<Bytes>> {
    @Override
    public Optional<Mismatch> returned(Bytes given, Optional<Bytes> response) {
      int size = response.map(Bytes::size).orElse(0);
      return transport == Transport.UDP && size > DnsMessage.DATAGRAM_MAX
          ? Optional.of(new Mismatch("at most 512 bytes", size + " bytes"))
          : judge.returned(given, response);
    }

    /** A message as what it says, if it is one. */
    @Override
    public String shown(Optional<Bytes> response) {
      return response.map(Call::text).orElse("no response");
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
              () -> code.answer(call.zone(), call.request(), call.transport()),
              call,
              call.request());
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    return Optional.empty();
  }

  /** How a report shows a call. */
  static String text(Bytes request, Transport transport) {
    return "answer(zone, %s, %s)".formatted(Wording.count(request.size(), "byte"), transport);
  }
}
