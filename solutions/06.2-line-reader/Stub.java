// Stub: what stands in the cell before a learner has written anything.
import java.io.InputStream;
import netbook.exercise.Exercise;
import netbook.exercise.LineReader;

class Stub implements LineReader {
  @Override
  public Reading start(InputStream in, int lengthMax) {
    throw Exercise.yourTurn();
  }
}
