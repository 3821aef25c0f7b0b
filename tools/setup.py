"""What the launcher adds to binder/postBuild: the Python environment and the choice of a JDK."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path

import doctor
import environment
import jdk
import maven
import places as locations
from places import HERE, Places
from progress import signals_held


class Failed(Exception):
    """A program that we started has failed, and has already said why."""


def set_up(places: Places = HERE) -> jdk.Jdk:
    """Makes everything that learners need, if it isn't there; returns the JDK it is for.

    In somebody else's checkout it only makes sure that all is there.
    """
    if places.read_only:
        return doctor.set_up_by_owner(places)
    chosen = jdk.required(places)
    if not maven.fresh(places):
        maven.required(chosen, places)
    environment.prepare(places)
    code = run_shown([places.root / "binder" / "postBuild"], variables(places, chosen))
    if code != 0:
        raise Failed("binder/postBuild")
    return chosen


def set_up_tests(places: Places = HERE) -> jdk.Jdk:
    """Makes everything that tests need, too."""
    chosen = set_up(places)
    environment.prepare_tests(places)
    return chosen


def variables(places: Places, chosen: jdk.Jdk) -> dict[str, str]:
    """The environment's Python and the chosen JDK first on the path, and Jupyter's own folders."""
    path = [str(places.venv / "bin"), str(chosen.home / "bin"), os.environ.get("PATH", os.defpath)]
    jupyter = places.jupyter
    return locations.environment(
        PATH=os.pathsep.join(path),
        JAVA_HOME=str(chosen.home),
        JUPYTER_CONFIG_DIR=str(jupyter / "config"),
        JUPYTER_CONFIG_PATH=str(places.jupyter_settings),
        JUPYTER_DATA_DIR=str(jupyter / "data"),
        JUPYTER_RUNTIME_DIR=str(jupyter / "runtime"),
        JUPYTER_PREFER_ENV_PATH="1",
        PYTHONUNBUFFERED="1",
    )


def run_shown(argv: Sequence[str | Path], env: dict[str, str], cwd: Path | None = None) -> int:
    """Runs a program that talks to the user itself; asks it to end if we are ended."""
    process = None
    try:
        with signals_held():
            process = subprocess.Popen([str(word) for word in argv], env=env, cwd=cwd)
        return process.wait()
    except BaseException:
        if process is not None:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
        raise
