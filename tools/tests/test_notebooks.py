"""Notebooks on the real kernel: how they run, what is left, and what makes a run fail."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import asdict
from pathlib import Path

import form
import loopback
import notebooks
import pytest
from conftest import code, notebook_of, prose, stream
from execute import Job, LateOutputs, Result
from nbformat import NotebookNode
from places import Places
from progress import Problem

TOOLS = Path(notebooks.__file__).parent
DEADLINE_SECONDS = 90


@pytest.fixture
def kernel() -> Path:
    try:
        return notebooks.own_kernel()
    except Problem as e:
        pytest.skip(str(e))


def start(folder: Path, kernel: Path, *cells: NotebookNode, **job: object) -> subprocess.Popen:
    path = folder / "01-a.ipynb"
    form.write(path, notebook_of(*cells))
    told = Job(str(path), str(kernel), **job)  # type: ignore[arg-type]
    (folder / "job.json").write_text(json.dumps(asdict(told)))
    return subprocess.Popen(
        [sys.executable, TOOLS / "loopback.py", sys.executable, TOOLS / "execute.py"]
        + [folder / "job.json", folder / "result.json"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def run(folder: Path, kernel: Path, *cells: NotebookNode, **job: object) -> Result:
    with start(folder, kernel, *cells, **job) as process:
        process.wait(timeout=DEADLINE_SECONDS)
    return Result(**json.loads((folder / "result.json").read_text()))


def is_alive(pid: int) -> bool:
    """Whether a process runs; one that has ended and is only remembered doesn't."""
    shown = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True)
    return shown.stdout.strip()[:1] not in ("", "Z")


def test_cells_run_in_their_folder_without_the_callers_variables_or_network(
    tmp_path: Path, kernel: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("CLASSPATH", "/nowhere")
    result = run(
        tmp_path,
        kernel,
        prose("# A"),
        code('for (int i = 0; i < 3; i++) System.out.println(i);\nSystem.err.println("no");'),
        code('System.out.println(new File("").getAbsolutePath());'),
        code('System.out.println(System.getenv("http_proxy") + " " + System.getenv("CLASSPATH"));'),
        code(
            "import java.net.*;\n"
            "try (var probe = new Socket()) {\n"
            '  probe.connect(new InetSocketAddress("192.0.2.1", 9), 2000);\n'
            "} catch (IOException e) {\n"
            '  System.out.println(e.getMessage().contains("unreachable"));\n'
            "}"
        ),
        code("System.out.println(ProcessHandle.current().pid());"),
        code("throw new IOException();", tags=["raises-exception"]),
        code("1 + 1"),
    )
    assert result.problems == []
    _, numbers, folder, variables, network, (pid,), failed, value = result.outputs
    assert numbers == [stream("0\n1\n2\n"), stream("no\n", "stderr")]
    assert folder == [stream(f"{tmp_path.resolve()}\n")]
    assert variables == [stream("null null\n")]
    assert [output["output_type"] for output in failed] == ["error"]
    assert value[0]["data"]["text/plain"] == "2"
    assert not is_alive(int(pid["text"]))
    if not loopback.refused():
        assert result.cut_off
        assert network == [stream("true\n")]


def test_each_cell_runs_twice_and_all_once_more_and_nothing_may_be_left(
    tmp_path: Path, kernel: Path
):
    result = run(
        tmp_path,
        kernel,
        code("int runs = 0;"),
        code("System.out.println(++runs);"),
        code("import java.net.*;\nvar open = new ServerSocket(0);"),
        code(
            "import java.util.concurrent.*;\n"
            "var latch = new CountDownLatch(1);\n"
            "Runnable stay = () -> {\n"
            "  try { latch.await(); } catch (InterruptedException e) { }\n"
            "};\n"
            'for (var name : List.of("netbook-echo-1", "netbook-sender")) {\n'
            "  Thread.ofVirtual().name(name).start(stay);\n"
            "}"
        ),
        again=True,
    )
    assert result.outputs[1] == [stream("1\n")], "the first time is what readers see"
    text = "\n".join(result.problems)
    assert "thread netbook-echo-1" in text
    assert "netbook-sender" not in text, "this one stays on purpose"
    if result.cut_off and sys.platform == "linux":
        assert re.search(r"tcp6? port \d+ \(listening\), opened by cell 3 \(cell-3\)", text)


@pytest.mark.parametrize("turn", [2, 3])
def test_a_cell_that_fails_only_when_it_runs_again_is_found(
    tmp_path: Path, kernel: Path, turn: int
):
    source = (
        'int turn = Integer.getInteger("turn", 0) + 1;\n'
        'System.setProperty("turn", "" + turn);\n'
        f'if (turn == {turn}) throw new IOException("turn {turn}");'
    )
    (problem,) = run(tmp_path, kernel, prose("# A"), code(source), again=True).problems
    assert problem.startswith("cell 2 (cell-2) failed:\n") and f"turn {turn}" in problem


def test_a_tag_for_a_failure_that_never_comes_is_found(tmp_path: Path, kernel: Path):
    result = run(tmp_path, kernel, code("int a = 1;", tags=["raises-exception"]))
    assert result.problems == ["cell 1 (cell-1) is tagged raises-exception and raised none"]


def test_a_cell_that_takes_too_long_ends_the_run_and_the_kernel(tmp_path: Path, kernel: Path):
    result = run(
        tmp_path,
        kernel,
        code("System.out.println(ProcessHandle.current().pid());"),
        code("while (true) { }"),
        cell_seconds=2,
    )
    (problem,) = result.problems
    assert problem.startswith("cell 2 (cell-2) gave no answer in time")


def test_a_kernel_that_dies_is_found(tmp_path: Path, kernel: Path):
    assert run(tmp_path, kernel, code("Runtime.getRuntime().halt(3);")).problems == [
        "cell 1 (cell-1): the kernel died"
    ]


def test_a_kernel_that_never_starts_is_found(tmp_path: Path):
    (tmp_path / "kernel.json").write_text(
        json.dumps({"argv": ["false"], "display_name": "Java", "language": "java"})
    )
    (problem,) = run(tmp_path, tmp_path, code("1")).problems
    assert problem.startswith("the kernel didn't start")


@pytest.mark.parametrize("end", ["SIGINT", "SIGTERM", "caller"])
def test_the_kernel_is_gone_when_the_run_is_ended(tmp_path: Path, kernel: Path, end: str):
    told = tmp_path / "pid"
    source = (
        f'java.nio.file.Files.writeString(java.nio.file.Path.of("{told}"), '
        'ProcessHandle.current().pid() + "\\n");\nThread.sleep(60_000);'
    )
    with start(tmp_path, kernel, code(source)) as process:
        wait_for(lambda: told.exists() and told.read_text().endswith("\n"))
        pid = int(told.read_text())
        assert is_alive(pid)
        if end == "caller":
            process.stdin.close()  # type: ignore[union-attr]
        else:
            process.send_signal(getattr(signal, end))
        assert process.wait(timeout=DEADLINE_SECONDS) == 130
        wait_for(lambda: not is_alive(pid))


def wait_for(condition) -> None:
    deadline = time.monotonic() + DEADLINE_SECONDS
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.02)


