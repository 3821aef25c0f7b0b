"""Chromium as the tests drive it, and JupyterLab in it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

import packages
import pytest
from chromium import find
from places import HERE
from playwright.sync_api import Browser, Page, sync_playwright

QUIET = (
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-sandbox",
)
PATIENCE_SECONDS = 60


def chromium() -> str:
    """The system's Chromium; skips the test where there is none."""
    found = find()
    if not found:
        pytest.skip(f"Chromium is missing: {packages.install(['chromium'], HERE.java_release())}")
    return found


@contextmanager
def launched() -> Iterator[Browser]:
    """A browser that asks for nothing by itself."""
    program = chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(QUIET))
        yield browser
        browser.close()


@contextmanager
def page(color_scheme: Literal["light", "dark"] | None = None) -> Iterator[Page]:
    """An empty page of a browser that is there for it alone, on a system of that scheme."""
    with launched() as browser:
        opened = browser.new_page(color_scheme=color_scheme)
        opened.set_default_timeout(PATIENCE_SECONDS * 1000)
        yield opened


def open_notebook(page: Page, url: str, token: str, path: str) -> None:
    """Opens a notebook in JupyterLab, and waits for its kernel."""
    answers: list[str] = []
    page.on(
        "websocket",
        lambda socket: socket.on("framereceived", lambda frame: answers.append(str(frame))),
    )
    page.goto(f"{url}/lab/tree/{path}?token={token}")
    page.get_by_role("tab", name=path.rpartition("/")[2]).wait_for()
    # Lab forgets a cell that is run before it has a kernel.
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not any("kernel_info_reply" in answer for answer in answers):
        assert time.monotonic() < deadline, "the kernel gave the browser no answer"
        page.wait_for_timeout(50)


def run_first_cell(page: Page) -> None:
    """Runs the cell at the top, which must be one of code."""
    page.locator(".jp-CodeCell .cm-content").first.click()
    page.keyboard.press("Shift+Enter")
