"""Writes the course as a site of pages to read and print, as a zip, and as one PDF."""

from __future__ import annotations

import datetime
import importlib.metadata
import os
import shutil
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import address
import chapters as courses
import chromium
import indexes
import javadoc
import packages
import reading
from jdk import Jdk
from pages import Pages
from places import HERE, Places
from progress import Problem, step, warn
from reading import Chapter

# The option that adds the answers, for teachers; the folder is then another one.
INSTRUCTOR = "--instructor"

FOLDER = "handouts"
ZIP = "netbook-handouts.zip"
PDF = "netbook.pdf"
API = "api"

# A folder with this file is one that we wrote, and may write again.
OURS = ".netbook-handouts"


@dataclass(frozen=True)
class Build:
    """What a page says of how it was made."""

    date: str
    kernel: str
    jdk: str
    version: str


def handouts(arguments: Sequence[str], chosen: Jdk, places: Places = HERE) -> int:
    """Writes everything into the folder that is named, or into one of our own."""
    answers = INSTRUCTOR in arguments
    named = [word for word in arguments if word != INSTRUCTOR]
    if len(named) > 1 or any(word.startswith("-") for word in named):
        raise Problem(f"./netbook handouts takes one folder and {INSTRUCTOR}, or nothing")
    own = FOLDER + (INSTRUCTOR.removeprefix("-") if answers else "")
    target = Path(named[0] if named else places.root / own).resolve()
    _check(target)
    part = target.with_name(f".{target.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    try:
        write(part, chosen, places, answers)
        _replace(part, target)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    print(f"Open {target / 'index.html'}")
    return 0


def write(folder: Path, chosen: Jdk, places: Places = HERE, answers: bool = False) -> None:
    """Writes the site into an empty folder, with the answers or without them."""
    chapters = reading.every(places, answers)
    build = build_of(chosen, places)
    program = chromium.find()
    (folder / OURS).touch()
    with step("Writing the pages"):
        write_pages(folder, chapters, build, places, pdf=PDF if program else "")
    with step("Writing the library's documentation"):
        javadoc.write(chosen, places, folder / API)
    if program:
        with step("Printing the PDF"):
            print_book(program, folder / PDF, chapters, build, places)
    else:
        get = packages.install(["chromium"], places.java_release())
        warn(f"no PDF, since Chromium is missing; to get it: {get}")
    with step("Packing the zip"):
        pack(folder, folder / ZIP)


def build_of(chosen: Jdk, places: Places) -> Build:
    """When and with what the pages are made; SOURCE_DATE_EPOCH may set the time."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.datetime.now(datetime.UTC)
    moment = datetime.datetime.fromtimestamp(int(epoch), datetime.UTC) if epoch else now
    kernel = f"JJava {importlib.metadata.version('jjava')}"
    return Build(f"{moment:%Y-%m-%d}", kernel, f"JDK {chosen.version}", places.version())


def write_pages(
    folder: Path, chapters: Sequence[Chapter], build: Build, places: Places, pdf: str = ""
) -> None:
    """Writes the pages and the notebooks that they offer."""
    pages = Pages(places)
    common = {"build": build, "style": pages.style([])}
    around = [None, *chapters, None]
    for at, chapter in enumerate(chapters):
        link = address.binder(places, chapter.path) if _is_public(chapter, places) else None
        near = {"before": around[at], "after": around[at + 2]}
        text = pages.chapter(chapter, build=build, binder=link, **near)
        _write(folder / chapter.page, text)
        _copy(chapter.path, folder / "notebooks" / chapter.file)
    texts = list(_texts(places))
    contents = pages.page(
        "contents.html.j2",
        chapters=[_listed(pages, chapter) for chapter in chapters],
        paths=paths(chapters, places),
        zip=ZIP,
        pdf=pdf,
        api=f"{API}/index.html",
        texts=[(title, page) for title, page, _ in texts],
        repository=address.repository(places),
        **common,
    )
    _write(folder / "index.html", contents)
    for title, page, source in texts:
        body = pages.prose(source)
        _write(folder / page, pages.page("text.html.j2", title=title, body=body, **common))
    terms = indexes.terms(pages, chapters)
    _write(folder / "glossary.html", pages.page("glossary.html.j2", terms=terms, **common))
    rfcs = indexes.rfcs(pages, chapters)
    _write(folder / "rfcs.html", pages.page("rfcs.html.j2", rfcs=rfcs, **common))


def book(chapters: Sequence[Chapter], build: Build, places: Places) -> str:
    """The whole course on one page."""
    pages = Pages(places, book=True)
    parts = [
        SimpleNamespace(
            anchor=chapter.stem,
            name=chapter.name,
            minutes=chapter.minutes,
            body=pages.chapter(chapter),
        )
        for chapter in chapters
    ]
    return pages.page(
        "book.html.j2",
        chapters=parts,
        terms=indexes.terms(pages, chapters),
        rfcs=indexes.rfcs(pages, chapters),
        build=build,
        style=pages.style(list(chapters)),
    )


def print_book(
    program: str, pdf: Path, chapters: Sequence[Chapter], build: Build, places: Places
) -> None:
    """Prints the whole course."""
    page = pdf.with_name("book.html")
    _write(page, book(chapters, build, places))
    try:
        chromium.print_pdf(program, page, pdf, places.logs / "chromium.log")
    finally:
        page.unlink()


def paths(chapters: Sequence[Chapter], places: Places) -> list[Any]:
    """The ways through the course that handout/site.toml names."""
    known = {chapter.stem: chapter for chapter in chapters}
    found = []
    for path in indexes.site(places)["paths"]:
        unknown = [stem for stem in path["chapters"] if stem not in known]
        if unknown:
            raise Problem(f"handout/site.toml: there is no chapter {unknown[0]}")
        steps = [known[stem] for stem in path["chapters"]]
        minutes = sum(chapter.minutes for chapter in steps)
        found.append(
            SimpleNamespace(
                name=path["name"], text=path["text"], chapters=steps, minutes=minutes
            )
        )
    return found


def pack(folder: Path, archive: Path) -> None:
    """Packs the site, without the PDF; the same pages always make the same zip."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in files:
            if file.name in (OURS, PDF):
                continue
            name = f"netbook/{file.relative_to(folder).as_posix()}"
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, file.read_bytes(), zipfile.ZIP_DEFLATED)


def _is_public(chapter: Chapter, places: Places) -> bool:
    """Whether it is one of the chapters, which Binder has; answers are a teacher's own."""
    return chapter.path in courses.every(places)


def _texts(places: Places) -> Iterator[tuple[str, str, str]]:
    """The pages beside the chapters that aren't notebooks: title, file and Markdown of each."""
    for path in sorted(places.notebooks.glob("*.md")):
        source = path.read_text(encoding="utf-8")
        title = source.partition("\n")[0].removeprefix("#").strip()
        yield title, f"{path.stem.lower()}.html", source


def _listed(pages: Pages, chapter: Chapter) -> SimpleNamespace:
    return SimpleNamespace(
        page=chapter.page,
        name=chapter.name,
        minutes=chapter.minutes,
        able=pages.inline(chapter.able),
        first=pages.inline(chapter.first),
    )


def _check(target: Path) -> None:
    """Refuses a folder with something in it that we did not write."""
    if target.is_dir() and any(target.iterdir()) and not (target / OURS).is_file():
        raise Problem(f"{target} has something else in it; name a new folder")
    if target.exists() and not target.is_dir():
        raise Problem(f"{target} is no folder")


def _replace(part: Path, target: Path) -> None:
    """Puts the new folder in the place of the old one."""
    old = target.with_name(f".{target.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    part.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
