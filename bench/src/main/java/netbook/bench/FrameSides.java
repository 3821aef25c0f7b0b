package netbook.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.handler.codec.LineBasedFrameDecoder;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import netbook.bytes.Bytes;
import netbook.frame.Cursor;
import netbook.frame.Decoder;
import netbook.frame.Framing;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Ways to take messages out of a stream. Each method reads all messages once, and returns the sum
 * of what it saw of them: the size, the first and the last octet of each. One decoder lives as long
 * as its stream, which goes on and on.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(FrameInput.MESSAGES)
public class FrameSides {
  /** How many octets come at once. */
  @Param({"65536", "1000"})
  public int piece;

  private List<Bytes> lengths = List.of();
  private List<Bytes> lines = List.of();
  private List<Bytes> texts = List.of();
  private List<ByteBuf> nettyLengths = List.of();
  private List<ByteBuf> nettyLines = List.of();

  private final Cursor lengthCursor = new Cursor(FrameInput.LENGTHS);
  private final Cursor lineCursor = new Cursor(FrameInput.LINES);
  private final Decoder<Bytes> lengthDecoder = new Decoder<>(FrameInput.LENGTHS);
  private final Decoder<Bytes> lineDecoder = new Decoder<>(FrameInput.LINES);
  private final Decoder<Bytes> textDecoder = new Decoder<>(FrameInput.TEXTS);
  private final Netty lengthNetty =
      new Netty(new LengthFieldBasedFrameDecoder(FrameInput.SIZE_MAX, 0, 4, 0, 4));
  private final Netty lineNetty = new Netty(new LineBasedFrameDecoder(FrameInput.SIZE_MAX));

  /** Cuts the streams. */
  @Setup
  public void cut() {
    lengths = pieces(FrameInput.LENGTHS, FrameInput.messages());
    lines = pieces(FrameInput.LINES, FrameInput.messages());
    texts = pieces(FrameInput.TEXTS, FrameInput.texts());
    nettyLengths = buffers(lengths);
    nettyLines = buffers(lines);
  }

  private List<Bytes> pieces(Framing<Bytes> framing, List<Bytes> messages) {
    return FrameInput.pieces(FrameInput.stream(framing, messages), piece);
  }

  private static List<ByteBuf> buffers(List<Bytes> pieces) {
    return pieces.stream().map(piece -> Unpooled.wrappedBuffer(piece.toArray())).toList();
  }

  /** A channel with one of Netty's decoders, whose messages are looked at and given back. */
  private static final class Netty extends ChannelInboundHandlerAdapter {
    private final EmbeddedChannel channel;
    private long sum;

    Netty(ByteToMessageDecoder decoder) {
      channel = new EmbeddedChannel(decoder, this);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      var octets = (ByteBuf) message;
      int size = octets.readableBytes();
      sum += size + octets.getUnsignedByte(octets.readerIndex());
      sum += octets.getUnsignedByte(octets.readerIndex() + size - 1);
      octets.release();
    }

    long sum(List<ByteBuf> pieces) {
      sum = 0;
      for (var next : pieces) {
        channel.writeInbound(next.retainedDuplicate());
      }
      return sum;
    }
  }

  private static long views(Cursor cursor, List<Bytes> pieces) throws IOException {
    long sum = 0;
    for (var next : pieces) {
      cursor.feed(next);
      while (cursor.next()) {
        sum += cursor.size() + cursor.at(0) + cursor.at(cursor.size() - 1);
      }
    }
    return sum;
  }

  private static long slices(Cursor cursor, List<Bytes> pieces) throws IOException {
    long sum = 0;
    for (var next : pieces) {
      cursor.feed(next);
      while (cursor.next()) {
        sum += look(cursor.slice());
      }
    }
    return sum;
  }

  private static long values(Decoder<Bytes> decoder, List<Bytes> pieces) throws IOException {
    long sum = 0;
    for (var next : pieces) {
      decoder.feed(next);
      for (var message = decoder.next(); message != null; message = decoder.next()) {
        sum += look(message);
      }
    }
    return sum;
  }

  private static long look(Bytes message) {
    return message.size() + message.at(0) + message.at(message.size() - 1);
  }

  /** What it takes to go through the pieces and do nothing else. */
  @Benchmark
  public long driver() {
    long sum = 0;
    for (var next : lengths) {
      sum += next.size();
    }
    return sum;
  }

  /** The peer for messages with their length before them. */
  @Benchmark
  public long lengthsNetty() {
    return lengthNetty.sum(nettyLengths);
  }

  /** Looked at where they stand. */
  @Benchmark
  public long lengthsViews() throws IOException {
    return views(lengthCursor, lengths);
  }

  /** Kept as slices. */
  @Benchmark
  public long lengthsSlices() throws IOException {
    return slices(lengthCursor, lengths);
  }

  /** Copied, as a decoder does. */
  @Benchmark
  public long lengthsDecoder() throws IOException {
    return values(lengthDecoder, lengths);
  }

  /** The peer for lines. */
  @Benchmark
  public long linesNetty() {
    return lineNetty.sum(nettyLines);
  }

  /** Looked at where they stand. */
  @Benchmark
  public long linesViews() throws IOException {
    return views(lineCursor, lines);
  }

  /** Kept as slices. */
  @Benchmark
  public long linesSlices() throws IOException {
    return slices(lineCursor, lines);
  }

  /** Copied, as a decoder does. */
  @Benchmark
  public long linesDecoder() throws IOException {
    return values(lineDecoder, lines);
  }

  /** The peer for JSON texts: a parser that is fed, and counts what closes at the top. */
  @Benchmark
  public long textsJackson() throws IOException {
    try (var parser = new JsonFactory().createNonBlockingByteArrayParser()) {
      var feeder = (ByteArrayFeeder) parser.getNonBlockingInputFeeder();
      long ended = 0;
      for (var next : texts) {
        var octets = next.toArray();
        feeder.feedInput(octets, 0, octets.length);
        ended += ended(parser);
      }
      return ended;
    }
  }

  private static long ended(JsonParser parser) throws IOException {
    long ended = 0;
    for (var token = parser.nextToken();
        token != JsonToken.NOT_AVAILABLE;
        token = parser.nextToken()) {
      if (token.isStructEnd() && parser.getParsingContext().inRoot()) {
        ended++;
      }
    }
    return ended;
  }

  /** Each text found by its brackets, and then read by Jackson: it is looked at twice. */
  @Benchmark
  public long textsDecoder() throws IOException {
    long read = 0;
    for (var next : texts) {
      textDecoder.feed(next);
      while (textDecoder.next() != null) {
        read++;
      }
    }
    return read;
  }
}
