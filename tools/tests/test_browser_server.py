"""A server of the learner's in the browser, where the browser isn't on the kernel's machine."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urljoin

import browsers
import jdk
import nbformat
import pytest
import server
import setup
from kernel_folders import SET_UP
from nbformat.v4 import new_code_cell, new_notebook
from places import HERE

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
    metadata = {"kernelspec": {"name": "java", "display_name": "Java", "language": "java"}}
    notebook = new_notebook(cells=[new_code_cell(CELL)], metadata=metadata)
    nbformat.write(notebook, tmp_path / "web.ipynb")
    start, log = HERE.root / "binder" / "start", tmp_path / "log"
    variables = setup.variables(HERE, jdk.required(HERE)) | {server.HUB_PREFIX: prefix}
    with server.started(start, tmp_path, log, variables) as hub, browsers.page() as page:
        browsers.open_notebook(page, hub.url, hub.token, "web.ipynb")
        browsers.run_first_cell(page)
        link = page.locator(".jp-OutputArea-output a")
        link.wait_for()
        assert re.fullmatch(shown, link.inner_text())
        with page.context.expect_page() as opened:
            link.click()
        assert opened.value.url == urljoin(hub.url, link.inner_text())
        assert opened.value.inner_text("body") == "You asked for: GET / HTTP/1.1"
