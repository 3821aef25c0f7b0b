"""Makes the API documentation of lib, with the JDK's own javadoc and no network."""

from __future__ import annotations

import os
from pathlib import Path

import kernelspec
from jdk import Jdk
from places import Places, environment
from progress import Problem, run_logged


def write(chosen: Jdk, places: Places, target: Path) -> None:
    """Writes the pages into a folder; the same sources give the same bytes.

    Its packages come from lib's jar and from the kernel's, which are there once the set-up is done.
    """
    jars = (places.netbook_jar, kernelspec.folder(places.venv) / "jjava.jar")
    title = f"Netbook {places.version()}"
    argv = [
        *(chosen.home / "bin" / "javadoc", "-quiet", "-d", target),
        *("-sourcepath", places.root / "lib" / "src" / "main" / "java", "-subpackages", "netbook"),
        *("-classpath", os.pathsep.join(map(str, jars))),
        *("--release", str(places.java_release()), "-encoding", "UTF-8", "-charset", "UTF-8"),
        *("-locale", "en", "-notimestamp", "--no-fonts"),
        *("-windowtitle", title, "-doctitle", f"{title}: the library"),
        *("-header", '<a href="{@docRoot}/../index.html">Netbook: contents</a>'),
        *("-Xdoclint:all,-missing", "-Werror"),
    ]
    log = places.logs / "javadoc.log"
    if run_logged(argv, log, cwd=places.root, env=environment(), seconds=300) != 0:
        raise Problem(f"lib's javadoc could not be made: {_complaint(log, places)}", log=log)
    # The style sheet asks for it also without the fonts, which are four times as big as the pages.
    fonts = target / "resource-files" / "fonts" / "dejavu.css"
    fonts.parent.mkdir(exist_ok=True)
    fonts.touch()


def _complaint(log: Path, places: Places) -> str:
    """The first error or warning, with the file that it is about."""
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    found = (line for line in lines if "error:" in line or "warning:" in line)
    return next(found, "no reason given").removeprefix(f"{places.root}{os.sep}")
