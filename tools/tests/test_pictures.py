"""The pictures are the run's: other bytes in a chapter's cell are other bytes in its pictures."""

from __future__ import annotations

import re
from html import unescape

import chapters
import form
import pytest
from kernel_folders import ours, variables
from kernels import Kernel, running
from places import HERE

THERE = '"hello\\n"'

# A line in letters of one, two, three and four octets, with marks of HTML among them.
OTHER = "<b>é€😀</b> &amp;\n"


def rows(html: str) -> dict[int, bytes]:
    """The octets that a plain hexdump shows, by their offset."""
    found = {}
    for row in re.findall(r"<tr><td.*?</tr>", html, re.DOTALL):
        offset, hexes = re.findall(r"<td.*?</td>", row, re.DOTALL)[:2]
        text = [unescape(re.sub("<[^>]*>", "", cell)) for cell in (offset, hexes)]
        found[int(text[0], 16)] = bytes.fromhex(text[1])
    return found


def labels(html: str) -> list[str]:
    """What stands at the arrows of a conversation."""
    found = re.findall(r"<foreignObject[^>]*><span[^>]*>(.*?)</span>", html, re.DOTALL)
    return [unescape(label) for label in found]


def content(sent: str) -> str:
    """What a label says of so few octets: text where all of it is printable ASCII, else hex."""
    line = sent.replace("\n", "\\n")
    return f'"{line}"' if line.isascii() else sent.encode().hex(" ")


def show(kernel: Kernel, cells: dict[str, str], sent: str) -> tuple[str, str]:
    """Chapter 00's first conversation and its hexdump, of other text; both as HTML."""
    literal = '"' + sent.replace("\n", "\\n") + '"'
    assert THERE in cells["wire"]
    for name in ("first", "wire"):
        outcome = kernel.run(cells[name].replace(THERE, literal))
        assert outcome.status == "ok", outcome.error()
    (conversation,) = outcome.data("text/html")
    (dump,) = kernel.run(cells["hex"]).data("text/html")
    return conversation, dump


@pytest.fixture(scope="module")
def cells() -> dict[str, str]:
    (path,) = chapters.chapter(HERE, "00")
    return {cell.id: cell.source for cell in form.read(path).cells}


def test_other_bytes_are_other_bytes_in_the_pictures(cells: dict[str, str]) -> None:
    with running(ours(), cwd=HERE.notebooks, variables=variables()) as kernel:
        assert kernel.run(cells["setup"]).status == "ok"
        for sent in ("hello\n", OTHER, "x" * 60 + "\n"):
            conversation, dump = show(kernel, cells, sent)
            octets = sent.encode()
            assert rows(dump) == {at: octets[at : at + 16] for at in range(0, len(octets), 16)}
            said = [label for label in labels(conversation) if " B " in label]
            assert len(said) == 2
            assert set(said) == {f"{len(octets)} B {content(sent)}"}
        assert kernel.run("Notebook.stop();").status == "ok"
