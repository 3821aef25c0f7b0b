"""Says what is there, what is missing, and ends with the one command that mends it.

Looks only, and changes nothing.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import socket
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import chromium
import environment
import jdk
import kernelspec
import maven
import packages
from places import HERE, Places
from progress import Problem

SETUP = "./netbook setup"
STUCK = "notebooks/STUCK.md"
OWNERS_SETUP = "its owner runs ./netbook setup"
ALL_WELL = "All is well: ./netbook lab"

PINNED = ("jupyterlab", "jjava", "nbclient", "nbconvert", "jupyter-server-proxy")

ANSWER_SECONDS = 2


@dataclass(frozen=True)
class Item:
    """One line of the report: what was looked at, how it is, and what would mend it."""

    name: str
    state: str
    text: str
    package: str = ""
    """What the system's package manager has to bring, as `packages` calls it."""
    setup: bool = False
    """Whether our own set-up mends it."""
    command: str = ""
    """What else would mend it."""

    def __str__(self) -> str:
        return f"{self.state:8} {self.name}: {self.text}"


def good(name: str, text: str) -> Item:
    return Item(name, "ok", text)


def report(places: Places = HERE) -> list[str]:
    """The lines of the report; the last one is the command to type next."""
    items = list(_items(places))
    return [*map(str, items), "", f"If you are stuck: {STUCK}", next_command(items, places)]


def next_command(items: list[Item], places: Places) -> str:
    """The one command that mends all that is wrong."""
    missing = [item.package for item in items if item.package]
    parts = [packages.install(missing, places.java_release())] if missing else []
    if any(item.setup for item in items):
        parts.append(OWNERS_SETUP if places.read_only else SETUP)
    parts += [item.command for item in items if item.command]
    return " && ".join(parts) or ALL_WELL


def set_up_by_owner(places: Places) -> jdk.Jdk:
    """The JDK of a course that somebody else has set up; a Problem if its owner has to do more."""
    chosen = kernelspec.jdk_of(kernelspec.read(places.venv))
    wrong = [item for item in _set_up(chosen, places) if item.setup]
    if wrong or chosen is None:
        fault = f"{wrong[0].name}: {wrong[0].text}" if wrong else "its JDK doesn't run"
        raise Problem(f"the course in {places.root} isn't ready ({fault})", OWNERS_SETUP)
    return chosen


def _items(places: Places) -> Iterator[Item]:
    yield good("System", f"{platform.system()} {platform.release()} {platform.machine()}")
    yield good("Netbook", f"{places.version()} in {places.root}")
    if places.elsewhere:
        yield _home(places.elsewhere)
    if places.read_only:
        chosen = kernelspec.jdk_of(kernelspec.read(places.venv))
        if chosen:
            yield good("JDK", str(chosen))
        yield from _set_up(chosen, places)
        yield from _network()
        return
    yield _python()
    search = jdk.search(places.java_release())
    yield _jdk(search, places.java_release())
    yield _maven(search.chosen, places)
    yield from _set_up(search.chosen, places)
    yield _others(places)
    yield from _network()
    yield from _test_tools(places.java_release())


def _home(home: Path) -> Item:
    """The learner's folder may have to be made yet, in the first one above it that is there."""
    there = next(folder for folder in (home, *home.parents) if folder.exists())
    if not os.access(there, os.W_OK):
        command = "NETBOOK_HOME=/a/folder/of/yours ./netbook lab"
        return Item("Your folder", "broken", f"{home} can't be written", command=command)
    return good("Your folder", f"{home} (NETBOOK_HOME names another)")


def _set_up(chosen: jdk.Jdk | None, places: Places) -> Iterator[Item]:
    """What our set-up makes."""
    yield _environment(places)
    yield _jars(places)
    yield from _kernel(chosen, places)


def _python() -> Item:
    text = f"{platform.python_version()} in {sys.executable}"
    try:
        import ensurepip  # noqa: F401  (Debian has it in a package of its own)
    except ImportError:
        return Item("Python", "missing", f"{text} can't make environments", package="venv")
    return good("Python", text)


def _jdk(search: jdk.Search, release: int) -> Item:
    if search.chosen:
        return good("JDK", str(search.chosen))
    instead = "; ".join(search.rejected) or "none was found"
    return Item("JDK", "missing", f"{release} or newer is needed; {instead}", package="jdk")


