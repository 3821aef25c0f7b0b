"""Measures our kernelspec against the stock one of `pip install jjava`, in turns, on one JDK."""

from __future__ import annotations

import json
import os
import platform
import re
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from statistics import median
from typing import Any

import aot
import kernelspec
import setup
from jdk import Jdk
from places import HERE, Places
from progress import Problem, awaited

RUNS = 5

FIRST_CELL = "1 + 1"
FIRST_RESULT = "2"

# What jupyter_client does with a kernel that stays: a polite signal after this long.
PATIENCE_SECONDS = 2.5


@dataclass(frozen=True)
class Run:
    """One start and end of a kernel: seconds to the first result and to the exit, and memory."""

    start: float
    end: float
    mebibytes: float


def bench(arguments: Sequence[str], chosen: Jdk, places: Places = HERE) -> int:
    """Prints medians and ratios; the argument is the number of runs of each kernel."""
    runs = number_of(arguments)
    specs = {"ours": _ours(places), "stock": _stock(places, chosen)}
    done: dict[str, list[Run]] = {name: [] for name in specs}
    print(f"{runs} runs of each kernel in turns, JDK {chosen.version}, jjava {version('jjava')},")
    print(f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores", flush=True)
    for number in range(runs):
        # Whoever goes first finds the disk cold: so they take turns at that too.
        order = list(specs) if number % 2 == 0 else list(reversed(specs))
        for name in order:
            done[name].append(measure(specs[name], places))
    print("\n".join(table(done["ours"], done["stock"])))
    return 0


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
    for name, unit, column in (*rows, ("memory", "MiB", "mebibytes")):
        one, other = (median(getattr(run, column) for run in runs) for runs in (ours, stock))
        digits = 2 if unit == "s" else 0
        shown = f"{one:.{digits}f} {unit}", f"{other:.{digits}f} {unit}"
        ratio = f"{one / other:.2f}" if other else "-"
        lines.append(f"{name:26}{shown[0]:>9}{shown[1]:>9}{ratio:>8}")
    return lines


def number_of(arguments: Sequence[str]) -> int:
    """The number of runs that the arguments ask for."""
    if not arguments:
        return RUNS
    if len(arguments) > 1 or not re.fullmatch(r"[1-9]\d?", arguments[0]):
        raise Problem("say how many runs, from 1 to 99, for example: ./netbook bench 5")
    return int(arguments[0])


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
    """What a kernel with its launcher holds in memory, as `ps` says it; 0 without `ps`."""
    try:
        listing = subprocess.run(
            ["ps", "-A", "-ww", "-o", "pgid=,rss="], capture_output=True, text=True, check=True
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        return 0
    rows = [line.split() for line in listing.splitlines()]
    return sum(int(rss) for group, rss in rows if int(group) == leader) / 1024
