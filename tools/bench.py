"""Measures Netbook against its peers, side by side in one run.

`kernel` is our kernelspec against the stock one of `pip install jjava`, in turns, on one JDK; and
how much memory a learner on Binder needs who has six chapters open. `tap`, `view`, `frame`,
`dns` and `server` are the comparisons of bench/, which is built only here.
"""

from __future__ import annotations

import itertools
import json
import os
import platform
import re
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any

import aot
import chapters
import form
import kernelspec
import maven
import server
import setup
from jdk import Jdk
from jupyter_client.blocking.client import BlockingKernelClient
from places import HERE, Places
from progress import Problem, awaited, run_logged, step

RUNS = 5

FIRST_CELL = "1 + 1"
FIRST_RESULT = "2"

# What jupyter_client does with a kernel that stays: a polite signal after this long.
PATIENCE_SECONDS = 2.5

# Memory that processes share counts in parts with PSS, which Linux tells; RSS counts it each time.
MEASURE = "PSS" if Path("/proc/self/smaps_rollup").exists() else "RSS"

# What Binder gives to one user, and how many chapters should fit into it at once.
BINDER_MEBIBYTES = 2048
OPEN_CHAPTERS = 6


@dataclass(frozen=True)
class Run:
    """One start and end of a kernel: seconds to the first result and to the exit, and memory."""

    start: float
    end: float
    mebibytes: float


def bench(arguments: Sequence[str], chosen: Jdk, places: Places = HERE) -> int:
    """Runs the named part or all; the arguments are its name and the number of runs of each side.

    Returns 1 if six chapters need more memory than Binder gives.
    """
    parts, runs = asked(arguments)
    return max(PARTS[part](part, runs, chosen, places) for part in parts)


def asked(arguments: Sequence[str]) -> tuple[list[str], int]:
    """The parts and the number of runs that the arguments ask for."""
    named = [word for word in arguments[:1] if word in PARTS]
    numbers = arguments[len(named) :]
    if len(numbers) > 1 or not all(re.fullmatch(r"[1-9]\d?", word) for word in numbers):
        raise Problem(
            f"say {', '.join(PARTS)} or nothing, and how many runs, from 1 to 99, for example: "
            "./netbook bench tap 5"
        )
    return named or list(PARTS), int(numbers[0]) if numbers else RUNS


def _java(part: str, runs: int, chosen: Jdk, places: Places) -> int:
    """A comparison of bench/; it stops in a Problem if the sides don't give the same."""
    log = places.logs / "bench.log"
    variables = maven.variables(chosen)
    with step("Building the comparisons (Maven)"):
        argv = [maven.required(chosen, places).program, "-B", "-ntp"]
        argv += ["-Pbench", "-pl", "bench", "-am", "-Dmaven.test.skip=true", "compile"]
        if run_logged(argv, log, cwd=places.root, env=variables) != 0:
            raise Problem("bench/ could not be built", log=log)
    built = places.root / "bench" / "target"
    path = os.pathsep.join(map(str, (built / "classes", places.netbook_jar, built / "peers" / "*")))
    argv = [str(chosen.home / "bin" / "java"), "-cp", path, "netbook.bench.Bench", part, str(runs)]
    variables["PATH"] = with_servers(variables["PATH"])
    if setup.run_shown(argv, variables) != 0:
        raise Problem(f"the comparison {part!r} failed")
    print(flush=True)
    return 0


def with_servers(path: str) -> str:
    """The path with the folders of servers, which else only root's has."""
    return os.pathsep.join((path, "/usr/sbin", "/usr/local/sbin"))


def _kernel(_part: str, runs: int, chosen: Jdk, places: Places) -> int:
    try:
        return _bench(runs, chosen, places)
    except aot.KernelError as e:
        raise Problem(f"a kernel failed: {e}", log=places.logs / "bench.log") from e


