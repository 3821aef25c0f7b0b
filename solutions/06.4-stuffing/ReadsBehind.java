// Wrong: behind an ESC there is always another octet.
// Reported: the end behind an ESC
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import netbook.exercise.Stuffing;

class ReadsBehind implements Stuffing {
  private static final int END = 0xc0;
  private static final int ESC = 0xdb;
  private static final int ESC_END = 0xdc;
  private static final int ESC_ESC = 0xdd;

  @Override
  public byte[] encode(byte[] message) {
    var frame = new ByteArrayOutputStream();
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
    for (int at = 0; at < stream.length; at++) {
      int octet = stream[at] & 0xff;
      if (octet == ESC) {
        at++;
        message.write(
            switch (stream[at] & 0xff) {
              case ESC_END -> END;
              case ESC_ESC -> ESC;
              default -> throw new IOException("no escape: " + octet);
            });
      } else if (octet == END) {
        if (inFrame) {
          messages.add(message.toByteArray());
        }
        message.reset();
      } else {
        message.write(octet);
      }
      inFrame = octet != END;
    }
    if (inFrame) {
      throw new EOFException("the stream ends inside a frame");
    }
    return messages;
  }
}
