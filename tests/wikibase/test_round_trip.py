"""A statement that both sides can say goes through import, claims and a command back to itself."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker.cli.main import main
from checker.model.decision import Decision
from checker.model.fault import Mark
from checker.readers.load import load
from checker.wikibase.corrections import Correction, Passed
from checker.wikibase.ids import Ids
from checker.wikibase.quickstatements import commands
from tests.wikibase.dumps import GREGORIAN, JULIAN, Json, item, quantity, snak, statement, time, written

RULED = Decision("", "wrong", "", "ann", "2026-11-22", (), Mark(""))


@st.composite
def times(draw: st.DrawFn, *, calendars: tuple[str, ...] = (GREGORIAN,), coarsest: int = 9) -> tuple[Json, str]:
    """A time, and what a command says of it."""
    precision = draw(st.integers(coarsest, 11))
    size = {8: 10, 7: 100, 6: 1000}.get(precision, 1)
    year = draw(st.integers(1, 9999 // size)) * size if size > 1 else draw(st.integers(-9999, 9999).filter(bool))
    month = draw(st.integers(1, 12)) if precision >= 10 else 0
    day = draw(st.integers(1, 28)) if precision == 11 else 0
    calendar = draw(st.sampled_from(calendars))
    stamp = f"{'+' if year > 0 else '-'}{abs(year):04d}-{month:02d}-{day:02d}"
    return time(stamp, precision, calendar), f"{stamp}T00:00:00Z/{precision}{'/J' if calendar == JULIAN else ''}"


@st.composite
def quantities(draw: st.DrawFn) -> tuple[Json, str]:
    amount = draw(st.decimals(-(10**9), 10**9, places=2) | st.integers(0, 10**20).map(Decimal))
    unit = draw(st.sampled_from(("", "Q25267", "Q4917", "Q987")))
    behind = unit.replace("Q", "U")
    if draw(st.booleans()):
        return quantity(f"{amount:+f}", unit), f"{amount:f}{behind}"
    below, above = (draw(st.decimals(0, 100, places=2)) for _ in range(2))
    value = quantity(f"{amount:+f}", unit, f"{amount - below:+f}", f"{amount + above:+f}")
    bounds = (
        "~0"
        if not above and not below
        else f"~{above:f}"
        if above == below
        else f"[{amount - below:f},{amount + above:f}]"
    )
    return value, f"{amount:f}{bounds}{behind}"


WORDS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=40)
TEXTS = WORDS.filter(lambda text: text.strip() and not any(mark in text for mark in ("||", "/*", "*/")))
ITEMS = st.integers(1, 10**6).map("Q{}".format)


@st.composite
def statements(draw: st.DrawFn, name: str) -> tuple[Json, list[str]]:
    """A statement of a property of its own, and its command without the source."""
    sort = draw(st.sampled_from(("time", "quantity", "item", "text", "monolingual")))
    match sort:
        case "time":
            value, words = draw(times(calendars=(GREGORIAN, JULIAN), coarsest=6))
        case "quantity":
            value, words = draw(quantities())
        case "item":
            value = words = draw(ITEMS)
        case "text":
            value = draw(TEXTS)
            words = f'"{value}"'
        case _:
            code, text = draw(st.sampled_from(("de", "en-gb", "zh-min-nan"))), draw(TEXTS)
            value, words = {"text": text, "language": code}, f'{code}:"{text}"'
    datatype = {"text": "string"}.get(sort, "")
    qualifiers: list[Json] = []
    command = [words]
    match draw(st.sampled_from(("", "point", "stretch"))):
        case "point":
            when, said = draw(times(coarsest=7))
            qualifiers.append(snak("P585", when))
            command += ["P585", said]
        case "stretch":
            start, said = draw(times())
            qualifiers.append(snak("P580", start))
            command += ["P580", said, "P582"]
            end = draw(st.sampled_from(("somevalue", "novalue")) | times())
            qualifiers.append(snak("P582", end if isinstance(end, str) else end[0], "time"))
            command.append(end if isinstance(end, str) else end[1])
    for qualifier in ("P459", "P518", "P642"):
        if draw(st.booleans()):
            value_of = draw(ITEMS)
            qualifiers.append(snak(qualifier, value_of))
            command += [qualifier, value_of]
    return statement(snak(name, value, datatype), *qualifiers), command


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(data=st.data())
def test_a_statement_comes_back_as_it_was(tmp_path: Path, data: st.DataObject) -> None:
    made = [data.draw(statements(f"P{9000 + number}")) for number in range(8)]
    dump = written(tmp_path / "d.json", [item("Q1", *(one for one, _ in made))])
    done = CliRunner().invoke(main, ["import", str(dump), "--output", str(tmp_path / "claims")])
    assert (done.exit_code, "left out" in done.stderr) == (0, False), done.output
    corpus = load(tmp_path / "claims")
    assert corpus.faults == ()
    claims: dict[str, Any] = {claim.property: claim for claim in corpus.claims}
    for number, (_, expected) in enumerate(made):
        claim = claims[f"P{9000 + number}"]
        passed = Passed()
        text = commands([Correction(claim, (claim,), False, RULED)], corpus.vocabulary, Ids(), passed)
        assert passed.counts == {}
        assert text.split("\n")[0].split("\t") == ["Q1", f"P{9000 + number}", *expected]
