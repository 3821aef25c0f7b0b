"""Finds Maven, and builds the jars with it when their sources have changed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import packages
import stamps
from jdk import Jdk
from places import HERE, Places, environment
from progress import Problem, first_error, run_logged, step

OLDEST = (3, 8)

# Maven's own libraries warn about these two on every start with a new JDK.
QUIET = "--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED"


@dataclass(frozen=True)
class Maven:
    """The `mvn` on the path and what it says that its version is."""

    program: str
    version: str

    @property
    def good(self) -> bool:
        return tuple(int(number) for number in self.version.split(".")[:2]) >= OLDEST


def find(jdk: Jdk, places: Places = HERE) -> Maven | None:
    """Asks the `mvn` on the path; None if there is none that answers."""
    program = shutil.which("mvn")
    if not program:
        return None
    try:
        answer = subprocess.run(
            [program, "--version"],
            cwd=places.root,
            env=variables(jdk),
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        ).stdout
    except (OSError, subprocess.TimeoutExpired):
        return None
    found = re.search(r"Apache Maven (\d+\.\d+[.\d]*)", answer)
    return Maven(program, found.group(1)) if found else None


def required(jdk: Jdk, places: Places = HERE) -> Maven:
    """The Maven on the path, if it is new enough."""
    maven = find(jdk, places)
    get = packages.install(["maven"], places.java_release())
    if maven is None:
        raise Problem("Maven is missing", get)
    if not maven.good:
        raise Problem(f"Maven {maven.version} is too old: 3.8 or newer is needed", get)
    return maven


def variables(jdk: Jdk) -> dict[str, str]:
    """What Maven sees: the JDK that was chosen, and no warnings about Maven's own libraries."""
    options = f"{os.environ.get('MAVEN_OPTS', '')} {QUIET}".strip()
    return environment(JAVA_HOME=str(jdk.home), MAVEN_OPTS=options)


def sources(places: Places) -> list[Path]:
    """The files that the jars are made from."""
    modules = (places.root / "lib", places.root / "guard")
    found = [places.root / "pom.xml", *(module / "pom.xml" for module in modules)]
    for module in modules:
        found += (module / "src" / "main").rglob("*")
    return sorted(path for path in found if path.is_file())


def fresh(places: Places) -> bool:
    """Whether the jars are there and were made from the sources as they are."""
    jars = (places.netbook_jar, places.guard_jar)
    return all(jar.is_file() for jar in jars) and stamps.holds(
        places, "jars", stamps.of_files(places.root, sources(places))
    )


def build(jdk: Jdk, places: Places = HERE) -> None:
    """Builds the jars unless they are fresh; tests and formatting are left to `./netbook test`."""
    if fresh(places):
        return
    maven = required(jdk, places)
    content = stamps.of_files(places.root, sources(places))
    log = places.logs / "maven.log"
    with stamps.renewed(places, "jars", content):
        with step("Building the jars (Maven, about half a minute)"):
            argv = [maven.program, "-B", "-ntp", "-Dmaven.test.skip=true", "package"]
            if run_logged(argv, log, cwd=places.root, env=variables(jdk)) != 0:
                reason = first_error(log, ("[ERROR] Failed to execute goal", "[ERROR]"))
                raise Problem(f"the jars could not be built: {reason}", log=log)
        for jar in (places.netbook_jar, places.guard_jar):
            if not jar.is_file():
                raise Problem(f"Maven ended well but made no {jar.name}", log=log)
