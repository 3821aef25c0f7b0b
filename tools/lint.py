"""The rules that a notebook's file keeps, as plain text: no kernel runs for them.

    python tools/lint.py [--report] [NOTEBOOK ...]

Each rule is a function that yields what breaks it. They hold the shape of a notebook, and the
limits of the older kernel, IJava, which can't be installed where the tests run. With --report,
numbers about each notebook follow.
"""

from __future__ import annotations

import re
import statistics
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from os.path import commonprefix
from pathlib import Path

import chapters
import form
import javacode
from javacode import Statement
from nbformat import NotebookNode
from places import HERE

LINES_MAX = 30
COLUMNS_MAX = 88
CODE_CELLS_IN_A_ROW_MAX = 2
ONE_VOLATILE_IN = 20

TAGS = {
    "volatile": "its outputs can't be the same twice",
    "kernel": "its outputs depend on the kernel",
    "raises-exception": "it fails on purpose",
    "blocks": "it waits for the network itself, and the prose says why that ends",
}

CLASSPATH = "%classpath ../lib/target/netbook.jar"
IMPORTS = ("import netbook.net.*;", "import netbook.notebook.*;", "import netbook.show.*;")
START = 'Notebook.start("{name}", "{version}");'
STOP = "Notebook.stop();"
STUB = re.compile(r"\w+ (\w+) = .*Exercise\.yourTurn\(\)", re.DOTALL)
TURN = "## Your turn"
KEEP = """\
On Binder, all of this is gone after about ten minutes without use: keep your work with
*File → Save Notebook* and then *File → Download*. Next time, *Upload Files* above the list of
files brings it back.
"""

# IJava imports none of these, nor does it know what our extension imports on JJava.
NOT_IMPORTED = {
    "java.time": "Duration Instant LocalDate LocalDateTime LocalTime OffsetDateTime ZoneId "
    "ZoneOffset ZonedDateTime",
    "java.time.format": "DateTimeFormatter",
    "java.nio": "ByteBuffer ByteOrder CharBuffer MappedByteBuffer BufferOverflowException "
    "BufferUnderflowException",
    "java.nio.channels": "AsynchronousServerSocketChannel AsynchronousSocketChannel Channels "
    "ClosedChannelException DatagramChannel FileChannel SelectionKey Selector "
    "ServerSocketChannel SocketChannel",
    "java.nio.charset": "Charset StandardCharsets",
    "java.nio.file": "Files Path Paths StandardOpenOption",
    "java.net.http": "HttpClient HttpRequest HttpResponse",
    "java.util.function": "BiConsumer BiFunction Consumer Function Predicate Supplier "
    "UnaryOperator",
    "java.util.stream": "Collectors IntStream LongStream Stream",
    "java.util.concurrent.atomic": "AtomicBoolean AtomicInteger AtomicLong AtomicReference",
    "java.util.concurrent.locks": "Condition Lock ReentrantLock",
}

PRINTS = re.compile(r"System\.(?:out|err)\.print|IO\.print|Show\.")

# Calls whose value nobody wants to see, and streams, on which a kernel may hang for ever.
NOISE = {
    "add", "append", "getInputStream", "getOutputStream", "offer", "openStream", "printf", "put",
    "remove",
}  # fmt: skip

CONTROL = re.compile(r"(?:assert|do|for|if|import|return|switch|synchronized|throw|try|while)\b")


@dataclass(frozen=True)
class Cell:
    """One cell and its place, from 1, among all cells."""

    number: int
    node: NotebookNode

    @property
    def is_code(self) -> bool:
        """Whether a kernel runs it."""
        return self.node.cell_type == "code"

    @property
    def source(self) -> str:
        """Its text."""
        return self.node.source

    @property
    def tags(self) -> list[str]:
        """Its tags."""
        return self.node.metadata.get("tags", [])

    @cached_property
    def statements(self) -> list[Statement]:
        """Its top-level Java statements."""
        return javacode.statements(self.source)

    def lines(self) -> Iterator[tuple[int, str]]:
        """Its lines, numbered from 1."""
        return enumerate(self.source.split("\n"), start=1)

    def at(self, line: int, message: str) -> str:
        """A message about one of its lines."""
        return (
            f"{form.cell_name(self.number, self.node.get('id', 'no id'))}, line {line}: {message}"
        )

    def says(self, message: str) -> str:
        """A message about the whole cell."""
        return f"{form.cell_name(self.number, self.node.get('id', 'no id'))}: {message}"


