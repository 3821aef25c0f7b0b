// Stub: what stands in the cell before a learner has written anything.
import java.util.List;
import netbook.bytes.Bytes;
import netbook.exercise.Exercise;
import netbook.exercise.StructCodec;

class Stub implements StructCodec {
  @Override
  public Bytes pack(String format, List<Object> values) {
    throw Exercise.yourTurn();
  }

  @Override
  public List<Object> unpack(String format, Bytes octets) {
    throw Exercise.yourTurn();
  }
}
