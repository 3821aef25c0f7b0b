"""Every picture of the course in JupyterLab: before it is run and after, trusted or not, in both
themes while the system has the other one.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import browsers
import chapters
import form
import jdk
import pytest
import server
import setup
from axe_playwright_python.sync_playwright import Axe
from places import HERE
from playwright.sync_api import Page

GALLERY = f"{chapters.GALLERY}.ipynb"

THEMES = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}
OTHER = {"light": "dark", "dark": "light"}

# A figure as its elements stand in one another, without what they say.
BONES = """const bones = e => [e.tagName, ...e.classList].join('.')
    + '(' + [...e.children].map(bones).join(' ') + ')';"""
SKELETONS = f"""() => {{
    {BONES}
    return [...document.querySelectorAll('.jp-OutputArea figure.nb')].map(bones);
}}"""
COMMITTED = f"""html => {{
    {BONES}
    const page = document.implementation.createHTMLDocument('');
    page.body.innerHTML = html;
    return bones(page.querySelector('figure.nb'));
}}"""

# What the network's bytes could have become: other elements, formulas, or more than its room.
STRAY = """() => {
    const outputs = [...document.querySelectorAll('.jp-OutputArea figure.nb')];
    const wide = e => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX !== 'auto';
    return {
        elements: outputs.flatMap(o => [...o.querySelectorAll('i, mjx-container, script, img')])
            .map(e => e.outerHTML.slice(0, 80)),
        ids: outputs.flatMap(o => [...o.querySelectorAll('[id]')]).map(e => e.id),
        wide: outputs.filter(wide).map(o => o.textContent.slice(0, 80)),
    };
}"""

# The red, green and blue of the paper.
GROUND = """() => getComputedStyle(document.querySelector('.jp-Notebook')).backgroundColor
    .match(/[0-9]+/g).slice(0, 3).map(Number)"""

# Rules about a page as a whole, which is JupyterLab's.
NOT_OURS = {"region", "page-has-heading-one", "landmark-one-main", "bypass"}


def committed() -> list[str]:
    """The pictures that stand in the notebook's file, as HTML."""
    found = []
    for cell in form.read(HERE.notebooks / GALLERY).cells:
        for output in cell.get("outputs", []):
            found += [output["data"]["text/html"]] if "text/html" in output.get("data", {}) else []
    return found


@contextmanager
def opened(folder: Path, scheme: str, trusted: bool) -> Iterator[Page]:
    """The gallery in JupyterLab, all of it drawn, in a theme that isn't the system's."""
    settings = folder / "settings" / "@jupyterlab"
    for plugin, chosen in (
        ("apputils-extension/themes", {"theme": THEMES[scheme]}),
        ("notebook-extension/tracker", {"windowingMode": "none"}),
    ):
        file = settings / f"{plugin}.jupyterlab-settings"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(chosen), encoding="utf-8")
    root = folder / "course" / "notebooks"
    root.mkdir(parents=True)
    (root.parent / "lib").symlink_to(HERE.root / "lib")
    shutil.copy(HERE.notebooks / GALLERY, root / GALLERY)
    variables = setup.variables(HERE, jdk.required(HERE)) | {
        "JUPYTERLAB_SETTINGS_DIR": str(settings.parent),
        "JUPYTER_DATA_DIR": str(folder / "data"),
    }
    if trusted:
        sign = [str(HERE.venv_python), "-c", chapters.SIGN, str(root / GALLERY)]
        subprocess.run(sign, env=variables, check=True, timeout=60)
    start = HERE.root / "binder" / "start"
    with (
        server.started(start, root, folder / "log", variables) as hub,
        browsers.page(color_scheme=OTHER[scheme]) as page,
    ):
        page.set_viewport_size({"width": 1280, "height": 900})
        browsers.open_notebook(page, hub.url, hub.token, GALLERY)
        page.locator(".jp-OutputArea figure.nb").last.wait_for()
        yield page


def run_all(page: Page) -> None:
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    page.get_by_text("Stopped ", exact=False).last.wait_for(state="attached")
    page.wait_for_function(
        "() => !document.querySelector('.jp-InputPrompt')"
        " || [...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')]"
        ".every(e => /\\d/.test(e.textContent))"
    )


def live(skeletons: list[str], htmls: list[str]) -> list[str]:
    """All but the picture that grows while others are drawn."""
    return [s for s, html in zip(skeletons, htmls, strict=True) if "Conversation, live" not in html]


@pytest.mark.parametrize("scheme", THEMES)
def test_trusted_it_is_what_was_committed_before_it_runs_and_after(
    tmp_path: Path, scheme: str
) -> None:
    with opened(tmp_path, scheme, trusted=True) as page:
        htmls = committed()
        wanted = live([page.evaluate(COMMITTED, html) for html in htmls], htmls)
        assert len(wanted) > 30
        assert live(page.evaluate(SKELETONS), htmls) == wanted
        run_all(page)
        assert live(page.evaluate(SKELETONS), htmls) == wanted
        assert page.evaluate(STRAY) == {"elements": [], "ids": [], "wide": []}
        dark = [part < 128 for part in page.evaluate(GROUND)]
        assert all(dark) if scheme == "dark" else not any(dark)
        found = Axe().run(page, context=".jp-OutputArea").response["violations"]
        ours = [rule for rule in found if rule["id"] not in NOT_OURS]
        assert [(rule["id"], rule["nodes"][0]["html"]) for rule in ours] == []


def test_untrusted_it_still_tells_all(tmp_path: Path) -> None:
    with opened(tmp_path, "light", trusted=False) as page:
        assert page.locator(".jp-OutputArea figure.nb").count() == len(committed())
        assert page.locator("figure.nb :is(svg, style, script)").count() == 0
        assert page.evaluate(STRAY)["elements"] == []
        shown = page.locator(".jp-OutputArea figure.nb").all_text_contents()
        for said in ("C>S", "slice at 2", "drop on datagram 2", "Stopped at 0008", "<i>old Macs</i>"):
            assert any(said in text for text in shown), said
