"""Finding a JDK and Maven, stamps, the kernelspec, the stub, and what failures say."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import jdk
import kernelspec
import maven
import packages
import places as locations
import pytest
import stamps
from checkouts import RELEASE, FakeMachine, fake_checkout, fake_jdk, script
from places import HERE, Places
from progress import Problem, awaited, first_error, run_logged

NEW, OLD = f"{RELEASE}.0.1", "17.0.2"


def find(tmp_path: Path, **caller: str) -> jdk.Search:
    return jdk.search(RELEASE, {"PATH": "", **caller}, (f"{tmp_path}/jvm/*",))


def test_java_home_wins_over_the_path_and_the_systems_folders(tmp_path: Path) -> None:
    home = fake_jdk(tmp_path / "home", NEW)
    path = fake_jdk(tmp_path / "path", NEW)
    fake_jdk(tmp_path / "jvm" / "one", NEW)
    found = find(tmp_path, JAVA_HOME=str(home), PATH=str(path / "bin")).chosen
    assert found and (found.home, found.found) == (home, "JAVA_HOME")


def test_an_old_java_home_is_passed_over_for_the_one_on_the_path(tmp_path: Path) -> None:
    home = fake_jdk(tmp_path / "home", OLD)
    path = fake_jdk(tmp_path / "path", NEW)
    found = find(tmp_path, JAVA_HOME=str(home), PATH=str(path / "bin"))
    assert found.chosen and found.chosen.home == path
    assert found.rejected == (f"{OLD} in {home} is older than {RELEASE}",)


def test_the_systems_folders_give_the_release_that_was_tested_before_newer_ones(
    tmp_path: Path,
) -> None:
    for number in (8, 17, RELEASE + 2, RELEASE, RELEASE + 1):
        version = f"1.{number}.0_402" if number == 8 else f"{number}.0.1"
        fake_jdk(tmp_path / "jvm" / f"jdk-{number}", version)
    found = find(tmp_path).chosen
    assert found and found.version == NEW


def test_a_runtime_without_javac_is_not_a_jdk(tmp_path: Path) -> None:
    fake_jdk(tmp_path / "jvm" / "jre", NEW, javac=False)
    found = find(tmp_path)
    assert found.chosen is None
    assert "no javac" in found.rejected[0]


def test_a_stand_in_on_the_path_is_asked_where_its_jdk_is(tmp_path: Path) -> None:
    real = fake_jdk(tmp_path / "elsewhere", NEW, release_file=False)
    stand_in = script(tmp_path / "shims" / "java", f'exec "{real}/bin/java" "$@"')
    found = find(tmp_path, PATH=str(stand_in.parent)).chosen
    assert found and found.home == real


def test_a_folder_with_a_java_that_does_not_run_is_no_jdk(tmp_path: Path) -> None:
    script(tmp_path / "jvm" / "broken" / "bin" / "java", "exit 1")
    assert find(tmp_path).chosen is None


@pytest.mark.parametrize(
    ("version", "feature"), [("25.0.3", 25), ("26-ea", 26), ("1.8.0_402", 8), ("9", 9)]
)
def test_the_feature_number_is_what_people_say(version: str, feature: int) -> None:
    assert jdk.Jdk(Path("/"), version, "").feature == feature


def test_without_a_jdk_one_line_says_what_was_found_and_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine = FakeMachine(tmp_path, monkeypatch)
    (machine.jdk / "release").write_text(f'JAVA_VERSION="{OLD}"')
    with pytest.raises(Problem) as problem:
        jdk.required(HERE)
    assert str(problem.value) == (
        f"a JDK {RELEASE} or newer is missing (found only: {OLD} in {machine.jdk} is older than "
        f"{RELEASE}). To mend it: sudo apt-get install -y openjdk-{RELEASE}-jdk-headless"
    )


def test_each_manager_has_its_own_command(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    FakeMachine(tmp_path, monkeypatch)
    commands = {
        manager: packages.install(
            ["jdk", "maven"], 25, lambda name, m=manager: name if name == m else None
        )
        for manager in packages.MANAGERS
    }
    assert commands == {
        "apt-get": "apt-get install -y openjdk-25-jdk-headless maven",
        "dnf": "dnf install -y java-25-openjdk-devel maven",
        "brew": "brew install --cask temurin@25 && brew install maven",
    }


def test_an_apt_without_the_jdk_gets_a_download_into_a_folder_where_we_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine = FakeMachine(tmp_path, monkeypatch)
    script(machine.bin / "apt-cache", '[ "$2" = maven ] && echo Package: maven')
    command = packages.install(["jdk", "maven"], 25)
    assert command.startswith("mkdir -p ~/.jdks && curl")
    assert command.endswith(" && sudo apt-get install -y maven")
    assert "~/.jdks/*" in (Path(jdk.__file__).read_text())


def test_an_old_maven_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    machine = FakeMachine(tmp_path, monkeypatch)
    script(machine.mvn, "echo 'Apache Maven 3.6.3'")
    with pytest.raises(Problem, match="Maven 3.6.3 is too old"):
        maven.required(jdk.Jdk(machine.jdk, NEW, ""))


def test_fresh_jars_call_no_maven_and_a_changed_source_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine = FakeMachine(tmp_path, monkeypatch)
    places = fake_checkout(tmp_path / "checkout", machine)
    called = tmp_path / "called"
    script(machine.mvn, f"echo 'Apache Maven 3.9.9'; echo \"$@\" >> '{called}'")
    maven.build(jdk.Jdk(machine.jdk, NEW, ""), places)
    assert not called.exists()
    source = places.root / "lib" / "src" / "main" / "java" / "New.java"
    source.parent.mkdir(parents=True)
    source.write_text("class New {}")
    maven.build(jdk.Jdk(machine.jdk, NEW, ""), places)
    assert "package" in called.read_text()


def test_a_failed_build_is_one_line_with_its_reason_and_log_and_is_done_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine = FakeMachine(tmp_path, monkeypatch)
    places = fake_checkout(tmp_path / "checkout", machine)
    (places.root / "pom.xml").open("a").write("<!-- changed -->")
    fails = "[ \"$1\" = --version ] && echo 'Apache Maven 3.9.9' && exit; echo '[ERROR] no space'"
    script(machine.mvn, f"{fails}; exit 1")
    for _ in range(2):
        with pytest.raises(Problem) as problem:
            maven.build(jdk.Jdk(machine.jdk, NEW, ""), places)
        assert str(problem.value) == (
            f"the jars could not be built: no space (log: {places.logs / 'maven.log'})"
        )


@pytest.mark.parametrize(
    "said",
    [
        "WARNING: Retrying (Retry(total=0)) after connection broken by 'ProxyError(…)': /simple/a/",
        "[ERROR] Non-resolvable import POM: Could not transfer artifact a:b:pom:1 from/to central",
        "[ERROR] Cannot access central (https://example.org) in offline mode",
    ],
)
def test_a_failed_download_is_told_from_the_errors_that_follow_it(
    tmp_path: Path, said: str
) -> None:
    log = tmp_path / "log"
    log.write_text(f"[ERROR] Some problems\n{said}\nERROR: Could not find a version\n")
    assert "could not be downloaded" in first_error(log, ("ERROR:", "[ERROR]"))


def test_an_interrupted_step_is_done_again(tmp_path: Path) -> None:
    places = Places(tmp_path)
    stamps.write(places.stamps / "step", "content")
    with pytest.raises(KeyboardInterrupt), stamps.renewed(places, "step", "content"):
        raise KeyboardInterrupt
    assert not stamps.holds(places, "step", "content")


def test_parts_are_hashed_with_their_borders() -> None:
    assert stamps.of_parts(["ab", "c"]) != stamps.of_parts(["a", "bc"])


def test_one_set_up_at_a_time(tmp_path: Path) -> None:
    places = Places(tmp_path)
    order: list[str] = []

    def second() -> None:
        with stamps.alone(places):
            order.append("second")

    with stamps.alone(places):
        thread = threading.Thread(target=second)
        thread.start()
        thread.join(0.3)
        order.append("first")
    thread.join(10)
    assert order == ["first", "second"]


def test_a_program_that_takes_too_long_is_ended_with_what_it_started(tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    code = run_logged(
        ["sh", "-c", f"sleep 60 & echo $! > {pids}; wait"], tmp_path / "log", seconds=1
    )
    assert code == 124
    with pytest.raises(ProcessLookupError):
        os.kill(int(pids.read_text()), 0)


def test_the_kernelspec_has_one_jvm_and_absolute_paths(tmp_path: Path) -> None:
    places = Places(tmp_path / "a checkout")
    chosen = jdk.Jdk(Path("/jdk"), NEW, "")
    spec = kernelspec.spec(chosen, places, places.venv)
    assert spec["argv"][0] == "/jdk/bin/java"
    assert f"-javaagent:{places.guard_jar}" in spec["argv"]
    assert spec["argv"][-1] == "{connection_file}"
    assert spec["interrupt_mode"] == "message"
    assert spec["env"] == {"JJAVA_CLASSPATH": str(places.netbook_jar)}
    assert not any("launcher" in word for word in spec["argv"])


def test_writing_the_kernelspec_keeps_the_stock_one(tmp_path: Path) -> None:
    places = Places(tmp_path)
    folder = kernelspec.folder(places.venv)
    folder.mkdir(parents=True)
    stock = {"argv": ["java", "-jar", "{resource_dir}/jjava-launcher.jar"], "env": {}}
    (folder / "kernel.json").write_text(json.dumps(stock))
    chosen = jdk.Jdk(Path("/jdk"), NEW, "")
    for _ in range(2):
        kernelspec.write(chosen, places, places.venv)
    assert kernelspec.read(places.venv) == kernelspec.spec(chosen, places, places.venv)
    assert json.loads((places.stock_kernel / "kernel.json").read_text()) == stock


@pytest.mark.parametrize("name", ["a:b", "a=b", "a*b", "a$b", "a{b}"])
def test_a_folder_that_java_cannot_name_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(Problem, match="rename it"):
        kernelspec.write(jdk.Jdk(Path("/jdk"), NEW, ""), Places(tmp_path / name), tmp_path)


def test_the_shells_variables_do_not_reach_what_we_start() -> None:
    caller = {"CLASSPATH": "x", "JJAVA_JVM_OPTS": "x", "JUPYTER_PATH": "x", "http_proxy": "p"}
    seen = locations.environment(caller, JAVA_HOME="/jdk")
    assert seen == {"http_proxy": "p", "JAVA_HOME": "/jdk"}
    assert locations.without_proxies(seen) == {"JAVA_HOME": "/jdk"}


@pytest.mark.parametrize("shell", list(filter(shutil.which, ("sh", "dash", "bash"))))
def test_the_stub_runs_from_anywhere_and_through_links(tmp_path: Path, shell: str) -> None:
    folder = tmp_path / "a checkout"
    (folder / "tools").mkdir(parents=True)
    (folder / "netbook").write_text((HERE.root / "netbook").read_text())
    (folder / "tools" / "cli.py").write_text("import sys; print(sys.argv)")
    links = tmp_path / "links"
    links.mkdir()
    (links / "two").symlink_to("one")
    (links / "one").symlink_to("../a checkout/netbook")
    for start in (folder / "netbook", links / "two"):
        told = subprocess.run(
            [shell, start, "lab", "a b"], cwd="/", capture_output=True, text=True, check=True
        )
        assert told.stdout.strip() == str([str(folder / "tools" / "cli.py"), "lab", "a b"])


def test_without_python_the_stub_says_one_line(tmp_path: Path) -> None:
    script(tmp_path / "python3", "exit 1")
    script(tmp_path / "apt-get", "exit 1")
    for tool in ("dirname", "readlink"):
        (tmp_path / tool).symlink_to(Path("/usr/bin") / tool)
    told = subprocess.run(
        ["/bin/sh", HERE.root / "netbook", "lab"],
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 1
    assert told.stderr == (
        "netbook: Python 3.11 or newer is missing; get it with: "
        "sudo apt-get install -y python3 python3-venv\n"
    )


@pytest.mark.parametrize(("command", "code"), [(["help"], 0), ([], 2), (["nonsense"], 2)])
def test_help_is_shown(command: list[str], code: int) -> None:
    told = subprocess.run(
        [sys.executable, HERE.root / "tools" / "cli.py", *command],
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == code
    shown = told.stdout if code == 0 else told.stderr
    words = "lab reset update copy install doctor test record bench fuzz"
    for word in words.split():
        assert f"./netbook {word}" in shown


def interruptible(tmp_path: Path, argv: list[str], before: str = "") -> str:
    """A program that runs another one and says when a signal ends it."""
    return f"""
