// Wrong: the CRC has 32 bits like an int, so readInt, turned round, is what CRC32.getValue() gives.
// Reported: two calls
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.zip.CheckedInputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;
import netbook.bytes.LimitException;
import netbook.exercise.Gunzip;

class SignedCrc implements Gunzip {
    private static final int FHCRC = 2;
    private static final int FEXTRA = 4;
    private static final int FNAME = 8;
    private static final int FCOMMENT = 16;

    @Override
    public byte[] gunzip(InputStream in, int max) throws IOException {
        readHeader(in);
        var content = new ByteArrayOutputStream();
        var crc = new CRC32();
        var inflater = new Inflater(true);
        try {
            var input = new byte[4096];
            var output = new byte[4096];
            int size = 0;
            while (!inflater.finished()) {
                int count = inflater.inflate(output);
                if (count > 0) {
                    if ((long) content.size() + count > max) {
                        throw new LimitException("content", max, max);
                    }
                    content.write(output, 0, count);
                    crc.update(output, 0, count);
                } else if (inflater.needsInput()) {
                    size = in.read(input);
                    if (size < 0) {
                        throw new EOFException("cut in the blocks");
                    }
                    inflater.setInput(input, 0, size);
                }
            }
            int left = inflater.getRemaining();
            var trailer = new DataInputStream(new SequenceInputStream(
                new ByteArrayInputStream(input, size - left, left), in));
            if (Integer.reverseBytes(trailer.readInt()) != crc.getValue()) {
                throw new ZipException("wrong CRC");
            }
            if (Integer.reverseBytes(trailer.readInt()) != content.size()) {
                throw new ZipException("wrong size");
            }
            return content.toByteArray();
        } catch (DataFormatException e) {
            throw new ZipException(e.getMessage());
        } finally {
            inflater.end();
        }
    }

    private static void readHeader(InputStream in) throws IOException {
        var header = new CheckedInputStream(in, new CRC32());
        var data = new DataInputStream(header);
        if (data.readUnsignedByte() != 0x1f || data.readUnsignedByte() != 0x8b) {
            throw new ZipException("wrong magic");
        }
        if (data.readUnsignedByte() != Deflate.METHOD) {
            throw new ZipException("wrong method");
        }
        int flags = data.readUnsignedByte();
        data.readFully(new byte[6]);
        if ((flags & FEXTRA) != 0) {
            data.readFully(new byte[Short.toUnsignedInt(Short.reverseBytes(data.readShort()))]);
        }
        if ((flags & FNAME) != 0) {
            readText(data);
        }
        if ((flags & FCOMMENT) != 0) {
            readText(data);
        }
        if ((flags & FHCRC) != 0) {
            int computed = (int) header.getChecksum().getValue() & 0xffff;
            if (Short.toUnsignedInt(Short.reverseBytes(data.readShort())) != computed) {
                throw new ZipException("wrong CRC16");
            }
        }
    }

    private static void readText(DataInputStream data) throws IOException {
        while (data.readByte() != 0) {
            continue;
        }
    }

    private static final class Deflate {
        static final int METHOD = 8;
    }
}
