package io.github.spencerpark.jupyter.kernel.display;

import java.util.HashMap;
import java.util.Map;

/** The outputs of one value by their types. */
public final class DisplayData {
  public final Map<String, Object> data = new HashMap<>();
  public String displayId;

  public void putData(String type, Object value) {
    data.put(type, value);
  }

  public DisplayData setDisplayId(String id) {
    displayId = id;
    return this;
  }
}
