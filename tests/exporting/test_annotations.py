"""Claims leave as W3C Web Annotations, and come back as the same claims."""

from __future__ import annotations

import json

import pytest

from checker.model.fields import IN_CLAIM_FILES, written
from checker.readers.load import load
from checker.request import Request
from checker.run import examine
from tests.laws.conftest import NOW, REAL


def test_a_round_trip_gives_the_same_claims(run, corpus) -> None:
    before = load(corpus)
    assert run("export", "annotations", "--output", "out.jsonld").exit_code == 0
    for name in ("harbour.yaml", "guide.yaml"):
        (corpus / name).unlink()
    done = run("import", "out.jsonld")
    assert done.exit_code == 0, done.output
    after = load(corpus)
    assert after.faults == ()
    assert [(one.id, one.title, one.publisher, one.published, one.note, one.language) for one in after.documents] == [
        (one.id, one.title, one.publisher, one.published, one.note, one.language) for one in before.documents
    ]
    said = [[(field.name, written(field, claim)) for field in IN_CLAIM_FILES] for claim in after.claims]
    assert said == [[(field.name, written(field, claim)) for field in IN_CLAIM_FILES] for claim in before.claims]
    assert len(said) == 5


@pytest.mark.parametrize("folder", REAL.values(), ids=list(REAL))
def test_what_came_back_is_judged_as_what_went(run, corpus, folder) -> None:
    """The same findings, by what they say: rule, documents, keys, values and times."""
    for path in corpus.glob("*.yaml"):
        path.unlink()
    (corpus / "vocabulary.yaml").write_bytes((folder / "vocabulary.yaml").read_bytes())
    assert (
        run("export", "annotations", "--claims", str(folder), "--as-of", NOW, "--output", "out.jsonld").exit_code == 0
    )
    done = run("import", "out.jsonld")
    assert done.exit_code == 0, done.output
    assert "draft:" not in done.output
    before, after = (examine(Request(one, NOW)) for one in (folder, corpus))
    assert [one.id for one in after.findings] == [one.id for one in before.findings]
    assert len(after.findings) >= 5


def test_the_annotations_have_the_form_of_the_model(run) -> None:
    made = json.loads(run("export", "annotations", "--base", "https://example.org/corpus/").stdout)
    assert made["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert (made["type"], made["first"]["type"]) == ("AnnotationCollection", "AnnotationPage")
    items = made["first"]["items"]
    assert made["total"] == len(items) == 5
    assert len({item["id"] for item in items}) == 5
    first = next(item for item in items if item["id"].endswith("/harbour/height"))
    assert first["motivation"] == "describing"
    assert first["target"]["selector"] == {
        "type": "TextQuoteSelector",
        "exact": "a tower of 42 metres",
        "prefix": "the old",
        "suffix": "stands",
    }
    assert first["target"]["source"]["id"] == "https://example.org/corpus/document/harbour"
    assert first["body"]["value"].startswith("lighthouse/height: 42 metres\n")
