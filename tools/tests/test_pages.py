"""The pages around the course: their links lead somewhere, and what they name is there."""

from __future__ import annotations

import re
from pathlib import Path

import cli
import doctor
import kernelspec
import pytest
from places import HERE

PAGES = sorted(
    path
    for folder in (HERE.root, HERE.root / "lib", HERE.notebooks)
    for path in folder.glob("*.md")
)
STUCK = (HERE.root / doctor.STUCK).read_text("utf-8")


def name_of(path: Path) -> str:
    return path.relative_to(HERE.root).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_its_links_lead_somewhere(page: Path):
    text = page.read_text("utf-8")
    links = re.findall(r"\]\(((?![a-z]+:)[^)\s]*)\)", text)
    for link in links:
        file, _, anchor = link.partition("#")
        target = page.parent / file if file else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target.read_text("utf-8")), link


def anchors(text: str) -> set[str]:
    """The names that GitHub and GitLab give to a page's headings."""
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_command_that_it_names_is_one_of_ours(page: Path):
    commands = re.findall(r"\./netbook (\w+)", page.read_text("utf-8"))
    assert set(commands) <= {"help", *cli.COMMANDS}


def test_every_command_is_explained():
    assert all(f"  ./netbook {command} " in cli.HELP for command in cli.COMMANDS)


def test_the_newest_entry_of_the_changelog_is_the_version_of_the_pom():
    text = (HERE.root / "CHANGELOG.md").read_text("utf-8")
    newest = re.search(r"^## (\S+) – (unreleased|\d{4}-\d\d-\d\d)$", text, re.MULTILINE)
    assert newest and newest[1] == HERE.version()


def test_the_numbers_on_the_page_for_when_stuck_are_the_courses():
    assert re.findall(r"JDK (\d+) or newer", STUCK) == [str(HERE.java_release())]
    assert re.findall(r"the (\d+) MiB", STUCK) == re.findall(r"-Xmx(\d+)m", " ".join(kernelspec.HEAP))


def test_the_welcome_page_leads_to_the_one_for_when_stuck():
    assert "](STUCK.md)" in (HERE.notebooks / "00-start-here.ipynb").read_text("utf-8")
