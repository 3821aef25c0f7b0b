"""A real set-up, lab and repair, in a fresh copy of this checkout in a folder with a space."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import aot
import browsers
import doctor
import kernelspec
import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from places import HERE, Places
from progress import awaited

LEFT_OUT = shutil.ignore_patterns(".git", ".netbook", "work", "handouts*", "target", "__pycache__")

CHAPTER = "99-trial.ipynb"
ADDRESS = re.compile(r"(http://127\.0\.0\.1:\d+)/\S*\?token=(\w+)")

SETUP_SECONDS = 600
START_SECONDS = 60
STOP_SECONDS = 15


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Places:
    """A copy as a clone would be, with one chapter more, set up from nothing."""
    places = Places(tmp_path_factory.mktemp("fresh") / "a checkout")
    shutil.copytree(HERE.root, places.root, ignore=LEFT_OUT)
    places.notebooks.mkdir(exist_ok=True)
    shown = new_output("display_data", {"text/html": "<svg/>", "text/plain": "x"})
    cells = [new_code_cell("6 * 7", outputs=[shown]), new_markdown_cell("[Stuck](STUCK.md)?")]
    metadata = {"kernelspec": {"name": "java", "display_name": "Java", "language": "java"}}
    notebook = new_notebook(cells=cells, metadata=metadata)
    nbformat.write(notebook, places.notebooks / CHAPTER)
    told = netbook(places, "setup")
    assert told.returncode == 0, told.stderr
    for what in ("Python environment", "(pip)", "(Maven", "start faster", "Trying"):
        assert re.search(rf"{re.escape(what)}.* … \d+ s\n", told.stdout), told.stdout
    return places


def netbook(places: Places, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Runs the launcher of a checkout from another working directory."""
    return subprocess.run(
        [places.root / "netbook", *arguments],
        cwd="/",
        env=os.environ | more,
        capture_output=True,
        text=True,
        timeout=SETUP_SECONDS,
        check=False,
    )


def processes_of(places: Places) -> list[str]:
    listing = subprocess.run(
        ["ps", "-A", "-ww", "-o", "args="], capture_output=True, text=True, check=True
    )
    return [line for line in listing.stdout.splitlines() if str(places.root) in line]


class Server(NamedTuple):
    """A running `./netbook lab`, and where it said that it can be reached."""

    process: subprocess.Popen[str]
    url: str
    token: str

    def ask(self, path: str, data: dict[str, Any] | None = None) -> Any:
        """The server's answer to a GET, or with data to a POST."""
        body = None if data is None else json.dumps(data).encode()
        asked = urllib.request.Request(f"{self.url}{path}", body)
        asked.add_header("Authorization", f"token {self.token}")
        with urllib.request.urlopen(asked, timeout=30) as answer:
            text = answer.read().decode()
            return json.loads(text) if "json" in answer.headers["Content-Type"] else text


@contextmanager
def served(places: Places, out: Path, **more: str) -> Iterator[Server]:
    """Opens the trial chapter without a browser; kills what is left if a test fails."""
    argv = [str(places.root / "netbook"), "lab", "99", "--no-browser", "--port=8990"]
    with out.open("w") as log:
        process = subprocess.Popen(
            argv,
            cwd="/",
            env=os.environ | more,
            stdout=log,
            stderr=log,
            # As in a terminal: who runs the tests with nohup would hand it on.
            preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_DFL),
        )
    try:
        started = awaited(lambda: bool(ADDRESS.search(out.read_text())), START_SECONDS)
        found = ADDRESS.search(out.read_text())
        assert started and found, out.read_text()
        yield Server(process, found.group(1), found.group(2))
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(STOP_SECONDS)


def test_a_second_set_up_calls_neither_maven_nor_pip_and_needs_no_network(fresh: Places) -> None:
    logs = [fresh.logs / name for name in ("maven.log", "pip.log", "venv.log", "aot.log")]
    before = [log.stat().st_mtime_ns for log in logs]
    started = time.monotonic()
    told = netbook(
        fresh, "setup", https_proxy="http://127.0.0.1:9", http_proxy="http://127.0.0.1:9"
    )
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout == "Everything is set up: ./netbook lab\n"
    assert [log.stat().st_mtime_ns for log in logs] == before
    assert time.monotonic() - started < 10


def no_jar(places: Places) -> None:
    places.netbook_jar.unlink()


def environment_without_a_package(places: Places) -> None:
    found = next(places.venv.glob("lib/python*/site-packages/jupyterlab"))
    shutil.rmtree(found)


def kernelspec_to_nowhere(places: Places) -> None:
    spec = kernelspec.read(places.venv)
    assert spec
    spec["argv"][0] = "/nowhere/bin/java"
    kernelspec.save(spec, places.venv)


@pytest.mark.parametrize("break_it", [no_jar, environment_without_a_package, kernelspec_to_nowhere])
def test_what_doctor_says_last_mends_it(fresh: Places, break_it: Callable[[Places], None]) -> None:
    break_it(fresh)
    last = netbook(fresh, "doctor").stdout.splitlines()[-1]
    assert last == doctor.SETUP
    told = subprocess.run(last, shell=True, cwd=fresh.root, timeout=SETUP_SECONDS, check=False)
    assert told.returncode == 0
    assert netbook(fresh, "doctor").stdout.splitlines()[-1] == doctor.ALL_WELL


