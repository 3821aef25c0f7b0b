// Stub: what stands in the cell before a learner has written anything.
import netbook.exercise.Asker;
import netbook.exercise.DatagramWire;
import netbook.exercise.Exercise;

class Stub implements Asker {
  @Override
  public String ask(DatagramWire wire, int identifier, String question) {
    throw Exercise.yourTurn();
  }
}
