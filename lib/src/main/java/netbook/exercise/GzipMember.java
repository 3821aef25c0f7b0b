package netbook.exercise;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import netbook.bytes.Bytes;

/**
 * A member of a gzip file (RFC 1952 §2.3) in its parts, each of which a check may replace by a
 * wrong one:
 *
 * <pre>
 * +---+---+----+-----+-------+-----+----+----------+---------+-------+-------+
 * |ID1|ID2| CM | FLG | MTIME | XFL | OS | optional | content | CRC32 | ISIZE |
 * +---+---+----+-----+-------+-----+----+----------+---------+-------+-------+
 *   1   1    1    1      4      1    1       …          …        4       4     octets
 * </pre>
 *
 * @param header up to the content
 * @param content deflated (RFC 1951)
 * @param crc of what was deflated
 * @param size of what was deflated
 */
record GzipMember(Bytes header, Bytes content, long crc, long size) {
  /** The flags of §2.3.1. */
  static final int FTEXT = 1;

  static final int FHCRC = 2;
  static final int FEXTRA = 4;
  static final int FNAME = 8;
  static final int FCOMMENT = 16;

  private static final int MEBIBYTE = 1 << 20;

  /** A member with a plain header, compressed as well as it goes. */
  static GzipMember of(Bytes content) {
    return of(content, Deflater.BEST_COMPRESSION);
  }

  /** A member whose content is stored in blocks as it is (RFC 1951 §3.2.4). */
  static GzipMember stored(Bytes content) {
    return of(content, Deflater.NO_COMPRESSION);
  }

  private static GzipMember of(Bytes content, int level) {
    var octets = content.toArray();
    var crc = new CRC32();
    crc.update(octets);
    return new GzipMember(
        header(0, Bytes.EMPTY), deflated(octets, level), crc.getValue(), octets.length);
  }

  /**
   * A thousand times larger than it looks.
   *
   * @param mebibytes of zeros
   */
  static GzipMember bomb(int mebibytes) {
    var zeros = new byte[MEBIBYTE];
    var crc = new CRC32();
    var content = new ByteArrayOutputStream();
    var block = flushed(zeros);
    for (int i = 0; i < mebibytes; i++) {
      content.writeBytes(block);
      crc.update(zeros);
    }
    content.writeBytes(deflated(new byte[0], Deflater.BEST_COMPRESSION).toArray());
    return new GzipMember(
        header(0, Bytes.EMPTY),
        Bytes.copyOf(content.toByteArray()),
        crc.getValue(),
        (long) mebibytes * MEBIBYTE);
  }

  private static Bytes deflated(byte[] octets, int level) {
    var deflater = new Deflater(level, true);
    try {
      deflater.setInput(octets);
      deflater.finish();
      return Bytes.copyOf(taken(deflater, Deflater.NO_FLUSH));
    } finally {
      deflater.end();
    }
  }

  /** Blocks that end at an octet and refer to nothing before them, and no last block. */
  private static byte[] flushed(byte[] octets) {
    var deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    try {
      deflater.setInput(octets);
      return taken(deflater, Deflater.FULL_FLUSH);
    } finally {
      deflater.end();
    }
  }

  private static byte[] taken(Deflater deflater, int flush) {
    var all = new ByteArrayOutputStream();
    var piece = new byte[8192];
    int count = deflater.deflate(piece, 0, piece.length, flush);
    while (count > 0) {
      all.write(piece, 0, count);
      count = count < piece.length ? 0 : deflater.deflate(piece, 0, piece.length, flush);
    }
    return all.toByteArray();
  }

  /**
   * A header.
   *
   * @param flags what follows
   * @param optional the fields that they announce
   */
  private static Bytes header(int flags, Bytes optional) {
    var time = Bytes.ofHex("00 e4 0b 54");
    return Bytes.of(0x1f, 0x8b, 8, flags).plus(time).plus(Bytes.of(0, 3)).plus(optional);
  }

  /** The same with optional fields in its header. */
  GzipMember with(int flags, Bytes optional) {
    return new GzipMember(header(flags, optional), content, crc, size);
  }

  /** The same with optional fields, and a CRC16 of the header behind them. */
  GzipMember withHeaderCrc(int flags, Bytes optional) {
    var crc16 = new CRC32();
    crc16.update(header(flags | FHCRC, optional).toArray());
    var low = Bytes.of((int) (crc16.getValue() & 0xff), (int) ((crc16.getValue() >> 8) & 0xff));
    return with(flags | FHCRC, optional.plus(low));
  }

  /** The same with another header. */
  GzipMember header(Bytes other) {
    return new GzipMember(other, content, crc, size);
  }

  /** The same with another content. */
  GzipMember content(Bytes other) {
    return new GzipMember(header, other, crc, size);
  }

  /** The same with another CRC. */
  GzipMember crc(long other) {
    return new GzipMember(header, content, other, size);
  }

  /** The same with another size. */
  GzipMember size(long other) {
    return new GzipMember(header, content, crc, other);
  }

  /** Where the CRC begins. */
  int trailer() {
    return header.size() + content.size();
  }

  /** All of its octets. */
  Bytes octets() {
    var trailer = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    trailer.putInt((int) crc).putInt((int) size);
    return header.plus(content).plus(Bytes.copyOf(trailer.array()));
  }
}
