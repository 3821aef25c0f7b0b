"""The learner's copies in work/: whatever the commands, their order, or a kill, nothing is lost."""

from __future__ import annotations

import itertools
import os
import re
import resource
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import chapters
import pytest
from places import Places
from progress import Problem

START, SOCKETS, NEW, GONE = (
    f"{name}.ipynb" for name in ("00-start", "02-sockets", "03-new", "04-gone")
)
MINE = "what the learner wrote"

Command = Callable[[Places], Any]


@pytest.fixture
def checkout(tmp_path: Path) -> Places:
    """Copies of the course's first version, some changed, and a course that has its second."""
    places = Places(tmp_path / "course")
    (places.notebooks / "img").mkdir(parents=True)
    of_the_course = (START, SOCKETS, GONE, "img/a.svg", "img/b.svg", "STUCK.md")
    for name in of_the_course:
        (places.notebooks / name).write_text(f"{name}, version 1")
    chapters.renew(places)
    (places.notebooks / GONE).unlink()
    for name in (START, SOCKETS, NEW, "img/a.svg", "img/b.svg", "STUCK.md"):
        (places.notebooks / name).write_text(f"{name}, version 2")
    for name in (SOCKETS, "img/b.svg"):
        (places.work / name).write_text(f"{MINE} in {name}")
    (places.work / "02-sockets-Copy1.ipynb").write_text(f"{MINE} in a copy")
    return places


THEIRS = sorted([f"{MINE} in {SOCKETS}", f"{MINE} in img/b.svg", f"{MINE} in a copy"])


def files(places: Places) -> dict[str, str]:
    """What is in work/, by its name there."""
    found = (path for path in places.work.rglob("*") if path.is_file())
    return {str(path.relative_to(places.work)): path.read_text() for path in found}


def renew(places: Places) -> chapters.Renewal:
    return chapters.renew(places)


def reset_theirs(places: Places) -> None:
    chapters.reset(places, "02")


def reset_untouched(places: Places) -> None:
    chapters.reset(places, "00")


def test_only_what_the_learner_has_not_changed_is_renewed(checkout: Places) -> None:
    done = renew(checkout)
    assert [path.name for path in done.fresh] == [START, NEW]
    assert [path.name for path in done.behind] == [SOCKETS]
    there = files(checkout)
    assert there.pop(".originals")
    assert there == {
        START: f"{START}, version 2",
        SOCKETS: f"{MINE} in {SOCKETS}",
        NEW: f"{NEW}, version 2",
        GONE: f"{GONE}, version 1",
        "02-sockets-Copy1.ipynb": f"{MINE} in a copy",
        "img/a.svg": "img/a.svg, version 2",
        "img/b.svg": f"{MINE} in img/b.svg",
        "STUCK.md": "STUCK.md, version 2",
    }


def test_what_is_newer_is_said_until_the_learner_takes_it(checkout: Places) -> None:
    for _ in range(2):
        lines = list(renew(checkout).lines(checkout))
        assert lines[-1].endswith("./netbook reset 02-sockets")
    chapters.reset(checkout, "02")
    (checkout.work / SOCKETS).write_text("changed again")
    assert list(renew(checkout).lines(checkout)) == []


def test_a_copy_that_was_put_there_unknown_to_us_is_the_learners(checkout: Places) -> None:
    (checkout.work / ".originals").unlink()
    assert [path.name for path in renew(checkout).fresh] == [NEW]
    assert files(checkout)[START] == f"{START}, version 1"


def test_an_output_that_was_saved_is_the_learners(checkout: Places) -> None:
    (checkout.work / START).write_text(f"{START}, version 1 ")
    assert START not in [path.name for path in renew(checkout).fresh]


def test_a_reset_keeps_every_copy_of_the_learners(checkout: Places) -> None:
    for mine in ("first", "second"):
        (checkout.work / SOCKETS).write_text(mine)
        [(copy, kept)] = chapters.reset(checkout, "2")
        assert copy.read_text() == f"{SOCKETS}, version 2"
        assert kept and kept.read_text() == mine
    assert chapters.reset(checkout, "2") == [(copy, None)]
    there = files(checkout)
    assert there["02-sockets.mine-1.ipynb"] == "first"
    assert there["02-sockets.mine-2.ipynb"] == "second"


