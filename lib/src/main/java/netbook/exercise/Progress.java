package netbook.exercise;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import netbook.notebook.Notebook;
import netbook.notebook.View;
import netbook.show.Show;

/**
 * The learner's own progress: how many probes of each exercise accept what was checked last, and
 * how often it was checked. It is kept in {@code progress.json} in the folder {@code work/}, where
 * the learner's notebooks run; {@code ./netbook collect} sums such files up for a teacher.
 * Notebooks that run elsewhere keep nothing.
 */
public final class Progress {
  private static final String FOLDER = "work";
  private static final String FILE = "progress.json";
  private static final int FORMAT = 1;
  private static final long SIZE_MAX = 1_000_000;
  private static final int COUNT_MAX = 1_000_000;

  private static final JsonMapper JSON = new JsonMapper();

  private final Path file;

  Progress(Path file) {
    this.file = file;
  }

  /** The file of the notebook that runs here; empty outside of the learner's folder. */
  static Optional<Progress> here() {
    var folder = Path.of("").toAbsolutePath();
    var name = folder.getFileName();
    return name != null && name.toString().equals(FOLDER)
        ? Optional.of(new Progress(folder.resolve(FILE)))
        : Optional.empty();
  }

  /** Shows all exercises that were checked, over all chapters; never throws. */
  public static void show() {
    var here = here();
    if (here.isEmpty()) {
      Notebook.display(View.of("Progress is kept for the notebooks in " + FOLDER + "/ only."));
      return;
    }
    try {
      Show.table("Your progress", List.of("exercise", "probes", "tries"), here.get().rows());
    } catch (IOException e) {
      Notebook.display(View.of("There is no progress to show: " + Said.of(e)));
    }
  }

  List<List<String>> rows() throws IOException {
    var rows = new ArrayList<List<String>>();
    for (var entry : exercises(read()).properties()) {
      var result = entry.getValue();
      int passed = result.path("passed").asInt();
      int probes = result.path("probes").asInt();
      var state = passed == probes ? "solved" : passed + " of " + probes;
      rows.add(List.of(entry.getKey(), state, result.path("tries").asText()));
    }
    rows.sort((one, other) -> one.getFirst().compareTo(other.getFirst()));
    return rows;
  }

  /**
   * Keeps the result of a check.
   *
   * @param number of the exercise
   * @param passed how many of its probes accept the code
   * @throws IOException if the file can't be read or written; it stays as it was
   */
  void keep(String number, int passed, int probes) throws IOException {
    var all = read();
    var exercises = exercises(all);
    int tries = exercises.path(number).path("tries").asInt();
    var result = exercises.putObject(number);
    result.put("passed", passed).put("probes", probes);
    result.put("tries", Math.min(Math.max(tries, 0) + 1, COUNT_MAX));
    var fresh = Files.createTempFile(file.getParent(), FILE, ".new");
    Files.write(fresh, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(all));
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private static ObjectNode exercises(ObjectNode all) {
    return all.withObject("/exercises");
  }

  private ObjectNode read() throws IOException {
    if (!Files.exists(file)) {
      var none = JSON.createObjectNode().put("netbook", FORMAT);
      none.putObject("exercises");
      return none;
    }
    if (Files.size(file) > SIZE_MAX) {
      throw new IOException(FILE + ": more than " + SIZE_MAX + " B");
    }
    try {
      JsonNode read = JSON.readTree(Files.readAllBytes(file));
      if (read instanceof ObjectNode all
          && all.path("netbook").asInt() == FORMAT
          && all.path("exercises").isObject()) {
        return all;
      }
    } catch (JacksonException e) {
      throw new IOException(FILE + " is no JSON", e);
    }
    throw new IOException(FILE + " isn't a progress file of format " + FORMAT);
  }
}
