"""Names of a vocabulary are counted, found, renamed everywhere and made one, and comments stay where they were."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from checker.cli.main import main
from checker.naming.change import merge, rename
from checker.naming.corpus import read_names
from checker.naming.edit import Refused, diff
from checker.naming.spans import UNKNOWN
from checker.naming.twins import twins
from checker.readers.load import load
from checker.relations.names import SECTION_OF

NOW = "2026-11-22"

VOCABULARY = """\
# who and what
entities:
  works:   # the old one
    label: The Works
    type: plant
    part_of: [county]
  mill: {label: "The Mill", type: plant, also: [Old Mill], distinct_from: works}
  plant: {label: Plant}
  county: {label: County}
  "north": {label: North, part_of: county}
  south: {label: South, part_of: 'county'}
properties:
  staff: {label: Staff, datatype: quantity, kind: state, adds_over: place}
  workers: {label: Workers, datatype: quantity, kind: state}
  open: {label: Opening, datatype: date, kind: event}
  shut: {label: Closing, datatype: date, kind: event, after: open}
  period: {label: Period, datatype: interval, kind: event, start: open}
  owner:
    label: Owner
    datatype: entity
    kind: state
    constraints:
      - rule: none-of
        values: [works]
        exceptions:
          - {subject: mill, because: it owns itself}
      - {rule: subject-type, types: [plant]}
      - {rule: distinct-values, separators: [place, as_of]}
      - {rule: conflicts-with, property: shut}
scopes:
  place: place
relations:
  - relation: period.end >= open   # for all
    because: nothing shuts before
    for_each: plant
  - {relation: "sum of parts of works.staff[place=county] over place <= 2 * works.workers", because: few}
