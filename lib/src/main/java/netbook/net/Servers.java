package netbook.net;

import java.lang.ref.Cleaner;
import java.net.BindException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The servers that run in this notebook. Running a cell again would otherwise leave the earlier
 * server behind: starting one with the name of another stops the other first.
 */
public final class Servers {
  static final Cleaner CLEANER =
      Cleaner.create(runnable ->
          Thread.ofPlatform()
              .group(outermostGroup())
              .name("netbook-cleaner")
              .daemon()
              .unstarted(runnable));

  private static final Set<Engine> RUNNING = ConcurrentHashMap.newKeySet();

  private static final Comparator<Entry> BY_NAME =
      Comparator.comparing(Entry::name).thenComparing(Entry::address);

  private Servers() {}

  /** It outlives whoever starts the first server, and mustn't look like something they left. */
  private static ThreadGroup outermostGroup() {
    var group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    return group;
  }

  /**
   * A server that runs, or did.
   *
   * @param name as it was given
   * @param address where it listens: {@code 127.0.0.1:40123}, {@code [::1]:40123}, a path, or for
   *     datagrams {@code 127.0.0.1:40123/udp}
   */
  public record Entry(String name, String address) {
    /** One line: the name and the address. */
    @Override
    public String toString() {
      return name + " on " + address;
    }
  }

  /** What runs now, by name. */
  public static List<Entry> list() {
    return RUNNING.stream().map(Engine::entry).sorted(BY_NAME).toList();
  }

  /** Stops everything that runs; says what that was. Each is given at most a second. */
  public static List<Entry> stopAll() {
    var stopped = new ArrayList<Entry>();
    for (var engine : List.copyOf(RUNNING)) {
      stopped.add(engine.entry());
      engine.close();
    }
    stopped.sort(BY_NAME);
    return List.copyOf(stopped);
  }

  /** The server that listens at this address now, or null. */
  static @Nullable Entry findAt(String address) {
    return list().stream()
        .filter(entry -> entry.address().equals(address))
        .findFirst()
        .orElse(null);
  }

  /** The same failure to bind, with the address and the server of this notebook that has it. */
  static BindException explained(BindException e, String where) {
    var owner = findAt(where);
    var by = owner == null ? "" : ", by the server \"" + owner.name() + "\" of this notebook";
    var told = new BindException(e.getMessage() + ": " + where + by);
    told.initCause(e);
    return told;
  }

  /**
   * Stops the server of this name, if one runs; it is given at most a second. Servers that were not
   * named are left alone.
   */
  public static void stop(String name) {
    for (var engine : List.copyOf(RUNNING)) {
      if (engine.isNamed(name)) {
        engine.close();
      }
    }
  }

  static void add(Engine engine) {
    RUNNING.add(engine);
  }

  static void remove(Engine engine) {
    RUNNING.remove(engine);
  }
}
