"""`./netbook update`, in real clones: a step forward or nothing, and all work is kept."""

from __future__ import annotations

import itertools
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import chapters
import lab
import pytest
from places import HERE, Places

CHAPTER, OTHER = "02-sockets.ipynb", "03-framing.ipynb"
SETS_UP = "#!/bin/sh\necho 'set up by version {version}' >> .netbook/log\n"

# A user who has no settings of their own, and an author's name for commits.
PLAIN = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    **{f"GIT_{who}_NAME": "A" for who in ("AUTHOR", "COMMITTER")},
    **{f"GIT_{who}_EMAIL": "a@example.org" for who in ("AUTHOR", "COMMITTER")},
}


def git(folder: Path, *arguments: str) -> str:
    told = subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env=os.environ | PLAIN,
        capture_output=True,
        text=True,
        check=True,
    )
    return told.stdout.strip()


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in PLAIN.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """The course's repository with its first version: our tools, and a set-up that notes it."""
    root = tmp_path / "course"
    skipped = shutil.ignore_patterns("__pycache__", "tests")
    shutil.copytree(HERE.root / "tools", root / "tools", ignore=skipped)
    for name in ("pom.xml", ".gitignore"):
        shutil.copyfile(HERE.root / name, root / name)
    git(tmp_path, "init", "--quiet", "--initial-branch=main", str(root))
    publish(root, 1)
    return root


def publish(course: Path, version: int, **more: str) -> None:
    """Commits a version of the course."""
    (course / "notebooks").mkdir(exist_ok=True)
    for name in (CHAPTER, OTHER):
        (course / "notebooks" / name).write_text(f"{name}, version {version}")
    for name, text in more.items():
        (course / "notebooks" / f"{name}.ipynb").write_text(text)
    (course / "netbook").write_text(SETS_UP.format(version=version))
    (course / "netbook").chmod(0o755)
    git(course, "add", "--all")
    git(course, "commit", "--quiet", "--message", f"version {version}")


@pytest.fixture
def clone(course: Path, tmp_path: Path) -> Places:
    """A learner's clone of the first version, with work in one of two chapters."""
    places = Places(tmp_path / "a clone")
    git(tmp_path, "clone", "--quiet", str(course), str(places.root))
    places.state.mkdir()
    chapters.renew(places)
    (places.work / CHAPTER).write_text("the learner's")
    return places


