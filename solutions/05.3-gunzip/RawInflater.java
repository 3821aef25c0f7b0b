// Wrong: behind the header stands what an InflaterInputStream reads.
// Reported: a name, and a comment
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import netbook.bytes.LimitException;
import netbook.exercise.Gunzip;

class RawInflater implements Gunzip {
  @Override
  public byte[] gunzip(InputStream in, int max) throws IOException {
    if (in.read() != 0x1f || in.read() != 0x8b || in.read() != 8) {
      throw new ZipException("no gzip");
    }
    int flags = in.read();
    in.readNBytes(6);
    if ((flags & 8) != 0) {
      while (in.read() > 0) {
        continue;
      }
    }
    var unpacked = new InflaterInputStream(in, new Inflater(true));
    var content = unpacked.readNBytes(max);
    if (unpacked.read() >= 0) {
      throw new LimitException("content", max, max);
    }
    return content;
  }
}
