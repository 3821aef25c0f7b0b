package netbook.notebook;

import java.util.function.Consumer;

/**
 * A picture on the page that can be drawn anew in its place, by any thread, also after its cell has
 * returned. Outside a notebook each drawing is printed as text.
 */
public final class Display {
  private final boolean inPlace;
  private final Consumer<View> redraw;

  Display(boolean inPlace, Consumer<View> redraw) {
    this.inPlace = inPlace;
    this.redraw = redraw;
  }

  /** Whether an update takes the place of what was there; if not, it is printed below. */
  public boolean isInPlace() {
    return inPlace;
  }

  /** Draws this in the place of what was there; never throws. */
  public void update(View view) {
    redraw.accept(view);
  }

  /** One line. */
  @Override
  public String toString() {
    return "a display that can be updated";
  }
}
