package netbook.show;

import netbook.bytes.Bytes;
import netbook.notebook.Renderer;
import netbook.notebook.View;

/** Draws octets that a cell ends with: a small hexdump. */
public final class BytesRenderer implements Renderer<Bytes> {
  /** What the service loader calls. */
  public BytesRenderer() {}

  @Override
  public Class<Bytes> type() {
    return Bytes.class;
  }

  @Override
  public View render(Bytes value) {
    return Hexdump.view(value, Hexdump.SMALL_MAX);
  }
}
