"""YAML is read by its 1.2 core types, with exact places, and nothing hostile gets through."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.model.fault import Fault, Mark
from checker.readers.encoding import decode, mark_at, split_lines
from checker.readers.files.text import Numeral
from checker.readers.yaml import Fields, Items, Node, Scalar, child, entry_of, locate, parse, plain, sound

KINDS: dict[str, Callable[[object], bool]] = {
    "text": lambda value: isinstance(value, str) and not isinstance(value, Numeral),
    "number": lambda value: isinstance(value, Numeral),
    "true": lambda value: value is True,
    "false": lambda value: value is False,
    "nothing": lambda value: value is None,
}


@pytest.mark.parametrize(
    "written, kind",
    [
        ("no", "text"),
        ("yes", "text"),
        ("on", "text"),
        ("y", "text"),
        ("true", "true"),
        ("False", "false"),
        ("tRue", "text"),
        ("null", "nothing"),
        ("~", "nothing"),
        ("", "nothing"),
        ("12:30", "text"),
        ("12:30:45", "text"),
        ("2020-01-01", "text"),
        ("2020-01-01T00:00:00Z", "text"),
        ("0123", "text"),
        ("1_000", "text"),
        ("1,000", "text"),
        (".", "text"),
        ("+", "text"),
        ("1.10", "number"),
        ("1.", "number"),
        (".5", "number"),
        ("-0", "number"),
        ("+12", "number"),
        ("1e5", "number"),
        ("1e200000000", "number"),
        ("0x1F", "number"),
        ("0o17", "number"),
        ("0b11", "text"),
        ("1e", "text"),
        ("١٢", "text"),
        ('"1"', "text"),
        ("'true'", "text"),
        ('""', "text"),
    ],
    ids=lambda value: value or "empty",
)
def test_a_plain_scalar_has_its_core_type_and_its_exact_text(written: str, kind: str) -> None:
    value = plain(tree(f"a: {written}\n"))["a"]
    assert KINDS[kind](value)
    if kind in ("text", "number"):
        assert str(value) == written.strip("\"'")


def tree(text: str) -> Node:
    made = parse(text, "x.yaml")
    assert made.faults == ()
    assert made.root is not None
    return made.root


def codes(text: str) -> list[str]:
    return [fault.code for fault in parse(text, "x.yaml").faults]


@pytest.mark.parametrize(
    "text, code, line, column",
    [
        ("a: &x 1\n", "yaml-anchor", 1, 4),
        ("a: 1\nb: *x\n", "yaml-alias", 2, 4),
        ("<<: {a: 1}\n", "yaml-merge-key", 1, 1),
        ("a: !!int 1\n", "yaml-tag", 1, 4),
        ("a: ! 1\n", "yaml-tag", 1, 4),
        ("a: !<tag:x> 1\n", "yaml-tag", 1, 4),
        ("%TAG ! tag:x\n---\na: 1\n", "yaml-directive", 1, 1),
        ("a: 1\n---\nb: 2\n", "several-documents", 2, 1),
        ("{a: x, b: 2,200}\n", "yaml-comma", 1, 11),
        ("{a: x, b: one, two, c: 1}\n", "yaml-comma", 1, 11),
        ("{a: over 2, five}\n", "yaml-comma", 1, 5),
        ("a: 1\nb: 2\na: 3\n", "duplicate-key", 3, 1),
        ('a: 1\n"a": 2\n', "duplicate-key", 2, 1),
        ("1997: x\n", "key-not-text", 1, 1),
        ("true: x\n", "key-not-text", 1, 1),
        ("? [a, b]\n: x\n", "key-not-text", 1, 3),
        (": x\n", "yaml-syntax", 1, 1),
        ("~: x\n", "key-not-text", 1, 1),
        ("a: .inf\n", "number-not-finite", 1, 4),
        ("a: -.INF\n", "number-not-finite", 1, 4),
        ("a: .NaN\n", "number-not-finite", 1, 4),
        ('a: "x\\0"\n', "control-character", 1, 4),
        ('a: "\\u2028"\n', "control-character", 1, 4),
        ('a: "\\ud800"\n', "yaml-syntax", 1, 7),
        ("a:\n\tb: 1\n", "yaml-syntax", 2, 1),
        ("a: 1\nb: [1, 2\n", "yaml-syntax", 2, 4),
        ('a: 1\nb: "open\n', "yaml-syntax", 2, 4),
        ("é𝒳: 1\né𝒳: 2\n", "duplicate-key", 2, 1),
        ("{𝒳𝒳: 1, 𝒳𝒳: 2}\n", "duplicate-key", 1, 9),
    ],
)
def test_what_a_file_must_not_hold_is_told_at_its_place(text: str, code: str, line: int, column: int) -> None:
    faults = parse(text, "x.yaml").faults
    assert [(fault.code, fault.mark) for fault in faults] == [(code, Mark("x.yaml", line, column))]


@pytest.mark.parametrize(
    "text",
    ["[" * 100_000, "{" * 100_000, "- " * 100_000, "? " * 100_000, "[{" * 50_000, "[\n" * 100_000, "a: " + "[" * 9_999],
    ids=["brackets", "braces", "dashes", "question marks", "mixed", "over lines", "below a field"],
)
def test_deep_nesting_is_refused_before_it_hurts(text: str) -> None:
    assert codes(text) == ["too-deep"]


def test_32_levels_are_read_and_33_are_not() -> None:
    assert codes("[" * 32 + "]" * 32) == []
    assert codes("[" * 33 + "]" * 33) == ["too-deep"]


def test_brackets_in_text_and_comments_do_not_count() -> None:
    assert codes(f"# {'[' * 100}\na: '{'[' * 100}'\nb: x{'[' * 100}\n") == []


def test_a_duplicate_key_names_both_lines() -> None:
    (fault,) = parse("a: 1\n\n\na: 2\n", "x.yaml").faults
    assert "lines 1 and 4" in fault.message


def test_a_fault_in_one_node_leaves_the_others_sound() -> None:
    made = parse("claims:\n  - {a: 1, a: 2}\n  - {b: *x}\n  - {c: 3}\n", "x.yaml")
    items = child(made.root, "claims")
    assert isinstance(items, Items)
    assert [sound(item) for item in items.nodes] == [False, False, True]
    assert [fault.field for fault in made.faults] == ["claims[0].a", "claims[1].b"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_line_ends_of_any_sort_count_as_one(end: str) -> None:
    text = end.join(["a: 𝒳 x", "b:", "  - one", "  - 𝒳: two", ""])
    root = tree(text)
    assert locate(root, ("b", 1, "𝒳")) == Mark("x.yaml", 4, 8)
    assert split_lines(text)[3] == "  - 𝒳: two"


def test_a_path_leads_to_the_value_or_to_the_name_of_its_field() -> None:
    root = tree("document: {id: x}\nclaims:\n  - id: one\n    value: 5\n")
    assert locate(root, ("claims", 0, "value")) == Mark("x.yaml", 4, 12)
    assert locate(root, ("claims", 0, "value"), key=True) == Mark("x.yaml", 4, 5)
    assert locate(root, ("claims", 0, "missing")) == Mark("x.yaml", 3, 5)
    assert locate(root, ("claims", 7)) == Mark("x.yaml", 2 + 1, 3)


def test_offsets_cut_the_source_out_exactly() -> None:
    text = "a: 'it''s'\nb: [1, 2] # note\nc:\n  d: 𝒳 x\n\n# end\ne: z\n"
    root = tree(text)
    cut = {key: text[node.start : node.end] for key in "abce" if (node := child(root, key))}
    assert cut == {"a": "'it''s'", "b": "[1, 2]", "c": "d: 𝒳 x", "e": "z"}


@pytest.mark.parametrize(
    "raw, code, line, column",
    [
        ("a: 1\n".encode("utf-16"), "not-utf8", 1, 1),
        ("a: 1\n".encode("utf-32"), "not-utf8", 1, 1),
        ("a: 1\n".encode("utf-16-be"), "control-character", 1, 1),
        (b"a: 1\r\nb: \xc3\xa9\xff\n", "not-utf8", 2, 5),
        (b"a: \xed\xa0\x80\n", "not-utf8", 1, 4),
        (b"a: \x00\n", "control-character", 1, 4),
        (b"a: \x1b[31m\n", "control-character", 1, 4),
        ("𝒳: x\x85y\n".encode(), "control-character", 1, 5),
        ("# note\u2028verdict: accepted\n".encode(), "control-character", 1, 7),
        (b"# note\rverdict: accepted\n", "control-character", 1, 7),
        (b"a: 1\r\n# note\r\r\nb: 2\r\n", "control-character", 2, 7),
        (b"a: 1\rb: 2\r", "control-character", 1, 5),
        ("a\u2029b\n".encode(), "control-character", 1, 2),
        ("a: x\ufeff\n".encode(), "control-character", 1, 5),
    ],
)
def test_bytes_that_hide_something_are_refused(raw: bytes, code: str, line: int, column: int) -> None:
    fault = decode(raw, "x.yaml")
    assert isinstance(fault, Fault)
    assert (fault.code, fault.mark) == (code, Mark("x.yaml", line, column))


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    assert decode(b"\xef\xbb\xbfa: 1\n", "x.yaml") == "a: 1\n"


def test_nothing_but_comments_is_an_empty_tree() -> None:
    assert parse("# only a comment\n", "x.yaml").root is None
    assert parse("", "x.yaml") == parse("\n", "x.yaml")


TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=60)
VALUES = st.recursive(TEXTS, lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner), max_leaves=12)


@given(VALUES)
def test_json_of_texts_comes_back_as_it_was(value: object) -> None:
    """JSON is YAML: each text in quotes is read back, or refused for a character that does not show."""
    made = parse(json.dumps({"a": value}), "x.yaml")
    if not made.faults:
        assert made.root is not None
        assert plain(made.root) == {"a": value}
    assert {fault.code for fault in made.faults} <= {"control-character", "yaml-syntax"}


@given(st.text(max_size=200))
def test_any_text_gives_a_tree_or_faults_with_places_inside_it(text: str) -> None:
    decoded = decode(text.encode("utf-8", "replace"), "x.yaml")
    if isinstance(decoded, Fault):
        return
    made = parse(decoded, "x.yaml")
    lines = split_lines(decoded)
    for fault in made.faults:
        assert 1 <= fault.mark.line <= len(lines) + 1
    for node in nodes(made.root):
        assert decoded[node.start : node.end] is not None
        assert mark_at(decoded, node.start, "x.yaml") == node.mark


def nodes(node: Node | None) -> list[Node]:
    if node is None or isinstance(node, Scalar):
        return [node] if node else []
    inner = node.nodes if isinstance(node, Items) else [entry.value for entry in node.entries]
    return [node, *(deep for one in inner for deep in nodes(one))]


def test_an_entry_is_found_by_name_or_by_number() -> None:
    root = tree("a: [x, y]\n")
    assert isinstance(root, Fields)
    assert entry_of(root, "b") is None
    assert entry_of(child(root, "a"), 1) is not None
    assert entry_of(child(root, "a"), 2) is None
    assert entry_of(child(root, "a"), "x") is None


@pytest.mark.parametrize("count", [3, 3000], ids=["few", "many"])
def test_each_field_is_found_at_its_place_however_many_there_are(count: int) -> None:
    root = parse("".join(f"k{number}: 1\n" for number in range(count)), "a.yaml").root
    assert root is not None
    assert [locate(root, (f"k{number}",)).line for number in range(count)] == list(range(1, count + 1))
    assert (child(root, "other"), child(root, 0)) == (None, None)


def test_a_file_of_too_many_values_is_refused_where_they_become_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checker.readers.yaml.MOST_NODES", 100)
    assert not parse("claims:\n" + "-\n" * 98, "a.yaml").faults
    (fault,) = parse("claims:\n" + "-\n" * 1000, "a.yaml").faults
    assert (fault.code, fault.mark.line) == ("too-many-values", 100)
    assert "more than 100 values" in fault.message
