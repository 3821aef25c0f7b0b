"""Runs the fuzz targets of lib's tests, one for each decoder, with Jazzer.

Jazzer's agent changes the classes of the JVM that it is in, so it gets one of its own; no module
has Jazzer on its class path. What it finds becomes a file of lib/src/test/fuzz/, and FuzzTest runs
that from then on with all other tests.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import maven
import stamps
from jdk import Jdk
from places import HERE, Places, environment
from progress import Problem, run_logged, step

RUNS = 1_000_000
SECONDS = 3600

# A run takes some microseconds; one that takes so long never ends.
RUN_SECONDS = 25

# Jazzer needs some time to start and to end, more on a busy machine.
PATIENCE_SECONDS = 300

# No decoder may need a large heap.
JAVA = ["-Xmx512m", "-XX:+UseSerialGC", "-XX:+EnableDynamicAgentLoading"]
JAVA += ["--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"]

# Where branches go, and not what is compared, which costs more runs than it finds.
JAZZER = [
    "--instrumentation_includes=netbook.bytes.*:netbook.frame.*:netbook.dns.*",
    "--trace=cov",
]

# An input can have an octet repeated thousands of times, so it needn't be long itself.
LIBFUZZER = ["-max_len=256", f"-timeout={RUN_SECONDS}", "-print_final_stats=1"]

SHOWN = 300


@dataclass(frozen=True)
class Target:
    """A fuzz target by its name, and where its inputs are."""

    name: str
    places: Places

    @property
    def program(self) -> str:
        """The class that Jazzer calls."""
        words = self.name.split("-")
        return f"netbook.fuzz.{''.join(word.capitalize() for word in words)}Target"

    @property
    def kept(self) -> Path:
        """Inputs that stay in the tree: examples to begin with, and all that was ever found."""
        return _kept(self.places) / self.name

    @property
    def corpus(self) -> Path:
        """Inputs that reach something new, kept for the next time."""
        return self.places.state / "fuzz" / self.name

    @property
    def log(self) -> Path:
        return self.places.logs / f"fuzz-{self.name}.log"


def targets(places: Places = HERE) -> dict[str, Target]:
    """All targets by their names; each has a folder of inputs."""
    folders = sorted(folder.name for folder in _kept(places).iterdir() if folder.is_dir())
    return {name: Target(name, places) for name in folders}


def fuzz(arguments: Sequence[str], chosen: Jdk, places: Places = HERE) -> int:
    """Lists the targets, or runs the named one; returns 1 if it found something.

    Behind the name stands how many runs, and in how many seconds; or a file to run alone.
    """
    known = targets(places)
    if not arguments:
        print("./netbook fuzz NAME [RUNS [SECONDS]], or a file in place of RUNS; there are:")
        print("\n".join(f"  {name}" for name in known))
        return 0
    name, *rest = arguments
    if name not in known:
        raise Problem(f"there is no fuzz target {name!r}; there are: {', '.join(known)}")
    if len(rest) == 1 and Path(rest[0]).is_file():
        return _again(known[name], Path(rest[0]), chosen)
    if len(rest) > 2 or not all(re.fullmatch(r"[1-9]\d{0,8}", word) for word in rest):
        raise Problem(
            "say how many runs and in how many seconds, or a file, for example: "
            f"./netbook fuzz {name} {RUNS} 600"
        )
    runs, seconds = [*map(int, rest), *(RUNS, SECONDS)[len(rest) :]]
    return _search(known[name], runs, seconds, chosen)


def _search(target: Target, runs: int, seconds: int, chosen: Jdk) -> int:
    argv = _argv(target, chosen)
    target.corpus.mkdir(parents=True, exist_ok=True)
    argv += [f"-runs={runs}", f"-max_total_time={seconds}", f"-artifact_prefix={target.kept}/"]
    argv += [*LIBFUZZER, target.corpus, target.kept]
    started = time.monotonic()
    with step(f"Fuzzing {target.name}, {runs} runs or {seconds} s"):
        code = _run(target, argv, seconds)
    took = time.monotonic() - started
    said = target.log.read_text(encoding="utf-8", errors="replace")
    done = re.search(r"^stat::number_of_executed_units:\s+(\d+)", said, re.MULTILINE)
    written = re.search(r"Test unit written to (.+)$", said, re.MULTILINE)
    if done is None or (code != 0 and not written):
        raise Problem(f"the fuzz target {target.name!r} could not be run", log=target.log)
    corpus = sum(1 for _ in target.corpus.iterdir())
    last = f"{target.name}: {done[1]} runs in {took:.0f} s, corpus of {corpus} inputs"
    if written is None:
        print(f"{last}, nothing found", flush=True)
        return 0
    file = Path(written[1])
    shown = target.places.shown(file)
    print(f"{_thrown(said)}\nThe input is kept in {shown}")
    print(f"To run it again: ./netbook fuzz {target.name} {shown}")
    print(f"{last}, found {file.name}", flush=True)
    return 1


def _again(target: Target, file: Path, chosen: Jdk) -> int:
    argv = [*_argv(target, chosen), "-runs=1", f"-timeout={RUN_SECONDS}"]
    argv += [f"-artifact_prefix={_left(target)}/", file.resolve()]
    with step(f"Running {file.name}"):
        code = _run(target, argv, RUN_SECONDS)
    said = target.log.read_text(encoding="utf-8", errors="replace")
    if code != 0 and "== Java Exception" not in said and "ERROR: libFuzzer" not in said:
        raise Problem(f"the fuzz target {target.name!r} could not be run", log=target.log)
    if code != 0:
        print(_thrown(said))
    print(f"{target.name}: {file.name} {'fails' if code else 'passes'}", flush=True)
    return 1 if code else 0


def _argv(target: Target, chosen: Jdk) -> list[str | Path]:
    """Jazzer on the target, built anew; what comes behind are options of libFuzzer and folders."""
    places = target.places
    jars, classes = jazzer(chosen, places), places.state / "fuzz-classes"
    sources = places.root / "lib" / "src" / "test" / "java" / "netbook" / "fuzz"
    javac = [chosen.home / "bin" / "javac", "-proc:none", "-g", "-encoding", "UTF-8"]
    javac += ["-cp", places.netbook_jar, "-d", classes]
    javac += sorted(file for file in sources.glob("*.java") if not file.stem.endswith("Test"))
    with step("Building the fuzz targets"):
        if run_logged(javac, target.log, env=environment()) != 0:
            raise Problem("the fuzz targets could not be built", log=target.log)
    path = os.pathsep.join(map(str, (classes, places.netbook_jar, *jars)))
    argv = [chosen.java, *JAVA, "-cp", path, "com.code_intelligence.jazzer.Jazzer"]
    return [*argv, f"--target_class={target.program}", *JAZZER]


def _run(target: Target, argv: Sequence[str | Path], seconds: int) -> int:
    folder = _left(target)
    folder.mkdir(parents=True, exist_ok=True)
    patience = seconds + PATIENCE_SECONDS
    return run_logged(argv, target.log, cwd=folder, env=environment(), seconds=patience)


def _left(target: Target) -> Path:
    """Where Jazzer may leave what nobody asked for, such as a program in Java that fails."""
    return target.places.state / "fuzz-left"


def jazzer(chosen: Jdk, places: Places) -> list[Path]:
    """Jazzer's jars, got with Maven when its version is another one than the last time."""
    folder = places.state / "jazzer"
    if not stamps.holds(places, "jazzer", places.jazzer_version()):
        argv = [maven.required(chosen, places).program, "-B", "-ntp", "-N"]
        argv += ["dependency:copy", f"-DoutputDirectory={folder}"]
        log = places.logs / "jazzer.log"
        with stamps.renewed(places, "jazzer", places.jazzer_version()), step("Getting Jazzer"):
            for old in folder.glob("*.jar"):
                old.unlink()
            if run_logged(argv, log, cwd=places.root, env=maven.variables(chosen)) != 0:
                raise Problem("Jazzer could not be got", log=log)
    return sorted(folder.glob("*.jar"))


def _thrown(said: str) -> str:
    """What was wrong, in the first line of the exception, or as libFuzzer has it."""
    found = re.search(r"^== Java Exception: (.*)|^.*ERROR: libFuzzer: (.*)", said, re.MULTILINE)
    words = (found[1] or found[2]) if found else "no reason given"
    return words if len(words) <= SHOWN else f"{words[:SHOWN]}…"


def _kept(places: Places) -> Path:
    return places.root / "lib" / "src" / "test" / "fuzz"
