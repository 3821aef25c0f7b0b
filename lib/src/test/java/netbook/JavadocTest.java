package netbook;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Asks whatever a learner can press Shift-Tab on for a first sentence. */
class JavadocTest {
  @Test
  void whatIsPublicBeginsItsJavadocWithASentence() throws IOException {
    var found = new Finder();
    read(Path.of("src/main/java"), found);
    assertThat(found.silent).isEmpty();
    assertThat(found.asked).isGreaterThan(100);
  }

  private static void read(Path folder, Finder finder) throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(null, null, null);
        var sources = Files.walk(folder)) {
      var paths = sources.filter(path -> path.toString().endsWith(".java")).toList();
      var task =
          (JavacTask)
              compiler.getTask(
                  null,
                  files,
                  null,
                  List.of("-proc:none"),
                  null,
                  files.getJavaFileObjectsFromPaths(paths));
      finder.docs = DocTrees.instance(task);
      for (var unit : task.parse()) {
        finder.scan(unit, null);
      }
    }
  }

  /** Goes through public types, and stays out of the bodies of methods. */
  private static final class Finder extends TreePathScanner<Void, Void> {
    final List<String> silent = new ArrayList<>();
    int asked;
    DocTrees docs;

    @Override
    public Void visitClass(ClassTree type, Void unused) {
      if (isPublic(type.getModifiers())) {
        ask(type.getSimpleName().toString());
        super.visitClass(type, null);
      }
      return null;
    }

    @Override
    public Void visitMethod(MethodTree method, Void unused) {
      boolean overrides =
          method.getModifiers().getAnnotations().stream()
              .anyMatch(annotation -> annotation.getAnnotationType().toString().equals("Override"));
      if (!overrides && isPublic(method.getModifiers())) {
        ask(method.getName().toString());
      }
      return null;
    }

    @Override
    public Void visitVariable(VariableTree field, Void unused) {
      if (isPublic(field.getModifiers())) {
        ask(field.getName().toString());
      }
      return null;
    }

    /** What an interface declares is public without saying so. */
    private boolean isPublic(ModifiersTree modifiers) {
      var parent = getCurrentPath().getParentPath().getLeaf();
      return modifiers.getFlags().contains(Modifier.PUBLIC)
          || (parent.getKind() == Tree.Kind.INTERFACE
              && !modifiers.getFlags().contains(Modifier.PRIVATE));
    }

    private void ask(String name) {
      asked++;
      var comment = docs.getDocCommentTree(getCurrentPath());
      var sentence =
          comment == null
              ? ""
              : comment.getFirstSentence().stream()
                  .map(Object::toString)
                  .collect(Collectors.joining())
                  .strip();
      if (!sentence.matches("(?s)\\S.*[.…]")) {
        silent.add(place(getCurrentPath()) + " " + name + ": \"" + sentence + '"');
      }
    }

    private static String place(TreePath path) {
      CompilationUnitTree unit = path.getCompilationUnit();
      return Path.of(unit.getSourceFile().getName()).getFileName().toString();
    }
  }
}
