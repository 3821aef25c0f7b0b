"""The exercises with their solutions, and what their checks really say of them.

A small Java program tries the solutions; it is built from sources of lib's tests, since learners
have neither it nor the solutions on their class path.
"""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import kernelspec
import stamps
from jdk import Jdk
from places import Places, environment
from progress import Problem, run_logged

PROGRAM = ("Solution", "Subject", "Runs", "Proof")
MAIN = "netbook.exercise.Proof"

STAMP = "matrix"

KINDS = ("STUB", "RIGHT", "WRONG")
MODEL = "Reference"

SECONDS = 600


@dataclass(frozen=True)
class Solution:
    """A file of a folder of solutions/, and what the check says of it."""

    name: str
    kind: str
    """One of KINDS."""
    story: str
    reported: str
    """The probe that the report is about, if it is wrong."""
    verdict: str
    """unwritten, solved or not yet"""
    failing: list[int]
    """The numbers of the probes that catch it."""
    tried: int
    """How many probes were run: code that can't be ended spares the rest."""
    report: str
    """What a learner would see."""

    @property
    def is_unwritten(self) -> bool:
        """Whether the check says that it is the learner's turn."""
        return self.verdict == "unwritten"


@dataclass(frozen=True)
class Probe:
    """What a check tries, and why it is there if no wrong solution needs it."""

    number: int
    name: str
    about: str
    protects: str


@dataclass(frozen=True)
class Exercise:
    """An exercise, its probes and its solutions."""

    number: str
    title: str
    folder: Path
    probes: list[Probe]
    solutions: list[Solution]

    def of_kind(self, kind: str) -> list[Solution]:
        """Those of one kind; in front what is caught first, and the model."""
        found = [solution for solution in self.solutions if solution.kind == kind]
        return sorted(found, key=lambda one: (one.failing, one.name != MODEL, one.name))

    def in_order(self) -> list[Solution]:
        """All of them: the stub, the right ones, the wrong ones."""
        return [solution for kind in KINDS for solution in self.of_kind(kind)]

    @cached_property
    def needs(self) -> dict[int, list[Solution]]:
        """By the number of each probe, the wrong solutions that no other probe catches."""
        return {
            probe.number: [s for s in self.of_kind("WRONG") if s.failing == [probe.number]]
            for probe in self.probes
        }

    def source(self, solution: Solution) -> str:
        """The Java of a solution."""
        return (self.folder / f"{solution.name}.java").read_text(encoding="utf-8")


def folders(places: Places) -> list[Path]:
    """The folders of solutions/, one an exercise."""
    return sorted(folder for folder in places.solutions.iterdir() if folder.is_dir())


def every(chosen: Jdk, places: Places) -> list[Exercise]:
    """All exercises, their solutions tried against the probes; not again if nothing has changed."""
    known = _known(places)
    content = _content(chosen, places)
    if not stamps.holds(places.own, STAMP, content) or not known.is_file():
        _keep(json.dumps(run("matrix", places.solutions, chosen, places)), content, places)
    return [_exercise(table, places) for table in json.loads(known.read_text(encoding="utf-8"))]


def tried_by_tests(places: Places) -> str:
    """What lib's tests are about to try; what they found at another time is forgotten."""
    _found_by_tests(places).unlink(missing_ok=True)
    return stamps.of_files(places.root, _tried(places))


def take_from_tests(tried: str, chosen: Jdk, places: Places) -> None:
    """Keeps what lib's tests have just found, if that is of what is there now."""
    found = _found_by_tests(places)
    if found.is_file() and tried == stamps.of_files(places.root, _tried(places)):
        _keep(found.read_text(encoding="utf-8"), _content(chosen, places), places)


def run(what: str, tried: Path, chosen: Jdk, places: Places) -> Any:
    """Builds the program, and returns what it finds out about solutions/ or about one file."""
    log = places.own.logs / "exercises.log"
    with tempfile.TemporaryDirectory(prefix="netbook-") as folder:
        program, result = Path(folder, "program"), Path(folder, "result.json")
        path = os.pathsep.join(map(str, (program, places.netbook_jar)))
        javac = [chosen.home / "bin" / "javac", "-proc:none", "-d", program]
        javac += ["-encoding", "UTF-8", "-cp", places.netbook_jar, *_sources(places)]
        if run_logged(javac, log, env=environment(), seconds=SECONDS) != 0:
            raise Problem("the program that tries solutions could not be built", log=log)
        java = [chosen.java, *kernelspec.HEAP, "-cp", path, MAIN]
        java += [what, tried.resolve(), Path(folder, "tried"), result]
        run_logged(java, log, env=environment(), seconds=SECONDS)
        # How it ended says little: the code that is tried may exit, with whatever it likes.
        if not result.is_file():
            raise Problem(f"{places.shown(tried)} could not be tried", log=log)
        found = json.loads(result.read_text(encoding="utf-8"))
    if "fault" in found:
        raise Problem(f"{places.shown(tried)}: {found['fault']}")
    return found


def _known(places: Places) -> Path:
    return places.own.state / "matrix.json"


def _keep(found: str, content: str, places: Places) -> None:
    with stamps.renewed(places.own, STAMP, content):
        stamps.write(_known(places), found)


def _found_by_tests(places: Places) -> Path:
    return places.netbook_jar.with_name("exercises.json")


def _sources(places: Places) -> list[Path]:
    folder = places.root / "lib" / "src" / "test" / "java" / "netbook" / "exercise"
    return [folder / f"{name}.java" for name in PROGRAM]


def _tried(places: Places) -> list[Path]:
    files = _sources(places)
    for folder in folders(places):
        files += sorted(path for path in folder.iterdir() if path.is_file())
    return files


def _content(chosen: Jdk, places: Places) -> str:
    files = [places.netbook_jar, *_tried(places)]
    return stamps.of_parts([chosen.version, stamps.of_files(places.root, files)])


def _exercise(table: dict[str, Any], places: Places) -> Exercise:
    probes = [Probe(n, **probe) for n, probe in enumerate(table["probes"], start=1)]
    solutions = [Solution(**solution) for solution in table["solutions"]]
    folder = places.solutions / table["folder"]
    return Exercise(table["number"], table["title"], folder, probes, solutions)
