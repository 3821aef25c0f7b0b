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
import chromium
import exercises
import indexes
import javadoc
import packages
import reading
from exercises import Exercise
from jdk import Jdk
from pages import Pages, java
from places import HERE, Places
from progress import Problem, step, warn
from reading import Chapter

# The option that adds the answers, for teachers; the folder is then another one.
INSTRUCTOR = "--instructor"

FOLDER = "handouts"
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


@dataclass(frozen=True)
class Edition:
    """The learners' edition, or the one with answers; no file of one is named as of the other."""

    answers: bool = False

    @property
    def said(self) -> str:
        """What stands behind the course's name on each page."""
        return ", for teachers: with answers" if self.answers else ""

    @property
    def folder(self) -> str:
        return f"{FOLDER}-instructor" if self.answers else FOLDER

    @property
    def zip(self) -> str:
        return "netbook-instructor.zip" if self.answers else "netbook-handouts.zip"

    @property
    def pdf(self) -> str:
        return "netbook-instructor.pdf" if self.answers else "netbook.pdf"


LEARNERS = Edition()


def handouts(arguments: Sequence[str], chosen: Jdk, places: Places = HERE) -> int:
    """Writes everything into the folder that is named, or into one of our own."""
    edition = Edition(answers=INSTRUCTOR in arguments)
    named = [word for word in arguments if word != INSTRUCTOR]
    if len(named) > 1 or any(word.startswith("-") for word in named):
        raise Problem(f"./netbook handouts takes one folder and {INSTRUCTOR}, or nothing")
    target = Path(named[0] if named else places.root / edition.folder).resolve()
    _check(target)
    part = target.with_name(f".{target.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    try:
        write(part, chosen, places, edition)
        _replace(part, target)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    print(f"Open {target / 'index.html'}")
    return 0


def write(folder: Path, chosen: Jdk, places: Places = HERE, edition: Edition = LEARNERS) -> None:
    """Writes an edition into an empty folder."""
    chapters = reading.every(places, edition.answers)
    with step("Trying the solutions"):
        tried = exercises.every(chosen, places)
    made = Handouts(chapters, tried, build_of(chosen, places), places, edition)
    program = chromium.find()
    (folder / OURS).touch()
    with step("Writing the pages"):
        made.write_pages(folder)
    with step("Writing the library's documentation"):
        javadoc.write(chosen, places, folder / API)
    with step("Packing the zip"):
        pack(folder, folder / edition.zip)
    if program:
        with step("Printing the PDF"):
            made.print_book(program, folder / edition.pdf)
    else:
        get = packages.install(["chromium"], places.java_release())
        warn(f"no PDF, since Chromium is missing; to get it: {get}")
    made.write_contents(folder, zip=edition.zip, pdf=edition.pdf if program else "")


def build_of(chosen: Jdk, places: Places) -> Build:
    """When and with what the pages are made; SOURCE_DATE_EPOCH may set the time."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.datetime.now(datetime.UTC)
    moment = datetime.datetime.fromtimestamp(int(epoch), datetime.UTC) if epoch else now
    kernel = f"JJava {importlib.metadata.version('jjava')}"
    return Build(f"{moment:%Y-%m-%d}", kernel, f"JDK {chosen.version}", places.version())


@dataclass(frozen=True)
class Handouts:
    """What the pages of one edition are made from."""

    chapters: Sequence[Chapter]
    exercises: Sequence[Exercise]
    build: Build
    places: Places
    edition: Edition = LEARNERS

    def write_pages(self, folder: Path) -> None:
        """Writes the pages and the notebooks that they offer."""
        pages = Pages(self.places)
        around = [None, *self.chapters, None]
        for at, chapter in enumerate(self.chapters):
            link = None if chapter.is_answers else address.binder(self.places, chapter.path)
            near = {"before": around[at], "after": around[at + 2]}
            text = pages.chapter(chapter, **self._common(), binder=link, **near)
            _write(folder / chapter.page, text)
            _copy(chapter.path, folder / "notebooks" / chapter.file)
        style = pages.style([])
        for title, name, source in self._texts():
            more = {"title": title, "body": pages.prose(source), "style": style}
            _write(folder / f"{name}.html", pages.page("text.html.j2", **self._common(), **more))
        for name, more in self._indexes(pages).items():
            text = pages.page(f"{name}.html.j2", **self._common(), **more, style=style)
            _write(folder / f"{name}.html", text)
        self.write_contents(folder)

    def write_contents(self, folder: Path, **files: str) -> None:
        """Writes the first page; the one inside the zip has no links to the files beside it."""
        pages = Pages(self.places)
        contents = pages.page(
            "contents.html.j2",
            chapters=[self._listed(pages, chapter) for chapter in self.chapters],
            paths=self.paths(),
            api=f"{API}/index.html",
            style=pages.style([]),
            **self._common(),
            **files,
        )
        _write(folder / "index.html", contents)

    def print_book(self, program: str, pdf: Path) -> None:
        """Prints the whole course, from one page with all of it."""
        pages = Pages(self.places, book=True)
        parts = [
            SimpleNamespace(
                **self._listed(pages, chapter),
                anchor=chapter.stem,
                body=pages.chapter(chapter),
            )
            for chapter in self.chapters
        ]
        texts = [(title, name, pages.prose(source)) for title, name, source in self._texts()]
        lists = {key: found for more in self._indexes(pages).values() for key, found in more.items()}
        style = pages.style(list(self.chapters))
        book = {"chapters": parts, "texts": texts, "style": style, **lists, **self._common()}
        page = pdf.with_name("book.html")
        _write(page, pages.page("book.html.j2", **book))
        try:
            chromium.print_pdf(program, page, pdf, self.places.logs / "chromium.log")
        finally:
            page.unlink()

    def paths(self) -> list[Any]:
        """The ways through the course that handout/site.toml names."""
        known = {chapter.stem: chapter for chapter in self.chapters}
        found = []
        for path in indexes.site(self.places)["paths"]:
            unknown = [stem for stem in path["chapters"] if stem not in known]
            if unknown:
                raise Problem(f"handout/site.toml: there is no chapter {unknown[0]}")
            steps = [known[stem] for stem in path["chapters"]]
            found.append(SimpleNamespace(name=path["name"], text=path["text"], chapters=steps))
        return found

    def _common(self) -> dict[str, Any]:
        repository = address.repository(self.places)
        return {"build": self.build, "edition": self.edition, "repository": repository}

    def _indexes(self, pages: Pages) -> dict[str, dict[str, Any]]:
        """What the pages of these names list."""
        return {
            "glossary": {"terms": indexes.terms(pages, self.chapters)},
            "rfcs": {"rfcs": indexes.rfcs(pages, self.chapters)},
            "exercise-matrix": {"exercises": self.exercises},
        } | ({"solutions": {"sources": self._sources()}} if self.edition.answers else {})

    def _sources(self) -> list[Any]:
        """Each exercise with the Java of its solutions as HTML, for teachers."""
        return [
            SimpleNamespace(
                exercise=exercise,
                files=[(one, java(exercise.source(one))) for one in exercise.in_order()],
            )
            for exercise in self.exercises
        ]

    def _texts(self) -> Iterator[tuple[str, str, str]]:
        """The pages that aren't notebooks: title, name and Markdown of each."""
        files = {path.stem.lower(): path for path in sorted(self.places.notebooks.glob("*.md"))}
        files["measured"] = self.places.root / "bench" / "README.md"
        for name, path in files.items():
            source = path.read_text(encoding="utf-8")
            title = source.partition("\n")[0].removeprefix("#").strip()
            yield title, name, source

    @staticmethod
    def _listed(pages: Pages, chapter: Chapter) -> dict[str, Any]:
        """A chapter as lists of chapters show it."""
        return {
            "page": chapter.page,
            "name": chapter.name,
            "minutes": chapter.minutes,
            "able": pages.inline(chapter.able),
            "first": pages.inline(chapter.first),
        }


def pack(folder: Path, archive: Path) -> None:
    """Packs the site; the same pages always make the same zip."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in files:
            if file.name == OURS:
                continue
            name = f"netbook/{file.relative_to(folder).as_posix()}"
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, file.read_bytes(), zipfile.ZIP_DEFLATED)


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
