"""Where only loopback exists: nothing else can be reached, and loopback can."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import loopback
import pytest

TOOLS = Path(loopback.__file__).parent

LOOK_AROUND = """
import os, socket, sys
sys.path.insert(0, {tools!r})
import loopback

server = socket.create_server(("127.0.0.1", 0))
socket.create_connection(server.getsockname(), timeout=2).close()
print("names", *(name for _, name in socket.if_nameindex()))
print("cut off", loopback.is_cut_off())
print("user", os.getuid())
for family, address in loopback.OUTSIDE:
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.settimeout(2)
        print(address, probe.connect_ex((address, 9)) != 0)
"""


@pytest.fixture
def allowed() -> None:
    if reason := loopback.refused():
        pytest.skip(reason)


def inside(code: str) -> list[str]:
    command = [sys.executable, TOOLS / "loopback.py", sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, timeout=20)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_nothing_but_loopback_can_be_reached_inside(allowed: None):
    names, cut_off, user, *outside = inside(LOOK_AROUND.format(tools=str(TOOLS)))
    assert names.split()[1] == "lo"
    assert cut_off == "cut off True"
    assert outside == ["192.0.2.1 True", "2001:db8::1 True"]


def test_the_user_stays_who_it_was(allowed: None):
    assert f"user {os.getuid()}" in inside(LOOK_AROUND.format(tools=str(TOOLS)))


def test_the_command_answers_for_itself(allowed: None):
    command = [sys.executable, TOOLS / "loopback.py", sys.executable, "-c", "raise SystemExit(7)"]
    assert subprocess.run(command, timeout=20).returncode == 7


def test_a_refusal_is_one_line_and_the_command_runs_all_the_same(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    ran = []
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(loopback.os, "execvp", lambda *command: ran.append(command))
    loopback.main(["true"])
    assert ran == [("true", ["true"])]
    assert capsys.readouterr().err == (
        "The network isn't cut off: darwin has no network namespaces.\n"
    )


def test_half_a_namespace_is_left_alone(monkeypatch: pytest.MonkeyPatch):
    tried_here = []

    def refuse(_interface: str) -> None:
        tried_here.append(os.getpid())
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(loopback, "_bring_up", refuse)
    monkeypatch.setattr(loopback, "_unshare", lambda _flags: "no user namespace")
    assert loopback.enter() == "no user namespace"
    monkeypatch.setattr(loopback, "_unshare_as_oneself", lambda: None)
    assert loopback.enter() == (
        "the system gives a network namespace, but no rights in it (Operation not permitted)"
    )
    assert tried_here == [], "only a child tried"


def test_a_route_to_the_outside_is_seen(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(loopback, "OUTSIDE", ((loopback.socket.AF_INET, "127.0.0.1"),))
    assert not loopback.is_cut_off()
