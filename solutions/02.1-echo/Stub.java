// Stub: what stands in the cell before a learner has written anything.
import java.nio.channels.ServerSocketChannel;
import netbook.exercise.Echo;
import netbook.exercise.Exercise;

class Stub implements Echo {
  @Override
  public void serve(ServerSocketChannel listening) {
    throw Exercise.yourTurn();
  }
}
