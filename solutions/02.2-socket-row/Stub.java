// Stub: what stands in the cell before a learner has written anything.
import netbook.exercise.Exercise;
import netbook.exercise.SocketRow;

class Stub implements SocketRow {
  @Override
  public String read(String row) {
    throw Exercise.yourTurn();
  }
}
