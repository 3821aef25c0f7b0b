"""Each rule of the linter is seen to pass the good notebook and to fail the one that breaks it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import form
import lint
import pytest
from conftest import code, notebook_of, prose, shown, stream
from nbformat import NotebookNode

VERSION = "0.1"
NAME = "01-a"
START = lint.START.format(name=NAME, version=VERSION)
SETUP = "\n".join([lint.CLASSPATH, *lint.IMPORTS, START])


def good(*cells: NotebookNode) -> list[NotebookNode]:
    """The cells of a notebook that keeps every rule, with these in its middle."""
    first = [prose("# A\n\nWhat you will be able to do."), code(SETUP, stream("Netbook 0.1\n"))]
    last = [prose("## To the end\n\nStop what runs."), code(lint.STOP)]
    return [*first, prose("## A look"), *cells, *last]


@pytest.fixture
def problems(tmp_path: Path) -> Callable[..., list[str]]:
    """Lints a notebook of these cells, by one rule or by all of them."""

    def lint_them(cells: list[NotebookNode], *rules: lint.Rule) -> list[str]:
        path = tmp_path / f"{NAME}.ipynb"
        form.write(path, notebook_of(*cells))
        page = lint.Page(path, VERSION)
        return [problem for rule in rules or lint.RULES for problem in rule(page)]

    return lint_them


def test_a_good_notebook_has_no_problems(problems: Callable):
    cells = good(
        code("int port = 1;\nport", shown(plain="1")),
        prose("### Deeper\n\n![A client and a server](data:image/png;base64,AAAA)"),
        code("record Point(int x, int y) {}"),
        code("var point = new Point(1, 2);"),
        prose("`%time` may stand in prose, and so may\n\n```\n# a comment\n%magic\n```"),
        code("System.out.println(10 % 3);", stream("1\n")),
    )
    assert problems(cells) == []


def test_the_set_up_cell_may_import_more(problems: Callable):
    cells = good()
    cells[1].source = SETUP.replace(START, f"import java.time.*;\n{START}")
    assert problems(cells) == []


def test_every_rule_has_a_failing_example():
    examples = {parameters.values[0] for parameters in BREAKING}
    assert examples | {lint.canonical_form} == set(lint.RULES)


def example(rule: lint.Rule, message: str, *cells: NotebookNode, whole: bool = False) -> object:
    """A notebook that breaks a rule: these cells amid a good one, or these alone."""
    return pytest.param(rule, message, cells, whole, id=f"{rule.__name__}: {message[:40]}")


LONG = "\n".join(f"int a{number} = {number};" for number in range(31))
WIDE = f'var text = "{"x" * 80}";'
SEALED = "sealed interface Shape permits Circle {}"

BREAKING = [
    example(lint.outputs_are_there, "no output is recorded", code('System.out.println("a");')),
    example(lint.outputs_are_there, "no output is recorded", code("int a = 1;\na")),
    example(lint.outputs_are_there, "no output is recorded", code("Show.hex(bytes);")),
    example(lint.tags_are_known, "'volatil' isn't one of", code("int a;", tags=["volatil"])),
    example(
        lint.few_volatile_cells, "1 of 6 cells are volatile", code("int a;", tags=["volatile"])
    ),
    example(
        lint.first_code_cell_sets_up,
        "isn't the set-up cell",
        code(SETUP.replace(NAME, "02-b")),
        whole=True,
    ),
    example(
        lint.first_code_cell_sets_up,
        "isn't the set-up cell",
        code(SETUP.replace('"0.1"', '"0.2"')),
        whole=True,
    ),
    example(
        lint.first_code_cell_sets_up,
        "isn't the set-up cell",
        code(SETUP.replace("%classpath", "%jars")),
        whole=True,
    ),
    example(
        lint.first_code_cell_sets_up,
        "isn't the set-up cell",
        code(SETUP.replace("import netbook.show.*;\n", "")),
        whole=True,
    ),
    example(
        lint.first_code_cell_sets_up,
        "isn't the set-up cell",
        code(SETUP.replace(START, f"int a = 1;\n{START}")),
        whole=True,
    ),
    example(lint.first_code_cell_sets_up, "isn't the set-up cell", prose("# A"), whole=True),
    example(lint.last_code_cell_stops, "isn't Notebook.stop();", code("int a;"), whole=True),
    example(lint.no_empty_cells, "is empty", prose(" \n")),
    example(lint.no_empty_cells, "is empty", code("")),
    example(lint.short_cells, "has 31 lines", code(LONG)),
    example(lint.short_cells, "line 2: has 94 columns", code(f"// wide\n{WIDE}")),
    example(
        lint.prose_between_code,
        "third code cell in a row",
        *(code("int a;"), code("int b;"), code("int c;")),
    ),
    example(lint.headings_in_order, "doesn't start with", prose("Hello"), whole=True),
    example(lint.headings_in_order, "has an H1", prose("# Again")),
    example(lint.headings_in_order, "has an H4 below an H2", prose("#### Deep")),
    example(lint.work_can_be_kept, "how to keep one's work", prose("## Your turn\n\n1. Try it.")),
    example(
        lint.work_can_be_kept, "how to keep", prose(f"## Your turn\n\n1. Try it.\n\n{lint.KEEP}")
    ),
    example(lint.pictures_have_words, "without alternative text", prose("![](img/a.png)")),
    example(lint.pictures_have_words, "<img> without", prose('<img src="img/a.png">')),
    example(lint.pictures_have_words, "<img> without", prose('<img src="a.png" alt="">')),
    example(lint.pictures_have_words, "<svg> without", prose("<svg><title>A</title></svg>")),
    example(lint.pictures_have_words, "<svg> without", prose('<svg role="img"></svg>')),
    example(lint.pictures_are_here, "isn't there: img/a.png", prose("![A](img/a.png)")),
    example(lint.pictures_are_here, "isn't there: b.png", prose('<img alt="B" src="b.png">')),
    example(lint.pictures_are_here, "from outside", prose("![A](https://a.example/a.png)")),
    example(lint.links_are_here, "isn't there: 09-a.ipynb", prose("[next](09-a.ipynb)")),
    example(lint.links_are_here, "out of the folder", prose("[here](../README.md)")),
    example(lint.no_magics, "line 1: starts like a magic", code("%time int a = 1;")),
    example(lint.no_magics, "starts like a magic", code("  %maven a:b:1")),
    example(lint.no_magics, "starts like a magic", code("%%time\nint a;")),
    example(lint.no_magics, "line 2: starts like a magic", code('var t = """\n  %bb;\n  """;')),
    example(lint.no_magics, "starts like a magic", code("%classpath b.jar")),
    example(lint.no_magics, "starts like a shell command", code("!ls")),
    example(lint.no_forbidden_calls, "ends the kernel", code("System.exit(0);")),
    example(lint.no_forbidden_calls, "ends the kernel", code("Runtime.getRuntime().halt(1);")),
    example(lint.no_forbidden_calls, "reads a keyboard", code("new Scanner(System.in);")),
    example(lint.no_forbidden_calls, "reads a keyboard", code("var s = IO.readln();")),
    example(lint.no_forbidden_calls, "only JJava has", code("var k = kernel();")),
    example(
        lint.types_and_instances_apart,
        "line 2: holds a Point, which the same cell defines",
        code("record Point(int x) {}\nvar point = new Point(1);"),
    ),
    example(
        lint.types_and_instances_apart,
        "holds a Point",
        code("class Point {}\nList<Point> points = new ArrayList<>();"),
    ),
    example(
        lint.stubs_have_names_of_their_own,
        "declares sum, as the stub",
        *(code("int sum = 1;"), code("Sum sum = x -> { throw Exercise.yourTurn(); };")),
    ),
    example(lint.cells_end_quietly, "value of put()", code("map.put(1, 2);")),
    example(lint.cells_end_quietly, "value of append()", code('sb.append("a").append("(b)");')),
    example(lint.cells_end_quietly, "value of printf()", code('System.out.printf("a%n");')),
    example(lint.cells_end_quietly, "value of getInputStream()", code("socket.getInputStream()")),
    example(lint.cells_end_quietly, "line 2", code("int a = 1;\nlist.add(a); // one")),
    example(lint.no_waiting_for_ever, "waits in accept", code("var s = server.accept();")),
    example(lint.no_waiting_for_ever, "waits in receive", code("socket.receive(packet);")),
    example(
        lint.no_waiting_for_ever,
        "line 2: waits in accept",
        code("try (var all = open()) {\n  var one = all.accept();\n}"),
    ),
    example(lint.explicit_imports, "uses Duration", code("var d = Duration.ofSeconds(1);")),
    example(
        lint.explicit_imports,
        "uses ByteBuffer without import java.nio.*",
        code("import java.nio.channels.*;\nvar b = ByteBuffer.allocate(1);"),
    ),
    example(
        lint.explicit_imports,
        "uses Bytes without import netbook.bytes.*",
        code("var hello = Bytes.of(1);"),
    ),
    example(lint.sealed_families_nested, "permits types beside it", code(SEALED)),
    example(
        lint.sealed_families_nested,
        "Circle stands beside",
        code("sealed interface Shape {}\nrecord Circle() implements Shape {}"),
    ),
    example(
        lint.types_before_use,
        "A names B before it exists",
        code("class A { B b; }\nclass B { A a; }"),
    ),
    example(
        lint.types_before_use, "A names B", code("class A { B b; }"), prose("b"), code("class B {}")
    ),
]


@pytest.mark.parametrize("rule, message, cells, whole", BREAKING)
def test_what_breaks_a_rule_is_found(
    problems: Callable, rule: lint.Rule, message: str, cells: tuple, whole: bool
):
    found = problems(list(cells) if whole else good(*cells), rule)
    assert [message in problem for problem in found] == [True], found


def fine(rule: lint.Rule, *cells: NotebookNode) -> object:
    return pytest.param(rule, cells, id=f"{rule.__name__}: {cells[0].source[:40]!r}")


NESTED = "sealed interface Msg {\n  record A() implements Msg {}\n  record B() implements Msg {}\n}"


@pytest.mark.parametrize(
    "rule, cells",
    [
        fine(lint.outputs_are_there, code("Runnable r = () -> System.out.println(1);")),
        fine(lint.outputs_are_there, code("void f() {\n  System.out.println(1);\n}")),
        fine(
            lint.few_volatile_cells,
            code("int a;", tags=["volatile"]),
            *[prose("b") for _ in range(14)],
        ),
        fine(lint.short_cells, code("int a;\n" * 29 + "int b;")),
        fine(lint.short_cells, prose("x" * 200)),
        fine(lint.prose_between_code, code("int a;"), code("int b;"), prose("c"), code("int d;")),
        fine(lint.headings_in_order, prose("### Three"), prose("## Two")),
        fine(lint.pictures_have_words, prose('<img alt="A" src="a.png">')),
        fine(lint.pictures_have_words, prose('<svg role="img"><title>A</title></svg>')),
        fine(lint.links_are_here, prose(f"[a](https://a.example) [b](#b) [c]({NAME}.ipynb)")),
        fine(lint.no_magics, code("int a = 7\n  % 5;")),
        fine(lint.no_magics, code('var a = "%time";')),
        fine(lint.no_magics, code("boolean a = b\n    != c;")),
        fine(lint.no_forbidden_calls, code('var a = "System.exit(0)"; // System.in')),
        fine(lint.no_forbidden_calls, code("var k = my.kernel();")),
        fine(lint.types_and_instances_apart, code("record Point(int x) {}\nint x = 1;")),
        fine(lint.types_and_instances_apart, code("class A {}\nA make() {\n  return new A();\n}")),
        fine(lint.cells_end_quietly, code("var old = map.put(1, 2);")),
        fine(lint.cells_end_quietly, code("map.put(1, 2);\nmap", shown(plain="{1=2}"))),
        fine(lint.cells_end_quietly, code("for (int i : is) list.add(i);")),
        fine(lint.cells_end_quietly, code("sum += list.remove(0);")),
        fine(lint.cells_end_quietly, code("sb.append(1).toString()", shown(plain="1"))),
        fine(lint.no_waiting_for_ever, code("var s = server.accept();", tags=["blocks"])),
        fine(lint.no_waiting_for_ever, code("new Thread(() -> server.accept()).start();")),
        fine(lint.no_waiting_for_ever, code("Socket next() throws E {\n  return s.accept();\n}")),
        fine(lint.no_waiting_for_ever, code("class Server {\n  void run() { s.accept(); }\n}")),
        fine(lint.no_waiting_for_ever, code("consumer.accept(1);")),
        fine(lint.no_waiting_for_ever, code("var d = client.receive();\nclient.receive(5);")),
        fine(
            lint.explicit_imports,
            code("import java.time.*;"),
            prose("b"),
            code("var d = Duration.ofSeconds(1);"),
        ),
        fine(lint.explicit_imports, code("import java.nio.file.Files;\nFiles.exists(p);")),
        fine(lint.explicit_imports, code("import org.xbill.DNS.Name;\nName.fromString(text);")),
        fine(lint.explicit_imports, code("var echo = TcpServer.start(handler);")),
        fine(lint.explicit_imports, code("var d = java.time.Duration.ofSeconds(1);")),
        fine(lint.explicit_imports, code('var d = "Duration"; // Duration')),
        fine(lint.explicit_imports, code("record Stream(int id) {}")),
        fine(lint.sealed_families_nested, code(NESTED)),
        fine(lint.types_before_use, code("class B {}"), prose("b"), code("class A { B b; A a; }")),
    ],
)
def test_what_keeps_a_rule_is_left_alone(problems: Callable, rule: lint.Rule, cells: tuple):
    assert problems(good(*cells), rule) == []


def test_a_picture_that_is_there_is_found(problems: Callable, tmp_path: Path):
    (tmp_path / "img").mkdir()
    (tmp_path / "img" / "a.png").touch()
    assert problems(good(prose("![A](img/a.png)")), lint.pictures_are_here) == []


@pytest.mark.parametrize(
    "old, new",
    [
        ('"execution_count": null', '"execution_count": 3'),
        ('"display_name": "Java"', '"display_name": "Java 25"'),
        ('"name": "java"', '"name": "jjava"'),
        (' "metadata"', '  "metadata"'),
        ('"metadata": {}', '"metadata": {"scrolled": true}'),
        ("\n}\n", "\n}"),
        ("\n", "\r\n"),
        ("Ä", "\\u00c4"),
    ],
)
def test_another_than_the_canonical_form_is_found(tmp_path: Path, old: str, new: str):
    path = tmp_path / "01-a.ipynb"
    form.write(path, notebook_of(prose("# Ä"), code("int a;")))
    assert list(lint.canonical_form(lint.Page(path, VERSION))) == []
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_bytes(text.replace(old, new).encode("utf-8"))
    (problem,) = lint.canonical_form(lint.Page(path, VERSION))
    assert "isn't in canonical form" in problem


def test_the_command_lints_and_reports(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    path = tmp_path / f"{NAME}.ipynb"
    cells = good(code("int a;\nint b;\nint c;"))
    form.write(path, notebook_of(*cells))
    assert lint.main(["--report", str(path)]) == 0
    assert "6 cells, 3 of code; lines of code in a cell: median 3" in capsys.readouterr().out
    form.write(path, notebook_of(*cells[:-1]))
    assert lint.main([str(path)]) == 1
    assert capsys.readouterr().out == f"{NAME}, the last code cell isn't Notebook.stop();\n"


def test_the_version_is_the_poms():
    assert lint.version() == "0.1"
