package netbook.show;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import netbook.Leaks;
import netbook.bytes.BitField;
import netbook.bytes.Bytes;
import netbook.bytes.Field;
import netbook.bytes.MalformedException;
import netbook.frame.Dissector;
import netbook.frame.Lines;
import netbook.frame.Message;
import netbook.net.Datagram;
import netbook.net.SocketState;
import netbook.net.TcpClient;
import netbook.net.TcpConnection;
import netbook.net.TcpServer;
import netbook.net.UdpClient;
import netbook.net.UdpServer;
import netbook.notebook.View;
import netbook.resolve.Attempt;
import netbook.tap.Fault;
import netbook.tap.Tap;
import netbook.trace.Event.Kind;
import netbook.trace.Gauge;
import netbook.trace.Trace;
import netbook.trace.Traced;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Feeds every public method of {@link Show} what a hostile peer might send, through every parameter
 * that can carry it. A new method is found by itself; a new type of parameter has to be taught to
 * {@link #hostile}.
 */
@ExtendWith(Leaks.class)
class HostileTest {
  private static final Path COLLECTED = Path.of("../../shared/suites/strings_blns.json");

  private static final List<String> TEXTS =
      List.of(
          "<script>alert(1)</script>",
          "</svg></pre><img src=x onerror=alert(1)>",
          "</style><script>alert(1)</script>",
          "<!-- --><![CDATA[ ]]>&lt;&#60;&amp",
          "\" onmouseover=\"alert(1)\" x='",
          "javascript:alert(1)",
          "RFC 1 §1\"><b>",
          "$x$ \\(x\\) $$\\require{action}$$",
          "a\u202eb\u2066c\u2028d\u200f\ufeff\ufffe\uffff",
          "\0\u001b[31m\u001b]0;title\u0007\u009b31m\r\n\t\b\u007f",
          "\ud800 \udc00 \udbff",
          "😀👩‍👩‍👧",
          "",
          "x".repeat(1 << 20),
          "<é😀\n".repeat(1 << 18));

  static List<Method> methods() {
    return Arrays.stream(Show.class.getMethods())
        .filter(method -> method.getDeclaringClass() == Show.class)
        .toList();
  }

  @Test
  void thereAreMethodsToTry() {
    assertThat(methods()).hasSizeGreaterThanOrEqualTo(10);
  }

  @ParameterizedTest
  @MethodSource("methods")
  void returnsNothingAndIsStatic(Method method) {
    assertThat(method.getReturnType()).isEqualTo(void.class);
    assertThat(Modifier.isStatic(method.getModifiers())).isTrue();
  }

  @ParameterizedTest
  @MethodSource("methods")
  void whatAPeerSendsStaysText(Method method) throws Exception {
    var draw = Show.class.getDeclaredMethod(method.getName() + "View", method.getParameterTypes());
    for (int i = 0; i < 3 * TEXTS.size(); i++) {
      try (var made = new Made(TEXTS.get(i % TEXTS.size()), i)) {
        var arguments = made.all(method.getGenericParameterTypes());
        var view = (View) invoke(draw, arguments);
        Markup.of(view);
        assertThat(printedBy(method, arguments)).isEqualTo(view.text() + System.lineSeparator());
      }
      awaitLastDrawings();
    }
  }

  /** A big list from outside, where there is one; what a peer sends is drawn from a trace. */
  @ParameterizedTest
  @MethodSource("methods")
  void whatOthersCollectedStaysText(Method method) throws Exception {
    if (!Files.exists(COLLECTED)) {
      return;
    }
    var draw = Show.class.getDeclaredMethod(method.getName() + "View", method.getParameterTypes());
    for (Object text : new ObjectMapper().readValue(COLLECTED.toFile(), List.class)) {
      try (var made = new Made(text.toString(), 0)) {
        Markup.of((View) invoke(draw, made.all(method.getGenericParameterTypes())));
      }
    }
  }

  private static Object invoke(Method method, Object[] arguments) throws Exception {
    try {
      return method.invoke(null, arguments);
    } catch (InvocationTargetException e) {
      throw new AssertionError(method + " threw " + e.getCause(), e.getCause());
    }
  }

  /** Without a kernel a view is printed, so this sees which one a method displays. */
  private static String printedBy(Method method, Object[] arguments) throws Exception {
    var before = System.out;
    var printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      invoke(method, arguments);
    } finally {
      System.setOut(before);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }

  /** What is shown live is printed once more when its server has been closed. */
  private static void awaitLastDrawings() throws InterruptedException {
    for (var thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("netbook-live")) {
        assertThat(thread.join(Duration.ofSeconds(5))).isTrue();
      }
    }
  }

  /** Arguments that carry one text wherever they can. */
  private static final class Made implements Closeable {
    private final String text;
    private final int turn;
    private final List<Closeable> open = new ArrayList<>();

    /**
     * @param turn where there are several ways to carry the text, takes them in turn
     */
    Made(String text, int turn) {
      this.text = text;
      this.turn = turn;
    }

    Object[] all(Type[] types) throws Exception {
      var all = new Object[types.length];
      for (int i = 0; i < types.length; i++) {
        all[i] = hostile(types[i]);
      }
      return all;
    }

    private Object hostile(Type type) throws Exception {
      return switch (type.getTypeName().replace("java.lang.", "").replace("java.util.", "")) {
        case "String" -> text;
        case "List<String>" -> List.of(text, text);
        case "List<List<String>>" -> List.of(List.of(text, text), List.of("1", text));
        case "netbook.bytes.Bytes" -> bytes();
        case "List<netbook.bytes.Field>" -> fields();
        case "netbook.bytes.MalformedException" -> new MalformedException(1, text, text);
        case "netbook.trace.Traced" -> traced();
        case "netbook.frame.Dissector" -> dissector();
        case "List<netbook.resolve.Attempt>" -> attempts();
        case "netbook.trace.Gauge[]" -> gauges();
        case "Object[]" -> new Object[] {text, new SocketState(text, text, text, text)};
        default -> throw new AssertionError("teach this test to make a hostile " + type);
      };
    }

    private Bytes bytes() {
      return Bytes.utf8(text + "....");
    }

    private List<Field> fields() {
      var plain = new Field(text, text, 0, 1, text, List.of());
      var bits = List.of(new BitField(text, 7, text), new BitField(text, 1, text));
      var inner = new Field(text, text, 1, 2, text, List.of(), bits, OptionalInt.of(99));
      var group = new Field(text, text, 1, 2, text, List.of(inner), List.of(), OptionalInt.of(0));
      return List.of(plain, new Field(text, text, 1, 3, text, List.of(group)));
    }

    private Traced traced() throws Exception {
      return switch (turn % 6) {
        case 0 -> trace();
        case 1 -> server();
        case 2 -> connection();
        case 3 -> udpServer();
        case 4 -> udpClient();
        default -> tap();
      };
    }

    /** One that says what a codec might of hostile octets, and one that breaks at each of them. */
    private Dissector dissector() {
      var broken = new MalformedException(0, text, text);
      return turn % 2 == 0
          ? octets ->
              octets.isEmpty()
                  ? List.of()
                  : List.of(
                      new Message(
                          0,
                          octets.size(),
                          text,
                          List.of(new Field(text, text, 0, 1, text, List.of())),
                          turn % 4 == 0 ? broken : null))
          : Dissector.of(Lines.crlf());
    }

    private List<Attempt> attempts() {
      var host = text.isEmpty() ? "host" : text;
      var address = InetSocketAddress.createUnresolved(host, 80);
      return Arrays.stream(Attempt.Ending.values())
          .map(ending -> new Attempt(address, Duration.ZERO, Duration.ofMillis(1), ending, text))
          .toList();
    }

    private Gauge[] gauges() throws IOException {
      var gauge = new Gauge(text);
      gauge.out(OutputStream.nullOutputStream()).write(turn % 2);
      return new Gauge[] {gauge, new Gauge("client → server")};
    }

    private Trace trace() {
      var trace = new Trace();
      for (var kind : Kind.values()) {
        trace.event(trace.nextConnection(), text, "server", kind, text);
        trace.event(1, "client", text, kind, text);
      }
      trace.data(1, "client", "server", bytes());
      trace.datagram(2, "client", "tap", bytes(), "");
      trace.event(2, "client", "tap", Kind.LOST, bytes().size() + " B, " + text);
      trace.datagram(2, "client", "tap", bytes(), "");
      trace.datagram(2, "tap", "server", bytes(), "delay, duplicate, " + text);
      trace.datagram(2, "tap", "server", bytes(), "delay, " + text);
      return trace;
    }

    private TcpServer server() throws Exception {
      var server = TcpServer.with().name(text).trace(trace()).start(_ -> {});
      open.add(server::close);
      return server;
    }

    private UdpServer udpServer() throws Exception {
      var server = UdpServer.with().name(text).trace(trace()).start((_, _) -> {});
      open.add(server::close);
      return server;
    }

    private UdpClient udpClient() throws Exception {
      var client = UdpClient.with().trace(trace()).connectTo(udpServer().address());
      open.add(client::close);
      var octets = bytes();
      client.send(octets.slice(0, Math.min(octets.size(), Datagram.SIZE_MAX)));
      return client;
    }

    private Tap tap() throws Exception {
      var tap = Tap.before(server()).toServer(Fault.slice(1), Fault.stall().after(2));
      open.add(tap::close);
      try (var client = TcpClient.connect(tap.address())) {
        client.send(bytes());
      }
      tap.close(); // from here on nothing is added to what two drawings of it are to show
      return tap;
    }

    private TcpConnection connection() throws Exception {
      var connection = TcpClient.with().trace(trace()).connectTo(server().address());
      open.add(connection::close);
      return connection;
    }

    @Override
    public void close() throws IOException {
      for (var resource : open.reversed()) {
        resource.close();
      }
    }
  }
}
