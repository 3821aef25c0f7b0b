// Wrong: if there is less than the size says, something is missing.
// Reported: a wrong size
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;
import netbook.bytes.LimitException;
import netbook.exercise.Gunzip;

class AtLeastThatSize implements Gunzip {
  private static final int FHCRC = 2;
  private static final int FEXTRA = 4;
  private static final int FNAME = 8;
  private static final int FCOMMENT = 16;

  @Override
  public byte[] gunzip(InputStream in, int max) throws IOException {
    skipHeader(in);
    var content = new ByteArrayOutputStream();
    var crc = new CRC32();
    var inflater = new Inflater(true);
    try {
      var piece = new byte[1024];
      while (!inflater.finished()) {
        if (inflater.needsInput()) {
          inflater.setInput(new byte[] {(byte) octet(in)});
        }
        int count = inflater.inflate(piece);
        if (count > max - content.size()) {
          throw new LimitException("content", max, max);
        }
        crc.update(piece, 0, count);
        content.write(piece, 0, count);
      }
    } catch (DataFormatException e) {
      throw new ZipException(e.getMessage());
    } finally {
      inflater.end();
    }
    if (number(in, 4) != crc.getValue()) {
      throw new ZipException("wrong CRC");
    }
    if (number(in, 4) > content.size()) {
      throw new ZipException("wrong size");
    }
    return content.toByteArray();
  }

  private static void skipHeader(InputStream in) throws IOException {
    if (octet(in) != 0x1f || octet(in) != 0x8b || octet(in) != 8) {
      throw new ZipException("no gzip");
    }
    int flags = octet(in);
    skip(in, 6);
    if ((flags & FEXTRA) != 0) {
      skip(in, (int) number(in, 2));
    }
    if ((flags & FNAME) != 0) {
      skipText(in);
    }
    if ((flags & FCOMMENT) != 0) {
      skipText(in);
    }
    if ((flags & FHCRC) != 0) {
      skip(in, 2);
    }
  }

  private static void skipText(InputStream in) throws IOException {
    while (octet(in) != 0) {
      continue;
    }
  }

  private static void skip(InputStream in, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      octet(in);
    }
  }

  private static long number(InputStream in, int size) throws IOException {
    long number = 0;
    for (int i = 0; i < size; i++) {
      number |= (long) octet(in) << 8 * i;
    }
    return number;
  }

  private static int octet(InputStream in) throws IOException {
    int octet = in.read();
    if (octet < 0) {
      throw new EOFException("the member is cut");
    }
    return octet;
  }
}
