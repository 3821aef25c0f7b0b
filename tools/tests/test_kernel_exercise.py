"""Checks in a real kernel: their verdicts, and what is left of code that doesn't end."""

from __future__ import annotations

import json
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import collect
import pytest
from kernel_folders import SET_UP, has_guard, ours, variables
from kernels import Kernel, running
from places import HERE

CHECK = "Dumper.exercise().check(dumper);"
RUNS_ON = "Your code still runs, at the lowest priority"

GOOD = """\
Dumper dumper = octets -> {
    var rows = new StringBuilder();
    for (int at = 0; at < octets.size(); at += 16) {
        var row = octets.slice(at, Math.min(at + 16, octets.size()));
        rows.append("%04x  %s  |".formatted(at, row.toHex()));
        for (int i = 0; i < row.size(); i++) {
            rows.append(row.at(i) >= 0x20 && row.at(i) <= 0x7e ? (char) row.at(i) : '.');
        }
        rows.append("|\\n");
    }
    return rows.toString();
};
"""

SPINS = "actual    no end: it computes on and on"
SLEEPS = "actual    no end within 3 s: it sleeps"

# What a learner writes by mistake, and what the check says to it.
UNENDING = {
    "an endless loop": ("Dumper dumper = octets -> { while (true) {} };", SPINS),
    "one that catches everything": (
        "Dumper dumper = octets -> { int n = 0; while (true) {"
        " try { while (true) n++; } catch (Throwable t) { n--; } } };",
        SPINS,
    ),
    "a swallowed interrupt": (
        "Dumper dumper = octets -> { while (true) {"
        " try { Thread.sleep(1000); } catch (InterruptedException e) {} } };",
        SLEEPS,
    ),
}

DEADLOCK = """\
void lock(Object first, Object second, CyclicBarrier both) {
    synchronized (first) {
        try {
            both.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        synchronized (second) {
            System.out.println("never");
        }
    }
}
Dumper dumper = octets -> {
    var one = new Object();
    var two = new Object();
    var both = new CyclicBarrier(2);
    new Thread(() -> lock(two, one, both)).start();
    lock(one, two, both);
    return "";
};
"""

# The priorities of what is left; the deadlock's thread stays for good.
LEFT = """\
Thread.getAllStackTraces().keySet().stream()
    .filter(thread -> thread.getName().equals("netbook-exercise"))
    .filter(thread -> thread.getState() != Thread.State.BLOCKED)
    .map(Thread::getPriority).toList()
"""


def started(spec: Path) -> Iterator[Kernel]:
    with running(spec, variables=variables()) as kernel:
        assert kernel.run(SET_UP + "import netbook.exercise.*;").status == "ok"
        yield kernel


@pytest.fixture(scope="module")
def guarded() -> Iterator[Kernel]:
    """Our kernel with its agent."""
    if not has_guard(ours()):
        pytest.skip("this kernel is started without the guard agent")
    yield from started(ours())


@pytest.fixture
def plain(tmp_path: Path) -> Iterator[Kernel]:
    """Our kernel without its agent; one for each test, since what is left in it stays."""
    folder = tmp_path / "java"
    shutil.copytree(ours(), folder)
    spec = json.loads((folder / "kernel.json").read_text(encoding="utf-8"))
    spec["argv"] = [word for word in spec["argv"] if not word.startswith("-javaagent:")]
    (folder / "kernel.json").write_text(json.dumps(spec), encoding="utf-8")
    yield from started(folder)


def report(kernel: Kernel, stub: str) -> str:
    """What the check of this code shows; the check cell never fails."""
    assert kernel.run(stub).status == "ok"
    checked = kernel.run(CHECK)
    assert checked.status == "ok" and not checked.stream()
    (text,) = checked.data()
    return text


def is_usable(kernel: Kernel) -> bool:
    return kernel.run("6 * 7").data() == ["42"] and "✓ Done." in report(kernel, GOOD)


@pytest.mark.parametrize(("code", "verdict"), UNENDING.values(), ids=UNENDING.keys())
def test_what_does_not_end_is_ended(guarded: Kernel, code: str, verdict: str) -> None:
    text = report(guarded, code)
    assert text.startswith("✗ Not yet. 00.1") and verdict in text
    assert RUNS_ON not in text
    assert is_usable(guarded)
    assert guarded.run(LEFT).data() == ["[]"]


@pytest.mark.parametrize(("code", "verdict"), UNENDING.values(), ids=UNENDING.keys())
def test_without_the_agent_it_runs_on_quietly(plain: Kernel, code: str, verdict: str) -> None:
    text = report(plain, code)
    assert text.startswith("✗ Not yet. 00.1") and verdict in text
    assert RUNS_ON in text and "stopped at probe 1 of" in text and "Kernel → Restart" in text
    assert is_usable(plain)
    assert plain.run(LEFT).data() == ["[1]"]


def test_a_deadlock_is_named_at_once(guarded: Kernel) -> None:
    text = report(guarded, DEADLOCK)
    assert "actual    a deadlock: threads wait for each other's locks" in text
    assert "Your code still waits for its lock" in text
    assert is_usable(guarded)


def test_without_the_agent_a_deadlock_is_named_too(plain: Kernel) -> None:
    assert "actual    a deadlock: threads wait" in report(plain, DEADLOCK)
    assert is_usable(plain)


