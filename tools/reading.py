"""A notebook as a reader's page needs it: its name, minutes, what comes first, and its sections."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import chapters
import nbformat
from nbformat import NotebookNode
from places import Places
from progress import Problem

FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
SECTION = re.compile(r"^## +(.+)$", re.MULTILINE)
NAME = re.compile(r"[^:?]+\??")
TITLE = re.compile(
    r"# (?P<title>[^\n]+)\n\n"
    r"(?P<able>.+?)\n\n"
    r"\*\*(?P<minutes>\d+) minutes\.\*\* Read first: (?P<first>.+?\.)(?=\s|$)",
    re.DOTALL,
)


@dataclass(frozen=True)
class Section:
    """A heading of the second level, as Markdown, and the id of the cell where it stands."""

    title: str
    cell: str


@dataclass(frozen=True)
class Chapter:
    """One notebook; `able` and `first` are Markdown."""

    path: Path
    notebook: NotebookNode
    title: str
    able: str
    minutes: int
    first: str
    sections: list[Section]

    @property
    def stem(self) -> str:
        return self.path.stem

    @property
    def file(self) -> str:
        return self.path.name

    @property
    def page(self) -> str:
        return f"{self.stem}.html"

    @property
    def name(self) -> str:
        """The chapter's number, if it has one, and the first words of its title."""
        found = NAME.match(self.title)
        words = found.group() if found else self.title
        return f"{chapters.number(self.stem)} {words}" if self.is_numbered else words

    @property
    def is_numbered(self) -> bool:
        """Whether it is a chapter; the gallery isn't."""
        return self.stem[:2].isdigit()

    @property
    def is_answers(self) -> bool:
        """Whether it is for teachers: answers to what a chapter asks."""
        return self.path.parent.name == "solutions"

    @property
    def kind(self) -> str:
        """What stands above the title."""
        if not self.is_numbered:
            return "Beside the chapters"
        return f"Chapter {self.stem[:2]}" + (", for teachers" if self.is_answers else "")

    @property
    def command(self) -> str:
        """What opens it in a copy of the course; nothing opens answers."""
        return "" if self.is_answers else f"./netbook lab {self.stem}"

    def section_of(self, cell: str) -> Section | None:
        """The section in which a cell stands; None before the first."""
        starts = {section.cell: section for section in self.sections}
        found = None
        for other in self.notebook.cells:
            found = starts.get(other.id, found)
            if other.id == cell:
                break
        return found

    def prose(self) -> Iterator[tuple[str, str]]:
        """The id and the Markdown of each cell that isn't code."""
        for cell in self.notebook.cells:
            if cell.cell_type == "markdown":
                yield cell.id, cell.source


def read(path: Path) -> Chapter:
    """Reads one notebook."""
    notebook = nbformat.read(path, as_version=4)
    head = TITLE.match(notebook.cells[0].source) if notebook.cells else None
    if head is None:
        raise Problem(
            f"{path.name}: its first cell isn't a title, what one will be able to do, and"
            " '**N minutes.** Read first: ….'"
        )
    sections = [
        Section(title.strip(), cell.id)
        for cell in notebook.cells[1:]
        if cell.cell_type == "markdown"
        for title in SECTION.findall(FENCE.sub("", cell.source))
    ]
    return Chapter(
        path,
        notebook,
        head["title"].strip(),
        head["able"],
        int(head["minutes"]),
        head["first"],
        sections,
    )


def every(places: Places, answers: bool = False) -> list[Chapter]:
    """All chapters in their order, each followed by its answers if these are wanted."""
    paths = chapters.every(places) + (chapters.answers(places) if answers else [])
    return [read(path) for path in sorted(paths, key=lambda path: path.stem)]
