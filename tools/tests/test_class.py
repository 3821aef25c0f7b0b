"""One checkout for many: two learners at once, a hub's own Jupyter, and what is nobody else's."""

from __future__ import annotations

import getpass
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import doctor
import kernelspec
import lab
import nbformat
import pytest
import setup
import stamps
from checkouts import RELEASE, FakeMachine, fake_checkout, fake_jdk
from jupyter_client.blocking.client import BlockingKernelClient
from places import HERE, Places
from progress import Problem, awaited

# Where the programs are that make users; not every path has it, not even root's.
ADMINISTRATORS = {"PATH": f"/usr/sbin:/sbin:{os.environ.get('PATH', os.defpath)}"}

CHAPTER = "00-start-here.ipynb"
ADDRESS = re.compile(r"(http://127\.0\.0\.1:\d+)/\S*\?token=(\w+)")

START_SECONDS = 60
STOP_SECONDS = 20
CELL_SECONDS = 60


def test_the_learners_things_go_where_they_may_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    course, chosen = tmp_path / "course", tmp_path / "chosen"
    course.mkdir()
    writable = Places.found(course, {})
    assert (writable.home, writable.elsewhere, writable.read_only) == (course, None, False)
    named = Places.found(course, {"NETBOOK_HOME": str(chosen)})
    assert (named.home, named.read_only) == (chosen, False)
    monkeypatch.setattr(os, "access", lambda *_: False)
    read_only = Places.found(course, {})
    assert (read_only.home, read_only.read_only) == (tmp_path / "home" / "netbook", True)
    named = Places.found(course, {"NETBOOK_HOME": "~/other"})
    assert (named.home, named.read_only) == (tmp_path / "home" / "other", True)
    assert named.work == named.home / "work"
    assert named.jupyter.is_relative_to(named.home)
    for shared in (named.venv, named.aot_cache, named.netbook_jar, named.notebooks):
        assert shared.is_relative_to(course)


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    """A checkout that somebody else has set up, as a learner without Maven or a JDK sees it."""
    machine = FakeMachine(tmp_path, monkeypatch)
    places = fake_checkout(tmp_path / "course", machine)
    machine.mvn.unlink()
    fake_jdk(tmp_path / "learners", "17.0.2")
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "learners"))
    machine.jdks.rename(tmp_path / "hidden")
    (tmp_path / "jdks").mkdir()
    chosen = fake_jdk(tmp_path / "teachers", f"{RELEASE}.0.1")
    spec = kernelspec.read(places.venv)
    assert spec
    spec["argv"][0] = str(chosen / "bin" / "java")
    kernelspec.save(spec, places.venv)
    return Places(places.root, tmp_path / "home" / "netbook", read_only=True)


def test_a_learner_needs_nothing_but_what_the_owner_has_set_up(course: Places) -> None:
    assert setup.set_up(course).home == course.root.parent / "teachers"
    lines = doctor.report(course)
    assert lines[-1] == doctor.ALL_WELL
    assert course.said(lines[-1]) == f"All is well: {course.root}/netbook lab"
    assert any(str(course.home) in line for line in lines)
    assert not course.home.exists()


def a_jar_is_missing(course: Places) -> None:
    course.netbook_jar.unlink()


def sources_have_changed(course: Places) -> None:
    (course.root / "lib" / "pom.xml").open("a").write("<!-- pulled, not set up -->")


def requirements_have_changed(course: Places) -> None:
    course.requirements.open("a").write("another==1.0\n")


def the_jdk_has_gone(course: Places) -> None:
    shutil.rmtree(course.root.parent / "teachers")


def nothing_is_set_up(course: Places) -> None:
    shutil.rmtree(course.state)


@pytest.mark.parametrize(
    "break_it",
    [
        a_jar_is_missing,
        sources_have_changed,
        requirements_have_changed,
        the_jdk_has_gone,
        nothing_is_set_up,
    ],
)
def test_what_is_stale_is_the_owners_to_mend(
    course: Places, break_it: Callable[[Places], None]
) -> None:
    break_it(course)
    with pytest.raises(Problem) as problem:
        lab.lab([], course)
    said = course.said(str(problem.value))
    assert said.startswith(f"the course in {course.root} isn't ready (")
    assert said.endswith(f"To mend it: its owner runs {course.root}/netbook setup")
    assert doctor.report(course)[-1] == doctor.OWNERS_SETUP
    assert not course.home.exists()


