package io.github.spencerpark.jupyter.kernel;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.Renderer;
import io.github.spencerpark.jupyter.messages.Message;
import io.github.spencerpark.jupyter.messages.publish.PublishUpdateDisplayData;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A kernel that records what it is asked to show. */
public final class FakeKernel {
  public final List<DisplayData> displayed = new ArrayList<>();
  public final Cell cell = new Cell();
  public final Renderer renderer = new Renderer();
  private final Io io = new Io(cell);
  private final Comms commManager = new Comms();

  public Renderer getRenderer() {
    return renderer;
  }

  public Object getIO() {
    return io;
  }

  public void display(DisplayData data) {
    displayed.add(data);
  }

  public List<Message> sent() {
    return commManager.iopub.sent;
  }

  public PrintStream out() {
    return io.out;
  }

  public static final class Cell {
    public final List<PublishUpdateDisplayData> published = new CopyOnWriteArrayList<>();

    public void publish(PublishUpdateDisplayData update) {
      published.add(update);
    }
  }

  static final class Io {
    final Shown display;
    final PrintStream out =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);

    Io(Cell cell) {
      display = new Shown(cell);
    }
  }

  static final class Shown {
    final Cell env;

    Shown(Cell env) {
      this.env = env;
    }
  }

  static final class Comms {
    final Sending iopub = new Sending();
    final Object context = "the last cell";
  }

  static final class Sending {
    final List<Message> sent = new ArrayList<>();

    void sendMessage(Message message) {
      sent.add(message);
    }
  }
}