def test_output_after_the_end_of_its_cell_is_found():
    def message(kind: str, parent: str, **content: object) -> dict:
        return {"msg_type": kind, "parent_header": {"msg_id": parent}, "content": content}

    late = LateOutputs()
    for place, parent in (("cell 1 (a)", "m1"), ("cell 2 (b)", "m2")):
        late.now_running(place)
        late._look(message("execute_input", parent))
        late._look(message("stream", parent, text="in time\n"))
        late._look(message("status", parent, execution_state="idle"))
    assert late.problems() == []
    late._look(message("update_display_data", "m1"))
    assert late.problems() == []
    late._look(message("stream", "m1", text="too late\n"))
    assert late.problems() == ["cell 1 (a) put out too late after it had ended"]


# Record and test


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of notebooks of which only the runs, not the rules of the text, are looked at."""
    monkeypatch.setattr(notebooks, "HERE", Places(tmp_path))
    monkeypatch.setattr(notebooks.lint, "problems", lambda _: [])
    folder = tmp_path / "notebooks"
    folder.mkdir()
    form.write(
        folder / "01-a.ipynb",
        notebook_of(
            prose("# A"),
            code("import java.net.*;\nvar lo = InetAddress.getLoopbackAddress();"),
            code(
                "try (var server = new ServerSocket(0, 1, lo)) {\n"
                "  System.out.println(server.getLocalSocketAddress());\n"
                '  System.out.printf("%.3f ms%n", System.nanoTime() % 1000 / 1e6);\n'
                "}"
            ),
        ),
    )
    return folder


def test_what_was_recorded_passes(course: Path, kernel: Path, capsys: pytest.CaptureFixture[str]):
    path = course / "01-a.ipynb"
    assert notebooks.record(["01"]) == 0
    assert "wrote   01-a: 1 cells changed" in capsys.readouterr().out
    recorded = path.read_bytes()
    assert re.search(rb"localhost/127.0.0.1:\d+", recorded)
    assert notebooks.record(["01"]) == 0
    assert path.read_bytes() == recorded, "recording again changes nothing"

    outcome = notebooks.test([])
    runs = ("each cell twice", "lint", "stock kernel", "top to bottom")
    assert outcome.failed == []
    assert sorted(outcome.passed) == [f"01-a, {run}" for run in runs]


def test_a_run_is_judged_by_the_committed_outputs(course: Path, kernel: Path):
    plan = notebooks.Plan(course / "01-a.ipynb", kernel, "top to bottom")
    with notebooks.Runner() as runner:
        result = runner.run(plan)
    notebook = form.read(plan.notebook)
    notebook.cells[2].outputs = [NotebookNode(output) for output in result.outputs[2]]
    form.write(plan.notebook, notebook)
    assert notebooks.judge(plan, result) == []
    notebook.cells[2].outputs[0].text = notebook.cells[2].outputs[0].text.replace(".0.1:", ".0.2:")
    form.write(plan.notebook, notebook)
    (problem,) = notebooks.judge(plan, result)
    assert problem.splitlines()[-1] == "+ localhost/127.0.0.1:‹port 1›"


def test_a_notebook_that_fails_is_not_recorded(course: Path, kernel: Path):
    path = course / "01-a.ipynb"
    form.write(path, notebook_of(prose("# A"), code("throw new IOException();")))
    before = path.read_bytes()
    assert notebooks.record([]) == 1
    assert path.read_bytes() == before


def test_another_kernel_is_taken_and_then_there_is_no_stock_run(
    course: Path, kernel: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("NETBOOK_KERNEL", str(kernel))
    with notebooks._kernels() as kernels:
        plans = notebooks._plans(course / "01-a.ipynb", kernels)
    assert [(plan.kernel, plan.again, plan.foreign) for plan in plans] == [
        (kernel, True, True),
        (kernel, False, True),
    ]
    monkeypatch.setenv("NETBOOK_KERNEL", str(course))
    with pytest.raises(Problem, match="no kernel.json"):
        notebooks.own_kernel()


def test_an_unknown_chapter_is_a_problem(course: Path):
    for command in (notebooks.record, notebooks.run, notebooks.test):
        with pytest.raises(Problem, match="no chapter 99; there are: 01"):
            command(["99"])


def test_chapters_are_chosen_by_number_or_name_and_once(course: Path):
    form.write(course / "02-b.ipynb", notebook_of(prose("# B")))
    names = [path.stem for path in notebooks._choose(["02", "2", "01-a", "1"])]
    assert names == ["02-b", "01-a"]
    assert [path.stem for path in notebooks._choose([])] == ["01-a", "02-b"]


@pytest.mark.parametrize("second, passes", [("40001 127.0.0.1:40003", True), ("40001", False)])
def test_a_port_that_two_sockets_got_by_chance_makes_the_run_happen_again(
    course: Path, monkeypatch: pytest.MonkeyPatch, second: str, passes: bool
):
    path = course / "01-a.ipynb"
    form.write(path, notebook_of(code("1", stream("127.0.0.1:40001 127.0.0.1:40002"))))
    shown = iter([f"127.0.0.1:{ports}" for ports in ("40001 127.0.0.1:40001", second)])

    def results(plans: list[notebooks.Plan]):
        return [(plan, Result(outputs=[[stream(next(shown))]])) for plan in plans]

    monkeypatch.setattr(notebooks, "_kernels", lambda: contextlib.nullcontext(None))
    monkeypatch.setattr(
        notebooks, "_plans", lambda path, _: [notebooks.Plan(path, course, "top to bottom")]
    )
    monkeypatch.setattr(notebooks, "_results", results)
    assert bool(notebooks.test([]).failed) is not passes
    assert next(shown, None) is None, "it ran twice"


def test_a_slow_notebook_fails(course: Path):
    plan = notebooks.Plan(course / "01-a.ipynb", course, "top to bottom")
    cells = form.read(plan.notebook).cells
    outputs = [[] for _ in cells]
    assert notebooks.judge(plan, Result(outputs=outputs, seconds=119)) == []
    assert notebooks.judge(plan, Result(outputs=outputs, seconds=121)) == [
        "took 121 s; 60 s are the limit"
    ]


def test_the_stock_kernel_is_what_pip_installs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    installed = tmp_path / "java"
    installed.mkdir()
    monkeypatch.setenv("PATH", "/bin")
    (installed / "kernel.json").write_text(json.dumps({"argv": ["/jdk/bin/java", "-Xmx384m"]}))
    spec = json.loads((notebooks.stock_kernel(installed, tmp_path) / "kernel.json").read_text())
    assert spec["argv"] == [
        *("java", "-jar", f"{installed}/jjava-launcher.jar", f"{installed}/jjava.jar"),
        "{connection_file}",
    ]
    assert spec["env"] == {"PATH": f"/jdk/bin{os.pathsep}/bin"}
