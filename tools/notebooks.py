"""Runs the notebooks: to test them against their committed outputs, or to record these anew.

    python tools/notebooks.py test [NN ...]
    python tools/notebooks.py record [NN ...]
    python tools/notebooks.py run [NN ...]

`test` lints each notebook and runs it three times: top to bottom; every cell twice in a row and
then all of them once more; and top to bottom on the kernel as `pip install jjava` leaves it. With
NETBOOK_KERNEL, the folder of another kernelspec, the first two runs use that kernel instead.
On a kernel that isn't the course's own, cells with the tag `kernel` may show what they like.
`run` is the second of these runs alone.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import NamedTuple

import chapters
import compare
import form
import kernelspec
import lint
import loopback
import recording
from execute import AGAIN_SECONDS, ONCE_SECONDS, START_SECONDS, Job, Result
from nbformat import NotebookNode
from places import HERE
from progress import Problem

TOOLS = Path(__file__).resolve().parent
# A run computes for three quarters of its time: so many keep two cores busy.
WORKERS = 3
SHOULD_SECONDS = 60

TOP_TO_BOTTOM = "top to bottom"

SAFETY_SECONDS = START_SECONDS + 60
END_SECONDS = 20


class Outcome(NamedTuple):
    """What came of the tests: names of what passed and failed, and what was skipped and why."""

    passed: list[str]
    failed: list[str]
    skipped: list[str]


@dataclass(frozen=True)
class Plan:
    """One run of a notebook, and how it is judged."""

    notebook: Path
    kernel: Path
    how: str
    again: bool = False
    foreign: bool = False
    """Whether the kernel isn't the course's own, so that cells with the tag `kernel` may differ."""

    @property
    def name(self) -> str:
        """Names the run in messages, and its log file."""
        return f"{self.notebook.stem}, {self.how}"


class Runner:
    """Starts runs in processes of their own, and ends them all when it is closed."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="netbook-jobs-")
        self._processes: list[subprocess.Popen[bytes]] = []
        self._closed = False

    def __enter__(self) -> Runner:
        return self

    def __exit__(self, *_: object) -> None:
        self._closed = True
        for process in self._processes:
            process.terminate()
        for process in self._processes:
            _await_end(process, END_SECONDS)
        self._folder.cleanup()

    def run(self, plan: Plan) -> Result:
        """Runs a notebook; blocks until its kernel is gone."""
        if self._closed:
            raise InterruptedError("the runs were ended")
        folder = Path(tempfile.mkdtemp(dir=self._folder.name))
        job, result = folder / "job.json", folder / "result.json"
        job.write_text(json.dumps(asdict(Job(str(plan.notebook), str(plan.kernel), plan.again))))
        HERE.logs.mkdir(parents=True, exist_ok=True)
        log = HERE.logs / f"{plan.name.replace(', ', '-').replace(' ', '-')}.log"
        with log.open("wb") as out:
            process = subprocess.Popen(
                [sys.executable, TOOLS / "loopback.py"]
                + [sys.executable, TOOLS / "execute.py", job, result],
                stdin=subprocess.PIPE,
                stdout=out,
                stderr=out,
            )
            self._processes.append(process)
            _await_end(process, (AGAIN_SECONDS if plan.again else ONCE_SECONDS) + SAFETY_SECONDS)
        if not result.exists():
            return Result(problems=[f"the run ended without a result; see {log}"])
        return Result(**json.loads(result.read_text(encoding="utf-8")))


def _await_end(process: subprocess.Popen[bytes], seconds: int) -> None:
    """Waits until a run has ended; after the limit asks it to, and at last makes it."""
    for end in (process.terminate, process.kill):
        try:
            process.wait(timeout=seconds)
            return
        except subprocess.TimeoutExpired:
            end()
            seconds = END_SECONDS
    process.wait()


def test(parts: list[str]) -> Outcome:
    """Tests the notebooks whose numbers or names are given, or all of them."""
    outcome = Outcome([], [], [])
    chosen = _choose(parts)
    for path in chosen:
        _tell(outcome, f"{path.stem}, lint", lint.problems(path))
    with _kernels() as kernels:
        _run_and_judge(outcome, [plan for path in chosen for plan in _plans(path, kernels)])
    return outcome


def run(parts: list[str]) -> Outcome:
    """Runs the given notebooks once, on their own kernel, and compares what they show."""
    outcome = Outcome([], [], [])
    foreign = bool(os.environ.get("NETBOOK_KERNEL"))
    plans = [Plan(path, own_kernel(), TOP_TO_BOTTOM, foreign=foreign) for path in _choose(parts)]
    _run_and_judge(outcome, plans)
    return outcome


def record(parts: list[str]) -> int:
    """Records the outputs of the given notebooks; returns how many could not be recorded."""
    failed = 0
    plans = [Plan(path, own_kernel(), "record") for path in _choose(parts)]
    for plan, result in _results(plans):
        if result.problems:
            failed += 1
            _print_failed(plan.name, result.problems)
            continue
        notebook = form.read(plan.notebook)
        changed = recording.put_outputs(notebook, result.outputs)
        written = form.write(plan.notebook, notebook)
        what = f"{changed} cells changed" if changed else "no output changed"
        print(f"{'wrote' if written else 'kept '}   {plan.notebook.stem}: {what}", flush=True)
    return failed


def _run_and_judge(outcome: Outcome, plans: list[Plan]) -> None:
    met = []
    for plan, result in _results(plans):
        if _met_by_chance(plan, result):
            met.append(plan)
        else:
            _tell(outcome, plan.name, judge(plan, result), _seconds(result))
    for plan, result in _results(met):
        note = "two sockets had got one port by chance, so it ran again"
        _tell(outcome, plan.name, judge(plan, result), f"{_seconds(result)}; {note}")


