// Wrong: the last four bytes say how large it is.
// Reported: silence after the member
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import netbook.bytes.LimitException;
import netbook.exercise.Gunzip;

class BelievesItsSize implements Gunzip {
  @Override
  public byte[] gunzip(InputStream in, int max) throws IOException {
    var all = in.readAllBytes();
    if (all.length < 18) {
      throw new EOFException("the member is cut");
    }
    var size = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN).getInt(all.length - 4);
    if (size > max) {
      throw new LimitException("content", max, max);
    }
    var content = new byte[size];
    var unpacked = new GZIPInputStream(new ByteArrayInputStream(all));
    unpacked.readNBytes(content, 0, size);
    if (unpacked.read() >= 0) {
      throw new ZipException("wrong size");
    }
    return content;
  }
}
