// Asks a DNS server, byte by byte, with nothing but Java's standard library. Chapter 08 takes the
// messages apart; what stands between "chapter 08" and "end" is the code of that cell.
//
//     java programs/RawDns.java 127.0.0.1 53 example.com            asks for IPv4 addresses
//     java programs/RawDns.java 127.0.0.1 53 example.com MX         for another type
//     java programs/RawDns.java 127.0.0.1 53 example.com 257        or one by its number
//
// It prints the records of the answer, one a line. By UDP it waits 2 seconds for its own answer and
// asks three times; an answer that was truncated is asked for again by TCP.

final Map<String, Integer> types =
    Map.of("A", 1, "NS", 2, "CNAME", 5, "SOA", 6, "PTR", 12, "MX", 15, "TXT", 16, "AAAA", 28);

void main(String[] arguments) {
  if (arguments.length < 3 || arguments.length > 4) {
    fail("takes a server, its port, a name, and perhaps a type");
  }
  int port = number("port", arguments[1], 1);
  var typed = arguments.length == 4 ? arguments[3].toUpperCase(Locale.ROOT) : "A";
  int type = types.containsKey(typed) ? types.get(typed) : number("type", typed, 0);
  int id = new SecureRandom().nextInt(0x10000);
  var query = query(id, encoded(arguments[2]), type);
  Thread.startVirtualThread(() -> giveUp());
  try {
    var server = new InetSocketAddress(InetAddress.getByName(arguments[0]), port);
    var answer = askByUdp(query, server);
    int flags = ByteBuffer.wrap(answer).getShort(2);
    print((flags & 0x0200) == 0 ? answer : askByTcp(query, server));
  } catch (UnknownHostException e) {
    fail("there is no host " + arguments[0]);
  } catch (SocketTimeoutException e) {
    fail("no answer came in time");
  } catch (PortUnreachableException | ConnectException e) {
    fail("nobody listens at " + arguments[0] + " port " + port);
  } catch (IOException e) {
    fail(e.getMessage());
  }
}

void giveUp() {
  try {
    Thread.sleep(Duration.ofSeconds(20));
    fail("the answer wasn't there after 20 seconds");
  } catch (InterruptedException e) {
    // Nobody interrupts this thread.
  }
}

// chapter 08, cell build
byte[] query(int id, byte[] name, int type) {
  var out = ByteBuffer.allocate(12 + name.length + 4);
  for (int number : List.of(id, 0x0100, 1, 0, 0, 0)) {
    out.putShort((short) number);
  }
  return out.put(name).putShort((short) type).putShort((short) 1).array();
}

// end

byte[] encoded(String name) {
  var out = new ByteArrayOutputStream();
  var text = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  for (var label : text.isEmpty() ? new String[0] : text.split("\\.", -1)) {
    var octets = label.getBytes(StandardCharsets.US_ASCII);
    if (octets.length == 0 || octets.length > 63 || !label.equals(ascii(octets))) {
      fail("'" + label + "' is no label; a label is 1 to 63 characters of ASCII");
    }
    out.write(octets.length);
    out.writeBytes(octets);
  }
  out.write(0);
  if (out.size() > 255) {
    fail("the name takes " + out.size() + " bytes; 255 are the limit");
  }
  return out.toByteArray();
}

byte[] askByUdp(byte[] query, InetSocketAddress server) throws IOException {
  try (var socket = new DatagramSocket()) {
    socket.connect(server);
    for (int turn = 0; turn < 3; turn++) {
      socket.send(new DatagramPacket(query, query.length));
      var answer = awaitAnswer(socket, query, System.nanoTime() + 2_000_000_000L);
      if (answer != null) {
        return answer;
      }
    }
    throw new SocketTimeoutException();
  }
}

/** What is sent to us and isn't the answer doesn't make the wait longer. */
byte[] awaitAnswer(DatagramSocket socket, byte[] query, long deadline) throws IOException {
  var packet = new DatagramPacket(new byte[65535], 65535);
  try {
    for (long left = deadline - System.nanoTime(); left > 0; left = deadline - System.nanoTime()) {
      socket.setSoTimeout(1 + (int) (left / 1_000_000));
      socket.receive(packet);
      var answer = Arrays.copyOf(packet.getData(), packet.getLength());
      if (isAnswer(answer, query)) {
        return answer;
      }
      packet.setLength(65535);
    }
  } catch (SocketTimeoutException e) {
    // Nobody answered in this turn.
  }
  return null;
}