def judge(plan: Plan, result: Result) -> list[str]:
    """What is wrong with a run: its own problems, outputs that aren't committed so, its time."""
    problems = list(result.problems)
    if sides := _sides(plan, result):
        problems += compare.differences(*sides, plan.foreign)
    if not plan.again and result.seconds > ONCE_SECONDS:
        problems.append(f"took {result.seconds:.0f} s; {SHOULD_SECONDS} s are the limit")
    return problems


def _met_by_chance(plan: Plan, result: Result) -> bool:
    sides = _sides(plan, result)
    return bool(sides) and not result.problems and compare.met_by_chance(*sides, plan.foreign)


def _sides(
    plan: Plan, result: Result
) -> tuple[list[NotebookNode], list[compare.Outputs], list[compare.Outputs]] | tuple[()]:
    """The cells, their committed outputs and the fresh ones, if this run is one to compare."""
    cells = form.read(plan.notebook).cells
    if plan.again or len(result.outputs) != len(cells):
        return ()
    return cells, [list(cell.get("outputs", [])) for cell in cells], result.outputs


def _seconds(result: Result) -> str:
    over = f", over the {SHOULD_SECONDS} s to aim at" if result.seconds > SHOULD_SECONDS else ""
    return f"{result.seconds:.1f} s{over}"


def own_kernel() -> Path:
    """The folder of the kernelspec to run on: NETBOOK_KERNEL, or the environment's own `java`."""
    chosen = os.environ.get("NETBOOK_KERNEL")
    folder = Path(chosen) if chosen else kernelspec.folder(Path(sys.prefix))
    if not (folder / "kernel.json").is_file():
        raise Problem(f"there is no kernel.json in {folder}")
    return folder


def _choose(parts: list[str]) -> list[Path]:
    """The chapters and their answers, or those of them that are named."""
    known = chapters.every(HERE) + chapters.answers(HERE)
    if not parts:
        return known
    return list(dict.fromkeys(path for part in parts for path in chapters.chosen(known, part)))


class Kernels(NamedTuple):
    """The kernels of one test: the one under test, and the stock one unless there is a reason."""

    own: Path
    foreign: bool
    stock: Path | None


@contextmanager
def _kernels() -> Iterator[Kernels]:
    """The kernels of one test; the stock one stands in a folder that goes away again."""
    if os.environ.get("NETBOOK_KERNEL"):
        yield Kernels(own_kernel(), True, None)
        return
    with tempfile.TemporaryDirectory(prefix="netbook-stock-") as folder:
        yield Kernels(own_kernel(), False, stock_kernel(own_kernel(), Path(folder)))


def stock_kernel(installed: Path, folder: Path) -> Path:
    """Writes the kernelspec as `pip install jjava` leaves it, for the installed one's JDK."""
    argv = ["java", "-jar"] + [str(installed / jar) for jar in ("jjava-launcher.jar", "jjava.jar")]
    java = Path(json.loads((installed / "kernel.json").read_text(encoding="utf-8"))["argv"][0])
    path = os.environ.get("PATH", os.defpath)
    spec = {
        "argv": [*argv, "{connection_file}"],
        "display_name": "Java (jjava)",
        "language": "java",
        "interrupt_mode": "message",
        "env": {"PATH": f"{java.parent}{os.pathsep}{path}"} if java.is_absolute() else {},
    }
    (folder / "kernel.json").write_text(json.dumps(spec), encoding="utf-8")
    return folder


def _plans(path: Path, kernels: Kernels) -> list[Plan]:
    own, foreign, stock = kernels
    plans = [Plan(path, own, "each cell twice", again=True, foreign=foreign)]
    plans.append(Plan(path, own, TOP_TO_BOTTOM, foreign=foreign))
    if stock:
        plans.append(Plan(path, stock, "stock kernel", foreign=True))
    return plans


def _results(plans: list[Plan]) -> Iterator[tuple[Plan, Result]]:
    """Runs three at a time, each in a network of its own; one at a time where they'd share one."""
    shared = loopback.refused()
    if shared and plans:
        print(shared, flush=True)
    with ThreadPoolExecutor(1 if shared else WORKERS) as pool, Runner() as runner:
        plan_of = {pool.submit(runner.run, plan): plan for plan in plans}
        for done in as_completed(plan_of):
            yield plan_of[done], done.result()


def _tell(outcome: Outcome, name: str, problems: list[str], note: str = "") -> None:
    """Prints one line for what passed, and what is wrong with what failed."""
    if problems:
        outcome.failed.append(name)
        _print_failed(name, problems)
    else:
        outcome.passed.append(name)
        print(f"ok      {name}{f' ({note})' if note else ''}", flush=True)


def _print_failed(name: str, problems: list[str]) -> None:
    print(f"FAILED  {name}")
    for problem in problems:
        print("        " + problem.replace("\n", "\n        "), flush=True)


def main(arguments: list[str]) -> int:
    """Does what the first argument says with the notebooks that the others name."""
    command, parts = arguments[0] if arguments else "", arguments[1:]
    if command not in COMMANDS:
        print(f"Usage: python {Path(__file__).name} test|record|run [NN ...]", file=sys.stderr)
        return 2
    try:
        return 1 if COMMANDS[command](parts) else 0
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "record": record,
    "run": lambda parts: len(run(parts).failed),
    "test": lambda parts: len(test(parts).failed),
}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
