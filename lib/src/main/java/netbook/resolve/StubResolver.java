package netbook.resolve;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import netbook.bytes.Bytes;
import netbook.bytes.MalformedException;
import netbook.dns.DnsMessage;
import netbook.dns.Edns;
import netbook.dns.Flag;
import netbook.dns.Header;
import netbook.dns.Name;
import netbook.dns.Rcode;
import netbook.dns.RecordType;
import netbook.frame.LengthPrefixed;
import netbook.net.TcpClient;
import netbook.net.UdpClient;
import netbook.trace.Trace;
import netbook.trace.Traced;
import org.jspecify.annotations.Nullable;

/**
 * The half of a resolver that is in every computer: it asks servers that do the work, and waits
 * (RFC 1034 §5.3.1). By UDP first, with another ID and another port each time, and by TCP if the
 * answer was truncated.
 *
 * <p>It takes a datagram for the answer only if the server's address, the ID and the question are
 * those that were sent (RFC 5452 §9.1), and waits on for another. Each server is asked three times,
 * in turns; the wait doubles from turn to turn. It keeps no socket open and no answer. Immutable
 * but for its trace, and safe for use by several threads.
 */
public final class StubResolver implements Traced {
  private static final int TURNS = 3;
  private static final Duration TIMEOUT = Duration.ofSeconds(1);

  private final List<InetSocketAddress> servers;
  private final Duration timeout;
  private final boolean recursion;
  private final @Nullable Edns edns;
  private final Trace trace;
  private final SecureRandom random = new SecureRandom();

  private StubResolver(
      List<InetSocketAddress> servers,
      Duration timeout,
      boolean recursion,
      @Nullable Edns edns,
      Trace trace) {
    this.servers = servers;
    this.timeout = timeout;
    this.recursion = recursion;
    this.edns = edns;
    this.trace = trace;
  }

  /**
   * A resolver that asks these servers, the first one first. It desires recursion, speaks EDNS, and
   * waits a second the first time.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static StubResolver of(InetSocketAddress... servers) {
    if (servers.length == 0) {
      throw new IllegalArgumentException("servers: there is none");
    }
    return new StubResolver(List.of(servers), TIMEOUT, true, Edns.of(1232), new Trace());
  }

  /**
   * The same, that waits so long in the first turn.
   *
   * @throws IllegalArgumentException if it isn't positive, or is over a minute
   */
  public StubResolver timeout(Duration first) {
    if (!first.isPositive() || first.compareTo(Duration.ofMinutes(1)) > 0) {
      throw new IllegalArgumentException("timeout: " + first + " is not in 1 ns to 1 minute");
    }
    return new StubResolver(servers, first, recursion, edns, trace);
  }

  /** The same, that asks for what the servers know by themselves, as one asks an authority. */
  public StubResolver withoutRecursion() {
    return new StubResolver(servers, timeout, false, edns, trace);
  }

  /** The same without EDNS: answers of over 512 octets come by TCP. */
  public StubResolver withoutEdns() {
    return new StubResolver(servers, timeout, recursion, null, trace);
  }

  /** The same, recording what crosses in a trace that you hold. */
  public StubResolver trace(Trace other) {
    return new StubResolver(servers, timeout, recursion, edns, other);
  }

  /** What crossed in all its searches. */
  @Override
  public Trace trace() {
    return trace;
  }

  /** It never runs between two searches. */
  @Override
  public boolean isRunning() {
    return false;
  }

  /**
   * Asks for the records of a name, which are given as text.
   *
   * @param type such as {@code "AAAA"}
   * @throws IllegalArgumentException if there's no such name or type
   * @see #ask(Name, RecordType)
   */
  public DnsMessage ask(String name, String type) throws IOException {
    return ask(Name.of(name), RecordType.of(type));
  }

