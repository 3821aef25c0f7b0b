"""A Jupyter server as Binder starts it: through binder/start, below a hub's path."""

from __future__ import annotations

import json
import os
import secrets
import socket
import subprocess
import tempfile
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from progress import Problem, awaited, child

BASE = "/user/someone/"
HUB_PREFIX = "JUPYTERHUB_SERVICE_PREFIX"
START_SECONDS = 60
ANSWER_SECONDS = 60


@dataclass(frozen=True)
class Server:
    """A running server, where it can be reached, and the folder with its connection files."""

    process: subprocess.Popen[Any]
    url: str
    """Without a slash at its end."""
    token: str
    runtime: Path

    def ask(self, path: str, data: dict[str, Any] | None = None) -> Any:
        """The server's answer to a GET, or with data to a POST."""
        body = None if data is None else json.dumps(data).encode()
        asked = urllib.request.Request(f"{self.url}{path}", body)
        asked.add_header("Authorization", f"token {self.token}")
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with direct.open(asked, timeout=ANSWER_SECONDS) as answer:
            text = answer.read().decode()
            return json.loads(text) if "json" in answer.headers["Content-Type"] else text

    def start_kernel(self, notebook: str) -> Path:
        """Starts a kernel for a notebook; returns the file that says how to connect to it."""
        started = self.ask("/api/kernels", {"name": "java", "path": notebook})
        return self.runtime / f"kernel-{started['id']}.json"


@contextmanager
def started(
    start: Path,
    root: Path,
    log: Path,
    variables: Mapping[str, str] = os.environ,
    options: Sequence[str] = (),
) -> Iterator[Server]:
    """Runs Binder's command through a `start`; the server and its kernels are gone afterwards."""
    token = secrets.token_hex(16)
    argv = [str(start), "jupyter-lab", "--ip=127.0.0.1", "--port=0", "--no-browser"]
    # BinderHub says everything twice, for the server's old name and for its new one.
    for name in ("NotebookApp", "ServerApp"):
        argv += [f"--{name}.base_url={BASE}", f"--{name}.token={token}"]
        argv += [f"--{name}.trust_xheaders=True"]
    argv += [*(["--allow-root"] if os.geteuid() == 0 else []), *options]
    with tempfile.TemporaryDirectory(prefix="netbook-server-") as folder, log.open("wb") as out:
        runtime = Path(folder)
        variables = {HUB_PREFIX: BASE, **variables, "JUPYTER_RUNTIME_DIR": folder}
        with child(argv, out, patience=15, cwd=root, env=variables) as process:
            yield Server(process, _address(process, runtime, log), token, runtime)


def _address(process: subprocess.Popen[Any], runtime: Path, log: Path) -> str:
    """Where the server says that it listens; it has kept its number, since `start` ends in exec."""
    file = runtime / f"jpserver-{process.pid}.json"
    if not awaited(lambda: _port(file) > 0 or process.poll() is not None, START_SECONDS):
        raise Problem(f"Jupyter gave no address within {START_SECONDS} s", log=log)
    if process.poll() is not None:
        raise Problem("Jupyter ended at its start", log=log)
    return f"http://127.0.0.1:{_port(file)}{BASE.rstrip('/')}"


def _port(file: Path) -> int:
    """The port that answers; 0 while there is none, which is so for a moment after it was named."""
    try:
        port = int(json.loads(file.read_text())["port"])
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
    except (OSError, ValueError):
        return 0
    return port