"""
CLAIMS = """\
document: {id: one, title: One, publisher: Press, published: 2020-01-01}
claims:
  - id: a          # works
    quote: forty staff at the works
    subject: works
    property: staff
    scope: {place: north}
    value: 40
    as_of: 2019
    note: works is not renamed here
  - {id: b, quote: owned by the works, subject: mill, property: owner, value: works, draws_on: [works, one#a]}
  - id: c
    quote: open before it shut
    readings:
      - works.open < works.shut
      - >-
        works.open
        < mill.shut
  - id: d
    quote: as many as workers
    relation: "works.staff[place=north, at=2019] <= mill.workers"
    said_by: 'mill'
"""
TWO = """\
document: {id: two, title: Two, publisher: Office, published: 2021-01-01}
claims:
  - {id: a, quote: fifty-five staff, subject: works, property: staff, scope: {place: north}, value: 55, as_of: 2019}
"""
MAP = """\
from: staff.csv
columns: {subject: Code, scope.place: Where, value: Staff, id: [Code], quote: Staff}
constants: {document: one, property: staff}
words:
  subject: {W: works, M: mill}
  scope.place: {N: north}
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    claims = tmp_path / "claims"
    (claims / "imports").mkdir(parents=True)
    files = {"vocabulary": VOCABULARY, "one": CLAIMS, "two": TWO, "imports/staff": MAP}
    for name, text in files.items():
        (claims / f"{name}.yaml").write_text(text, "utf-8")
    return claims


def run(claims: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["vocabulary", *arguments, "--claims", str(claims)])


def texts(claims: Path) -> dict[str, bytes]:
    return {str(path.relative_to(claims)): path.read_bytes() for path in sorted(claims.rglob("*")) if path.is_file()}


def findings(claims: Path) -> Counter[tuple]:
    done = CliRunner().invoke(main, ["check", str(claims), "--as-of", NOW, "--format", "json", "--no-cache"])
    report = json.loads(done.stdout)
    assert report["faults"] == []
    return Counter(
        (one["rule"], one["verdict"], tuple(one["reasons"]), tuple(one["claims"])) for one in report["findings"]
    )


# --- where names stand


def test_every_name_stands_where_it_is_said_to(corpus: Path) -> None:
    found = list(read_names(corpus).occurrences())
    for file, one in found:
        start = one.start(file.text)
        assert start != UNKNOWN, one
        assert file.text.text[start : start + len(one.name)] == one.name
    spans = [(file.path, one.start(file.text)) for file, one in found]
    assert len(spans) == len(set(spans))  # no name twice at one place


def test_each_place_of_a_name(corpus: Path) -> None:
    places = Counter(
        (file.path.name, ".".join(str(step) for step in one.path if not isinstance(step, int)))
        for file, one in read_names(corpus).occurrences()
        if one.word == ("entity", "works")
    )
    assert places == {
        ("vocabulary.yaml", "entities.works"): 1,
        ("vocabulary.yaml", "entities.mill.distinct_from"): 1,
        ("vocabulary.yaml", "properties.owner.constraints.values"): 1,
        ("vocabulary.yaml", "relations.relation"): 2,
        ("one.yaml", "claims.subject"): 1,
        ("one.yaml", "claims.value"): 1,
        ("one.yaml", "claims.draws_on"): 1,
        ("one.yaml", "claims.readings"): 3,
        ("one.yaml", "claims.relation"): 1,
        ("two.yaml", "claims.subject"): 1,
        ("staff.yaml", "words.subject.W"): 1,
    }


@pytest.mark.parametrize(
    ("word", "count"),
    [
        pytest.param(("entity", "plant"), 5, id="an entity that is a type, in types and in for_each"),
        pytest.param(("entity", "north"), 5, id="a member of a scope, in claims, relations and maps"),
        pytest.param(("property", "open"), 6, id="a property that stands alone in a relation of each"),
        pytest.param(("property", "period"), 2, id="an interval by its end"),
        pytest.param(("property", "shut"), 4, id="a property in a constraint"),
        pytest.param(("scope", "place"), 10, id="a dimension as a field, in brackets, behind a full stop, summed over"),
    ],
)
def test_how_often_a_name_stands(corpus: Path, word: tuple[str, str], count: int) -> None:
    assert sum(one.word == word for _, one in read_names(corpus).occurrences()) == count


# --- renaming


@pytest.mark.parametrize(
    "name", ["claims", "tests/corpora/water/claims", "tests/corpora/software/claims", "tests/corpora/harbour-ja/claims"]
)
def test_there_and_back_is_no_change(root: Path, tmp_path: Path, name: str) -> None:
    """Every name of a corpus is renamed by itself, and all files are what they were once it is renamed back."""
    claims = tmp_path / "claims"
    shutil.copytree(root / name, claims)
    before = read_names(claims)
    for section in SECTION_OF.values():
        for old in list(getattr(before.vocabulary, section))[:: 40 if name == "claims" else 6]:
            there = rename(before, old, "wholly-other", section)
            assert there.places
            for was, now in there.files:
                now.path.write_bytes(now.raw)
                assert was.raw != now.raw
            for _, now in rename(read_names(claims), "wholly-other", old, section).files:
                now.path.write_bytes(now.raw)
            assert texts(claims) == texts(root / name)


NAMES = st.text(st.characters(categories=("L", "Nd"), include_characters="-_&!?|%@`~"), min_size=1, max_size=8)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(new=NAMES)
@example(new="no")
@example(new="12")
@example(new="-")
@example(new="~")
@example(new="now")
@example(new="&x")
def test_any_name_is_written_so_that_it_is_read(corpus: Path, new: str) -> None:
    """Whatever the new name is: it is refused, or every claim says what it said, under that name."""
    before = read_names(corpus)
    try:
        made = rename(before, "works", new)
    except Refused:
        return
    old_texts = texts(corpus)
    for _, now in made.files:
        now.path.write_bytes(now.raw)
    after = read_names(corpus)
    words = [[one.word for _, one in names.occurrences()] for names in (before, after)]
    for path, raw in old_texts.items():
        (corpus / path).write_bytes(raw)
    if not after.scanned.lexicon.faults:  # else the command refuses it, as it brings a fault
        assert [(sort, new if (sort, name) == ("entity", "works") else name) for sort, name in words[0]] == words[1]


@pytest.mark.parametrize(
    ("old", "new"),
    [("works", "steelworks"), ("staff", "employees"), ("place", "area"), ("plant", "site"), ("period", "time-span")],
)
def test_the_findings_stay_what_they_are(corpus: Path, old: str, new: str) -> None:
    before = findings(corpus)
    assert any(rule == "value-conflict" for rule, *_ in before)
    done = run(corpus, "rename", old, new)
    assert done.exit_code == 0, done.output
    assert f"{old} is now {new}: " in done.output
    assert findings(corpus) == before
    assert "# who and what" in (corpus / "vocabulary.yaml").read_text()
    assert "# works" in (corpus / "one.yaml").read_text()


def test_a_rehearsal_prints_the_difference_and_writes_nothing(corpus: Path) -> None:
    before = texts(corpus)
    done = run(corpus, "rename", "mill", "old-mill", "--dry-run")
    assert done.exit_code == 0
    assert "+    said_by: 'old-mill'" in done.output
    assert "mill would be old-mill: 7 places in 3 files" in done.output
    assert texts(corpus) == before


def test_the_baseline_moves_along(corpus: Path) -> None:
    assert CliRunner().invoke(main, ["baseline", "create", "--claims", str(corpus), "--as-of", NOW]).exit_code == 0
    baseline = corpus.parent / "checker-baseline.txt"
    before = baseline.read_text()
    done = run(corpus, "rename", "works", "steelworks")
    assert "moved along: 1 line of the baseline" in done.output, done.output
    assert baseline.read_text() != before
    assert set(_states(corpus).values()) == {"known"}


def test_rulings_move_along(corpus: Path) -> None:
    ids = _open(corpus)
    one = next(name for name in ids if name.startswith("works.staff"))
    arguments = ["decide", one, "--right", "A", "--reason", "read twice", "--reviewer", "ann", "--as-of", NOW]
    assert CliRunner().invoke(main, [*arguments, "--claims", str(corpus)]).exit_code == 0
    done = run(corpus, "rename", "works", "steelworks")
    assert "moved along: 1 ruling" in done.output, done.output
    [ruling] = corpus.glob("decisions/*/ann.yaml")
    assert ruling.parent.name.startswith("steelworks.staff")
    assert _states(corpus)[ruling.parent.name] == "decided"


def test_a_suppression_is_written_by_the_name_of_now(corpus: Path) -> None:
    one = next(name for name in _open(corpus) if name.startswith("works.staff"))
    allow = f"    allow: [{{disagreement: {one}, because: known}}]   # kept\n"
    path = corpus / "one.yaml"
    path.write_text(path.read_text().replace("    note: works", f"{allow}    note: works"), "utf-8")
    assert _states(corpus)[one] == "suppressed"
    done = run(corpus, "rename", "works", "steelworks")
    assert "moved along: 1 suppression" in done.output
    assert "disagreement: steelworks.staff" in path.read_text()
    assert "because: known}]   # kept\n" in path.read_text()
    assert "suppressed" in _states(corpus).values()


def _report(claims: Path) -> list[dict[str, Any]]:
    done = CliRunner().invoke(main, ["check", str(claims), "--as-of", NOW, "--format", "json", "--no-cache"])
    return json.loads(done.stdout)["disagreements"]


def _open(claims: Path) -> list[str]:
    return [one["id"] for one in _report(claims) if one["verdict"] != "reconciled"]


def _states(claims: Path) -> dict[str, str]:
    return {one["id"]: one["state"] for one in _report(claims)}


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        pytest.param("work", "x", "the vocabulary has no name work; did you mean works?", id="no such name"),
        pytest.param(
            "works",
            "mill",
            "the name mill is taken; checker vocabulary merge works mill makes one of two",
            id="a name that is taken",
        ),
        pytest.param("works", "a b", "'a b' is no identifier; write letters", id="no identifier"),
        pytest.param("works", "MilI", "MilI looks like the entity mill", id="a name that looks like another"),
        pytest.param("works", "one", "one is the name of a document", id="the name of a document"),
        pytest.param(
            "place", "at", "at has a meaning of its own as the name of a scope dimension", id="a word of relations"
        ),
        pytest.param(
            "works", "-", "claims/one.yaml:15:9: here - could not be read as a name", id="a sign of relations"
        ),
    ],
)
def test_what_is_refused(corpus: Path, old: str, new: str, words: str) -> None:
    before = texts(corpus)
    done = run(corpus, "rename", old, new)
    assert done.exit_code == 2
    assert words in done.output
    assert "nothing was written" in done.output
    assert texts(corpus) == before