def update(places: Places, before: str = "") -> subprocess.CompletedProcess[str]:
    """Runs `update` in a clone, after some Python that a test wants to be run first."""
    program = f"import sys\n{before}\nsys.path.insert(0, 'tools')\nimport cli\n"
    return subprocess.run(
        [sys.executable, "-c", f"{program}sys.exit(cli.main(['update']))"],
        cwd=places.root,
        env=os.environ | PLAIN,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def is_up_to_date(places: Places, version: int) -> bool:
    """Whether the clone and what the learner hasn't changed are that version, and set up by it."""
    assert (places.work / CHAPTER).read_text() == "the learner's"
    last = (places.state / "log").read_text().splitlines()[-1]
    texts = {path.read_text() for path in (places.notebooks / OTHER, places.work / OTHER)}
    return (last, texts) == (
        f"set up by version {version}",
        {f"{OTHER}, version {version}"},
    )


def test_a_new_version_comes_and_the_learners_work_stays(course: Path, clone: Places) -> None:
    publish(course, 2, **{"04-new": "a new one"})
    git(clone.root, "config", "merge.ff", "false")
    told = update(clone)
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout == (
        "The course is new.\n"
        "New in work: 03-framing, 04-new\n"
        "The course has a newer 02-sockets; yours stays. "
        "To get it, with yours beside it: ./netbook reset 02-sockets\n"
    )
    assert is_up_to_date(clone, 2)
    assert git(clone.root, "status", "--porcelain") == ""
    assert git(clone.root, "rev-parse", "HEAD") == git(course, "rev-parse", "HEAD")
    assert update(clone).stdout.startswith("The course is the newest that there is.\n")


def test_a_chapter_that_the_course_drops_or_renames_stays_with_the_learner(
    course: Path, clone: Places
) -> None:
    git(course, "mv", f"notebooks/{CHAPTER}", "notebooks/02-tcp.ipynb")
    git(course, "rm", "--quiet", f"notebooks/{OTHER}")
    git(course, "commit", "--quiet", "--message", "other names")
    assert update(clone).returncode == 0
    assert (clone.work / CHAPTER).read_text() == "the learner's"
    assert (clone.work / OTHER).read_text() == f"{OTHER}, version 1"
    assert (clone.work / "02-tcp.ipynb").read_text() == f"{CHAPTER}, version 1"


def a_changed_file(clone: Places) -> None:
    (clone.notebooks / OTHER).write_text("changed")


def a_file_in_the_way(clone: Places) -> None:
    (clone.notebooks / "04-new.ipynb").write_text("the learner's own")


def an_ignored_file_in_the_way(clone: Places) -> None:
    (clone.root / ".git/info/exclude").write_text("04-*\n")
    (clone.notebooks / "04-new.ipynb").write_text("the learner's own")


def a_commit_of_their_own(clone: Places) -> None:
    (clone.root / "mine").write_text("x")
    git(clone.root, "add", "mine")
    git(clone.root, "commit", "--quiet", "--message", "mine")


def no_branch(clone: Places) -> None:
    git(clone.root, "checkout", "--quiet", "--detach")


def no_upstream(clone: Places) -> None:
    git(clone.root, "remote", "remove", "origin")


def no_course(clone: Places) -> None:
    git(clone.root, "remote", "set-url", "origin", "nowhere")


def no_checkout(clone: Places) -> None:
    shutil.rmtree(clone.root / ".git")


def a_lock_that_was_left(clone: Places) -> None:
    (clone.root / ".git/index.lock").touch()


@pytest.mark.parametrize(
    ("hinder", "said"),
    [
        (a_changed_file, "were changed: notebooks/03-framing.ipynb. To mend it: git stash"),
        (a_file_in_the_way, "notebooks/04-new.ipynb"),
        (an_ignored_file_in_the_way, "notebooks/04-new.ipynb"),
        (a_commit_of_their_own, "doesn't have (1), and the course has new ones (1)"),
        (no_branch, "no branch checked out"),
        (no_upstream, "the branch main has no upstream"),
        (no_course, "could not be fetched"),
        (no_checkout, "no git checkout"),
        (a_lock_that_was_left, "index.lock"),
    ],
)
def test_what_hinders_is_one_line_and_nothing_changes(
    course: Path, clone: Places, hinder: Callable[[Places], None], said: str
) -> None:
    def files() -> dict[Path, bytes]:
        found = (path for path in clone.root.rglob("*") if path.is_file())
        kept = (path for path in found if not {".git", "__pycache__"} & set(path.parts))
        return {path: path.read_bytes() for path in kept}

    publish(course, 2, **{"04-new": "a new one"})
    hinder(clone)
    before = files()
    told = update(clone)
    assert told.returncode == 1
    assert said in told.stderr
    assert told.stderr.count("\n") == 1 and told.stderr.startswith("netbook: ")
    assert files() == before


def test_commits_of_ones_own_are_no_hindrance_while_nothing_is_new(clone: Places) -> None:
    a_commit_of_their_own(clone)
    assert update(clone).returncode == 0


def test_it_waits_until_jupyterlab_is_closed(course: Path, clone: Places) -> None:
    publish(course, 2)
    with lab.runtime_of(clone):
        told = update(clone)
        assert told.returncode == 1
        assert "JupyterLab is open" in told.stderr
    assert update(clone).returncode == 0


KILL = """\
import itertools, os, signal
steps = itertools.count(1)
def hook(event, arguments):
    writes = event == "open" and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
    if writes or event in ("subprocess.Popen", "os.link", "os.rename", "os.remove", "os.mkdir"):
        if next(steps) == {step}:
            os.kill(os.getpid(), signal.SIGKILL)
sys.dont_write_bytecode = True
sys.addaudithook(hook)
"""


def test_after_a_kill_at_any_step_the_next_one_ends_it(course: Path, clone: Places) -> None:
    publish(course, 2)
    before = clone.root.with_name("before")
    clone.root.rename(before)
    for step in itertools.count(1):
        shutil.copytree(before, clone.root, symlinks=True)
        told = update(clone, KILL.format(step=step))
        assert told.returncode in (0, -signal.SIGKILL), told.stderr
        assert (clone.work / CHAPTER).read_text() == "the learner's"
        assert update(clone).returncode == 0
        assert is_up_to_date(clone, 2)
        hidden = {path.name for path in clone.work.iterdir() if path.name.startswith(".")}
        assert hidden == {".originals"}
        shutil.rmtree(clone.root)
        if told.returncode == 0:
            break
    assert step > 15


def test_after_a_kill_in_gits_own_midst_its_lines_lead_out(course: Path, clone: Places) -> None:
    publish(course, 2, **{"01-new": "a new one"})
    # Git asks this program what to write into this one file, and then is gone.
    (clone.root / ".git/info/attributes").write_text(f"notebooks/{OTHER} filter=kills\n")
    git(clone.root, "config", "filter.kills.smudge", "kill -9 $PPID")
    assert update(clone).returncode == 1
    assert (clone.notebooks / "01-new.ipynb").read_text() == "a new one"
    git(clone.root, "config", "--unset", "filter.kills.smudge")
    for _ in range(4):
        told = update(clone)
        if told.returncode == 0:
            break
        command = told.stderr.rpartition("To mend it: ")[2].strip()
        command = command.removesuffix(", if none is").removesuffix(" sets them aside")
        subprocess.run(command, shell=True, cwd=clone.root, check=True)
    assert is_up_to_date(clone, 2)
