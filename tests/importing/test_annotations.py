"""Highlights become claims with anchored quotes; what cannot be read is a draft, and is told where it stands."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from checker.importing.forms import LIMIT
from checker.readers.load import load
from tests.importing.conftest import Import, checked

ADDRESS = "https://example.org/harbour"


def highlight(exact: str, *lines: str, tags: tuple[str, ...] = (), **more: Any) -> dict[str, Any]:
    """A row of Hypothesis."""
    selector = {
        "type": "TextQuoteSelector",
        "exact": exact,
        **{k: more.pop(k) for k in ("prefix", "suffix") if k in more},
    }
    return {
        "id": "a",
        "created": "2024-05-03T10:00:00+00:00",
        "uri": ADDRESS,
        "text": "\n".join(lines),
        "tags": list(tags),
        "document": {"title": ["Harbour report"]},
        "target": [{"source": ADDRESS, "selector": [{"type": "RangeSelector"}, selector]}],
        **more,
    }


def annotation(exact: str, *lines: str, tags: tuple[str, ...] = (), **source: str) -> dict[str, Any]:
    """A Web Annotation."""
    bodies = [{"type": "TextualBody", "value": "\n".join(lines)}] if lines else []
    return {
        "type": "Annotation",
        "created": "2024-05-03T10:00:00Z",
        "body": [*bodies, *({"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in tags)],
        "target": {
            "source": {"id": ADDRESS, "dcterms:title": "Harbour report", **source} if source else ADDRESS,
            "selector": {"type": "TextQuoteSelector", "exact": exact},
        },
    }


STATED = {
    "a line": (["lighthouse/height: 42 m"], (), "42 m"),
    "a tag": ([], ("lighthouse/height: 42 m",), "42 m"),
    "a tag without a value, which the quote has": ([], ("lighthouse/height",), "42 metres"),
    "a line for each field": (["subject: lighthouse", "property: height", "value: 42 m"], (), "42 m"),
    "labels": (["the lighthouse/Height: 42 m"], (), "42 m"),
    "another name": (["Light / height : 42 m"], (), "42 m"),
}


@pytest.mark.parametrize(("lines", "tags", "value"), STATED.values(), ids=list(STATED))
@pytest.mark.parametrize("made", [highlight, annotation])
def test_a_highlight_states_a_claim(corpus, imported: Import, made, lines, tags, value) -> None:
    entry = made("a tower of 42 metres", *lines, tags=tags)
    done = imported([entry] if made is annotation else {"total": 1, "rows": [entry]})
    assert done.exit_code == 0, done.output
    (claim,) = load(corpus).claims
    assert (claim.subject, claim.property, claim.value, claim.quote) == (
        "lighthouse",
        "height",
        value,
        "a tower of 42 metres",
    )
    assert checked().exit_code == 0


CONTAINERS = {
    "one annotation": lambda one: one,
    "a list": lambda one: [one],
    "a page": lambda one: {"type": "AnnotationPage", "items": [one]},
    "a collection": lambda one: {"type": ["AnnotationCollection"], "first": {"type": "AnnotationPage", "items": [one]}},
    "a graph": lambda one: {"@graph": [one]},
    "names of their own": lambda one: {"@graph": [{**one, "type": None, "@type": "oa:Annotation"}]},
}


@pytest.mark.parametrize("container", CONTAINERS.values(), ids=list(CONTAINERS))
def test_web_annotations_are_read_from_every_container(corpus, imported, container) -> None:
    done = imported(container(annotation("a tower of 42 metres", "lighthouse/height: 42 m")), name="given.jsonld")
    assert done.exit_code == 0, done.output
    assert [claim.value for claim in load(corpus).claims] == ["42 m"]


def test_the_export_of_the_client_of_hypothesis_is_read(corpus, imported) -> None:
    rows = [highlight("a tower of 42 metres", "lighthouse/height: 42 m")]
    done = imported({"export_date": "2024-06-01", "client_version": "1.0", "annotations": rows})
    assert done.exit_code == 0, done.output
    assert [claim.value for claim in load(corpus).claims] == ["42 m"]


def test_every_field_can_be_stated(corpus, imported) -> None:
    lines = (
        "lighthouse/keepers: five",
        "id: keepers-then",
        "as_of: 1950",
        "scope: place: north coast",
        "said_by: Ann",
        "definition: without the cook",
        "draws_on: ann; harbour-report#first",
        "rank: deprecated",
        "page: 12",
        "because: the table says so",
        "note: a remark",
        "and another one",
    )
    first = highlight("five", "lighthouse/keepers: five", "id: first")
    assert imported([highlight("had five keepers in 1950", *lines), first]).exit_code == 0
    claim, _ = load(corpus).claims
    assert load(corpus).faults == ()
    assert (claim.id, claim.as_of, claim.scope, claim.said_by) == (
        "keepers-then",
        "1950",
        (("place", "north"),),
        "ann",
    )
    assert (claim.definition, claim.deprecated, claim.page) == ("without the cook", True, "12")
    assert (claim.draws_on, claim.because) == (("ann", "harbour-report#first"), "the table says so")
    assert claim.note == "a remark\nand another one"


def test_a_denial_and_a_relation_can_be_stated(corpus, imported) -> None:
    lines = "denies: yes", "lighthouse/builder: Ann"
    entries = [
        highlight("Ann did not build it", *lines),
        highlight("no more than 50", "relation: lighthouse.height <= 50 m"),
    ]
    assert imported(entries).exit_code == 0
    denial, relation = load(corpus).claims
    assert (denial.denies, denial.value) == (True, "ann")
    assert relation.readings == ("lighthouse.height <= 50 m",)


DRAFTS = {
    "nothing is stated": (["worth a look"], "it states no subject, property and value, and no relation"),
    "an unknown subject": (["tower/height: 42 m"], 'there is no entity "tower"'),
    "an unknown property": (["lighthouse/size: 42 m"], 'there is no property "size"'),
    "an unknown scope": (["lighthouse/height: 42 m", "scope: era: north"], 'there is no scope dimension "era"'),
    "a scope without its dimension": (["lighthouse/height: 42 m", "scope: north"], "scope cannot be read"),
    "an unknown speaker": (["lighthouse/height: 42 m", "said_by: Bob"], 'there is no entity "Bob"'),
    "a value that cannot be read": (["lighthouse/height: quite tall"], "value: "),
    "an unknown value": (["lighthouse/builder: Bob"], "value: "),
    "a time that cannot be read": (["lighthouse/keepers: 5", "as_of: then"], "as_of: "),
    "an unknown source": (["lighthouse/height: 42 m", "draws_on: an older report"], "there is no entity, document or"),
    "a relation that cannot be read": (["relation: lighthouse.height is tall"], "relation: "),
    "a flag that is none": (["lighthouse/height: 42 m", "denies: perhaps"], "denies cannot be read"),
    "two values": (["lighthouse/height: 42 m", "lighthouse/height: 43 m"], "value is given twice"),
    "an identifier with spaces": (["lighthouse/height: 42 m", "id: my claim"], "id: "),
    "a moment and a stretch": (["lighthouse/keepers: 5", "as_of: 1950", "during: 1950/1952"], "at most one of them"),
    "stated and related": (
        ["lighthouse/height: 42 m", "relation: lighthouse.height = 42 m"],
        "exactly one of the three",
    ),
}


@pytest.mark.parametrize(("lines", "why"), DRAFTS.values(), ids=list(DRAFTS))
def test_what_cannot_be_read_is_a_draft_and_is_told_where_it_stands(corpus, imported, lines, why) -> None:
    done = imported([highlight("a tower of some height", *lines)])
    assert done.exit_code == 0, done.output
    assert f"given.json:1:2: a draft: {why}" in done.output or why in done.output.split("a draft: ")[1]
    found = load(corpus)
    assert (found.claims, len(found.drafts), found.faults) == ((), 1, ())
    assert checked().exit_code == 3  # a draft is compared with nothing
    said = "\n".join(lines)
    (text,) = (path.read_text("utf-8") for path in corpus.glob("h*.yaml"))
    assert all(word in text for line in said.split() for word in line.strip(":").split("/"))


def test_drafts_take_part_without_a_fault_where_they_are_asked_for(imported) -> None:
    imported([highlight("a tower of some height", *lines) for lines, _ in DRAFTS.values()])
    assert "bad-" not in checked("--drafts").output


def test_a_long_highlight_is_cut_around_its_value(corpus, imported) -> None:
    words = [f"word{n}" for n in range(40)]
    exact = " ".join((*words[:30], "42 metres", *words[30:]))
    done = imported([highlight(exact, "lighthouse/height: 42 metres")])
    (claim,) = load(corpus).claims
    assert "42 metres" in claim.quote
    assert len(claim.quote.split()) == 15
    assert exact.index(f"{claim.quote_prefix} {claim.quote} {claim.quote_suffix}") > 0
    assert "the highlight is long" in done.output


def test_quotes_are_found_in_the_text(corpus, imported, tmp_path: Path) -> None:
    """Prefix and suffix are cut within words, as Hypothesis cuts them, and tell two places from one another."""
    text = "The old tower of 42 metres fell.\nThe bright new tower of 42 metres stands\nto this day."
    entry = highlight("tower of 42 metres", "lighthouse/height: 42 m", prefix="ght new ", suffix=" stands\nto th")
    imported([entry])
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "harbour.txt").write_text(text, "utf-8")
    path = corpus / "harbour-report.yaml"
    from hashlib import sha256

    where = f"  text: {{sha256: {sha256(text.encode()).hexdigest()}, path: harbour.txt}}\nclaims:"
    path.write_text(path.read_text("utf-8").replace("claims:", where, 1), "utf-8")
    done = checked("--documents", "texts")
    assert done.exit_code == 0, done.output
    assert "quote" not in done.output


def test_documents_are_told_apart_and_dated_by_what_is_known(corpus, imported) -> None:
    stated = {"dcterms:publisher": "Example Office", "dcterms:issued": "2021-06-03", "language": "de"}
    other = annotation("zehn Meter", "lighthouse/height: 10 m", **stated)
    other["target"]["source"]["id"] = "https://example.org/other"
    entries = [
        highlight("a tower of 42 metres", "lighthouse/height: 42 m"),
        highlight("some 42 metres", "lighthouse/height: 42 m", created="2023-01-02T00:00:00Z"),
        highlight("the tower", "lighthouse/height: 42 m", uri="x", target=[{"source": f"{ADDRESS}#part", "selector": [
            {"type": "TextQuoteSelector", "exact": "a third"}]}]),
        other,
    ]  # fmt: skip
    assert imported(entries).exit_code == 0
    found = {one.id: one for one in load(corpus).documents}
    first, second = found["harbour-report"], found["harbour-report-2"]
    assert (first.publisher, first.published, first.published_because) == (
        "example.org",
        "../2023-01-02",
        "annotated on 2023-01-02",
    )
    assert first.note == f"address: {ADDRESS}"
    assert (second.publisher, second.published, second.language) == ("Example Office", "2021-06-03", "de")
    assert len(load(corpus).claims) == 4


FAULTS = {
    "no exact": (
        lambda e: e["target"][0]["selector"][1].pop("exact"),
        "bad-import (exact): found a TextQuoteSelector without exact",
    ),
    "no source": (
        lambda e: (e["target"][0].pop("source"), e.update(uri="", type="Annotation")),
        "bad-import (source): found a target without a source",
    ),
    "no date": (
        lambda e: e.pop("created"),
        "bad-import (published): the document Harbour report has no",
    ),
    "no publisher": (
        lambda e: e["target"][0].update(source="urn:x-pdf:12"),
        "bad-import (publisher): the document Harbour report has no publisher here; give it with --publisher",
    ),
}


@pytest.mark.parametrize(("breaks", "words"), FAULTS.values(), ids=list(FAULTS))
def test_a_broken_entry_loses_itself_alone_and_is_located(corpus, imported, breaks, words) -> None:
    broken = highlight("a tower of 42 metres", "lighthouse/height: 42 m")
    breaks(broken)
    sound = annotation("five keepers", "lighthouse/keepers: five")
    sound["target"]["source"] = "https://example.org/second"
    done = imported(json.dumps([sound, broken], indent=1))
    assert done.exit_code == 2
    assert words in done.stderr
    place = int(done.stderr.split("given.json:")[1].split(":")[0])
    assert place >= 20  # in the lines of the second entry
    assert [claim.value for claim in load(corpus).claims] == ["five"]


def test_what_is_missing_can_be_given(corpus, imported) -> None:
    entry = highlight("a tower of 42 metres", "lighthouse/height: 42 m", created="")
    entry["target"][0]["source"] = "urn:x-pdf:12"
    done = imported([entry], "--publisher", "Example Office", "--published", "2021-06-03")
    assert done.exit_code == 0, done.output
    (document,) = load(corpus).documents
    assert (document.publisher, document.published, document.note) == ("Example Office", "2021-06-03", "")


REFUSED = {
    "no JSON": ('{"rows": [', "bad-import: this is not JSON here"),
    "another file": ('{"a": 1}', "bad-import: the file is nothing that is known"),
    "a list of numbers": ("[1, 2]", "bad-import: the file is nothing that is known"),
    "empty": (" \n", "empty-file"),
    "two equal keys": ('{"rows": [], "rows": []}', "duplicate-key"),
    "too deep": ("[" * 2000 + "]" * 2000, "too-deep"),
    "no UTF-8": (b'{"rows": ["\xff"]}', "not-utf8"),
    "no number": ('{"rows": [NaN]}', "number-not-finite"),
    "too large": (b" " * (LIMIT + 1), "file-too-large"),
    "too many values": ("[" + "{}," * 900_000 + "{}]", "too-many-values"),
}


@pytest.mark.parametrize(("text", "code"), REFUSED.values(), ids=list(REFUSED))
def test_a_file_that_cannot_be_read_is_a_fault_and_nothing_is_written(corpus, imported, text, code) -> None:
    done = imported(text)
    assert (done.exit_code, done.exception.__class__) == (2, SystemExit)
    assert "given.json" in done.stderr
    assert code in done.stderr
    assert [path.name for path in corpus.iterdir()] == ["vocabulary.yaml"]


HOSTILE = {
    "characters that do not show": highlight("a\u0007 tower\u202e of 42\ud800 metres", "lighthouse/height: 42 m\u2028"),
    "markup of YAML": highlight("a: [b, *c] #d", "lighthouse/height: 42 m", "note: {a: !!python/object b}"),
    "a path as its name": highlight("42 metres", "lighthouse/height: 42 m", document={"title": ["../../etc/passwd"]}),
    "a name of the vocabulary": highlight("42 metres", "lighthouse/height: 42 m", document={"title": ["vocabulary"]}),
    "other types": {**highlight("42 metres"), "tags": {"a": [1]}, "text": 5, "document": ["x"], "created": {}},
    "many tags": highlight("42 metres", "lighthouse/height: 42 m", tags=tuple(f"t{n}" for n in range(5000))),
    "a long title": highlight("42 metres", "lighthouse/height: 42 m", document={"title": ["word " * 2000]}),
    "a long note": highlight("42 metres", "lighthouse/height: 42 m", *("x" * 200 for _ in range(2000))),
    "one endless word": highlight("x" * 100_000, "lighthouse/height: 42 m"),
}  # fmt: skip


@pytest.mark.parametrize("entry", HOSTILE.values(), ids=list(HOSTILE))
def test_hostile_entries_give_sound_files(corpus, imported, entry) -> None:
    done = imported([entry])
    assert done.exit_code in (0, 2), done.output
    assert done.exception is None or isinstance(done.exception, SystemExit)
    assert {path.parent for path in corpus.parent.rglob("*.yaml")} == {corpus}
    assert load(corpus).faults == ()


def test_characters_that_json_allows_and_claim_files_do_not_are_spaces(corpus, imported) -> None:
    """Line separators and the like stand in exports as they are, and in quotes where a page has them."""
    entry = highlight("a tower of\u2028 42\ufeff metres", "lighthouse/height: 42 m")
    done = imported(json.dumps([entry], ensure_ascii=False))
    assert done.exit_code == 0, done.output
    assert [claim.quote for claim in load(corpus).claims] == ["a tower of 42 metres"]


def test_a_document_that_is_there_is_not_written_over(corpus, imported) -> None:
    entry = highlight("a tower of 42 metres", "lighthouse/height: 42 m")
    imported([entry])
    before = (corpus / "harbour-report.yaml").read_bytes()
    done = imported([entry])
    assert done.exit_code == 2
    assert "a document harbour-report is there already" in done.stderr
    assert (corpus / "harbour-report.yaml").read_bytes() == before


@pytest.mark.parametrize("name", ["vocabulary", "Vocabulary"])
def test_no_document_takes_the_file_of_the_vocabulary(corpus, imported, name) -> None:
    before = (corpus / "vocabulary.yaml").read_bytes()
    done = imported([highlight("42 metres", "lighthouse/height: 42 m", document={"title": [name]})])
    assert done.exit_code == 0, done.output
    assert (corpus / "vocabulary.yaml").read_bytes() == before
    assert [one.id for one in load(corpus).documents] == ["vocabulary-2"]


def test_maps_and_annotations_are_named_apart(corpus, imported) -> None:
    (corpus.parent / "map.yaml").write_text("from: a.csv\n", "utf-8")
    done = imported([highlight("x")], "map.yaml")
    assert (done.exit_code, "maps" in done.stderr) == (2, True)


def test_hundreds_of_highlights_are_read(corpus, imported) -> None:
    rows = [highlight(f"a tower of {n} metres", f"lighthouse/height: {n} m") for n in range(1, 501)]
    assert imported(rows).exit_code == 0
    assert len(load(corpus).claims) == 500
