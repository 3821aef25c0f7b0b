"""Sums up, for a teacher, the progress files that learners hand in.

A learner's file is work/progress.json:

    {"netbook": 1, "exercises": {"02.1": {"passed": 11, "probes": 14, "tries": 3}}}

`passed` of an exercise's `probes` accept what the learner wrote last; all of them: it is solved.
"""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from progress import Problem

FORMAT = 1
FILES_MAX = 2_000
BYTES_MAX = 1_000_000
EXERCISES_MAX = 1_000
COUNT_MAX = 1_000_000

NAME = re.compile(r"(\d\d)\.(\d{1,2})")

# As learners' files are called that weren't renamed: by us, or by a browser that had one already.
OWN_NAME = re.compile(r"progress(?: ?\(\d+\))?")
COUNTS = ("passed", "probes", "tries")

# A spreadsheet takes a cell that begins so for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Unusable(Exception):
    """A file that isn't a progress file, and why."""


@dataclass(frozen=True)
class Result:
    """How far a learner got with one exercise."""

    passed: int
    probes: int
    tries: int

    @property
    def solved(self) -> bool:
        return self.passed == self.probes

    def __str__(self) -> str:
        return "solved" if self.solved else f"{self.passed} of {self.probes}"


Results = dict[str, Result]


def collect(arguments: Sequence[str]) -> int:
    """Prints the table of all files below a folder; with --csv, as a spreadsheet reads it."""
    folders = [word for word in arguments if not word.startswith("-")]
    if len(folders) != 1 or set(arguments) - {*folders, "--csv"}:
        raise Problem("say where the files are, for example: ./netbook collect handed-in [--csv]")
    folder = Path(folders[0])
    learners, unusable = read_all(folder)
    for name, reason in unusable.items():
        print(f"netbook: left out {printable(name)}: {reason}", file=sys.stderr)
    if not learners:
        raise Problem(f"there is no progress file in {folder}")
    rows = list(table(learners))
    print(as_csv(rows) if "--csv" in arguments else as_text(rows), end="")
    return 1 if unusable else 0


def read_all(folder: Path) -> tuple[dict[str, Results], dict[str, str]]:
    """The learners by name, and what could not be used, with reasons.

    A learner's name is the file's, or, for files called progress.json, their folder's.
    """
    if not folder.is_dir():
        raise Problem(f"there is no folder {folder}")
    files = sorted(path for path in folder.rglob("*.json") if path.is_file())
    if len(files) > FILES_MAX:
        raise Problem(f"{len(files)} files in {folder}; {FILES_MAX} are the limit")
    learners: dict[str, Results] = {}
    unusable: dict[str, str] = {}
    for file in files:
        given = file.relative_to(folder)
        named = given.parent if OWN_NAME.fullmatch(given.stem) else given.with_suffix("")
        name = named.as_posix()
        name = folder.resolve().name if name == "." else name
        try:
            results = read(file)
            if name in learners:
                raise Unusable("a second file of this learner")
            learners[name] = results
        except Unusable as reason:
            unusable[given.as_posix()] = str(reason)
    return learners, unusable


def read(file: Path) -> Results:
    """Reads one file, of which nothing is believed."""
    size = file.stat().st_size
    if size > BYTES_MAX:
        raise Unusable(f"{size} bytes; {BYTES_MAX} are the limit")
    try:
        content = json.loads(file.read_bytes())
    except (ValueError, RecursionError) as e:
        raise Unusable(f"no JSON: {str(e)[:80]}") from e
    if not isinstance(content, dict) or content.get("netbook") != FORMAT:
        raise Unusable(f'"netbook" isn\'t {FORMAT}')
    exercises = content.get("exercises")
    if not isinstance(exercises, dict):
        raise Unusable('"exercises" is no object')
    if len(exercises) > EXERCISES_MAX:
        raise Unusable(f"{len(exercises)} exercises; {EXERCISES_MAX} are the limit")
    return {_name(name): _result(name, result) for name, result in exercises.items()}


def _name(name: str) -> str:
    if not NAME.fullmatch(name):
        raise Unusable(f"{printable(name)!r} isn't an exercise's number, such as 02.1")
    return name


def _result(name: str, given: Any) -> Result:
    numbers = [given.get(count) if isinstance(given, dict) else None for count in COUNTS]
    for count, number in zip(COUNTS, numbers, strict=True):
        if type(number) is not int or not 0 <= number <= COUNT_MAX:
            raise Unusable(f'{name}: "{count}" is not in 0..{COUNT_MAX}')
    result = Result(*numbers)
    if result.passed > result.probes or not result.probes:
        raise Unusable(f"{name}: {result.passed} of {result.probes} probes")
    return result


def table(learners: dict[str, Results]) -> Iterator[list[str]]:
    """A heading, a row a learner, and how many solved each exercise."""
    exercises = sorted({name for results in learners.values() for name in results}, key=_order)
    yield ["learner", *exercises, "solved"]
    for learner, results in sorted(learners.items()):
        row = [str(results.get(name, "")) for name in exercises]
        yield [printable(learner), *row, str(sum(result.solved for result in results.values()))]
    solved = [
        sum(name in results and results[name].solved for results in learners.values())
        for name in exercises
    ]
    yield [f"solved by, of {len(learners)}", *map(str, solved), str(sum(solved))]


def _order(exercise: str) -> list[int]:
    return [int(number) for number in exercise.split(".")]


def as_text(rows: list[list[str]]) -> str:
    """The table for a terminal."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        cells = [row[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        lines.append("  ".join(cells).rstrip())
    return "\n".join([*lines[:-1], "", lines[-1]]) + "\n"


def as_csv(rows: list[list[str]]) -> str:
    """The learners' rows for a spreadsheet, which sums up by itself; no cell is a formula to it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for row in rows[:-1]:
        writer.writerow([f"'{cell}" if cell.startswith(FORMULA) else cell for cell in row])
    return out.getvalue()


def printable(text: str) -> str:
    """Text that can't command a terminal."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)[:80]
