"""The handouts as a reader sees them: in Chromium on screens, and printed."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import exercises
import handouts
import lint
import packages
import pages
import pytest
import reading
from axe_playwright_python.sync_playwright import Axe
from conftest import declaration
from nbformat import NotebookNode
from places import HERE
from playwright.sync_api import Browser, Page

WIDTHS = (320, 768, 1280)
SCHEMES = ("light", "dark")
A4 = 794

# A page of A4 in points, and the least margin that our sheet leaves.
PAPER = (595, 842)
MARGIN = 40

NARROWER = """() => [...document.querySelectorAll('pre, pre *, code, td, th, p, li, h1, h2, h3')]
    .filter(e => !e.closest('svg, .nb-w') && e.clientWidth > 0)
    .filter(e => e.scrollWidth > e.clientWidth + 1 || e.getBoundingClientRect().right > innerWidth)
    .map(e => e.textContent)"""
WIDER = "document.documentElement.scrollWidth > innerWidth"
OPENED = "document.querySelectorAll('details').forEach(e => e.open = true)"


def names(site: Path) -> list[str]:
    return sorted(file.name for file in site.glob("*.html"))


def seen(browser: Browser, file: Path, width: int, scheme: str = "light") -> Page:
    """A page at a width, with every fold open."""
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.goto(file.as_uri())
    page.evaluate(OPENED)
    return page


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing(site: Path, browser: Browser, width: int, scheme: str) -> None:
    for name in names(site):
        page = seen(browser, site / name, width, scheme)
        found = Axe().run(page).response["violations"]
        page.close()
        assert [(name, rule["id"], rule["nodes"][0]["html"]) for rule in found] == []


@pytest.mark.parametrize(("width", "in_columns"), [(320, False), (1280, True)])
def test_the_matrix_has_a_number_at_each_mark_where_it_has_no_columns(
    site: Path, browser: Browser, width: int, in_columns: bool
) -> None:
    page = seen(browser, site / "exercise-matrix.html", width)
    number = page.locator(".matrix .x .narrow").first
    column = page.locator(".matrix thead .p").first
    assert (number.is_visible(), column.is_visible()) == (not in_columns, in_columns)


def test_axe_is_awake(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "x.html"
    file.write_text("<p style='color:#ccc;background:#fff'>faint</p><img src='data:,'>")
    found = Axe().run(seen(browser, file, 320)).response["violations"]
    assert {"color-contrast", "image-alt", "html-has-lang"} <= {rule["id"] for rule in found}


def test_the_scheme_is_the_readers(site: Path, browser: Browser) -> None:
    grounds = {
        scheme: seen(browser, site / "index.html", 768, scheme).evaluate(
            "getComputedStyle(document.body).backgroundColor"
        )
        for scheme in SCHEMES
    }
    assert grounds == {"light": "rgb(253, 253, 251)", "dark": "rgb(20, 21, 23)"}


@pytest.mark.parametrize("width", [*WIDTHS, A4])
def test_nothing_is_clipped(site: Path, browser: Browser, width: int) -> None:
    for name in names(site):
        page = seen(browser, site / name, width)
        if width == A4:
            page.emulate_media(media="print")
        assert (name, page.evaluate(WIDER), page.evaluate(NARROWER)) == (name, False, [])
        page.close()


def test_a_line_of_code_has_room(site: Path, browser: Browser) -> None:
    """A line as long as a cell may have it isn't wrapped, where the screen is wide enough."""
    page = seen(browser, site / "00-start-here.html", 1280)
    line = page.locator(".in .l").first
    one = line.bounding_box()
    line.evaluate(f"e => e.textContent = 'x'.repeat({lint.COLUMNS_MAX})")
    longest = line.bounding_box()
    line.evaluate(f"e => e.textContent = 'x'.repeat({lint.COLUMNS_MAX + 20})")
    wrapped = line.bounding_box()
    assert one and longest and wrapped
    assert one["height"] == longest["height"] < wrapped["height"]


def test_the_test_of_clipping_is_awake(site: Path, browser: Browser) -> None:
    page = seen(browser, site / "00-start-here.html", 320)
    page.add_style_tag(content=".cell pre{white-space:pre!important}.l{white-space:pre}")
    assert page.evaluate(NARROWER)


def test_a_page_asks_for_nothing(site: Path, browser: Browser) -> None:
    for name in names(site):
        page = browser.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto((site / name).as_uri())
        page.emulate_media(media="print", color_scheme="dark")
        page.wait_for_load_state("networkidle")
        assert [url for url in asked if not url.startswith("data:")] == [page.url]
        page.close()


