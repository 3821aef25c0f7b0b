"""What stands in binder/: what repo2docker makes of it, and what its `start` does to a server."""

from __future__ import annotations

import asyncio
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import jdk
import packages
import places
import pytest
import server
import setup
from checkouts import copy_tracked
from places import HERE
from progress import awaited
from tornado.websocket import websocket_connect

BINDER = HERE.root / "binder"

IDLE_SECONDS = 20 * 60
"""How long a kernel stays on Binder that nobody uses."""

PROGRAMS = (".ci/run", "binder/postBuild", "binder/start", "netbook")

TELL = """
import json, os, sys
print(json.dumps([sys.argv[1:], os.getpid(), os.getcwd(), dict(os.environ)]))
sys.exit(7)
"""


def lines(name: str) -> list[str]:
    """The lines of a file of the repository that aren't empty or a comment."""
    text = (HERE.root / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


# The files


def test_programs_are_executable_in_git_and_say_who_reads_them() -> None:
    asked = ["git", "-c", f"safe.directory={HERE.root}", "ls-files", "--stage", "--", *PROGRAMS]
    told = subprocess.run(asked, cwd=HERE.root, capture_output=True, text=True, check=True).stdout
    modes = {line.split("\t")[1]: line.split()[0] for line in told.splitlines()}
    assert modes == dict.fromkeys(PROGRAMS, "100755")
    for name in PROGRAMS:
        first = (HERE.root / name).read_text(encoding="utf-8").split("\n")[0]
        assert first in ("#!/bin/sh", "#!/usr/bin/env bash"), name
        assert os.access(HERE.root / name, os.X_OK), name


@pytest.mark.parametrize("name", ["binder/requirements.txt", "tools/requirements.txt"])
def test_every_requirement_is_one_version(name: str) -> None:
    assert lines(name)
    for line in lines(name):
        assert re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][0-9A-Za-z.]*", line), line


def test_the_python_of_the_image_is_one_that_the_readme_allows() -> None:
    (image,) = lines("binder/runtime.txt")
    image_version = re.fullmatch(r"python-3\.(\d+)", image)
    oldest = re.search(r"Python 3\.(\d+) or newer", HERE.root.joinpath("README.md").read_text())
    assert image_version and oldest
    assert int(image_version[1]) >= int(oldest[1])


def test_there_is_one_number_of_the_jdk() -> None:
    release = HERE.java_release()
    package = packages.NAMES["jdk"][0].format(n=release)
    readme = (HERE.root / "README.md").read_text(encoding="utf-8")
    assert lines("binder/apt.txt") == [packages.NAMES["maven"][0], package]
    assert set(re.findall(r"openjdk-[\w-]+", readme)) == {package}
    assert re.findall(r"JDK (\d+)", readme) == [str(release)]


# What repo2docker makes of them


