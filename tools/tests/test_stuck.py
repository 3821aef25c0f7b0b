"""The page for when one is stuck says what the launcher says, and names commands that there are."""

from __future__ import annotations

import re

import cli
import doctor
import kernelspec
from places import HERE

PAGE = (HERE.root / doctor.STUCK).read_text("utf-8")


def test_every_command_is_one_of_ours():
    commands = re.findall(r"\./netbook (\w+)", PAGE)
    assert {"doctor", "lab", "reset", "setup"} <= set(commands) <= set(cli.COMMANDS)


def test_its_numbers_are_the_courses():
    assert re.findall(r"JDK (\d+) or newer", PAGE) == [str(HERE.java_release())]
    assert re.findall(r"the (\d+) MiB", PAGE) == re.findall(r"-Xmx(\d+)m", kernelspec.HEAP)


def test_the_welcome_page_leads_to_it():
    assert "](STUCK.md)" in (HERE.notebooks / "00-start-here.ipynb").read_text("utf-8")
