package netbook.bench;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import netbook.bytes.Bytes;
import netbook.dns.DnsMessage;
import netbook.dns.MessageIndex;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.xbill.DNS.Message;

/**
 * Ways to make messages out of octets, and octets out of messages. Each method does it once for
 * each response, and returns all that it made, so that nothing can be left out.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(DnsInput.MESSAGES)
public class DnsSides {
  private List<Bytes> octets = List.of();
  private List<byte[]> arrays = List.of();
  private List<DnsMessage> messages = List.of();
  private List<Message> theirs = List.of();
  private final MessageIndex index = new MessageIndex();

  /** Makes the input of each side. */
  @Setup
  public void read() throws IOException {
    octets = DnsInput.responses();
    arrays = octets.stream().map(Bytes::toArray).toList();
    messages = List.of(parseOurs());
    theirs = List.of(parseDnsjava());
  }

  /** What it takes to go through the responses and do nothing else. */
  @Benchmark
  public Bytes[] driver() {
    var seen = new Bytes[DnsInput.MESSAGES];
    for (int i = 0; i < seen.length; i++) {
      seen[i] = octets.get(i);
    }
    return seen;
  }

  /** The peer for parsing. */
  @Benchmark
  public Message[] parseDnsjava() throws IOException {
    var parsed = new Message[DnsInput.MESSAGES];
    for (int i = 0; i < parsed.length; i++) {
      parsed[i] = new Message(arrays.get(i));
    }
    return parsed;
  }

  /** Each field checked, and read into a value. */
  @Benchmark
  public DnsMessage[] parseOurs() throws IOException {
    var parsed = new DnsMessage[DnsInput.MESSAGES];
    for (int i = 0; i < parsed.length; i++) {
      parsed[i] = DnsMessage.decode(octets.get(i));
    }
    return parsed;
  }

  /** Each field checked, and nothing made of it: records are found, and their TTLs. */
  @Benchmark
  public MessageIndex parseIndex() throws IOException {
    for (var message : octets) {
      index.read(message);
    }
    return index;
  }

  /** The peer for encoding. */
  @Benchmark
  public byte[][] encodeDnsjava() {
    var encoded = new byte[DnsInput.MESSAGES][];
    for (int i = 0; i < encoded.length; i++) {
      encoded[i] = theirs.get(i).toWire();
    }
    return encoded;
  }

  /** Names compressed. */
  @Benchmark
  public Bytes[] encodeOurs() {
    var encoded = new Bytes[DnsInput.MESSAGES];
    for (int i = 0; i < encoded.length; i++) {
      encoded[i] = messages.get(i).encode();
    }
    return encoded;
  }
}
