package netbook.notebook;

/**
 * Something that draws itself as a cell's value; a record that is declared in a cell may implement
 * it.
 */
public interface Viewable {
  /** It, drawn. Runs on the kernel's own thread: pure, fast and bounded. */
  View view();
}
