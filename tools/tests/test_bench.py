"""The comparisons of bench/, which nothing else builds: in the right form, and running."""

from __future__ import annotations

import os
import re
import shutil
import subprocess

import bench
import jdk
import maven
import pytest
from places import HERE


def test_they_are_built_only_when_they_are_asked_for() -> None:
    built = {path.relative_to(HERE.root).parts[0] for path in maven.sources(HERE)}
    assert built == {"pom.xml", "guard", "lib"}
    modules = re.search(r"<modules>(.*?)</modules>", (HERE.root / "pom.xml").read_text(), re.S)
    assert modules and "bench" not in modules[1]


def test_they_have_the_form_that_all_java_files_have() -> None:
    chosen = jdk.required(HERE)
    argv = [maven.required(chosen).program, "-q", "-Pbench", "-pl", "bench", "spotless:check"]
    told = subprocess.run(
        argv, cwd=HERE.root, env=maven.variables(chosen), capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stdout


@pytest.mark.parametrize(
    ("part", "sides"),
    [
        ("tap", ["driver, empty handler", "direct", "bare relay", "tap"]),
        ("view", ["driver, empty handler", "list of events", "conversation", "hexdump"]),
    ],
)
def test_they_run(part: str, sides: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    assert bench.bench([part, "1"], jdk.required(HERE)) == 0
    lines = capfd.readouterr().out.splitlines()
    for side in sides:
        row = next(line for line in lines if line.startswith(f"  {side}  "))
        assert re.search(r"(?: +\d+\.\d [mµ]s){3} +\d+\.\d\d", row), row
    if part == "tap":
        assert any(re.match("Each of these .*: direct, bare relay, .*tap$", line) for line in lines)


def test_frames_are_compared(capfd: pytest.CaptureFixture[str]) -> None:
    assert bench.bench(["frame", "1"], jdk.required(HERE)) == 0
    lines = capfd.readouterr().out.splitlines()
    assert any(re.match(r"frame: .*Netty 4[\d.]+\S*, Jackson 2[\d.]+", line) for line in lines)
    for piece in ("65536", "1000"):
        assert any(line.startswith(f"in pieces of {piece} B  ") for line in lines)
    for side in ("lengths, Netty", "lengths, Views", "lines, Slices", "texts, Decoder"):
        rows = [line for line in lines if line.startswith(f"  {side}  ")]
        assert len(rows) == 2
        for row in rows:
            assert re.search(r"(?: +\d+\.\d ns){4} +\d+\.\d{3} +\d+\.\d B$", row), row


def test_dns_messages_are_compared(capfd: pytest.CaptureFixture[str]) -> None:
    assert bench.bench(["dns", "1"], jdk.required(HERE)) == 0
    lines = capfd.readouterr().out.splitlines()
    assert any(re.match(r"dns: .*(?:\d+, ){4}\d+ B; .*dnsjava 3\.[\d.]+", line) for line in lines)
    for side in ("parse, Dnsjava", "parse, Ours", "parse, Index", "encode, Dnsjava", "encode, Ours"):
        row = next(line for line in lines if line.startswith(f"  {side}  "))
        assert re.search(r"(?: +\d+\.\d ns){4} +\d+\.\d{3} +\d+\.\d B$", row), row


def test_servers_are_compared(capfd: pytest.CaptureFixture[str]) -> None:
    for program in ("nsd", "dnsperf"):
        if not shutil.which(program, path=bench.with_servers(os.environ["PATH"])):
            pytest.skip(f"{program} is missing; the package `{program}` brings it")
    assert bench.bench(["server", "1"], jdk.required(HERE)) == 0
    lines = capfd.readouterr().out.splitlines()
    assert any(re.match(r"server: 8 questions .*; NSD version \d", line) for line in lines)
    for side in ("NSD", "a loop, Authority", "DnsServer", "driver, empty handler"):
        row = next(line for line in lines if line.startswith(f"  {side}  "))
        assert re.search(r"(?: +\d+\.\d\d µs){3} +\d+\.\d\d +\d+$", row), row
