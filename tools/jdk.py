"""Finds the JDK that builds the course and runs its kernel."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import packages
from places import Places
from progress import Problem

# Where systems put their JDKs: Linux distributions, macOS, Homebrew; `~` is the user's folder.
FOLDERS = (
    "/usr/lib/jvm/*",
    "/usr/lib64/jvm/*",
    "/usr/java/*",
    "/Library/Java/JavaVirtualMachines/*/Contents/Home",
    "~/Library/Java/JavaVirtualMachines/*/Contents/Home",
    "/opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home",
    "/usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home",
    "~/.sdkman/candidates/java/*",
    "~/.jdks/*",
    "~/.jdks/*/Contents/Home",
)


@dataclass(frozen=True)
class Jdk:
    """A JDK: its home folder, its whole version, and where we found it."""

    home: Path
    version: str
    found: str

    @property
    def java(self) -> Path:
        return self.home / "bin" / "java"

    @property
    def feature(self) -> int:
        """The version's first number as people say it: 8 for 1.8.0, 25 for 25.0.3."""
        numbers = [int(number) for number in re.findall(r"\d+", self.version)] or [0]
        return numbers[1] if numbers[0] == 1 and len(numbers) > 1 else numbers[0]

    def __str__(self) -> str:
        return f"{self.version} in {self.home} ({self.found})"


@dataclass(frozen=True)
class Search:
    """What came of looking for a JDK: the one to take, and a reason for each that isn't good."""

    chosen: Jdk | None
    rejected: tuple[str, ...]


def search(
    release: int,
    caller: Mapping[str, str] = os.environ,
    folders: tuple[str, ...] | None = None,
) -> Search:
    """Looks at JAVA_HOME, then at the path, then in the system's folders; the first good one wins.

    In the system's folders the release that the course is tested with goes first, then newer ones.
    """
    rejected: list[str] = []
    for places in (_java_home(caller), _on_path(caller), _installed(folders or FOLDERS, caller)):
        found = [jdk for home, how in places if (jdk := _look(home, how))]
        for jdk in sorted(found, key=lambda jdk: jdk.feature):
            reason = _fault(jdk, release)
            if not reason:
                return Search(jdk, tuple(rejected))
            if reason not in rejected:
                rejected.append(reason)
    return Search(None, tuple(rejected))


def required(places: Places) -> Jdk:
    """The JDK to take; a Problem that says what was found instead if there is none."""
    release = places.java_release()
    found = search(release)
    if found.chosen:
        return found.chosen
    instead = f" (found only: {'; '.join(found.rejected)})" if found.rejected else ""
    get = packages.install(["jdk"], release)
    raise Problem(f"a JDK {release} or newer is missing{instead}", get)


def named(java: Path, how: str) -> Jdk | None:
    """The JDK of a `java` program that something else has chosen; None if it doesn't work."""
    return _look(java.parent.parent, how)


def _fault(jdk: Jdk, release: int) -> str:
    if jdk.feature < release:
        return f"{jdk.version} in {jdk.home} is older than {release}"
    if not (jdk.home / "bin" / "javac").exists():
        return f"{jdk.version} in {jdk.home} has no javac"
    return ""


def _java_home(caller: Mapping[str, str]) -> Iterator[tuple[Path, str]]:
    if caller.get("JAVA_HOME"):
        yield Path(caller["JAVA_HOME"]), "JAVA_HOME"


def _on_path(caller: Mapping[str, str]) -> Iterator[tuple[Path, str]]:
    java = shutil.which("java", path=caller.get("PATH", os.defpath))
    if java:
        home = Path(java).resolve().parent.parent
        # macOS and version managers put a stand-in on the path, which only knows when it runs.
        yield (home if (home / "release").is_file() else Path(java)), "the first on the path"


def _installed(folders: tuple[str, ...], caller: Mapping[str, str]) -> Iterator[tuple[Path, str]]:
    seen = set()
    for pattern in folders:
        if pattern.startswith("~"):
            if not caller.get("HOME"):
                continue
            pattern = caller["HOME"] + pattern[1:]
        anchor = Path(pattern).anchor
        for home in sorted(Path(anchor).glob(str(Path(pattern).relative_to(anchor)))):
            if (home / "bin" / "java").exists() and home.resolve() not in seen:
                seen.add(home.resolve())
                yield home.resolve(), f"installed in {home.parent}"


def _look(place: Path, how: str) -> Jdk | None:
    """The JDK in a folder, or behind a `java` program; None if there is none that works."""
    java = place / "bin" / "java" if place.is_dir() else place
    if not os.access(java, os.X_OK):
        return None
    version = _version_in(place / "release")
    return Jdk(place.resolve(), version, how) if version else _ask(java, how)


def _version_in(release_file: Path) -> str:
    try:
        text = release_file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    found = re.search(r'^JAVA_VERSION="?([^"\s]+)', text, re.MULTILINE)
    return found.group(1) if found else ""


def _ask(java: Path, how: str) -> Jdk | None:
    try:
        answer = subprocess.run(
            [java, "-XshowSettings:properties", "-version"],
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        ).stderr
    except (OSError, subprocess.TimeoutExpired):
        return None
    home = re.search(r"^\s*java\.home = (.+)$", answer, re.MULTILINE)
    version = re.search(r"^\s*java\.version = (.+)$", answer, re.MULTILINE)
    return Jdk(Path(home.group(1)), version.group(1), how) if home and version else None
