"""Rows of documents in other languages say the same in every engine: their values, their times and their faults."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checker.request import Request
from checker.run import examine
from checker.scale.engine import EngineName
from tests.readers.tables.conftest import FORMS, Row
from tests.scale.conftest import NOW, open_findings, screened_result

KINDS = ("state", "standing", "constant")
PROPERTIES = {
    **{kind: {"label": kind, "datatype": "quantity", "kind": kind, "unit": "m"} for kind in KINDS},
    "lit": {"label": "first lit", "datatype": "date", "kind": "event"},
    "service": {"label": "in service", "datatype": "interval", "kind": "event"},
}
LANGUAGES = {"de-one": "de", "ja-one": "ja", "fr-one": "fr", "us-one": "en", "silent": "", "es-one": "es-MX"}
SAME_DAY = {
    "de-one": "8. September 1951",
    "ja-one": "昭和26年9月8日",
    "fr-one": "le 8 septembre 1951",
    "us-one": "September 8, 1951",
    "silent": "1951-09-08",
    "es-one": "8 de septiembre de 1951",
}
OTHER_DAY = {"de-one": "9. September 1952", "ja-one": "昭和27年9月8日", "silent": "1952-09-08"}
SPANS = {"de-one": "1951 bis 1989", "fr-one": "de 1951 à 1989", "silent": "1951/1989"}


def rows() -> list[Row]:
    """Of each subject two documents, that agree on the day or do not, and on the value or do not."""
    found: list[Row] = []
    names = list(SAME_DAY)
    for number, first in enumerate(names):
        second = names[(number + 1) % len(names)]
        for kind in KINDS:
            for days in (SAME_DAY, OTHER_DAY):
                subject = f"{kind}-{number}-{days is SAME_DAY}"
                found.append(_row(first, subject, kind, "42 m", as_of=SAME_DAY[first]))
                found.append(_row(second, subject, kind, "45 m", as_of=days.get(second, "1952")))
        found.append(_row(first, f"lit-{number}", "lit", SAME_DAY[first]))
        found.append(_row(second, f"lit-{number}", "lit", OTHER_DAY.get(second, "1953")))
    for number, (name, span) in enumerate(SPANS.items()):
        found.append(_row(name, f"during-{number}", "state", "42 m", during=span))
        found.append(_row("us-one", f"during-{number}", "state", "45 m", as_of="1960"))
        found.append(_row(name, f"service-{number}", "service", span))
        found.append(_row("us-one", f"service-{number}", "service", "1951/1990"))
    found.append(_row("us-one", "wrong", "state", "42 m", as_of=SAME_DAY["de-one"]))
    found.append(_row("de-one", "right", "state", "42 m", as_of=SAME_DAY["de-one"]))
    return [{"id": f"r{number}", **row} for number, row in enumerate(found)]


def _row(document: str, subject: str, property: str, value: str, **times: str) -> Row:
    return {"document": document, "quote": value, "subject": subject, "property": property, "value": value, **times}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    claims = tmp_path_factory.mktemp("languages") / "claims"
    claims.mkdir()
    content = rows()
    entities = {str(row["subject"]): {"label": str(row["subject"])} for row in content}
    (claims / "vocabulary.yaml").write_text(json.dumps({"entities": entities, "properties": PROPERTIES}), "utf-8")
    heads = [
        {
            "id": name,
            "title": name,
            "publisher": name,
            "published": "2020-01-01",
            **({"language": code} if code else {}),
        }
        for name, code in LANGUAGES.items()
    ]
    (claims / "documents.jsonl").write_bytes(FORMS["jsonl"](heads))
    (claims / "rows.jsonl").write_bytes(FORMS["jsonl"](content))
    return claims


@pytest.mark.parametrize("engine", ["plain", "duckdb", "spark"])
def test_every_engine_reads_rows_in_the_language_of_their_document(
    engine: EngineName, root: Path, request: pytest.FixtureRequest
) -> None:
    if engine == "spark":
        request.getfixturevalue("spark")
    whole, screened = examine(Request(root, NOW)), screened_result(root, engine)
    (wrong,) = whole.faults
    assert (wrong.code, wrong.field.rpartition(".")[2]) == ("bad-date", "as_of")
    assert "'8. September 1951' is not a date" in wrong.message
    assert len(open_findings(whole)) > 20
    assert open_findings(screened) == open_findings(whole)
    assert screened.faults == whole.faults
