"""How a chapter is named, and what JupyterLab is told."""

from __future__ import annotations

from pathlib import Path

import chapters
import lab
import pytest
from places import Places
from progress import Problem

START, SOCKETS = "00-start-here.ipynb", "02-sockets.ipynb"


@pytest.fixture
def checkout(tmp_path: Path) -> Places:
    """Two chapters, and notebooks that aren't."""
    places = Places(tmp_path)
    places.notebooks.mkdir()
    for name in (START, SOCKETS, "02-sockets.mine-1.ipynb", "notes.ipynb"):
        (places.notebooks / name).write_text(name)
    return places


def test_what_has_another_name_is_no_chapter(checkout: Places) -> None:
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


def test_where_many_may_start_one_the_system_picks_the_port(checkout: Places) -> None:
    def ports(places: Places) -> list[str]:
        told = lab.options(places, None, places.state)
        return [word for word in told if "port" in word]

    assert ports(checkout) == []
    assert ports(Places(checkout.root, checkout.root / "home")) == ["--ServerApp.port=0"]
