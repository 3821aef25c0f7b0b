// Stub: what stands in the cell before a learner has written anything.
import java.nio.channels.DatagramChannel;
import netbook.exercise.Exercise;
import netbook.exercise.Store;

class Stub implements Store {
  @Override
  public void serve(DatagramChannel socket) {
    throw Exercise.yourTurn();
  }
}
