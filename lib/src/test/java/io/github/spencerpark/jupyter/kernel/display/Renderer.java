package io.github.spencerpark.jupyter.kernel.display;

import java.util.HashMap;
import java.util.Map;

/** What knows how values are drawn, by their types. */
public final class Renderer {
  public final Map<Class<?>, RenderFunction> renderFunctions = new HashMap<>();

  public Registration createRegistration(Class<?> type) {
    return new Registration(type);
  }

  public DisplayData render(Class<?> type, Object value) {
    var out = new DisplayData();
    out.putData("text/plain", String.valueOf(value));
    renderFunctions.get(type).render(value, new RenderFunction.Context(out));
    return out;
  }

  /** How a type is to be drawn. */
  public final class Registration {
    private final Class<?> type;

    Registration(Class<?> type) {
      this.type = type;
    }

    public Registration preferring(String... types) {
      return this;
    }

    public void register(RenderFunction function) {
      renderFunctions.put(type, function);
    }
  }
}
