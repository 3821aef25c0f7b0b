"""The learner's copies of the chapters in work/, of which nothing is ever lost.

A copy that still is what the course once put there is nobody's work: a newer version may take its
place. All else is the learner's, and is only ever renamed. Each step leaves every file whole under
some name, so that a command which is killed loses nothing; the next one clears up after it.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import stamps
from places import Places
from progress import Problem

NUMBERED = re.compile(r"\d\d-[^.]+\.ipynb")

# It belongs to no chapter: every picture and every fault of the course in one place.
GALLERY = "gallery"

# What a command that was killed may leave: a copy half-written, one set aside, one with two names.
PART = re.compile(r"\..+\.netbook-part")
OLD = re.compile(r"\.(?P<stem>.+)\.old-\d+(?P<suffix>\.[^.]+)")
MINE = re.compile(r"(?P<stem>.+)\.mine-\d+(?P<suffix>\.[^.]+)")
OLD_NAME, MINE_NAME = ".{stem}.old-{number}{suffix}", "{stem}.mine-{number}{suffix}"

SIGN = """
import sys, nbformat
from nbformat.sign import NotebookNotary
notary = NotebookNotary()
for path in sys.argv[1:]:
    notary.sign(nbformat.read(path, 4))
notary.store.close()
"""


@dataclass
class Renewal:
    """What became of the copies when the course was put into work/ again."""

    fresh: list[Path] = field(default_factory=list)
    """Copies that weren't there, or in which the learner had changed nothing."""
    behind: list[Path] = field(default_factory=list)
    """Copies that the learner has changed, and of which the course has a newer version."""

    def lines(self, places: Places) -> Iterator[str]:
        """What the learner should know about it."""
        if self.fresh:
            names = ", ".join(copy.stem for copy in self.fresh)
            yield f"New in {places.shown(places.work)}: {names}"
        for copy in self.behind:
            yield (
                f"The course has a newer {copy.stem}; yours stays. "
                f"To get it, with yours beside it: ./netbook reset {copy.stem}"
            )


def every(places: Places) -> list[Path]:
    """The chapters in their order, and the gallery after them."""
    found = places.notebooks.glob("*.ipynb")
    kept = (path for path in found if NUMBERED.fullmatch(path.name) or path.stem == GALLERY)
    return sorted(kept, key=lambda path: path.stem)


def number(stem: str) -> str:
    """What people call a notebook by: `02`, or `gallery`."""
    return stem[:2] if stem[:2].isdigit() else stem


def answers(places: Places) -> list[Path]:
    """The notebooks that answer what the chapters ask; they are for teachers."""
    return sorted(
        path for path in places.solutions.glob("*.ipynb") if NUMBERED.fullmatch(path.name)
    )


def chapter(places: Places, name: str) -> list[Path]:
    """The notebooks of one chapter, by its number (`2`, `02`) or its name (`02-sockets`)."""
    return chosen(every(places), name)


def chosen(notebooks: list[Path], name: str) -> list[Path]:
    """Those of the notebooks that have this number or this name."""
    asked = name.removesuffix(".ipynb")
    asked = asked.zfill(2) if asked.isdigit() else asked
    found = [path for path in notebooks if asked in (path.stem, number(path.stem))]
    if not found:
        known = " ".join(sorted({number(path.stem) for path in notebooks})) or "none yet"
        raise Problem(f"there is no chapter {name}; there are: {known}")
    return found


def renew(places: Places) -> Renewal:
    """Puts every chapter into work/ as it is now, but where the learner has changed the copy."""
    done = Renewal()
    with _held(places) as originals:
        for source in every(places):
            copy = places.work / source.name
            behind = originals.newest(source) not in (None, _digest(source))
            if _renew(source, copy, originals):
                done.fresh.append(copy)
            elif behind and _digest(copy) != _digest(source):
                done.behind.append(copy)
        _renew_beside(places, originals)
    return done


def reset(places: Places, name: str) -> list[tuple[Path, Path | None]]:
    """Puts fresh copies in place; returns each with where the learner's own went."""
    done = []
    with _held(places) as originals:
        for source in chapter(places, name):
            copy, kept = places.work / source.name, None
            if not _renew(source, copy, originals) and _digest(copy) != _digest(source):
                originals.add(source)
                kept = _rename_to_free(copy, copy, MINE_NAME)
                _place(source, copy)
            done.append((copy, kept))
        _renew_beside(places, originals)
    return done


def trust(places: Places, python: Path, variables: Mapping[str, str]) -> None:
    """Signs the chapters for the Jupyter of these variables, if they or its folder have changed."""
    folder = variables.get("JUPYTER_DATA_DIR", "")
    content = stamps.of_parts([stamps.of_files(places.root, every(places)), folder])
    if not stamps.holds(places.own, "trusted", content):
        with stamps.renewed(places.own, "trusted", content):
            sign(places, python, variables)


def sign(places: Places, python: Path, variables: Mapping[str, str]) -> None:
    """Signs the chapters for the Jupyter of these variables: pictures show before a cell runs.

    Jupyter signs contents, not files: so every copy is trusted until it is changed elsewhere.
    """
    argv = [str(python), "-c", SIGN, *map(str, every(places))]
    subprocess.run(argv, env=dict(variables), check=True, timeout=120)


