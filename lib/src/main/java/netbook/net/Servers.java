package netbook.net;

import java.lang.ref.Cleaner;
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
      Cleaner.create(
          runnable -> Thread.ofPlatform().name("netbook-cleaner").daemon().unstarted(runnable));

  private static final Set<Listener> RUNNING = ConcurrentHashMap.newKeySet();

  private static final Comparator<Entry> BY_NAME =
      Comparator.comparing(Entry::name).thenComparing(Entry::address);

  private Servers() {}

  /**
   * A server that runs, or did.
   *
   * @param name as it was given
   * @param address where it listens: {@code 127.0.0.1:40123}, {@code [::1]:40123}, or a path
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
    return RUNNING.stream().map(Listener::entry).sorted(BY_NAME).toList();
  }

  /** Stops everything that runs; says what that was. Each is given at most a second. */
  public static List<Entry> stopAll() {
    var stopped = new ArrayList<Entry>();
    for (var listener : List.copyOf(RUNNING)) {
      stopped.add(listener.entry());
      listener.close();
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

  /** Stops the server of this name, if one runs. Servers that were not named are left alone. */
  static void stopNamed(String name) {
    for (var listener : List.copyOf(RUNNING)) {
      if (listener.isNamed(name)) {
        listener.close();
      }
    }
  }

  static void add(Listener listener) {
    RUNNING.add(listener);
  }

  static void remove(Listener listener) {
    RUNNING.remove(listener);
  }
}