class Page:
    """A notebook as the rules see it."""

    def __init__(self, path: Path, version: str) -> None:
        self.path = path
        self.version = version
        self.raw = path.read_bytes()
        self.notebook = form.read(path)
        self.cells = [Cell(n, node) for n, node in enumerate(self.notebook.cells, start=1)]
        self.code = [cell for cell in self.cells if cell.is_code]
        self.prose = [cell for cell in self.cells if cell.node.cell_type == "markdown"]


Rule = Callable[[Page], Iterator[str]]


# The file


def canonical_form(page: Page) -> Iterator[str]:
    """The file is what the formatter would write: no counts, the kernelspec `java`, sorted keys."""
    there = page.raw.decode("utf-8").split("\n")
    wanted = form.canonical(page.notebook).split("\n")
    if there != wanted:
        same = len(commonprefix([there, wanted]))
        lines = [(side[same : same + 1] or ["nothing"])[0].strip()[:60] for side in (there, wanted)]
        yield (
            f"line {same + 1} of the file isn't in canonical form: it has {lines[0]!r}, not "
            f"{lines[1]!r}; python tools/form.py {page.path} mends it"
        )


def outputs_are_there(page: Page) -> Iterator[str]:
    """A cell that prints or shows something is committed with what it put out."""
    for cell in page.code:
        prints = any(PRINTS.match(statement.code) for statement in cell.statements)
        if not cell.node.outputs and (prints or _ends_with_value(cell)):
            yield cell.says("shows something when it runs, but no output is recorded")


def tags_are_known(page: Page) -> Iterator[str]:
    """A mistyped tag would silently mean nothing."""
    for cell in page.cells:
        for tag in cell.tags:
            if tag not in TAGS:
                yield cell.says(f"the tag {tag!r} isn't one of {', '.join(TAGS)}")


def few_volatile_cells(page: Page) -> Iterator[str]:
    """At most one cell in twenty can't be the same twice."""
    volatile = [cell for cell in page.cells if "volatile" in cell.tags]
    if len(volatile) * ONE_VOLATILE_IN > len(page.cells):
        yield (
            f"{len(volatile)} of {len(page.cells)} cells are volatile; "
            f"one in {ONE_VOLATILE_IN} is the limit"
        )


# The shape


def first_code_cell_sets_up(page: Page) -> Iterator[str]:
    """The first code cell: class path, imports, the notebook's own name, the jar's version."""
    start = START.format(name=page.path.stem, version=page.version)
    lines = page.code[0].source.split("\n") if page.code else []
    imports = lines[1:-1]
    if (
        lines[:1] != [CLASSPATH]
        or lines[-1:] != [start]
        or not set(IMPORTS) <= set(imports)
        or not all(re.fullmatch(r"import [\w.]+(\.\*)?;", line) for line in imports)
    ):
        wanted = "\n".join([CLASSPATH, *IMPORTS, start])
        yield f"the first code cell isn't the set-up cell, which may have more imports:\n{wanted}"


def last_code_cell_stops(page: Page) -> Iterator[str]:
    """The last code cell stops what the notebook started."""
    if not page.code or page.code[-1].source != STOP:
        yield f"the last code cell isn't {STOP}"


def no_empty_cells(page: Page) -> Iterator[str]:
    """Every cell says something."""
    for cell in page.cells:
        if not cell.source.strip():
            yield cell.says("is empty")


def short_cells(page: Page) -> Iterator[str]:
    """A code cell fits on a screen, and its lines fit beside each other."""
    for cell in page.code:
        lines = list(cell.lines())
        if len(lines) > LINES_MAX:
            yield cell.says(f"has {len(lines)} lines; {LINES_MAX} are the limit")
        for number, line in lines:
            if len(line) > COLUMNS_MAX:
                yield cell.at(number, f"has {len(line)} columns; {COLUMNS_MAX} are the limit")


def prose_between_code(page: Page) -> Iterator[str]:
    """Never three code cells in a row."""
    row = 0
    for cell in page.cells:
        row = row + 1 if cell.is_code else 0
        if row == CODE_CELLS_IN_A_ROW_MAX + 1:
            yield cell.says("is the third code cell in a row; prose stands between them")