def test_a_corpus_with_faults_is_left_alone(corpus: Path) -> None:
    (corpus / "two.yaml").write_text(TWO.replace("subject: works", "subject: wroks"), "utf-8")
    done = run(corpus, "rename", "works", "steelworks")
    assert done.exit_code == 2
    assert "there is no entity wroks; did you mean works?" in done.output


def test_a_table_that_uses_the_name_is_named(corpus: Path) -> None:
    (corpus / "more.csv").write_text(
        "document,id,quote,subject,property,value\ntwo,t1,12 staff,works,staff,12\n", "utf-8"
    )
    before = texts(corpus)
    done = run(corpus, "rename", "works", "steelworks")
    assert done.exit_code == 2
    assert (
        "works stands in tables, which are not edited here: claims/more.csv (1 row); write them anew first"
        in done.output
    )
    assert texts(corpus) == before
    assert run(corpus, "rename", "mill", "grinder").exit_code == 0  # the table says nothing of it


def test_a_name_of_two_sorts_is_asked_about(corpus: Path) -> None:
    path = corpus / "vocabulary.yaml"
    path.write_text(
        VOCABULARY.replace("  workers:", "  mill:")
        .replace("mill.workers", "mill.mill")
        .replace("works.workers", "works.mill")
    )
    one = corpus / "one.yaml"
    one.write_text(CLAIMS.replace("mill.workers", "mill.mill"))
    assert "add --kind entities or --kind properties" in run(corpus, "rename", "mill", "x").output
    assert run(corpus, "rename", "mill", "headcount", "--kind", "properties").exit_code == 0
    assert "<= mill.headcount" in one.read_text()


