// Wrong: when the name is whole, I look how long it is.
// Reported: a label and a pointer to it
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import netbook.exercise.ResponseReader;

class ChecksAtTheEnd implements ResponseReader {
  @Override
  public List<String> read(byte[] message) throws IOException {
    return new Reading(message).lines();
  }

  private static final class Reading {
    private final byte[] message;
    private int at;

    Reading(byte[] message) {
      this.message = message;
    }

    List<String> lines() throws IOException {
      at = 4;
      int questions = u16();
      int answers = u16();
      if (message.length < 12) {
        throw new IOException("a header of " + message.length);
      }
      at = 12;
      for (int i = 0; i < questions; i++) {
        name(at, 1);
        u16();
        u16();
      }
      var lines = new ArrayList<String>();
      while (lines.size() < answers) {
        lines.add(line());
      }
      return lines;
    }

    private String line() throws IOException {
      var line = new StringBuilder(name(at, 1));
      int type = u16();
      u16();
      line.append(' ').append((long) u16() << 16 | u16()).append(' ');
      int end = u16() + at;
      if (end > message.length) {
        throw new IOException("data up to " + end);
      }
      if (type == 1) {
        line.append("A ").append(u8());
        for (int i = 0; i < 3; i++) {
          line.append('.').append(u8());
        }
      } else if (type == 5) {
        line.append("CNAME ").append(name(at, 1));
      } else {
        line.append("TYPE").append(type).append(' ');
        while (at < end) {
          line.append(String.format("%02x", u8()));
        }
      }
      if (at != end) {
        throw new IOException("data up to " + end + ", not " + at);
      }
      return line.toString();
    }

    /** The name here; its pointers lead to before where it began. */
    private String name(int began, int size) throws IOException {
      int length = u8();
      if (length == 0) {
        return size == 1 ? "." : "";
      }
      if (length < 64) {
        var label = new StringBuilder();
        for (int i = 0; i < length; i++) {
          label.append((char) u8());
        }
        var name = label + "." + name(began, size + 1 + length);
        if (name.length() + 1 > 255) {
          throw new IOException("over 255");
        }
        return name;
      }
      if (length < 192) {
        throw new IOException("label type " + length);
      }
      int offset = (length - 192) * 256 + u8();
      if (offset >= at - 2) {
        throw new IOException("to " + offset);
      }
      int next = at;
      at = offset;
      var rest = name(offset, size);
      at = next;
      return rest;
    }

    private int u16() throws IOException {
      return u8() * 256 + u8();
    }

    private int u8() throws IOException {
      if (at >= message.length) {
        throw new IOException("no byte at " + at);
      }
      return message[at++] & 0xff;
    }
  }
}
