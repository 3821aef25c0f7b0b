"""Which command of this system's package manager brings a missing program."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
from collections.abc import Callable, Sequence

# What we call a thing -> the package's name under apt, dnf and brew; {n} is the JDK's number.
NAMES = {
    "git": ("git", "git", "git"),
    "jdk": ("openjdk-{n}-jdk-headless", "java-{n}-openjdk-devel", "--cask temurin@{n}"),
    "maven": ("maven", "maven", "maven"),
    "venv": ("python3-venv", "python3", "python@3.13"),
    "chromium": ("chromium", "chromium", "--cask chromium"),
    "poppler": ("poppler-utils", "poppler-utils", "poppler"),
    "tshark": ("tshark", "wireshark-cli", "wireshark"),
}
MANAGERS = ("apt-get", "dnf", "brew")

# Where no manager has the JDK: Temurin's own archive, into a folder where we look.
DOWNLOAD = (
    "mkdir -p ~/.jdks && curl -fsSL https://api.adoptium.net/v3/binary/latest/{n}/ga/{system}"
    "/{machine}/jdk/hotspot/normal/eclipse | tar -xz -C ~/.jdks"
)

Which = Callable[[str], str | None]


def install(things: Sequence[str], release: int, which: Which = shutil.which) -> str:
    """The one command line that installs these things."""
    manager = next((name for name in MANAGERS if which(name)), "")
    commands = []
    if "jdk" in things and not _brings_jdk(manager, release):
        things = [thing for thing in things if thing != "jdk"]
        commands.append(DOWNLOAD.format(n=release, system=_system(), machine=_machine()))
    if things and not manager:
        commands.append(f"install {' and '.join(things)}")
    elif things:
        names = [NAMES[thing][MANAGERS.index(manager)].format(n=release) for thing in things]
        commands += _commands(manager, names, _sudo(which))
    return " && ".join(commands)


def _commands(manager: str, names: list[str], sudo: str) -> list[str]:
    if manager == "brew":
        return [f"brew install {name}" for name in names]
    return [f"{sudo}{manager} install -y {' '.join(names)}"]


def _brings_jdk(manager: str, release: int) -> bool:
    """Whether this system's manager has the JDK; Debian 12 and older have none that is new."""
    if manager != "apt-get":
        return bool(manager)
    return _in_apt(NAMES["jdk"][0].format(n=release)) or not _in_apt("maven")


def _in_apt(name: str) -> bool:
    try:
        argv = ["apt-cache", "show", name]
        shown = subprocess.run(argv, capture_output=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return shown.returncode == 0 and bool(shown.stdout.strip())


def _sudo(which: Which) -> str:
    return "" if os.geteuid() == 0 or not which("sudo") else "sudo "


def _system() -> str:
    return "mac" if platform.system() == "Darwin" else "linux"


def _machine() -> str:
    return "aarch64" if platform.machine() in ("arm64", "aarch64") else "x64"
