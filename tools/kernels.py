"""A small client of Jupyter kernels: starts one from its kernelspec folder and talks to it."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty
from typing import Any

from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager

START_TIMEOUT = 60.0
RUN_TIMEOUT = 60.0
REPLY_TIMEOUT = 30.0
SHUTDOWN_PATIENCE = 2.5
SHUTDOWN_TIMEOUT = 10.0


class KernelTimeout(Exception):
    """The kernel did not answer in time; says what was awaited."""


@dataclass
class Outcome:
    """What a cell did: `ok`, `error` or `aborted`, and its outputs as the messages bring them."""

    status: str
    outputs: list[dict[str, Any]] = field(default_factory=list)
    seconds: float = 0.0

    def stream(self, name: str = "stdout") -> str:
        """All that was printed to one stream."""
        return "".join(
            str(output["text"])
            for output in self.outputs
            if output["output_type"] == "stream" and output["name"] == name
        )

    def data(self, mime: str = "text/plain") -> list[str]:
        """The values and displays that have this type, in their order."""
        return [
            str(output["data"][mime]) for output in self.outputs if mime in output.get("data", {})
        ]

    def error(self) -> str:
        """The kernel's report of the error, as text; empty if there was none."""
        errors = [output for output in self.outputs if output["output_type"] == "error"]
        return "\n".join(str(line) for output in errors for line in output["traceback"])


class Kernel:
    """A running kernel and the one client that talks to it."""

    def __init__(self, manager: KernelManager, client: BlockingKernelClient, log: Path) -> None:
        self._manager = manager
        self._client = client
        self._log = log

    def run(self, code: str, timeout: float = RUN_TIMEOUT) -> Outcome:
        """Runs a cell and waits until the kernel is idle again."""
        return self.wait(self.send(code), timeout)

    def send(self, code: str) -> str:
        """Has a cell run, and doesn't wait; returns the request's id for `wait`."""
        return str(self._client.execute(code, allow_stdin=False))

    def wait(self, request: str, timeout: float = RUN_TIMEOUT) -> Outcome:
        """Waits for a cell's end: its outputs up to idle, and the reply."""
        begin = time.monotonic()
        outputs: list[dict[str, Any]] = []
        for message in self.messages(request, timeout):
            if message["header"]["msg_type"] == "status":
                if message["content"]["execution_state"] == "idle":
                    break
            else:
                outputs += _output(message)
        reply = self._reply(request, max(1.0, timeout - (time.monotonic() - begin)))
        return Outcome(reply["content"]["status"], outputs, time.monotonic() - begin)

    def messages(self, request: str, timeout: float) -> Iterator[dict[str, Any]]:
        """What the kernel publishes for a request, until the caller has enough."""
        end = time.monotonic() + timeout
        while True:
            left = end - time.monotonic()
            try:
                message = self._client.get_iopub_msg(timeout=max(0.0, left))
            except Empty:
                raise KernelTimeout(f"nothing more for the cell within {timeout} s") from None
            if message["parent_header"].get("msg_id") == request:
                yield message

    def late(
        self, request: str, enough: Callable[[list[dict[str, Any]]], bool], timeout: float = 10.0
    ) -> list[dict[str, Any]]:
        """The messages of a cell that has ended, until there are enough."""
        found: list[dict[str, Any]] = []
        for message in self.messages(request, timeout):
            found.append(message)
            if enough(found):
                break
        return found

    def inspect(self, code: str, cursor: int | None = None) -> str:
        """What Shift-Tab shows there, as text; empty if nothing is known."""
        reply = self._reply(self._client.inspect(code, cursor))
        return str(reply["content"].get("data", {}).get("text/plain", ""))

    def complete(self, code: str, cursor: int | None = None) -> list[str]:
        """What Tab offers there."""
        reply = self._reply(self._client.complete(code, cursor))
        return [str(match) for match in reply["content"]["matches"]]

    def interrupt(self) -> None:
        """Asks the kernel to end the running cell."""
        self._manager.interrupt_kernel()

    def is_alive(self) -> bool:
        return bool(self._manager.is_alive())

    def log(self) -> str:
        """What the process itself printed: in JupyterLab that is the server's log."""
        return self._log.read_text(encoding="utf-8", errors="replace")

    def shutdown(self, patience: float = SHUTDOWN_PATIENCE) -> float:
        """Asks it to leave, as Jupyter does; returns after how many seconds it was gone.

        Like Jupyter it sends the process a signal if it is still there after its `patience`.
        """
        begin = time.monotonic()
        self._client.shutdown()
        signalled = False
        while self.is_alive():
            waited = time.monotonic() - begin
            if waited > patience and not signalled:
                self._manager.signal_kernel(signal.SIGTERM)
                signalled = True
            if waited > SHUTDOWN_TIMEOUT:
                raise KernelTimeout(f"the kernel was still there after {waited:.0f} s")
            time.sleep(0.005)
        return time.monotonic() - begin

    def close(self) -> None:
        """Ends the process, whatever it does, and all connections."""
        self._client.stop_channels()
        self._manager.shutdown_kernel(now=True)
        self._manager.cleanup_resources()

    def _reply(self, request: str, timeout: float = REPLY_TIMEOUT) -> dict[str, Any]:
        end = time.monotonic() + timeout
        while True:
            try:
                reply = self._client.get_shell_msg(timeout=max(0.0, end - time.monotonic()))
            except Empty:
                raise KernelTimeout(f"no reply within {timeout} s") from None
            if reply["parent_header"].get("msg_id") == request:
                return dict(reply)


def _output(message: dict[str, Any]) -> list[dict[str, Any]]:
    kind = message["header"]["msg_type"]
    if kind not in ("stream", "display_data", "update_display_data", "execute_result", "error"):
        return []
    return [{"output_type": kind, **message["content"]}]


@contextmanager
def running(
    spec: Path, cwd: Path | None = None, variables: Mapping[str, str] = os.environ
) -> Iterator[Kernel]:
    """A kernel of that kernelspec folder, started in `cwd`, and gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="netbook-kernel-"))
    try:
        with (folder / "log").open("wb") as log:
            specs = KernelSpecManager(kernel_dirs=[str(spec.parent)], ensure_native_kernel=False)
            manager = KernelManager(
                kernel_name=spec.name,
                kernel_spec_manager=specs,
                connection_file=str(folder / "connection.json"),
            )
            manager.start_kernel(
                cwd=str(cwd or folder), env=dict(variables), stdout=log, stderr=log
            )
            client = manager.blocking_client()
            kernel = Kernel(manager, client, folder / "log")
            try:
                client.start_channels()
                client.wait_for_ready(timeout=START_TIMEOUT)
                yield kernel
            finally:
                kernel.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
