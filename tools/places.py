"""Where things stand in a checkout, and what the programs that we start may see of the shell."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

# What the caller's shell may hold and what would change how our Python, Java or Jupyter behave.
HIDDEN = (
    "CLASSPATH",
    "JAVA_TOOL_OPTIONS",
    "JDK_JAVA_OPTIONS",
    "_JAVA_OPTIONS",
    "PYTHONHOME",
    "PYTHONPATH",
    "VIRTUAL_ENV",
)
HIDDEN_PREFIXES = ("JJAVA_", "IJAVA_", "JUPYTER", "PIP_TARGET", "PIP_PREFIX", "PIP_USER")

# Java takes these in a class path or an option for something else than a letter of a name.
UNUSABLE = re.compile(r'[:=*?"\\${}\[\]\n]')


@dataclass(frozen=True)
class Places:
    """The files and folders of one checkout."""

    root: Path

    @property
    def state(self) -> Path:
        """Everything that is generated and isn't the learner's; may be deleted at any time."""
        return self.root / ".netbook"

    @property
    def venv(self) -> Path:
        return self.state / "venv"

    @property
    def venv_python(self) -> Path:
        return self.venv / "bin" / "python"

    @property
    def logs(self) -> Path:
        return self.state / "log"

    @property
    def stamps(self) -> Path:
        return self.state / "stamps"

    @property
    def jupyter(self) -> Path:
        """Jupyter's own folders, so that the user's other Jupyter is neither touched nor seen."""
        return self.state / "jupyter"

    @property
    def jupyter_settings(self) -> Path:
        """Jupyter's settings for the course, here and on Binder."""
        return self.root / "binder" / "jupyter"

    @property
    def aot_cache(self) -> Path:
        return self.state / "kernel.aot"

    @property
    def stock_kernel(self) -> Path:
        """The kernelspec as `pip install jjava` brings it; `bench` compares ours with it."""
        return self.state / "stock-kernel" / "java"

    @property
    def requirements(self) -> Path:
        return self.root / "binder" / "requirements.txt"

    @property
    def test_requirements(self) -> Path:
        return self.root / "tools" / "requirements.txt"

    @property
    def netbook_jar(self) -> Path:
        return self.root / "lib" / "target" / "netbook.jar"

    @property
    def guard_jar(self) -> Path:
        return self.root / "guard" / "target" / "guard.jar"

    @property
    def notebooks(self) -> Path:
        return self.root / "notebooks"

    @property
    def solutions(self) -> Path:
        """What teachers see and learners don't: answers to what the chapters ask."""
        return self.root / "solutions"

    @property
    def handout(self) -> Path:
        """The templates of the handouts, their sheet, and what their indexes say."""
        return self.root / "handout"

    @property
    def work(self) -> Path:
        return self.root / "work"

    def java_release(self) -> int:
        """The JDK that the course is written for, from the one place where it stands."""
        return int(self._pom(r"<maven.compiler.release>(\d+)<"))

    def version(self) -> str:
        """The course's version, from the one place where it stands."""
        return self._pom(r"<artifactId>netbook-parent</artifactId>\s*<version>([^<]+)<")

    def _pom(self, pattern: str) -> str:
        found = re.search(pattern, (self.root / "pom.xml").read_text(encoding="utf-8"))
        if found is None:
            raise ValueError(f"pom.xml has nothing that matches {pattern}")
        return found.group(1)


HERE = Places(Path(__file__).resolve().parent.parent)


def environment(caller: Mapping[str, str] = os.environ, **more: str) -> dict[str, str]:
    """The caller's variables without the hidden ones, and with some more."""
    kept = {
        name: value
        for name, value in caller.items()
        if name not in HIDDEN and not name.startswith(HIDDEN_PREFIXES)
    }
    return kept | more


def without_proxies(variables: Mapping[str, str]) -> dict[str, str]:
    """The variables without proxies: some programs ask a proxy even for 127.0.0.1."""
    return {name: v for name, v in variables.items() if not name.lower().endswith("_proxy")}
