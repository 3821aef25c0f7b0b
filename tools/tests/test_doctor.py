"""Six things are broken one at a time, and doctor's last line is the command that mends each."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import doctor
import kernelspec
import pytest
import stamps
from checkouts import RELEASE, FakeMachine, fake_checkout, fake_jdk, script
from places import Places

Break = Callable[[FakeMachine, Places], None]

GET_JDK = f"sudo apt-get install -y openjdk-{RELEASE}-jdk-headless"


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeMachine:
    return FakeMachine(tmp_path, monkeypatch)


@pytest.fixture
def places(tmp_path: Path, machine: FakeMachine) -> Places:
    return fake_checkout(tmp_path / "checkout", machine)


def state_of(name: str, lines: list[str]) -> str:
    return next(line.split()[0] for line in lines if f" {name}: " in line)


def no_jdk(machine: FakeMachine, _places: Places) -> None:
    shutil.rmtree(machine.jdk)


def an_old_jdk_only(machine: FakeMachine, _places: Places) -> None:
    shutil.rmtree(machine.jdk)
    fake_jdk(machine.jdks / "jdk-old", "17.0.2")


def no_maven(machine: FakeMachine, _places: Places) -> None:
    machine.mvn.unlink()


def an_old_maven(machine: FakeMachine, _places: Places) -> None:
    script(machine.mvn, "echo 'Apache Maven 3.6.3'")


def environment_without_python(_machine: FakeMachine, places: Places) -> None:
    places.venv_python.unlink()


def environment_without_a_package(_machine: FakeMachine, places: Places) -> None:
    record = places.state / "installed.json"
    stamps.write(record, json.dumps(json.loads(record.read_text()) | {"lost": "1.0"}))


def changed_requirements(_machine: FakeMachine, places: Places) -> None:
    places.requirements.open("a").write("another==1.0\n")


def no_environment(_machine: FakeMachine, places: Places) -> None:
    shutil.rmtree(places.venv)


def no_jar(_machine: FakeMachine, places: Places) -> None:
    places.netbook_jar.unlink()


def changed_sources(_machine: FakeMachine, places: Places) -> None:
    (places.root / "lib" / "pom.xml").open("a").write("<!-- changed -->")


def kernelspec_to_nowhere(_machine: FakeMachine, places: Places) -> None:
    spec = kernelspec.read(places.venv)
    assert spec
    spec["argv"][0] = "/nowhere/bin/java"
    kernelspec.save(spec, places.venv)


def kernelspec_with_other_options(_machine: FakeMachine, places: Places) -> None:
    spec = kernelspec.read(places.venv)
    assert spec
    spec["argv"].insert(1, "-Xmx8g")
    kernelspec.save(spec, places.venv)


def kernelspec_that_cannot_be_read(_machine: FakeMachine, places: Places) -> None:
    (kernelspec.folder(places.venv) / "kernel.json").write_text("{")


def no_cache(_machine: FakeMachine, places: Places) -> None:
    places.aot_cache.unlink()


@pytest.mark.parametrize(
    ("break_it", "item", "state", "command"),
    [
        (no_jdk, "JDK", "missing", GET_JDK),
        (an_old_jdk_only, "JDK", "missing", GET_JDK),
        (no_maven, "Maven", "missing", "sudo apt-get install -y maven"),
        (an_old_maven, "Maven", "too", "sudo apt-get install -y maven"),
        (environment_without_python, "Environment", "broken", doctor.SETUP),
        (environment_without_a_package, "Environment", "broken", doctor.SETUP),
        (changed_requirements, "Environment", "broken", doctor.SETUP),
        (no_environment, "Environment", "missing", doctor.SETUP),
        (no_jar, "Jars", "missing", doctor.SETUP),
        (changed_sources, "Jars", "old", doctor.SETUP),
        (kernelspec_to_nowhere, "Kernel", "broken", doctor.SETUP),
        (kernelspec_with_other_options, "Kernel", "old", doctor.SETUP),
        (kernelspec_that_cannot_be_read, "Kernel", "missing", doctor.SETUP),
        (no_cache, "Fast start", "missing", doctor.SETUP),
    ],
)
def test_the_last_line_mends_what_is_broken(
    machine: FakeMachine, places: Places, break_it: Break, item: str, state: str, command: str
) -> None:
    break_it(machine, places)
    lines = doctor.report(places)
    assert lines[-1].startswith(command)
    assert state_of(item, lines) == state


def test_when_nothing_is_broken_all_is_well(places: Places) -> None:
    lines = doctor.report(places)
    assert lines[-1] == doctor.ALL_WELL
    assert {line.split()[0] for line in lines[:-3]} <= {"ok", "without"}


def test_one_command_mends_all(machine: FakeMachine, places: Places) -> None:
    no_jdk(machine, places)
    no_maven(machine, places)
    no_environment(machine, places)
    assert doctor.report(places)[-1] == f"{GET_JDK} maven && ./netbook setup"


def test_it_says_which_jdk_and_why(machine: FakeMachine, places: Places) -> None:
    text = "\n".join(doctor.report(places))
    assert f"{RELEASE}.0.1 in {machine.jdk} (installed in {machine.jdks})" in text


def test_a_cache_that_could_not_be_made_is_said_and_not_asked_for_again(places: Places) -> None:
    places.aot_cache.unlink()
    stamps.write(places.stamps / "aot-failed", "content")
    lines = doctor.report(places)
    assert state_of("Fast start", lines) == "without"
    assert lines[-1] == doctor.ALL_WELL


def test_it_changes_nothing(machine: FakeMachine, places: Places) -> None:
    def files() -> dict[Path, tuple[int, int]]:
        found = (path for path in places.root.rglob("*") if "__pycache__" not in path.parts)
        return {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in found}

    no_jar(machine, places)
    before = files()
    doctor.report(places)
    assert files() == before