def test_a_name_in_escapes_is_not_guessed_at(corpus: Path) -> None:
    (corpus / "two.yaml").write_text(TWO.replace("subject: works", 'subject: "w\\x6frks"'), "utf-8")
    done = run(corpus, "rename", "works", "steelworks")
    assert done.exit_code == 2
    assert "claims/two.yaml:3:47: works is written here with escapes; write it plainly first" in done.output


def test_line_ends_and_byte_order_mark_stay(corpus: Path) -> None:
    path = corpus / "two.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + TWO.replace("\n", "\r\n").encode())
    assert run(corpus, "rename", "works", "steelworks").exit_code == 0
    assert (
        path.read_bytes()
        == b"\xef\xbb\xbf" + TWO.replace("\n", "\r\n").replace("subject: works", "subject: steelworks").encode()
    )


# --- merging


def test_two_properties_become_one_and_what_comes_of_it_is_told(corpus: Path) -> None:
    path = corpus / "two.yaml"
    path.write_text(
        TWO + "  - {id: b, quote: 70 workers, subject: mill, property: workers, value: 70, as_of: 2019}\n"
        "  - {id: c, quote: 90 staff, subject: mill, property: staff, value: 90, as_of: 2019}\n"
    )
    dry = run(corpus, "merge", "workers", "staff", "--dry-run")
    done = run(corpus, "merge", "workers", "staff")
    for one in (dry, done):
        assert one.exit_code == 0, one.output
        assert "disagreements that come of it:\n" in one.output
        assert "contradiction: The Mill · Staff: " in one.output
    assert "workers:" not in (corpus / "vocabulary.yaml").read_text()
    assert "property: staff, value: 70" in path.read_text()
    assert load(corpus).faults == ()


def test_an_entity_keeps_its_names_as_other_names(corpus: Path) -> None:
    path = corpus / "vocabulary.yaml"
    path.write_text(VOCABULARY.replace(", distinct_from: works", ""))
    done = run(corpus, "merge", "mill", "works")
    assert done.exit_code == 0, done.output
    entry = load(corpus).vocabulary.entities["works"]
    assert entry.also == ("The Mill", "Old Mill")
    there = "  works:   # the old one\n    label: The Works\n    type: plant\n    part_of: [county]\n"
    assert f"{there}    also: [The Mill, Old Mill]\n" in path.read_text()


