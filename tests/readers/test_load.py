"""A folder becomes a corpus; what is at fault is told once and loses only itself."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker.model.corpus import Corpus
from checker.model.fault import Mark
from checker.model.vocabulary import Change, Tolerance
from checker.readers.load import load

VOCABULARY = """\
entities:
  water: {label: Northfield Water, also: [the water company], part_of: [utilities]}
  utilities: {label: All utilities}
  north: {label: The North, part_of: region}
  region: {label: The Region}
properties:
  leakage: {label: leakage rate, datatype: quantity, kind: state, unit: "%", change: 20 %/year, adds_over: area}
  staff: {label: staff, datatype: quantity, kind: state, change: "1,200 per month", tolerance: {approximately: 2 %}}
  contract: {label: contract, datatype: interval, kind: event, start: signed, end: ended}
  signed: {label: signed, datatype: date, kind: event}
  ended: {label: ended, datatype: date, kind: event, after: [signed]}
scopes: {area: area}
units: {people: {label: people, kind: count}}
fiscal_years: {wfy: {label: water year, starts: 04-01, named_by: start}}
relations:
  - {relation: water.ended >= water.signed, because: a contract ends after it is signed}
"""


def document(name: str, *claims: str, more: str = "") -> str:
    head = f"document:\n  id: {name}\n  title: T\n  publisher: P\n  published: 2025\n{more}claims:"
    return "\n".join((head if claims else f"{head} []", *(f"  - {{{claim}}}" for claim in claims))) + "\n"


def claim(name: str, **fields: str) -> str:
    given = {"quote": "some words", "subject": "water", "property": "leakage", "value": "18 %", **fields}
    return ", ".join((f"id: {name}", *(f"{field}: {value}" for field, value in given.items() if value)))


@pytest.fixture
def corpus(tmp_path: Path):
    def made(vocabulary: str | None = VOCABULARY, **files: str) -> Corpus:
        root = tmp_path / "claims"
        root.mkdir()
        if vocabulary is not None:
            (root / "vocabulary.yaml").write_text(vocabulary, "utf-8")
        for name, text in files.items():
            (root / f"{name}.yaml").write_text(text, "utf-8")
        return load(root)

    return made


def told(corpus: Corpus) -> list[tuple[str, str]]:
    return [(fault.code, fault.field) for fault in corpus.faults]


def refs(corpus: Corpus) -> list[str]:
    return [claim.ref for claim in corpus.claims]


def lost(corpus: Corpus) -> list[str]:
    return [gone.ref for gone in corpus.lost]


def test_everything_written_arrives_with_its_place(corpus) -> None:
    made = corpus(
        a=document("a", claim("x", value="1.10", scope="{area: north}", draws_on="[b, b#y, region]", denies="true"))
        + "  - id: r\n    quote: it ended then\n    readings:\n      - water.ended = water.signed\n",
        b=document("b", claim("y", rank="deprecated", said_by="utilities"), more="  revises: [a]\n"),
    )
    assert made.faults == ()
    x, r, y = made.claims
    assert (x.ref, x.value, x.scope, x.draws_on) == ("a#x", "1.10", (("area", "north"),), ("b", "b#y", "region"))
    assert (x.denies, x.deprecated, y.deprecated, y.said_by) == (True, False, True, "utilities")
    assert (r.readings, r.subject) == (("water.ended = water.signed",), "")
    assert x.mark == Mark("claims/a.yaml", 7, 5)
    column = made.sources["claims/a.yaml"][6].index("north") + 1
    assert x.mark_of("scope.area") == Mark("claims/a.yaml", 7, column)
    assert r.mark_of("readings[0]") == Mark("claims/a.yaml", 11, 9)
    assert made.documents[1].revises == ("a",)
    assert made.files == ("claims/a.yaml", "claims/b.yaml", "claims/vocabulary.yaml")
    assert made.sources["claims/a.yaml"][1] == "  id: a"


def test_the_vocabulary_is_read_exactly(corpus) -> None:
    vocabulary = corpus().vocabulary
    leakage, staff = vocabulary.properties["leakage"], vocabulary.properties["staff"]
    assert leakage.change == Change(Fraction(1, 5), True, "20 %/year")
    assert staff.change == Change(Fraction(14_400), False, "1,200 per month")
    assert staff.tolerance == Tolerance(approximately=Fraction(1, 50))
    assert vocabulary.properties["contract"].start == "signed"
    assert list(vocabulary.wholes("north")) == ["region"]
    assert vocabulary.fiscal_years["wfy"].month == 4
    assert vocabulary.relations[0].mark == Mark("claims/vocabulary.yaml", 16, 16)


def test_a_claim_at_fault_loses_only_itself(corpus) -> None:
    made = corpus(a=document("a", claim("x"), claim("y", value="[1]"), claim("z", note="&n n"), claim("w")))
    assert refs(made) == ["a#x", "a#w"]
    assert lost(made) == ["a#y", "a#z"]
    assert told(made) == [("wrong-type", "claims[1].value"), ("yaml-anchor", "claims[2].note")]


@pytest.mark.parametrize(
    "bad",
    [
        "a: [1\n",
        "",
        "just text\n",
        "[]\n",
        "a: 1\n---\nb: 1\n",
        "\t",
        "[" * 100_000,
        "a: \x07\n",
        "document: {id: c}\n",
    ],
    ids=["open", "empty", "text", "list", "two", "tab", "deep", "bell", "no claims"],
)
def test_a_broken_file_never_stops_the_others(corpus, bad: str) -> None:
    made = corpus(a=document("a", claim("x")), b=bad, c2=document("c2", claim("y")))
    assert refs(made) == ["a#x", "c2#y"]
    assert {fault.mark.file for fault in made.faults} == {"claims/b.yaml"}


def test_claims_of_a_broken_document_are_lost_and_not_silently(corpus) -> None:
    made = corpus(a=document("a", claim("x"), claim("y")).replace("title: T", "title: 1984"))
    assert (refs(made), lost(made)) == ([], ["a#x", "a#y"])
    assert told(made) == [("wrong-type", "document.title")]


def test_a_broken_entry_of_the_vocabulary_is_told_once_and_not_again_by_its_users(corpus) -> None:
    vocabulary = VOCABULARY.replace("label: The Region", "labl: The Region").replace("label: leakage rate", "label: 1")
    made = corpus(
        vocabulary, a=document("a", claim("x"), claim("y", property="staff", scope="{area: region}", draws_on="region"))
    )
    assert told(made) == [("unknown-field", "entities.region.labl"), ("wrong-type", "properties.leakage.label")]
    assert lost(made) == ["a#x", "a#y"]
    assert made.vocabulary.entities["north"].part_of == ()


def test_a_vocabulary_below_the_folder_that_was_named_names_its_folder(tmp_path: Path) -> None:
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "vocabulary.yaml").write_text(VOCABULARY, "utf-8")
    (fault,) = load(tmp_path).faults
    named = f"{tmp_path.name}/claims/vocabulary.yaml is that of the folder in which it stands: name that folder"
    assert (fault.code, named in fault.message) == ("no-vocabulary", True), fault.message


@pytest.mark.parametrize(
    "vocabulary, codes",
    [
        (None, ["no-vocabulary"]),
        ("a: [1\n", ["yaml-syntax"]),
        ("properties: {}\n", ["missing-field"]),
        ("entities: []\nproperties: {}\n", ["empty-field"]),
    ],
    ids=["none", "not YAML", "no entities", "entities a list"],
)
def test_without_a_vocabulary_there_is_one_cause_and_every_claim_is_lost(corpus, vocabulary, codes: list[str]) -> None:
    made = corpus(vocabulary, a=document("a", claim("x"), claim("y", scope="{area: north}")))
    assert [fault.code for fault in made.faults if "vocabulary" in fault.mark.file] == codes
    assert lost(made) == ["a#x", "a#y"]


@pytest.mark.parametrize(
    "fields, code, hint",
    [
        ({"subject": "watr"}, "unknown-entity", "did you mean water?"),
        ({"subject": "the water company"}, "unknown-entity", "did you mean water?"),
        ({"subject": "NORTHFIELD WATER"}, "unknown-entity", "did you mean water?"),
        ({"subject": "zzzz"}, "unknown-entity", "add it to entities in the vocabulary"),
        ({"property": "leakages"}, "unknown-property", "did you mean leakage?"),
        ({"said_by": "utilitys"}, "unknown-entity", "did you mean utilities?"),
        ({"scope": "{aera: north}"}, "unknown-scope", "did you mean area?"),
        ({"scope": "{area: The North}"}, "unknown-entity", "did you mean north?"),
        ({"draws_on": "a#y"}, "unknown-source", "no entity, document or claim a#y"),
    ],
    ids=lambda value: next(iter(value.values())) if isinstance(value, dict) else None,
)
def test_an_unknown_name_is_told_with_the_nearest_known_one(
    corpus, fields: dict[str, str], code: str, hint: str
) -> None:
    (fault,) = corpus(a=document("a", claim("x", **fields))).faults
    assert fault.code == code
    assert hint in fault.message


def test_one_cause_makes_one_fault(corpus) -> None:
    """A misspelled field is not also told as missing, nor as a claim without a form."""
    made = corpus(a=document("a", claim("x", quote="", qoute="words"), claim("y", value="", vlaue="1")))
    assert told(made) == [("unknown-field", "claims[0].qoute"), ("unknown-field", "claims[1].vlaue")]


def test_while_a_file_cannot_be_read_no_source_is_called_unknown(corpus) -> None:
    made = corpus(a=document("a", claim("x", draws_on="b#y"), more="  revises: b\n"), b="broken: [")
    assert [fault.code for fault in made.faults] == ["yaml-syntax"]


def test_twins_are_told_apart(corpus) -> None:
    """Two names that look alike, in composed and separate accents, or with a character that does not show."""
    made = corpus(
        VOCABULARY.replace("  utilities:", "  cafe\u0301: {label: C}\n  wa\u200bter: {label: W}\n  utilities:"),
        a=document("a", claim("cafe\u0301"), claim("x")),
    )
    assert [fault.code for fault in made.faults] == ["name-not-normal"] * 3
    assert refs(made) == ["a#x"]


def test_a_long_quote_is_a_fault_and_the_claim_stays(corpus) -> None:
    made = corpus(a=document("a", claim("x", quote="one two " * 8), claim("y", quote="one " * 15)))
    assert told(made) == [("long-quote", "claims[0].quote")]
    assert refs(made) == ["a#x", "a#y"]


@pytest.mark.parametrize(
    "change, faults",
    [
        (("part_of: region", "part_of: north"), [("circle", "entities.north.part_of")]),
        (("{label: The Region}", "{label: R, part_of: north}"), [("circle", "entities.north.part_of")]),
        (("kind: event, after: [signed]", "kind: event, after: [ended]"), [("circle", "properties.ended.after")]),
        (("kind: event, start: signed", "kind: event, start: staff"), [("wrong-end", "properties.contract.start")]),
        (("after: [signed]", "after: [singed]"), [("unknown-property", "properties.ended.after[0]")]),
        (("adds_over: area", "adds_over: place"), [("unknown-scope", "properties.leakage.adds_over")]),
        (("20 %/year", "fast"), [("bad-change", "properties.leakage.change")]),
        (("20 %/year", "20 per cent a year"), []),
        (("1,200 per month", "1200/day"), []),
        (("change: 20 %/year", "settles: 6 months"), []),
        (("change: 20 %/year", "settles: 1 Day"), []),
        (("change: 20 %/year", "settles: 1.5 years"), [("bad-settles", "properties.leakage.settles")]),
        (("change: 20 %/year", "settles: at once"), [("bad-settles", "properties.leakage.settles")]),
        (
            ("kind: event, start: signed", "kind: event, settles: 1 day"),
            [("bad-settles", "properties.contract.settles")],
        ),
        (("1,200 per month", "1,20 per month"), [("bad-change", "properties.staff.change")]),
        (
            ("approximately: 2 %", "approximately: 110 %"),
            [("bad-tolerance", "properties.staff.tolerance.approximately")],
        ),
        (("approximately: 2 %", "rounded: -1"), [("bad-tolerance", "properties.staff.tolerance.rounded")]),
        (("approximately: 2 %", "rounded: 0"), [("bad-tolerance", "properties.staff.tolerance.rounded")]),
        (("approximately: 2 %", "rounded: 2"), []),
        (("tolerance: {approximately: 2 %}", "exact: true"), []),
        (
            ("tolerance: {approximately: 2 %}", "exact: true, tolerance: {rounded: 1}"),
            [("bad-tolerance", "properties.staff.tolerance.rounded")],
        ),
        (("tolerance: {approximately: 2 %}", "exact: sometimes"), [("wrong-type", "properties.staff.exact")]),
        (
            ("approximately: 2 %", "approximately: 2 %, approximately_plausible: 3 %"),
            [("bad-tolerance", "properties.staff.tolerance.approximately_plausible")],
        ),
        (("04-01", "02-30"), [("wrong-form", "fiscal_years.wfy.starts")]),
        (("- {relation: water", "- {because: x}\n  - {relation: water"), [("missing-field", "relations[0]")]),
        (("kind: count", "kind: counts"), [("wrong-word", "units.people.kind")]),
    ],
    ids=lambda value: value[1] if isinstance(value, tuple) else "",
)
def test_the_vocabulary_must_make_sense(corpus, change: tuple[str, str], faults: list[tuple[str, str]]) -> None:
    assert change[0] in VOCABULARY
    assert told(corpus(VOCABULARY.replace(*change))) == faults


def test_a_chain_as_long_as_the_vocabulary_is_followed_without_recursion(corpus) -> None:
    lines = [f"  e{n}: {{label: E, part_of: e{n + 1}}}\n" for n in range(3000)]
    made = corpus("entities:\n" + "".join(lines) + "  e3000: {label: E, part_of: e0}\nproperties: {}\n")
    assert [fault.code for fault in made.faults] == ["circle"]


def test_folders_are_read_at_any_depth_but_for_decisions_and_hidden_ones(corpus, tmp_path: Path) -> None:
    corpus()
    for folder in ("2025/north", "decisions", ".hidden"):
        (tmp_path / "claims" / folder).mkdir(parents=True)
        name = folder.replace("/", "-").strip(".")
        (tmp_path / "claims" / folder / "x.yml").write_text(document(name, claim("x")), "utf-8")
    (tmp_path / "claims" / ".draft.yaml").write_text("[", "utf-8")
    (tmp_path / "claims" / "notes.txt").write_text("[", "utf-8")
    made = load(tmp_path / "claims")
    assert (refs(made), made.faults) == (["2025-north#x"], ())
    assert made.claims[0].mark.file == "claims/2025/north/x.yml"


@pytest.mark.parametrize("target", ["../secret.yaml", "/etc/hostname", "missing.yaml", "loop.yaml", "..", "sub"])
def test_links_out_of_the_corpus_are_refused_and_never_echoed(corpus, tmp_path: Path, target: str) -> None:
    corpus(a=document("a", claim("x")))
    (tmp_path / "secret.yaml").write_text("password: hunter2\n", "utf-8")
    (tmp_path / "claims" / "sub").mkdir()
    (tmp_path / "claims" / "loop.yaml").symlink_to(target)
    made = load(tmp_path / "claims")
    assert [(fault.code, fault.mark.file) for fault in made.faults] == [("link-refused", "claims/loop.yaml")]
    assert "hunter2" not in repr(made)
    assert "secret" not in made.faults[0].message
    assert refs(made) == ["a#x"]


def test_a_link_to_a_file_of_the_corpus_is_read(corpus, tmp_path: Path) -> None:
    corpus()
    (tmp_path / "claims" / "real.txt").write_text(document("a", claim("x")), "utf-8")
    (tmp_path / "claims" / "a.yaml").symlink_to("real.txt")
    assert refs(load(tmp_path / "claims")) == ["a#x"]


def test_a_folder_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    made = load(tmp_path / "claims")
    assert [fault.code for fault in made.faults] == ["unreadable-file"]


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(5)))
def test_files_written_in_any_order_give_the_same_corpus(
    tmp_path_factory: pytest.TempPathFactory, order: list[int]
) -> None:
    def made(places: list[int]) -> Corpus:
        root = tmp_path_factory.mktemp("any") / "claims"
        root.mkdir()
        files = [
            ("vocabulary.yaml", VOCABULARY),
            ("a.yaml", document("one", claim("x"), claim("y", subject="watr"))),
            ("b.yaml", document("one", claim("x"))),
            ("c.yaml", document("three", claim("x", draws_on="one#x"))),
            ("d.yaml", "["),
        ]
        for place in places:
            (root / files[place][0]).write_text(files[place][1], "utf-8")
        return load(root)

    assert made(order) == made([0, 1, 2, 3, 4])


def test_the_same_claims_in_another_order_of_files_keep_their_order_by_document(corpus) -> None:
    made = corpus(z=document("a", claim("y"), claim("x")), a=document("z", claim("x")))
    assert refs(made) == ["a#y", "a#x", "z#x"]


def test_reading_a_sound_corpus_loads_no_heavy_library(corpus, tmp_path: Path) -> None:
    corpus(a=document("a", claim("x")))
    heavy = ("jsonschema", "deepdiff", "rapidfuzz", "difflib", "text_to_num")
    code = (
        "import sys; from pathlib import Path; from checker.readers.load import load; "
        f"assert not load(Path({str(tmp_path / 'claims')!r})).faults; "
        f"assert not [m for m in {heavy} if m in sys.modules]"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2])


def test_what_has_no_label_is_named_by_its_identifier_in_words(tmp_path: Path) -> None:
    claims = tmp_path / "claims"
    claims.mkdir()
    (claims / "vocabulary.yaml").write_text(
        "entities: {old-pier: {}, __: {}}\nproperties: {deck_length: {datatype: quantity, kind: constant}}\n"
        "units: {deck-plank: {kind: count}}\n",
        "utf-8",
    )
    corpus = load(claims)
    assert corpus.faults == ()
    words = corpus.vocabulary
    labels = (words.entities["old-pier"].label, words.entities["__"].label, words.properties["deck_length"].label)
    assert labels == ("old pier", "__", "deck length")
    assert words.units["deck-plank"].label == "deck plank"
