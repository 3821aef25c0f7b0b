"""The canonical form of a notebook: one content, one file.

Everything that a run or an editor adds by the way is left out (execution counts, timings, folded
cells, widths), so that a difference in git is always a difference that a reader would see.
"""

from __future__ import annotations

import hashlib
import re
import sys
from pathlib import Path

import chapters
import nbformat
from nbformat import NotebookNode
from places import HERE

KERNELSPEC = {"display_name": "Java", "language": "java", "name": "java"}
LANGUAGE_INFO = {
    "file_extension": ".jshell",
    "mimetype": "text/x-java-source",
    "name": "Java",
}
CELL_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


def read(path: Path) -> NotebookNode:
    """Reads a notebook as it stands, without repairing anything but its format version."""
    return parse(path.read_text(encoding="utf-8"))


def parse(text: str) -> NotebookNode:
    """Reads a notebook from text; cells without an id get the one that the canonical form has."""
    notebook = nbformat.reader.reads(text)
    if notebook.get("nbformat") != 4:
        raise ValueError(f"nbformat {notebook.get('nbformat')} is not 4")
    notebook.nbformat_minor = 5
    _give_ids(notebook.cells)
    return notebook


def canonical(notebook: NotebookNode) -> str:
    """The one text of this notebook; the notebook itself isn't changed."""
    plain = NotebookNode(
        cells=[_plain_cell(cell) for cell in notebook.cells],
        metadata=NotebookNode(kernelspec=KERNELSPEC, language_info=LANGUAGE_INFO),
        nbformat=4,
        nbformat_minor=5,
    )
    _give_ids(plain.cells)
    nbformat.validate(plain)
    return nbformat.v4.writes(plain).rstrip("\n") + "\n"


def write(path: Path, notebook: NotebookNode) -> bool:
    """Writes the canonical form, and says whether that changed the file."""
    text = canonical(notebook).encode("utf-8")
    if path.exists() and path.read_bytes() == text:
        return False
    path.write_bytes(text)
    return True


def merge_streams(outputs: list[NotebookNode]) -> list[NotebookNode]:
    """Joins consecutive pieces of one stream, since where a print was cut means nothing."""
    merged: list[NotebookNode] = []
    for output in outputs:
        last = merged[-1] if merged else None
        if last and output.output_type == last.output_type == "stream" and output.name == last.name:
            last.text += output.text
        else:
            merged.append(NotebookNode(output))
    return merged


def cell_name(number: int, cell_id: str) -> str:
    """How messages name a cell: its place from 1 among all cells, and its id."""
    return f"cell {number} ({cell_id})"


def _plain_cell(cell: NotebookNode) -> NotebookNode:
    tags = sorted(set(cell.metadata.get("tags", [])))
    plain = NotebookNode(
        cell_type=cell.cell_type,
        metadata=NotebookNode(tags=tags) if tags else NotebookNode(),
        source=_plain_source(cell.source),
    )
    if "id" in cell:
        plain.id = cell.id
    if cell.cell_type == "code":
        plain.execution_count = None
        plain.outputs = [_plain_output(output) for output in merge_streams(cell.outputs)]
    elif cell.get("attachments"):
        plain.attachments = cell.attachments
    return plain


def _plain_source(source: str) -> str:
    return source.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")


def _plain_output(output: NotebookNode) -> NotebookNode:
    plain = NotebookNode(output)
    plain.pop("transient", None)
    if output.output_type == "execute_result":
        plain.execution_count = None
    return plain


def _give_ids(cells: list[NotebookNode]) -> None:
    """Keeps ids that are valid and new; derives the others from what the cell says."""
    kept: set[str] = set()
    for cell in cells:
        if not CELL_ID.fullmatch(cell.get("id", "")) or cell.id in kept:
            cell.pop("id", None)
        else:
            kept.add(cell.id)
    for cell in cells:
        if "id" not in cell:
            cell.id = _derived_id(cell, kept)
            kept.add(cell.id)


def _derived_id(cell: NotebookNode, taken: set[str]) -> str:
    digest = hashlib.sha256(cell.source.encode("utf-8")).hexdigest()[:8]
    base = f"{cell.cell_type}-{digest}"
    return next(name for name in _numbered(base, len(taken) + 1) if name not in taken)


def _numbered(base: str, count: int) -> list[str]:
    return [base] + [f"{base}-{number}" for number in range(2, count + 2)]


def main(paths: list[str]) -> int:
    """Puts the named notebooks, or all of them, into canonical form."""
    for path in [Path(path) for path in paths] or chapters.every(HERE):
        if write(path, read(path)):
            print(f"{path.name}: put in canonical form")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
