"""What ./netbook beats says of a file, and that CONTRIBUTING's example of it is true."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import textwrap
from collections.abc import Callable
from pathlib import Path

import beats
import exercises
import jdk
import pytest
from places import HERE, Places
from progress import Problem

FOLDER = HERE.solutions / "00.1-dumper"
DUMPER = HERE.root / "lib" / "src" / "main" / "java" / "netbook" / "exercise" / "Dumper.java"
IMPORTS = "import netbook.bytes.Bytes;\nimport netbook.exercise.Dumper;\n"
FOUND = "OffsetOfOneOctet"
CONTRIBUTING = (HERE.root / "CONTRIBUTING.md").read_text(encoding="utf-8")
EXAMPLE = CONTRIBUTING.partition("## You found")[2].partition("\n## ")[0]


def asked(file: Path, capsys: pytest.CaptureFixture[str], places: Places = HERE) -> tuple[int, str]:
    """The exit code and what is printed below the steps."""
    code = beats.beats([str(file)], jdk.required(HERE), places)
    return code, capsys.readouterr().out.partition("\n\n")[2]


def dumper(folder: Path, body: str, head: str = "", name: str = "Mine") -> Path:
    """A solution of 00.1 with this method body."""
    method = f"public String dump(Bytes octets) {{ {body} }}"
    file = folder / f"{name}.java"
    file.write_text(f"{head}{IMPORTS}\nclass {name} implements Dumper {{\n  {method}\n}}\n")
    return file


def without_head(name: str, folder: Path) -> Path:
    """A solution of 00.1 as somebody may find it, without the lines above its imports."""
    file = folder / f"{name}.java"
    source = (FOLDER / file.name).read_text(encoding="utf-8")
    file.write_text(source[source.index("import ") :])
    return file


def weakened(folder: Path) -> Places:
    """A checkout without the example's solution and probe."""
    places = Places(folder)
    places.netbook_jar.parent.mkdir(parents=True)
    (folder / "lib" / "src").symlink_to(HERE.root / "lib" / "src")
    known = places.solutions / FOLDER.name
    shutil.copytree(FOLDER, known, ignore=shutil.ignore_patterns(f"{FOUND}.java"))
    shutil.copyfile(HERE.netbook_jar, places.netbook_jar)
    weak = folder / "Dumper.java"
    source = DUMPER.read_text(encoding="utf-8")
    assert source.count("            farOffset(),\n") == 1
    source = source.replace("            farOffset(),\n", "")
    weak.write_text(source.replace("\n        .peer(Tool.XXD, readBack())", ""))
    bin_, classes = jdk.required(HERE).home / "bin", folder / "classes"
    javac = [bin_ / "javac", "-proc:none", "-cp", HERE.netbook_jar, "-d", classes, weak]
    jar = [bin_ / "jar", "--update", "--file", places.netbook_jar, "-C", classes, "."]
    for argv in (javac, jar):
        subprocess.run(argv, check=True, capture_output=True, timeout=60)
    return places


