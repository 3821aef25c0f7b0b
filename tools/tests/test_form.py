"""The canonical form: one content, one file."""

from __future__ import annotations

import json
from pathlib import Path

import form
import pytest
from conftest import code, notebook_of, prose, shown, stream
from nbformat.v4 import output_from_msg


def written(text: str) -> dict:
    return json.loads(form.canonical(form.parse(text)))


def raw(cells: list[dict], **metadata: object) -> str:
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": cells})


def raw_code(source: str = "1", **more: object) -> dict:
    cell = {"cell_type": "code", "source": source, "metadata": {}, "outputs": []}
    return cell | {"execution_count": None} | more


def test_form_of_a_form_is_the_same():
    notebook = notebook_of(prose("# Häuser 🏠"), code("1\n+ 1", stream("2\n")))
    once = form.canonical(notebook)
    assert form.canonical(form.parse(once)) == once


def test_text_is_utf8_with_sorted_keys_narrow_indent_and_one_newline_at_its_end():
    text = form.canonical(notebook_of(prose("# Häuser 🏠")))
    assert "Häuser 🏠" in text
    assert text.startswith('{\n "cells": [\n  {\n   "cell_type"')
    assert text.endswith("}\n") and not text.endswith("\n\n")
    keys = [list(part) for part in (json.loads(text), json.loads(text)["cells"][0])]
    assert keys == [sorted(part) for part in keys]


def test_what_a_run_leaves_by_the_way_goes():
    result = {"output_type": "execute_result", "execution_count": 7, "metadata": {}}
    cell = raw_code(
        execution_count=7,
        outputs=[result | {"data": {"text/plain": "2"}, "transient": {"display_id": "x"}}],
        metadata={
            "collapsed": True,
            "execution": {"iopub.status.idle": "2026"},
            "tags": ["volatile"],
        },
    )
    after = written(raw([cell], widgets={}))["cells"][0]
    assert after["execution_count"] is None
    assert after["metadata"] == {"tags": ["volatile"]}
    assert after["outputs"] == [
        {
            "data": {"text/plain": ["2"]},
            "execution_count": None,
            "metadata": {},
            "output_type": "execute_result",
        }
    ]


def test_metadata_is_the_same_for_every_notebook():
    metadata = written(raw([], kernelspec={"name": "java-25", "display_name": "J"}))["metadata"]
    assert metadata == {
        "kernelspec": {"name": "java", "display_name": "Java", "language": "java"},
        "language_info": {
            "name": "Java",
            "file_extension": ".jshell",
            "mimetype": "text/x-java-source",
        },
    }


def test_valid_ids_stay_and_others_are_derived_from_the_content():
    cells = [raw_code(id="ask-the-system"), raw_code(), raw_code(), raw_code("2", id="no good")]
    ids = [cell["id"] for cell in written(raw(cells))["cells"]]
    assert ids[0] == "ask-the-system"
    assert ids[2] == f"{ids[1]}-2"
    assert len(set(ids)) == 4
    assert ids == [cell["id"] for cell in written(raw(cells))["cells"]]
    assert written(raw([raw_code("2")]))["cells"][0]["id"] == ids[3]


def test_a_second_cell_of_one_id_gets_another():
    ids = [cell["id"] for cell in written(raw([raw_code(id="a"), raw_code("2", id="a")]))["cells"]]
    assert ids == ["a", written(raw([raw_code("2")]))["cells"][0]["id"]]


def test_line_ends_are_lf_and_source_has_no_empty_last_line():
    assert written(raw([raw_code("a;\r\nb;\n\n")]))["cells"][0]["source"] == ["a;\n", "b;"]


def test_consecutive_pieces_of_a_stream_become_one():
    pieces = [stream("a"), stream("b\n"), stream("!", "stderr"), stream("c"), shown(plain="d")]
    cell = code("1", *pieces, stream("e"))
    merged = form.merge_streams(cell.outputs)
    assert [output.get("text") for output in merged] == ["ab\n", "!", "c", None, "e"]
    assert cell.outputs[0].text == "a", "the outputs themselves stay as they are"


def test_outputs_as_nbclient_makes_them_are_accepted():
    message = {"header": {"msg_type": "stream"}, "content": {"name": "stdout", "text": "a\n"}}
    cell = code("1", output_from_msg(message))
    assert json.loads(form.canonical(notebook_of(cell)))["cells"][0]["outputs"][0]["text"] == [
        "a\n"
    ]


def test_an_old_format_is_refused():
    with pytest.raises(ValueError, match="nbformat 3"):
        form.parse(
            json.dumps({"nbformat": 3, "nbformat_minor": 0, "worksheets": [], "metadata": {}})
        )


def test_write_says_whether_the_file_changed(tmp_path: Path):
    path = tmp_path / "a.ipynb"
    notebook = notebook_of(prose("# A"))
    assert form.write(path, notebook)
    assert not form.write(path, notebook)
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert form.write(path, notebook)


def test_the_command_rewrites_what_it_is_given(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    path = tmp_path / "a.ipynb"
    path.write_text(raw([raw_code()]), encoding="utf-8")
    assert form.main([str(path)]) == 0
    assert capsys.readouterr().out == "a.ipynb: put in canonical form\n"
    assert path.read_text(encoding="utf-8") == form.canonical(form.read(path))
