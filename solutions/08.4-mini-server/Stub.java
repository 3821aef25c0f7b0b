// Stub: what stands in the cell before a learner has written anything.
import java.util.List;
import java.util.Optional;
import netbook.bytes.Bytes;
import netbook.dns.ResourceRecord;
import netbook.dns.Transport;
import netbook.exercise.Exercise;
import netbook.exercise.MiniServer;

class Stub implements MiniServer {
  @Override
  public Optional<Bytes> answer(List<ResourceRecord> zone, Bytes request, Transport transport) {
    throw Exercise.yourTurn();
  }
}
