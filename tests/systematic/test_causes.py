"""One cause behind many conflicts of two sources is told once, by its name; what has none stays as it is."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import Any

import pytest
from click.testing import CliRunner

import checker
from checker.cli.main import main
from checker.model.disagreement import Disagreement
from checker.systematic.registry import CAUSES

Figures = list[float]
NOW = "2026-01-01"
RULE = "systematic-difference"
ROWS = 30


def tables(
    sources: dict[str, Sequence[Any]],
    unit: str = "",
    years: dict[str, int] | None = None,
    wholes: dict[str, Any] | None = None,
    **prop: Any,
) -> dict[str, Any]:
    """One table of each source, a row for each thing; `unit` is written behind each figure. `wholes` are figures of
    regions of ten rows, which each source has.
    """
    declared = {"label": "size", "datatype": "quantity", "kind": "constant", **({"unit": unit} if unit else {}), **prop}
    rows = max(map(len, sources.values()))
    entities: dict[str, Any] = {
        f"t{row}": {"label": f"thing {row}", "part_of": [f"r{row // 10}"]} for row in range(rows)
    }
    entities |= {f"r{region}": {"label": f"region {region}"} for region in range(-(-rows // 10))}
    files: dict[str, Any] = {"vocabulary": {"entities": entities, "properties": {"size": declared}}}
    for name, figures in sources.items():
        said = {f"t{row}": figure for row, figure in enumerate(figures)} | (wholes or {})
        claims = [
            {
                "id": subject, "quote": "a row", "because": "a cell of a table", "subject": subject, "property": "size",
                "value": figure if isinstance(figure, str) else f"{figure} {unit}".strip(),
            }
            for subject, figure in said.items()
        ]  # fmt: skip
        published = f"{(years or {}).get(name, 2020)}-05-01"
        document = {"id": name, "title": f"{name} list", "publisher": name.title(), "published": published}
        files[name] = {"document": {**document, "language": "en"}, "claims": claims}
    return files


def causes(files: dict[str, Any]) -> list[Disagreement]:
    result = checker.check(files, as_of=NOW)
    assert not result.faults, result.faults[:2]
    return [one for one in result.disagreements if one.witness.rule == RULE]


def sizes(low: int = 1_001, high: int = 900_000, rows: int = ROWS) -> list[int]:
    random = Random(7)
    return [random.randrange(low, high) | 1 for _ in range(rows)]


def slip(figures: list[int], factor: int, every: int) -> list[int]:
    return [figure if row % every else figure * factor for row, figure in enumerate(figures)]


SIZES, EXACT = sizes(), {"exact": True}
HEIGHTS = sizes(400, 5000)
DAYS = [f"19{10 + row}-03-0{1 + row % 8}" for row in range(ROWS)]
NEXT_DAYS = [f"19{10 + row}-03-0{2 + row % 8}" for row in range(ROWS)]
REGIONS = {f"r{region}": sum(SIZES[region * 10 : region * 10 + 10]) for region in range(3)}

TIMES_A_THOUSAND = [n * 1000 for n in SIZES]
SHARES = {"a": [n / 10 for n in range(101, 131)], "b": [n / 1000 for n in range(101, 131)]}
DEGREES = [10 * n + n % 9 for n in range(ROWS)]
KELVIN = {"a": [f"{n / 10} °C" for n in DEGREES], "b": [f"{(10 * n + 27315) / 100:.2f} °C" for n in DEGREES]}
CELSIUS = [n / 10 for n in DEGREES]
FAHRENHEIT = {"a": [f"{c} °C" for c in CELSIUS], "b": [f"{c * 1.8 + 32:.2f} °C" for c in CELSIUS]}
BY_273 = {"a": [f"{c:.2f} °C" for c in CELSIUS], "b": [f"{c + 0.15:.2f} °C" for c in CELSIUS]}
HARDLY_TIMES = {"a": SIZES, "b": [n + n // 3000 for n in SIZES]}
HARDLY = {"a": SIZES, "b": [n + 1 + n * (row * 7 % ROWS) // 50_000 for row, n in enumerate(SIZES)]}
HOURS = {"a": [n % 900 + 40 for n in SIZES], "b": [round((n % 900 + 40) / 60, 1) for n in SIZES]}
MONTHLY = {"a": HEIGHTS, "b": [round(n / 12) for n in HEIGHTS]}
DENSE = {"a": HEIGHTS, "b": [round(n * 2.589988) for n in HEIGHTS]}
BALANCES = {"a": [-n for n in SIZES], "b": [n % 40 + n // 50 - n for n in SIZES]}
MORE = {"a": SIZES, "b": [f"{n + 273.15:.2f}" for n in SIZES]}
MORE_32 = {"a": SIZES, "b": [n + 32 for n in SIZES]}
FEET = [f"{n} ft" for n in HEIGHTS]
SOME_FEET = [f"{n} {'m' if row % 4 else 'ft'}" for row, n in enumerate(HEIGHTS)]
GAPS = [n if row % 3 else 0 for row, n in enumerate(SIZES)]
COUNTED_LATER = {"a": SIZES, "b": [n + 3 + n // 50 for n in SIZES]}
A_WHOLE = [REGIONS["r0"]] * 10 + SIZES[10:]

PLANTED: list[tuple[str, dict[str, Any], str]] = [
    (
        "thousands for ones",
        tables({"a": SIZES, "b": TIMES_A_THOUSAND}, **EXACT),
        "B gives 1,000 times the figures of A",
    ),
    ("thousands in a few rows", tables({"a": SIZES, "b": slip(SIZES, 1000, 4)}, **EXACT), "1,000 times"),
    (
        "hours for minutes, rounded",
        tables(HOURS, "minute", **EXACT),
        "the factor between second and minute, or between hour and minute",
    ),
    (
        "a month's for a year's",
        tables(MONTHLY, "EUR/year"),
        "A gives 12 times the figures of B, the factor between EUR/month",
    ),
    (
        "per square mile for per km²",
        tables(DENSE, "people/km²", kind="state"),
        "the factor between people/mi² and people/km²",
    ),
    ("feet labelled as metres", tables({"a": HEIGHTS, "b": FEET}, "m"), "the factor between ft and m"),
    ("metres labelled as feet in a few rows", tables({"a": HEIGHTS, "b": SOME_FEET}, "m"), "between ft and m"),
    ("shares for percentages", tables(SHARES, "%"), "A gives 100 times the figures of B"),
    ("another money", tables({"a": SIZES, "b": [round(n * 1.3742) for n in SIZES]}, "USD"), "B gives 1.3742 times"),
    ("kelvin for °C", tables(KELVIN, "°C"), "the zeros of kelvin and °C"),
    ("°F that are called °C", tables(FAHRENHEIT, "°C"), "B gives in °F the figures of A"),
    ("273 for 273.15", tables(BY_273, "°C"), "B gives 0.15 °C more than A, as lies between 273 and 273.15"),
    (
        "an offset as that of kelvin, of no temperature",
        tables(MORE, **EXACT),
        "B gives 273.15 more than A (30 figures)",
    ),
    ("an offset as that of °F, of no temperature", tables(MORE_32, **EXACT), "B gives 32 more than A (30 figures)"),
    ("a third", tables({"a": [n * 3 for n in SIZES], "b": SIZES}, **EXACT), "A gives 3 times the figures of B"),
    (
        "1.5 times",
        tables({"a": SIZES, "b": [n * 3 // 2 for n in SIZES]}, **EXACT),
        "B gives 1.5 times the figures of A",
    ),
    ("hardly another multiple", tables(HARDLY_TIMES, **EXACT), "B gives ≈1.00033 times the figures of A"),
    ("hardly more", tables(HARDLY, **EXACT), "B gives more than A, by 0.029 % in the middle"),
    ("balances below zero", tables(BALANCES, **EXACT), "B gives more than A, by 2 % in the middle"),
    (
        "dates a day late",
        tables({"a": DAYS, "b": NEXT_DAYS}, datatype="date", kind="event"),
        "B gives dates 1 day later",
    ),
    ("rounded without a word", tables({"a": SIZES, "b": [round(n, -3) for n in SIZES]}, **EXACT), "B rounds to 1,000"),
    ("zero for missing", tables({"a": SIZES, "b": GAPS}, **EXACT), "B gives 0 again and again for"),
    ("counted later", tables(COUNTED_LATER, years={"a": 2020, "b": 2022}, **EXACT), "was it counted later?"),
    ("a total in each row", tables({"a": SIZES, "b": A_WHOLE}, wholes=REGIONS, **EXACT), "B repeats the figure of"),
]


@pytest.mark.parametrize("files, words", [case[1:] for case in PLANTED], ids=[case[0] for case in PLANTED])
def test_a_cause_is_told_once_by_its_name(files: dict[str, Any], words: str) -> None:
    (one,) = causes(files)
    assert words in one.title
    assert one.verdict in ("contradiction", "tension")
    assert [position.independent for position in one.positions] == [1, 1]
    result = checker.check(files, as_of=NOW)
    assert len(result.open) == 1, "its members leave the list"
    assert one.conflicts >= 7
    assert one.complete == (one.conflicts <= 20)


def test_every_cause_of_the_folder_is_planted_here() -> None:
    told = {one.question.name.split()[3] for _, files, _ in PLANTED for one in causes(files)}
    assert told | {"shifted-period"} == {cause.id for cause in CAUSES}


PARTS = [10] * 10 + SIZES[10:]
ONE_SIDED = [
    ("a figure against one figure", {"a": [60] * ROWS, "b": [0] * ROWS}),
    ("a figure against two in turn", {"a": [60, 70] * 15, "b": [0] * ROWS}),
    ("the sum of equal parts", {"a": PARTS, "b": [100] * 10 + SIZES[10:]}),
]


@pytest.mark.parametrize("said", [case[1] for case in ONE_SIDED], ids=[case[0] for case in ONE_SIDED])
def test_a_figure_that_stands_again_and_again_is_a_cause_only_where_the_other_source_has_different_ones(said) -> None:
    assert causes(tables(said, **EXACT)) == []


def test_a_part_below_one_is_a_fraction_only_where_it_is_whole() -> None:
    told = {}
    for factor in (3, 7, 1000, 2, 2.5, 1.3742):
        three = {"a": [round(n * factor) for n in SIZES], "b": SIZES, "c": [round(n * factor) for n in SIZES]}
        (one,) = causes(tables(three, **EXACT))
        told[factor] = one.title.partition("B gives ")[2].partition(" the figures")[0]
    assert told == {
        3: "1/3 of",
        7: "1/7 of",
        1000: "1/1,000 of",
        2: "0.5 times",
        2.5: "0.4 times",
        1.3742: "≈0.7277 times",
    }


def test_less_is_a_part_of_what_the_others_give() -> None:
    (one,) = causes(tables({"a": SIZES, "b": [n * 9 // 10 - n % (n // 20) for n in SIZES], "c": SIZES}, **EXACT))
    assert "B gives less than A and C, by 1" in one.title


@pytest.mark.parametrize(
    ("filler", "words"),
    [
        (0, "; is it missing there?"),
        (9, "; is it missing there?"),
        (999_999_999, "; is it missing there?"),
        (800_000, "; is it missing there?"),
        (60_000_000, "; is it the whole?"),
    ],
)
def test_a_filler_may_be_the_whole_where_it_is_as_large_as_what_it_stands_for(filler: int, words: str) -> None:
    (one,) = causes(tables({"a": SIZES, "b": [n if row % 3 else filler for row, n in enumerate(SIZES)]}, **EXACT))
    assert words in one.title


def test_figures_of_the_year_before() -> None:
    random = Random(3)
    years = [str(2000 + row) for row in range(14)]
    series = {town: [random.randrange(10_000, 90_000) | 1 for _ in years] for town in ("x", "y")}
    files: dict[str, Any] = {
        "vocabulary": {
            "entities": {town: {"label": town} for town in series},
            "properties": {"people": {"label": "people", "datatype": "quantity", "kind": "state", "exact": True}},
        }
    }
    for name, back in (("a", 0), ("b", 1)):
        claims = [
            {"id": f"{town}{year}", "quote": "a row", "because": "a cell of a table", "subject": town,
             "property": "people", "as_of": year, "value": str(figures[place - back])}
            for town, figures in series.items() for place, year in enumerate(years) if place >= back
        ]  # fmt: skip
        document = {"id": name, "title": name, "publisher": name.upper(), "published": "2020-01-01"}
        files[name] = {"document": document, "claims": claims}
    (one,) = causes(files)
    assert "B gives for each year the figures of the previous year of A" in one.title


Change = Callable[[list[int]], Sequence[float]]
INNOCENT: list[tuple[str, Change, dict[str, Any]]] = [
    ("every figure is another", lambda _: sizes(1_001, 800_000)[::-1], EXACT),
    ("they scatter to both sides", lambda figures: [n + Random(n).randrange(-n // 20, n // 20) for n in figures], {}),
    ("four slips", lambda figures: [n * 1000 if row < 4 else n for row, n in enumerate(figures)], EXACT),
    (
        "small figures, of which one stands somewhat often",
        lambda _: [8] * 6 + [5 + row % 13 for row in range(24)],
        EXACT,
    ),
    ("nothing differs", lambda figures: figures, EXACT),
]


@pytest.mark.parametrize("change, prop", [case[1:] for case in INNOCENT], ids=[case[0] for case in INNOCENT])
def test_nothing_is_told_where_there_is_no_cause(change: Change, prop: dict[str, Any]) -> None:
    assert causes(tables({"a": SIZES, "b": change(SIZES)}, **prop)) == []


DEALT = [case[:2] for case in PLANTED]


@pytest.mark.parametrize("label, files", DEALT, ids=[case[0] for case in DEALT])
def test_figures_dealt_out_anew_have_no_cause(label: str, files: dict[str, Any]) -> None:
    values = [claim["value"] for claim in files["b"]["claims"]]
    Random(label).shuffle(values)
    dealt = [{**claim, "value": value} for claim, value in zip(files["b"]["claims"], values, strict=True)]
    assert causes({**files, "b": {**files["b"], "claims": dealt}}) == []


def test_one_oddity_against_several_sources_is_one_and_the_odd_source_is_named() -> None:
    (one,) = causes(tables({"a": HEIGHTS, "b": [f"{n} ft" for n in HEIGHTS], "c": HEIGHTS}, "m"))
    assert "B gives 0.3048 times the figures of A and C" in one.title
    assert {position.value: position.independent for position in one.positions} == {
        "the figures of A and C": 2,
        "0.3048 times the other figures": 1,
    }
    assert one.repairs[0][0].value == "0.3048 times the other figures", "the fewest sources first"


def test_what_has_another_cause_stays_and_is_shown_as_an_exception() -> None:
    others = [n * 1000 if row else n + 40 for row, n in enumerate(SIZES)]
    files = tables({"a": SIZES, "b": others}, **EXACT)
    result = checker.check(files, as_of=NOW)
    cause, single = result.open
    assert cause.witness.rule == RULE
    assert single.question.name == "t0.size"
    assert any(step.startswith("not so: thing 0") for step in cause.witness.steps)
    assert "29 conflicts, of 30 of the same sources" in cause.witness.why
    assert not {f.id for f in cause.findings} & {f.id for f in single.findings}


def test_the_report_for_people_shows_a_cause_first_and_under_its_property(tmp_path: Path) -> None:
    said = {"a": SIZES, "b": [7, *TIMES_A_THOUSAND[1:]], "c": slip(SIZES, 7, 5)}
    for name, content in tables(said, label="width", **EXACT).items():
        (tmp_path / f"{name}.yaml").write_text(json.dumps(content), "utf-8")
    done = CliRunner().invoke(main, ["check", str(tmp_path), "--as-of", NOW, "--format", "markdown"])
    told = [line for line in done.stdout.splitlines() if line.startswith(("#", "**"))]
    assert told[1:6] == [
        "## Contradictions (3)",
        "### width",
        "**width: B gives 1,000 times the figures of A and C (29 figures)**  ",
        "**width: C gives 7 times the figures of A (6 figures)**  ",
        "### thing 0",
    ]


def test_exceptions_are_what_no_cause_accounts_for() -> None:
    said = [n * 1000 if row % 2 else n + 40 if row == 8 else 0 for row, n in enumerate(SIZES)]
    multiple, filler = causes(tables({"a": SIZES, "b": said}, **EXACT))
    assert multiple.witness.why == (
        "one cause accounts for 15 conflicts, of 30 of the same sources on it; other causes account for 14"
    )
    for one in (multiple, filler):
        exceptions = [step for step in one.witness.steps if step.startswith("not so: ")]
        assert exceptions == [f"not so: thing 8 · size: {SIZES[8] + 40} against {SIZES[8]}"]


def test_a_policy_that_ignores_the_rule_lists_each_question() -> None:
    files = tables({"a": SIZES, "b": [n * 1000 for n in SIZES]}, **EXACT)
    assert len(checker.check(files, as_of=NOW, policy=checker.Policy(ignore=(RULE,))).open) == ROWS


def test_a_part_of_the_corpus_tells_the_cause_whole(tmp_path: Path) -> None:
    for name, content in tables({"a": SIZES, "b": TIMES_A_THOUSAND}, **EXACT).items():
        (tmp_path / f"{name}.yaml").write_text(json.dumps(content), "utf-8")
    result = checker.check(tmp_path / "b.yaml", as_of=NOW)
    (one,) = result.open
    assert one.witness.rule == RULE
    assert one.witness.id in {finding.id for finding in result.findings}


def test_a_claim_that_allows_its_conflict_keeps_its_question() -> None:
    files = tables({"a": SIZES, "b": [n * 1000 for n in SIZES]}, **EXACT)
    files["b"]["claims"][0]["allow"] = [{"rule": "value-conflict", "because": "counted in thousands on purpose"}]
    result = checker.check(files, as_of=NOW)
    assert [one.conflicts for one in result.open] == [ROWS - 1]
    assert [one.question.name for one in result.disagreements if one.settled] == ["t0.size"]


def test_a_table_of_an_election_with_a_copy_a_later_count_and_a_slip_of_scope(tmp_path: Path) -> None:
    """Three publishers, 300 counties, two candidates: some 500 questions part, and three causes are told."""
    random = Random(11)
    counties, sides = 300, ("reed", "stone")
    counted = {(row, side): int(10 ** random.uniform(2.3, 5.5)) for row in range(counties) for side in sides}
    slip = {(row, side): sum(counted[other, side] for other in range(60)) for row in range(29) for side in sides}
    alpha = counted | slip
    beta = alpha | {key: alpha[key] + 40_000 for key in random.sample(sorted(alpha), 4)}
    gamma = {
        key: n + max(1, int(n * random.uniform(0.001, 0.03))) if random.random() < 0.6 else n
        for key, n in counted.items()
    }
    entities = {f"county-{row}": {"label": f"county {row}"} for row in range(counties)}
    entities |= {side: {"label": side.title()} for side in sides}
    votes = {"label": "votes", "datatype": "quantity", "kind": "constant", "exact": True}
    vocabulary = {"entities": entities, "scopes": {"candidate": "candidate"}, "properties": {"votes": votes}}
    (tmp_path / "vocabulary.yaml").write_text(json.dumps(vocabulary), "utf-8")
    published = {"alpha": "2020-11-05", "beta": "2020-11-10", "gamma": "2020-12-20"}
    documents = [f"{name},{name} table,{name.title()},{day}" for name, day in published.items()]
    (tmp_path / "documents.csv").write_text("\n".join(["id,title,publisher,published", *documents]) + "\n", "utf-8")
    head = "document,id,quote,subject,property,scope.candidate,value"
    for name, figures in {"alpha": alpha, "beta": beta, "gamma": gamma}.items():
        rows = [f"{name},{row}{side},{n},county-{row},votes,{side},{n}" for (row, side), n in figures.items()]
        (tmp_path / f"{name}.csv").write_text("\n".join([head, *rows]) + "\n", "utf-8")
    result = checker.check(tmp_path, as_of=NOW)
    assert not result.faults, result.faults[:2]
    later, slipped, *others = result.open
    assert "Gamma gives more than Alpha and Beta" in later.title
    assert "was it counted later?" in later.title
    assert "Alpha and Beta give " in slipped.title
    assert "is it the whole? (116 figures)" in slipped.title
    assert [one.witness.rule for one in others] == ["value-conflict"] * 4, "what Beta made its own"


def test_the_order_of_files_and_rows_changes_nothing() -> None:
    files = tables({"a": SIZES, "b": slip(SIZES, 1000, 3), "c": SIZES}, **EXACT)
    turned = {name: files[name] for name in reversed(files)}
    for name in ("a", "b", "c"):
        turned[name] = {**files[name], "claims": files[name]["claims"][::-1]}
    (one,), (other,) = causes(files), causes(turned)
    assert (one.id, one.title, one.fingerprint) == (other.id, other.title, other.fingerprint)
    assert one.conflicts == other.conflicts
