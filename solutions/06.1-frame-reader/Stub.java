// Stub: what stands in the cell before a learner has written anything.
import java.io.InputStream;
import netbook.exercise.Exercise;
import netbook.exercise.FrameReader;

class Stub implements FrameReader {
  @Override
  public byte[] readFrame(InputStream in, int sizeMax) {
    throw Exercise.yourTurn();
  }
}
