// Stub: what stands in the cell before a learner has written anything.
import netbook.exercise.Exercise;
import netbook.exercise.FrameParser;

class Stub implements FrameParser {
  @Override
  public Parsing start(int sizeMax) {
    throw Exercise.yourTurn();
  }
}
