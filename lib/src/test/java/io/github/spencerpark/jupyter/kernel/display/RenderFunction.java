package io.github.spencerpark.jupyter.kernel.display;

/** What draws a value. */
public interface RenderFunction {
  void render(Object value, Context context);

  /** Where it draws. */
  record Context(DisplayData out) {
    public DisplayData getOutputContainer() {
      return out;
    }
  }
}