def headings_in_order(page: Page) -> Iterator[str]:
    """One H1, which opens the notebook, and no level left out on the way down."""
    levels = [(cell, level) for cell in page.prose for level in _headings(cell.source)]
    if not page.cells or not re.match(r"# \S", page.cells[0].source):
        yield "the first cell doesn't start with the notebook's H1"
    for cell, _ in [pair for pair in levels if pair[1] == 1][1:]:
        yield cell.says("has an H1; a notebook has one, in its first cell")
    for (_, above), (cell, level) in pairwise(levels):
        if level > above + 1:
            yield cell.says(f"has an H{level} below an H{above}")


def work_can_be_kept(page: Page) -> Iterator[str]:
    """Before its exercises, a chapter says how the work on them survives Binder."""
    for cell in page.prose:
        if cell.source.startswith(TURN) and not cell.source.startswith(f"{TURN}\n\n{KEEP}"):
            yield cell.says(f"doesn't say first how to keep one's work:\n{KEEP}")


def pictures_have_words(page: Page) -> Iterator[str]:
    """Whoever doesn't see a picture reads what it shows."""
    for cell in page.prose:
        for alt, _ in _markdown_images(cell.source):
            if not alt.strip():
                yield cell.says("has an image without alternative text")
        for tag in re.findall(r"<img\b[^>]*>", cell.source):
            if not re.search(r"""\balt=(["'])(?!\1)\s*\S""", tag):
                yield cell.says("has an <img> without alternative text")
        for svg in re.findall(r"<svg\b.*?(?:</svg>|\Z)", cell.source, re.DOTALL):
            if 'role="img"' not in svg or not re.search(
                r"<title\b[^>]*>\s*\S|aria-label=\"\S", svg
            ):
                yield cell.says('has an <svg> without role="img" and a title')


def pictures_are_here(page: Page) -> Iterator[str]:
    """A picture is a file of the repository: nothing is fetched, nothing is missing."""
    for cell in page.prose:
        sources = [target for _, target in _markdown_images(cell.source)]
        sources += re.findall(r"""<img\b[^>]*\bsrc=["']([^"']*)["']""", cell.source)
        for source in sources:
            if re.match(r"https?:|//", source):
                yield cell.says(f"fetches a picture from outside: {source}")
            elif not source.startswith("data:") and not (page.path.parent / source).is_file():
                yield cell.says(f"shows a picture that isn't there: {source}")


def links_are_here(page: Page) -> Iterator[str]:
    """A link that isn't a web address leads to a file beside the notebook, as it will in work/.

    Answers are never in work/: they may lead to the chapters.
    """
    is_chapter = page.path.parent != HERE.solutions
    for cell in page.prose:
        for target in re.findall(r"(?<!!)\[[^\]]*\]\(([^)\s#]+)", cell.source):
            if is_chapter and target.startswith(".."):
                yield cell.says(f"links out of the folder that JupyterLab shows: {target}")
            elif not re.match(r"[a-z]+:", target) and not (page.path.parent / target).is_file():
                yield cell.says(f"links to what isn't there: {target}")


# The kernels


def no_magics(page: Page) -> Iterator[str]:
    """No line may start like a magic, not even in a text block: the kernels rewrite it."""
    for cell in page.code:
        for number, line in cell.lines():
            if cell is page.code[0] and number == 1:
                continue
            if re.match(r"\s*%%?[A-Za-z]", line):
                yield cell.at(number, f"starts like a magic: {line.strip()[:40]}")
            elif re.match(r"\s*!\s*[A-Za-z]", line):
                yield cell.at(number, f"starts like a shell command: {line.strip()[:40]}")


def no_forbidden_calls(page: Page) -> Iterator[str]:
    """What kills a kernel, waits for a keyboard that isn't there, or exists in one kernel only."""
    forbidden = {
        r"\bSystem\s*\.\s*exit\b|\.\s*(?:exit|halt)\s*\(\s*\d": "ends the kernel",
        r"\bSystem\s*\.\s*in\b|\bIO\s*\.\s*readln\b|\bSystem\s*\.\s*console\b": "reads a keyboard",
        r"(?<![\w.])kernel\s*\(\s*\)": "calls kernel(), which only JJava has",
    }
    for cell in page.code:
        for number, line in enumerate(javacode.code_only(cell.source).split("\n"), start=1):
            for pattern, what in forbidden.items():
                if re.search(pattern, line):
                    yield cell.at(number, what)


