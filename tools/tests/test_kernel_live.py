"""`Show.live` in a real kernel and in JupyterLab: it grows under its cell, and then it stops."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import browsers
import jdk
import nbformat
import pytest
import server
import setup
from kernel_folders import SET_UP, ours, variables
from kernels import Kernel, KernelTimeout, running
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from places import HERE
from playwright.sync_api import Page

IMPORTS = "import netbook.show.*;\nimport netbook.tap.*;\n"
ECHO = """\
var echo = TcpServer.start("echo", c -> c.in().transferTo(c.out()));
var tap = Tap.before(echo);
void say(String word) throws Exception {
  try (var client = TcpClient.connect(tap.address())) {
    client.send(word);
    client.finishSending();
    client.readAll();
  }
}
"""

BETWEEN_SECONDS = 0.25
QUIET_SECONDS = 1.0


@pytest.fixture
def kernel() -> Iterator[Kernel]:
    with running(ours(), variables=variables()) as kernel:
        assert kernel.run(SET_UP + IMPORTS).status == "ok"
        assert kernel.run(ECHO).status == "ok"
        yield kernel


def text(message: dict[str, Any]) -> str:
    return str(message["content"]["data"]["text/plain"])


def is_final(messages: list[dict[str, Any]]) -> bool:
    return text(messages[-1]).startswith("Conversation, final, ")


def told_nothing_more(kernel: Kernel, cell: str) -> bool:
    """Whether no message comes for a cell that has ended."""
    try:
        kernel.late(cell, lambda _: True, QUIET_SECONDS)
    except KernelTimeout:
        return True
    return False


def test_it_grows_after_its_cell_and_stops_with_the_tap(kernel: Kernel) -> None:
    begin = time.monotonic()
    cell = kernel.send("Show.live(tap);")
    shown = kernel.wait(cell)
    assert shown.data() == ["Conversation, live, 0 events."]
    identity = shown.outputs[0]["transient"]["display_id"]

    kernel.send('for (int i = 0; i < 30; i++) { say("word " + i); Thread.sleep(50); }')
    grown = kernel.late(cell, lambda messages: '"word 29"' in text(messages[-1]), timeout=30)
    seconds = time.monotonic() - begin
    kernel.send('say("last words"); tap.settle(); tap.close();')
    ended = kernel.late(cell, is_final)

    for message in grown + ended:
        assert message["header"]["msg_type"] == "update_display_data"
        assert message["content"]["transient"]["display_id"] == identity
    assert text(ended[-1]).startswith("Conversation, final, 155 events. The last 50 are shown")
    assert '"last words"' in text(ended[-1])
    assert "last words" in ended[-1]["content"]["data"]["text/html"]
    assert all(text(message).startswith("Conversation, live, ") for message in grown)

    assert 3 <= len(grown) <= seconds / BETWEEN_SECONDS

    assert told_nothing_more(kernel, cell)


def test_running_the_cell_again_leaves_one_that_grows(kernel: Kernel) -> None:
    first = kernel.send("Show.live(tap);")
    kernel.wait(first)
    second = kernel.send("Show.live(tap);")
    kernel.wait(second)
    last = kernel.late(first, is_final)
    assert len(last) == 1
    kernel.run('say("hello");')
    kernel.late(second, lambda messages: '"hello"' in text(messages[-1]))
    kernel.send("Notebook.stop();")
    kernel.late(second, is_final)
    assert told_nothing_more(kernel, first)


def test_what_is_recorded_is_the_picture_as_the_cell_left_it(kernel: Kernel) -> None:
    kernel.run('say("before"); tap.settle();')
    shown = kernel.run("Show.live(tap);")
    assert [output["output_type"] for output in shown.outputs] == ["display_data"]
    assert shown.data()[0].startswith("Conversation, live, 5 events. 6 B from client")


def test_cells_and_live_pictures_do_not_disturb_each_other(kernel: Kernel) -> None:
    kernel.run("var traces = new ArrayList<netbook.trace.Trace>();")
    kernel.run(
        "for (int i = 0; i < 4; i++) { traces.add(new netbook.trace.Trace());"
        " Show.live(traces.get(i)); }"
    )
    for number in range(40):
        told = kernel.run(
            "for (var t : traces) t.data(1, \"client\", \"server\", Bytes.utf8(\"x\"));\n"
            f"Notebook.display(View.of(\"n {number}\")); System.out.println({number}); {number}"
        )
        assert told.data() == [f"n {number}", str(number)]
        assert told.stream() == f"{number}\n"


# The tops of what stands above the picture, of the picture, and of the cell that is being run.
TOPS = """() => {
    const top = e => Math.round(e.getBoundingClientRect().top);
    const cells = [...document.querySelectorAll('.jp-CodeCell')];
    return {live: top(cells[2]), height: document.querySelector('.nb-conv').clientHeight,
            cells: cells.slice(3).map(top)};
}"""


@contextmanager
def opened(folder: Path, *cells: str) -> Iterator[Page]:
    """A notebook in JupyterLab, with room below its last cell."""
    metadata = {"kernelspec": {"name": "java", "display_name": "Java", "language": "java"}}
    sources = [new_code_cell(cell, id=f"cell-{number}") for number, cell in enumerate(cells)]
    room = new_markdown_cell("The end.\n\n" * 60, id="end")
    nbformat.write(new_notebook(cells=[*sources, room], metadata=metadata), folder / "a.ipynb")
    start, settings = HERE.root / "binder" / "start", setup.variables(HERE, jdk.required(HERE))
    with server.started(start, folder, folder / "log", settings) as hub, browsers.page() as page:
        page.set_viewport_size({"width": 1100, "height": 800})
        browsers.open_notebook(page, hub.url, hub.token, "a.ipynb")
        yield page


def test_in_jupyterlab_it_grows_and_the_cell_that_is_read_stays(tmp_path: Path) -> None:
    talk = 'for (int i = 0; i < 4; i++) { say("word " + i); Thread.sleep(300); }'
    cells = (SET_UP + IMPORTS, ECHO, "Show.live(tap);", talk, talk, "tap.close();")
    with opened(tmp_path, *cells) as page:
        caption = page.locator(".nb-conv figcaption")
        browsers.run_first_cell(page)
        page.keyboard.press("Shift+Enter")
        page.keyboard.press("Shift+Enter")
        caption.get_by_text("live, 0 events").wait_for()
        before = page.evaluate(TOPS)
        page.keyboard.press("Shift+Enter")
        caption.get_by_text("live, 20 events").wait_for()
        grown = page.evaluate(TOPS)
        assert grown["live"] == before["live"]
        assert grown["height"] > before["height"] + 20 * 40

        page.locator(".jp-CodeCell .cm-content").nth(4).click()
        read = page.evaluate(TOPS)
        page.keyboard.press("Control+Enter")
        caption.get_by_text("live, 40 events").wait_for()
        assert page.evaluate(TOPS)["height"] > read["height"] + 20 * 40
        assert page.evaluate(TOPS)["cells"] == read["cells"]

        page.locator(".jp-CodeCell .cm-content").nth(5).click()
        page.keyboard.press("Control+Enter")
        caption.get_by_text("final, 40 events").wait_for()
        assert caption.count() == 1