def _bench(runs: int, chosen: Jdk, places: Places) -> int:
    specs = {"ours": _ours(places), "stock": _stock(places, chosen)}
    done: dict[str, list[Run]] = {name: [] for name in specs}
    print(f"{runs} runs of each kernel in turns, JDK {chosen.version}, jjava {version('jjava')},")
    print(f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores", flush=True)
    for number in range(runs):
        # Whoever goes first finds the disk cold: so they take turns at that too.
        order = list(specs) if number % 2 == 0 else list(reversed(specs))
        for name in order:
            done[name].append(measure(specs[name], places))
    print("\n".join(table(done["ours"], done["stock"])), flush=True)
    used = open_chapters(places, setup.variables(places, chosen))
    print("\n".join(memory_table(used)))
    return 0 if sum(size for _, size in used) <= BINDER_MEBIBYTES else 1


def open_chapters(places: Places, variables: dict[str, str]) -> list[tuple[str, float]]:
    """Starts Jupyter as Binder does, runs every cell of so many chapters, and keeps all open.

    Returns names and sizes: each kernel's, and at last the server's.
    """
    start, log = places.root / "binder" / "start", places.logs / "server.log"
    opened = itertools.islice(itertools.cycle(chapters.every(places)), OPEN_CHAPTERS)
    with server.started(start, places.root, log, variables) as running:
        found = [(path.stem, _run_chapter(running, path, places)) for path in opened]
        found.append(("the Jupyter server", running.process.pid))
        return [(name, _mebibytes(process)) for name, process in found]


def memory_table(used: Sequence[tuple[str, float]]) -> list[str]:
    """What each process holds, and all of them together."""
    total = sum(size for _, size in used)
    verdict = "fit" if total <= BINDER_MEBIBYTES else "do not fit"
    rows = [f"{name:26}{f'{size:.0f} MiB':>9}" for name, size in [*used, ("all of it", total)]]
    return [
        f"\nmemory ({MEASURE}) of {OPEN_CHAPTERS} open chapters, every cell run, as on Binder:",
        *rows,
        f"They {verdict} into Binder's {BINDER_MEBIBYTES} MiB.",
    ]


def _run_chapter(running: server.Server, path: Path, places: Places) -> int:
    """Runs the cells of a chapter in a kernel of its own; returns the number of its process."""
    file = running.start_kernel(str(path.relative_to(places.root)))
    client = BlockingKernelClient(connection_file=str(file))
    client.load_connection_file()
    try:
        kernel = aot.Kernel(running.process, client)
        kernel.connect()
        for cell in form.read(path).cells:
            if cell.cell_type == "code":
                kernel.run(cell.source)
        return int(kernel.run("System.out.print(ProcessHandle.current().pid());"))
    finally:
        client.stop_channels()


def measure(spec: dict[str, Any], places: Places) -> Run:
    """Starts a kernel, runs a cell, asks it to end, and sees it go."""
    started = time.monotonic()
    with aot.running(spec, places.logs / "bench.log", places.state) as kernel:
        kernel.connect()
        shown = kernel.run(FIRST_CELL)
        start = time.monotonic() - started
        if shown != FIRST_RESULT:
            raise Problem(f"the kernel answered {shown!r} to {FIRST_CELL}")
        memory = _mebibytes(kernel.process.pid)
        asked = time.monotonic()
        kernel.client.shutdown()
        if not awaited(lambda: kernel.process.poll() is not None, PATIENCE_SECONDS):
            kernel.end()
        return Run(start, time.monotonic() - asked, memory)


def table(ours: Sequence[Run], stock: Sequence[Run]) -> list[str]:
    """The medians side by side, and ours as a part of the stock one's."""
    lines = [f"{'':26}{'ours':>9}{'stock':>9}{'ratio':>8}"]
    rows = (("start to first result", "s", "start"), ("shutdown request to exit", "s", "end"))
    for name, unit, column in (*rows, (f"memory ({MEASURE})", "MiB", "mebibytes")):
        one, other = (median(getattr(run, column) for run in runs) for runs in (ours, stock))
        digits = 2 if unit == "s" else 0
        shown = f"{one:.{digits}f} {unit}", f"{other:.{digits}f} {unit}"
        ratio = f"{one / other:.2f}" if other else "-"
        lines.append(f"{name:26}{shown[0]:>9}{shown[1]:>9}{ratio:>8}")
    return lines


def _ours(places: Places) -> dict[str, Any]:
    found = kernelspec.read(places.venv)
    if found is None:
        raise Problem("there is no kernelspec", "./netbook setup")
    return found


def _stock(places: Places, chosen: Jdk) -> dict[str, Any]:
    """The stock kernelspec as pip left it; the `java` that it finds on the path is our JDK's."""
    found = json.loads((places.stock_kernel / "kernel.json").read_text(encoding="utf-8"))
    path = setup.variables(places, chosen)["PATH"]
    return found | {
        "resource_dir": str(places.stock_kernel),
        "env": found["env"] | {"PATH": path},
    }


def _mebibytes(leader: int) -> float:
    """What a program and those that it started hold in memory; 0 without `ps`."""
    try:
        listing = subprocess.run(
            ["ps", "-A", "-ww", "-o", "pgid=,pid=,rss="], capture_output=True, text=True, check=True
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        return 0
    rows = [[int(number) for number in line.split()] for line in listing.splitlines()]
    return sum(_kibibytes(pid, rss) for group, pid, rss in rows if group == leader) / 1024


def _kibibytes(process: int, rss: int) -> int:
    """The part of memory that is a process's own, and its share of what it has with others."""
    rollup = Path(f"/proc/{process}/smaps_rollup")
    try:
        found = re.search(r"^Pss:\s+(\d+) kB", rollup.read_text(), re.MULTILINE)
    except OSError:
        found = None
    return int(found[1]) if found else rss


PARTS: dict[str, Callable[[str, int, Jdk, Places], int]] = {
    "kernel": _kernel,
    "tap": _java,
    "view": _java,
    "frame": _java,
    "dns": _java,
    "server": _java,
}