def types_and_instances_apart(page: Page) -> Iterator[str]:
    """When a cell with a class is changed, every variable of that class is lost."""
    for cell in page.code:
        types = {statement.declared_type for statement in cell.statements} - {None}
        for statement in cell.statements:
            if statement.is_variable and (held := types & statement.words):
                names = ", ".join(sorted(str(name) for name in held))
                yield cell.at(statement.line, f"holds a {names}, which the same cell defines")


def stubs_have_names_of_their_own(page: Page) -> Iterator[str]:
    """A stub that declares a variable anew breaks the cells that use the one before."""
    stubs = [(cell, found[1]) for cell in page.code if (found := STUB.match(cell.source))]
    for stub, name in stubs:
        declares = re.compile(rf"[\w<>., ]+ {name} =")
        for cell in page.code:
            if cell is not stub and any(declares.match(s.code) for s in cell.statements):
                yield cell.says(f"declares {name}, as the stub of an exercise does")


def cells_end_quietly(page: Page) -> Iterator[str]:
    """The value of the last statement is shown, even behind a semicolon."""
    for cell in page.code:
        if (last := _last_expression(cell)) and (call := _last_call(last.code)) in NOISE:
            yield cell.at(last.line, f"ends with the value of {call}(), which nobody wants to see")


def no_waiting_for_ever(page: Page) -> Iterator[str]:
    """A cell that waits in accept or receive can't be stopped on any kernel. Java's receive takes a
    buffer; ours takes nothing or a size, and has a limit."""
    for cell in page.code:
        for statement in cell.statements if "blocks" not in cell.tags else []:
            if statement.is_method or statement.declared_type:
                continue
            match = re.search(r"\.\s*(accept\s*\(\s*\)|receive\s*\(\s*[^\s\d)])", statement.code)
            if match and "->" not in statement.code[: match.start()]:
                line = statement.line + statement.code[: match.start()].count("\n")
                yield cell.at(line, f"waits in {match[1].split('(')[0]} with no limit")


def explicit_imports(page: Page) -> Iterator[str]:
    """IJava knows fewer default imports than JJava."""
    imported: set[str] = set()
    own = {statement.declared_type for cell in page.code for statement in cell.statements}
    packages = package_of_names()
    for cell in page.code:
        code = "\n".join(statement.code for statement in cell.statements)
        imported |= set(re.findall(r"\bimport\s+(?:static\s+)?([\w.]+(?:\.\*)?)\s*;", code))
        singly = {path.rpartition(".")[2] for path in imported}
        for statement in cell.statements:
            for name in sorted(statement.words & packages.keys() - own - singly):
                package = packages[name]
                if not {f"{package}.*", f"{package}.{name}"} & imported:
                    yield cell.at(statement.line, f"uses {name} without import {package}.*")
                    imported.add(f"{package}.{name}")


def sealed_families_nested(page: Page) -> Iterator[str]:
    """IJava needs a sealed type's family inside of it."""
    top = [(cell, s) for cell in page.code for s in cell.statements if s.declared_type]
    sealed = {s.declared_type for _, s in top if re.search(r"\bsealed\b", _head(s))}
    for cell, statement in top:
        head = _head(statement)
        above = re.search(r"\b(?:implements|extends)\b(.*)", head, re.DOTALL)
        if re.search(r"\bpermits\b", head):
            yield cell.at(statement.line, f"{statement.declared_type} permits types beside it")
        elif above and sealed & set(re.findall(r"\w+", above[1])):
            yield cell.at(
                statement.line, f"{statement.declared_type} stands beside its sealed type"
            )


def types_before_use(page: Page) -> Iterator[str]:
    """IJava can't define a type that names a later one, so neither can two name each other."""
    top = [(cell, s) for cell in page.code for s in cell.statements if s.declared_type]
    names = [statement.declared_type for _, statement in top]
    for place, (cell, statement) in enumerate(top):
        later = statement.words & set(names[place + 1 :]) - set(names[: place + 1])
        for name in sorted(str(name) for name in later):
            yield cell.at(
                statement.line, f"{statement.declared_type} names {name} before it exists"
            )


