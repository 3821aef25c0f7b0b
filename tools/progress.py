"""What a user sees of a long set-up: a line a step, and one clear line if something fails."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import IO, Any


class Problem(Exception):
    """What is missing or failed, the command that gets or mends it, and the log that says more."""

    def __init__(self, what: str, command: str = "", log: Path | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.command = command
        self.log = log

    def __str__(self) -> str:
        mend = f". To mend it: {self.command}" if self.command else ""
        log = f" (log: {self.log})" if self.log else ""
        return f"{self.what}{mend}{log}"


def end_in_order() -> None:
    """Makes the first signal to end an exception, so that what was started is ended too.

    Later signals are ignored, since every clean-up has a limit. A SIGHUP that `nohup` has us
    ignore stays ignored.
    """
    signals = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]
    if signal.getsignal(signal.SIGHUP) == signal.SIG_IGN:
        signals.remove(signal.SIGHUP)

    def interrupt(_signal: int, _frame: FrameType | None) -> None:
        for number in signals:
            signal.signal(number, signal.SIG_IGN)
        if _signals.held:
            _signals.came = True
        else:
            raise KeyboardInterrupt

    for number in signals:
        signal.signal(number, interrupt)


class _Signals:
    held = False
    came = False


_signals = _Signals()


@contextmanager
def signals_held() -> Iterator[None]:
    """Keeps `end_in_order`'s exception back until we know the process that is being started.

    For the main thread only: it is the one that gets the exception.
    """
    _signals.held = True
    try:
        yield
    finally:
        _signals.held = False
    if _signals.came:
        raise KeyboardInterrupt


@contextmanager
def step(what: str) -> Iterator[None]:
    """Says what is being done before it starts, and how long it took when it is done."""
    print(f"{what} … ", end="", flush=True)
    started = time.monotonic()
    try:
        yield
    except BaseException:
        print("stopped", flush=True)
        raise
    print(f"{time.monotonic() - started:.0f} s", flush=True)


def run_logged(
    argv: Sequence[str | Path],
    log: Path,
    *,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    seconds: float = 1800,
) -> int:
    """Runs a program with its output in a log; ends it with all that it started if we are ended."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as out, child(argv, out, cwd=cwd, env=env) as process:
        try:
            return process.wait(seconds)
        except subprocess.TimeoutExpired:
            out.write(f"\nnetbook: ended after {seconds:.0f} s\n".encode())
            return 124


@contextmanager
def child(
    argv: Sequence[str | Path], out: IO[bytes] | None, *, patience: float = 5, **options: Any
) -> Iterator[subprocess.Popen[bytes]]:
    """Starts a program that leads a group of its own; at the end none of the group is left.

    It reads nothing, and writes to `out` or else where we do.
    """
    process = None
    try:
        with signals_held():
            process = subprocess.Popen(
                [str(word) for word in argv],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                start_new_session=True,
                **options,
            )
        yield process
    finally:
        if process is not None:
            end_group(process, patience)


def end_group(process: subprocess.Popen[bytes], seconds: float = 5) -> None:
    """Ends a process that leads its own group, and the group's others, politely and then not."""
    for number, patience in ((signal.SIGTERM, seconds), (signal.SIGKILL, seconds)):
        try:
            os.killpg(process.pid, number)
        except (ProcessLookupError, PermissionError):
            break
        if awaited(lambda: not _group_lives(process), patience):
            break
    process.poll()


def awaited(condition: Callable[[], bool], seconds: float) -> bool:
    """Waits until something is so; says whether it came to be in time."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


# What pip and Maven say when they reach nobody; the errors that follow only lead astray.
UNREACHED = ("connection broken by", "Could not transfer artifact", "in offline mode")


def first_error(log: Path, starts: Sequence[str]) -> str:
    """What follows the first of these starts of a line in a log, shortened: enough for a guess."""
    text = log.read_text(encoding="utf-8", errors="replace")
    if any(sign in text for sign in UNREACHED):
        return "what it needs could not be downloaded; see “Downloads” in notebooks/STUCK.md"
    for start in starts:
        for line in text.splitlines():
            if line.startswith(start):
                return line.removeprefix(start).strip()[:160]
    return "no reason given"


def warn(text: str) -> None:
    """Says something that the user should know and that doesn't stop us."""
    print(f"netbook: {text}", file=sys.stderr, flush=True)


def _group_lives(process: subprocess.Popen[bytes]) -> bool:
    process.poll()
    try:
        os.killpg(process.pid, 0)
    except (ProcessLookupError, PermissionError):
        return False
    return True
