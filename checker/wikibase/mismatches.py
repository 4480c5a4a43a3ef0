"""Mismatches for the Mismatch Finder: a statement, and what another source says instead.

Source: Mismatch Finder User Guide, "Creating a mismatches import file": all columns in this order, values of at most
1,500 characters, a file of at most 10 MB.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator

from checker.model.vocabulary import Vocabulary
from checker.report.csv import cell
from checker.wikibase.back import value_said
from checker.wikibase.corrections import Correction, Passed, address
from checker.wikibase.ids import Ids
from checker.wikibase.times import Time, plain_words

COLUMNS = (
    "item_id", "statement_guid", "property_id", "wikidata_value", "meta_wikidata_value", "external_value",
    "external_url",
)  # fmt: skip
LONGEST = 1500
FIGURE = re.compile(r"-[0-9][0-9.,]*( [^=+@|-]*)?")
"""What begins with a minus and is a figure; other cells that spreadsheets could run are made text."""


def mismatches(found: Iterable[Correction], vocabulary: Vocabulary, ids: Ids, passed: Passed) -> str:
    """The file of mismatches."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in found:
        rows = list(dict.fromkeys(_rows(one, vocabulary, ids)))
        if not rows:
            passed.add("statements against which no other document says what is right")
        writer.writerows(rows)
    return out.getvalue()


def _rows(one: Correction, vocabulary: Vocabulary, ids: Ids) -> Iterator[tuple[str, ...]]:
    wrong = one.wrong
    said, calendar = wrong.value, ""
    if vocabulary.properties[wrong.property].datatype == "date":
        value = value_said(wrong.value, "date", ids, wrong.because, wrong.note)
        if value and isinstance(value[0], Time):
            said, calendar = plain_words(value[0]), value[0].calendar
    for right in one.right:
        row = (one.item, wrong.id, wrong.property, said, calendar, right.value, address(right))
        yield tuple(text if FIGURE.fullmatch(text) else cell(text)[:LONGEST] for text in row)
