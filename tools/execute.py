"""Runs one notebook on one kernel, in a process of its own: what `notebooks` starts per run.

    python tools/execute.py JOB.json RESULT.json

The kernel gets no proxy and no Java variables of the caller, works in the notebook's folder, and is
gone when this process ends: at the end, at a failure, at Ctrl-C, at SIGTERM, and when the process
that started this one has died.
"""

from __future__ import annotations

import dataclasses
import json
import os
import re
import signal
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import form
import leftovers
import loopback
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from jupyter_core.utils import run_sync
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell
from places import environment, without_proxies
from progress import end_in_order

START_SECONDS = 60
CELL_SECONDS = 60
ONCE_SECONDS = 120
AGAIN_SECONDS = 360

CHANNELS = ("shell", "iopub", "stdin", "control", "hb")

TRACEBACK_LINES = 8
COLOURS = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True)
class Job:
    """One run: a notebook, the folder of a kernelspec, and how often to run each cell."""

    notebook: str
    kernel: str
    again: bool = False
    """Runs every cell twice in a row, and then all of them once more from the top."""
    cell_seconds: int = CELL_SECONDS


@dataclass
class Result:
    """What came of a run: the outputs of the cells when they first ran, and what was wrong."""

    outputs: list[list[dict[str, Any]]] = field(default_factory=list)
    """For each cell, also for prose, its outputs in canonical form."""
    problems: list[str] = field(default_factory=list)
    seconds: float = 0.0
    cut_off: bool = False
    """Whether nothing but loopback could be reached."""


class StopRun(Exception):
    """The run can't go on; what was wrong stands among the problems."""


class Run:
    """The kernel of one run and what it has shown so far."""

    def __init__(self, job: Job, notebook: NotebookNode, folder: Path) -> None:
        self.job = job
        self.notebook = notebook
        self.result = Result(cut_off=loopback.is_cut_off())
        self.deadline = time.monotonic() + (AGAIN_SECONDS if job.again else ONCE_SECONDS)
        self.late = LateOutputs()
        self.sockets: leftovers.Sockets | None = None
        self.manager = AsyncKernelManager(
            kernel_name="java",
            kernel_spec_manager=_only_kernel(folder, Path(job.kernel)),
            connection_file=str(folder / "connection.json"),
        )
        self.client = NotebookClient(
            notebook,
            km=self.manager,
            startup_timeout=START_SECONDS,
            raise_on_iopub_timeout=True,
            iopub_timeout=10,
            timeout_func=self.seconds_left,
        )

    def seconds_left(self, _cell: NotebookNode | None = None) -> int:
        """How long the next cell may take: its own limit, or what is left of the notebook's."""
        return max(1, min(self.job.cell_seconds, int(self.deadline - time.monotonic())))

    def everything(self) -> None:
        """Starts the kernel, runs the cells as often as the job asks, and looks for leftovers."""
        self.client.start_new_kernel(
            cwd=str(Path(self.job.notebook).parent),
            # Numbers and times are written in the same way everywhere.
            env=without_proxies(environment(LC_ALL="C.UTF-8", TZ="UTC")),
        )
        self.client.start_new_kernel_client()
        self.late.listen(self.client.kc.iopub_channel)
        self.sockets = self.sockets_to_compare()
        self.result.outputs = self.pass_over(2 if self.job.again else 1)
        if self.job.again:
            self.pass_over(1)
        self.result.problems += leftovers.problems(self.ask(leftovers.LOOK))
        if self.sockets:
            self.result.problems += self.sockets.awaited_problems()
        self.result.problems += self.late.problems()

    def sockets_to_compare(self) -> leftovers.Sockets | None:
        """The sockets now, to find new ones later; only a place of our own has no others."""
        if not self.result.cut_off or not leftovers.PROC_NET.exists():
            return None
        own = {self.manager.get_connection_info()[f"{name}_port"] for name in CHANNELS}
        return leftovers.Sockets(own)

    def pass_over(self, times: int) -> list[list[dict[str, Any]]]:
        """Runs all cells in order, each so many times, and returns the first outputs of each."""
        outputs = []
        for number, cell in enumerate(self.notebook.cells, start=1):
            first = []
            for turn in range(times if cell.cell_type == "code" else 0):
                shown = self.run_cell(number, cell)
                first = first if turn else shown
            outputs.append(first)
        return outputs

    def run_cell(self, number: int, cell: NotebookNode) -> list[dict[str, Any]]:
        """Runs one cell once; a failure that its tags don't allow stops the run."""
        where = form.cell_name(number, cell.id)
        if time.monotonic() > self.deadline:
            self.stop(f"{where}: the notebook's time was over before this cell ran")
        self.late.now_running(where)
        try:
            self.client.execute_cell(cell, number - 1)
        except CellExecutionError:
            self.stop(f"{where} failed:\n{_traceback(cell)}")
        except CellTimeoutError as e:
            self.stop(f"{where} gave no answer in time: {str(e).splitlines()[0]}")
        except DeadKernelError:
            self.stop(f"{where}: the kernel died")
        failed = any(output.output_type == "error" for output in cell.outputs)
        if "raises-exception" in cell.metadata.get("tags", []) and not failed:
            self.result.problems.append(f"{where} is tagged raises-exception and raised none")
        if self.sockets:
            self.sockets.look(where)
        return form.merge_streams(cell.outputs)

    def ask(self, snippet: str) -> str:
        """What a snippet prints that isn't part of the notebook."""
        cell = new_code_cell(snippet)
        self.notebook.cells.append(cell)
        try:
            self.run_cell(len(self.notebook.cells), cell)
        finally:
            self.notebook.cells.remove(cell)
        return "".join(output.get("text", "") for output in cell.outputs)

    def stop(self, problem: str) -> None:
        """Keeps the problem and ends the run."""
        self.result.problems.append(problem)
        raise StopRun(problem)

    def end_kernel(self) -> None:
        """Ends the kernel's processes at once, whatever state it is in."""
        if self.client.kc is not None:
            self.client.kc.stop_channels()
        if self.manager.has_kernel:
            run_sync(self.manager.shutdown_kernel)(now=True)


