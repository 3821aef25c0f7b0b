package netbook.exercise;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import netbook.show.Wording;

/**
 * The clients that visit a server in one trial: 1000 at most, 200 of them at once. What they do is
 * noted as steps. For one thread.
 */
public final class Clients implements AutoCloseable {
  /** Sockets that another cell's server may have opened meanwhile. */
  private static final int OTHERS_MAX = 3;

  /** More would use up the ports and files of the process. */
  private static final int CLIENTS_MAX = 1000;

  private static final int OPEN_MAX = 200;

  private final TriedServer server;
  private final Steps steps;
  private final Set<String> socketsBefore = Sockets.open();
  private final List<Client> all = new ArrayList<>();
  private final List<DatagramClient> allOfDatagrams = new ArrayList<>();

  Clients(TriedServer server, Steps steps) {
    this.server = server;
    this.steps = steps;
  }

  /**
   * A new client, connected. Closing the trial closes it too.
   *
   * @throws Missed if it isn't connected within a second
   * @throws IllegalStateException if there were 1000 already, or there are 200 now
   */
  public Client connect() throws IOException, InterruptedException, Missed {
    return connect(TriedServer.BUFFER);
  }

  /**
   * A new client that can send so many octets at least, though nobody reads them.
   *
   * @throws Missed if it isn't connected in time
   */
  Client connect(int room) throws IOException, InterruptedException, Missed {
    if (all.size() == CLIENTS_MAX || all.stream().filter(Client::isOpen).count() == OPEN_MAX) {
      throw new IllegalStateException(
          "clients: more than %d, or %d at once".formatted(CLIENTS_MAX, OPEN_MAX));
    }
    var client = new Client(server, steps, all.size() + 1, room);
    all.add(client);
    client.connect();
    return client;
  }

  /** A new client that sends datagrams, from a port of its own. */
  DatagramClient open() throws IOException {
    var client = new DatagramClient(server, steps, allOfDatagrams.size() + 1);
    allOfDatagrams.add(client);
    return client;
  }

  /**
   * Waits until the server has closed its sockets; the clients have gone. Where the system has no
   * {@code /proc}, nobody knows.
   *
   * @throws Missed if it hasn't in time
   */
  void awaitNoSocketLeft() throws InterruptedException, Missed {
    steps.call("the system counts the server's open sockets");
    int left = Sockets.awaitLeft(socketsBefore, TriedServer.WAIT);
    steps.answered(String.valueOf(left));
    if (left > OTHERS_MAX) {
      var actual = Wording.count(left, "socket") + " still open after their clients have gone";
      throw new Missed(new Mismatch("no socket left open", actual));
    }
  }

  /**
   * Waits for the end of the server's method, which ends by itself.
   *
   * @throws Missed if it doesn't within a time
   */
  void awaitServed(Duration longest) throws InterruptedException, Missed {
    steps.call("the check waits for its end");
    if (!server.awaitEnd(longest)) {
      steps.answered("nothing");
      var actual = "it goes on " + longest.toMillis() + " ms later";
      throw new Missed(new Mismatch("an end, and a closed connection", actual));
    }
    steps.answered(server.end());
  }

  /**
   * Closes the server's socket, and waits for the server's end.
   *
   * @throws Missed if it doesn't end in time
   */
  void stopServer() throws IOException, InterruptedException, Missed {
    steps.call("the server's socket is closed");
    if (!server.stop(TriedServer.WAIT)) {
      steps.answered("nothing");
      var actual = "it goes on " + TriedServer.WAIT.toMillis() + " ms later";
      throw new Missed(new Mismatch("serve ends once its socket is closed", actual));
    }
    steps.answered(server.end());
  }

  /** One line: how many there are. */
  @Override
  public String toString() {
    return Wording.count(all.size(), "client");
  }

  /** Hangs up. */
  @Override
  public void close() throws IOException {
    for (var client : all) {
      client.close();
    }
    for (var client : allOfDatagrams) {
      client.close();
    }
  }
}
