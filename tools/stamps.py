"""Remembers what a step of the set-up was done for: it is done again only if that changed."""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from places import Places
from progress import Problem, awaited

LOCK_SECONDS = 600

NO_LOCKS = (errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP)


def of_files(root: Path, files: Iterable[Path]) -> str:
    """A hash over the names and contents of files."""
    return of_parts(
        part
        for path in files
        for part in (path.relative_to(root).as_posix().encode(), path.read_bytes())
    )


def of_parts(parts: Iterable[bytes | str]) -> str:
    """A hash over parts, each with its length, so that no two lists of parts look the same."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(f"{len(data)}:".encode() + data)
    return digest.hexdigest()


def holds(places: Places, name: str, content: str) -> bool:
    """Whether the step of that name was last done for just this content."""
    try:
        return (places.stamps / name).read_text(encoding="utf-8") == content
    except OSError:
        return False


@contextmanager
def renewed(places: Places, name: str, content: str) -> Iterator[None]:
    """Takes the stamp away while the step is done, so that an interrupted one is done again."""
    stamp = places.stamps / name
    stamp.unlink(missing_ok=True)
    yield
    write(stamp, content)


def write(path: Path, text: str) -> None:
    """Writes a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    part.write_text(text, encoding="utf-8")
    os.replace(part, path)


@contextmanager
def alone(places: Places) -> Iterator[None]:
    """Lets one set-up at a time work in a checkout; the next one waits for it."""
    places.state.mkdir(parents=True, exist_ok=True)
    with (places.state / "lock").open("w") as lock:
        hold(lock.fileno(), "another set-up in this folder")
        yield


def hold(lock: int, other: str) -> None:
    """Locks an open file until it is closed; waits for the other that has it.

    Some file systems that are reached over a network have no locks: there we go on without.
    """
    try:
        if take(lock):
            return
    except OSError as e:
        if e.errno in NO_LOCKS:
            return
        raise
    print(f"Waiting for {other} …", flush=True)
    if not awaited(lambda: take(lock), LOCK_SECONDS):
        raise Problem(f"{other} doesn't end")


def take(lock: int) -> bool:
    """Locks an open file if nobody else has."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
