"""Says of a Java file that somebody finds wrong whether it beats the check of its exercise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import exercises
from collect import printable
from exercises import Exercise
from jdk import Jdk
from places import HERE, Places
from progress import Problem, step

STORY = "// Wrong: what the learner thought, in one line."
SOURCE_MAX = 1_000_000


@dataclass(frozen=True)
class Found:
    """What the check of its exercise says of a file."""

    file: Path
    exercise: Exercise
    judged: dict[str, Any]

    @property
    def name(self) -> str:
        """The name of its class, which has to be the file's."""
        return re.sub(r"^.*[.$]", "", self.judged["name"])

    @property
    def caught(self) -> list[int]:
        """The numbers of the probes that catch it."""
        return list(self.judged["failing"])

    @property
    def head(self) -> dict[str, str]:
        """Its kind, story and reported probe, if its first lines say them."""
        return self.judged["head"] or {"kind": "", "story": "", "reported": ""}

    @property
    def is_there(self) -> bool:
        """Whether it stands in the exercise's folder already."""
        return self.file.parent == self.exercise.folder.resolve()

    @property
    def beats(self) -> bool:
        """Whether every probe passes, and the file doesn't say that this is right."""
        return self.judged["verdict"] == "solved" and self.head["kind"] != "RIGHT"

    @property
    def reported(self) -> str:
        """The name of the probe that the report is about."""
        return self.exercise.probes[self.caught[0] - 1].name if self.caught else ""


def beats(arguments: Sequence[str], chosen: Jdk, places: Places = HERE) -> int:
    """Prints what the check says of a file; returns 1 if the file beats it."""
    if len(arguments) != 1 or arguments[0].startswith("-"):
        raise Problem("say which file, for example: ./netbook beats Mine.java")
    file = Path(arguments[0]).resolve()
    if not file.is_file() or file.suffix != ".java":
        raise Problem(f"there is no Java file {arguments[0]}")
    if file.stat().st_size > SOURCE_MAX:
        raise Problem(f"{arguments[0]} has more than {SOURCE_MAX} bytes")
    with step("Trying the solutions"):
        known = exercises.every(chosen, places)
    with step(f"Trying {printable(file.name)}"):
        judged = exercises.run("judge", file, chosen, places)
    exercise = next((one for one in known if one.number == judged["number"]), None)
    if exercise is None:
        raise Problem(f"solutions/ has no folder for exercise {judged['number']}")
    found = Found(file, exercise, judged)
    print("\n".join(["", *said(found, places)]))
    return 1 if found.beats else 0


def said(found: Found, places: Places) -> Iterator[str]:
    """The verdict and what to do about it, a line each."""
    name = f"{found.name}, exercise {found.exercise.number}:"
    match found.judged["verdict"]:
        case "unwritten":
            yield f"{name} your turn. It is a stub still: it throws Exercise.yourTurn()."
        case "solved":
            yield from _solved(found, name)
        case _:
            yield from _caught(found, name)
    if found.judged["verdict"] != "unwritten" and found.head["kind"] != "RIGHT":
        yield from _place(found, places)


def _solved(found: Found, name: str) -> Iterator[str]:
    yield f"{name} accepted by every probe."
    if found.head["kind"] == "RIGHT":
        yield "It says that it is right, and so does the check."
    else:
        yield "If it is wrong, it beats the check: a probe that catches it is missing."


def _caught(found: Found, name: str) -> Iterator[str]:
    probes = found.exercise.probes
    tried = found.judged["tried"]
    until = f"; the check stopped at probe {tried}" if tried < len(probes) else ""
    yield f"{name} caught by {len(found.caught)} of {len(probes)} probes{until}."
    for number in found.caught:
        own = number <= len(probes)
        yield f"  {number:2}  {probes[number - 1].name if own else 'a program of the system'}"
    yield ""
    yield from found.judged["report"].splitlines()
    yield ""
    if found.head["kind"] == "RIGHT":
        yield "It says that it is right: then the check wrongs it, or it is wrong after all."
        return
    others = found.exercise.of_kind("WRONG")
    others = [one for one in others if not (found.is_there and one.name == found.name)]
    same = [one.name for one in others if one.failing == found.caught]
    if same:
        yield f"{same[0]} fails at just the same probes: only one of them can be in the folder."


def _place(found: Found, places: Places) -> Iterator[str]:
    """Where the file has to be, and how it has to begin."""
    if not found.is_there:
        target = found.exercise.folder / f"{found.name}.java"
        other = ", under another name, since that one is taken" if target.exists() else ""
        yield f"To keep it: {places.shown(target)}{other}"
    wanted = found.reported or "the name of the probe that you add"
    if found.head["kind"] != "WRONG":
        yield "Its first two lines have to be:"
        yield f"  {STORY}"
        yield f"  // Reported: {wanted}"
        yield "and the next ones its imports, without a package."
    elif found.head["reported"] != wanted:
        yield "Its second line has to be:"
        yield f"  // Reported: {wanted}"
    else:
        yield "Its first two lines are as they have to be."