@pytest.mark.parametrize(
    ("entry", "there"),
    [
        pytest.param("{label: A}", "{label: A, also: [Bee, B2]}", id="in braces"),
        pytest.param("{label: A, also: [x]}", "{label: A, also: [x, Bee, B2]}", id="beside others"),
        pytest.param("{}", "{also: [Bee, B2]}", id="with nothing in it"),
        pytest.param(
            "\n    also:\n    - x # y\n", "\n    also:\n    - x\n    - Bee\n    - B2 # y\n", id="below others"
        ),
    ],
)
def test_other_names_are_written_as_the_entry_is(tmp_path: Path, entry: str, there: str) -> None:
    claims = tmp_path / "claims"
    claims.mkdir()
    (claims / "vocabulary.yaml").write_text(
        f"entities:\n  b: {{label: Bee, also: [B2]}}\n  a: {entry}\nproperties: {{}}\n", "utf-8"
    )
    [(_, now)] = merge(read_names(claims), "b", "a").files
    assert now.text.text == f"entities:\n  a: {there}\nproperties: {{}}\n"


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        pytest.param("staff", "open", "datatype quantity and date", id="datatypes"),
        pytest.param("open", "period", "datatype date and interval", id="an end and its interval"),
        pytest.param("mill", "works", "one is said to be distinct from the other", id="distinct entities"),
        pytest.param("north", "county", "one is said to be part of the other", id="a part and its whole"),
        pytest.param("north", "nowhere", "there is no other entity nowhere", id="a name that is not there"),
    ],
)
def test_what_is_not_of_one_kind_stays_two(corpus: Path, one: str, other: str, words: str) -> None:
    before = texts(corpus)
    done = run(corpus, "merge", one, other)
    assert done.exit_code == 2
    assert words in done.output
    assert texts(corpus) == before


# --- looking


def test_names_are_listed_with_the_claims_that_use_them(corpus: Path) -> None:
    done = run(corpus, "list", "--format", "json")
    listed = {(one["section"], one["name"]): one for one in json.loads(done.stdout)}
    assert listed["entities", "works"]["claims"] == 5
    assert listed["properties", "staff"] == {
        "section": "properties", "name": "staff", "label": "Staff", "what": "quantity, state", "claims": 3,
    }  # fmt: skip
    assert listed["scopes", "place"]["claims"] == 3
    assert "staff" in run(corpus, "list", "--kind", "properties").output
    assert "works" not in run(corpus, "list", "--kind", "properties").output


@pytest.mark.parametrize(
    ("words", "first"), [("the wroks", "works"), ("old mill", "mill"), ("closing", "shut"), ("staff", "staff")]
)
def test_the_name_that_is_meant_comes_first(corpus: Path, words: str, first: str) -> None:
    done = run(corpus, "find", words, "--format", "json")
    assert json.loads(done.stdout)[0]["name"] == first


def test_nothing_near_is_said(corpus: Path) -> None:
    done = run(corpus, "find", "quantum", "chromodynamics")
    assert done.exit_code == 1
    assert "no name is near" in done.output


def test_what_nobody_uses(corpus: Path) -> None:
    assert [line.split()[1] for line in run(corpus, "unused").output.splitlines()] == ["south"]


@pytest.mark.parametrize(
    ("names", "why"),
    [
        pytest.param({"personnel": {}, "personel": {}}, "differ in one letter", id="a letter less"),
        pytest.param(
            {"harbour-board": {}, "board-of-harbours": {"label": "Board Harbour"}}, "have the same words", id="words"
        ),
        pytest.param({"a": {"also": ["The Firm"]}, "b": {"label": "The firm"}}, "share a name", id="a shared name"),
        pytest.param({"capa": {}, "Capa": {}}, "look the same", id="the same look"),
        pytest.param({"treaty-1951": {}, "treaty-1952": {}}, "", id="another number"),
        pytest.param({"iran": {}, "iraq": {}}, "", id="short names"),
        pytest.param({"gambia": {"distinct_from": "zambia"}, "zambia": {}}, "", id="known to be distinct"),
        pytest.param({"northern": {"part_of": "northerns"}, "northerns": {}}, "", id="a part of it"),
    ],
)
def test_names_that_are_nearly_the_same(tmp_path: Path, names: dict[str, Any], why: str) -> None:
    claims = tmp_path / "claims"
    claims.mkdir()
    (claims / "vocabulary.yaml").write_text(json.dumps({"entities": names, "properties": {}}), "utf-8")
    found, complete = twins(load(claims).vocabulary)
    assert complete
    assert [one.why for one in found] == ([why] if why else [])


def test_a_difference_shows_what_is_hidden() -> None:
    assert "\\u{202e}" in diff("a", b"x\n", "\u202ey\n".encode())
