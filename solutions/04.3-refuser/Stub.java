// Stub: what stands in the cell before a learner has written anything.
import java.nio.channels.SocketChannel;
import netbook.bytes.Bytes;
import netbook.exercise.Exercise;
import netbook.exercise.Refuser;

class Stub implements Refuser {
  @Override
  public void refuse(SocketChannel connection, Bytes explanation) {
    throw Exercise.yourTurn();
  }
}
