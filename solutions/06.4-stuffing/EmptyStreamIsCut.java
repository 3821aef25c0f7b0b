// Wrong: a good stream has END as its last byte, so one without a last byte isn't good.
// Reported: nothing but ENDs
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import netbook.exercise.Stuffing;

class EmptyStreamIsCut implements Stuffing {
    private static final byte END = (byte) 0xc0;
    private static final byte ESC = (byte) 0xdb;
    private static final byte ESC_END = (byte) 0xdc;
    private static final byte ESC_ESC = (byte) 0xdd;

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
        if (stream.length == 0 || stream[stream.length - 1] != END) {
            throw new IOException("the stream has no END at its end");
        }
        var messages = new ArrayList<byte[]>();
        byte[] room = new byte[stream.length];
        int size = 0;
        for (int i = 0; i < stream.length; i++) {
            byte b = stream[i];
            if (b == END) {
                if (size > 0) {
                    messages.add(Arrays.copyOf(room, size));
                }
                size = 0;
            } else if (b == ESC) {
                b = stream[++i];
                if (b == ESC_END) {
                    room[size++] = END;
                } else if (b == ESC_ESC) {
                    room[size++] = ESC;
                } else {
                    throw new IOException("a wrong escape at " + i);
                }
            } else {
                room[size++] = b;
            }
        }
        return messages;
    }
}
