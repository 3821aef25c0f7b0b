"""Which command of this system's package manager brings a missing program."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Sequence

# What we call a thing -> the package's name under apt, dnf and brew; {n} is the JDK's number.
NAMES = {
    "jdk": ("openjdk-{n}-jdk", "java-{n}-openjdk-devel", "--cask temurin@{n}"),
    "maven": ("maven", "maven", "maven"),
    "venv": ("python3-venv", "python3", "python@3.13"),
    "chromium": ("chromium", "chromium", "--cask chromium"),
    "tshark": ("tshark", "wireshark-cli", "wireshark"),
    "git": ("git", "git", "git"),
}
MANAGERS = ("apt-get", "dnf", "brew")


def install(things: Sequence[str], release: int, which: Callable = shutil.which) -> str:
    """The one command that installs these things, or a sentence where no manager is known."""
    manager = next((name for name in MANAGERS if which(name)), None)
    if manager is None:
        return f"your system's packages for: {', '.join(_plain(things, release))}"
    names = [NAMES[thing][MANAGERS.index(manager)].format(n=release) for thing in things]
    if manager == "brew":
        return " && ".join(f"brew install {name}" for name in names)
    if manager == "apt-get":
        names = [_known_to_apt(name, release) for name in names]
    return f"{_sudo(which)}{manager} install -y {' '.join(names)}"


def _plain(things: Sequence[str], release: int) -> list[str]:
    return [f"JDK {release}" if thing == "jdk" else thing for thing in things]


def _sudo(which: Callable) -> str:
    return "" if os.geteuid() == 0 or not which("sudo") else "sudo "


def _known_to_apt(name: str, release: int) -> str:
    """Debian's older releases have no new OpenJDK; Temurin's own packages have another name."""
    if name != f"openjdk-{release}-jdk" or _in_apt(name):
        return name
    other = f"temurin-{release}-jdk"
    return other if _in_apt(other) else name


def _in_apt(name: str) -> bool:
    try:
        shown = subprocess.run(
            ["apt-cache", "show", name], capture_output=True, timeout=20, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return shown.returncode == 0 and bool(shown.stdout.strip())