def test_the_skip_link_comes_first_and_leads_to_the_content(site: Path, browser: Browser) -> None:
    page = seen(browser, site / "00-start-here.html", 768)
    page.keyboard.press("Tab")
    skip = page.locator("a.skip")
    box = skip.bounding_box()
    assert skip.evaluate("e => e === document.activeElement") and box and box["x"] >= 0
    page.keyboard.press("Enter")
    assert page.url.endswith("#main") and page.locator("#main").count() == 1


@pytest.mark.parametrize("order", ["as laid out", "as tagged"])
def test_the_pdf_holds_every_word_and_line_of_code_in_order(site: Path, order: str) -> None:
    """Laid out, a table's cells of several lines lie side by side: there its words don't count.
    Nor do hyphens in prose, since Poppler takes one at a line's end for that of a hyphenation."""
    tables = order == "as tagged"
    printed = solid(text_of(site / handouts.LEARNERS.pdf, *(["-raw"] if tables else [])))
    at = 0
    for chapter in reading.every(HERE):
        for cell in chapter.notebook.cells:
            prose = not tables and cell.cell_type == "markdown"
            for line in wanted_of(cell, tables):
                # Laid out, a wide gap inside a line is the border of a column, read after the other.
                pieces = [line] if tables else re.split(r"\s{2,}|\t", line.strip())
                for word in map(solid, pieces):
                    pattern = re.escape(word).replace(r"\-", "-?") if prose else re.escape(word)
                    found = re.compile(pattern).search(printed, at)
                    assert found, f"{chapter.stem}, {cell.id}: {word!r} isn't printed there"
                if len(pieces) == 1:
                    at = found.end()


def wanted_of(cell: NotebookNode, tables: bool) -> Iterator[str]:
    """The words of prose, and whole lines of code and of what was printed."""
    if cell.cell_type == "markdown":
        shown = pages.Pages(HERE).prose(cell.source)
        shown = shown if tables else re.sub(r"<table.*?</table>", " ", shown, flags=re.DOTALL)
        yield from html.unescape(re.sub(r"<[^>]+>", " ", shown)).split()
        return
    yield from cell.source.splitlines()
    for output in cell.outputs:
        if output.output_type == "stream":
            yield from output.text.splitlines()


def solid(text: str) -> str:
    return re.sub(r"\s+", "", text)


def text_of(pdf: Path, *options: str) -> str:
    """The PDF's text as Poppler reads it from top to bottom."""
    if not shutil.which("pdftotext"):
        pytest.skip(f"pdftotext is missing: {packages.install(['poppler'], HERE.java_release())}")
    argv = ["pdftotext", *options, str(pdf), "-"]
    told = subprocess.run(argv, capture_output=True, timeout=60, check=True)
    return told.stdout.decode()


def test_the_pdf_has_the_matrix_and_no_solution(site: Path) -> None:
    printed = solid(text_of(site / handouts.LEARNERS.pdf, "-raw"))
    files = [file for folder in exercises.folders(HERE) for file in folder.glob("*.java")]
    for file in files:
        story = file.read_text(encoding="utf-8").partition("\n")[0].partition(": ")[2]
        assert solid(story) in printed
        assert solid(declaration(file)) not in printed
    assert files


def test_no_word_of_the_pdf_leaves_its_page(site: Path) -> None:
    word = r'<word xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)"'
    boxes = re.findall(word, text_of(site / handouts.LEARNERS.pdf, "-bbox"))
    assert len(boxes) > 1000
    assert min(float(left) for left, _ in boxes) >= MARGIN
    assert max(float(right) for _, right in boxes) <= PAPER[0] - MARGIN


def test_the_pdf_leads_to_itself_and_to_the_web_only(site: Path) -> None:
    targets = re.findall(rb"/URI \(([^)]*)\)", (site / handouts.LEARNERS.pdf).read_bytes())
    assert targets and [uri for uri in targets if not uri.startswith(b"https://")] == []


def test_the_pdf_has_bookmarks_tags_and_numbered_pages(site: Path) -> None:
    data = (site / handouts.LEARNERS.pdf).read_bytes()
    assert b"/Outlines" in data and b"/StructTreeRoot" in data
    last = text_of(site / handouts.LEARNERS.pdf).rstrip("\f\n").splitlines()[-1]
    assert int(last) == len(re.findall(rb"/Type /Page\b", data))
