// Asks a DNS server by the library dnsjava, which is in the jar of the notebooks (./netbook setup
// builds it). Chapter 07 uses the library; what stands between "chapter 07" and "end" is the code
// of that cell.
//
//     java -cp lib/target/netbook.jar programs/Resolve.java 127.0.0.1 53 example.com MX
//
// It prints the records of the answer, one a line, as RawDns does, which asks without a library.
// Without a type it asks for IPv4 addresses.

import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

void main(String[] arguments) {
  if (arguments.length < 3 || arguments.length > 4) {
    fail("takes a server, its port, a name, and perhaps a type");
  }
  int port = port(arguments[1]);
  var typed = arguments.length == 4 ? arguments[3] : "A";
  int type = Type.value(typed, true);
  if (type < 0) {
    fail("'" + typed + "' is no type; a type is such as MX, or a number from 0 to 65535");
  }
  try {
    var server = new InetSocketAddress(InetAddress.getByName(arguments[0]), port);
    print(ask(server, arguments[2], type));
  } catch (UnknownHostException e) {
    fail("there is no host " + arguments[0]);
  } catch (TextParseException e) {
    fail("'" + arguments[2] + "' is no name: " + e.getMessage());
  } catch (IOException e) {
    fail("no answer: " + e.getMessage());
  }
}

// chapter 07, cell ask
Message ask(InetSocketAddress server, String name, int type) throws IOException {
  var resolver = new SimpleResolver(server);
  resolver.setTimeout(Duration.ofSeconds(2));
  var wanted = Name.fromString(name, Name.root);
  return resolver.send(Message.newQuery(Record.newRecord(wanted, type, DClass.IN)));
}

// end

void print(Message answer) {
  if (answer.getRcode() != Rcode.NOERROR) {
    fail(Rcode.string(answer.getRcode()));
  }
  for (var record : answer.getSection(Section.ANSWER)) {
    var type = Type.string(record.getType());
    System.out.println(
        record.getName() + " " + record.getTTL() + " " + type + " " + record.rdataToString());
  }
}

int port(String text) {
  try {
    int port = Integer.parseInt(text);
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
  System.err.println("Resolve: " + why);
  System.exit(1);
}
