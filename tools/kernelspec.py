"""The kernelspec `java` of our own environment: one JVM, started directly, on the JDK we chose."""

from __future__ import annotations

import json
import os
import shutil
import stat
from pathlib import Path
from typing import Any

import jdk as jdks
import stamps
from jdk import Jdk
from places import UNUSABLE, Places
from progress import Problem

# A cell's code runs once or for seconds: the optimising compiler's profiling costs a third of the
# kernel's start, and comes too late to pay for it. Only the cache is recorded with it.
QUICK_COMPILER = "-XX:TieredStopAtLevel=1"

# By itself a JVM begins with a 64th of the machine's memory, and fills that before it tidies up: with
# 24 GB, half of the memory of a kernel was never needed.
HEAP = ("-Xms32m", "-Xmx384m")

# A cache that doesn't fit is ignored; without the second option JDK 25 would say so on each start.
SILENT = ("-Xlog:disable", "-Xlog:all=off")


def folder(prefix: Path) -> Path:
    """Where the environment with that prefix has its kernelspec, beside pip's `jjava.jar`."""
    return prefix / "share" / "jupyter" / "kernels" / "java"


def spec(jdk: Jdk, places: Places, prefix: Path, aot: str | None = None) -> dict[str, Any]:
    """The kernelspec; `aot` stands in for the option about the cache when one is recorded."""
    return {
        "argv": [
            str(jdk.java),
            "--add-opens",
            "jdk.jshell/jdk.jshell=ALL-UNNAMED",
            "-XX:+UseSerialGC",
            *HEAP,
            f"-javaagent:{places.guard_jar}",
            *([aot] if aot else [QUICK_COMPILER, f"-XX:AOTCache={places.aot_cache}"]),
            *SILENT,
            "-jar",
            str(folder(prefix) / "jjava.jar"),
            "{connection_file}",
        ],
        "display_name": "Java",
        "language": "java",
        "interrupt_mode": "message",
        "env": {"JJAVA_CLASSPATH": str(places.netbook_jar)},
        "metadata": {},
    }


def read(prefix: Path) -> dict[str, Any] | None:
    """The kernelspec that is there; None if there is none that can be read."""
    try:
        return dict(json.loads((folder(prefix) / "kernel.json").read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return None


def jdk_of(found: dict[str, Any] | None) -> Jdk | None:
    """The JDK that a kernelspec names."""
    argv = found.get("argv") if found else None
    return jdks.named(Path(argv[0]), "chosen by the set-up") if argv else None


def write(jdk: Jdk, places: Places, prefix: Path) -> None:
    """Puts our kernelspec in the place of pip's, of which a copy is kept for `bench`."""
    odd = UNUSABLE.search(str(places.root))
    if odd:
        raise Problem(f"the folder {places.root} has a {odd.group()!r} in its name: rename it")
    _keep_stock(places, prefix)
    wanted = spec(jdk, places, prefix)
    if read(prefix) != wanted:
        save(wanted, prefix)


def save(content: dict[str, Any], prefix: Path) -> None:
    """Writes a kernelspec where Jupyter looks for it."""
    stamps.write(folder(prefix) / "kernel.json", json.dumps(content, indent=2) + "\n")


def missing_files(found: dict[str, Any]) -> list[str]:
    """The files that a kernelspec of ours names and that aren't there."""
    return [name for name in _named(found) if not Path(name).is_file()]


def install(places: Places, prefix: Path, replace: bool) -> Path:
    """Lets the Jupyters that look in a prefix find our kernel; returns its folder there.

    What is put there leads to the kernelspec that set-up writes, and so is never out of date.
    """
    target, own = folder(prefix), folder(places.venv) / "kernel.json"
    if target.resolve() == own.parent.resolve():
        raise Problem(f"{prefix} is the course's own environment, which has the kernel")
    if os.path.lexists(target) and not _is_ours(target / "kernel.json"):
        if not replace:
            again = f"./netbook install --prefix {prefix} --replace"
            raise Problem(f"another Java kernel is in {target}", f"{again} removes it")
        if target.is_dir() and not target.is_symlink():
            shutil.rmtree(target)
        else:
            target.unlink()
    target.mkdir(parents=True, exist_ok=True)
    part = target / ".kernel.json.part"
    part.unlink(missing_ok=True)
    part.symlink_to(own)
    os.replace(part, target / "kernel.json")
    return target


def closed_to_others(places: Places) -> Path | None:
    """The first file or folder that keeps other users from starting the kernel, if there is one."""
    files = [*_named(read(places.venv) or {}), str(places.aot_cache), str(places.venv_python)]
    for file in files:
        for path in (Path(file).resolve(), *Path(file).resolve().parents):
            needed = stat.S_IXOTH if path.is_dir() else stat.S_IROTH
            if path.exists() and not path.stat().st_mode & needed:
                return path
    return None


def _is_ours(file: Path) -> bool:
    """Whether a checkout of the course has put a kernelspec there."""
    return file.is_symlink() and file.readlink().parts[-7:-5] == (".netbook", "venv")


def _named(found: dict[str, Any]) -> list[str]:
    argv = [str(word) for word in found.get("argv", [])]
    named = [argv[0]] if argv else []
    named += [word.partition(":")[2] for word in argv if word.startswith("-javaagent:")]
    named += [jar for option, jar in zip(argv, argv[1:], strict=False) if option == "-jar"]
    return [*named, str(found.get("env", {}).get("JJAVA_CLASSPATH", ""))]


def _keep_stock(places: Places, prefix: Path) -> None:
    found = read(prefix)
    if found is None:
        raise Problem("the Java kernel is missing from the environment", "./netbook setup")
    if any("jjava-launcher.jar" in str(word) for word in found["argv"]):
        shutil.rmtree(places.stock_kernel, ignore_errors=True)
        shutil.copytree(folder(prefix), places.stock_kernel)
