"""Compares a notebook's committed outputs with those of a fresh run."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from os.path import commonprefix
from typing import Any

from form import cell_name
from nbformat import NotebookNode
from renamings import PORTS, introduced, rename

VOLATILE = "volatile"
KERNEL = "kernel"

WINDOW = 100
"""How many characters of a long line a difference shows."""

Outputs = list[dict[str, Any]]


@dataclass(frozen=True)
class Piece:
    """One comparable part of a cell's outputs, such as the text/html of its second output."""

    label: str
    text: str
    renamed: bool
    """Whether the text is one in which ports, times and the like are renamed."""


def differences(
    cells: list[NotebookNode], committed: list[Outputs], fresh: list[Outputs], foreign: bool = False
) -> list[str]:
    """What a reader would see differ, one entry a cell; empty when the outputs are the same.

    On a foreign kernel, cells with the tag `kernel` may show anything.
    """
    return _differences(cells, committed, fresh, foreign)


def met_by_chance(
    cells: list[NotebookNode], committed: list[Outputs], fresh: list[Outputs], foreign: bool = False
) -> bool:
    """Whether two sockets of one run may have got the same port one after the other, by chance.

    Then nothing differs but ports, of which one side has fewer. A run some time later tells chance
    from a mistake.
    """
    if _differences(cells, committed, fresh, foreign, ports_alike=True):
        return False
    counts = []
    for outputs in (committed, fresh):
        counted = [o for c, o in zip(cells, outputs, strict=True) if not _is_free(c, foreign)]
        texts = [text for shown in counted for text in renamed_texts(shown)]
        counts.append(len(introduced(PORTS, texts)))
    return counts[0] != counts[1]


def _differences(
    cells: list[NotebookNode],
    committed: list[Outputs],
    fresh: list[Outputs],
    foreign: bool,
    ports_alike: bool = False,
) -> list[str]:
    sides = [_compared(cells, shown, foreign, ports_alike) for shown in (committed, fresh)]
    found = []
    for index, cell in enumerate(cells):
        if not (foreign and KERNEL in _tags(cell)):
            text = _difference(sides[0][index], sides[1][index])
            if text:
                found.append(f"{cell_name(index + 1, cell.id)}: {text}")
    return found


def _is_free(cell: NotebookNode, foreign: bool) -> bool:
    """Whether the texts of a cell may be anything."""
    return VOLATILE in _tags(cell) or (foreign and KERNEL in _tags(cell))


def _compared(
    cells: list[NotebookNode], outputs: list[Outputs], foreign: bool, ports_alike: bool
) -> list[list[Piece]]:
    """The pieces of each cell, renamed together; of some cells only the kinds count."""
    of_cells, ignored = [], []
    for cell, shown in zip(cells, outputs, strict=True):
        pieces = list(_pieces(shown))
        if _is_free(cell, foreign):
            ignored += renamed_texts(shown)
            pieces = [Piece(piece.label, "", False) for piece in pieces]
        of_cells.append(pieces)
    every = [piece for pieces in of_cells for piece in pieces]
    names = _rename_all(every, ignored, ports_alike)
    return [[next(names) for _ in pieces] for pieces in of_cells]


def _rename_all(
    pieces: list[Piece], introduced_by: list[str], ports_alike: bool = False
) -> Iterator[Piece]:
    texts = [piece.text for piece in pieces if piece.renamed]
    names = iter(rename(texts, introduced_by, ports_alike))
    for piece in pieces:
        yield Piece(piece.label, next(names), True) if piece.renamed else piece


def same_alone(one: Outputs, other: Outputs, all_one: list[str], all_other: list[str]) -> bool:
    """Whether two outputs of a cell read the same by themselves, wherever ports come from."""
    sides = ((one, all_one), (other, all_other))
    pieces = [list(_rename_all(list(_pieces(shown)), texts)) for shown, texts in sides]
    return pieces[0] == pieces[1]


def renamed_texts(outputs: Outputs) -> list[str]:
    """The texts of a cell's outputs in which ports, times and the like are renamed."""
    return [piece.text for piece in _pieces(outputs) if piece.renamed]


def is_renamed(mime: str) -> bool:
    """Whether ports, times and the like are renamed in data of this type."""
    return mime.startswith("text/")


def _tags(cell: NotebookNode) -> list[str]:
    return cell.metadata.get("tags", [])


def _pieces(outputs: Outputs) -> Iterator[Piece]:
    for number, output in enumerate(outputs, start=1):
        kind = output["output_type"]
        label = f"output {number}, {kind}"
        if kind == "stream":
            yield Piece(f"{label} {output['name']}", output["text"], True)
        elif kind == "error":
            # Its words are the kernel's, not the notebook's: that there is one must be the same.
            yield Piece(label, "", False)
        else:
            for mime, data in sorted(output["data"].items()):
                text = data if isinstance(data, str) else json.dumps(data, sort_keys=True)
                yield Piece(f"{label} {mime}", text, is_renamed(mime))
            if metadata := output.get("metadata"):
                yield Piece(f"{label} metadata", json.dumps(metadata, sort_keys=True), False)


def _difference(committed: list[Piece], fresh: list[Piece]) -> str:
    labels = [[piece.label for piece in side] for side in (committed, fresh)]
    if labels[0] != labels[1]:
        return "its outputs are of other kinds\n" + _first_difference(labels[0], labels[1])
    for old, new in zip(committed, fresh, strict=True):
        if old.text != new.text:
            lines = _first_difference(old.text.split("\n"), new.text.split("\n"))
            return f"{old.label}\n{lines}"
    return ""


def _first_difference(old: list[str], new: list[str]) -> str:
    """The first line that differs, as in a unified diff: committed is -, fresh is +."""
    place = len(commonprefix([old, new]))
    removed, added = old[place : place + 1], new[place : place + 1]
    column = len(commonprefix(removed + added)) if removed and added else 0
    lines = [f"@@ line {place + 1} @@"]
    lines += [f"  {_clip(line, 0)}" for line in old[max(0, place - 1) : place]]
    lines += [f"- {_clip(line, column)}" for line in removed]
    lines += [f"+ {_clip(line, column)}" for line in added]
    return "\n".join(lines)


def _clip(line: str, column: int) -> str:
    """The part of a long line around a column."""
    start = max(0, column - WINDOW // 2) if len(line) > WINDOW else 0
    end = start + WINDOW
    return ("…" if start else "") + line[start:end] + ("…" if end < len(line) else "")