class LateOutputs:
    """Outputs that came after their cell had ended: readers see them, nbclient drops them."""

    KINDS = ("stream", "display_data", "execute_result", "error")

    def __init__(self) -> None:
        self._running = ""
        self._cells: dict[str, str] = {}
        self._ended: set[str] = set()
        self._late: dict[str, str] = {}

    def now_running(self, where: str) -> None:
        """Says which cell the messages that come next belong to."""
        self._running = where

    def listen(self, channel: Any) -> None:
        """Looks at each message that the channel hands out."""
        get = channel.get_msg

        async def get_and_look(*args: Any, **kwargs: Any) -> dict[str, Any]:
            message = await get(*args, **kwargs)
            self._look(message)
            return message

        channel.get_msg = get_and_look

    def problems(self) -> list[str]:
        """One line for each cell with late outputs."""
        return [f"{where} put out {what} after it had ended" for where, what in self._late.items()]

    def _look(self, message: dict[str, Any]) -> None:
        parent = message["parent_header"].get("msg_id", "")
        kind, content = message["msg_type"], message["content"]
        if kind == "execute_input":
            self._cells[parent] = self._running
        elif kind == "status" and content["execution_state"] == "idle":
            self._ended.add(parent)
        elif kind in self.KINDS and parent in self._ended and parent in self._cells:
            self._late.setdefault(self._cells[parent], str(content.get("text", kind))[:60].strip())


def run(job: Job) -> Result:
    """Does the job; what goes wrong in the notebook becomes a problem in the result."""
    notebook = form.read(Path(job.notebook))
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="netbook-run-") as folder:
        running = Run(job, notebook, Path(folder))
        try:
            running.everything()
        except StopRun:
            pass
        except RuntimeError as e:
            running.result.problems.append(f"the kernel didn't start: {e}")
        finally:
            running.end_kernel()
    running.result.seconds = round(time.monotonic() - started, 3)
    return running.result


def _only_kernel(folder: Path, kernelspec: Path) -> KernelSpecManager:
    """Knows one kernel, named `java`, so that no other one of this user can be taken for it."""
    kernels = folder / "kernels"
    kernels.mkdir()
    (kernels / "java").symlink_to(kernelspec.resolve(), target_is_directory=True)
    return KernelSpecManager(kernel_dirs=[str(kernels)], ensure_native_kernel=False)


def _traceback(cell: NotebookNode) -> str:
    """The first lines of what the kernel says about a failure, without colours."""
    errors = [output for output in cell.outputs if output.output_type == "error"]
    text = "\n".join(line for error in errors for line in error.traceback)
    return "\n".join(COLOURS.sub("", text).strip().splitlines()[:TRACEBACK_LINES])


def _end_with_caller() -> None:
    """Whoever started this holds the other end of its standard input, and lets go when it dies."""
    while os.read(0, 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


def main(job_file: str, result_file: str) -> int:
    """Reads the job, does it, writes the result."""
    end_in_order()
    threading.Thread(target=_end_with_caller, daemon=True).start()
    job = Job(**json.loads(Path(job_file).read_text(encoding="utf-8")))
    try:
        result = run(job)
    except KeyboardInterrupt:
        return 130
    text = json.dumps(dataclasses.asdict(result), ensure_ascii=False)
    Path(result_file).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
