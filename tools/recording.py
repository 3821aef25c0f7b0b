"""What a new recording of a notebook keeps of the old one: every output that means the same.

A port or a time that differs only because the notebook ran again shall not show up in git.
"""

from __future__ import annotations

from typing import Any

from compare import VOLATILE, Outputs, differences, is_renamed, renamed_texts, same_alone
from nbformat import NotebookNode
from renamings import PORTS, introduced


def put_outputs(notebook: NotebookNode, fresh: list[Outputs]) -> int:
    """Gives the notebook the fresh outputs where they say something new; returns in how many cells.

    What was committed stays where it reads the same, and new outputs then speak of the ports that
    the kept ones show. Where that can't be done throughout, all outputs are taken as they came.
    """
    cells = notebook.cells
    old: list[Outputs] = [list(cell.get("outputs", [])) for cell in cells]
    chosen = _mixed(cells, old, fresh)
    if differences(cells, chosen, fresh):
        chosen = fresh
    changed = 0
    for cell, before, after in zip(cells, old, chosen, strict=True):
        if cell.cell_type == "code":
            cell.outputs = [NotebookNode(output) for output in after]
            changed += after != before
    return changed


def _mixed(cells: list[NotebookNode], old: list[Outputs], fresh: list[Outputs]) -> list[Outputs]:
    """Old outputs where a cell reads the same as before, and else fresh ones with the old ports."""
    old_texts, fresh_texts = _all_texts(old), _all_texts(fresh)
    volatile = [VOLATILE in cell.metadata.get("tags", []) for cell in cells]
    kept = [
        not differences([cell], [before], [after])
        if changing
        else same_alone(before, after, old_texts, fresh_texts)
        for cell, changing, before, after in zip(cells, volatile, old, fresh, strict=True)
    ]
    old_port = {
        new: before
        for keep, changing, *sides in zip(kept, volatile, old, fresh, strict=True)
        if keep and not changing
        for before, new in zip(
            _ports(sides[0], old_texts), _ports(sides[1], fresh_texts), strict=True
        )
    }
    return [
        before if keep else [_with_ports(output, old_port) for output in after]
        for keep, before, after in zip(kept, old, fresh, strict=True)
    ]


def _all_texts(outputs: list[Outputs]) -> list[str]:
    return [text for shown in outputs for text in renamed_texts(shown)]


def _ports(outputs: Outputs, all_texts: list[str]) -> list[str]:
    known = introduced(PORTS, all_texts)
    found = [word for text in renamed_texts(outputs) for word in PORTS.word.findall(text)]
    return [word for word in found if word in known]


def _with_ports(output: dict[str, Any], old_port: dict[str, str]) -> dict[str, Any]:
    def swap(text: str) -> str:
        return PORTS.word.sub(lambda match: old_port.get(match[0], match[0]), text)

    if output["output_type"] == "stream":
        return output | {"text": swap(output["text"])}
    if "data" not in output:
        return output
    data = {mime: swap(text) if is_renamed(mime) else text for mime, text in output["data"].items()}
    return output | {"data": data}