@pytest.mark.parametrize("kernel", ["guarded", "plain"])
def test_a_stack_overflow_is_a_verdict(kernel: str, request: pytest.FixtureRequest) -> None:
    running_kernel: Kernel = request.getfixturevalue(kernel)
    code = "String again(int n) { return again(n + 1) + n; }\nDumper dumper = o -> again(0);"
    text = report(running_kernel, code)
    assert "actual    StackOverflowError: it calls itself without end" in text
    assert RUNS_ON not in text
    assert is_usable(running_kernel)


@pytest.mark.parametrize("kernel", ["guarded", "plain"])
def test_printing_without_end_floods_nobody(kernel: str, request: pytest.FixtureRequest) -> None:
    running_kernel: Kernel = request.getfixturevalue(kernel)
    code = 'Dumper dumper = octets -> { while (true) System.out.println("flood"); };'
    text = report(running_kernel, code)
    assert "actual    it prints more" in text and text.count("flood") < 10
    assert RUNS_ON not in text
    assert is_usable(running_kernel)


def test_exit_is_refused(guarded: Kernel) -> None:
    text = report(guarded, 'Dumper dumper = octets -> { System.exit(3); return ""; };')
    assert "exit(3) is refused" in text
    assert is_usable(guarded)


def test_without_the_agent_exit_waits_for_the_report(plain: Kernel) -> None:
    plain.run('Dumper dumper = octets -> { System.exit(3); return ""; };')
    request = plain.send(CHECK)
    shown = plain.late(request, lambda found: found[-1]["msg_type"] == "display_data")
    text = shown[-1]["content"]["data"]["text/plain"]
    assert "actual    it calls System.exit" in text
    assert "This ends the kernel" in text


def test_stopping_the_check_ends_the_code(guarded: Kernel, tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    code = f"""\
Dumper dumper = octets -> {{
    new File("{begun}").mkdir();
    while (true) {{
        try {{ Thread.sleep(1000); }} catch (InterruptedException e) {{ }}
    }}
}};
"""
    assert guarded.run(code).status == "ok"
    request = guarded.send(CHECK)
    deadline = time.monotonic() + 30
    while not begun.exists():
        assert time.monotonic() < deadline, "the check has not begun"
        time.sleep(0.01)
    guarded.interrupt()
    guarded.wait(request)
    assert is_usable(guarded)
    assert guarded.run(LEFT).data() == ["[]"]


def test_progress_is_what_collect_reads(tmp_path: Path) -> None:
    work = tmp_path / "work"
    work.mkdir()
    with running(ours(), cwd=work, variables=variables()) as kernel:
        kernel.run(SET_UP + "import netbook.exercise.*;")
        assert kernel.run("Progress.show();").data() == ["Your progress\nexercise  probes  tries"]
        report(kernel, 'Dumper dumper = octets -> octets.isEmpty() ? "" : "?";')
        assert collect.read(work / "progress.json")["00.1"].passed == 1
        report(kernel, GOOD)
        (shown,) = kernel.run("Progress.show();").data()
    assert shown.endswith("\n00.1      solved      2")
    result = collect.read(work / "progress.json")["00.1"]
    assert result.solved and result.tries == 2


SOLUTIONS = sorted(folder for folder in HERE.solutions.iterdir() if folder.is_dir())


@pytest.mark.parametrize("folder", SOLUTIONS, ids=lambda folder: folder.name)
def test_solutions_in_the_cell_of_the_stub(guarded: Kernel, folder: Path) -> None:
    files = {file.stem: file.read_text(encoding="utf-8") for file in folder.glob("*.java")}
    assert checked(guarded, "Stub", files["Stub"]).startswith("Your turn.")
    assert checked(guarded, "Reference", files["Reference"]).startswith("✓ Done.")
    name, wrong = next((n, s) for n, s in sorted(files.items()) if s.startswith("// Wrong:"))
    text = checked(guarded, name, wrong)
    reported = re.search(r"(?m)^// Reported: (.*)$", wrong)
    assert reported is not None
    assert text.startswith("✗ Not yet.") and reported.group(1) + ":" in text


def checked(kernel: Kernel, name: str, source: str) -> str:
    """The report about a class, declared in a cell as a learner would."""
    found = re.search(rf"class {name} implements (\w+)", source)
    assert found is not None
    interface = found.group(1)
    assert kernel.run(f"{source}\n{interface} solution = new {name}();").status == "ok"
    shown = kernel.run(f"{interface}.exercise().check(solution);")
    assert shown.status == "ok"
    (text,) = shown.data()
    return text


SERVER = """\
void talk(SocketChannel connection) {
    try (connection) {
        var chunk = ByteBuffer.allocate(8192);
        while (connection.read(chunk) >= 0) {
            chunk.flip();
            while (chunk.hasRemaining()) {
                connection.write(chunk);
            }
            chunk.clear();
        }
    } catch (IOException e) {
        // This client is gone.
    }
}
Echo echo = listening -> {
    while (true) {
        var connection = listening.accept();
        %s;
    }
};
"""


def test_a_server_is_checked_by_clients_on_loopback(guarded: Kernel) -> None:
    def shown(serve: str) -> str:
        imports = "import java.nio.*;\nimport java.nio.channels.*;\n"
        assert guarded.run(imports + SERVER % serve).status == "ok"
        checked = guarded.run("Echo.exercise().check(echo);")
        assert checked.status == "ok" and not checked.stream()
        (text,) = checked.data()
        return text

    assert "✓ Done. 02.1" in shown("Thread.startVirtualThread(() -> talk(connection))")
    text = shown("talk(connection)")
    assert text.startswith("✗ Not yet. 02.1") and "silent clients first" in text
    assert RUNS_ON not in text
    assert is_usable(guarded)
