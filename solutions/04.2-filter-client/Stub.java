// Stub: what stands in the cell before a learner has written anything.
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.SocketChannel;
import netbook.exercise.Exercise;
import netbook.exercise.FilterClient;

class Stub implements FilterClient {
  @Override
  public void filter(SocketChannel connection, InputStream from, OutputStream to) {
    throw Exercise.yourTurn();
  }
}
