"""Records what the JVM learns from one run of the kernel, so that the next ones start faster.

Run by the environment's Python, since it talks to a kernel.
"""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.connect import write_connection_file

import kernelspec
from jdk import Jdk
from places import Places, environment, without_proxies
from progress import awaited, child, end_group

START_SECONDS = 60
CELL_SECONDS = 30
DUMP_SECONDS = 180

# What chapters do in their first cells: whichever of these fails is left out of the cache, no more.
TRAINING = (
    "import java.time.Duration;\nimport netbook.bytes.*;\nimport netbook.net.*;",
    "import netbook.notebook.*;\nimport netbook.show.*;\nimport netbook.trace.*;",
    'Notebook.start("training", "{version}");',
    'var echo = TcpServer.start("echo", c -> c.in().transferTo(c.out()));',
    """try (var client = TcpClient.connect(echo.address())) {
    client.send("hello\\n");
    client.finishSending();
    System.out.print(client.readAll());
}""",
    "echo",
    "echo.trace()",
    "Show.conversation(echo);",
    'Show.hexdump(Bytes.utf8("hello"));',
    """var gone = echo.address();
echo.close();
Expect.failure(ConnectException.class, () -> TcpClient.connect(gone));""",
    "import java.nio.*;\nimport java.nio.channels.*;\nimport java.nio.file.*;",
    """try (var listener = ServerSocketChannel.open().bind(new InetSocketAddress("127.0.0.1", 0))) {
    Show.sockets("listener", listener);
}""",
    """record Training(int number, String text) {}
sealed interface Shape { record Dot(int x) implements Shape {} record Line(int x, int y)
    implements Shape {} }
String name(Shape shape) {
    return switch (shape) {
        case Shape.Dot(var x) -> "dot " + x;
        case Shape.Line(var x, var y) -> "line %d %d".formatted(x, y);
    };
}""",
    'List.of(new Training(1, "a"), name(new Shape.Line(2, 3)), Map.of("k", 1.5), new byte[3])',
    """var thread = Thread.ofVirtual().start(() -> {});
thread.join();
var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
server.close();""",
    'display("<b>a picture</b>", "text/html");',
    "new java.awt.image.BufferedImage(4, 4, java.awt.image.BufferedImage.TYPE_INT_RGB)",
    "int broken = undefinedName;",
    'throw new IllegalStateException("training");',
    "Notebook.stop();",
)
COMPLETED = ("Tcp", "System.out.pr")
INSPECTED = ("TcpServer.start", "String.valueOf")


class KernelError(Exception):
    """The kernel didn't start, didn't answer, or died."""


@contextmanager
def running(spec: dict[str, Any], log: Path, cwd: Path) -> Iterator[Kernel]:
    """Starts a kernel from a kernelspec, with what it writes in a log; ends it at last."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="netbook-") as folder, log.open("wb") as out:
        file, _ = write_connection_file(os.path.join(folder, "connection.json"))
        values = {"connection_file": file, "resource_dir": str(spec.get("resource_dir", ""))}
        argv = [str(word).format_map(values) for word in spec["argv"]]
        variables = without_proxies(environment(**spec.get("env", {})))
        client = BlockingKernelClient(connection_file=file)
        client.load_connection_file()
        with child(argv, out, cwd=cwd, env=variables) as process:
            try:
                yield Kernel(process, client)
            finally:
                client.stop_channels()


class Kernel:
    """A kernel's process and a client of it."""

    def __init__(self, process: subprocess.Popen[bytes], client: BlockingKernelClient) -> None:
        self.process = process
        self.client = client

    def connect(self) -> None:
        """Waits until the kernel answers."""
        self.client.start_channels(hb=False)
        if not awaited(lambda: self._answers() or self.process.poll() is not None, START_SECONDS):
            raise KernelError(f"the kernel gave no answer within {START_SECONDS} s of its start")
        if self.process.poll() is not None:
            raise KernelError("the kernel ended at its start")

    def end(self) -> None:
        """Ends the process and what it started, as jupyter_client does: with a signal."""
        end_group(self.process)

    def _answers(self) -> bool:
        try:
            self.client.kernel_info(reply=True, timeout=0.5)
            # Its messages come another way, and who asks too early never hears of a cell's end.
            self.client.get_iopub_msg(timeout=0.5)
        except (queue.Empty, TimeoutError):
            return False
        return True

    def run(self, code: str) -> str:
        """Runs a cell; returns its text, and its error's name if it failed."""
        shown: list[str] = []

        def hook(message: dict[str, Any]) -> None:
            content = message["content"]
            shown.append(content.get("text") or content.get("ename") or "")
            shown.append(content.get("data", {}).get("text/plain", ""))

        try:
            self.client.execute_interactive(
                code, allow_stdin=False, timeout=CELL_SECONDS, output_hook=hook
            )
        except TimeoutError as e:
            raise KernelError(f"no answer within {CELL_SECONDS} s to: {code}") from e
        except RuntimeError as e:
            raise KernelError(f"the kernel died at: {code}") from e
        return "".join(shown).strip()


def record(jdk: Jdk, places: Places, prefix: Path) -> None:
    """Writes the cache, or raises KernelError; takes the time of a start and a few seconds more."""
    part = places.state / "kernel.aot.part"
    part.unlink(missing_ok=True)
    spec = kernelspec.spec(jdk, places, prefix, aot=f"-XX:AOTCacheOutput={part}")
    with running(spec, places.logs / "aot.log", places.state) as kernel:
        kernel.connect()
        _train(kernel, places)
        # Asked by its signal the JVM ends in order, and writes the cache while it does.
        os.kill(kernel.process.pid, signal.SIGTERM)
        try:
            kernel.process.wait(DUMP_SECONDS)
        except subprocess.TimeoutExpired as e:
            raise KernelError(f"no cache within {DUMP_SECONDS} s") from e
    if not part.is_file():
        raise KernelError("the JVM wrote no cache")
    os.replace(part, places.aot_cache)


def smoke_test(places: Places, prefix: Path) -> None:
    """Starts the kernel as a notebook will, and runs a cell; raises KernelError if it can't."""
    spec = kernelspec.read(prefix)
    if spec is None:
        raise KernelError("there is no kernelspec")
    log = places.logs / "kernel.log"
    with running(spec, log, places.state) as kernel:
        kernel.connect()
        shown = kernel.run("import netbook.bytes.*;\nString.valueOf(6 * 7)")
    if shown != "42":
        raise KernelError(f"asked for 6 * 7 it said: {shown or 'nothing'}")


def _train(kernel: Kernel, places: Places) -> None:
    version = places.version().rpartition(".")[0]
    for cell in TRAINING:
        kernel.run(cell.replace("{version}", version))
    for code in COMPLETED:
        kernel.client.complete(code, reply=True, timeout=CELL_SECONDS)
    for code in INSPECTED:
        kernel.client.inspect(code, len(code) - 1, reply=True, timeout=CELL_SECONDS)
