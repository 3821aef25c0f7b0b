"""The commands of ./netbook."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TextIO

import address
import chapters
import collect
import doctor
import git
import jdk
import kernelspec
import lab
import setup
from places import HERE, HIDDEN
from progress import Problem, end_in_order, warn

HELP = """\
Netbook: network programming in live Java notebooks.

  ./netbook lab            open the course in your browser; start here
  ./netbook lab 02         open it on chapter 02
  ./netbook reset 02       get a fresh copy of chapter 02; yours is kept beside it
  ./netbook update         get the newest version of the course; your work stays
  ./netbook doctor         see what is set up, and the command that mends what is wrong
  ./netbook handouts       write the chapters as pages, a zip and a PDF into handouts/;
                           with --instructor, answers and solutions too, into handouts-instructor/
  ./netbook collect DIR    sum up the files work/progress.json that learners handed in
  ./netbook setup          only set up: everything that `lab` needs, without opening it
  ./netbook help           show this

The first start sets everything up inside this folder and takes some minutes; later ones take
seconds and need no network. It needs a JDK {release} or newer, Maven 3.8 or newer, and Python
3.11 or newer. Your copies of the chapters are in {work}. Stop with Ctrl-C.

What comes after `lab` goes on to JupyterLab: ./netbook lab --no-browser --port 9999

For a class, or a Jupyter that you have already (TEACHING.md):

  ./netbook install --prefix DIR   let the Jupyters that look in DIR find the Java kernel
  ./netbook copy                   put your copies where such a Jupyter can open them

For those who change the course:

  ./netbook test           run all tests; `test lib`, `test tools`, `test 02` run a part
  ./netbook record 02      run chapter 02 and keep its outputs
  ./netbook beats FILE     see whether a wrong solution in Java gets past an exercise's check
  ./netbook bench          measure all of it against its peers; `bench kernel`, `bench tap`,
                           `bench view`, `bench frame`, `bench dns`, `bench server` a part,
                           `bench tap 9` with nine runs of each side
  ./netbook fuzz           see the fuzz targets, one for each decoder; `fuzz lines` runs one a
                           million times, `fuzz lines 10000000 600` more often, for 10 minutes
  ./netbook address        see the repository's public address; `address URL` sets it
"""

# Says to ourselves that the set-up is done and that this is the environment's Python.
INSIDE = "NETBOOK_INSIDE"


def main(arguments: Sequence[str]) -> int:
    """Runs the command that the arguments name, and returns its exit code."""
    end_in_order()
    command, rest = (arguments[0], list(arguments[1:])) if arguments else ("", [])
    if command in ("help", "-h", "--help"):
        _help(sys.stdout)
        return 0
    if command not in COMMANDS:
        if command:
            print(f"netbook: there is no command {command!r}\n", file=sys.stderr)
        _help(sys.stderr)
        return 2
    try:
        return COMMANDS[command](rest)
    except (Problem, OSError) as problem:
        print(HERE.said(f"netbook: {problem}"), file=sys.stderr)
        return 1
    except setup.Failed:
        return 1
    except KeyboardInterrupt:
        return 130


def run_setup(arguments: list[str]) -> int:
    """Sets up, also what could not be done before, and says so."""
    _none_of(arguments, "setup")
    _needs_own("setup")
    (HERE.stamps / "aot-failed").unlink(missing_ok=True)
    setup.set_up()
    print(HERE.said("Everything is set up: ./netbook lab"))
    return 0


def run_update(arguments: list[str]) -> int:
    """Takes the newest version of the course, sets it up, and renews the copies."""
    _none_of(arguments, "update")
    _needs_own("update")
    if lab.is_open(HERE):
        raise Problem("JupyterLab is open here; stop it first, with Ctrl-C where it was started")
    new = git.fast_forward(HERE)
    print("The course is new." if new else "The course is the newest that there is.", flush=True)
    # What has come sets itself up: its set-up may be another one than ours.
    code = setup.run_shown([HERE.root / "netbook", "setup"], dict(os.environ))
    if code == 0:
        _renew()
    return code


def run_copy(arguments: list[str]) -> int:
    """Puts the chapters into work/ for another Jupyter of this user's than ours."""
    _none_of(arguments, "copy")
    setup.set_up()
    _renew()
    variables = {name: v for name, v in os.environ.items() if name not in HIDDEN}
    chapters.sign(HERE, HERE.venv_python, variables)
    print(f"Your copies are in {HERE.work}")
    return 0


