"""The comparison of outputs: each way in which a notebook could lie is seen to fail."""

from __future__ import annotations

import pytest
from compare import differences, met_by_chance
from conftest import code, failure, prose, shown, stream
from nbformat import NotebookNode
from recording import put_outputs

OLD, NEW = "40123", "51234"


def outputs_of(cells: list[NotebookNode]) -> list[list[dict]]:
    return [list(cell.get("outputs", [])) for cell in cells]


def compared(*pairs: tuple[list[dict], list[dict]], tags: str = "", foreign: bool = False) -> list:
    cells = [code("1", tags=tags.split()) for _ in pairs]
    for number, cell in enumerate(cells, start=1):
        cell.id = f"cell-{number}"
    committed, fresh = ([list(side) for side in sides] for sides in zip(*pairs, strict=True))
    return differences(cells, committed, fresh, foreign)


def test_same_outputs_are_the_same():
    outputs = [stream("a\n"), shown(html="<b>1</b>", plain="1"), failure()]
    assert compared((outputs, outputs)) == []


@pytest.mark.parametrize(
    "committed, fresh",
    [
        pytest.param([stream("hello\n")], [stream("hellp\n")], id="one byte changed"),
        pytest.param([stream("hello\n")], [stream("hello")], id="one byte dropped"),
        pytest.param([stream("a"), shown(plain="b")], [stream("a")], id="an output dropped"),
        pytest.param([stream("a")], [stream("a"), shown(plain="b")], id="an output more"),
        pytest.param([stream("a")], [], id="all outputs dropped"),
        pytest.param(
            [shown(plain="a"), shown(plain="b")],
            [shown(plain="b"), shown(plain="a")],
            id="two swapped",
        ),
        pytest.param([shown(plain="a")], [shown(html="a")], id="MIME type changed"),
        pytest.param([shown(plain="a", html="a")], [shown(plain="a")], id="MIME type dropped"),
        pytest.param([stream("a")], [stream("a", "stderr")], id="another stream"),
        pytest.param([shown(plain="a")], [stream("a")], id="another kind"),
        pytest.param([shown(plain="a")], [failure()], id="a failure"),
        pytest.param([failure()], [], id="no failure"),
        pytest.param(
            [shown(plain="a") | {"metadata": {"width": 1}}],
            [shown(plain="a") | {"metadata": {"width": 2}}],
            id="metadata changed",
        ),
        pytest.param(
            [
                {
                    "output_type": "display_data",
                    "metadata": {},
                    "data": {"image/png": "iVBORw0KGgo="},
                }
            ],
            [
                {
                    "output_type": "display_data",
                    "metadata": {},
                    "data": {"image/png": "iVBORw0KGgp="},
                }
            ],
            id="one byte of a picture changed",
        ),
        pytest.param(
            [
                {
                    "output_type": "display_data",
                    "metadata": {},
                    "data": {"application/json": {"a": 1}},
                }
            ],
            [
                {
                    "output_type": "display_data",
                    "metadata": {},
                    "data": {"application/json": {"a": 2}},
                }
            ],
            id="JSON changed",
        ),
        pytest.param(
            [stream("127.0.0.1:40001 to 127.0.0.1:40002, from 40001")],
            [stream("127.0.0.1:40001 to 127.0.0.1:40002, from 40002")],
            id="two ports exchanged",
        ),
    ],
)
def test_difference_is_found(committed: list[dict], fresh: list[dict]):
    assert len(compared((committed, fresh))) == 1


def test_ports_exchanged_between_cells_are_found():
    first = [stream("client 127.0.0.1:40001, server 127.0.0.1:40002\n")]
    found = compared((first, first), ([stream("40001")], [stream("40002")]))
    assert found == [
        "cell 2 (cell-2): output 1, stream stdout\n@@ line 1 @@\n- ‹port 1›\n+ ‹port 2›"
    ]


def test_ports_of_another_run_are_the_same():
    def run(port: str) -> tuple[list[dict], list[dict]]:
        return [stream(f"on 127.0.0.1:{port}\n")], [shown(html=f"<td>{port}</td>", plain=port)]

    old, new = run(OLD), run(NEW)
    assert compared((old[0], new[0]), (old[1], new[1])) == []


@pytest.mark.parametrize(
    "text, by_chance",
    [
        ("127.0.0.1:40001 127.0.0.1:40001", True),
        ("127.0.0.1:40001 127.0.0.1:40002", False),
        ("127.0.0.1:40001 127.0.0.1:40001.", False),
        ("127.0.0.1:40001 127.0.0.2:40001", False),
    ],
)
def test_two_sockets_with_one_port_may_be_chance(text: str, by_chance: bool):
    committed = [[stream("127.0.0.1:51001 127.0.0.1:51002")]]
    assert met_by_chance([code("1")], committed, [[stream(text)]]) is by_chance


def test_exchanged_ports_are_never_chance():
    committed = [[stream("127.0.0.1:40001 127.0.0.1:40002, 40001")]]
    fresh = [[stream("127.0.0.1:40001 127.0.0.1:40002, 40002")]]
    assert not met_by_chance([code("1")], committed, fresh)


