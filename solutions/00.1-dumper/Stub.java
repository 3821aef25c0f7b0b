// Stub: what stands in the cell before a learner has written anything.
import netbook.bytes.Bytes;
import netbook.exercise.Dumper;
import netbook.exercise.Exercise;

class Stub implements Dumper {
  @Override
  public String dump(Bytes octets) {
    throw Exercise.yourTurn();
  }
}