  /**
   * Asks for the records of a name.
   *
   * @return the answer as it came, which may be that there are none, or that the name doesn't exist
   * @throws SocketTimeoutException if no server answered in time
   * @throws PortUnreachableException if nobody receives at any of them
   */
  public DnsMessage ask(Name name, RecordType type) throws IOException {
    IOException failure = null;
    DnsMessage failed = null;
    var wait = timeout;
    for (int turn = 0; turn < TURNS; turn++) {
      for (var server : servers) {
        try {
          var answer = ask(server, query(name, type), wait);
          if (!answer.rcode().equals(Rcode.SERVFAIL)) {
            return answer;
          }
          failed = answer; // another one may do better
        } catch (SocketTimeoutException | PortUnreachableException | MalformedException e) {
          failure = e;
        }
      }
      wait = wait.multipliedBy(2);
    }
    if (failed != null) {
      return failed;
    }
    throw failure == null ? new SocketTimeoutException("nobody was asked") : failure;
  }

  private DnsMessage query(Name name, RecordType type) {
    var query = DnsMessage.query(random.nextInt(0x10000), name, type);
    var header = recursion ? query.header() : query.header().without(Flag.RD);
    return edns == null ? query.with(header) : query.with(header).with(edns);
  }

  private DnsMessage ask(InetSocketAddress server, DnsMessage query, Duration wait)
      throws IOException {
    var answer = askByUdp(server, query, wait);
    if (answer.header().rcode().equals(Rcode.FORMERR) && query.findEdns().isPresent()) {
      // It may not know EDNS (RFC 6891 §7).
      return ask(server, query.withAdditionals(List.of()), wait);
    }
    return answer.header().has(Flag.TC) ? askByTcp(server, query, wait) : answer;
  }

  private DnsMessage askByUdp(InetSocketAddress server, DnsMessage query, Duration wait)
      throws IOException {
    long endNanos = System.nanoTime() + wait.toNanos();
    try (var client = UdpClient.with().timeout(wait).trace(trace).connectTo(server)) {
      client.send(query.encode());
      var left = wait;
      while (left.isPositive()) {
        var answer = answer(client.receive(left).bytes(), query);
        if (answer.isPresent()) {
          return answer.get();
        }
        left = Duration.ofNanos(endNanos - System.nanoTime());
      }
      throw new SocketTimeoutException("no answer, only other datagrams");
    }
  }

  private DnsMessage askByTcp(InetSocketAddress server, DnsMessage query, Duration wait)
      throws IOException {
    try (var connection = TcpClient.with().timeout(wait).trace(trace).connectTo(server)) {
      connection.send(LengthPrefixed.u16().encode(query.encode()));
      int size = (int) connection.readExactly(2).number(0, 2);
      return answer(connection.readExactly(size), query)
          .orElseThrow(() ->
              new MalformedException(
                  0, "RFC 5452 §9.1: the ID and the question are the query's", "others"));
    }
  }

  /** The answer in these octets, if it is one to this query; else, a better one may come. */
  private static Optional<DnsMessage> answer(Bytes octets, DnsMessage query) {
    DnsMessage message;
    try {
      message = DnsMessage.decode(octets);
    } catch (MalformedException e) {
      return cut(octets, query);
    }
    // A server that can't read a query may send back no question.
    boolean unread = message.questions().isEmpty() && message.rcode().equals(Rcode.FORMERR);
    return isReply(message.header(), query)
            && (unread || message.questions().equals(query.questions()))
        ? Optional.of(message)
        : Optional.empty();
  }

  /** A message that was cut inside of a record says at least that it was (RFC 2181 §9). */
  private static Optional<DnsMessage> cut(Bytes octets, DnsMessage query) {
    if (octets.size() < Header.SIZE) {
      return Optional.empty();
    }
    var header = Header.of(octets);
    return isReply(header, query) && header.has(Flag.TC)
        ? Optional.of(query.reply(Rcode.NOERROR).with(header))
        : Optional.empty();
  }

  private static boolean isReply(Header header, DnsMessage query) {
    return header.has(Flag.QR) && header.id() == query.header().id();
  }

  /** One line: the servers. */
  @Override
  public String toString() {
    return "stub resolver of " + Arrays.toString(servers.toArray());
  }
}
