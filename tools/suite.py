"""Runs the tests and sums them up: `mvn verify`, the tests of tools/, the notebooks."""

from __future__ import annotations

import os
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import chapters
import exercises
import maven
from jdk import Jdk
from places import HERE, Places
from progress import Problem, run_logged, step

SHOWN_LINES = 60

# How many files of tests run side by side: most of them wait for a browser or a kernel.
WORKERS = 2


@dataclass
class Outcome:
    """How many tests passed, and the names of those that failed or were skipped, with reasons."""

    passed: int = 0
    failed: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)

    def add(self, other: Outcome) -> None:
        """Takes the numbers of another part in."""
        self.passed += other.passed
        self.failed += other.failed
        self.skipped += other.skipped


def test(parts: Sequence[str], chosen: Jdk, places: Places = HERE) -> int:
    """Runs the parts that are named, or all of them; returns 0 if nothing failed."""
    notebooks = [part for part in parts if part[:1].isdigit() or part == chapters.GALLERY]
    named = [part for part in parts if part not in notebooks]
    unknown = [part for part in named if part not in ("all", *PARTS)]
    if unknown:
        raise Problem(
            f"there is no part {unknown[0]!r} of the tests; "
            f"there are: all, lib, tools, NN, {chapters.GALLERY}"
        )
    everything = not parts or "all" in named
    outcome = Outcome()
    for name, part in PARTS.items():
        if everything or name in named:
            outcome.add(part(places, chosen))
    if everything or notebooks:
        outcome.add(_notebooks([] if everything else notebooks, places))
    return sum_up(outcome, strict=os.environ.get("CI") == "true")


def sum_up(outcome: Outcome, strict: bool) -> int:
    """Names what failed and what was skipped; the last line holds the numbers and nothing else."""
    print()
    for name in outcome.failed:
        print(f"FAILED   {name}")
    for name in outcome.skipped:
        print(f"SKIPPED  {name}")
    if strict and outcome.skipped:
        print("CI is true, and so what was skipped counts as failed.")
    failed, skipped = len(outcome.failed), len(outcome.skipped)
    print(f"{outcome.passed} passed, {failed} failed, {skipped} skipped", flush=True)
    return 1 if failed or (strict and skipped) or not outcome.passed else 0


def reports(files: Sequence[Path]) -> Outcome:
    """The numbers in reports as JUnit writes them, and pytest and Surefire do too."""
    outcome = Outcome()
    for file in files:
        for case in ElementTree.parse(file).getroot().iter("testcase"):
            name = f"{case.get('classname', '')}.{case.get('name', '')}"
            skipped = case.find("skipped")
            if case.find("failure") is not None or case.find("error") is not None:
                outcome.failed.append(name)
            elif skipped is not None:
                outcome.skipped.append(f"{name}: {skipped.get('message', 'no reason given')}")
            else:
                outcome.passed += 1
    return outcome


def _lib(places: Places, chosen: Jdk) -> Outcome:
    """The Java modules: compiler warnings, Error Prone, unit tests, directions, formatting."""
    for old in _surefire_reports(places):
        old.unlink()
    tried = exercises.tried_by_tests(places)
    log = places.logs / "verify.log"
    argv = [maven.required(chosen, places).program, "-B", "-ntp", "verify"]
    with step("Testing the Java modules (Maven)"):
        code = run_logged(argv, log, cwd=places.root, env=maven.variables(chosen))
    outcome = reports(_surefire_reports(places))
    if code == 0:
        exercises.take_from_tests(tried, chosen, places)
    else:
        print("\n".join(errors(log)))
        if not outcome.failed:
            outcome.failed.append(f"mvn verify (log: {log})")
    return outcome


def _surefire_reports(places: Places) -> list[Path]:
    return sorted(places.root.glob("*/target/*-reports/TEST-*.xml"))


def errors(log: Path) -> Iterator[str]:
    """What Maven complained about, as far as a screen holds it."""
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    shown = [line for line in lines if line.startswith(("[ERROR]", "[WARNING]"))]
    # From here on Maven only tells how to ask Maven for more.
    end = next((at for at, line in enumerate(shown) if "[Help 1]" in line), len(shown))
    yield from shown[:end][:SHOWN_LINES]
    yield f"The whole log: {log}"


def _tools(places: Places, _chosen: Jdk) -> Outcome:
    """The tests of what is in tools/."""
    print("Testing the tools (pytest)", flush=True)
    report = places.logs / "pytest.xml"
    report.unlink(missing_ok=True)
    argv = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--durations=25"]
    argv += ["-n", str(WORKERS), "--dist=loadfile", "--no-loadscope-reorder"]
    argv += [f"--junitxml={report}", str(places.root / "tools" / "tests")]
    code = subprocess.run(argv, cwd=places.root, check=False).returncode
    outcome = reports([report] if report.is_file() else [])
    if code != 0 and not outcome.failed:
        outcome.failed.append(f"pytest ended with {code}")
    return outcome


def _notebooks(chapters: list[str], places: Places) -> Outcome:
    """The chapters, on the real kernel."""
    import notebooks

    print("Testing the notebooks", flush=True)
    done = notebooks.test(chapters)
    return Outcome(len(done.passed), done.failed, done.skipped)


PARTS: dict[str, Callable[[Places, Jdk], Outcome]] = {"lib": _lib, "tools": _tools}