def test_repo2docker_finds_all_of_it(tmp_path: Path) -> None:
    copy_tracked(tmp_path / "checkout")
    program = Path(sys.executable).with_name("jupyter-repo2docker")
    told = subprocess.run(
        [program, "--no-build", "--debug", "--user-id=1000", "--user-name=jovyan", "."],
        cwd=tmp_path / "checkout",
        env=places.environment(HOME=str(tmp_path)),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    dockerfile = re.sub(r"\\\n\s*", "", told.stdout)
    steps = [
        r"FROM .*buildpack-deps:24\.04\n",
        rf"RUN .*apt-get install .* {' '.join(sorted(lines('binder/apt.txt')))} ",
        r'RUN .*/pip install .* -r "binder/requirements\.txt"\n',
        r"COPY --chown=1000:1000 src/ \$\{REPO_DIR\}/\n",
        r"USER \$\{NB_USER\}\n",
        r"RUN \./binder/postBuild\n",
        r'ENV R2D_ENTRYPOINT="\$\{REPO_DIR\}/binder/start"\n',
    ]
    found = re.search(".*".join(steps), dockerfile, re.DOTALL)
    assert found, dockerfile
    (python,) = lines("binder/runtime.txt")
    assert f"Building conda environment for {python.replace('-', '=')}\n" in told.stderr


# What `start` does


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of binder/ in a folder with a space."""
    return Path(shutil.copytree(BINDER, tmp_path / "a checkout" / "binder"))


def test_binders_command_runs_as_it_is(copy: Path, tmp_path: Path) -> None:
    words = ["--ip=0.0.0.0", "", "a b", "it's", '"quoted"', "$HOME", "two\nlines", "*"]
    given = {
        "PATH": os.defpath,
        "http_proxy": "http://127.0.0.1:9",
        "HTTPS_PROXY": "x",
        "no_proxy": "*",
        "JUPYTER_CONFIG_PATH": "/theirs",
        "JUPYTERHUB_SERVICE_PREFIX": "/user/someone/",
        "SEVERAL": "lines\nx_proxy=kept inside",
    }
    process = subprocess.Popen(
        [copy / "start", sys.executable, "-c", TELL, *words],
        cwd=tmp_path,
        env=given,
        stdout=subprocess.PIPE,
        text=True,
    )
    arguments, number, folder, variables = json.loads(process.communicate(timeout=20)[0])
    assert (process.returncode, number) == (7, process.pid)
    assert (arguments, folder) == (words, str(tmp_path))
    assert variables["JUPYTER_CONFIG_PATH"] == f"{copy}/culling:{copy}/jupyter:/theirs"
    assert not [name for name in variables if name.lower().endswith("_proxy")]
    assert {name: variables[name] for name in ("JUPYTERHUB_SERVICE_PREFIX", "SEVERAL")} == {
        name: given[name] for name in ("JUPYTERHUB_SERVICE_PREFIX", "SEVERAL")
    }


@pytest.fixture(scope="module")
def variables() -> dict[str, str]:
    """What a server needs that runs in this checkout's environment instead of the image's."""
    return setup.variables(HERE, jdk.required(HERE))


@pytest.fixture(scope="module")
def served(
    variables: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[server.Server]:
    """JupyterLab as Binder starts it, in this checkout."""
    del variables["JUPYTER_CONFIG_PATH"]
    log = tmp_path_factory.mktemp("served") / "log"
    with server.started(BINDER / "start", HERE.root, log, variables) as running:
        yield running


def test_binder_offers_what_the_launcher_does(served: server.Server) -> None:
    assert list(served.ask("/api/kernelspecs")["kernelspecs"]) == ["java"]
    page = served.ask("/lab/tree/notebooks/02-sockets.ipynb")
    config = json.loads(re.search(r'jupyter-config-data"[^>]*>(.*?)</script', page, re.S)[1])
    assert "@jupyterlab/apputils-extension:announcements" in config["disabledExtensions"]
    news = served.ask("/lab/api/settings/@jupyterlab/apputils-extension:notification")
    assert news["schema"]["properties"]["fetchNews"]["default"] == "false"


def test_binders_chapters_are_trusted(served: server.Server) -> None:
    for path in sorted(HERE.notebooks.glob("*.ipynb")):
        cells = served.ask(f"/api/contents/notebooks/{path.name}")["content"]["cells"]
        assert all(cell["metadata"].get("trusted", True) for cell in cells), path.name
        assert any("trusted" in cell["metadata"] for cell in cells), path.name


def test_a_kernel_without_use_is_ended_and_a_busy_one_is_not(
    variables: dict[str, str], copy: Path, tmp_path: Path
) -> None:
    settings = copy / "culling" / "jupyter_server_config.json"
    real = json.loads(settings.read_text())["MappingKernelManager"]
    assert real["cull_idle_timeout"] == IDLE_SECONDS
    assert real["cull_interval"] <= IDLE_SECONDS / 10
    quick = real | {"cull_idle_timeout": 8, "cull_interval": 1}
    settings.write_text(json.dumps({"MappingKernelManager": quick}))
    with server.started(copy / "start", HERE.root, tmp_path / "log", variables) as running:
        file = running.start_kernel("notebooks/02-sockets.ipynb")
        asyncio.run(work_and_leave(running, file.stem.removeprefix("kernel-")))


async def work_and_leave(running: server.Server, kernel: str) -> None:
    """Does as a page in a browser that runs one long cell and stays open after that."""
    url = f"{running.url}/api/kernels/{kernel}/channels?token={running.token}"
    page = await websocket_connect(url.replace("http:", "ws:"))
    header = {"msg_id": "1", "msg_type": "execute_request", "session": "1", "username": ""}
    cell = {"code": "Thread.sleep(11000);", "silent": False, "allow_stdin": False}
    request = {"channel": "shell", "header": header, "content": cell, "metadata": {}}
    await page.write_message(json.dumps(request | {"parent_header": {}}))
    async with asyncio.timeout(90):
        while (message := await page.read_message()) is not None:
            if json.loads(message)["msg_type"] == "execute_reply":
                break
    assert message and json.loads(message)["content"]["status"] == "ok"
    (left,) = running.ask("/api/kernels")
    assert (left["id"], left["connections"]) == (kernel, 1)
    assert awaited(lambda: running.ask("/api/kernels") == [], 30)
    page.close()
