"""Fields, items and entries of YAML texts are changed at their places; whatever is not meant stays byte for byte."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.readers.splice import spliced, with_entry, with_fields, without_item
from checker.readers.yaml import Fields, child, entry_of, parse, plain

ORDER = ("id", "quote", "subject", "property", "value", "note", "draft")
BLOCK = """\
# kept
claims:
  # of the first
  - id: a   # its name
    quote: "seven piers"
    value: >-
      seven

    draft: true
  # of the second
  - id: b
    quote: eight
    value: "8"
    draft: true
"""


def changed(text: str, changes: dict[str, str], index: int = 0) -> str:
    node = child(child(parse(text, "").root, "claims"), index)
    assert isinstance(node, Fields)
    return spliced(text, with_fields(text, node, changes, ORDER))


FIELDS = [
    pytest.param(
        {"draft": ""}, BLOCK.replace("\n    draft: true\n  # of", "\n  # of", 1), id="a line of its own goes whole"
    ),
    pytest.param(
        {"subject": "pier", "property": "count"},
        BLOCK.replace('piers"\n', 'piers"\n    subject: pier\n    property: count\n', 1),
        id="new fields stand where the table has them",
    ),
    pytest.param({"value": '"7"'}, BLOCK.replace(">-\n      seven", '"7"', 1), id="a block of text is replaced"),
    pytest.param(
        {"id": ""}, BLOCK.replace("- id: a   #", "-    #", 1), id="the first field leaves its dash and comment"
    ),
    pytest.param({"note": ""}, BLOCK, id="what is not there"),
]


@pytest.mark.parametrize("changes, expected", FIELDS)
def test_fields_of_lines(changes: dict[str, str], expected: str) -> None:
    assert changed(BLOCK, changes) == expected
    parse(expected, "")


def test_a_comment_beside_a_field_that_goes_stays() -> None:
    text = BLOCK.replace("draft: true", "draft: true  # ask Ann", 1)
    assert changed(text, {"draft": ""}) == BLOCK.replace("draft: true", "# ask Ann", 1)


FLOW = [
    pytest.param("[{id: a, draft: true, value: x}]", {"draft": ""}, "[{id: a, value: x}]", id="in the middle"),
    pytest.param("[{id: a, draft: true}]", {"draft": ""}, "[{id: a}]", id="at the end"),
    pytest.param('[{"id": "a"}]', {"subject": "pier"}, '[{"id": "a", "subject": "pier"}]', id="new, as JSON has it"),
    pytest.param("[{id: a, subject: }]", {"subject": "pier"}, "[{id: a, subject: pier }]", id="nothing becomes a name"),
    pytest.param(
        '[\n  {\n    "id": "a",\n    "draft": true\n  }\n]',
        {"subject": "pier", "draft": ""},
        '[\n  {\n    "id": "a",\n    "subject": "pier"\n  }\n]',
        id="each on its line",
    ),
]


@pytest.mark.parametrize("claims, changes, expected", FLOW)
def test_fields_in_braces(claims: str, changes: dict[str, str], expected: str) -> None:
    assert changed(f"claims: {claims}\n", changes) == f"claims: {expected}\n"


ITEMS = [
    pytest.param(BLOCK, 0, BLOCK[: BLOCK.index("  - id: a")] + BLOCK[BLOCK.index("  # of the second") :], id="first"),
    pytest.param(BLOCK, 1, BLOCK[: BLOCK.index("  - id: b")], id="last of several"),
    pytest.param("claims:   # all\n  - id: a\nx: 1\n", 0, "claims: []   # all\nx: 1\n", id="the only one"),
    pytest.param("claims:\r\n- id: a\r\n- id: b\r\n", 0, "claims:\r\n- id: b\r\n", id="no deeper than its field"),
    pytest.param("claims: [{id: a}, {id: b}]", 1, "claims: [{id: a}]", id="in brackets"),
    pytest.param("claims: [{id: a}]", 0, "claims: []", id="the only one in brackets"),
]


@pytest.mark.parametrize("text, index, expected", ITEMS)
def test_an_item_goes_with_its_lines(text: str, index: int, expected: str) -> None:
    owner = entry_of(parse(text, "").root, "claims")
    assert owner is not None
    assert spliced(text, without_item(text, owner, index)) == expected


VOCABULARY = """\
# names
entities:
  pier: {label: the pier}   # ours

properties: {}
"""
ADDED = [
    pytest.param(
        VOCABULARY, "entities", "  pier: {label: the pier}   # ours\n  new-one: {label: A new one}\n", id="lines"
    ),
    pytest.param(VOCABULARY, "properties", "properties: {new-one: {label: A new one}}\n", id="nothing in braces"),
    pytest.param(VOCABULARY, "units", "properties: {}\n\nunits:\n  new-one: {label: A new one}\n", id="a new section"),
    pytest.param("entities:\n", "entities", "entities:\n  new-one: {label: A new one}\n", id="a section of nothing"),
    pytest.param("", "entities", "entities:\n  new-one: {label: A new one}\n", id="an empty file"),
    pytest.param(
        '{"entities": {"a": {"label": "A"}}}', "units", '"units": {"new-one": {"label": "A new one"}}}', id="JSON"
    ),
    pytest.param(
        "entities:\n  a:\n    label: x\n    also:\n      - q\n# end\n",
        "entities",
        "      - q\n  new-one: {label: A new one}\n# end\n",
        id="after an entry of several lines",
    ),
]


@pytest.mark.parametrize("text, section, expected", ADDED)
def test_a_name_is_added_on_a_line_of_its_own(text: str, section: str, expected: str) -> None:
    after = with_entry(text, section, "new-one", {"label": "A new one"})
    assert expected in after
    was, now = (plain(tree) if (tree := parse(one, "").root) else {} for one in (text, after))
    assert now == {**(was or {}), section: {**((was or {}).get(section) or {}), "new-one": {"label": "A new one"}}}
    assert [line for line in text.splitlines() if "#" in line and line not in after.splitlines()] == []


@given(st.lists(st.text("ab: #\"'{}[],é\u2014", max_size=8), min_size=1, max_size=4), st.booleans(), st.data())
def test_what_is_written_is_read_back_whatever_its_words(
    words: list[str], in_braces: bool, data: st.DataObject
) -> None:
    """A law: after any change the fields are those of before with the change, and the other claim is as it was."""
    claims = [{"id": f"c{n}", "quote": json.dumps(word), "draft": "true"} for n, word in enumerate(words)]
    if in_braces:
        text = "claims: [" + ", ".join("{" + ", ".join(f"{k}: {v}" for k, v in c.items()) + "}" for c in claims) + "]\n"
    else:
        text = "claims:\n" + "".join("  - " + "\n    ".join(f"{k}: {v}" for k, v in c.items()) + "\n" for c in claims)
    index = data.draw(st.integers(0, len(claims) - 1))
    value = data.draw(st.text("xy #:,'\"", min_size=1, max_size=5))
    name = data.draw(st.sampled_from(("quote", "subject", "note")))
    after = changed(text, {name: json.dumps(value), "draft": ""}, index)
    expected = plain(parse(text, "").root)["claims"]
    del expected[index]["draft"]
    expected[index][name] = value
    assert plain(parse(after, "").root)["claims"] == expected