@pytest.mark.parametrize("kind", ["folder", "link to nowhere"])
def test_what_is_no_file_is_kept_too(checkout: Places, kind: str) -> None:
    copy = checkout.work / SOCKETS
    copy.unlink()
    copy.mkdir() if kind == "folder" else copy.symlink_to("nowhere")
    renew(checkout)
    [(_, kept)] = chapters.reset(checkout, "02")
    assert copy.read_text() == f"{SOCKETS}, version 2"
    assert kept and (kept.is_dir() if kind == "folder" else kept.is_symlink())


CHANGES = {"os.link", "os.rename", "os.remove", "os.mkdir", "os.symlink", "os.truncate"}


def in_a_child(run: Callable[[], Any], before: Callable[[str, tuple], None]) -> int:
    """Runs in a child that calls `before` before each change of a file; returns how it ended."""

    def hook(event: str, arguments: tuple) -> None:
        writes = event == "open" and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        if event in CHANGES or writes:
            before(event, arguments)

    child = os.fork()
    if child == 0:
        try:
            sys.addaudithook(hook)
            fsync = os.fsync
            os.fsync = lambda file: (before("os.fsync", (file,)), fsync(file))[1]
            run()
            os._exit(0)
        except Problem:
            os._exit(3)
        finally:
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def kill_at(step: int, run: Callable[[], Any]) -> bool:
    """Kills the process that runs before its n-th change of a file; False if it has fewer."""
    steps = itertools.count(1)

    def before(_event: str, _arguments: tuple) -> None:
        if next(steps) == step:
            os.kill(os.getpid(), signal.SIGKILL)

    code = in_a_child(run, before)
    assert code in (0, -signal.SIGKILL)
    return code != 0


def no_hard_links(*_arguments: Any, **_more: Any) -> None:
    raise PermissionError(1, "Operation not permitted")


