"""The glossary and the index of RFC sections, each entry with its place in the chapters."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass

from pages import Pages, views
from places import Places
from progress import Problem
from reading import Chapter

RFC = re.compile(
    r'href="(?P<url>https://www\.rfc-editor\.org/rfc/rfc(?P<number>\d+)'
    r'(?:#(?P<kind>section|appendix)-(?P<section>[\w.]+))?)"'
)


@dataclass(frozen=True)
class Place:
    """A link to a cell and the name of its chapter."""

    href: str
    text: str


@dataclass(frozen=True)
class Term:
    """A word of the trade; its meaning is HTML."""

    word: str
    slug: str
    meaning: str
    place: Place


@dataclass(frozen=True)
class Cited:
    """A section of an RFC, or the whole of it, and the places that name it."""

    name: str
    url: str
    places: list[Place]


@dataclass(frozen=True)
class Rfc:
    """An RFC of which the chapters name sections."""

    number: int
    title: str
    sections: list[Cited]


def terms(pages: Pages, chapters: Sequence[Chapter]) -> list[Term]:
    """The glossary in the order of the alphabet.

    In handout/glossary.md each entry is a line with the word, and one with a colon and its
    meaning. It leads to where the chapters first set that word, or what stands in brackets after
    it, in bold, in italics or as code.
    """
    found = []
    for word, bold, meaning in _entries(pages.places):
        place = _introduced(pages, chapters, bold)
        if place is None:
            raise Problem(f"handout/glossary.md: no chapter has **{bold}** or *{bold}*")
        slug = re.sub(r"\W+", "-", word.lower())
        found.append(Term(word, slug, pages.inline(meaning), place))
    return sorted(found, key=lambda term: term.word.lower())


def _entries(places: Places) -> list[tuple[str, str, str]]:
    text = (places.handout / "glossary.md").read_text(encoding="utf-8")
    entries = []
    for block in text.strip().split("\n\n"):
        found = re.fullmatch(r"([^\n(]+?)(?: \(([^)]+)\))?\n: (.+)", block, re.DOTALL)
        if found is None:
            raise Problem(f"handout/glossary.md: no 'word', ': meaning' in {block[:60]!r}")
        word, bold, meaning = found.groups()
        entries.append((word, bold or word, meaning))
    return entries


def _introduced(pages: Pages, chapters: Sequence[Chapter], bold: str) -> Place | None:
    words = re.escape(bold).replace(r"\ ", r"\s")
    mark = re.compile(rf"(\*{{1,2}}|`){words}\.?\1(?!\*)", re.IGNORECASE)
    for chapter in chapters:
        for cell, prose in chapter.prose():
            if mark.search(prose):
                return Place(pages.link(chapter.stem, cell), chapter.name)
    return None


def rfcs(pages: Pages, chapters: Sequence[Chapter]) -> list[Rfc]:
    """Every RFC that the prose or an output links, in the order of the numbers."""
    cited: dict[int, dict[tuple[int, ...], Cited]] = {}
    for chapter in chapters:
        for cell, shown in [*_prose(pages, chapter), *views(chapter.notebook)]:
            for found in RFC.finditer(shown):
                sections = cited.setdefault(int(found["number"]), {})
                name = _section_name(found["kind"], found["section"])
                cite = Cited(name, found["url"], [])
                entry = sections.setdefault(_order(found["section"]), cite)
                section = chapter.section_of(cell)
                text = f"{chapter.name}: {section.title}" if section else chapter.name
                if text not in (place.text for place in entry.places):
                    entry.places.append(Place(pages.link(chapter.stem, cell), text))
    titles = site(pages.places)["rfcs"]
    untitled = sorted(number for number in cited if str(number) not in titles)
    if untitled:
        raise Problem(f"handout/site.toml: no title for RFC {untitled[0]}")
    return [
        Rfc(number, titles[str(number)], [sections[key] for key in sorted(sections)])
        for number, sections in sorted(cited.items())
    ]


def _prose(pages: Pages, chapter: Chapter) -> list[tuple[str, str]]:
    return [(cell, pages.prose(source)) for cell, source in chapter.prose()]


def _section_name(kind: str | None, section: str | None) -> str:
    if not section:
        return "all of it"
    return f"§{section}" if kind == "section" else f"Appendix {section}"


def _order(section: str | None) -> tuple[int, ...]:
    """Sections by their numbers, so that 3.10 comes after 3.9; appendices come last."""
    parts = (section or "").split(".")
    return tuple(int(p) if p.isdigit() else 1000 + ord(p[0]) for p in parts if p)


def site(places: Places) -> dict[str, dict[str, str]]:
    """What handout/site.toml says."""
    return tomllib.loads((places.handout / "site.toml").read_text(encoding="utf-8"))
