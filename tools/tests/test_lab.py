"""The learner's copies in work/, and what JupyterLab is told."""

from __future__ import annotations

import os
from pathlib import Path

import chapters
import lab
import pytest
from places import Places
from progress import Problem

START, SOCKETS = "00-start-here.ipynb", "02-sockets.ipynb"


@pytest.fixture
def checkout(tmp_path: Path) -> Places:
    """Two chapters, a picture, a page to read, and a notebook that isn't a chapter."""
    places = Places(tmp_path)
    (places.notebooks / "img").mkdir(parents=True)
    for name in (START, SOCKETS):
        (places.notebooks / name).write_text(f"{name} as it came")
    (places.notebooks / "img" / "a.svg").write_text("<svg/>")
    (places.notebooks / "STUCK.md").write_text("the page")
    (places.notebooks / "notes.ipynb").write_text("not a chapter")
    return places


def test_only_chapters_that_are_not_there_are_copied(checkout: Places) -> None:
    checkout.work.mkdir()
    (checkout.work / SOCKETS).write_text("mine")
    chapters.copy_new(checkout)
    assert (checkout.work / START).read_text() == f"{START} as it came"
    assert (checkout.work / SOCKETS).read_text() == "mine"
    assert sorted(os.listdir(checkout.work)) == [START, SOCKETS, "STUCK.md", "img"]
    assert (checkout.work / "STUCK.md").read_text() == "the page"
    assert (checkout.work / "img" / "a.svg").read_text() == "<svg/>"


def test_a_reset_keeps_every_copy_of_the_learners(checkout: Places) -> None:
    copy = checkout.work / SOCKETS
    chapters.reset(checkout, "02")
    for mine in ("first", "second"):
        copy.write_text(mine)
        chapters.reset(checkout, "2")
    assert copy.read_text() == f"{SOCKETS} as it came"
    assert (checkout.work / "02-sockets.mine-1.ipynb").read_text() == "first"
    assert (checkout.work / "02-sockets.mine-2.ipynb").read_text() == "second"


def test_the_learners_older_copies_are_no_chapters(checkout: Places) -> None:
    (checkout.notebooks / "02-sockets.mine-1.ipynb").write_text("put there by mistake")
    assert [path.name for path in chapters.every(checkout)] == [START, SOCKETS]


@pytest.mark.parametrize("asked", ["2", "02", "02-sockets", SOCKETS])
def test_a_chapter_is_named_by_its_number_or_its_file(checkout: Places, asked: str) -> None:
    assert [path.name for path in chapters.chapter(checkout, asked)] == [SOCKETS]


@pytest.mark.parametrize("asked", ["99", "02-sock", "", "../02-sockets"])
def test_a_chapter_that_is_not_there_is_said_with_those_that_are(
    checkout: Places, asked: str
) -> None:
    with pytest.raises(Problem, match="there are: 00 02"):
        chapters.chapter(checkout, asked)


def test_it_opens_on_the_welcome_chapter_or_where_there_is_none_on_the_files(
    checkout: Places,
) -> None:
    def page() -> str:
        told = list(lab.options(checkout, lab.welcome(checkout), checkout.state))
        return next(word for word in told if "default_url" in word)

    assert page() == f"--LabApp.default_url=/lab/tree/{START}"
    (checkout.notebooks / START).unlink()
    assert page() == "--LabApp.default_url=/lab"
