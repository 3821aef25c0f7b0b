// An echo server: whatever a client sends, it gets back. Chapter 02 builds it piece by piece; what
// stands between "chapter 02" and "end" is the code of that cell.
//
//     java programs/EchoServer.java            listens on any free port
//     java programs/EchoServer.java 7007       listens on port 7007
//
// It listens on loopback: only programs of this machine reach it. Ctrl-C ends it.

void main(String[] arguments) {
  if (arguments.length > 1) {
    fail("takes one argument, the port");
  }
  var port = arguments.length == 1 ? port(arguments[0]) : 0;
  try (var listening = ServerSocketChannel.open()) {
    listening.bind(new InetSocketAddress("127.0.0.1", port));
    var address = (InetSocketAddress) listening.getLocalAddress();
    System.out.println("Listening on 127.0.0.1 port " + address.getPort() + "; Ctrl-C ends it");

    // chapter 02, cell right-server
    while (true) {
      var connection = listening.accept();
      Thread.startVirtualThread(() -> serve(connection));
    }
    // end
  } catch (BindException e) {
    fail("can't listen on port " + port + ": " + e.getMessage());
  } catch (IOException e) {
    fail("can't go on accepting: " + e.getMessage());
  }
}

// chapter 02, cell right-server
void serve(SocketChannel connection) {
  try (connection) {
    echo(connection);
  } catch (IOException e) {
    // This client is gone. The others are not.
  }
}

// end

// chapter 02, cell right-one
void echo(SocketChannel connection) throws IOException {
  var chunk = ByteBuffer.allocate(8192);
  while (connection.read(chunk) >= 0) {
    chunk.flip();
    while (chunk.hasRemaining()) {
      connection.write(chunk);
    }
    chunk.clear();
  }
}

// end

int port(String text) {
  try {
    var port = Integer.parseInt(text);
    if (port >= 0 && port <= 65535) {
      return port;
    }
  } catch (NumberFormatException e) {
    // Not even a number: said below.
  }
  fail("'" + text + "' is no port; a port is a number from 0 to 65535");
  return -1;
}

void fail(String why) {
  System.err.println("EchoServer: " + why);
  System.exit(1);
}
