// Wrong: only the first byte of the length can be missing; if one is there, the other three come with it.
// Reported: the end inside a length
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import netbook.exercise.FrameReader;

class CutLengthLooksHuge implements FrameReader {
    @Override
    public byte[] readFrame(InputStream in, int sizeMax) throws IOException {
        int first = in.read();
        if (first < 0) {
            return null;
        }
        long length = first;
        for (int i = 0; i < 3; i++) {
            length = length << 8 | (in.read() & 0xff);
        }
        if (length > sizeMax) {
            throw new IOException("length " + length + " is over " + sizeMax);
        }
        byte[] message = in.readNBytes((int) length);
        if (message.length < length) {
            throw new EOFException("cut after " + message.length + " B of the message");
        }
        return message;
    }
}
