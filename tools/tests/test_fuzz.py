"""./netbook fuzz: it lists and runs the targets, and finds a bug that was planted."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import fuzz
import jdk
import pytest
from places import HERE, Places
from progress import Problem

FRAME = HERE.root / "lib" / "src" / "main" / "java" / "netbook" / "frame"
KEPT = HERE.root / "lib" / "src" / "test" / "fuzz"

# A target, a class, a bound in it, and what stands there without the bound.
BOUNDS = [
    ("length-prefixed", "LengthPrefixed", "if (length > sizeMax)", "if (length < 0)"),
    ("json-texts", "JsonTexts", "if (at == sizeMax)", "if (at < 0)"),
]

MINUTE = 60


@pytest.fixture(scope="module", autouse=True)
def jazzer() -> None:
    """Jazzer is there before a checkout of ours borrows it."""
    fuzz.jazzer(jdk.required(HERE), HERE)


def checkout(folder: Path) -> Places:
    """A checkout in which targets run, and what they find is kept."""
    places = Places(folder)
    places.netbook_jar.parent.mkdir(parents=True)
    shutil.copyfile(HERE.netbook_jar, places.netbook_jar)
    shutil.copyfile(HERE.root / "pom.xml", folder / "pom.xml")
    tests = folder / "lib" / "src" / "test"
    shutil.copytree(KEPT, tests / "fuzz")
    targets = Path("java", "netbook", "fuzz")
    shutil.copytree(HERE.root / "lib" / "src" / "test" / targets, tests / targets)
    for name in ("jazzer", "stamps"):
        places.state.mkdir(exist_ok=True)
        (places.state / name).symlink_to(HERE.state / name)
    return places


def without(places: Places, program: str, bound: str, instead: str) -> None:
    """Takes a bound out of a class in the checkout's jar."""
    source = (FRAME / f"{program}.java").read_text(encoding="utf-8")
    assert source.count(bound) == 1
    file, classes = places.root / f"{program}.java", places.root / "classes"
    file.write_text(source.replace(bound, instead), encoding="utf-8")
    programs = jdk.required(HERE).home / "bin"
    javac = [programs / "javac", "-proc:none", "-g", "-cp", HERE.netbook_jar, "-d", classes, file]
    jar = [programs / "jar", "--update", "--file", places.netbook_jar, "-C", classes, "."]
    for argv in (javac, jar):
        subprocess.run(argv, check=True, capture_output=True, timeout=MINUTE)


def asked(*arguments: str, places: Places = HERE) -> int:
    return fuzz.fuzz(arguments, jdk.required(HERE), places)


@pytest.mark.parametrize(("target", "program", "bound", "instead"), BOUNDS)
def test_a_bound_that_was_removed_is_missed_within_a_minute(
    target: str,
    program: str,
    bound: str,
    instead: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    places = checkout(tmp_path)
    # One of the examples may be just what is to be found.
    for example in fuzz.targets(places)[target].kept.iterdir():
        example.unlink()
    without(places, program, bound, instead)
    assert asked(target, "100000000", str(MINUTE), places=places) == 1
    lines = capsys.readouterr().out.splitlines()
    last = rf"{target}: \d+ runs in \d+ s, corpus of \d+ inputs, found (crash-\w+)"
    found = re.fullmatch(last, lines[-1])
    assert found, lines
    kept = f"lib/src/test/fuzz/{target}/{found[1]}"
    assert (places.root / kept).is_file()
    assert f"The input is kept in {kept}" in lines
    assert lines[-2] == f"To run it again: ./netbook fuzz {target} {kept}"
    assert asked(target, str(places.root / kept), places=places) == 1
    assert capsys.readouterr().out.endswith(f"\n{target}: {found[1]} fails\n")
    shutil.copyfile(HERE.netbook_jar, places.netbook_jar)
    assert asked(target, str(places.root / kept), places=places) == 0
    assert capsys.readouterr().out.endswith(f"\n{target}: {found[1]} passes\n")


def test_the_last_line_has_the_numbers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    places = checkout(tmp_path)
    assert asked("chunked", "2000", places=places) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    numbers = re.fullmatch(
        r"chunked: (\d+) runs in \d+ s, corpus of (\d+) inputs, nothing found", last
    )
    assert numbers and int(numbers[1]) == 2000 and int(numbers[2]) > 0
    assert sorted(file.name for file in (KEPT / "chunked").iterdir()) == sorted(
        file.name for file in fuzz.targets(places)["chunked"].kept.iterdir()
    )


def test_without_a_name_they_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert asked() == 0
    listed = capsys.readouterr().out.splitlines()[1:]
    assert listed == [f"  {name}" for name in fuzz.targets()]
    for target in fuzz.targets().values():
        source = f"{target.program.replace('.', '/')}.java"
        assert (HERE.root / "lib" / "src" / "test" / "java" / source).is_file()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["lies"], "there is no fuzz target 'lies'; there are: chunked, "),
        (["lines", "many"], "for example: ./netbook fuzz lines 1000000 600"),
        (["lines", "1", "0"], "say how many runs and in how many seconds"),
        (["lines", "1", "1", "1"], "say how many runs and in how many seconds"),
    ],
)
def test_what_it_doesnt_know_is_told(arguments: list[str], told: str) -> None:
    with pytest.raises(Problem, match=re.escape(told)):
        asked(*arguments)
