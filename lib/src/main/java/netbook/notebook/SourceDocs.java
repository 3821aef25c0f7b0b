package netbook.notebook;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets Shift-Tab show the javadoc of our types. JShell looks for it in the JDK's sources only; we
 * add the jar of sources that lies beside our own. It needs the package {@code jdk.jshell} opened,
 * as JJava does anyway.
 */
final class SourceDocs {
  private SourceDocs() {}

  /** Adds our sources, if they are there. */
  static void guard(Kernel kernel) throws ReflectiveOperationException {
    var ours = ofLibrary();
    if (!kernel.isJJava() || ours.isEmpty()) {
      return;
    }
    var analysis = Reflect.call(kernel.shell(), "sourceCodeAnalysis");
    if (analysis != null) {
      Reflect.set(analysis, "availableSources", new WhenAsked(analysis, ours.get()));
    }
  }

  private static Optional<Path> ofLibrary() throws ReflectiveOperationException {
    try {
      var code = SourceDocs.class.getProtectionDomain().getCodeSource();
      if (code == null || code.getLocation() == null) {
        return Optional.empty();
      }
      var jar = Path.of(code.getLocation().toURI());
      var sources = jar.resolveSibling("netbook-sources.jar");
      return Files.isReadable(sources) ? Optional.of(sources) : Optional.empty();
    } catch (URISyntaxException e) {
      throw new ReflectiveOperationException(e);
    }
  }

  /**
   * The JDK's sources and ours. Finding the JDK's takes a while: it waits for the first question.
   */
  private static final class WhenAsked extends AbstractList<Path> {
    private final Object analysis;
    private final Path ours;
    private @Nullable List<Path> all;

    WhenAsked(Object analysis, Path ours) {
      this.analysis = analysis;
      this.ours = ours;
    }

    @Override
    public Path get(int index) {
      return all().get(index);
    }

    @Override
    public int size() {
      return all().size();
    }

    private synchronized List<Path> all() {
      if (all == null) {
        var found = new ArrayList<Path>();
        found.add(ours);
        found.addAll(ofJdk());
        all = found;
      }
      return all;
    }

    /** JShell keeps what it finds where we stand; so we step aside, and back. */
    private List<Path> ofJdk() {
      var found = new ArrayList<Path>();
      try {
        Reflect.set(analysis, "availableSources", null);
        if (Reflect.call(analysis, "findSources") instanceof List<?> paths) {
          paths.forEach(path -> found.add((Path) path));
        }
        Reflect.set(analysis, "availableSources", this);
      } catch (ReflectiveOperationException | RuntimeException e) {
        // Our own are better than none.
      }
      return found;
    }
  }
}
