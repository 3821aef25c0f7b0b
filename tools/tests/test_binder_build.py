"""Binder's build and a run of every chapter, by a new user who has the tracked files alone."""

from __future__ import annotations

import os
import pwd
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import chapters
import jdk
import kernelspec
import pytest
from checkouts import copy_tracked
from places import HERE, Places
from progress import end_group

SECONDS = 600

# What a bare system has on its path, and what this one needs to download: nothing else is passed.
PATH = "/usr/local/bin:/usr/bin:/bin"
PASSED = re.compile(r"LANG|(SSL_|PIP_|REQUESTS_CA|CURL_CA)\w*|\w*_proxy", re.IGNORECASE)

# Makes a folder look empty to the program that comes after it.
HIDE = 'mount -t tmpfs none "$0" && exec "$@"'


@dataclass
class Image:
    """A folder as Binder's image would be: the checkout is the home, and a Python stands beside it.

    Whatever runs in it does so as its own user, and sees nothing of this checkout.
    """

    folder: Path
    user: int
    group: int

    @property
    def home(self) -> Path:
        return self.folder / "home"

    @property
    def prefix(self) -> Path:
        return self.folder / "environment"

    def run(self, *command: str | Path) -> subprocess.CompletedProcess[str]:
        """Runs a program in the home."""
        process = subprocess.Popen(
            [*self._inside(), *command],
            cwd=self.home,
            env=self._variables(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        try:
            out, _ = process.communicate(timeout=SECONDS)
        finally:
            end_group(process)
        return subprocess.CompletedProcess(command, process.returncode, out)

    def _inside(self) -> list[str]:
        """Starts programs where this checkout is hidden; to hide it, an ordinary user is root."""
        user, group = str(self.user), str(self.group)
        if os.geteuid() == 0:
            new, back = [], ["setpriv", "--reuid", user, "--regid", group, "--clear-groups"]
        else:
            new = ["--user", "--map-root-user"]
            back = ["unshare", "--user", f"--map-user={user}", f"--map-group={group}"]
        return ["unshare", *new, "--mount", "sh", "-c", HIDE, str(HERE.root), *back]

    def _variables(self) -> dict[str, str]:
        given = {name: value for name, value in os.environ.items() if PASSED.fullmatch(name)}
        path = [str(self.prefix / "bin"), PATH]
        if not shutil.which("mvn", path=PATH):
            path.append(str(Path(shutil.which("mvn") or "").parent))
        if jdk.search(HERE.java_release(), {"PATH": PATH}).chosen is None:
            given["JAVA_HOME"] = str(jdk.required(HERE).home)
        if os.geteuid() != 0:
            # Java asks the system for its user's home, not the environment.
            given["MAVEN_OPTS"] = f"-Duser.home={self.home}"
        return given | {"HOME": str(self.home), "PATH": os.pathsep.join(path)}


@pytest.fixture(scope="module")
def image() -> Iterator[Image]:
    """An image with the tracked files and the Python environment; postBuild has not run yet."""
    with (
        tempfile.TemporaryDirectory(prefix="netbook-binder-") as name,
        new_user(Path(name)) as (user, group),
    ):
        made = Image(Path(name), user, group)
        copy_tracked(made.home)
        for path in (made.folder, *made.folder.rglob("*")):
            os.chown(path, user, group)
        hidden = made.run("ls", "-A", HERE.root)
        if hidden.returncode != 0:
            pytest.skip(f"this checkout can't be hidden: {hidden.stdout.strip()}")
        assert hidden.stdout == ""
        pip = [made.prefix / "bin" / "pip", "install", "--no-cache-dir"]
        for command in (
            [python_for(made), "-m", "venv", made.prefix],
            [*pip, "-r", "binder/requirements.txt"],
        ):
            done = made.run(*command)
            assert done.returncode == 0, done.stdout
        yield made


@contextmanager
def new_user(folder: Path) -> Iterator[tuple[int, int]]:
    """A user of its own where we may make one, and else this one."""
    if os.geteuid() != 0:
        yield os.getuid(), os.getgid()
        return
    name = f"netbook-{os.getpid()}"
    home = ["--home-dir", str(folder / "home"), "--no-create-home"]
    administrators = {"PATH": f"/usr/sbin:/sbin:{PATH}"}
    subprocess.run(["useradd", *home, "--user-group", name], env=administrators, check=True)
    try:
        made = pwd.getpwnam(name)
        yield made.pw_uid, made.pw_gid
    finally:
        subprocess.run(["userdel", name], env=administrators, check=True)


def python_for(image: Image) -> str:
    """A Python that the user of the image can start and that makes environments."""
    good = "import ensurepip, sys; sys.exit(sys.version_info < (3, 11))"
    candidates = [shutil.which("python3", path=PATH), getattr(sys, "_base_executable", "")]
    for python in filter(None, candidates):
        if image.run(python, "-c", good).returncode == 0:
            return python
    pytest.skip("no Python 3.11 or newer that another user can start; get it with: python3-venv")


def test_the_tracked_files_are_all_that_binder_needs(image: Image) -> None:
    built = image.run("binder/postBuild")
    assert built.returncode == 0, built.stdout
    for what in ("(Maven", "start faster", "Trying"):
        assert re.search(rf"{re.escape(what)}.* … \d+ s\n", built.stdout), built.stdout
    assert image.run("binder/postBuild").stdout == ""

    spec = kernelspec.read(image.prefix)
    assert spec and kernelspec.missing_files(spec) == []
    assert Places(image.home).aot_cache.is_file()

    cut_off = image.run("python3", "tools/loopback.py", "true").stdout
    if cut_off:
        pytest.skip(cut_off)
    ran = image.run("binder/start", "python3", "tools/notebooks.py", "run")
    assert ran.returncode == 0, ran.stdout
    names = sorted(path.stem for path in chapters.every(HERE) + chapters.answers(HERE))
    assert sorted(re.findall(r"^ok +(\S+), top to bottom", ran.stdout, re.MULTILINE)) == names
