package netbook.show;

import java.io.IOException;
import java.nio.channels.NetworkChannel;
import java.util.ArrayList;
import java.util.List;
import netbook.net.SocketState;
import netbook.notebook.View;

/** Sockets as a table: a row each, with what {@link SocketState} knows. */
final class SocketTable {
  private SocketTable() {}

  static View view(Object... namesAndSockets) throws IOException {
    if (namesAndSockets.length == 0 || namesAndSockets.length % 2 != 0) {
      throw new IllegalArgumentException("a name and a socket in turn, at least one of each");
    }
    var rows = new ArrayList<List<String>>();
    for (int i = 0; i < namesAndSockets.length; i += 2) {
      var state = state(namesAndSockets[i + 1]);
      rows.add(
          List.of(
              String.valueOf(namesAndSockets[i]),
              state.protocol(),
              state.state(),
              state.local(),
              state.remote()));
    }
    return TableView.view(
        "Sockets.", List.of("socket", "protocol", "state", "local end", "remote end"), rows);
  }

  private static SocketState state(Object socket) throws IOException {
    return switch (socket) {
      case SocketState state -> state;
      case NetworkChannel channel -> SocketState.of(channel);
      default ->
          throw new IllegalArgumentException(
              "neither a socket nor the state of one: " + socket.getClass().getSimpleName());
    };
  }
}