def run_install(arguments: list[str]) -> int:
    """Lets other Jupyters find the kernel."""
    parser = argparse.ArgumentParser(prog="./netbook install")
    parser.add_argument("--prefix", required=True, type=Path, metavar="DIR")
    parser.add_argument("--replace", action="store_true", help="remove another `java` kernel there")
    asked = parser.parse_args(arguments)
    setup.set_up()
    target = kernelspec.install(HERE, Path(os.path.abspath(asked.prefix)), asked.replace)
    print(f"The kernel `java` is in {target}")
    closed = kernelspec.closed_to_others(HERE)
    if closed:
        warn(f"only some users can start it, since others can't read {closed}")
    return 0


def run_doctor(arguments: list[str]) -> int:
    """Prints the report; the exit code says whether something has to be mended."""
    _none_of(arguments, "doctor")
    lines = doctor.report()
    print(HERE.said("\n".join(lines)))
    return 0 if lines[-1] == doctor.ALL_WELL else 1


def run_test(arguments: list[str]) -> int:
    """Runs the tests."""
    _needs_own("test")
    chosen = _inside("test", arguments, setup.set_up_tests)
    import suite

    return suite.test(arguments, chosen)


def run_record(arguments: list[str]) -> int:
    """Runs chapters and keeps their outputs."""
    if not arguments:
        raise Problem("say which chapter, for example: ./netbook record 02")
    _needs_own("record")
    _inside("record", arguments, setup.set_up_tests)
    import notebooks

    return 1 if notebooks.record(arguments) else 0


def run_handouts(arguments: list[str]) -> int:
    """Writes the course as pages to read and print."""
    _needs_own("handouts")
    chosen = _inside("handouts", arguments, setup.set_up)
    import handouts

    return handouts.handouts(arguments, chosen)


def run_bench(arguments: list[str]) -> int:
    """Measures Netbook against its peers."""
    _needs_own("bench")
    chosen = _inside("bench", arguments, setup.set_up)
    import bench

    return bench.bench(arguments, chosen)


def run_fuzz(arguments: list[str]) -> int:
    """Tries a decoder with whatever Jazzer thinks of."""
    _needs_own("fuzz")
    chosen = setup.set_up() if arguments else jdk.required(HERE)
    import fuzz

    return fuzz.fuzz(arguments, chosen)


def run_beats(arguments: list[str]) -> int:
    """Says whether a solution that somebody finds wrong beats the check of its exercise."""
    chosen = setup.set_up()
    import beats

    return beats.beats(arguments, chosen)


def _inside(command: str, arguments: list[str], set_up: Callable[[], jdk.Jdk]) -> jdk.Jdk:
    """Sets up, and then goes on in the environment's Python, which has the packages we need."""
    if os.environ.pop(INSIDE, ""):
        return jdk.required(HERE)
    variables = setup.variables(HERE, set_up()) | {INSIDE: "yes"}
    os.execve(HERE.venv_python, [str(HERE.venv_python), __file__, command, *arguments], variables)


def run_reset(arguments: list[str]) -> int:
    """Puts a fresh copy of each named chapter in place."""
    if not arguments:
        raise Problem("say which chapter, for example: ./netbook reset 02")
    for number in arguments:
        for copy, kept in chapters.reset(HERE, number):
            yours = f"; yours is {HERE.shown(kept)}" if kept else ""
            print(f"{HERE.shown(copy)} is fresh{yours}")
    return 0


def run_address(arguments: list[str]) -> int:
    """Prints the repository's public address, after setting it if one is given."""
    if len(arguments) > 1:
        raise Problem(f"one address is enough: {' '.join(arguments)}")
    known = address.write(HERE, arguments[0]) if arguments else address.repository(HERE)
    if known is None:
        raise Problem(
            "nobody has said yet where this repository is public",
            f"./netbook address {address.EXAMPLE}",
        )
    print(known)
    return 0


def _renew() -> None:
    for line in chapters.renew(HERE).lines(HERE):
        print(HERE.said(line))


def _help(out: TextIO) -> None:
    work = "work/" if HERE.elsewhere is None else HERE.work
    print(HELP.format(release=HERE.java_release(), work=work), end="", file=out)


def _needs_own(command: str) -> None:
    if HERE.read_only:
        text = f"{HERE.root} isn't yours to change: ./netbook {command} is for its owner"
        raise Problem(f"{text}. What is new there comes to you with ./netbook lab")


def _none_of(arguments: list[str], command: str) -> None:
    if arguments:
        raise Problem(f"./netbook {command} takes nothing after it: {' '.join(arguments)}")


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "address": run_address,
    "beats": run_beats,
    "bench": run_bench,
    "collect": collect.collect,
    "copy": run_copy,
    "doctor": run_doctor,
    "fuzz": run_fuzz,
    "handouts": run_handouts,
    "install": run_install,
    "lab": lab.lab,
    "record": run_record,
    "reset": run_reset,
    "setup": run_setup,
    "test": run_test,
    "update": run_update,
}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
