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
    """The files and folders of one checkout, and of the learner who uses it.

    What is made once for all who use a checkout stands in `root`, what is one learner's in `home`.
    On a machine of one's own these are the same folder.
    """

    root: Path
    elsewhere: Path | None = None
    """The learner's folder, where it isn't the checkout."""
    read_only: bool = False
    """Whether the checkout is somebody else's, who sets it up for us."""

    @classmethod
    def found(cls, root: Path, caller: Mapping[str, str] = os.environ) -> Places:
        """Decides where the learner's things go: NETBOOK_HOME, the checkout, or ~/netbook."""
        read_only = not os.access(root, os.W_OK)
        named = caller.get("NETBOOK_HOME") or ("~/netbook" if read_only else "")
        home = Path(os.path.abspath(os.path.expanduser(named))) if named else root
        return cls(root, None if home == root else home, read_only)

    @property
    def home(self) -> Path:
        """The learner's folder."""
        return self.elsewhere or self.root

    @property
    def own(self) -> Places:
        """The learner's folder as if it were a checkout: for locks and stamps of their own."""
        return Places(self.home)

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
        return self.home / ".netbook" / "jupyter"

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
        return self.home / "work"

    def shown(self, path: Path) -> str:
        """A path as we say it: short if it is in the checkout."""
        return str(path.relative_to(self.root) if path.is_relative_to(self.root) else path)

    def said(self, text: str) -> str:
        """A text that names our commands, as this user types them."""
        return text.replace("./netbook", f"{self.root}/netbook") if self.elsewhere else text

    def java_release(self) -> int:
        """The JDK that the course is written for, from the one place where it stands."""
        return int(self._pom(r"<maven.compiler.release>(\d+)<"))

    def version(self) -> str:
        """The course's version, from the one place where it stands."""
        return self._pom(r"<artifactId>netbook-parent</artifactId>\s*<version>([^<]+)<")

    def jazzer_version(self) -> str:
        """The version of Jazzer, which only `fuzz` gets."""
        return self._pom(r"<jazzer.version>([^<]+)<")

    def _pom(self, pattern: str) -> str:
        found = re.search(pattern, (self.root / "pom.xml").read_text(encoding="utf-8"))
        if found is None:
            raise ValueError(f"pom.xml has nothing that matches {pattern}")
        return found.group(1)


HERE = Places.found(Path(__file__).resolve().parent.parent)


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
