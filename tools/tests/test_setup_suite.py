"""How test results are summed up, and what the table of bench says."""

from __future__ import annotations

from pathlib import Path

import bench
import pytest
import suite
from progress import Problem
from suite import Outcome

REPORT = """\
<testsuites><testsuite>
  <testcase classname="A" name="good"/>
  <testcase classname="A" name="bad"><failure message="no"/></testcase>
  <testcase classname="A" name="worse"><error message="no"/></testcase>
  <testcase classname="A" name="absent"><skipped message="no tshark; get it"/></testcase>
</testsuite></testsuites>
"""


def test_a_report_is_counted_by_test(tmp_path: Path) -> None:
    file = tmp_path / "TEST-a.xml"
    file.write_text(REPORT)
    outcome = suite.reports([file, file])
    assert outcome.passed == 2
    assert outcome.failed == ["A.bad", "A.worse"] * 2
    assert outcome.skipped[0] == "A.absent: no tshark; get it"


@pytest.mark.parametrize(
    ("outcome", "strict", "code"),
    [
        (Outcome(3), False, 0),
        (Outcome(3), True, 0),
        (Outcome(3, ["a"]), False, 1),
        (Outcome(3, [], ["a: no tshark"]), False, 0),
        (Outcome(3, [], ["a: no tshark"]), True, 1),
        (Outcome(0), False, 1),
    ],
)
def test_the_last_line_holds_the_numbers_alone(
    capsys: pytest.CaptureFixture[str], outcome: Outcome, strict: bool, code: int
) -> None:
    assert suite.sum_up(outcome, strict) == code
    lines = capsys.readouterr().out.splitlines()
    failed, skipped = len(outcome.failed), len(outcome.skipped)
    assert lines[-1] == f"{outcome.passed} passed, {failed} failed, {skipped} skipped"
    assert ("SKIPPED  a: no tshark" in lines) == bool(skipped)


def test_an_unknown_part_is_refused_before_anything_runs() -> None:
    with pytest.raises(Problem, match="there is no part 'libs'"):
        suite.test(["libs"], None)  # type: ignore[arg-type]


def test_what_maven_complained_of_is_shown_without_its_advice(tmp_path: Path) -> None:
    log = tmp_path / "verify.log"
    log.write_text(
        "[INFO] fine\n[ERROR] not formatted: A.java\n[ERROR] -> [Help 1]\n[ERROR] Re-run Maven\n"
    )
    assert list(suite.errors(log)) == ["[ERROR] not formatted: A.java", f"The whole log: {log}"]


def test_the_table_shows_medians_and_their_ratio() -> None:
    ours = [bench.Run(0.5, 0.2, 200), bench.Run(9.0, 9.0, 900), bench.Run(0.4, 0.1, 100)]
    stock = [bench.Run(1.0, 2.5, 400)]
    lines = [line.split() for line in bench.table(ours, stock)]
    assert lines[0] == ["ours", "stock", "ratio"]
    assert lines[1][-5:] == ["0.50", "s", "1.00", "s", "0.50"]
    assert lines[2][-1] == "0.08"
    assert lines[3][-5:] == ["200", "MiB", "400", "MiB", "0.50"]


@pytest.mark.parametrize(("server", "says"), [(848.0, "fit"), (849.0, "do not fit")])
def test_the_memory_of_open_chapters_is_summed_up(server: float, says: str) -> None:
    used = [("00-a", 200.0)] * 6 + [("the Jupyter server", server)]
    lines = bench.memory_table(used)
    assert [line.split()[-2:] for line in lines[1:7]] == [["200", "MiB"]] * 6
    assert lines[-2].split() == ["all", "of", "it", f"{1200 + server:.0f}", "MiB"]
    assert lines[-1] == f"They {says} into Binder's 2048 MiB."


@pytest.mark.parametrize("words", [["0"], ["-1"], ["x"], ["5", "5"], ["100"], ["5", "tap"]])
def test_bench_takes_a_part_and_a_number_of_runs(words: list[str]) -> None:
    with pytest.raises(Problem, match="from 1 to 99"):
        bench.asked(words)
    assert bench.asked([]) == (["kernel", "tap", "view", "frame", "dns", "server"], bench.RUNS)
    assert bench.asked(["9"]) == (["kernel", "tap", "view", "frame", "dns", "server"], 9)
    assert bench.asked(["tap"]) == (["tap"], bench.RUNS)
    assert bench.asked(["view", "9"]) == (["view"], 9)