import os, signal, subprocess, sys
sys.path.insert(0, {str(HERE.root / "tools")!r})
from pathlib import Path
from progress import end_in_order, run_logged
end_in_order()
{before}
try:
    run_logged({argv!r}, Path("{tmp_path}/log"))
except KeyboardInterrupt:
    print("interrupted")
"""


def test_an_interrupted_set_up_ends_what_it_started_once(tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    stubborn = ["sh", "-c", f"trap '' TERM; echo $$ > {pids}; sleep 60"]
    program = interruptible(tmp_path, stubborn)
    running = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert awaited(lambda: pids.is_file() and pids.read_text().strip() != "", 10)
    running.send_signal(signal.SIGTERM)
    running.send_signal(signal.SIGINT)
    assert running.communicate(timeout=20)[0] == "interrupted\n"
    with pytest.raises(ProcessLookupError):
        os.kill(int(pids.read_text()), 0)


def test_what_is_just_being_started_is_ended_too(tmp_path: Path) -> None:
    pid = tmp_path / "pid"
    program = interruptible(
        tmp_path,
        ["sleep", "60"],
        f"""
start = subprocess.Popen
def interrupted(*argv, **options):
    process = start(*argv, **options)
    Path("{pid}").write_text(str(process.pid))
    signal.raise_signal(signal.SIGTERM)
    return process
subprocess.Popen = interrupted
""",
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert ran.stdout == "interrupted\n"
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid.read_text()), 0)
