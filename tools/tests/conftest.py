"""Puts tools/ on the path, as `python tools/cli.py` does, and makes notebooks for the tests."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import browsers
import handouts
import jdk
import pytest
import stamps
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from places import HERE
from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The handouts, as the launcher writes them; workers side by side read the same ones."""
    browsers.chromium()
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, part = shared / "site", shared / "site.part"
    with (shared / "site.lock").open("w") as lock:
        stamps.hold(lock.fileno(), "the worker that writes the handouts")
        if not folder.is_dir():
            shutil.rmtree(part, ignore_errors=True)
            part.mkdir()
            handouts.write(part, jdk.required(HERE))
            part.rename(folder)
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium, which asks for nothing by itself."""
    with browsers.launched() as browser:
        yield browser


def notebook_of(*cells: NotebookNode) -> NotebookNode:
    """A notebook with ids cell-1, cell-2, … unless a cell brings its own."""
    for number, cell in enumerate(cells, start=1):
        if cell.id == "unnamed":
            cell.id = f"cell-{number}"
    return new_notebook(cells=list(cells))


def code(source: str, *outputs: dict, tags: list[str] | None = None) -> NotebookNode:
    """A code cell with these outputs."""
    metadata = {"tags": tags} if tags else {}
    shown = [NotebookNode(output) for output in outputs]
    return new_code_cell(source, id="unnamed", outputs=shown, metadata=metadata)


def prose(source: str) -> NotebookNode:
    """A markdown cell."""
    return new_markdown_cell(source, id="unnamed")


def stream(text: str, name: str = "stdout") -> dict:
    """What a cell printed."""
    return {"output_type": "stream", "name": name, "text": text}


def shown(**data: str) -> dict:
    """What a cell displayed, by subtype of text: shown(html="<b>1</b>", plain="1")."""
    texts = {f"text/{subtype}": text for subtype, text in data.items()}
    return {"output_type": "display_data", "data": texts, "metadata": {}}


def failure(name: str = "EvalException") -> dict:
    """An exception that left a cell."""
    return {"output_type": "error", "ename": name, "evalue": "no", "traceback": ["no"]}


def declaration(solution: Path) -> str:
    """How a file of solutions/ declares its class."""
    source = solution.read_text(encoding="utf-8")
    found = re.search(rf"\b(?:class|record) {solution.stem}\b[^{{]*", source)
    assert found, f"{solution} declares no {solution.stem}"
    return found.group()
