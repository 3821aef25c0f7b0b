// Stub: what stands in the cell before a learner has written anything.
import java.util.List;
import netbook.exercise.Exercise;
import netbook.exercise.Stuffing;

class Stub implements Stuffing {
  @Override
  public byte[] encode(byte[] message) {
    throw Exercise.yourTurn();
  }

  @Override
  public List<byte[]> decode(byte[] stream) {
    throw Exercise.yourTurn();
  }
}
