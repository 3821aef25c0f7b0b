"""The learner's copies of the chapters in work/, which nothing ever overwrites."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import stamps
from places import Places
from progress import Problem

NUMBERED = re.compile(r"\d\d-[^.]+\.ipynb")


def every(places: Places) -> list[Path]:
    """The chapters in their order."""
    return sorted(
        path for path in places.notebooks.glob("*.ipynb") if NUMBERED.fullmatch(path.name)
    )


def answers(places: Places) -> list[Path]:
    """The notebooks that answer what the chapters ask; they are for teachers."""
    return sorted(
        path for path in places.solutions.glob("*.ipynb") if NUMBERED.fullmatch(path.name)
    )


def chapter(places: Places, number: str) -> list[Path]:
    """The notebooks of one chapter, by its number (`2`, `02`) or its name (`02-sockets`)."""
    return chosen(every(places), number)


def chosen(notebooks: list[Path], number: str) -> list[Path]:
    """Those of the notebooks that have this number or this name."""
    asked = number.removesuffix(".ipynb")
    asked = asked.zfill(2) if asked.isdigit() else asked
    found = [path for path in notebooks if path.stem == asked or path.stem[:2] == asked]
    if not found:
        known = " ".join(sorted({path.stem[:2] for path in notebooks})) or "none yet"
        raise Problem(f"there is no chapter {number}; there are: {known}")
    return found


def copy_new(places: Places) -> None:
    """Copies what isn't in work/ yet."""
    places.work.mkdir(exist_ok=True)
    for path in every(places):
        if not os.path.lexists(places.work / path.name):
            _copy(path, places.work / path.name)
    _copy_beside(places)


def reset(places: Places, number: str) -> list[tuple[Path, Path | None]]:
    """Puts fresh copies in place; returns each with where the learner's own went."""
    done = []
    for path in chapter(places, number):
        copy = places.work / path.name
        kept = _set_aside(copy) if os.path.lexists(copy) else None
        done.append((_copy(path, copy), kept))
    _copy_beside(places)
    return done


def trust(places: Places) -> None:
    """Signs the chapters for this user, so that their pictures show before they run.

    Jupyter signs contents, not files: so every copy is trusted until it is changed elsewhere.
    """
    from jupyter_core.paths import jupyter_data_dir

    # Where this user's signatures are kept depends on who has this run.
    content = stamps.of_parts([stamps.of_files(places.root, every(places)), jupyter_data_dir()])
    if stamps.holds(places, "trusted", content):
        return
    import nbformat
    from nbformat.sign import NotebookNotary

    with stamps.renewed(places, "trusted", content):
        notary = NotebookNotary()
        for path in every(places):
            notary.sign(nbformat.read(path, 4))
        notary.store.close()


def _set_aside(copy: Path) -> Path:
    """Renames a learner's copy to the first free name beside it."""
    number = 1
    while True:
        kept = copy.with_name(f"{copy.stem}.mine-{number}{copy.suffix}")
        try:
            kept.touch(exist_ok=False)
        except FileExistsError:
            number += 1
            continue
        os.replace(copy, kept)
        return kept


def _copy(source: Path, target: Path) -> Path:
    """Copies a file so that it is there whole or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.part")
    shutil.copyfile(source, part)
    os.replace(part, target)
    return target


def _copy_beside(places: Places) -> None:
    """Copies what chapters show and what they link to: none of it is the learner's to change."""
    beside = [*(places.notebooks / "img").rglob("*"), *places.notebooks.glob("*.md")]
    for file in sorted(beside):
        target = places.work / file.relative_to(places.notebooks)
        if file.is_file() and not _same(file, target):
            _copy(file, target)


def _same(one: Path, other: Path) -> bool:
    return other.is_file() and one.read_bytes() == other.read_bytes()
