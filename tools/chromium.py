"""Prints a page to PDF with the system's Chromium."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from places import environment
from progress import Problem, run_logged

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)

QUIET = (
    "--headless",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
SECONDS = 120


def find() -> str | None:
    """The program; None if this system has none."""
    on_path = next((found for name in NAMES if (found := shutil.which(name))), None)
    return on_path or next((path for path in MAC if Path(path).is_file()), None)


def print_pdf(program: str, page: Path, pdf: Path, log: Path) -> None:
    """Prints a local page, with bookmarks for its headings and tags for screen readers."""
    with tempfile.TemporaryDirectory(dir=page.parent, prefix=".chromium-") as profile:
        argv = [program, *QUIET, f"--user-data-dir={profile}", "--no-pdf-header-footer"]
        argv += ["--generate-pdf-document-outline", f"--print-to-pdf={pdf}", page.as_uri()]
        if os.geteuid() == 0:
            argv.insert(1, "--no-sandbox")
        code = run_logged(argv, log, env=environment(), seconds=SECONDS)
    if code != 0 or not pdf.is_file():
        raise Problem("Chromium could not print the PDF", log=log)
