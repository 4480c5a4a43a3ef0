"""Time explains a conflict of several claims only where no two of them can speak of one time."""

from __future__ import annotations

import pytest

from checker.literals.boxes import normalise
from checker.model.finding import Conflict
from checker.readers.load import load
from checker.reasons.reconciler import Context
from checker.reasons.reconcilers import time


@pytest.mark.parametrize(
    ("times", "status"),
    [
        pytest.param(("2001", "2005", "2009"), "holds", id="three times"),
        pytest.param(("2001", "2009", "2009"), "unknown", id="two of them of one time"),
        pytest.param(("2001", "2009", "2009-05"), "unknown", id="two of them perhaps of one moment"),
        pytest.param(("2009", "2009", "2009"), "ruled-out", id="one time"),
    ],
)
def test_time_explains_what_no_two_claims_share(build, times: tuple[str, ...], status: str) -> None:
    staff = {"staff": {"label": "staff", "datatype": "quantity", "kind": "state"}}
    claims = [{"value": f"{number}23", "as_of": stated} for number, stated in enumerate(times, start=1)]
    corpus = load(build({"document": claims}, staff))
    boxes, _ = normalise(corpus.claims, corpus.vocabulary)
    conflict = Conflict("any-rule", boxes, "possible", "they part", "")
    assert time.explain(conflict, Context(corpus.vocabulary)).status == status
