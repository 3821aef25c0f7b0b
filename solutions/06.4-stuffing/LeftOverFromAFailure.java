// Wrong: the room for a message is made once for the object; each END empties it, so it is empty whenever decode begins.
// Reported: a stream after a broken one
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import netbook.exercise.Stuffing;

class LeftOverFromAFailure implements Stuffing {
    private static final byte END = (byte) 0xc0;
    private static final byte ESC = (byte) 0xdb;
    private static final byte ESC_END = (byte) 0xdc;
    private static final byte ESC_ESC = (byte) 0xdd;

    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private boolean escaped;

    @Override
    public byte[] encode(byte[] message) {
        var frame = new ByteArrayOutputStream(message.length + 1);
        for (byte b : message) {
            switch (b) {
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
        for (byte b : stream) {
            if (escaped) {
                if (b != ESC_END && b != ESC_ESC) {
                    throw new IOException("ESC and then " + (b & 0xff));
                }
                message.write(b == ESC_END ? END : ESC);
                escaped = false;
            } else if (b == ESC) {
                escaped = true;
            } else if (b != END) {
                message.write(b);
            } else if (message.size() > 0) {
                messages.add(message.toByteArray());
                message.reset();
            }
        }
        if (escaped || message.size() > 0) {
            throw new IOException("the stream ends inside a frame");
        }
        return messages;
    }
}
