"""What a learner on Binder does in the browser, which isn't on the kernel's machine."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urljoin

import browsers
import jdk
import lint
import nbformat
import pytest
import server
import setup
from kernel_folders import SET_UP
from nbformat.v4 import new_code_cell, new_notebook
from places import HERE
from playwright.sync_api import Page

CELL = f"""{SET_UP}
var web = TcpServer.start("web", connection -> {{
    var request = new BufferedReader(new InputStreamReader(connection.in()));
    var line = request.readLine();
    while (!request.readLine().isEmpty()) {{}}
    var body = "You asked for: " + line;
    var head = "HTTP/1.1 200 OK\\r\\nContent-Type: text/plain\\r\\nConnection: close\\r\\n";
    connection.send(head + "Content-Length: " + body.length() + "\\r\\n\\r\\n" + body);
}});
Notebook.url(web)"""


@contextmanager
def opened(folder: Path, cell: str, more: dict[str, str]) -> Iterator[tuple[server.Server, Page]]:
    """A notebook with one cell in JupyterLab, as Binder starts that, with a kernel that runs."""
    metadata = {"kernelspec": {"name": "java", "display_name": "Java", "language": "java"}}
    notebook = new_notebook(cells=[new_code_cell(cell)], metadata=metadata)
    nbformat.write(notebook, folder / "a.ipynb")
    start, log = HERE.root / "binder" / "start", folder / "log"
    variables = setup.variables(HERE, jdk.required(HERE)) | more
    with server.started(start, folder, log, variables) as hub, browsers.page() as page:
        browsers.open_notebook(page, hub.url, hub.token, "a.ipynb")
        yield hub, page


@pytest.mark.parametrize(
    ("prefix", "shown"),
    [
        (server.BASE, r"/user/someone/proxy/\d+/"),
        ("", r"http://127\.0\.0\.1:\d+/"),
    ],
    ids=["on a hub or Binder", "at home"],
)
def test_a_link_in_a_notebook_leads_to_the_learners_server(
    tmp_path: Path, prefix: str, shown: str
) -> None:
    with opened(tmp_path, CELL, {server.HUB_PREFIX: prefix}) as (hub, page):
        browsers.run_first_cell(page)
        link = page.locator(".jp-OutputArea-output a")
        link.wait_for()
        assert re.fullmatch(shown, link.inner_text())
        with page.context.expect_page() as other:
            link.click()
        assert other.value.url == urljoin(hub.url, link.inner_text())
        assert other.value.inner_text("body") == "You asked for: GET / HTTP/1.1"


def test_work_is_kept_as_the_chapters_say(tmp_path: Path) -> None:
    *chosen, upload = re.findall(r"\*(.+?)\*", lint.KEEP)
    with opened(tmp_path, "1", {}) as (_, page):
        page.locator(".jp-CodeCell .cm-content").click()
        page.keyboard.type("// mine\n")
        with page.expect_download() as download:
            for path in chosen:
                menu, item = path.split(" → ")
                page.get_by_role("menuitem", name=menu, exact=True).click()
                page.get_by_role("menuitem", name=item).first.click()
                page.wait_for_load_state("networkidle")
        assert "// mine" in download.value.path().read_text()
        with page.expect_file_chooser():
            page.get_by_role("button", name=upload).click()
