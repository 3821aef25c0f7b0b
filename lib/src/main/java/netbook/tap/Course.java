package netbook.tap;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import netbook.bytes.Bytes;
import netbook.tap.Item.Kind;
import org.jspecify.annotations.Nullable;

/**
 * What a script makes of one direction: octets or datagrams go in with the time, and come out in
 * the order in which they leave, each with its earliest moment. It has no clock, thread or socket
 * of its own, so that real sockets and the transport in memory run the very same faults.
 *
 * <p>Not safe for use by several threads.
 */
final class Course {
  private final List<Stage> stages = new ArrayList<>();
  private final Deque<Item> ready = new ArrayDeque<>();
  private long readyWeight;

  private Course(Script script, long number, boolean stream) {
    var seeds = new SplittableRandom(script.seed() ^ new SplittableRandom(number).nextLong());
    for (var fault : script.faults()) {
      var random = seeds.split();
      stages.add(stream ? StreamStages.of(fault, random) : DatagramStages.of(fault, random));
    }
    stages.add(new Leave());
    for (int i = 0; i + 1 < stages.size(); i++) {
      stages.get(i).before(stages.get(i + 1));
    }
  }

  /**
   * The course of one direction of a stream.
   *
   * @param number tells directions and connections apart that have the same seed
   */
  static Course ofStream(Script script, long number, long nanos) {
    var course = new Course(script.forStream(), number, true);
    course.stages.forEach(stage -> stage.start(nanos));
    return course;
  }

  /** The course of datagrams in one direction. */
  static Course ofDatagrams(Script script, long number) {
    return new Course(script.forDatagrams(), number, false);
  }

  /** Takes octets, or a datagram. */
  void data(Bytes bytes, long nanos) {
    stages.getFirst().take(Item.data(bytes, nanos));
  }

  /** Takes the end of a stream, or its abort. */
  void end(Kind kind, long nanos) {
    stages.getFirst().take(Item.of(kind, nanos, ""));
  }

  /** What comes out next, or null. */
  @Nullable Item peek() {
    return ready.peek();
  }

  /** Takes out what comes next, if its time has come; null if nothing leaves now. */
  @Nullable Item next(long nanos) {
    wake(nanos);
    var item = ready.peek();
    if (item == null || item.atNanos() > nanos) {
      return null;
    }
    readyWeight -= item.weight();
    return ready.remove();
  }

  /** How many items wait in it. */
  int size() {
    return ready.size();
  }

  /** About how much memory the datagrams take that wait in it, in octets. */
  long weight() {
    return readyWeight + stages.stream().mapToLong(Stage::weight).sum();
  }

  /** Lets go of everything: nothing leaves any more, and nothing may be put in. */
  void clear() {
    ready.clear();
    readyWeight = 0;
    stages.clear();
  }

  /** When something leaves next, or may: ask {@link #next} then. */
  long dueNanos() {
    var item = ready.peek();
    return item == null ? wakeAtNanos() : Math.min(item.atNanos(), wakeAtNanos());
  }

  /** When a fault stops holding something back, if nothing comes before. */
  long wakeAtNanos() {
    return stages.stream().mapToLong(Stage::wakeAtNanos).min().orElse(Long.MAX_VALUE);
  }

  private void wake(long nanos) {
    for (var stage : stages) {
      if (stage.wakeAtNanos() <= nanos) {
        stage.wake(nanos);
      }
    }
  }

  /** What comes here leaves. */
  private final class Leave extends Stage {
    @Override
    void take(Item item) {
      ready.add(item);
      readyWeight += item.weight();
    }
  }
}
