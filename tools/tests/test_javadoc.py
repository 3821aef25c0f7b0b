"""lib's API documentation: made twice the same, asking nobody, and not at all with a warning."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import javadoc
import jdk
import pytest
from places import HERE, Places
from progress import Problem

# What a browser would fetch by itself when it opens the page; a link that one may follow isn't.
FETCHED = {
    ".html": re.compile(r"""<(?:script|img|link)\b[^>]*\b(?:src|href)="([^"]*)\""""),
    ".css": re.compile(r"""\burl\(["']?([^"')]*)"""),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("javadoc") / "lib"
    javadoc.write(jdk.required(HERE), HERE, target)
    return target


def content(folder: Path) -> dict[str, bytes]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_every_package_and_public_class_has_its_page(site: Path):
    sources = HERE.root / "lib" / "src" / "main" / "java"
    public = [
        path.relative_to(sources).with_suffix(".html").as_posix()
        for path in sources.rglob("*.java")
        if re.search(rf"^public .*\b{path.stem}\b", path.read_text("utf-8"), re.MULTILINE)
    ]
    assert len(public) > 20
    assert [page for page in public if not (site / page).is_file()] == []
    assert (site / "index.html").is_file() and (site / "netbook/net/package-summary.html").is_file()


def test_the_same_sources_give_the_same_bytes(site: Path, tmp_path: Path):
    javadoc.write(jdk.required(HERE), HERE, tmp_path)
    assert content(tmp_path) == content(site)


def test_a_browser_fetches_only_what_is_there(site: Path):
    fetched = [
        (site / name).parent / target
        for name, data in content(site).items()
        if (pattern := FETCHED.get(Path(name).suffix))
        for target in pattern.findall(data.decode("utf-8"))
        if not target.startswith("data:")
    ]
    assert len(fetched) > 50
    assert {path for path in fetched if not path.is_file()} == set()


@pytest.mark.parametrize("broken", ["{@link Nope}", "x <p> <p>", "a < b"])
def test_a_warning_stops_it_with_its_place(tmp_path: Path, broken: str):
    places = Places(tmp_path)
    shutil.copytree(HERE.root / "lib" / "src" / "main", tmp_path / "lib" / "src" / "main")
    shutil.copyfile(HERE.root / "pom.xml", tmp_path / "pom.xml")
    (tmp_path / "lib" / "target").symlink_to(HERE.netbook_jar.parent)
    places.state.mkdir()
    places.venv.symlink_to(HERE.venv)
    source = "lib/src/main/java/netbook/bytes/Bytes.java"
    text = (tmp_path / source).read_text("utf-8")
    (tmp_path / source).write_text(text.replace("/**", f"/** {broken}", 1), "utf-8")
    with pytest.raises(Problem, match=rf"made: {source}:\d+: (error|warning): "):
        javadoc.write(jdk.required(HERE), places, tmp_path / "site")