@pytest.mark.parametrize("content", [b"", b"not a cache", None])
def test_a_cache_that_does_not_fit_is_ignored_in_silence(
    fresh: Places, tmp_path: Path, content: bytes | None
) -> None:
    spec = kernelspec.read(fresh.venv)
    assert spec
    cache = tmp_path / "kernel.aot"
    if content is not None:
        cache.write_bytes(content)
        spec["argv"] = [
            f"-XX:AOTCache={cache}" if word.startswith("-XX:AOTCache=") else word
            for word in spec["argv"]
        ]
    else:
        spec["argv"].insert(1, "-XX:-UseCompressedOops")
    log = tmp_path / "kernel.log"
    with aot.running(spec, log, tmp_path) as kernel:
        kernel.connect()
        assert kernel.run("6 * 7") == "42"
    lines = log.read_text().splitlines()
    assert [line for line in lines if "Loop" not in line] == []


def test_the_kernel_is_ours_whatever_other_one_the_user_has(fresh: Places, tmp_path: Path) -> None:
    other = tmp_path / "jupyter" / "kernels" / "java"
    other.mkdir(parents=True)
    spec = other / "kernel.json"
    spec.write_text('{"argv": ["false"], "display_name": "Other", "language": "java"}')
    more = {"JUPYTER_PATH": str(tmp_path / "jupyter"), "XDG_DATA_HOME": str(tmp_path)}
    with served(fresh, tmp_path / "out", **more) as server:
        found = server.ask("/api/kernelspecs")["kernelspecs"]
        assert list(found) == ["java"]
        assert found["java"]["spec"]["argv"] == kernelspec.read(fresh.venv)["argv"]
    assert "Other" in spec.read_text()


def test_fresh_copies_are_trusted_and_nothing_is_asked(fresh: Places, tmp_path: Path) -> None:
    def trusted() -> bool:
        chapter = server.ask(f"/api/contents/{CHAPTER}")["content"]
        code = [cell for cell in chapter["cells"] if cell["cell_type"] == "code"]
        return all(cell["metadata"]["trusted"] for cell in code)

    with served(fresh, tmp_path / "out") as server:
        assert trusted()
        assert netbook(fresh, "reset", "99").returncode == 0
        assert trusted()
        copy = fresh.work / CHAPTER
        copy.write_text(copy.read_text().replace("6 * 7", "6 * 8"))
        assert not trusted()
        assert netbook(fresh, "reset", "99").returncode == 0
        page = server.ask(f"/lab/tree/{CHAPTER}")
        config = json.loads(re.search(r'jupyter-config-data"[^>]*>(.*?)</script', page, re.S)[1])
        assert "@jupyterlab/apputils-extension:announcements" in config["disabledExtensions"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_all_that_it_started_stops_with_it(
    fresh: Places, tmp_path: Path, number: signal.Signals
) -> None:
    with served(fresh, tmp_path / "out") as server:
        server.ask("/api/kernels", {"name": "java"})
        assert awaited(lambda: any("jjava.jar" in line for line in processes_of(fresh)), 10)
        server.process.send_signal(number)
        server.process.wait(STOP_SECONDS)
        assert processes_of(fresh) == []
        assert "(y/" not in (tmp_path / "out").read_text()
    assert list(fresh.jupyter.glob("runtime-*")) == []


def test_a_kernel_that_its_server_left_behind_is_ended(fresh: Places, tmp_path: Path) -> None:
    with served(fresh, tmp_path / "out") as server:
        server.ask("/api/kernels", {"name": "java"})
        assert awaited(lambda: any("jjava.jar" in line for line in processes_of(fresh)), 10)
        listing = subprocess.run(
            ["ps", "-A", "-ww", "-o", "pid=,args="], capture_output=True, text=True, check=True
        )
        lines = [line for line in listing.stdout.splitlines() if str(fresh.root) in line]
        lab = next(line for line in lines if "-m jupyterlab" in line)
        os.kill(int(lab.split()[0]), signal.SIGKILL)
        server.process.wait(STOP_SECONDS)
        assert processes_of(fresh) == []


def test_the_browser_shows_the_chapter_and_asks_nobody_else(fresh: Places, tmp_path: Path) -> None:
    with served(fresh, tmp_path / "out") as server, browsers.page() as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        browsers.open_notebook(page, server.url, server.token, CHAPTER)
        browsers.run_first_cell(page)
        page.locator(".jp-OutputArea-executeResult").get_by_text("42").wait_for()
        page.get_by_role("link", name="Stuck").click()
        page.locator(".jp-MarkdownViewer").get_by_text("When you are stuck").wait_for()
        assert page.locator(".jp-Dialog, .Toastify__toast").count() == 0
    outside = [url for url in asked if not url.startswith((server.url, "data:", "blob:"))]
    assert outside == []
    assert [url for url in asked if "/lab/api/news" in url or "/lab/api/update" in url] == []
