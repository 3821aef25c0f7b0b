"""A machine and a checkout for the tests of the launcher, in which all is well until broken."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import environment
import jdk
import kernelspec
import maven
import pytest
import stamps
from places import HERE, Places

RELEASE = HERE.java_release()


def script(path: Path, text: str) -> Path:
    """Writes a program for sh."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def fake_jdk(home: Path, version: str, javac: bool = True, release_file: bool = True) -> Path:
    """A folder that looks like a JDK; its `java` says its version as a real one does."""
    says = f"printf '    java.home = {home}\\n    java.version = {version}\\n' >&2"
    script(home / "bin" / "java", says)
    if javac:
        script(home / "bin" / "javac", "exit 1")
    if release_file:
        (home / "release").write_text(f'IMPLEMENTOR="x"\nJAVA_VERSION="{version}"\n')
    return home


class FakeMachine:
    """A path with a package manager and Maven on it, and one folder of JDKs."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.bin = folder / "bin"
        self.jdks = folder / "jdks"
        self.jdk = fake_jdk(self.jdks / "jdk-new", f"{RELEASE}.0.1")
        self.mvn = script(self.bin / "mvn", "echo 'Apache Maven 3.9.9 (abc)'")
        for name in ("apt-get", "sudo"):
            script(self.bin / name, "exit 1")
        script(self.bin / "apt-cache", "echo Package: $2")
        monkeypatch.setenv("PATH", str(self.bin))
        monkeypatch.setenv("HOME", str(folder))
        monkeypatch.delenv("JAVA_HOME", raising=False)
        monkeypatch.setattr(jdk, "FOLDERS", (f"{self.jdks}/*",))
        monkeypatch.setattr(os, "geteuid", lambda: 1000)


def fake_checkout(root: Path, machine: FakeMachine) -> Places:
    """A checkout in which doctor finds nothing wrong: small files stand for the real ones."""
    places = Places(root)
    for name in ("pom.xml", "lib/pom.xml", "guard/pom.xml", "binder/requirements.txt"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(HERE.root / name, root / name)
    for jar in (places.netbook_jar, places.guard_jar):
        jar.parent.mkdir(parents=True)
        jar.write_bytes(b"jar")
    stamps.write(places.stamps / "jars", stamps.of_files(root, maven.sources(places)))

    script(places.venv_python, f'exec "{sys.executable}" "$@"')
    requirements = stamps.of_parts([places.requirements.read_bytes()])
    stamps.write(places.stamps / "pip", requirements)
    environment.remember(places)

    kernel = kernelspec.folder(places.venv)
    kernel.mkdir(parents=True)
    (kernel / "jjava.jar").write_bytes(b"jar")
    chosen = jdk.Jdk(machine.jdk, f"{RELEASE}.0.1", "")
    kernelspec.save(kernelspec.spec(chosen, places, places.venv), places.venv)
    places.aot_cache.write_bytes(b"cache")
    return places


def copy_tracked(folder: Path) -> None:
    """Writes the files that git tracks, as they are now in this checkout, to a new folder."""
    asked = ["git", "-c", f"safe.directory={HERE.root}", "ls-files", "-z"]
    listed = subprocess.run(asked, cwd=HERE.root, capture_output=True, text=True, check=True)
    for name in filter(None, listed.stdout.split("\0")):
        if (HERE.root / name).exists():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(HERE.root / name, folder / name)