byte[] askByTcp(byte[] query, InetSocketAddress server) throws IOException {
  try (var socket = new Socket()) {
    socket.connect(server, 5000);
    socket.setSoTimeout(5000);
    var framed = ByteBuffer.allocate(2 + query.length).putShort((short) query.length).put(query);
    socket.getOutputStream().write(framed.array());
    var in = new DataInputStream(socket.getInputStream());
    var answer = new byte[in.readUnsignedShort()];
    in.readFully(answer);
    if (!isAnswer(answer, query)) {
      throw new IOException("the server answered something else by TCP");
    }
    return answer;
  } catch (EOFException e) {
    throw new IOException("the server ended the connection inside of its answer");
  }
}

/** Whether it is a response with the query's ID and question. */
boolean isAnswer(byte[] message, byte[] query) {
  return message.length >= query.length
      && (message[2] & 0x80) != 0
      && Arrays.equals(message, 0, 2, query, 0, 2)
      && Arrays.equals(message, 12, query.length, query, 12, query.length);
}

void print(byte[] answer) throws IOException {
  var in = ByteBuffer.wrap(answer);
  try {
    int code = in.getShort(2) & 0xf;
    if (code != 0) {
      throw new IOException(code == 3 ? "NXDOMAIN: there is no such name" : "RCODE " + code);
    }
    int questions = in.getShort(4) & 0xffff;
    int answers = in.getShort(6) & 0xffff;
    in.position(12);
    for (int i = 0; i < questions; i++) {
      name(in);
      in.getInt();
    }
    for (int i = 0; i < answers; i++) {
      var name = name(in);
      int type = in.getShort() & 0xffff;
      in.getShort();
      long ttl = in.getInt() & 0xffffffffL;
      int size = in.getShort() & 0xffff;
      var data = in.slice(in.position(), size);
      var line = name + " " + ttl + " " + typeName(type) + " " + shown(type, in, data);
      System.out.println(line.replaceAll("[^ -~]", "?"));
    }
  } catch (IndexOutOfBoundsException | BufferUnderflowException e) {
    throw new IOException("the answer ends at " + answer.length + ", inside of a record");
  }
}

/** The data of a record as text; what stands behind them is next. */
String shown(int type, ByteBuffer in, ByteBuffer data) throws IOException {
  int end = in.position() + data.capacity();
  var octets = new byte[data.capacity()];
  data.get(octets);
  var text =
      switch (type) {
        case 1 -> octets.length == 4 ? InetAddress.getByAddress(octets).getHostAddress() : null;
        case 28 -> octets.length == 16 ? InetAddress.getByAddress(octets).getHostAddress() : null;
        case 2, 5, 12 -> name(in);
        case 15 -> (in.getShort() & 0xffff) + " " + name(in);
        default -> null;
      };
  if (text != null && type != 1 && type != 28 && in.position() != end) {
    throw new IOException("the data of a record end at " + in.position() + ", not at " + end);
  }
  in.position(end);
  return text != null ? text : "0x" + HexFormat.of().formatHex(octets);
}

String typeName(int type) {
  return types.entrySet().stream()
      .filter(known -> known.getValue() == type)
      .map(Map.Entry::getKey)
      .findFirst()
      .orElse("TYPE" + type);
}

/** Reads the name at the position, and leaves the position behind it. */
String name(ByteBuffer in) throws IOException {
  int at = in.position();
  var name = read(in.array(), at, at);
  int length = in.get() & 0xff;
  while (length > 0 && length < 0xc0) {
    in.position(in.position() + length);
    length = in.get() & 0xff;
  }
  if (length >= 0xc0) {
    in.get();
  }
  if (name.length() > 254) {
    throw new IOException("the name at " + at + " has over 255 bytes");
  }
  return name.isEmpty() ? "." : name;
}

// chapter 08, cell mended
String read(byte[] message, int at, int began) throws IOException {
  int length = message[at] & 0xff;
  if (length == 0) {
    return "";
  }
  if (length >= 0xc0) {
    int offset = (length & 0x3f) << 8 | message[at + 1] & 0xff;
    if (offset >= began) {
      throw new IOException("a pointer to " + offset + " from " + began);
    }
    return read(message, offset, offset);
  }
  if (length > 63) {
    throw new IOException("a label of %d B at %d".formatted(length, at));
  }
  var label = new String(message, at + 1, length, StandardCharsets.US_ASCII);
  return label + "." + read(message, at + 1 + length, began);
}

// end

String ascii(byte[] octets) {
  return new String(octets, StandardCharsets.US_ASCII);
}

int number(String what, String text, int least) {
  try {
    int number = Integer.parseInt(text);
    if (number >= least && number <= 65535) {
      return number;
    }
  } catch (NumberFormatException e) {
    // Not even a number: said below.
  }
  fail("'" + text + "' is no " + what + "; a " + what + " is a number from " + least + " to 65535");
  return -1;
}

void fail(String why) {
  System.err.println("RawDns: " + why);
  System.exit(1);
}
