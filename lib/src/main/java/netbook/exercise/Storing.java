package netbook.exercise;

import java.io.IOException;
import java.util.List;
import netbook.bytes.Bytes;

/** Makes the trials of {@link Store}: what its clients send, ask, and get. */
final class Storing {
  private Storing() {}

  /** A client stores what there is to store, and then gets the right answer for a key. */
  static List<Trial<Store>> answered(String key, String value, String... stored) {
    return visit(
        Bytes.utf8(stored[stored.length - 1]),
        clients -> {
          var client = clients.open();
          for (var datagram : stored) {
            client.send(Bytes.utf8(datagram));
          }
          ask(client, key, value);
        });
  }

  static List<Trial<Store>> visit(String octets, ServerTrials.Visit visit) {
    return visit(Bytes.utf8(octets), visit);
  }

  static List<Trial<Store>> visit(Bytes octets, ServerTrials.Visit visit) {
    return ServerTrials.ofDatagrams(Store::serve).on(octets, visit);
  }

  static void ask(DatagramClient client, String key, String value)
      throws IOException, InterruptedException, Missed {
    ask(client, Bytes.utf8(key), Bytes.utf8(value));
  }

  static void ask(DatagramClient client, String key, Bytes value)
      throws IOException, InterruptedException, Missed {
    ask(client, Bytes.utf8(key), value);
  }

  static void ask(DatagramClient client, Bytes key, Bytes value)
      throws IOException, InterruptedException, Missed {
    client.send(key);
    client.receive(key.plus(Bytes.utf8("=")).plus(value));
  }
}
