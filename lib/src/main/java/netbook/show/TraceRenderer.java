package netbook.show;

import netbook.notebook.Renderer;
import netbook.notebook.View;
import netbook.trace.Trace;

/** Draws a trace that a cell ends with: a conversation. */
public final class TraceRenderer implements Renderer<Trace> {
  /** What the service loader calls. */
  public TraceRenderer() {}

  @Override
  public Class<Trace> type() {
    return Trace.class;
  }

  @Override
  public View render(Trace value) {
    return Conversation.view(value, null);
  }
}