def test_names_in_a_picture_are_not_renamed():
    png = {"output_type": "display_data", "metadata": {}, "data": {"image/png": "127.0.0.1:40123"}}
    other = png | {"data": {"image/png": "127.0.0.1:51234"}}
    assert len(compared(([png], [other]))) == 1


def test_words_of_a_failure_are_the_kernels_own():
    assert compared(([failure("EvalException")], [failure("RuntimeException")])) == []


def test_of_volatile_cells_only_the_kinds_count():
    assert compared(([stream("a")], [stream("b")]), tags="volatile") == []
    assert len(compared(([stream("a")], [stream("a", "stderr")]), tags="volatile")) == 1
    assert len(compared(([shown(plain="a")], [shown(html="a")]), tags="volatile")) == 1
    assert len(compared(([stream("a")], []), tags="volatile")) == 1


def test_ports_of_a_volatile_cell_give_no_names_away():
    volatile, after = code("1", tags=["volatile"]), code("2")
    one, other = "127.0.0.1:40001", "127.0.0.1:40002"
    committed = [[stream(f"{one} {other}")], [stream(f"{other} {one}")]]
    fresh = [[stream(f"{other} {one}")], [stream(f"{other} {one}")]]
    assert differences([volatile, after], committed, fresh) == []


def test_cells_that_depend_on_the_kernel_are_free_on_another_one_only():
    pair = ([stream("JJava")], [shown(plain="IJava")])
    assert compared(pair, tags="kernel", foreign=True) == []
    assert len(compared(pair, tags="kernel")) == 1
    assert len(compared(pair, foreign=True)) == 1


def test_message_names_the_cell_and_shows_the_first_line_that_differs():
    committed = [stream("one\ntwo on 127.0.0.1:40123\nthree\n")]
    fresh = [stream("one\ntwo at 127.0.0.1:51234\n3\n")]
    assert compared((committed, fresh)) == [
        "cell 1 (cell-1): output 1, stream stdout\n"
        "@@ line 2 @@\n"
        "  one\n"
        "- two on 127.0.0.1:‹port 1›\n"
        "+ two at 127.0.0.1:‹port 1›"
    ]


def test_message_about_other_kinds_shows_them():
    assert compared(([stream("a")], [stream("a"), shown(plain="b")])) == [
        "cell 1 (cell-1): its outputs are of other kinds\n"
        "@@ line 2 @@\n"
        "  output 1, stream stdout\n"
        "+ output 2, display_data text/plain"
    ]


def test_of_a_long_line_the_part_that_differs_is_shown():
    (message,) = compared(
        ([shown(html="x" * 5000 + "a" + "y" * 5000)], [shown(html="x" * 5000 + "b" + "y" * 5000)])
    )
    old, new = message.splitlines()[-2:]
    assert len(old) < 110
    assert old[2:] == new[2:].replace("b", "a")
    assert "xay" in old and "xby" in new


# Recording


def recorded(cells: list[NotebookNode], fresh: list[list[dict]]) -> tuple[int, list[list[dict]]]:
    notebook = NotebookNode(cells=cells)
    changed = put_outputs(notebook, fresh)
    return changed, outputs_of(cells)


def page(port: str, *more: str) -> list[list[dict]]:
    texts = [f"on 127.0.0.1:{port}\n", "0.412 ms\n", *more]
    return [[]] + [[stream(text)] for text in texts]


def cells_with(outputs: list[list[dict]]) -> list[NotebookNode]:
    return [prose("# A")] + [code("1", *some) for some in outputs[1:]]


def test_recording_keeps_what_reads_the_same():
    old = page(OLD, f"{OLD} again\n")
    fresh = page(NEW, f"{NEW} again\n")
    fresh[2][0]["text"] = "9.000 ms\n"
    assert recorded(cells_with(old), fresh) == (0, old)


def test_recording_takes_what_is_new_with_the_ports_that_were_kept():
    old, fresh = page(OLD, "old\n"), page(NEW, f"new on {NEW}\n")
    assert recorded(cells_with(old), fresh) == (1, page(OLD, f"new on {OLD}\n"))


def test_recording_of_a_new_cell_above_changes_that_cell_only():
    above = [stream("first 127.0.0.1:33333\n")]
    old, fresh = page(OLD), page(NEW)
    old.insert(1, [])
    fresh.insert(1, above)
    changed, outputs = recorded(cells_with(old), fresh)
    assert changed == 1
    assert outputs == [[], above, *page(OLD)[1:]]


def test_recording_takes_everything_when_ports_changed_their_parts():
    old = page(OLD, f"to 127.0.0.1:{OLD}\n")
    fresh = page(NEW, "to 127.0.0.1:44444\n")
    assert recorded(cells_with(old), fresh) == (2, fresh)


def test_recording_keeps_volatile_outputs_of_the_same_kinds():
    cells = cells_with(page(OLD, "old\n"))
    cells[3].metadata.tags = ["volatile"]
    assert recorded(cells, page(NEW, "new\n")) == (0, page(OLD, "old\n"))
