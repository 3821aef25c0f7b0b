package netbook.notebook;

/**
 * Draws the values of one type. The adapter finds the renderers as services and registers each with
 * the kernel, so that a base type need not know how it is drawn.
 *
 * <p>A renderer runs on the kernel's own thread, which can't be interrupted: it is pure, fast and
 * bounded, does no I/O and takes no lock that a server holds.
 *
 * @param <T> the type of the values
 */
public interface Renderer<T> {
  /** The type whose values, those of subtypes included, are drawn. */
  Class<T> type();

  /** The value, drawn. */
  View render(T value);
}
