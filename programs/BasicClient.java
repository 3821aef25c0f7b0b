// A client: sends what you type, and prints what comes back. Chapter 02 takes its five steps one by
// one; what stands between "chapter 02" and "end" is the code of that cell.
//
//     java programs/BasicClient.java localhost 7007            sends each line that you type
//     java programs/BasicClient.java localhost 7007 hello      sends one line
//     java programs/BasicClient.java localhost 7007 < FILE     sends a file
//
// Ctrl-D (the end of what you type) says to the server that we are done. It waits for you as long
// as you like, but for the server 5 to 10 seconds: then it gives up.

final AtomicLong events = new AtomicLong();
volatile boolean yourTurn;

void main(String[] arguments) {
  if (arguments.length < 2 || arguments.length > 3) {
    fail("takes a host, a port, and perhaps a text to send");
  }
  var host = arguments[0];
  var port = port(arguments[1]);
  var input = arguments.length == 3 ? lineOf(arguments[2]) : System.in;
  Thread.startVirtualThread(() -> giveUpInSilence());
  try {
    // Step 1 asks the system for a socket, step 2 looks the name up, step 3 connects.
    var address = InetAddress.getByName(host);
    var server = new InetSocketAddress(address, port);

    // chapter 02, cell client-connect
    try (var socket = SocketChannel.open()) {
      socket.connect(server);
      // end

      // Step 4 sends and receives, both at once: whoever only sends may wait for ever with a server
      // that waits for us to read. Step 5, the end of `try`, closes.
      Thread.startVirtualThread(() -> send(input, socket));
      receive(socket);
    }
  } catch (UnknownHostException e) {
    fail("there is no host " + host);
  } catch (ConnectException e) {
    fail("can't connect to " + host + " port " + port + ": " + e.getMessage());
  } catch (IOException e) {
    fail("the connection broke: " + e.getMessage());
  }
}

void send(InputStream input, SocketChannel connection) {
  try {
    var typed = Channels.newChannel(input);
    var chunk = ByteBuffer.allocate(8192);
    while (waitForYou(typed, chunk) >= 0) {
      // chapter 02, cell right-one
      chunk.flip();
      while (chunk.hasRemaining()) {
        connection.write(chunk);
      }
      chunk.clear();
      // end
    }
    connection.shutdownOutput();
  } catch (ClosedChannelException e) {
    // The server has finished, and so have we.
  } catch (IOException e) {
    fail("can't send: " + e.getMessage());
  }
}

void receive(SocketChannel connection) throws IOException {
  // chapter 02, cell right-one
  var chunk = ByteBuffer.allocate(8192);
  while (connection.read(chunk) >= 0) {
    chunk.flip();
    // end
    System.out.write(chunk.array(), 0, chunk.limit());
    System.out.flush();
    chunk.clear();
    events.incrementAndGet();
  }
}

int waitForYou(ReadableByteChannel typed, ByteBuffer chunk) throws IOException {
  yourTurn = true;
  var count = typed.read(chunk);
  events.incrementAndGet();
  yourTurn = false;
  return count;
}

void giveUpInSilence() {
  try {
    var before = -1L;
    while (yourTurn || events.get() > before) {
      before = events.get();
      Thread.sleep(Duration.ofSeconds(5));
    }
    fail("nothing came from the server for 5 seconds");
  } catch (InterruptedException e) {
    // Nobody interrupts this thread.
  }
}

InputStream lineOf(String text) {
  return new ByteArrayInputStream((text + "\n").getBytes(StandardCharsets.UTF_8));
}

int port(String text) {
  try {
    var port = Integer.parseInt(text);
    if (port > 0 && port <= 65535) {
      return port;
    }
  } catch (NumberFormatException e) {
    // Not even a number: said below.
  }
  fail("'" + text + "' is no port; a port is a number from 1 to 65535");
  return -1;
}

void fail(String why) {
  System.err.println("BasicClient: " + why);
  System.exit(1);
}
