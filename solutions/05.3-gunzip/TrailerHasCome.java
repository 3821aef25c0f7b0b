// Wrong: the trailer comes together with the last block, so it is in what the Inflater has left; if not, the stream was cut.
// Reported: a cut at every place
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;
import netbook.bytes.LimitException;
import netbook.exercise.Gunzip;

class TrailerHasCome implements Gunzip {
    @Override
    public byte[] gunzip(InputStream in, int max) throws IOException {
        header(in);
        var inflater = new Inflater(true);
        try {
            return content(in, max, inflater);
        } catch (DataFormatException e) {
            var wrong = new ZipException("the blocks are wrong");
            wrong.initCause(e);
            throw wrong;
        } finally {
            inflater.end();
        }
    }

    private static byte[] content(InputStream in, int max, Inflater inflater)
            throws IOException, DataFormatException {
        var content = new ByteArrayOutputStream();
        var room = new byte[1000];
        var came = new byte[1000];
        int size = 0;
        while (!inflater.finished()) {
            if (inflater.needsInput()) {
                size = in.read(came);
                if (size == -1) {
                    throw new EOFException("the stream ended before the last block did");
                }
                inflater.setInput(came, 0, size);
            }
            content.write(room, 0, inflater.inflate(room));
            if (content.size() > max) {
                throw new LimitException("content", max, max);
            }
        }
        if (inflater.getRemaining() < 8) {
            throw new EOFException("the stream ended before the trailer did");
        }
        var trailer = ByteBuffer.wrap(came, size - inflater.getRemaining(), 8)
            .order(ByteOrder.LITTLE_ENDIAN);
        var octets = content.toByteArray();
        var crc = new CRC32();
        crc.update(octets);
        if (trailer.getInt() != (int) crc.getValue() || trailer.getInt() != octets.length) {
            throw new ZipException("the trailer is wrong");
        }
        return octets;
    }

    private static void header(InputStream in) throws IOException {
        var fixed = in.readNBytes(10);
        if (fixed.length > 0 && fixed[0] != 0x1f || fixed.length > 1 && fixed[1] != (byte) 0x8b
                || fixed.length > 2 && fixed[2] != 8) {
            throw new ZipException("not gzip");
        }
        if (fixed.length < 10) {
            throw new EOFException("the stream ended in the header");
        }
        if ((fixed[3] & 4) != 0) {
            var two = exactly(in, 2);
            exactly(in, (two[0] & 0xff) + 256 * (two[1] & 0xff));
        }
        int texts = Integer.bitCount(fixed[3] & 24);
        while (texts > 0) {
            if (exactly(in, 1)[0] == 0) {
                texts--;
            }
        }
        if ((fixed[3] & 2) != 0) {
            exactly(in, 2);
        }
    }

    private static byte[] exactly(InputStream in, int count) throws IOException {
        var octets = in.readNBytes(count);
        if (octets.length < count) {
            throw new EOFException("the stream ended in the header");
        }
        return octets;
    }
}
