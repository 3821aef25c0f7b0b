// Stub: what stands in the cell before a learner has written anything.
import netbook.exercise.Exercise;
import netbook.exercise.Utf8Decoder;

class Stub implements Utf8Decoder {
  @Override
  public Decoding start() {
    throw Exercise.yourTurn();
  }
}
