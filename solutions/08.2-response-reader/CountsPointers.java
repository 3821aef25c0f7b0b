// Wrong: a pointer has two bytes, which the name has as well.
// Reported: a name of 255 bytes, by a pointer
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import netbook.exercise.ResponseReader;

class CountsPointers implements ResponseReader {
  @Override
  public List<String> read(byte[] message) throws IOException {
    try {
      return lines(ByteBuffer.wrap(message));
    } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IOException("the message ends too early", e);
    }
  }

  private static List<String> lines(ByteBuffer in) throws IOException {
    int questions = in.getShort(4) & 0xffff;
    int answers = in.getShort(6) & 0xffff;
    in.position(12);
    for (int i = 0; i < questions; i++) {
      name(in);
      in.getInt();
    }
    var lines = new ArrayList<String>();
    for (int i = 0; i < answers; i++) {
      var owner = name(in);
      int type = in.getShort() & 0xffff;
      in.getShort();
      long ttl = in.getInt() & 0xffffffffL;
      int size = in.getShort() & 0xffff;
      int end = in.position() + size;
      if (end > in.limit()) {
        throw new IOException("RDLENGTH " + size + " is too long");
      }
      lines.add(owner + " " + ttl + " " + data(in, type, size));
      if (in.position() != end) {
        throw new IOException("the data don't end where RDLENGTH says");
      }
    }
    return lines;
  }

  private static String data(ByteBuffer in, int type, int size) throws IOException {
    switch (type) {
      case 1:
        if (size != 4) {
          throw new IOException("an address of " + size);
        }
        return "A " + (in.get() & 0xff) + "." + (in.get() & 0xff) + "." + (in.get() & 0xff) + "." + (in.get() & 0xff);
      case 5:
        return "CNAME " + name(in);
      default:
        var octets = new byte[size];
        in.get(octets);
        return "TYPE" + type + " " + HexFormat.of().formatHex(octets);
    }
  }

  private static String name(ByteBuffer in) throws IOException {
    var text = new StringBuilder();
    int size = 1;
    int began = in.position();
    int at = began;
    int next = -1;
    while (true) {
      int first = in.get(at) & 0xff;
      if (first == 0) {
        in.position(next < 0 ? at + 1 : next);
        return text.length() == 0 ? "." : text.toString();
      }
      if (first >= 0xc0) {
        int offset = (first & 0x3f) << 8 | in.get(at + 1) & 0xff;
        if (next < 0) {
          next = at + 2;
        }
        if (offset >= began) {
          throw new IOException("a pointer from " + at + " to " + offset);
        }
        began = offset;
        size += 2;
        at = offset;
        continue;
      }
      if (first > 63) {
        throw new IOException("a label begins with " + first);
      }
      size += 1 + first;
      if (size > 255) {
        throw new IOException("a name of over 255");
      }
      var label = new byte[first];
      for (int i = 0; i < first; i++) {
        label[i] = in.get(at + 1 + i);
      }
      text.append(new String(label, StandardCharsets.ISO_8859_1)).append('.');
      at += 1 + first;
    }
  }
}
