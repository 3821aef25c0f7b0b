// Stub: what stands in the cell before a learner has written anything.
import java.io.IOException;
import java.util.List;
import netbook.exercise.Exercise;
import netbook.exercise.ResponseReader;

class Stub implements ResponseReader {
  @Override
  public List<String> read(byte[] message) throws IOException {
    throw Exercise.yourTurn();
  }
}
