"""The guard agent in a real kernel: a learner's endless loop ends, and the kernel lives on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from kernel_folders import SET_UP, has_guard, ours, variables
from kernels import Kernel, running

ENDLESS = {
    "while": "void endless() { while (true) {} }",
    "for": "int n; void endless() { for (;;) n++; }",
    "catches everything": "int n; void endless() {"
    " while (true) { try { while (true) n++; } catch (Throwable t) { n--; } } }",
    "in a class": "class Spinner { int n;"
    " void endless() { do { n++; } while (n != 0 || n == 0); } }\n"
    "void endless() { new Spinner().endless(); }",
    "calls itself": "void endless(int n) {"
    " try { endless(n + 1); } catch (Throwable t) { endless(n - 1); } }\n"
    "void endless() { endless(0); }",
}

CONDEMN = """\
var condemned = Thread.ofPlatform().daemon().start(() -> endless());
condemned.join(50);
System.out.println("runs: " + condemned.isAlive());
guard.condemn(condemned);
condemned.join(5000);
guard.release(condemned);
System.out.println("runs: " + condemned.isAlive());
"""


@pytest.fixture(scope="module")
def kernel() -> Iterator[Kernel]:
    """Our kernel with its agent; it is armed by the tests, after the first cells have run."""
    if not has_guard(ours()):
        pytest.skip("this kernel is started without the guard agent")
    with running(ours(), variables=variables()) as kernel:
        assert kernel.run(SET_UP + "var guard = LoopGuard.find().orElseThrow();").status == "ok"
        yield kernel


@pytest.mark.parametrize("when", ["loaded before the guard is armed", "loaded after"])
@pytest.mark.parametrize("body", ENDLESS.values(), ids=ENDLESS.keys())
def test_an_endless_loop_ends(kernel: Kernel, body: str, when: str) -> None:
    assert kernel.run(body).status == "ok"
    assert kernel.run("guard.arm();").status == "ok"
    ended = kernel.run(CONDEMN)
    assert ended.stream() == "runs: true\nruns: false\n"
    assert kernel.run("6 * 7").data() == ["42"]


@pytest.mark.parametrize(
    "call", ["System.exit(3);", "Runtime.getRuntime().halt(3);", "Runtime.getRuntime().exit(3);"]
)
def test_a_cell_cannot_end_the_kernel(kernel: Kernel, call: str) -> None:
    kernel.run("guard.arm();")
    refused = kernel.run(call)
    assert refused.status == "error"
    assert "exit(3) is refused" in refused.error()
    assert kernel.run("6 * 7").data() == ["42"]
