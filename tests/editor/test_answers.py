"""What editors are answered, as plain functions of a corpus and a place in it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.cache.store import in_memory
from checker.editor.completion import completions
from checker.editor.context import context
from checker.editor.diagnostics import diagnostics
from checker.editor.fixes import BECAUSE, fixes
from checker.editor.hover import hover
from checker.editor.names import Name, use_at, uses
from checker.editor.renaming import renaming
from checker.editor.roles import role_of
from checker.editor.state import CorpusState, checked, texts_of
from checker.editor.symbols import symbols
from checker.editor.text import CODECS, columns, offset_at, position_of, words
from checker.model.vocabulary import Vocabulary
from checker.naming.edit import Refused, spliced
from checker.naming.spans import FileText
from checker.request import request_of
from tests.editor.conftest import FILES, NEWS, VOCABULARY, put


def state_of(folder: Path, files: Mapping[str, str] = FILES, unsaved: Mapping[str, str] | None = None) -> CorpusState:
    put(folder, files)
    request = request_of([folder / "claims"], {"isolated": True, "no-cache": True, "as-of": "2026-11-22"})
    buffers = {f"claims/{name}": FileText(f"claims/{name}", text) for name, text in (unsaved or {}).items()}
    return checked(request, buffers, in_memory(None))


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> CorpusState:
    return state_of(tmp_path_factory.mktemp("corpus"))


BELOW = "claims:\n  - id: a\n    |\n    subject: mill\n"
NOTE = "claims:\n  - id: a\n    note: |\n      a: b\n    su"
RULE = "properties:\n  x:\n    constraints:\n      - "


@pytest.mark.parametrize(
    ("label", "file", "text", "first", "missing"),
    [
        ("the first field of a file", "new", "", ["document", "claims"], ["entities"]),
        ("a field of the document", "new", "document:\n  pub", ["publisher", "published"], []),
        ("a new claim", "new", "claims:\n  - ", ["id", "quote"], ["publisher"]),
        ("a field of a claim that it has not yet", "new", "claims:\n  - id: a\n    su", ["subject"], ["id"]),
        ("fields below the cursor count too", "new", BELOW, ["quote"], ["subject"]),
        ("a subject, by its label", "new", "claims:\n  - subject: north", ["mill", "town"], ["ann"]),
        ("a subject in quotes", "new", 'claims:\n  - subject: "mi', ["mill"], []),
        ("dashes below their field", "new", "claims:\n- id: a\n  property: sta", ["staff"], ["output"]),
        ("a dimension", "new", "claims:\n  - id: a\n    scope: {pl", ["place"], ["mill"]),
        ("a dimension on a line of its own", "new", "claims:\n  - id: a\n    scope:\n      ", ["place"], ["mill"]),
        ("a member", "new", "claims:\n  - id: a\n    scope: {place: cou", ["county"], []),
        ("a member on a line of its own", "new", "claims:\n  - id: a\n    scope:\n      place: cou", ["county"], []),
        ("a claim in brackets", "new", "claims:\n  - {id: a, subject: tow", ["town"], []),
        ("a truth value", "new", "claims:\n  - denies: ", ["true", "false"], []),
        ("a word of the format", "new", "claims:\n  - rank: d", ["deprecated"], ["normal"]),
        ("the unit of the property", "new", "claims:\n  - property: output\n    value: 5 ", ["MW"], ["ann"]),
        ("an entity as a value", "new", "claims:\n  - property: owner\n    value: a", ["ann"], ["MW"]),
        ("a source", "new", "claims:\n  - draws_on: [rev", ["review", "review#size"], []),
        ("a document", "new", "document:\n  revises: ", ["news", "review"], ["mill"]),
        ("the subject in a relation", "new", "claims:\n  - relation: to", ["town"], ["output"]),
        ("the property in a relation", "new", "claims:\n  - relation: town.closed after mill.pe", ["period"], ["mill"]),
        ("a dimension in a relation", "new", "claims:\n  - relation: town.staff[", ["place"], ["mill"]),
        ("a member in a relation", "new", "claims:\n  - relation: town.staff[place=", ["mill", "plant"], ["place"]),
        ("a reading", "new", "claims:\n  - readings:\n      - town.st", ["staff", "start"], []),
        ("a sum over a dimension", "new", "claims:\n  - relation: sum of parts of town.staff over ", ["place"], []),
        ("a section of the vocabulary", "vocabulary", "prop", ["properties"], ["claims"]),
        ("a datatype", "vocabulary", "properties:\n  x: {datatype: qu", ["quantity"], ["date"]),
        ("a more general property", "vocabulary", "properties:\n  x:\n    is_a: ou", ["output"], ["mill"]),
        ("a whole", "vocabulary", "entities:\n  x:\n    part_of: [cou", ["county"], []),
        ("a property of a rule", "vocabulary", f"{RULE}property: cl", ["closed"], []),
        ("a ruling", "decisions/a/b", "verdict: ", ["right", "wrong"], ["mill"]),
        ("nothing in a text of several lines is a field", "new", NOTE, ["subject"], []),
    ],
)  # fmt: skip
def test_what_can_be_written(
    corpus: CorpusState, label: str, file: str, text: str, first: list[str], missing: list[str]
) -> None:
    offset = text.index("|") if "    |\n    s" in text else len(text)
    text = text.replace("    |\n    s", "    \n    s")
    found = [one.name for one in completions(corpus, FileText(f"claims/{file}.yaml", text), offset)]
    assert found[: len(first)] == first, label
    assert not set(missing) & set(found), label


def test_nothing_is_offered_for_free_text(corpus: CorpusState) -> None:
    for text in ("claims:\n  - quote: mi", "claims:\n  - note: ", "document:\n  title: a"):
        assert completions(corpus, FileText("claims/new.yaml", text), len(text)) == ()


@given(st.text(alphabet=st.sampled_from(list("ab :-[]{}\"'#|>\n,.=é😀")), max_size=60), st.integers(0, 60))
def test_no_text_brings_it_down(corpus: CorpusState, text: str, offset: int) -> None:
    for file in ("claims/new.yaml", "claims/vocabulary.yaml", "claims/imports/a.yaml"):
        shown = FileText(file, text)
        here = min(offset, len(text))
        written = context(shown, here)
        assert written.span == (here - len(written.written), here)
        completions(corpus, shown, here)
        hover(corpus, shown, here)
        symbols(shown)
        for use in uses(shown, corpus.vocabulary):
            assert 0 <= use.span[0] <= use.span[1] <= len(text)


@given(st.text(max_size=40), st.data())
def test_a_place_survives_every_encoding(text: str, data: st.DataObject) -> None:
    shown = FileText("claims/a.yaml", text)
    offset = data.draw(st.integers(0, len(text)))
    for encoding in CODECS:
        line, column = position_of(shown, offset, encoding)
        in_line_end = text[offset - 1 : offset + 1] == "\r\n"
        assert in_line_end or offset_at(shown, (line, column), encoding) in (
            offset,
            shown.starts[line] + len(shown.line(line)),
        )
        assert offset_at(shown, (line, 10**9), encoding) == shown.starts[line] + len(shown.line(line))


def test_columns_are_counted_in_units() -> None:
    assert [columns("é😀x", encoding) for encoding in ("utf-8", "utf-16", "utf-32")] == [7, 4, 3]
    assert offset_at(FileText("", "😀x"), (0, 1), "utf-16") == 0, "half of a character is its start"


def test_spans_are_those_of_what_is_written() -> None:
    text = FileText("claims/a.yaml", "a: \"b c\"\r\n'd': {e: f, \"g\": [1, 'h']}\r\ni: >-\r\n  j\r\n  k\r\n")
    shown = [(word.value, text.text[slice(*word.span)]) for word in words(text)]
    assert shown[:-1] == [(w, w) for w in ("a", "b c", "d", "e", "f", "g", "1", "h", "i")]
    assert shown[-1][0] == "j k"


RENAMINGS: list[tuple[Name, str, list[str], int]] = [
    (("entity", "mill"), "news.yaml", ["subject: NEW", "mill.closed"], 5),
    (("property", "period"), "vocabulary.yaml", ["  NEW: {label: years", "mill.NEW.start"], 2),
    (("scope", "place"), "vocabulary.yaml", ["adds_over: NEW", "scopes: {NEW: place}", "type: place"], 3),
    (("document", "review"), "news.yaml", ["draws_on: [NEW, NEW#size]"], 3),
    (("claim", "review#size"), "news.yaml", ["draws_on: [review, review#NEW]"], 2),
]


@pytest.mark.parametrize(("name", "file", "parts", "number"), RENAMINGS)
def test_a_name_is_renamed_wherever_it_stands(
    corpus: CorpusState, name: Name, file: str, parts: list[str], number: int
) -> None:
    found = renaming(corpus, name, "NEW")
    after = {text.file: spliced(text.text, found.get(text.file, ())) for text in texts_of(corpus)}
    assert sum(map(len, found.values())) >= number
    for part in parts:
        assert part.replace("mill.closed", "NEW.closed") in after[f"claims/{file}"], part


def test_a_renaming_changes_no_finding(tmp_path: Path) -> None:
    """Source: the design, section 6a: renaming identifiers one to one is no change."""
    before = state_of(tmp_path / "before")
    files = {text.file: text for text in texts_of(before)}
    for (sort, name), *_ in RENAMINGS:
        taken = name.rpartition("#")[2]
        at: Name = ("claim", "NEW-review#size") if sort == "claim" else (sort, name)
        for file, splices in renaming(before, at, f"NEW-{taken}").items():
            files[file] = FileText(file, spliced(files[file].text, splices))
        renamed_state = state_of(tmp_path / sort, {f.partition("/")[2]: t.text for f, t in files.items()})
        before = renamed_state
    assert renamed_state.result.faults == ()
    assert [one.verdict for one in renamed_state.result.disagreements if one.open] == ["contradiction"]
    assert "NEW-mill.NEW-period" not in VOCABULARY
    assert "relation: NEW-mill.closed after NEW-mill.NEW-period.start" in files["claims/vocabulary.yaml"].text


def test_decisions_and_maps_are_renamed_too() -> None:
    vocabulary = Vocabulary()
    decision = FileText("claims/decisions/a/ann.yaml", "claims: [news#a]\nseen:\n  - claims: {news#a: 00}\n")
    assert [use.name for use in uses(decision, vocabulary)] == [("document", "news"), ("claim", "news#a")] * 2
    mapped = FileText(
        "claims/imports/a.yaml",
        "columns: {subject: mill}\nconstants: {property: output}\nwords: {subject: {M: mill}}\n",
    )
    assert [use.name for use in uses(mapped, vocabulary)] == [("property", "output"), ("entity", "mill")]


def test_the_name_under_the_cursor(corpus: CorpusState) -> None:
    news = FileText("claims/news.yaml", NEWS)
    table = [
        ("mill.closed after", 1, ("entity", "mill")),
        ("mill.closed after", 6, ("property", "closed")),
        ("mill.start", 6, None),  # of the only interval there is: no name stands there
        ("value: ann", 8, ("entity", "ann")),
        ("value: 55", 8, None),
        ("scope: {place", 10, ("scope", "place")),
        ("title: Harbour", 9, None),
        ("review#size", 2, ("document", "review")),
        ("review#size", 9, ("claim", "review#size")),
    ]
    for where, after, expected in table:
        use = use_at(news, NEWS.index(where) + after, corpus.vocabulary)
        assert (use.name if use else None) == expected, where
    with pytest.raises(Refused, match="units stand inside values"):
        renaming(corpus, ("unit", "MW"), "x")


@pytest.mark.parametrize(
    ("label", "old", "new", "title", "mended"),
    [
        ("an entity", "subject: mill\n    property: owner", "subject: old mil\n    property: owner", "Write mill", ""),
        ("a property", "property: output", "property: outpt", "Write output", ""),
        ("a dimension", "{place: town}", "{plase: town}", "Write place", ""),
        ("a field", "    draws_on:", "    draws_om:", "Write draws_on", ""),
        ("a name in a relation", 'relation: "mill.closed', 'relation: "mil.closed', "Write mill", ""),
        ("an entity as a value", "value: ann", "value: an", "Write ann", ""),
        ("a source", "draws_on: [review,", "draws_on: [reviw,", "Write review", ""),
        (
            "a value that a comma cuts",
            "{place: town}",
            "{place: town, ship}",
            'Put it in quotes: "town, ship"',
            'scope: {place: "town, ship"}',
        ),
        (
            "a value that the quote does not say",
            "value: 55 MW",
            "value: 75 MW",
            "Say in `because` what the value rests on",
            f"value: 75 MW\n    because: {BECAUSE}\n",
        ),
    ],
)
def test_a_quick_fix_writes_what_was_meant(
    tmp_path: Path, label: str, old: str, new: str, title: str, mended: str
) -> None:
    assert old in NEWS, label
    wrong = NEWS.replace(old, new, 1)
    state = state_of(tmp_path, unsaved={"news.yaml": wrong})
    text = state.buffers["claims/news.yaml"]
    found = [fix for fix in fixes(state, text, range(1, 100)) if fix.title == title]
    assert len(found) == 1, (label, fixes(state, text, range(1, 100)), state.result.faults)
    start, end = found[0].span
    after = wrong[:start] + found[0].text + wrong[end:]
    assert mended in after if mended else after == NEWS, label
    assert not fixes(state, FileText(text.file, wrong + " "), range(1, 100)), "of another text nothing is known"


def test_what_is_kept_between_edits_changes_nothing(tmp_path: Path) -> None:
    """The same is found of the last text whatever was typed before, and as if it had been saved."""
    steps = [
        NEWS,
        NEWS.replace("55 MW", "40 MW"),
        "document: {",
        NEWS.replace("ann", "an"),
        NEWS.replace("55 MW", "56 MW"),
    ]
    first = state_of(tmp_path / "typed")
    store, state = in_memory(None), first
    for number, text in enumerate(steps):
        state = checked(first.request, {"claims/news.yaml": FileText("claims/news.yaml", text)}, store, state)
        saved = state_of(tmp_path / f"saved-{number}", {**FILES, "news.yaml": text})
        assert diagnostics(state.result) == diagnostics(saved.result), text
        assert state.vocabulary == saved.vocabulary


def test_every_role_is_reached_by_the_path_of_a_field() -> None:
    assert role_of(("claims", 3, "scope", "place"), "claims") == "entity"
    assert role_of(("properties", "staff", "constraints", 0, "lifetimes", 1), "vocabulary") == "property"
    assert role_of(("document", "revises", 0), "claims") == "document"
    assert role_of(("document", "title"), "claims") == "text"
