package netbook.notebook;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The notebook kernel in whose process we run: JJava, or its ancestor IJava, which has the same
 * members in other packages.
 *
 * @param name what it is, for people: {@code JJava 1.0-a8}
 * @param itself its kernel object
 * @param packages the package that holds its {@code kernel.display}, with a dot at the end
 */
record Kernel(String name, Object itself, String packages) {
  private static final String JJAVA = "org.dflib.jjava.jupyter.";
  private static final String IJAVA = "io.github.spencerpark.";

  /** Some Jupyter servers cut a cell's output at a million octets in a second. */
  private static final int SIZE_MAX = 400_000;

  /** The kernel that runs this notebook; empty on one that we don't know, and without a kernel. */
  static Optional<Kernel> find() {
    return findJJava().or(Kernel::findIJava);
  }

  private static Optional<Kernel> findJJava() {
    try {
      var found = Reflect.call(type(JJAVA + "kernel.BaseKernel"), "notebookKernel");
      return Optional.ofNullable(found).map(Kernel::jjava);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      return Optional.empty();
    }
  }

  /** JJava, whose kernel object we were given. */
  static Kernel jjava(Object itself) {
    return new Kernel("JJava" + version(itself), itself, JJAVA);
  }

  private static String version(Object itself) {
    try {
      return " " + Reflect.get(itself, "version");
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      return "";
    }
  }

  private static Optional<Kernel> findIJava() {
    try {
      var main = type(IJAVA + "ijava.IJava");
      var found = Reflect.call(main, "getKernelInstance");
      var name = "IJava " + Reflect.get(main, "VERSION");
      return Optional.ofNullable(found).map(itself -> new Kernel(name, itself, IJAVA + "jupyter."));
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      return Optional.empty();
    }
  }

  boolean isJJava() {
    return packages.equals(JJAVA);
  }

  /** A class of the kernel's. */
  Class<?> own(String name) throws ClassNotFoundException {
    return Class.forName(packages + name, true, itself.getClass().getClassLoader());
  }

  private static Class<?> type(String name) throws ClassNotFoundException {
    return Class.forName(name, true, Kernel.class.getClassLoader());
  }

  /** What compiles and runs the cells: JDK's own JShell. */
  Object shell() throws ReflectiveOperationException {
    return present(Reflect.get(itself, "jShell"), "jShell");
  }

  /** The part of it that turns values into what is sent. */
  Object renderer() throws ReflectiveOperationException {
    return present(Reflect.call(itself, "getRenderer"), "renderer");
  }

  /** The part of it that prints and shows. */
  Object io() throws ReflectiveOperationException {
    return present(Reflect.call(itself, "getIO"), "io");
  }

  private static Object present(@Nullable Object value, String what) throws NoSuchFieldException {
    if (value == null) {
      throw new NoSuchFieldException(what);
    }
    return value;
  }

  /** Has values of a type, subtypes included, drawn. */
  <T> void register(Class<T> type, Function<T, View> drawing) throws ReflectiveOperationException {
    var function = own("kernel.display.RenderFunction");
    var registration =
        present(Reflect.call(renderer(), "createRegistration", type), "registration");
    Reflect.call(registration, "preferring", (Object) new String[] {"text/html"});
    var drawer = new Drawer<>(type, drawing);
    var proxy =
        Proxy.newProxyInstance(function.getClassLoader(), new Class<?>[] {function}, drawer);
    Reflect.call(registration, "register", proxy);
  }

  /** What the kernel's renderer interface does here. */
  private record Drawer<T>(Class<T> type, Function<T, View> drawing) implements InvocationHandler {
    @Override
    @SuppressWarnings("ReferenceEquality") // a proxy is equal to itself alone
    public @Nullable Object invoke(
        Object self, Method method, @Nullable Object @Nullable [] arguments)
        throws ReflectiveOperationException {
      if (method.getName().equals("render") && arguments != null) {
        var value = present(arguments[0], "value");
        var context = present(arguments[1], "context");
        var out = present(Reflect.call(context, "getOutputContainer"), "container");
        draw(type.cast(value), drawing, out);
        return null;
      }
      return switch (method.getName()) {
        case "equals" -> arguments != null && self == arguments[0];
        case "hashCode" -> System.identityHashCode(self);
        default -> toString();
      };
    }
  }

  /** A renderer that fails costs its picture, and not the cell. */
  private static <T> void draw(T value, Function<T, View> drawing, Object out)
      throws ReflectiveOperationException {
    try {
      put(drawing.apply(value), out);
    } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
      Reflect.call(out, "putData", "text/plain", value + "\n(drawing it failed: " + e + ")");
    }
  }

  private static void put(View view, Object out) throws ReflectiveOperationException {
    var html = view.html().toString();
    var text = view.text();
    if (html.length() <= SIZE_MAX) {
      Reflect.call(out, "putData", "text/html", html);
    }
    if (text.length() > SIZE_MAX) {
      text = text.substring(0, SIZE_MAX) + "\n(the rest is left out: too much for one output)";
    }
    Reflect.call(out, "putData", "text/plain", text);
  }

  /**
   * Shows a view under the cell that runs.
   *
   * @return shows another one in its place, from any thread and after the cell has returned
   */
  Consumer<View> show(View view) throws ReflectiveOperationException {
    var id = UUID.randomUUID().toString();
    var cell = Reflect.get(Reflect.get(io(), "display"), "env");
    Reflect.call(itself, "display", data(view, id));
    return other -> {
      try {
        var update = own("messages.publish.PublishUpdateDisplayData");
        var message = Reflect.create(update, data(other, id));
        InterruptedPrints.calmly(() -> Reflect.call(cell, "publish", message));
      } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
        System.out.println(other.text());
      }
    };
  }

  /**
   * Prints from outside of any cell.
   *
   * @param type {@code OUT} or {@code ERR}
   */
  void printUnderLastCell(String type, String text) throws ReflectiveOperationException {
    var comms = Reflect.get(itself, "commManager");
    var stream = own("messages.publish.PublishStream");
    var types = own("messages.publish.PublishStream$StreamType");
    var content = Reflect.create(stream, Reflect.get(types, type), text);
    var message =
        Reflect.create(
            own("messages.Message"),
            Reflect.get(comms, "context"),
            Reflect.get(stream, "MESSAGE_TYPE"),
            content);
    Reflect.call(Reflect.get(comms, "iopub"), "sendMessage", message);
  }

  private Object data(View view, String id) throws ReflectiveOperationException {
    var data = Reflect.create(own("kernel.display.DisplayData"));
    put(view, data);
    Reflect.call(data, "setDisplayId", id);
    return data;
  }
}
