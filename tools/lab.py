"""Opens JupyterLab on the learner's copies, and stops all that it started when it ends."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import chapters
import setup
import stamps
from jdk import Jdk
from places import HERE, Places, without_proxies
from progress import awaited, child

STOP_SECONDS = 10

WELCOME = "00"


def lab(arguments: Sequence[str], places: Places = HERE) -> int:
    """Runs JupyterLab until it is stopped; the first argument may be a chapter to open."""
    rest = list(arguments)
    first = rest.pop(0) if rest and not rest[0].startswith("-") else None
    opened = chapters.chapter(places, first)[0] if first else welcome(places)
    jdk = setup.set_up(places)
    for line in chapters.renew(places).lines(places):
        print(places.said(line))
    with runtime_of(places) as runtime:
        variables = _variables(places, jdk, runtime)
        chapters.trust(places, places.venv_python, variables)
        print("JupyterLab is starting; stop it here with Ctrl-C.", flush=True)
        own = options(places, opened, runtime / "workspaces")
        argv = [str(places.venv_python), "-m", "jupyterlab", *own, *rest]
        return _serve(argv, places, variables)


def options(places: Places, opened: Path | None, workspaces: Path) -> Iterator[str]:
    """What JupyterLab is told besides binder/jupyter; what the user adds comes later and wins."""
    page = f"/lab/tree/{opened.name}" if opened else "/lab"
    yield f"--ServerApp.root_dir={places.work}"
    yield f"--LabApp.default_url={page}"
    yield f"--LabApp.workspaces_dir={workspaces}"
    yield "--ServerApp.ip=127.0.0.1"
    yield "--ServerApp.answer_yes=True"
    yield "--Application.log_level=WARN"
    if places.elsewhere:
        # Many may start at once on one machine: the system picks a port that is free.
        yield "--ServerApp.port=0"
    if os.geteuid() == 0:
        yield "--allow-root"


def welcome(places: Places) -> Path | None:
    """The chapter to open when none is asked for, if it is there."""
    there = [path for path in chapters.every(places) if path.stem.startswith(f"{WELCOME}-")]
    return there[0] if there else None


def is_open(places: Places) -> bool:
    """Whether a JupyterLab of this learner runs."""
    return any(not _has_ended(runtime) for runtime in _runtimes(places))


@contextmanager
def runtime_of(places: Places) -> Iterator[Path]:
    """A runtime folder of its own tells this server's kernels from those of another one.

    The open tabs are kept in it too, so that the next start is a fresh one. A lock that ends with
    us tells later starts that the folder is nobody's any more.
    """
    places.jupyter.mkdir(parents=True, exist_ok=True)
    with (places.jupyter / "lock").open("w") as starting:
        stamps.hold(starting.fileno(), "another start of JupyterLab")
        for left in filter(_has_ended, _runtimes(places)):
            _end_all(left)
            shutil.rmtree(left, ignore_errors=True)
        runtime = Path(tempfile.mkdtemp(prefix="runtime-", dir=places.jupyter))
        lock = (runtime / "lock").open("w")
        stamps.hold(lock.fileno(), "another JupyterLab")
    try:
        yield runtime
    finally:
        _end_all(runtime)
        shutil.rmtree(runtime, ignore_errors=True)
        lock.close()


def _runtimes(places: Places) -> list[Path]:
    return sorted(places.jupyter.glob("runtime-*"))


def _has_ended(runtime: Path) -> bool:
    """Whether the start that made a runtime folder is over, as far as the system can tell."""
    try:
        with (runtime / "lock").open("r") as lock:
            return stamps.take(lock.fileno())
    except FileNotFoundError:
        return True
    except OSError:
        return False


def _variables(places: Places, jdk: Jdk, runtime: Path) -> dict[str, str]:
    variables = setup.variables(places, jdk) | {"JUPYTER_RUNTIME_DIR": str(runtime)}
    return without_proxies(variables)


def _serve(argv: list[str], places: Places, variables: dict[str, str]) -> int:
    """Runs the server in a group of its own: so one Ctrl-C reaches it once, and through us."""
    with child(argv, None, env=variables, cwd=places.work) as server:
        try:
            return server.wait()
        except KeyboardInterrupt:
            server.send_signal(signal.SIGTERM)
            awaited(lambda: server.poll() is not None, STOP_SECONDS)
            return 0


def _end_all(runtime: Path) -> None:
    """Ends what names a file in our runtime folder: the kernels that a server left, and itself."""
    left = list(_processes(f"{runtime}{os.sep}"))
    for number in (signal.SIGTERM, signal.SIGKILL):
        for process in left:
            try:
                os.kill(process, number)
            except ProcessLookupError:
                continue
        deadline = time.monotonic() + 3
        while left and time.monotonic() < deadline:
            left = list(_processes(f"{runtime}{os.sep}"))
            time.sleep(0.05)


def _processes(mark: str) -> Iterator[int]:
    """This user's processes whose command line holds a mark; nobody else's are our business."""
    try:
        listing = subprocess.run(
            ["ps", "-u", str(os.geteuid()), "-ww", "-o", "pid=,args="],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        return
    for line in listing.splitlines():
        number, _, command = line.strip().partition(" ")
        if mark in command and int(number) != os.getpid():
            yield int(number)
