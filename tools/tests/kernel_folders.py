"""Which kernels the tests of the adapter run on, and what a cell needs there first."""

from __future__ import annotations

import json
import os
from pathlib import Path

import kernelspec
import places
import pytest

SET_UP = f"""\
%classpath {places.HERE.netbook_jar}
import netbook.bytes.*;
import netbook.net.*;
import netbook.notebook.*;
"""


def ours() -> Path:
    """The kernelspec that set-up wrote, or the one that NETBOOK_KERNEL names."""
    named = os.environ.get("NETBOOK_KERNEL")
    folder = Path(named) if named else kernelspec.folder(places.HERE.venv)
    if not (folder / "kernel.json").is_file():
        pytest.skip("no kernel here: ./netbook test sets one up")
    return folder


def stock() -> Path:
    """The kernelspec as `pip install jjava` brings it."""
    folder = places.HERE.stock_kernel
    if not (folder / "kernel.json").is_file():
        pytest.skip("no stock kernel here: ./netbook test keeps one")
    return folder


def has_guard(folder: Path) -> bool:
    """Whether the kernel is started with the agent that ends endless loops."""
    spec = json.loads((folder / "kernel.json").read_text(encoding="utf-8"))
    return any(str(word).startswith("-javaagent:") for word in spec["argv"])


def variables() -> dict[str, str]:
    """An environment in which the first `java` on the path, which stock takes, is our JDK's."""
    plain = places.without_proxies(places.environment())
    spec = kernelspec.read(places.HERE.venv)
    if spec is None:
        return plain
    folder = Path(spec["argv"][0]).parent
    return plain | {"PATH": f"{folder}{os.pathsep}{plain.get('PATH', '')}"}