class Originals:
    """Digests of all that the course has put into work/: a line each, and lines are only added."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._digests: set[str] = set()
        self._newest: dict[str, str] = {}
        file.seek(0)
        for line in file.read().decode(errors="replace").splitlines():
            digest, _, name = line.partition(" ")
            self._digests.add(digest)
            self._newest[name] = digest

    def add(self, source: Path) -> None:
        """Remembers a file of the course, before it is put into work/."""
        digest = _digest(source)
        if digest and self.newest(source) != digest:
            # The line before it may have been cut off.
            self._file.write(f"\n{digest} {source.name}\n".encode())
            self._file.flush()
            self._digests.add(digest)
            self._newest[source.name] = digest

    def newest(self, source: Path) -> str | None:
        """The version that was put there last."""
        return self._newest.get(source.name)

    def has(self, path: Path) -> bool:
        """Whether a file is what the course once put there."""
        return _digest(path) in self._digests


@contextmanager
def _held(places: Places) -> Iterator[Originals]:
    """Has work/ to itself, and clears up first after a command that was killed."""
    _make_home(places)
    places.work.mkdir(exist_ok=True)
    with (places.work / ".originals").open("a+b") as file:
        stamps.hold(file.fileno(), "another command that is at the copies")
        originals = Originals(file)
        for folder in (places.work, places.work / "img"):
            for path in sorted(folder.iterdir()) if folder.is_dir() else ():
                _clear_up(path, originals)
        yield originals


def _make_home(places: Places) -> None:
    """A folder for the learner alone: chapters find `../lib` in it, and learners `./netbook`."""
    if places.elsewhere is None:
        return
    places.home.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name in ("lib", "netbook"):
        link, there = places.home / name, places.root / name
        if link.is_symlink() and link.readlink() == there:
            continue
        if link.exists() and not link.is_symlink():
            other = f"NETBOOK_HOME={places.home}-work {places.root}/netbook lab"
            what = f"{places.home} holds something else than your copies"
            raise Problem(f"{what}: name another", other)
        part = link.with_name(f".{name}.netbook-part")
        part.unlink(missing_ok=True)
        part.symlink_to(there)
        os.replace(part, link)


def _clear_up(path: Path, originals: Originals) -> None:
    if PART.fullmatch(path.name):
        path.unlink()
    elif aside := OLD.fullmatch(path.name) or MINE.fullmatch(path.name):
        copy = path.with_name(aside["stem"] + aside["suffix"])
        if _is_other_name(path, copy):
            path.unlink()
        elif path.name.startswith("."):
            _end(path, copy, originals)


def _is_other_name(path: Path, copy: Path) -> bool:
    """Whether a file has both names, as a killed `_rename` leaves it."""
    try:
        return os.path.samestat(path.lstat(), copy.lstat())
    except OSError:
        return False


def _renew(source: Path, copy: Path, originals: Originals) -> bool:
    """Puts a file there if nothing is there or nothing that is the learner's; says whether."""
    if not os.path.lexists(copy):
        originals.add(source)
        _place(source, copy)
        return True
    if _digest(copy) == _digest(source):
        originals.add(source)
        return False
    if not originals.has(copy):
        return False
    originals.add(source)
    old = _rename_to_free(copy, copy, OLD_NAME)
    _place(source, copy)
    _end(old, copy, originals)
    return True


def _renew_beside(places: Places, originals: Originals) -> None:
    """Puts there what chapters show, and the pages that they link to."""
    beside = [*(places.notebooks / "img").glob("*"), *places.notebooks.glob("*.md")]
    for file in sorted(beside):
        target = places.work / file.relative_to(places.notebooks)
        target.parent.mkdir(exist_ok=True)
        _renew(file, target, originals)


def _end(old: Path, copy: Path, originals: Originals) -> None:
    """Drops a copy that was set aside, unless it was saved once more just before that."""
    if originals.has(old):
        old.unlink()
    else:
        _rename_to_free(old, copy, MINE_NAME)


def _rename_to_free(path: Path, copy: Path, pattern: str) -> Path:
    """Renames a file to the first free name that the pattern makes of a copy's name."""
    number = 1
    while True:
        name = pattern.format(stem=copy.stem, number=number, suffix=copy.suffix)
        try:
            _rename(path, copy.with_name(name))
        except FileExistsError:
            number += 1
            continue
        return copy.with_name(name)


def _place(source: Path, target: Path) -> None:
    """Copies a file so that it is there whole or not at all, and takes nothing's place."""
    part = target.with_name(f".{target.name}.netbook-part")
    with part.open("xb") as out:
        out.write(source.read_bytes())
        out.flush()
        os.fsync(out.fileno())
    try:
        _rename(part, target)
    except FileExistsError as e:
        raise Problem(f"another program has just saved {target}", "the same command again") from e


def _rename(path: Path, target: Path) -> None:
    """Renames a file; raises FileExistsError if there is one of that name, and leaves it alone."""
    try:
        os.link(path, target, follow_symlinks=False)
    except FileExistsError:
        raise
    except OSError:
        # A folder, or a file system without hard links: we look first, as nothing else is left.
        if os.path.lexists(target):
            raise FileExistsError(target) from None
        os.rename(path, target)
    else:
        os.unlink(path)


def _digest(path: Path) -> str | None:
    """What tells a file's content from any other; None for what isn't a file that we can read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None
