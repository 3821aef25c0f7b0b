"""What a notebook must not leave behind after its last cell: threads, servers, open sockets."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

SETTLE_SECONDS = 3.0
PROC_NET = Path("/proc/net")

# The library names its threads `netbook-…`. Of these two there is one in a kernel, and it stays:
# it closes what nobody holds any more, and sends what is printed.
STAYING = "netbook-(cleaner|sender)"

# Runs in the kernel. A thread dump knows virtual threads too. What nothing refers to any more may
# go first, as may threads whose sockets were closed a moment ago.
LOOK = """\
{
  var diagnostics = java.lang.management.ManagementFactory
      .getPlatformMXBean(com.sun.management.HotSpotDiagnosticMXBean.class);
  var format = com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat.TEXT_PLAIN;
  var dump = java.nio.file.Files.createTempDirectory("netbook-threads-").resolve("dump");
  java.util.List<String> left = java.util.List.of();
  for (int turn = 0; turn < 40 && (turn == 0 || !left.isEmpty()); turn++) {
    System.gc();
    Thread.sleep(50);
    diagnostics.dumpThreads(dump.toString(), format);
    left = java.nio.file.Files.readAllLines(dump).stream()
        .filter(line -> line.startsWith("#") && line.contains("\\"netbook-"))
        .map(line -> line.split("\\"")[1])
        .filter(name -> !name.matches("STAYING"))
        .map(name -> "thread " + name)
        .sorted().toList();
    java.nio.file.Files.delete(dump);
  }
  java.nio.file.Files.delete(dump.getParent());
  left.forEach(System.out::println);
  try {
    var servers = Class.forName("netbook.net.Servers").getMethod("list").invoke(null);
    for (var server : (java.util.List<?>) servers) System.out.println("server " + server);
  } catch (ClassNotFoundException e) {
    // The notebook doesn't use the library.
  }
}
""".replace("STAYING", STAYING)


def problems(printed: str) -> list[str]:
    """One problem for everything that the look into the kernel found."""
    found = printed.strip().splitlines()
    return [f"left after the last cell: {', '.join(found)}"] if found else []


class Sockets:
    """The sockets that a process of this network namespace owned when this was made.

    What the system alone remembers, such as a closed connection in TIME_WAIT, has no owner.
    """

    def __init__(self, kernel_ports: set[int], proc: Path = PROC_NET) -> None:
        """The kernel's own ports, over which it is told what to run, are never counted."""
        self._kernel_ports = kernel_ports
        self._proc = proc
        self._since = dict.fromkeys(self._open(), "")

    def look(self, where: str) -> None:
        """Notes that what is open now and wasn't before was opened by this cell."""
        for key in self._open():
            self._since.setdefault(key, where)

    def awaited_problems(self, seconds: float = SETTLE_SECONDS) -> list[str]:
        """A problem for each socket that is new and doesn't go away within a moment."""
        deadline = time.monotonic() + seconds
        while left := [key for key in self._open() if self._since.get(key) != ""]:
            if time.monotonic() > deadline:
                return sorted(self._named(left))
            time.sleep(0.05)
        return []

    def _named(self, left: list[str]) -> Iterator[str]:
        now = self._open()
        for key in left:
            since = self._since.get(key, "the last cell")
            if key in now:
                yield f"left open after the last cell: {now[key]}, opened by {since}"

    def _open(self) -> dict[str, str]:
        found = {}
        for name in ("tcp", "tcp6", "udp", "udp6"):
            for row in _rows(self._proc / name):
                here, there, inode = _port(row[1]), _port(row[2]), row[9]
                if inode != "0" and not {here, there} & self._kernel_ports:
                    state = f"connected to port {there}" if there else "listening"
                    found[inode] = f"{name} port {here} ({state})"
        for row in _rows(self._proc / "unix"):
            if len(row) > 7 and row[7].startswith("/"):
                found[row[6]] = f"unix {row[7]}"
        return found


def _rows(table: Path) -> list[list[str]]:
    if not table.exists():
        return []
    return [line.split() for line in table.read_text().splitlines()[1:]]


def _port(address: str) -> int:
    return int(address.rpartition(":")[2], 16)