def _maven(chosen: jdk.Jdk | None, places: Places) -> Item:
    if not shutil.which("mvn"):
        return Item("Maven", "missing", "3.8 or newer is needed", package="maven")
    if chosen is None:
        return Item("Maven", "unknown", "it can't be asked without a JDK")
    found = maven.find(chosen, places)
    if found is None:
        return Item("Maven", "broken", f"{shutil.which('mvn')} doesn't run", package="maven")
    if not found.good:
        return Item("Maven", "too old", f"{found.version}, not 3.8 or newer", package="maven")
    return good("Maven", f"{found.version} in {found.program}")


def _environment(places: Places) -> Item:
    present = environment.installed(places.venv_python)
    faults = environment.faults(places, present)
    if faults:
        more = f", and {len(faults) - 1} more" if len(faults) > 1 else ""
        state = "broken" if places.venv.is_dir() else "missing"
        return Item("Environment", state, faults[0] + more, setup=True)
    versions = ", ".join(f"{name} {present[_known(name, present)]}" for name in PINNED)
    return good("Environment", versions)


def _known(name: str, present: dict[str, str]) -> str:
    """The name under which a package is installed: dashes and underscores are the same."""
    return next(there for there in present if re.sub("[-_.]+", "-", there).lower() == name)


def _jars(places: Places) -> Item:
    for jar in (places.netbook_jar, places.guard_jar):
        if not jar.is_file():
            return Item("Jars", "missing", str(jar.relative_to(places.root)), setup=True)
    if not maven.fresh(places):
        return Item("Jars", "old", "their sources have changed since", setup=True)
    return good("Jars", "netbook.jar and guard.jar are built from these sources")


def _kernel(chosen: jdk.Jdk | None, places: Places) -> Iterator[Item]:
    found = kernelspec.read(places.venv)
    file = kernelspec.folder(places.venv) / "kernel.json"
    if found is None:
        yield Item("Kernel", "missing", f"{file} isn't there or can't be read", setup=True)
        return
    gone = kernelspec.missing_files(found)
    if gone:
        yield Item("Kernel", "broken", f"{file} names {gone[0]}, which isn't there", setup=True)
    elif chosen and found != kernelspec.spec(chosen, places, places.venv):
        yield Item("Kernel", "old", f"{file} is not what set-up would write now", setup=True)
    else:
        yield good("Kernel", f"java in {file.parent}")
    yield _cache(places)


def _cache(places: Places) -> Item:
    name = "Fast start"
    if places.aot_cache.is_file():
        return good(name, f"{places.aot_cache.stat().st_size // 1_000_000} MB recorded")
    if (places.stamps / "aot-failed").is_file():
        log = places.logs / "aot.log"
        return Item(name, "without", f"the kernel works, but starts slower (log: {log})")
    return Item(name, "missing", "it was not recorded yet", setup=True)


def _others(places: Places) -> Item:
    """Whether a class could share this checkout; most people need not care."""
    closed = kernelspec.closed_to_others(places)
    if closed:
        return Item("Other users", "without", f"they can't use the course: {closed} is closed")
    return good("Other users", "they can use the course from here")


def _network() -> Iterator[Item]:
    kinds = (("IPv4 127.0.0.1", socket.AF_INET, "127.0.0.1"), ("IPv6 ::1", socket.AF_INET6, "::1"))
    for name, family, host in kinds:
        yield _reached(f"Loopback {name}", family, (host, 0))
    with tempfile.TemporaryDirectory(prefix="netbook-") as folder:
        yield _reached("UNIX sockets", socket.AF_UNIX, str(Path(folder) / "socket"))


def _reached(name: str, family: socket.AddressFamily, address: tuple[str, int] | str) -> Item:
    """Chapters do without a family that the system doesn't have, so this asks for no mending."""
    try:
        with socket.socket(family) as server, socket.socket(family) as client:
            server.bind(address)
            server.listen()
            client.settimeout(ANSWER_SECONDS)
            client.connect(server.getsockname())
    except OSError as e:
        return Item(name, "without", os.strerror(e.errno) if e.errno else str(e))
    return good(name, "a server can be reached")


def _test_tools(release: int) -> Iterator[Item]:
    uses = (
        ("chromium", "for the PDF and tests", chromium.find()),
        ("poppler", "for tests", shutil.which("pdftotext")),
        ("tshark", "for tests", shutil.which("tshark")),
    )
    for thing, use, found in uses:
        name = f"{thing} ({use})"
        if found:
            yield good(name, found)
        else:
            yield Item(name, "without", f"to get it: {packages.install([thing], release)}")
