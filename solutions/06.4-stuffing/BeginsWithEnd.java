// Right: as RFC 1055 allows, a frame begins with END as well.
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import netbook.exercise.Stuffing;

class BeginsWithEnd implements Stuffing {
  private static final int END = 0xc0;
  private static final int ESC = 0xdb;
  private static final int ESC_END = 0xdc;
  private static final int ESC_ESC = 0xdd;

  @Override
  public byte[] encode(byte[] message) {
    var frame = new ByteArrayOutputStream();
    frame.write(END);
    for (byte b : message) {
      switch (b & 0xff) {
        case END -> {
          frame.write(ESC);
          frame.write(ESC_END);
        }
        case ESC -> {
          frame.write(ESC);
          frame.write(ESC_ESC);
        }
        default -> frame.write(b);
      }
    }
    frame.write(END);
    return frame.toByteArray();
  }

  @Override
  public List<byte[]> decode(byte[] stream) throws IOException {
    var messages = new ArrayList<byte[]>();
    var message = new ByteArrayOutputStream();
    boolean inFrame = false;
    boolean escaped = false;
    for (byte b : stream) {
      int octet = b & 0xff;
      if (escaped) {
        message.write(
            switch (octet) {
              case ESC_END -> END;
              case ESC_ESC -> ESC;
              default -> throw new IOException("no escape: " + octet);
            });
        escaped = false;
      } else if (octet == END) {
        if (inFrame) {
          messages.add(message.toByteArray());
        }
        message.reset();
      } else if (octet == ESC) {
        escaped = true;
      } else {
        message.write(octet);
      }
      inFrame = escaped || octet != END;
    }
    if (inFrame) {
      throw new EOFException("the stream ends inside a frame");
    }
    return messages;
  }
}