def test_doctor_sees_a_folder_that_cannot_be_written(
    course: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    access = os.access
    above = course.home.parent.parent
    monkeypatch.setattr(os, "access", lambda path, mode: path != above and access(path, mode))
    assert doctor.report(course)[-1].startswith("NETBOOK_HOME=")


def test_a_kernel_is_installed_as_a_link_that_follows_the_set_up(
    course: Places, tmp_path: Path
) -> None:
    prefix = tmp_path / "hub"
    for _ in range(2):
        kernelspec.install(course, prefix, replace=False)
        assert kernelspec.read(prefix) == kernelspec.read(course.venv)
    stamps.write(kernelspec.folder(course.venv) / "kernel.json", '{"argv": ["newer"]}')
    assert kernelspec.read(prefix) == {"argv": ["newer"]}
    moved = Places(tmp_path / "moved")
    kernelspec.install(moved, prefix, replace=False)
    assert (kernelspec.folder(prefix) / "kernel.json").readlink().is_relative_to(moved.root)


def test_another_java_kernel_is_only_removed_on_request(course: Places, tmp_path: Path) -> None:
    other = kernelspec.folder(tmp_path / "hub")
    other.mkdir(parents=True)
    for name in ("kernel.json", "other.jar"):
        (other / name).write_text("{}")
    with pytest.raises(Problem, match="another Java kernel .* --replace removes it"):
        kernelspec.install(course, tmp_path / "hub", replace=False)
    assert sorted(os.listdir(other)) == ["kernel.json", "other.jar"]
    kernelspec.install(course, tmp_path / "hub", replace=True)
    assert os.listdir(other) == ["kernel.json"]
    with pytest.raises(Problem, match="own environment"):
        kernelspec.install(course, course.venv, replace=True)
    assert kernelspec.read(course.venv)


def test_what_others_cannot_read_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        folder = Path(name).resolve()
        folder.chmod(0o755)
        places = fake_checkout(folder / "course", FakeMachine(folder, monkeypatch))
        assert kernelspec.closed_to_others(places) is None
        for path, mode in ((places.aot_cache, 0o600), (places.root / "lib", 0o700)):
            before = path.stat().st_mode
            path.chmod(mode)
            assert kernelspec.closed_to_others(places) == path
            path.chmod(before)


@dataclass(frozen=True)
class Person:
    """Somebody who uses the checkout: a user of the system, or only a home of our own user."""

    name: str
    home: Path
    number: int | None

    @property
    def work(self) -> Path:
        return self.home / "netbook" / "work"

    def starts(self, *argv: str | Path, **more: Any) -> subprocess.Popen[str]:
        """Starts a program as this person, in their home."""
        if self.number is not None:
            more |= {"user": self.number, "group": self.number, "extra_groups": []}
        variables = {"HOME": str(self.home), "PATH": "/usr/local/bin:/usr/bin:/bin"}
        if self.number is None:
            variables |= {"NETBOOK_HOME": str(self.home / "netbook"), "PATH": os.environ["PATH"]}
        variables |= {"USER": self.name, "LOGNAME": self.name, "LANG": "C.UTF-8"}
        return subprocess.Popen(argv, cwd=self.home, env=variables, text=True, **more)

    def runs(self, *argv: str | Path) -> subprocess.CompletedProcess[str]:
        """What a program says to this person."""
        process = self.starts(*argv, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        try:
            out, err = process.communicate(timeout=120)
        finally:
            process.kill()
        return subprocess.CompletedProcess(argv, process.returncode, out, err)


@pytest.fixture(scope="module")
def people() -> Iterator[list[Person]]:
    """Two users of the system if we may make them and they can read the checkout."""
    folder = Path(tempfile.mkdtemp(prefix="netbook-people-"))
    folder.chmod(0o755)
    made: list[str] = []
    try:
        if os.geteuid() == 0 and kernelspec.closed_to_others(HERE) is None:
            for letter in "ab":
                name = f"nb{os.getpid()}{letter}"
                argv = ["useradd", "--create-home", "--base-dir", str(folder), name]
                subprocess.run(argv, env=ADMINISTRATORS, check=True, capture_output=True)
                made.append(name)
            yield [Person(name, folder / name, (folder / name).stat().st_uid) for name in made]
        else:
            for letter in "ab":
                (folder / letter).mkdir()
            yield [Person(getpass.getuser(), folder / letter, None) for letter in "ab"]
    finally:
        for name in made:
            argv = ["userdel", "--force", name]
            subprocess.run(argv, env=ADMINISTRATORS, check=True, capture_output=True)
            shutil.rmtree(f"/tmp/hsperfdata_{name}", ignore_errors=True)
        shutil.rmtree(folder)


@dataclass
class Opened:
    """A person's running JupyterLab."""

    person: Person
    process: subprocess.Popen[str]
    out: Path
    url: str = ""
    token: str = ""

    def is_up(self) -> bool:
        found = ADDRESS.search(self.out.read_text())
        if found:
            self.url, self.token = found.groups()
        assert self.process.poll() is None, self.out.read_text()
        return bool(found)

    def asks(self, path: str, data: dict[str, Any] | None = None, token: str = "") -> Any:
        body = None if data is None else json.dumps(data).encode()
        asked = urllib.request.Request(f"{self.url}{path}", body)
        asked.add_header("Authorization", f"token {token or self.token}")
        with urllib.request.urlopen(asked, timeout=60) as answer:
            return json.loads(answer.read())

    def runtime(self) -> list[Path]:
        return list((self.person.home / "netbook/.netbook/jupyter").glob("runtime-*"))

    def processes(self) -> list[str]:
        user = str(self.person.home.stat().st_uid)
        argv = ["ps", "-u", user, "-ww", "-o", "args="]
        listing = subprocess.run(argv, capture_output=True, text=True, check=False)
        return [line for line in listing.stdout.splitlines() if str(self.person.home) in line]


class Session:
    """A chapter that is open in somebody's JupyterLab, and its kernel."""

    def __init__(self, opened: Opened) -> None:
        kernel = {"name": "java"}
        asked = {"path": CHAPTER, "name": CHAPTER, "type": "notebook", "kernel": kernel}
        number = opened.asks("/api/sessions", asked)["kernel"]["id"]
        file = opened.runtime()[0] / f"kernel-{number}.json"
        self.chapter = nbformat.read(opened.person.work / CHAPTER, 4)
        self.client = BlockingKernelClient(connection_file=str(file))
        self.client.load_connection_file()
        self.client.start_channels(hb=False)

    def close(self) -> None:
        self.client.stop_channels()

    def runs(self, code: str) -> tuple[str, str]:
        """Runs a cell; returns how it ended, and what it printed and showed as text."""
        shown: list[str] = []

        def hook(message: dict[str, Any]) -> None:
            content = message["content"]
            shown.append(content.get("text") or content.get("data", {}).get("text/plain", ""))

        reply = self.client.execute_interactive(
            code, allow_stdin=False, timeout=CELL_SECONDS, output_hook=hook
        )
        return reply["content"]["status"], "".join(shown)

    def runs_the_chapter(self) -> list[str]:
        """How each cell ended that didn't end well."""
        self.client.wait_for_ready(timeout=START_SECONDS)
        code = [cell for cell in self.chapter.cells if cell.cell_type == "code"]
        allowed = [cell for cell in code if "raises-exception" not in cell.metadata.get("tags", [])]
        assert len(allowed) > 5
        ended = [(cell.id, self.runs(cell.source)) for cell in code]
        kept = {cell.id for cell in allowed}
        return [f"{name}: {how}" for name, how in ended if how[0] != "ok" and name in kept]


@pytest.fixture
def opened(people: list[Person], tmp_path: Path) -> Iterator[list[Opened]]:
    """Two JupyterLabs that were started at the same moment."""
    labs = []
    try:
        for person in people:
            out = tmp_path / person.home.name
            with out.open("w") as log:
                argv = (HERE.root / "netbook", "lab", "--no-browser")
                labs.append(Opened(person, person.starts(*argv, stdout=log, stderr=log), out))
        assert awaited(lambda: all([lab.is_up() for lab in labs]), START_SECONDS)
        yield labs
    finally:
        for started in labs:
            started.process.send_signal(signal.SIGTERM)
        for started in labs:
            started.process.wait(STOP_SECONDS)


def test_two_learners_at_once_do_not_disturb_each_other(opened: list[Opened]) -> None:
    one, other = opened
    assert one.url != other.url and one.token != other.token
    with pytest.raises(urllib.error.HTTPError, match="403"):
        other.asks("/api/contents", token=one.token)
    (one.person.work / "notes.txt").write_text("of one alone")
    names = [entry["name"] for entry in other.asks("/api/contents")["content"]]
    assert CHAPTER in names and "notes.txt" not in names

    with ExitStack() as stack:
        sessions = [stack.enter_context(closing(Session(each))) for each in opened]
        with ThreadPoolExecutor() as pool:
            assert list(pool.map(Session.runs_the_chapter, sessions)) == [[], []]
        assert [len(each.asks("/api/kernels")) for each in opened] == [1, 1]
        said = [session.runs('System.getProperty("user.name")') for session in sessions]
        assert said == [("ok", each.person.name) for each in opened]
        if other.person.number is not None:
            stays_closed_to(other.person, one)
            stack.enter_context(named_by(other.person, one.runtime()[0]))

        one.process.send_signal(signal.SIGINT)
        assert one.process.wait(STOP_SECONDS) == 0
        assert one.processes() == [] and one.runtime() == []
        assert len(other.asks("/api/kernels")) == 1
        assert sessions[1].runs("6 * 7") == ("ok", "42")


def stays_closed_to(other: Person, one: Opened) -> None:
    """Neither one's folders nor the checkout are the other's to read or write."""
    for private in (one.person.home / "netbook", one.runtime()[0], one.person.work):
        assert other.runs("ls", private).returncode != 0
    assert other.runs("touch", HERE.root / "mine").returncode != 0
    shared = (HERE.root, HERE.root / "tools", HERE.root / "work", *HERE.state.iterdir())
    owners = {path.stat().st_uid for path in shared if path.exists()}
    assert not owners & {other.number, one.person.number}


@contextmanager
def named_by(other: Person, runtime: Path) -> Iterator[None]:
    """A program that names somebody else's kernels, but isn't theirs, goes on in the meantime."""
    argv = ("sh", "-c", "read line && exit 7", str(runtime / "kernel"))
    program = other.starts(*argv, stdin=subprocess.PIPE)
    try:
        yield
        program.communicate("go\n", timeout=STOP_SECONDS)
        assert program.returncode == 7
    finally:
        program.kill()


def test_a_start_that_was_killed_is_cleared_up_by_the_next(
    opened: list[Opened], tmp_path: Path
) -> None:
    one, other = opened
    one.asks("/api/kernels", {"name": "java"})
    one.process.kill()
    one.process.wait(STOP_SECONDS)
    assert one.processes() != []
    again = tmp_path / "again"
    with again.open("w") as log:
        argv = (HERE.root / "netbook", "lab", "--no-browser")
        one.process = one.person.starts(*argv, stdout=log, stderr=log)
    one.out = again
    assert awaited(one.is_up, START_SECONDS)
    assert len(one.runtime()) == 1
    assert not any("jjava.jar" in line for line in one.processes())
    assert len([line for line in one.processes() if "-m jupyterlab" in line]) == 1
    assert other.is_up() and other.asks("/api/kernels") == []


def test_a_hubs_own_jupyter_runs_a_chapter_in_the_learners_home(people: list[Person]) -> None:
    learner = people[1]
    hub = learner.home.parent / "hub"
    # Another environment with another prefix, which borrows only packages from ours.
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", hub], check=True)
    packages = next(hub.glob("lib/python*/site-packages"))
    ours = next(HERE.venv.glob("lib/python*/site-packages"))
    (packages / "borrowed.pth").write_text(f"{ours}\n")
    listed = [hub / "bin/python", "-m", "jupyter_client.kernelspecapp", "list", "--json"]
    assert "java" not in json.loads(learner.runs(*listed).stdout)["kernelspecs"]

    argv = [HERE.root / "netbook", "install", "--prefix", hub]
    told = subprocess.run(argv, capture_output=True, text=True, timeout=120, check=False)
    assert told.returncode == 0, told.stderr
    assert bool(told.stderr) == (kernelspec.closed_to_others(HERE) is not None)
    assert told.stdout.endswith(f"The kernel `java` is in {kernelspec.folder(hub)}\n")
    assert "java" in json.loads(learner.runs(*listed).stdout)["kernelspecs"]

    told = learner.runs(HERE.root / "netbook", "copy")
    assert (told.returncode, told.stderr) == (0, "")
    assert str(learner.work) in told.stdout
    trusted = (
        "import sys, nbformat; from nbformat.sign import NotebookNotary;"
        "print(NotebookNotary().check_signature(nbformat.read(sys.argv[1], 4)))"
    )
    chapter = learner.work / CHAPTER
    assert learner.runs(hub / "bin/python", "-c", trusted, chapter).stdout == "True\n"
    execute = "import sys; from nbclient.cli import main; sys.exit(main())"
    told = learner.runs(hub / "bin/python", "-c", execute, chapter)
    assert told.returncode == 0, told.stderr
