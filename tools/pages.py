"""Notebooks as HTML without scripts, by nbconvert and the templates in handout/.

What a view carries of style moves into the page's head, once: HTML allows it only there.
"""

from __future__ import annotations

import base64
import html
import mimetypes
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import mistune
from nbconvert.exporters import TemplateExporter
from nbformat import NotebookNode
from places import Places
from progress import Problem
from pygments.lexers import JavaLexer
from pygments.token import Comment, Keyword
from reading import Chapter

STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
TERMINAL = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]|[\x00-\x08\x0b-\x1f\x7f]")
PREDICT = re.compile(r"<p>(?=<em>Predict\b)")
FIRST_TAG = re.compile(r"<\w+")
HREF = re.compile(r'(?<=<a href=")([^":#]*)(#[^"]*)?(?=")')
IMAGE = re.compile(r'(?<=<img src=")([^":]+)(?=")')

# Where a long line of code may go on in the next one.
BREAK = re.compile(r"\((?!\))|^(?=\.$)")

# What a reader must tell apart in a cell: what Java reserves, and what is said to people.
MARKED = ((Keyword, "k"), (Comment, "c"))


class Pages:
    """Renders chapters, each to a page of its own or all of them into one book."""

    def __init__(self, places: Places, book: bool = False) -> None:
        self.places = places
        self.book = book
        self.markdown = mistune.create_markdown(renderer=_Prose(), plugins=["table"])
        self.exporter = TemplateExporter(
            template_name="handout",
            template_file="cells.html.j2" if book else "index.html.j2",
            extra_template_basedirs=[str(places.root)],
            extra_template_paths=[str(places.handout)],
        )
        self.sheet = (places.handout / "handout.css").read_text(encoding="utf-8").strip()

    def chapter(self, chapter: Chapter, **resources: Any) -> str:
        """A chapter's page, or its part of the book."""
        self._filters(chapter)
        resources |= {"chapter": chapter, "style": self.style([chapter])}
        return str(self.exporter.from_notebook_node(chapter.notebook, dict(resources))[0])

    def page(self, template: str, **variables: Any) -> str:
        """A page that isn't a notebook."""
        return str(self.exporter.environment.get_template(template).render(**variables))

    def style(self, chapters: list[Chapter]) -> str:
        """Our sheet, and each rule of the sheets that views bring, once, where it comes last.

        Of the same rule the last one counts, so that the others change nothing; a line is a rule.
        """
        styles = (style for chapter in chapters for style in _styles(chapter.notebook))
        brought = [rule for style in styles for rule in style.splitlines()]
        last = list(dict.fromkeys(reversed(brought)))
        return "\n".join([self.sheet, *reversed(last)])

    def prose(self, source: str, anchor: str = "") -> str:
        """Markdown as HTML whose links lead from page to page."""
        text = str(self.markdown(source)).strip()
        text = PREDICT.sub('<p class="predict">', text)
        text = HREF.sub(lambda found: self._led(found.group(1), found.group(2) or ""), text)
        text = IMAGE.sub(lambda found: self._embedded(found.group(1)), text)
        return FIRST_TAG.sub(rf'\g<0> id="{anchor}"', text, count=1) if anchor else text

    def inline(self, source: str) -> str:
        """One paragraph of Markdown, without being a paragraph."""
        return self.prose(source).removeprefix("<p>").removesuffix("</p>")

    def anchor(self, stem: str, cell: str) -> str:
        """The id of a cell on its page."""
        return f"{stem}.{cell}" if self.book else cell

    def link(self, stem: str, cell: str = "") -> str:
        """Where a chapter, or a cell of it, is."""
        if self.book:
            return f"#{self.anchor(stem, cell)}" if cell else f"#{stem}"
        return f"{stem}.html" + (f"#{cell}" if cell else "")

    def _filters(self, chapter: Chapter) -> None:
        def prose(cell: NotebookNode) -> str:
            return self.prose(cell.source, self.anchor(chapter.stem, cell.id))

        filters: dict[str, Callable[..., str]] = {
            "prose": prose,
            "anchor": lambda cell: self.anchor(chapter.stem, cell.id),
            "inline": self.inline,
            "java": java,
            "printed": printed,
            "one_line": one_line,
            "view": lambda view: STYLE.sub("", view),
        }
        for name, function in filters.items():
            self.exporter.register_filter(name, function)

    def _led(self, path: str, anchor: str) -> str:
        target = Path(path)
        if target.suffix == ".ipynb":
            return self.link(target.stem, anchor.removeprefix("#"))
        if target.suffix == ".md":
            name = target.stem.lower()
            return f"#{name}" if self.book else f"{name}.html{anchor}"
        return path + anchor

    def _embedded(self, path: str) -> str:
        file = self.places.notebooks / path
        kind = mimetypes.guess_type(path)[0]
        if not file.is_file() or not kind:
            raise Problem(f"there is no picture {path} beside the chapters")
        return f"data:{kind};base64,{base64.b64encode(file.read_bytes()).decode()}"


class _Prose(mistune.HTMLRenderer):
    """Markdown's own HTML, but for code and tables, which look as they do elsewhere here."""

    def __init__(self) -> None:
        super().__init__(escape=False)

    def block_code(self, code: str, info: str | None = None) -> str:
        shown = java(code) if info == "java" else html.escape(code.rstrip("\n"))
        return f'<div class="cell"><div class="in"><pre><code>{shown}</code></pre></div></div>\n'

    def table(self, text: str) -> str:
        return f'<table class="read">\n{text}</table>\n'

    def table_cell(
        self, text: str, align: str | None = None, head: bool = False
    ) -> str:
        tag = 'th scope="col"' if head and text else "td"
        return f"<{tag}>{text}</{tag[:2]}>\n"


def java(source: str) -> str:
    """Java as HTML: a block a line, so that what must wrap hangs below where it began."""
    lines = "".join(_marked(source.strip("\n"))).split("\n")
    return "".join(_line(line) for line in lines)


def _line(line: str) -> str:
    depth = len(line) - len(line.lstrip(" "))
    style = f' style="--depth:{depth}"' if depth else ""
    return f'<span class="l"{style}>{line}\n</span>'


def _marked(source: str) -> Iterator[str]:
    for kind, text in JavaLexer(stripnl=False, ensurenl=False).get_tokens(source):
        name = next((name for family, name in MARKED if kind in family), "")
        for at, part in enumerate(text.split("\n")):
            shown = BREAK.sub(r"\g<0><wbr>", html.escape(part))
            yield "\n" if at else ""
            yield f'<span class="{name}">{shown}</span>' if name and part else shown


def printed(text: str) -> str:
    """What a program printed, as HTML; what would only move a terminal's cursor is left out."""
    return html.escape(TERMINAL.sub("", text.rstrip("\n")))


def one_line(text: str) -> str:
    """The first line that says something."""
    return next((line.strip() for line in text.splitlines() if line.strip()), "")


def views(notebook: NotebookNode) -> Iterator[tuple[str, str]]:
    """Each output's HTML, with the id of its cell."""
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            view = output.get("data", {}).get("text/html")
            if view:
                yield cell.id, view


def _styles(notebook: NotebookNode) -> Iterator[str]:
    for _, view in views(notebook):
        yield from (style.strip() for style in STYLE.findall(view))
