"""A fault within a value points at the character that is meant, however the value is written."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.readers.encoding import UNWANTED
from checker.readers.yaml import Scalar, child, parse
from checker.request import Request
from checker.run import examine

PROPERTIES = {"size": {"label": "size", "datatype": "quantity", "kind": "constant"}}
RELATION = "thing.size = thing.siz"
FILE = """document: {{id: one, title: One, publisher: P, published: {published}}}
claims:
  - id: a
    quote: w
    {field}
"""


@pytest.mark.parametrize(
    ("written", "found"),
    [
        pytest.param(RELATION, "siz", id="bare"),
        pytest.param(f'"{RELATION}"', 'siz"', id="in quotation marks"),
        pytest.param(f"'{RELATION}'", "siz'", id="in apostrophes"),
        pytest.param(f'"{RELATION}"   # why', 'siz"   # why', id="before a comment"),
        pytest.param(f'"\\x74{RELATION[1:]}"', f'"\\x74{RELATION[1:]}"', id="with an escape: the value as a whole"),
        pytest.param(f"|\n          {RELATION}", "|", id="in a block: the block"),
        pytest.param("thing.size\n          = thing.siz", "thing.size", id="on two lines: the value"),
        pytest.param('"thing.size\n          = thing.siz"', '"thing.size', id="on two lines, quoted: the value"),
    ],
)
@pytest.mark.parametrize("field", ["relation: {}", "readings:\n      - {}"], ids=["a field", "an item"])
def test_a_mistake_in_a_relation_is_marked(build, written: str, found: str, field: str) -> None:
    root = build({}, PROPERTIES)
    (root / "one.yaml").write_text(FILE.format(published="2020", field=field.format(written)), "utf-8")
    lines = (root / "one.yaml").read_text("utf-8").split("\n")
    (fault,) = examine(Request(root, "2026-11-22")).faults
    assert fault.code == "bad-relation"
    assert lines[fault.mark.line - 1][fault.mark.column - 1 :] == found


@pytest.mark.parametrize("quoted", [False, True], ids=["bare", "quoted"])
def test_a_mistake_in_a_date_of_a_document_is_marked(build, quoted: bool) -> None:
    root = build({}, PROPERTIES)
    date = json.dumps("1951-09/x") if quoted else "1951-09/x"
    field = "relation: thing.size > 3"
    text = FILE.format(published=date, field=field)
    (root / "one.yaml").write_text(text, "utf-8")
    fault = next(one for one in examine(Request(root, "2026-11-22")).faults if one.code == "bad-date")
    assert fault.mark.line == 1
    assert text[fault.mark.column - 1 :].startswith("x")


TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\n\r\t"), min_size=1, max_size=12).filter(
    lambda text: not UNWANTED.search(text)
)


@given(TEXT, st.sampled_from(["{}", '"{}"', "'{}'"]), st.integers(0, 12), st.sampled_from([" ", "   ", "\n  "]))
def test_a_place_within_a_text_is_that_of_its_character_or_of_the_whole(
    text: str, style: str, offset: int, gap: str
) -> None:
    """Whatever YAML makes of the text: where a place within it is told, that character stands there."""
    source = f"key:{gap}{style.format(text)}\n"
    value = child(parse(source, "x.yaml").root, "key")
    if not isinstance(value, Scalar) or offset >= len(value.text):
        return
    mark = value.mark.within(offset)
    if mark != value.mark:
        assert source.split("\n")[mark.line - 1][mark.column - 1] == value.text[offset]
    elif offset:
        escaped = any(sign in source for sign in ("\\", "''")) or value.text != text
        assert escaped
