"""Statements with ranks, qualifiers and references become claims and documents; what is broken is told at its place."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker.cli.import_wikibase import is_wikibase
from checker.cli.main import main
from checker.readers.load import load
from tests.wikibase.dumps import JULIAN, Json, constraint, item, lines, prop, quantity, snak, statement, time, written

BOOK = [snak("P248", "Q500"), snak("P577", time("+2001-00-00", 9))]
SITE = [snak("P854", "https://www.example.org/a"), snak("P813", time("+2020-03-04"))]


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def imported(folder: Path, *entities: Json, options: tuple[str, ...] = ()) -> tuple[Result, Path]:
    claims = folder / "claims"
    return run("import", written(folder / "d.json", entities), "--output", claims, *options), claims


def rows(claims: Path, name: str = "claims") -> list[dict[str, Any]]:
    return [json.loads(line) for line in (claims / f"{name}.jsonl").read_text("utf-8").splitlines()]


def only(folder: Path, one: Json, *others: Json) -> dict[str, Any]:
    """The only claim of a statement, without what every claim has."""
    done, claims = imported(folder, item("Q1", one), *others)
    assert done.exit_code == 0, done.output
    (row,) = (row for row in rows(claims) if row["subject"] == "Q1")
    plain = ("id", "quote", "subject", "property", "document", "draws_on")
    return {name: value for name, value in row.items() if name not in plain}


WORD = snak("P1", "word")
CASES: dict[str, tuple[Json, dict[str, Any]]] = {
    "a plain statement": (statement(WORD), {"value": "word"}),
    "deprecated": (statement(WORD, rank="deprecated"), {"value": "word", "rank": "deprecated"}),
    "preferred": (statement(WORD, rank="preferred"), {"value": "word", "note": "preferred"}),
    "a point in time": (statement(WORD, snak("P585", time("+1952-00-00", 9))), {"value": "word", "as_of": "1952"}),
    "a start and an end": (
        statement(WORD, snak("P580", time("+1945-00-00", 9)), snak("P582", time("+1952-04-28"))),
        {"value": "word", "during": "1945/1952-04-28"},
    ),
    "a start, and nothing of an end": (
        statement(WORD, snak("P580", time("+1945-00-00", 9))),
        {"value": "word", "during": "1945/"},
    ),
    "a start, and no end": (
        statement(WORD, snak("P580", time("+1945-00-00", 9)), snak("P582", "novalue", "time")),
        {"value": "word", "during": "1945/.."},
    ),
    "an unknown start": (
        statement(WORD, snak("P580", "somevalue", "time"), snak("P582", time("+1952-00-00", 9))),
        {"value": "word", "during": "/1952"},
    ),
    "a start in the 19th century": (
        statement(WORD, snak("P580", time("+1900-00-00", 7))),
        {"value": "word", "during": "1801-01-01/"},
    ),
    "of, and applies to part": (
        statement(WORD, snak("P642", "Q7"), snak("P518", "Q8")),
        {"value": "word", "scope": {"P518": "Q8", "P642": "Q7"}},
    ),
    "how it was determined": (statement(WORD, snak("P459", "Q39825")), {"value": "word", "definition": "Q39825"}),
    "circa a year": (
        statement(snak("P1", time("+1610-00-00", 9)), snak("P1480", "Q5727902")),
        {"value": "1610~"},
    ),
    "circa an amount": (
        statement(snak("P1", quantity("+40000")), snak("P1480", "Q5727902")),
        {"value": "about 40000"},
    ),
    "a Julian day": (
        statement(snak("P1", time("+1582-10-04", 11, JULIAN))),
        {"value": "1582-10-14", "because": "1582-10-04 in the Julian calendar"},
    ),
    "a text in a language": (
        statement(snak("P1", {"text": "Guten Tag", "language": "de"})),
        {"value": "Guten Tag", "scope": {"language": "language-de"}},
    ),
    "uneven bounds": (
        statement(snak("P1", quantity("+100", "Q11573", "+98", "+105"))),
        {"value": "exactly 98 to 105 m", "note": "amount 100"},
    ),
}


@pytest.mark.parametrize(("one", "fields"), CASES.values(), ids=CASES)
def test_a_statement_says(tmp_path: Path, one: Json, fields: dict[str, Any]) -> None:
    assert only(tmp_path, one) == fields
    corpus = load(tmp_path / "claims")
    assert corpus.faults == ()
    assert len(corpus.claims) == 1


def test_each_reference_is_a_document_that_makes_the_claim(tmp_path: Path) -> None:
    done, claims = imported(
        tmp_path,
        item("Q1", statement(WORD, references=[BOOK, SITE]), statement(snak("P2", "other"))),
        item("Q2", statement(WORD, references=[[*BOOK, snak("P304", "12")]])),
        item("Q500", label="The Book"),
    )
    assert done.exit_code == 0, done.output
    documents = {one["id"]: one for one in rows(claims, "documents")}
    told = [(one["subject"], documents[one["document"]]["title"], one.get("page", "")) for one in rows(claims)]
    assert told == [
        ("Q1", "The Book", ""),
        ("Q1", "https://www.example.org/a", ""),
        ("Q1", "Wikidata", ""),
        ("Q2", "The Book", "12"),
    ]
    assert [(one["publisher"], one["published"]) for one in documents.values()] == [
        ("Wikidata", "2026-11-20"),
        *sorted([("The Book", "2001"), ("example.org", "../2020-03-04")], key=lambda pair: pair[0] != "The Book"),
    ]
    assert [one.get("draws_on") for one in rows(claims)][2] is None


def test_of_several_visits_the_first_tells_when_a_page_was_there(tmp_path: Path) -> None:
    visits = [[SITE[0], snak("P813", time(day))] for day in ("+2021-05-06", "+2019-02-00", "+2020-01-01")]
    days = [*visits[:1], [SITE[0], snak("P813", time("+2019-02-00", 10))], *visits[2:]]
    _, claims = imported(tmp_path, *(item(f"Q{n}", statement(WORD, references=[one])) for n, one in enumerate(days, 1)))
    (site,) = (one for one in rows(claims, "documents") if one["publisher"] == "example.org")
    assert site["published"] == "../2019-02-28"
    assert site["published_because"] == "retrieved on 2019-02-28"


def test_beside_a_preferred_statement_others_are_deprecated_where_one_is_to_be_best(tmp_path: Path) -> None:
    both = (statement(snak("P1", "a"), rank="preferred"), statement(snak("P1", "b")))
    _, claims = imported(tmp_path / "best", item("Q1", *both), prop("P1", "string", constraint("Q52060874")))
    assert [(one["value"], one.get("rank")) for one in rows(claims)] == [("a", None), ("b", "deprecated")]
    _, claims = imported(tmp_path / "plain", item("Q1", *both), prop("P1", "string"))
    assert [(one["value"], one.get("rank")) for one in rows(claims)] == [("a", None), ("b", None)]


def test_what_has_no_counterpart_is_counted_with_its_first_place(tmp_path: Path) -> None:
    place = {"latitude": 1, "longitude": 2, "precision": 1}
    entities = [
        item("Q1", statement(snak("P1", "novalue")), statement(snak("P2", place)), statement(snak("P3", "somevalue"))),
        item("Q2", statement(snak("P1", "a"), snak("P99", "b")), statement(snak("P3", "somevalue"))),
        prop(
            "P1",
            "string",
            constraint("Q21510852"),
            constraint("Q21502404", snak("P1793", "(?=a)b")),
            constraint("Q21510860"),
        ),
    ]
    done, claims = imported(tmp_path, *entities)
    file = tmp_path / "d.json"
    text = file.read_text("utf-8").splitlines()
    column = text[1].index('"Q1$00000000-0000-4000-8000-000000000002"') + 1
    of_property = f"{file}:4:{text[3].index(chr(34) + 'P1$') + 1}"
    assert done.stderr.splitlines()[0:5] == [
        "1 claim of 1 document, from 3 entities in 1 dump",
        "without a counterpart, and left out:",
        f"          2  statements: an unknown value (somevalue), first at {file}:2:{column}",
        f"          1  constraints: a parameter that checker does not read (bad-constraint), first at {of_property}",
        f"          1  constraints: the type Q21510852, first at {of_property}",
    ]
    assert load(claims).faults == ()


def test_a_definition_goes_by_the_label_of_its_item_too(tmp_path: Path) -> None:
    counted = statement(snak("P1", quantity("+5")), snak("P459", "Q39825"))
    _, claims = imported(tmp_path, item("Q1", counted), item("Q39825", label="census"))
    (definition,) = load(claims).vocabulary.properties["P1"].definitions
    assert (definition.name, definition.also) == ("Q39825", ("census",))


def test_units_of_a_property_convert_or_are_left_out(tmp_path: Path) -> None:
    lengths = [quantity("+5", "Q828224"), quantity("+5", "Q11573"), quantity("+5", "Q11570"), quantity("+5")]
    done, claims = imported(tmp_path, item("Q1", *(statement(snak("P1", one)) for one in lengths)))
    assert [one["value"] for one in rows(claims)] == ["5 km", "5 m"]
    assert "a quantity in a unit that does not convert to that of its property" in done.stderr
    assert "a quantity without a unit, of a property with units" in done.stderr
    assert load(claims).faults == ()


def test_an_unknown_unit_is_a_measure_of_its_own(tmp_path: Path) -> None:
    one = item("Q1", statement(snak("P1", quantity("-40", "Q8142"))))
    _, claims = imported(tmp_path, one, item("Q8142", label="crown"))
    unit = load(claims).vocabulary.units["Q8142"]
    assert (unit.kind, unit.label) == ("measure", "crown")


def test_a_circle_of_parts_is_opened(tmp_path: Path) -> None:
    circle = [item(f"Q{n}", statement(snak("P361", f"Q{n % 3 + 1}"))) for n in (1, 2, 3)]
    done, claims = imported(tmp_path, *circle)
    assert "a thing that would be part of itself by way of others" in done.stderr
    assert load(claims).faults == ()


def test_labels_in_all_languages_serve_each(tmp_path: Path) -> None:
    asks = prop("P1", "string", constraint("Q108139345", snak("P424", "de"), snak("P424", "ja")))
    one = item("Q1", statement(WORD), labels={"mul": "Ann", "ja": "アン"})
    _, claims = imported(tmp_path, one, asks)
    entity = load(claims).vocabulary.entities["Q1"]
    assert (entity.label, set(entity.languages), entity.also) == ("Ann", {"en", "de", "ja"}, ("Ann", "アン"))


def test_another_wikibase_goes_by_its_own_identifiers(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text("site: My Base\nids: {point in time: P9}\nunits: {Q7: km}\n", "utf-8")
    one = statement(snak("P1", quantity("+5", "Q7")), snak("P9", time("+1952-00-00", 9)))
    done, claims = imported(tmp_path, item("Q1", one), options=("--wikibase", str(tmp_path / "own.yaml")))
    assert done.exit_code == 0, done.output
    (row,) = rows(claims)
    assert (row["document"], row["value"], row["as_of"]) == ("my-base", "5 km", "1952")


def test_identifiers_are_taken_from_labels(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text("labels: true\n", "utf-8")
    entities = [
        item("Q1", statement(snak("P1", quantity("+5", "Q7")), snak("P9", time("+1952-00-00", 9)))),
        prop("P9", "time", label="point in time"),
        prop("P8", "wikibase-property", label="property constraint"),
        item("Q7", label="kilometre"),
        item("Q8", label="integer constraint"),
        {**prop("P1", "quantity", label="length"), "claims": {"P8": [{**statement(snak("P8", "Q8")), "id": "P1$0"}]}},
    ]
    done, claims = imported(tmp_path, *entities, options=("--wikibase", str(tmp_path / "own.yaml")))
    assert done.exit_code == 0, done.output
    (row,) = rows(claims)
    assert (row["value"], row["as_of"]) == ("5 km", "1952")
    assert [one.rule for one in load(claims).vocabulary.properties["P1"].constraints] == ["integer"]


SETTINGS = {
    "an unknown label": ("ids: {piont in time: P9}\n", "own.yaml:1:7: unknown-field (ids.piont in time)"),
    "no identifier": ("ids: {point in time: nine}\n", "own.yaml:1:22: wrong-form (ids.point in time)"),
    "an unknown field": ("idz: {}\n", "own.yaml:1:1: unknown-field (idz)"),
    "nothing": ("", "own.yaml:1:1: empty-file"),
}


@pytest.mark.parametrize(("text", "told"), SETTINGS.values(), ids=SETTINGS)
def test_settings_at_fault(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "own.yaml").write_text(text, "utf-8")
    done, claims = imported(tmp_path, item("Q1", statement(WORD)), options=("--wikibase", str(tmp_path / "own.yaml")))
    assert done.exit_code == 2
    assert told in done.stderr
    assert not claims.exists()


def test_only_statements_of_some_properties(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text("properties: [P2]\n", "utf-8")
    both = item("Q1", statement(WORD), statement(snak("P2", "b")), statement(snak("P31", "Q5")))
    _, claims = imported(tmp_path, both, item("Q77"), options=("--wikibase", str(tmp_path / "own.yaml")))
    assert [one["property"] for one in rows(claims)] == ["P2"]
    assert sorted(load(claims).vocabulary.entities) == ["Q1", "Q5"]
    assert load(claims).vocabulary.entities["Q1"].type == "Q5"


GOOD = lines([item("Q1", statement(WORD))])
ANSWER = json.dumps({"entities": {"Q1": item("Q1", statement(WORD))}}, indent=1)
LINE = json.dumps(item("Q1", statement(WORD)))


FORMS = {
    "a dump": GOOD,
    "an answer": ANSWER,
    "an answer on one line": ANSWER.replace("\n", " "),
    "an entity on each line": f"{LINE}\n{LINE.replace('Q1', 'Q2')}\n",
    "all on one line": f"[{LINE}]",
    "other line breaks": GOOD.replace("\n", "\r\n"),
}


@pytest.mark.parametrize("text", FORMS.values(), ids=FORMS)
def test_forms_of_files(tmp_path: Path, text: str) -> None:
    (tmp_path / "d.json").write_bytes(text.encode())
    done = run("import", tmp_path / "d.json", "--output", tmp_path / "claims")
    assert done.exit_code == 0, done.output
    assert {one["value"] for one in rows(tmp_path / "claims")} == {"word"}


def test_the_same_dump_gives_the_same_bytes_packed_or_not(tmp_path: Path) -> None:
    entities = [item("Q2", statement(WORD, references=[SITE, BOOK])), item("Q1", statement(WORD, references=[BOOK]))]
    for name in ("d.json", "d.json.gz"):
        run("import", written(tmp_path / name, entities), "--output", tmp_path / f"{name}-claims")
    for file in ("claims.jsonl", "documents.jsonl", "vocabulary.yaml"):
        assert (tmp_path / "d.json-claims" / file).read_bytes() == (tmp_path / "d.json.gz-claims" / file).read_bytes()


def wrong(main_snak: Any, **more: Any) -> str:
    return lines([{**item("Q1"), "claims": {"P1": [{"id": "Q1$A", "mainsnak": main_snak, **more}]}}])


AT = wrong(WORD).splitlines()[1].index('"Q1$A"') + 1
BROKEN: dict[str, tuple[str | bytes, str]] = {
    "nothing": ("", "d.json:1:1: empty-file: the file is empty"),
    "no JSON": ("hello\n", "d.json:1:1: bad-table: this is not JSON here"),
    "an entity that is cut off": (GOOD[:60], "d.json:2:"),
    "no closing bracket": (GOOD.removesuffix("]\n"), "d.json:2:1: bad-table: the file ends before its closing bracket"),
    "text after it": (GOOD + LINE, "d.json:4:1: bad-table: text goes on after the closing bracket"),
    "a number": ("[\n42\n]\n", "d.json:2:1: bad-table: found no object"),
    "an entity without an id": ('[\n{"type": "item"}\n]\n', "d.json:2:1: bad-table (id): found no text"),
    "an id that is none": ('[\n{"id": "../Q1"}\n]\n', "d.json:2:1: bad-table (id): found ../Q1"),
    "two ids": ('[\n{"id": "Q1", "id": "Q2"}\n]\n', "d.json:2:1: duplicate-key"),
    "a number that is none": ('[\n{"id": "Q1", "x": NaN}\n]\n', "d.json:2:1: number-not-finite"),
    "a depth that nobody reads": ("[\n" + "[" * 100_000 + "\n]\n", "d.json:2:1: too-deep"),
    "bytes that are not UTF-8": (b'[\n{"id": "Q1\xff"}\n]\n', "d.json:2:11: not-utf8"),
    "claims that are a list": ('[\n{"id": "Q1", "claims": [7]}\n]\n', "d.json:2:1: wrong-form (Q1): claims is a list"),
    "a snak that is a number": (wrong(5), f"d.json:2:{AT}: wrong-form (Q1): a snak is a number"),
    "a snak of no kind": (wrong({"snaktype": "odd"}), f"d.json:2:{AT}: wrong-form (Q1): snaktype is odd"),
    "a statement under another property": (
        wrong(snak("P2", "x")),
        f"d.json:2:{AT}: wrong-form (Q1): the statement is about P2 and stands under P1",
    ),
    "a rank that there is not": (wrong(WORD, rank="best"), f"d.json:2:{AT}: wrong-form (Q1): rank is 'best'"),
    "an amount in another form": (wrong(snak("P1", quantity("1e999999999"))), "d.json:2:1: wrong-form (Q1): amount is"),
    "references that are an object": (
        wrong(WORD, references={}),
        f"d.json:2:{AT}: wrong-form (Q1): references is an object",
    ),
    "an answer without entities": ('{"success": 1}', "d.json:1:1: bad-table (entities): found no entities"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "told"), BROKEN.values(), ids=BROKEN)
def test_broken_input_is_told_at_its_place_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str | bytes, told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("d.json").write_bytes(content if isinstance(content, bytes) else content.encode())
    Path("own.yaml").write_text("ids: {}\n", "utf-8")  # says that it is a dump, whatever it looks like
    done = run("import", "d.json", "--output", "claims", "--wikibase", "own.yaml")
    assert done.exit_code == 2
    assert told in done.stderr
    assert done.stderr.endswith("nothing was written\n")
    assert sorted(path for path in Path().rglob("*") if path.is_file()) == [Path("d.json"), Path("own.yaml")]


@pytest.mark.parametrize(
    ("content", "dump"),
    [
        pytest.param(GOOD, True, id="a dump, an entity a line"),
        pytest.param(json.dumps([item("Q1")], indent=2), True, id="entities over several lines"),
        pytest.param(json.dumps({"entities": {"Q1": item("Q1")}}), True, id="an answer of a server"),
        pytest.param("\ufeff" + GOOD, True, id="with a mark of the order of bytes"),
        pytest.param('{"type": "Annotation"}', False, id="an annotation"),
        pytest.param('{"@context": "https://schema.org", "@type": "ClaimReview"}', False, id="a review"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_a_dump_is_known_by_its_first_entity(tmp_path: Path, content: str, dump: bool) -> None:
    (tmp_path / "d.json").write_text(content, "utf-8")
    assert is_wikibase(tmp_path / "d.json", None) is dump


PACKED = {
    "a packed file that is cut off": (gzip.compress(GOOD.encode() * 100)[:120], "the packed file is damaged here"),
    "a packed file that grows without end": (
        gzip.compress(b"[\n" + b" " * 50_000_000),
        "the file unpacks to more than 100 times its size",
    ),
}


@pytest.mark.parametrize(("content", "told"), PACKED.values(), ids=PACKED)
def test_packed_files_at_fault(tmp_path: Path, content: bytes, told: str) -> None:
    (tmp_path / "d.json.gz").write_bytes(content)
    done = run("import", tmp_path / "d.json.gz", "--output", tmp_path / "claims")
    assert done.exit_code == 2
    assert told in done.stderr


def test_a_dump_that_is_broken_throughout_is_not_read_to_its_end(tmp_path: Path) -> None:
    (tmp_path / "d.json").write_text("[\n" + "x,\n" * 100_000 + "]\n", "utf-8")
    done = run("import", tmp_path / "d.json", "--output", tmp_path / "claims")
    assert done.exit_code == 2
    assert len(done.stderr.splitlines()) < 30


def test_the_time_for_an_entity_grows_with_its_statements_only(tmp_path: Path) -> None:
    """Places are looked for where they are told, and only there: 20,000 statements in one line take seconds."""
    many = [statement(snak("P1", f"word {number}"), snak("P99", "x")) for number in range(20_000)]
    done, claims = imported(tmp_path, item("Q1", *many))
    assert done.exit_code == 0
    assert len(rows(claims)) == 20_000
    assert "     20,000  qualifiers: P99, first at " in done.stderr


def test_a_property_with_constraints_without_end_is_none(tmp_path: Path) -> None:
    done, _ = imported(tmp_path, item("Q1", statement(WORD)), prop("P1", "string", *[constraint("Q52848401")] * 1001))
    assert done.exit_code == 2
    assert "the property has more than 1,000 constraints" in done.stderr


def test_without_any_date_one_is_asked_for(tmp_path: Path) -> None:
    entity = {name: value for name, value in item("Q1", statement(WORD)).items() if name != "modified"}
    done, _ = imported(tmp_path, entity)
    assert done.exit_code == 2
    assert "no entity says when it was changed; name the day of the dump with --published" in done.stderr
    done, claims = imported(tmp_path, entity, options=("--published", "2026-11-01"))
    assert rows(claims, "documents")[0]["published"] == "2026-11-01"


USAGE = {
    "no folder": ((), "give a folder for them with --output DIR"),
    "a file for a folder": (("--output", "claims.jsonl"), "give a folder for them with --output DIR"),
    "a sheet": (
        ("--output", "claims", "--sheet", "2024"),
        "is read as it is; maps, --from, --sheet and --propose are of tables",
    ),
}


@pytest.mark.parametrize(("options", "told"), USAGE.values(), ids=USAGE)
def test_usage(tmp_path: Path, options: tuple[str, ...], told: str) -> None:
    done = run("import", written(tmp_path / "d.json", [item("Q1")]), *options)
    assert done.exit_code == 2
    assert told in done.stderr


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), junk=JSON)
def test_no_json_brings_it_down(tmp_path: Path, data: st.DataObject, junk: Any) -> None:
    """Any part of an entity may be anything: it is read, counted, or told of."""
    entity = item(
        "Q1",
        statement(
            snak("P1", quantity("+5", "Q7", "+4", "+6")), snak("P585", time("+1952-00-00", 9)), references=[BOOK]
        ),
    )
    target: Any = entity
    while isinstance(target, dict | list) and target:
        key = data.draw(st.sampled_from(sorted(target) if isinstance(target, dict) else list(range(len(target)))))
        if not isinstance(target[key], dict | list) or not target[key] or data.draw(st.booleans()):
            target[key] = junk
            break
        target = target[key]
    done, claims = imported(tmp_path, entity)
    assert done.exit_code in (0, 2), done.output
    if done.exit_code == 0:
        assert load(claims).faults == ()
