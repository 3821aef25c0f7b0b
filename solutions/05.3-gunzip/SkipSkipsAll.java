// Wrong: in.skip(n) leaves n bytes out, that is what it is for; what it returns needn't be looked at.
// Reported: an extra field in two pieces
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;
import netbook.bytes.LimitException;
import netbook.exercise.Gunzip;

class SkipSkipsAll implements Gunzip {
    @Override
    public byte[] gunzip(InputStream source, int max) throws IOException {
        var in = new BufferedInputStream(source);
        if (octet(in) != 0x1f || octet(in) != 0x8b || octet(in) != 8) {
            throw new ZipException("no gzip");
        }
        int flags = octet(in);
        for (int i = 0; i < 6; i++) {
            octet(in); // time, flags, system
        }
        if ((flags & 4) != 0) {
            int length = octet(in) | octet(in) << 8;
            in.skip(length);
        }
        for (int flag = 8; flag <= 16; flag *= 2) {
            if ((flags & flag) != 0) {
                while (octet(in) != 0) {
                    continue;
                }
            }
        }
        if ((flags & 2) != 0) {
            octet(in);
            octet(in);
        }
        var content = new ByteArrayOutputStream();
        var crc = new CRC32();
        var inflater = new Inflater(true);
        var buffer = new byte[4096];
        var piece = new byte[4096];
        int size = 0;
        InputStream rest;
        try {
            while (!inflater.finished()) {
                int count = inflater.inflate(buffer);
                if (count > max - content.size()) {
                    throw new LimitException("content", max, max);
                }
                content.write(buffer, 0, count);
                crc.update(buffer, 0, count);
                if (inflater.needsInput() && !inflater.finished()) {
                    size = in.read(piece);
                    if (size < 0) {
                        throw new EOFException("the blocks aren't at their end");
                    }
                    inflater.setInput(piece, 0, size);
                }
            }
            int left = inflater.getRemaining();
            rest = new SequenceInputStream(new ByteArrayInputStream(piece, size - left, left), in);
        } catch (DataFormatException e) {
            throw new ZipException(e.getMessage());
        } finally {
            inflater.end();
        }
        if (number(rest) != crc.getValue() || number(rest) != content.size()) {
            throw new ZipException("the trailer is wrong");
        }
        return content.toByteArray();
    }

    private static long number(InputStream in) throws IOException {
        return octet(in) | octet(in) << 8 | octet(in) << 16 | (long) octet(in) << 24;
    }

    private static int octet(InputStream in) throws IOException {
        int octet = in.read();
        if (octet < 0) {
            throw new EOFException("the member isn't at its end");
        }
        return octet;
    }
}
