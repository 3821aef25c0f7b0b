// Wrong: a name ends with a zero byte, so read until there is one; there is always one.
// Reported: the end inside of the header
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;
import netbook.bytes.LimitException;
import netbook.exercise.Gunzip;

class NameWithoutEnd implements Gunzip {
    @Override
    public byte[] gunzip(InputStream source, int max) throws IOException {
        var back = new PushbackInputStream(source, 512);
        var in = new DataInputStream(back);
        if (in.readUnsignedByte() != 0x1f || in.readUnsignedByte() != 0x8b || in.readUnsignedByte() != 8) {
            throw new ZipException("no gzip");
        }
        int flags = in.readUnsignedByte();
        in.readFully(new byte[6]);
        boolean crc16 = (flags & 2) != 0;
        boolean extra = (flags & 4) != 0;
        boolean name = (flags & 8) != 0;
        boolean comment = (flags & 16) != 0;
        if (extra) {
            int low = in.readUnsignedByte();
            in.readFully(new byte[in.readUnsignedByte() << 8 | low]);
        }
        if (name) {
            skipText(in);
        }
        if (comment) {
            skipText(in);
        }
        if (crc16) {
            in.readUnsignedShort();
        }

        var inflater = new Inflater(true);
        try {
            var content = new ByteArrayOutputStream();
            var crc = new CRC32();
            var room = new byte[2048];
            var piece = new byte[512];
            int came = 0;
            while (!inflater.finished()) {
                if (inflater.needsInput()) {
                    came = in.read(piece);
                    if (came < 0) {
                        throw new EOFException("the blocks aren't at their end");
                    }
                    inflater.setInput(piece, 0, came);
                }
                int count = inflater.inflate(room);
                if ((long) content.size() + count > max) {
                    throw new LimitException("content", max, max);
                }
                content.write(room, 0, count);
                crc.update(room, 0, count);
            }
            // what the inflater didn't need goes back
            back.unread(piece, came - inflater.getRemaining(), inflater.getRemaining());
            if (little(in) != (int) crc.getValue() || little(in) != content.size()) {
                throw new ZipException("CRC or size is wrong");
            }
            return content.toByteArray();
        } catch (DataFormatException e) {
            throw new ZipException("not deflated: " + e.getMessage());
        } finally {
            inflater.end();
        }
    }

    private static void skipText(InputStream in) throws IOException {
        while (in.read() != 0) {
            // one more letter
        }
    }

    private static int little(DataInputStream in) throws IOException {
        return Integer.reverseBytes(in.readInt());
    }
}
