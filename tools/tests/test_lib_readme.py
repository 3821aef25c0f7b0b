"""The example in lib/README.md, run as it is printed there."""

from __future__ import annotations

import os
import re
import subprocess
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import jdk
from places import HERE, environment

PAGE = (HERE.root / "lib" / "README.md").read_text("utf-8")


def block(language: str) -> str:
    (found,) = re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
    return found


def test_the_example_runs_as_printed_and_prints_what_the_page_says(tmp_path: Path):
    assert "write `Example.java` in the course's folder" in PAGE
    (tmp_path / "Example.java").write_text(block("java"), "utf-8")
    (tmp_path / "lib").symlink_to(HERE.root / "lib")
    path = os.pathsep.join([str(jdk.required(HERE).home / "bin"), os.environ["PATH"]])
    done = subprocess.run(
        ["sh", "-euc", block("sh")],
        cwd=tmp_path,
        env=environment(PATH=path),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, block("text"), "")


def test_the_dependency_is_what_our_poms_install():
    named = {child.tag: child.text for child in ElementTree.fromstring(block("xml"))}
    pom = (HERE.root / "lib" / "pom.xml").read_text("utf-8")
    project = ElementTree.fromstring(re.sub(r' xmlns="[^"]*"', "", pom))
    assert named == {
        "groupId": project.findtext("parent/groupId"),
        "artifactId": project.findtext("artifactId"),
        "version": HERE.version(),
    }
