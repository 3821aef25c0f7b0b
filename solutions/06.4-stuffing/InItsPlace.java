// Wrong: a message is shorter than its frame, so it has room where the frame stands.
// Reported: what it was given stays
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import netbook.exercise.Stuffing;

class InItsPlace implements Stuffing {
  @Override
  public byte[] encode(byte[] message) {
    int special = 0;
    for (byte b : message) {
      special += b == (byte) 0xc0 || b == (byte) 0xdb ? 1 : 0;
    }
    var frame = new byte[message.length + special + 1];
    int size = 0;
    for (byte b : message) {
      if (b == (byte) 0xc0 || b == (byte) 0xdb) {
        frame[size++] = (byte) 0xdb;
        frame[size++] = (byte) (b == (byte) 0xc0 ? 0xdc : 0xdd);
      } else {
        frame[size++] = b;
      }
    }
    frame[size] = (byte) 0xc0;
    return frame;
  }

  @Override
  public List<byte[]> decode(byte[] stream) throws IOException {
    var messages = new ArrayList<byte[]>();
    int start = 0;
    for (int at = 0; at < stream.length; at++) {
      if (stream[at] == (byte) 0xc0) {
        if (at > start) {
          messages.add(unstuffed(stream, start, at));
        }
        start = at + 1;
      }
    }
    if (start < stream.length) {
      throw new IOException(stream.length - start + " bytes without an END");
    }
    return messages;
  }

  private static byte[] unstuffed(byte[] octets, int from, int to) throws IOException {
    int size = from;
    for (int i = from; i < to; i++) {
      if (octets[i] != (byte) 0xdb) {
        octets[size++] = octets[i];
        continue;
      }
      i++;
      if (i == to || octets[i] != (byte) 0xdc && octets[i] != (byte) 0xdd) {
        throw new IOException("a broken escape");
      }
      octets[size++] = (byte) (octets[i] == (byte) 0xdc ? 0xc0 : 0xdb);
    }
    return Arrays.copyOfRange(octets, from, size);
  }
}
