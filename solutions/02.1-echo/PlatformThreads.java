// Right: a platform thread for each client, sockets with streams instead of channels.
import java.io.IOException;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import netbook.exercise.Echo;

class PlatformThreads implements Echo {
  @Override
  public void serve(ServerSocketChannel listening) {
    var door = listening.socket();
    try {
      while (true) {
        var client = door.accept();
        new Thread(() -> talk(client)).start();
      }
    } catch (IOException e) {
      // The door is closed: no more clients.
    }
  }

  private void talk(Socket client) {
    try (client;
        var in = client.getInputStream();
        var out = client.getOutputStream()) {
      in.transferTo(out);
    } catch (IOException e) {
      // This client is gone. The others are not.
    }
  }
}
