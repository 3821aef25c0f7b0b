"""What a teacher sees of the files that learners hand in, honest ones and others."""

from __future__ import annotations

import json
from pathlib import Path

import cli
import collect
import pytest
from progress import Problem


def hand_in(file: Path, **exercises: tuple[int, int, int]) -> None:
    """Writes a progress file; x02_1 stands for 02.1."""
    results = {
        name[1:].replace("_", "."): dict(zip(collect.COUNTS, counts, strict=True))
        for name, counts in exercises.items()
    }
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({"netbook": 1, "exercises": results}))


def test_sums_up_a_class(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hand_in(tmp_path / "anna.json", x00_1=(5, 5, 2), x02_2=(14, 14, 9))
    hand_in(tmp_path / "bo" / "progress (1).json", x02_10=(11, 14, 3))
    assert cli.main(["collect", str(tmp_path)]) == 0
    assert capsys.readouterr().out == (
        "learner            00.1    02.2     02.10  solved\n"
        "anna             solved  solved                 2\n"
        "bo                               11 of 14       0\n"
        "\n"
        "solved by, of 2       1       1         0       2\n"
    )


def test_writes_what_a_spreadsheet_reads(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hand_in(tmp_path / '=1+1,"x".json', x00_1=(1, 2, 1))
    assert cli.main(["collect", str(tmp_path), "--csv"]) == 0
    assert capsys.readouterr().out == (
        'learner,00.1,solved\n"\'=1+1,""x""",1 of 2,0\n'
    )


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("{", "no JSON"),
        ("\xff", "no JSON"),
        ("[" * 200_000, "no JSON"),
        ("7", '"netbook" isn\'t 1'),
        ('{"netbook": 2, "exercises": {}}', '"netbook" isn\'t 1'),
        ('{"netbook": 1}', '"exercises" is no object'),
        ('{"netbook": 1, "exercises": {"<b>": {}}}', "'<b>' isn't an exercise's number"),
        ('{"netbook": 1, "exercises": {"02.1": 3}}', '02.1: "passed" is not in 0..1000000'),
        (
            '{"netbook": 1, "exercises": {"02.1": {"passed": true, "probes": 1, "tries": 1}}}',
            '02.1: "passed"',
        ),
        (
            '{"netbook": 1, "exercises": {"02.1": {"passed": 3, "probes": 2, "tries": 1}}}',
            "02.1: 3 of 2 probes",
        ),
        (
            '{"netbook": 1, "exercises": {"02.1": {"passed": 0, "probes": 0, "tries": 1}}}',
            "02.1: 0 of 0 probes",
        ),
        ('{"netbook": 1, "x": "' + "x" * collect.BYTES_MAX + '"}', "bytes; 1000000 are the limit"),
    ],
)
def test_leaves_out_what_is_no_progress_file_and_says_why(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str, reason: str
) -> None:
    hand_in(tmp_path / "anna.json", x00_1=(5, 5, 2))
    (tmp_path / "mallory.json").write_text(content, encoding="latin-1")
    assert cli.main(["collect", str(tmp_path)]) == 1
    told = capsys.readouterr()
    assert "anna" in told.out and "mallory" not in told.out
    assert told.err.startswith("netbook: left out mallory.json: ") and reason in told.err


def test_a_name_can_not_command_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hand_in(tmp_path / "\x1b[2Jeve.json", x00_1=(5, 5, 2))
    (tmp_path / "\x1b]0;x\x07.json").write_text("")
    assert cli.main(["collect", str(tmp_path)]) == 1
    told = capsys.readouterr()
    assert "\x1b" not in told.out + told.err and "[2Jeve" in told.out


def test_says_what_is_missing(tmp_path: Path) -> None:
    for arguments in ([], ["a", "b"], [str(tmp_path), "--pdf"]):
        with pytest.raises(Problem, match="say where the files are"):
            collect.collect(arguments)
    with pytest.raises(Problem, match="there is no folder"):
        collect.collect([str(tmp_path / "none")])
    with pytest.raises(Problem, match="there is no progress file"):
        collect.collect([str(tmp_path)])


def test_a_second_file_of_a_learner_does_not_replace_the_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hand_in(tmp_path / "anna.json", x00_1=(5, 5, 2))
    hand_in(tmp_path / "anna" / "progress.json", x00_1=(1, 5, 2))
    assert cli.main(["collect", str(tmp_path)]) == 1
    assert "a second file of this learner" in capsys.readouterr().err
    assert len(collect.read_all(tmp_path)[0]) == 1
