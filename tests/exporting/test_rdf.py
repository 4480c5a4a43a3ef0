"""The graph says what the corpus says: of documents, claims, quotes and findings, and asserts no claim."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCTERMS, PROV, RDF, RDFS, XSD

from checker.exporting.graph import OA, OWN
from checker.exporting.names import Names

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
"""What rdflib reads JSON-LD with."""
BASE = "https://example.org/corpus/"
NAMES = Names(BASE)
SAYS = Namespace(NAMES.named("says", ""))


@pytest.fixture
def data(run) -> Graph:
    done = run("export", "turtle", "--as-of", "2026-11-22", "--base", BASE)
    assert done.exit_code == 0, done.output
    return Graph().parse(data=done.stdout, format="turtle")


def test_both_forms_are_one_graph_and_need_no_network(run, data, monkeypatch) -> None:
    monkeypatch.setattr("socket.socket.connect", lambda *_: pytest.fail("the network was asked"))
    text = run("export", "json-ld", "--as-of", "2026-11-22", "--base", BASE).stdout
    assert isomorphic(Graph().parse(data=text, format="json-ld"), data)
    assert isinstance(json.loads(text)["@context"], dict)


def test_a_claim_is_said_and_not_asserted(data) -> None:
    claim = URIRef(NAMES.claim("harbour#height"))
    lighthouse = URIRef(NAMES.entity("lighthouse"))
    assert (claim, RDF.type, PROV.Entity) in data
    assert (claim, PROV.wasQuotedFrom, URIRef(NAMES.document("harbour"))) in data
    assert (claim, OWN.subject, lighthouse) in data
    assert (claim, OWN.value, Literal("42 metres")) in data
    assert (claim, SAYS.height, Literal("42.0", datatype=XSD.decimal)) in data
    assert set(data.predicates(lighthouse)) == {RDFS.label, RDF.type, OWN.type}


def test_who_says_so_and_whence_it_is_are_told(data) -> None:
    claim = URIRef(NAMES.claim("harbour#keepers"))
    assert (claim, PROV.wasAttributedTo, URIRef(NAMES.entity("ann"))) in data
    assert set(data.objects(claim, PROV.wasDerivedFrom)) == {
        URIRef(NAMES.document("guide")),
        URIRef(NAMES.entity("ann")),
    }
    assert (claim, OWN.as_of, Literal("1950")) in data
    assert (claim, URIRef(NAMES.named("scope", "place")), URIRef(NAMES.entity("north"))) in data


def test_what_is_denied_has_its_words_alone(data) -> None:
    claim = URIRef(NAMES.claim("harbour#builder"))
    assert (claim, OWN.denies, Literal(True)) in data
    assert (claim, OWN.value, Literal("ann")) in data
    assert (claim, SAYS.builder, None) not in data


def test_a_quote_is_an_annotation_of_its_document(data) -> None:
    (note,) = data.subjects(OA.hasBody, URIRef(NAMES.claim("harbour#height")))
    target = data.value(note, OA.hasTarget)
    selector = data.value(target, OA.hasSelector)
    assert data.value(target, OA.hasSource) == URIRef(NAMES.document("harbour"))
    words = [str(data.value(selector, OA[name])) for name in ("exact", "prefix", "suffix")]
    assert words == ["a tower of 42 metres", "the old", "stands"]


def test_documents_have_what_is_known_of_them(data) -> None:
    document = URIRef(NAMES.document("guide"))
    assert data.value(document, DCTERMS.title) == Literal("Führer")
    assert data.value(document, DCTERMS.issued) == Literal("2022", datatype=XSD.gYear, normalize=False)
    assert data.value(document, DCTERMS.language) == Literal("de")


def test_findings_and_disagreements_lead_to_their_claims(run, data) -> None:
    report = json.loads(run("check", "--as-of", "2026-11-22", "--format", "json").stdout)
    for one in report["findings"]:
        node = URIRef(NAMES.named("finding", one["id"]))
        refs = {str(ref) for ref in data.objects(node, PROV.wasDerivedFrom)}
        assert refs == {NAMES.claim(ref) for ref in one["claims"]}
        assert data.value(node, OWN.verdict) == Literal(one["verdict"])
    for one in report["disagreements"]:
        node = URIRef(NAMES.named("disagreement", one["id"]))
        positions = {
            (str(data.value(held, RDFS.label)), frozenset(map(str, data.objects(held, PROV.wasDerivedFrom))))
            for held in data.objects(node, OWN.position)
        }
        assert positions == {
            (position["value"], frozenset(map(NAMES.claim, position["claims"]))) for position in one["positions"]
        }
    assert report["disagreements"]


def test_a_ruling_is_told_with_who_ruled(run) -> None:
    report = json.loads(run("check", "--as-of", "2026-11-22", "--format", "json").stdout)
    one = next(entry["id"] for entry in report["disagreements"] if entry["severity"] == "error")
    run("decide", one, "--wrong", "A", "--reviewer", "ann", "--reason", "measured", "--as-of", "2026-11-22")
    text = run("export", "turtle", "--as-of", "2026-11-22").stdout
    made = Graph().parse(data=text, format="turtle")
    node = URIRef(Names().named("decision", one))
    assert (made.value(node, OWN.verdict), made.value(node, RDFS.comment)) == (Literal("wrong"), Literal("measured"))
    assert made.value(made.value(node, PROV.wasAttributedTo), RDFS.label) == Literal("ann")


@pytest.mark.parametrize("form", ["turtle", "json-ld", "shacl"])
def test_no_order_of_hashes_is_seen(corpus, root: Path, form: str) -> None:
    """Python orders sets by hashes that differ from run to run."""
    command = [sys.executable, "-m", "checker", "export", form, "--as-of", "2026-11-22"]
    made = {
        subprocess.run(
            command,
            cwd=corpus.parent,
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(root)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(made) == 1


def test_hostile_words_stay_words(run, corpus) -> None:
    words = "x\" . <urn:a> <urn:b> <urn:c> . # \\u0022 </script> \\ ' \u202e"
    entry = {
        "id": "bad",
        "quote": words[:100],
        "subject": "lighthouse",
        "property": "height",
        "value": "42 m",
        "note": words,
    }
    about = {"id": "hostile", "title": words, "publisher": words, "published": "2021"}
    (corpus / "hostile.yaml").write_text(json.dumps({"document": about, "claims": [entry]}), "utf-8")
    for form, name in (("turtle", "turtle"), ("json-ld", "json-ld")):
        made = Graph().parse(data=run("export", form).stdout, format=name)
        assert (URIRef("urn:a"), None, None) not in made
        document = URIRef(Names().document("hostile"))
        assert made.value(document, DCTERMS.title) == Literal(words)