RULES: tuple[Rule, ...] = (
    canonical_form,
    outputs_are_there,
    tags_are_known,
    few_volatile_cells,
    first_code_cell_sets_up,
    last_code_cell_stops,
    no_empty_cells,
    short_cells,
    prose_between_code,
    headings_in_order,
    work_can_be_kept,
    pictures_have_words,
    pictures_are_here,
    links_are_here,
    no_magics,
    no_forbidden_calls,
    types_and_instances_apart,
    stubs_have_names_of_their_own,
    cells_end_quietly,
    no_waiting_for_ever,
    explicit_imports,
    sealed_families_nested,
    types_before_use,
)


def problems(path: Path) -> list[str]:
    """Everything that breaks a rule in this notebook."""
    page = Page(path, version())
    return [problem for rule in RULES for problem in rule(page)]


def report(path: Path) -> str:
    """Numbers to look at, which fail nothing: how long cells are, and the prose between them."""
    page = Page(path, version())
    lines = sorted(len(cell.source.split("\n")) for cell in page.code) or [0]
    words = [len(re.findall(r"\w+(?:['’-]\w+)*", cell.source)) for cell in page.prose] or [0]
    nine_in_ten = lines[(len(lines) * 9 - 1) // 10]
    return (
        f"{path.stem}: {len(page.cells)} cells, {len(page.code)} of code; lines of code in a cell: "
        f"median {statistics.median(lines):g}, nine in ten within {nine_in_ten}; words of prose in "
        f"a cell: median {statistics.median(words):g}; {sum(words)} words in all"
    )


@cache
def package_of_names() -> dict[str, str]:
    """The package of each type that a notebook must import: the JDK's in our list, and ours."""
    packages = {name: package for package, names in NOT_IMPORTED.items() for name in names.split()}
    for file in sorted((HERE.root / "lib" / "src" / "main" / "java").rglob("*.java")):
        if re.search(rf"^public [\w ]*\b{file.stem}\b", file.read_text("utf-8"), re.MULTILINE):
            packages[file.stem] = f"netbook.{file.parent.name}"
    return packages


def version() -> str:
    """The first two numbers of the course's version, which the set-up cell names."""
    return ".".join(HERE.version().split(".")[:2])


def _headings(markdown: str) -> list[int]:
    prose = re.sub(r"^(```|~~~).*?^\1", "", markdown, flags=re.DOTALL | re.MULTILINE)
    return [len(marks) for marks in re.findall(r"^(#{1,6}) ", prose, re.MULTILINE)]


def _markdown_images(markdown: str) -> list[tuple[str, str]]:
    """Alternative text and target of each image written as ![…](…)."""
    return re.findall(r"!\[([^\]]*)\]\(([^)\s]*)[^)]*\)", markdown)


def _last_expression(cell: Cell) -> Statement | None:
    """The last statement, if its value is what the kernel shows."""
    last = cell.statements[-1] if cell.statements else None
    if not last or last.is_variable or last.is_method or last.declared_type:
        return None
    if CONTROL.match(last.code) or re.match(r"[\w.\[\]]+\s*[-+*/|&]?=(?!=)", last.code):
        return None
    return last


def _ends_with_value(cell: Cell) -> bool:
    """Without a semicolon, only an expression can end a cell, and its value is there to be seen."""
    last = _last_expression(cell)
    return last is not None and not last.code.endswith((";", "}"))


def _last_call(code: str) -> str:
    """The name of the method whose value an expression has; empty when it ends otherwise."""
    code = code.rstrip("; \n")
    depth = 0
    for place in range(len(code) - 1, -1, -1):
        depth += {")": 1, "(": -1}.get(code[place], 0)
        if depth == 0:
            name = re.search(r"(\w+)\s*$", code[:place])
            return name[1] if name and code.endswith(")") else ""
    return ""


def _head(statement: Statement) -> str:
    """What stands before a type's body."""
    return statement.code.partition("{")[0]


def main(arguments: list[str]) -> int:
    """Lints the named notebooks, or all of them; 1 when a rule is broken."""
    names = [argument for argument in arguments if argument != "--report"]
    paths = [Path(name) for name in names]
    paths = paths or chapters.every(HERE) + chapters.answers(HERE)
    found = [f"{path.stem}, {problem}" for path in paths for problem in problems(path)]
    for line in found + ([report(path) for path in paths] if "--report" in arguments else []):
        print(line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
