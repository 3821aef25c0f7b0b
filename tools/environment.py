"""The private Python environment: made, filled and mended; the user's own is never touched."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import packages
import stamps
from places import Places, environment
from progress import Problem, first_error, run_logged, step

# Prints what is installed: name and version of each, without those that have lost a package.
INSTALLED = """
import importlib.metadata as m, json
def whole(d):
    heads = [f for f in d.files or () if len(f.parts) == 2 and f.name == "__init__.py"]
    return all(f.locate().is_file() for f in heads)
print(json.dumps({d.name: d.version for d in m.distributions() if whole(d)}))
"""


def installed(python: Path) -> dict[str, str]:
    """What is installed and whole beside a Python; empty if that Python doesn't run."""
    try:
        answer = subprocess.run(
            [python, "-c", INSTALLED],
            env=environment(),
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        ).stdout
        return dict(json.loads(answer))
    except (OSError, subprocess.SubprocessError, ValueError):
        return {}


def faults(places: Places, present: dict[str, str] | None = None) -> list[str]:
    """What is wrong with the environment, in a few words each; nothing if it is as it was made."""
    if not places.venv.is_dir():
        return ["not made yet"]
    present = installed(places.venv_python) if present is None else present
    if not present:
        return ["its Python doesn't run"]
    if not _recorded(places):
        return ["its set-up did not end"]
    if not stamps.holds(places, "pip", _content(places.requirements)):
        return ["binder/requirements.txt has changed since"]
    return [f"{name} is missing or broken" for name in _lost(places, present)]


def prepare(places: Places) -> None:
    """Makes the environment, or mends it; does nothing if it is as it should be."""
    with stamps.alone(places):
        present = installed(places.venv_python)
        if not faults(places, present):
            return
        current = stamps.holds(places, "pip", _content(places.requirements))
        lost = _lost(places, present)
        if current and lost and "pip" in present:
            again = ["--force-reinstall", "--no-deps", *lost]
            _pip_install(places, again, "Mending the Python environment (pip)")
        else:
            _make(places)


def _lost(places: Places, present: dict[str, str]) -> list[str]:
    """What was installed and no longer is, or not whole, as pip names it."""
    recorded = sorted(_recorded(places).items())
    return [f"{name}=={version}" for name, version in recorded if present.get(name) != version]


def prepare_tests(places: Places) -> None:
    """Adds what only tests need."""
    with stamps.alone(places):
        content = _content(places.test_requirements)
        if not stamps.holds(places, "pip-tests", content):
            with stamps.renewed(places, "pip-tests", content):
                _install(places, places.test_requirements, "Installing what tests need (pip)")


def _make(places: Places) -> None:
    content = _content(places.requirements)
    (places.stamps / "pip-tests").unlink(missing_ok=True)
    _record_path(places).unlink(missing_ok=True)
    with stamps.renewed(places, "pip", content):
        log = places.logs / "venv.log"
        with step("Making a private Python environment"):
            # Not the environment's own Python, should a user have made that the first on the path.
            python = getattr(sys, "_base_executable", sys.executable)
            argv = [python, "-m", "venv", "--clear", places.venv]
            if run_logged(argv, log, env=environment()) != 0:
                get = packages.install(["venv"], places.java_release())
                raise Problem("Python can't make an environment here", get, log)
        _install(places, places.requirements, "Installing JupyterLab and the Java kernel (pip)")


def _install(places: Places, requirements: Path, what: str) -> None:
    _pip_install(places, ["--requirement", str(requirements)], what)
    remember(places)


def _pip_install(places: Places, what: list[str], doing: str) -> None:
    log = places.logs / "pip.log"
    pip = [str(places.venv_python), "-m", "pip", "--disable-pip-version-check"]
    with step(doing):
        if run_logged([*pip, "install", "--no-input", *what], log, env=environment()) != 0:
            reason = first_error(log, ("ERROR:",))
            raise Problem(f"pip failed: {reason}", "./netbook setup, with a network", log)


def remember(places: Places) -> None:
    """Keeps what is installed now, to see later what has gone."""
    stamps.write(_record_path(places), json.dumps(installed(places.venv_python), indent=1))


def _recorded(places: Places) -> dict[str, str]:
    try:
        return dict(json.loads(_record_path(places).read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def _record_path(places: Places) -> Path:
    return places.state / "installed.json"


def _content(requirements: Path) -> str:
    return stamps.of_parts([requirements.read_bytes()])