@pytest.mark.parametrize("links", [True, False], ids=["links", "no-links"])
@pytest.mark.parametrize("command", [renew, reset_theirs, reset_untouched])
def test_a_command_that_is_killed_loses_nothing_and_the_next_ones_tidy_up(
    checkout: Places, command: Command, links: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not links:
        monkeypatch.setattr(os, "link", no_hard_links)
    before = checkout.root.with_name("before")
    checkout.work.rename(before)
    for order in itertools.permutations([renew, reset_theirs]):
        for step in itertools.count(1):
            shutil.rmtree(checkout.work, ignore_errors=True)
            shutil.copytree(before, checkout.work)
            killed = kill_at(step, lambda: command(checkout))
            nothing_is_lost(checkout)
            for follower in order:
                follower(checkout)
                nothing_is_lost(checkout)
            all_is_tidy(checkout)
            if not killed:
                break
        assert step > 5


def nothing_is_lost(places: Places) -> None:
    """All that the learner wrote is there, and what has a chapter's name is whole."""
    there = files(places)
    assert sorted({text for text in there.values() if text.startswith(MINE)}) == THEIRS
    assert there[GONE] == f"{GONE}, version 1"
    for name, text in there.items():
        if not Path(name).name.startswith("."):
            assert re.fullmatch(rf"\S+, version [12]|{MINE} in .+", text), (name, text)


def all_is_tidy(places: Places) -> None:
    """After a `renew` and a `reset 02` there is one file of each, and no hidden one but ours."""
    there = files(places)
    assert sorted(there) == sorted(
        [
            ".originals",
            START,
            SOCKETS,
            NEW,
            GONE,
            "02-sockets-Copy1.ipynb",
            "02-sockets.mine-1.ipynb",
            "STUCK.md",
            "img/a.svg",
            "img/b.svg",
        ]
    )
    assert there[START] == f"{START}, version 2"
    assert there[SOCKETS] == f"{SOCKETS}, version 2"


def test_a_copy_that_is_half_written_has_no_chapters_name(checkout: Places) -> None:
    (checkout.notebooks / NEW).write_text("x" * 100_000)

    def die_at_50_000_bytes() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
        renew(checkout)

    assert in_a_child(die_at_50_000_bytes, lambda *_: None) == -signal.SIGXFSZ
    assert NEW not in files(checkout)
    renew(checkout)
    assert files(checkout)[NEW] == "x" * 100_000
    assert [name for name in files(checkout) if name.startswith(".")] == [".originals"]


@pytest.mark.parametrize("kept", range(0, 75, 6))
def test_a_record_that_was_cut_off_only_keeps_more(checkout: Places, kept: int) -> None:
    record = checkout.work / ".originals"
    lines = record.read_bytes().split(b"\n")
    record.write_bytes(b"\n".join([*lines[:-2], lines[-2][:kept]]))
    renew(checkout)
    nothing_is_lost(checkout)
    assert files(checkout)[START] == f"{START}, version 2"
    (checkout.notebooks / START).write_text(f"{START}, version 3")
    renew(checkout)
    assert files(checkout)[START] == f"{START}, version 3"


def test_after_a_kill_the_copies_are_still_known_as_nobodys_work(checkout: Places) -> None:
    (checkout.notebooks / START).unlink()
    for step in itertools.count(1):
        (checkout.work / NEW).unlink(missing_ok=True)
        (checkout.notebooks / NEW).write_text(f"{NEW}, version {2 * step}")
        killed = kill_at(step, lambda: renew(checkout))
        (checkout.notebooks / NEW).write_text(f"{NEW}, version {2 * step + 1}")
        renew(checkout)
        assert files(checkout)[NEW] == f"{NEW}, version {2 * step + 1}"
        if not killed:
            break


@pytest.mark.parametrize("end", ["source", "target"])
@pytest.mark.parametrize("command", [renew, reset_theirs, reset_untouched])
def test_what_jupyter_saves_meanwhile_is_kept(
    checkout: Places, command: Command, end: str
) -> None:
    """It opens the file by its name and writes it anew: here just before the name changes hands."""
    copy = checkout.work / (SOCKETS if command is reset_theirs else START)
    saved: list[str] = []

    def before(event: str, arguments: tuple) -> None:
        if event == "os.link" and Path(arguments[end == "target"]) == copy and not saved:
            saved.append("once")
            copy.write_text("saved at the last moment")

    assert in_a_child(lambda: command(checkout), before) in (0, 3)
    assert "saved at the last moment" in files(checkout).values()
    for follower in (renew, reset_theirs, reset_untouched):
        follower(checkout)
        there = files(checkout)
        assert "saved at the last moment" in there.values()
        assert [name for name in there if name.startswith(".")] == [".originals"]


def test_commands_at_the_same_time_wait_for_each_other(checkout: Places) -> None:
    def often() -> None:
        for _ in range(20):
            chapters.reset(checkout, "02")
            chapters.renew(checkout)
            (checkout.work / START).unlink(missing_ok=True)

    children = []
    for _ in range(4):
        child = os.fork()
        if child == 0:
            try:
                often()
                os._exit(0)
            finally:
                os._exit(1)
        children.append(child)
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0] * 4
    renew(checkout)
    all_is_tidy(checkout)
    nothing_is_lost(checkout)


def test_a_folder_of_ones_own_is_closed_and_leads_to_the_jar(checkout: Places) -> None:
    home = checkout.root.parent / "deep" / "netbook"
    for course in ("elsewhere", "course"):
        places = Places(checkout.root.with_name(course), home, read_only=True)
        renew(places)
        assert home.stat().st_mode & 0o777 == 0o700
        assert (places.work / "../lib").readlink() == places.root / "lib"
    assert (places.work / START).read_text() == f"{START}, version 2"
    (home / "lib").unlink()
    (home / "lib").mkdir()
    with pytest.raises(Problem, match="something else"):
        renew(places)
