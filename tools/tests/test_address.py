"""The repository's address: where it stands, what is refused, and the links that follow."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import address
import chapters
import pytest
from places import HERE, Places
from progress import Problem

GITHUB = "https://github.com/some-one/net.book"
GITLAB = "https://gitlab.com/group/part/netbook"
OTHER = "https://git.example.org:8443/~someone/netbook.git"


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """A checkout whose address isn't known, whether or not ours is."""
    pom = (HERE.root / "pom.xml").read_text("utf-8")
    (tmp_path / "pom.xml").write_text(re.sub(r"\n *<url>[^<]*</url>", "", pom), "utf-8")
    shutil.copytree(HERE.notebooks, tmp_path / "notebooks")
    unknown = Places(tmp_path)
    readme = address.readme(unknown, (HERE.root / "README.md").read_text("utf-8"))
    (tmp_path / "README.md").write_text(readme, "utf-8")
    return unknown


def readme(places: Places) -> str:
    return (places.root / "README.md").read_text("utf-8")


def test_readme_has_the_address_that_the_pom_has():
    assert address.readme(HERE, readme(HERE)) == readme(HERE), (
        "README.md and pom.xml disagree on the address; ./netbook address URL writes both"
    )


def test_while_it_is_unknown_there_are_no_links(places: Places):
    assert address.repository(places) is None
    assert address.binder(places, "02-sockets.ipynb") is None
    assert "mybinder.org/v2" not in readme(places) and "git clone" not in readme(places)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (GITHUB, GITHUB),
        (f"{GITHUB}/", GITHUB),
        (f" {GITHUB}.git\n", GITHUB),
        ("HTTPS://GitHub.com/Some-One/Netbook", "https://github.com/Some-One/Netbook"),
        (GITLAB, GITLAB),
        (OTHER, OTHER),
    ],
)
def test_it_is_kept_in_one_form_in_one_place(places: Places, given: str, kept: str):
    assert address.write(places, given) == address.repository(places) == kept
    pom = (places.root / "pom.xml").read_text("utf-8")
    assert pom.count("<url>") == 1 and f"\n  <url>{kept}</url>\n" in pom


@pytest.mark.parametrize(
    "given",
    [
        "",
        "netbook",
        "github.com/a/b",
        "http://github.com/a/b",
        "git@github.com:a/b.git",
        "https://github.com",
        "https://github.com/a",
        "https://github.com/a/b/tree/main",
        "https://gitlab.com/a",
        "https://gitlab.com/a/b/-/tree/main",
        "https://me:secret@github.com/a/b",
        "https://github.com/a/b?tab=readme",
        "https://github.com/a/b#start",
        "https://example.org/a/../b",
        "https://example.org/a b",
        "https://example.org/a)b",
        "https://example.org/<b>",
        "https://example.org/a&b",
        "https://example.org/$(b)",
    ],
)
def test_what_is_no_address_is_refused_and_changes_nothing(places: Places, given: str):
    before = (places.root / "pom.xml").read_bytes(), readme(places)
    with pytest.raises(Problem, match="repository|not an address like|dots"):
        address.write(places, given)
    assert ((places.root / "pom.xml").read_bytes(), readme(places)) == before


@pytest.mark.parametrize("url", [GITHUB, GITLAB, OTHER])
def test_binder_finds_the_repository_and_the_chapter_in_the_link(places: Places, url: str):
    address.write(places, url)
    link = address.binder(places, places.notebooks / "02-sockets.ipynb")
    assert link
    # As Binder's own providers take it apart.
    v2, provider, rest = urlsplit(link).path.removeprefix("/").split("/", 2)
    name, ref = rest.rsplit("/", 1)
    before = {"gh": "https://github.com/", "gl": "https://gitlab.com/", "git": ""}[provider]
    assert (v2, before + unquote(name), ref) == ("v2", url, "HEAD")
    assert name.count("/") == (1 if provider == "gh" else 0)
    opened = parse_qs(urlsplit(link).query)["urlpath"]
    assert opened == [f"lab/tree/{address.FOLDER}/02-sockets.ipynb"]


def test_the_links_are_as_people_know_them(places: Places):
    file = places.notebooks / "02-sockets.ipynb"
    address.write(places, GITHUB)
    assert address.binder(places, file) == (
        "https://mybinder.org/v2/gh/some-one/net.book/HEAD"
        "?urlpath=lab/tree/notebooks/02-sockets.ipynb"
    )


def test_readme_gets_a_badge_for_each_chapter_and_loses_the_old_ones(places: Places):
    before = readme(places)
    for url in (GITHUB, GITHUB, OTHER):
        address.write(places, url)
        badges = re.findall(r"\[!\[Open in Binder\]\(\S+\)\]\((\S+)\)", readme(places))
        assert badges == [address.binder(places, path) for path in chapters.every(places)]
        assert f"\ngit clone {url}\ncd " in readme(places)
    pom = places.root / "pom.xml"
    pom.write_text(re.sub(r"\n *<url>[^<]*</url>", "", pom.read_text("utf-8")), "utf-8")
    assert address.readme(places, readme(places)) == before


def test_the_clone_goes_where_readme_says(places: Places):
    address.write(places, OTHER)
    assert f"git clone {OTHER}\ncd netbook\n" in readme(places)


def test_the_command_prints_and_sets_it(places: Places):
    def netbook(*arguments: str) -> tuple[int, str]:
        argv = [sys.executable, str(places.root / "tools" / "cli.py"), "address", *arguments]
        done = subprocess.run(argv, capture_output=True, text=True, check=False, timeout=60)
        return done.returncode, done.stdout + done.stderr

    shutil.copytree(HERE.root / "tools", places.root / "tools")
    code, said = netbook()
    assert code == 1 and said.endswith(f"To mend it: ./netbook address {address.EXAMPLE}\n")
    assert netbook(GITHUB) == netbook() == (0, f"{GITHUB}\n")
    code, said = netbook("git@github.com:a/b.git")
    assert code == 1 and said.startswith("netbook: 'git@github.com:a/b.git' is not an address like")
    assert netbook() == (0, f"{GITHUB}\n")