def test_the_example_in_contributing_is_true(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    blocks = re.findall(r"```(\w+)\n(.*?)```", EXAMPLE, re.DOTALL)
    assert [language for language, _ in blocks] == ["sh", "text", "java", "java"]
    command, accepted, head, probe = (text for _, text in blocks)
    assert command == f"./netbook beats {FOUND}.java\n"
    file = without_head(FOUND, tmp_path)
    assert asked(file, capsys, weakened(tmp_path / "weak")) == (1, accepted)
    assert (FOLDER / file.name).read_text(encoding="utf-8").startswith(head)
    assert textwrap.indent(probe, "  ") in DUMPER.read_text(encoding="utf-8")
    code, text = asked(FOLDER / file.name, capsys)
    assert code == 0 and "caught by 1 of " in text and "  a row past offset 255\n" in text
    assert text.endswith("\nIts first two lines are as they have to be.\n")


def test_one_that_is_caught_is_told_by_what_and_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, text = asked(dumper(tmp_path, 'return octets.isEmpty() ? "" : "?";'), capsys)
    assert code == 0
    assert re.match(r"Mine, exercise 00.1: caught by \d+ of \d+ probes\.\n   1  hello", text)
    assert "probe 1   hello and a line feed: " in text and "actual    ?" in text
    assert "To keep it: solutions/00.1-dumper/Mine.java\n" in text
    assert "  // Wrong: what the learner thought" in text
    assert "  // Reported: hello and a line feed\n" in text


def test_one_that_is_no_news_is_told_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, text = asked(without_head("SignedBytes", tmp_path), capsys)
    assert "SignedBytes fails at just the same probes" in text
    assert "SignedBytes.java, under another name, since that one is taken\n" in text
    _, text = asked(FOLDER / "SignedBytes.java", capsys)
    assert "just the same probes" not in text and "To keep it" not in text


def test_a_wrong_second_line_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    head = "// Wrong: I thought so.\n// Reported: a tilde\n"
    _, text = asked(dumper(tmp_path, 'return "?";', head), capsys)
    assert text.endswith("Its second line has to be:\n  // Reported: hello and a line feed\n")


def test_what_is_right_or_a_stub_has_nothing_to_mend(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, text = asked(FOLDER / "Reference.java", capsys)
    assert code == 0 and text.endswith("It says that it is right, and so does the check.\n")
    code, text = asked(dumper(tmp_path, 'return "?";', "// Right: I am sure.\n"), capsys)
    assert code == 0 and text.endswith("the check wrongs it, or it is wrong after all.\n")
    code, text = asked(FOLDER / "Stub.java", capsys)
    assert code == 0 and "your turn" in text and "To keep it" not in text


def test_code_that_exits_or_never_ends_has_a_verdict(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, text = asked(dumper(tmp_path, 'System.exit(0); return "";'), capsys)
    assert code == 0 and "it calls System.exit" in text and "the check stopped at probe 1" in text
    code, text = asked(dumper(tmp_path, "while (true) {}"), capsys)
    assert code == 0 and "no end: it computes on and on" in text


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("class Mine {", "it doesn't compile:\n.*reached end of file"),
        ("class Mine {}", "it has 0 classes that implement an exercise's interface, and not 1"),
        ("{0}class A implements Dumper {1}\nclass B implements Dumper {1}", "it has 2 classes"),
        ("{0}class Mine implements Dumper {1}".replace("{1}", "{2}"), "can't be made without"),
    ],
)
def test_a_file_that_is_no_solution_is_refused(tmp_path: Path, source: str, reason: str) -> None:
    method = 'public String dump(Bytes octets) { return ""; }'
    for name, text in {"{0}": IMPORTS, "{1}": f"{{ {method} }}"}.items():
        source = source.replace(name, text)
    file = tmp_path / "Mine.java"
    file.write_text(source.replace("{2}", f"{{ Mine(int n) {{}} {method} }}"))
    with pytest.raises(Problem, match=f"(?s)Mine.java: .*{reason}"):
        beats.beats([str(file)], jdk.required(HERE))


def test_says_what_is_missing(tmp_path: Path) -> None:
    for arguments in ([], ["A.java", "B.java"], ["--help"]):
        with pytest.raises(Problem, match="say which file"):
            beats.beats(arguments, jdk.required(HERE))
    with pytest.raises(Problem, match="there is no Java file"):
        beats.beats([str(tmp_path / "None.java")], jdk.required(HERE))


def test_solutions_are_tried_again_when_one_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = Places(tmp_path)
    (tmp_path / "lib").symlink_to(HERE.root / "lib")
    names = ("Stub", "Reference", "DottedTilde")
    copied = places.solutions / FOLDER.name
    copied.mkdir(parents=True)
    for name in names:
        shutil.copy(FOLDER / f"{name}.java", copied)
    chosen = jdk.required(HERE)
    (first,) = exercises.every(chosen, places)
    (wrong,) = first.of_kind("WRONG")
    assert [first.probes[number - 1].name for number in wrong.failing] == [wrong.reported]
    with monkeypatch.context() as patched:
        patched.setattr(exercises, "run", lambda *_: pytest.fail("tried again"))
        assert exercises.every(chosen, places) == [first]
    changed = copied / "DottedTilde.java"
    changed.write_text(changed.read_text().replace('"%04x ', '"%04d '))
    (again,) = exercises.every(chosen, places)
    assert len(again.of_kind("WRONG")[0].failing) > 1


def test_what_libs_tests_have_found_is_not_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = Places(tmp_path)
    places.netbook_jar.parent.mkdir(parents=True)
    shutil.copy(HERE.netbook_jar, places.netbook_jar)
    (tmp_path / "lib" / "src").symlink_to(HERE.root / "lib" / "src")
    stub = places.solutions / FOLDER.name / "Stub.java"
    stub.parent.mkdir(parents=True)
    shutil.copy(FOLDER / "Stub.java", stub)
    table = {"number": "00.1", "title": "A title", "folder": FOLDER.name}
    found = json.dumps([table | {"probes": [], "solutions": []}])
    chosen = jdk.required(HERE)
    monkeypatch.setattr(exercises, "run", lambda *_: [])

    def known_after(change: Callable[[], object]) -> list[str]:
        tried = exercises.tried_by_tests(places)
        assert not places.netbook_jar.with_name("exercises.json").exists()
        places.netbook_jar.with_name("exercises.json").write_text(found)
        change()
        exercises.take_from_tests(tried, chosen, places)
        return [exercise.number for exercise in exercises.every(chosen, places)]

    assert known_after(lambda: stub.write_text(stub.read_text() + "// changed meanwhile")) == []
    assert known_after(lambda: None) == ["00.1"]
