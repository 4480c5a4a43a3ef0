"""Constraints and relations that tie claims of several keys together find the same among large tables."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from checker.model.result import Result
from checker.request import Request
from checker.run import examine
from checker.scale import groups
from tests.conftest import quote_of
from tests.readers.tables.conftest import FORMS, Row
from tests.scale.conftest import NOW, OPEN, open_findings, screened_result

RANKED = 3
"""Things of one type: whatever ranks among them is held against every other."""
EXEMPT = [{"subject": "thing-1", "because": "it is known"}, {"subject": "thing-3", "because": "it is known"}]


def bound(rule: str, **parameters: Any) -> dict[str, Any]:
    return {"rule": rule, "because": "it is so", **parameters}


def named(datatype: str, kind: str = "state", *constraints: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    return {"label": "it", "datatype": datatype, "kind": kind, "constraints": list(constraints), **more}


WORLDS: dict[str, dict[str, dict[str, Any]]] = {
    "single values": {
        "seat": named("text", "state", bound("single-value", separators=["definition"]), values="many"),
        "height": named("quantity", "constant", bound("single-best-value", exceptions=EXEMPT), values="many", unit="m"),
        "stay": named("interval", "event", bound("single-value", exceptions=EXEMPT), values="many"),
        "home": named("entity", "state", bound("single-value"), values="many"),
    },
    "several values": {
        "border": named("entity", "constant", bound("several-values", exceptions=EXEMPT), values="many"),
        "colour": named("text", "state", bound("several-values"), values="many"),
        "depth": named("quantity", "constant", bound("several-values"), values="many", unit="m"),
    },
    "distinct values": {
        "serial": named("text", "state", bound("distinct-values", separators=["place"], exceptions=EXEMPT)),
        "lot": named("quantity", "constant", bound("distinct-values")),
        "mint": named("date", "event", bound("distinct-values")),
        "berth": named("entity", "state", bound("distinct-values")),
    },
    "ways back": {
        "border": named("entity", "constant", bound("symmetric", exceptions=EXEMPT), values="many"),
        "spouse": named("entity", "state", bound("symmetric")),
        "capital": named("entity", "state", bound("inverse", property="capital-of")),
        "capital-of": named("entity", "state"),
        "part": named("entity", "constant", bound("inverse", property="holder"), values="many"),
        "holder": named("entity", "constant", values="many"),
    },
    "what must go together and what must not": {
        "strength": named("quantity", "state", bound("conflicts-with", property="status", values=["shut", "lost"])),
        "status": named("text", "state", bound("requires-claim", property="strength")),
        "closed": named(
            "date", "event", bound("requires-claim", property="status", values=["shut"], exceptions=EXEMPT)
        ),
        "berth": named("entity", "state", bound("conflicts-with", property="home", values=["thing-1", "land"])),
        "home": named("entity", "state", bound("value-requires-claim", property="strength")),
    },
    "differences": {
        "closed": named("date", "event", bound("difference-within-range", property="opened", max="40 years")),
        "opened": named("date", "event"),
        "gross": named("quantity", "state", bound("difference-within-range", property="net", min="0"), unit="m"),
        "net": named("quantity", "state", unit="m"),
    },
    "order": {
        "opened": named("date", "event"),
        "grown": named("date", "event", after=["opened"]),
        "closed": named("date", "event", after=["grown"]),
        "stay": named("interval", "event", start="moved-in", lasts="length", values="one"),
        "moved-in": named("date", "event", after=["opened"]),
        "length": named("quantity", "constant", unit="year"),
        "visit": named("date", "event", within="stay"),
    },
    "lengths alone": {
        "life": named("interval", "event", start="born", end="died", lasts="age"),
        "born": named("date", "event"),
        "died": named("date", "event"),
        "age": named("quantity", "constant", unit="year"),
    },
    "parts": {
        "staff": named("quantity", "state", adds_over=["place"]),
        "area": named("quantity", "constant", adds_over=["place", "sort"], unit="m"),
        "gain": named("quantity", "constant", adds_over=["place"]),
    },
    "one way only": {
        "deaths": named("quantity", "state", bound("never-falls", exceptions=EXEMPT)),
        "stock": named("quantity", "standing", bound("never-rises"), unit="m"),
        "due": named("date", "state", bound("never-falls", severity="normal")),
    },
    "values that are never left": {
        "status": named("text", "state", bound("final-value", values=["shut", "lost"])),
        "home": named("entity", "state", bound("final-value", values=["south", "thing-1"])),
    },
    "how many": {
        "border": named("entity", "constant", bound("value-count", max="2", exceptions=EXEMPT), values="many"),
        "depth": named("quantity", "state", bound("value-count", max="1"), values="many", unit="m"),
        "stay": named("interval", "event", bound("claim-count", min="2")),
        "motto": named("text", "state", bound("claim-count", min="3", of="publishers")),
    },
    "sums of each of a type": {
        "profit": named("quantity", "state", unit="m"),
        "revenue": named("quantity", "constant", unit="m"),
        "cost": named("quantity", "state", unit="m"),
    },
    "sums of each through others of each": {
        "profit": named("quantity", "constant", unit="m"),
        "revenue": named("quantity", "constant", unit="m"),
        "cost": named("quantity", "constant", unit="m"),
        "wages": named("quantity", "constant", unit="m"),
        "bought": named("date", "event"),
        "sold": named("date", "event"),
    },
    "orders of each in a chain": {
        "first": named("quantity", "constant", unit="m"),
        "second": named("quantity", "constant", unit="m"),
        "third": named("quantity", "state", unit="m"),
        "fourth": named("quantity", "constant", unit="m"),
    },
    "a limit that one thing has and each keeps": {
        "speed": named("quantity", "constant", unit="m"),
        "limit": named("quantity", "constant", unit="m"),
    },
    "an order between two scopes": {
        "crew": named("quantity", "constant"),
        "motto": named("text", "constant"),
    },
    "an order of each place": {
        "people": named("quantity", "state"),
        "men": named("quantity", "constant"),
    },
    "what has no screen": {
        "teacher": named("entity", "constant", bound("contemporary", lifetimes=["life"])),
        "life": named("interval", "event"),
        "area": named("quantity", "constant", adds_over=["place"], unit="m"),
        "place-of": named("rank", "constant", ranks="area"),
        "motto": named("text", "constant", bound("label-present", languages=["de"])),
    },
}
for _world in WORLDS.values():
    for _one in _world.values():
        if _one.get("values") == "one":
            del _one["values"]
        if not _one["constraints"]:
            del _one["constraints"]

OF_EACH = {
    "profit": [("profit = revenue - cost", "firm")],
    "wages": [("2 * wages <= cost + 10 m", "firm")],
    "bought": [("bought before sold", "firm")],
    "men": [("men is at most people", "place")],
    "fourth": [(f"{one} <= {next_}", "subject") for one, next_ in pairwise(("first", "second", "third", "fourth"))],
    "limit": [("speed <= thing-1.limit", "subject"), ("speed is at most 50 m", "subject")],
    "crew": [("crew[place=north] is at least crew[place=south]", "subject")],
}
"""What holds for each of a type or a scope dimension, where a world has the property."""

PLACES = ("", "", "land", "north", "south", "south-east", "south-west")
DATES = ("1950", "1951", "1951-03", "1951-03-04", "1952", "before 1951", "early 1950s", "1953", "1995", "2001")
SPANS = ("1950/1952", "1951-03-04/1955", "1952/..", "/1951", "1949/1994")
NUMBERS = ("10", "20", "30", "40", "10.5", "about 20", "over 25", "under 15", "5 to 15", "60", "-10", "12.25")
TIMES = ("2001", "2001-05", "2003", "2001-05-06/2002-03-04", "2002-01-01/..")


def value(chance: random.Random, prop: Mapping[str, Any], number: int) -> str:
    match prop["datatype"]:
        case "entity":
            return chance.choice(("land", "north", "south", *(f"thing-{chance.randrange(number)}" for _ in range(4))))
        case "text":
            return chance.choice(("shut", "lost", "open", "Open!", "closing"))
        case "date":
            return chance.choice(DATES)
        case "interval":
            return chance.choice(SPANS)
        case "rank":
            return chance.choice(("1st", "2nd", "largest", "3rd"))
    unit = {"m": "m", "year": "years"}.get(prop.get("unit", ""), "")
    return f"{chance.choice(('2', '3', '5', '44') if unit == 'years' else NUMBERS)} {unit}".strip()


def rows(chance: random.Random, world: Mapping[str, Mapping[str, Any]], number: int, most: int) -> Iterator[Row]:
    for subject in range(number):
        for _ in range(chance.randint(1, most)):
            name = chance.choice(sorted(world))
            row: dict[str, Any] = {
                "document": f"paper-{chance.randrange(4)}",
                "subject": f"thing-{subject}",
                "property": name,
                "value": value(chance, world[name], number),
            }
            scope = (
                {"place": chance.choice(PLACES)}
                if chance.random()
                < (0.9 if "adds_over" in world[name] or not {"men", "crew"}.isdisjoint(world) else 0.2)
                else {}
            )
            if "sort" in world[name].get("adds_over", ()) and chance.random() < 0.4:
                scope["sort"] = chance.choice(("land", "north"))
            if scope := {dimension: member for dimension, member in scope.items() if member}:
                row["scope"] = scope
            if chance.random() < 0.6:
                row[chance.choice(("as_of", "during"))] = chance.choice(TIMES)
            if chance.random() < 0.05:
                row["denies"] = True
            if chance.random() < 0.05:
                row["rank"] = "deprecated"
            if chance.random() < 0.1:
                row["definition"] = chance.choice(("gross", "net"))
            yield {"quote": quote_of(row), **row}


def corpus(
    root: Path,
    chance: random.Random,
    world: Mapping[str, Mapping[str, Any]],
    number: int,
    most: int = 6,
    form: str = "parquet",
) -> Path:
    root.mkdir(parents=True)
    entities: dict[str, Any] = {
        "land": {"label": "Land"},
        "north": {"label": "North", "part_of": "land"},
        "south": {"label": "South", "part_of": "land"},
        "south-east": {"label": "South East", "part_of": "south"},
        "south-west": {"label": "South West", "part_of": "south"},
        "mill": {"label": "mill"},
    }
    entities |= {
        f"thing-{n}": {"label": f"thing {n}"} | ({"type": "mill"} if n < RANKED else {}) for n in range(number)
    }
    if "profit" in world:
        entities = {n: {**e, "type": "firm"} if n.startswith("thing") else e for n, e in entities.items()}
    entities["thing-2"] = entities["thing-2"] | {"part_of": "thing-1"}
    words: dict[str, Any] = {"entities": entities, "properties": world, "scopes": {"place": "place", "sort": "sort"}}
    if "opened" in world:
        words["relations"] = [{"relation": "thing-4.opened = thing-5.opened", "because": "they were opened as one"}]
    if "area" in world:
        words["relations"] = [{"relation": "thing-4.area = thing-5.area", "because": "they are of one size"}]
    words.setdefault("relations", []).extend(
        {"relation": text, "for_each": each, "because": "it is so"}
        for name, lines in OF_EACH.items()
        for text, each in lines
        if name in world
    )
    (root / "vocabulary.yaml").write_text(json.dumps(words), "utf-8")
    heads = [{"id": f"paper-{n}", "title": "T", "publisher": f"P{n}", "published": f"{2000 + n}"} for n in range(4)]
    found = [{**row, "id": f"c{place}"} for place, row in enumerate(rows(chance, world, number, most))]
    chance.shuffle(found)
    own = heads.pop()
    stated = [
        {key: cell for key, cell in row.items() if key != "document"} for row in found if row["document"] == "paper-3"
    ]
    (root / "paper-3.yaml").write_text(json.dumps({"document": own, "claims": stated}), "utf-8")
    (root / f"documents.{form}").write_bytes(FORMS[form](heads))
    rest = [row for row in found if row["document"] != "paper-3"]
    for part in range(2):
        (root / f"rows-{part}.{form}").write_bytes(FORMS[form](rest[part::2]))
    return root


def faults(result: Result) -> list[tuple[str, str, str]]:
    return sorted((fault.code, fault.field, fault.message) for fault in result.faults)


@pytest.mark.parametrize("world", WORLDS.values(), ids=list(WORLDS))
@pytest.mark.parametrize("number", [4, 40])
def test_open_findings_are_the_same_as_without_a_screen(
    world: Mapping[str, Mapping[str, Any]], number: int, chance: random.Random, tmp_path: Path
) -> None:
    open_ones = 0
    for turn in range(4):
        root = corpus(tmp_path / f"{turn}" / "claims", chance, world, max(number, 6))
        whole, screened = examine(Request(root, NOW)), screened_result(root)
        assert open_findings(screened) == open_findings(whole)
        assert faults(screened) == faults(whole)
        assert not screened.of("unchecked") or whole.of("unchecked")
        open_ones += len(open_findings(whole))
    assert open_ones > 4


# --- many claims of which few break anything

SOUND: dict[str, dict[str, Any]] = {
    "opened": named("date", "event"),
    "closed": named("date", "event", bound("requires-claim", property="opened"), after=["opened"]),
    "gross": named(
        "quantity",
        "state",
        bound("difference-within-range", property="net", min="0"),
        bound("never-falls"),
        bound("claim-count", min="3"),
        unit="t",
    ),
    "net": named("quantity", "state", unit="t"),
    "lost": named("quantity", "state", unit="t"),
    "left": named("quantity", "state", bound("never-rises"), unit="t"),
    "status": named("text", "state", bound("final-value", values=["shut"])),
    "staff": named("quantity", "state", adds_over=["place"]),
    "serial": named("text", "constant", bound("distinct-values")),
    "seat": named("text", "state", bound("single-value"), bound("value-count", max="1"), values="many"),
    "border": named("entity", "constant", bound("symmetric"), bound("several-values"), values="many"),
    "chief": named("entity", "state", bound("inverse", property="chief-of")),
    "chief-of": named("entity", "state", bound("conflicts-with", property="seat", values=["abroad"])),
    "builder": named("entity", "constant", bound("value-requires-claim", property="serial")),
    "stay": named("interval", "event", lasts="length"),
    "length": named("quantity", "constant", unit="year"),
}
for _one in SOUND.values():
    if not _one["constraints"]:
        del _one["constraints"]

LOST = {"relation": "lost = gross - net", "for_each": "subject", "because": "what is lost is in no net"}
YEARS = (2001, 2002, 2003)


def sound(number: int) -> Iterator[Row]:
    """Forty-one claims of each thing, in which nothing is wrong."""
    for n in range(number):
        thing, pair = f"thing-{n}", f"thing-{n ^ 1}"

        def said(name: str, value: str, thing: str = thing, **more: Any) -> Row:
            return {
                "subject": thing,
                "property": name,
                "value": value,
                "quote": quote_of({"value": value, **more}),
                **more,
            }

        yield said("opened", f"19{10 + n % 50}-03-04")
        yield said("closed", f"19{70 + n % 20}")
        yield said("serial", f"A-{n}")
        yield said("stay", "1950-01-01/1959-12-31")
        yield said("length", "10 years")
        yield from (said("border", f"thing-{(n + step) % number}") for step in (1, -1))
        yield said("builder", pair)
        for year in YEARS:
            again = {"as_of": str(year)}
            gross, net = 1001 + n * 3 + year, 11 + n * year % 977
            yield said("gross", f"exactly {gross} t", **again)
            yield said("net", f"exactly {net} t", **again)
            yield said("lost", f"exactly {gross - net} t", **again)
            yield said("left", f"{9001 - year - n} t", **again)
            yield said("status", "shut" if year > 2002 else "open", **again)
            yield from (
                said("staff", str(size), scope={"place": place}, **again)
                for place, size in (("north", 8 + n), ("south", year))
            )
            yield said("staff", str(8 + n + year), scope={"place": "land"}, **again)
            yield said("seat", f"in {year}", **again)
            other = f"thing-{(n + year) % number}"
            yield said("chief", other, **again)
            yield said("chief-of", thing, other, **again)


def planted(found: list[Row], broken: Mapping[str, int]) -> list[Row]:
    """The claims with one thing wrong in each of some subjects."""
    things = {f"thing-{number}": kind for kind, number in broken.items()}
    rows = (wrong for row in found if (wrong := _wrong(things.get(row["subject"], ""), row)))
    return [{**row, "quote": quote_of(row)} for row in rows]


def _wrong(kind: str, row: Row) -> Row | None:
    """A claim as it breaks a rule; none where the breach is that it is missing."""
    match kind, row["property"], row.get("as_of"):
        case "events-out-of-order", "closed", _:
            return {**row, "value": "1901"}
        case "difference-within-range", "net", "2002":
            return {**row, "value": "5,001 t"}
        case "joint-conflict", "staff", "2003" if row["scope"]["place"] == "land":
            return {**row, "value": str(int(row["value"]) - 1)}
        case "length", "length", _:
            return {**row, "value": "30 years"}
        case "sum", "lost", "2002":
            return {**row, "value": "exactly 1 t"}
        case "never-falls", "gross", "2003":
            return {**row, "value": "exactly 7 t"}
        case "never-rises", "left", "2003":
            return {**row, "value": "9,999 t"}
        case "final-value", "status", "2001":
            return {**row, "value": "Shut"}
        case "claim-count", "gross", "2001":
            return None
        case "distinct-values", "serial", _:
            return {**row, "value": "a 5"}
        case "single-value", "seat", "2001":
            return {**row, "as_of": "2002"}
        case "conflicts-with", "seat", "2002":
            return {**row, "value": "Abroad"}
        case ("requires-claim", "opened", _) | ("value-requires-claim", "serial", _) | ("inverse", "chief-of", "2001"):
            return None
        case "symmetric", "border", _ if row["value"] < row["subject"]:
            return None
    return row


BROKEN = {
    "events-out-of-order": 7,
    "difference-within-range": 11,
    "joint-conflict": 13,
    "distinct-values": 17,
    "single-value": 19,
    "conflicts-with": 23,
    "requires-claim": 29,
    "value-requires-claim": 31,
    "symmetric": 37,
    "inverse": 41,
    "length": 43,
    "never-falls": 47,
    "never-rises": 53,
    "final-value": 57,
    "claim-count": 5,
    "sum": 3,
}
OTHERWISE_TOLD = {"length", "sum"}
"""What is found as a joint conflict."""


def large(root: Path, found: list[Row], number: int, form: str = "parquet") -> Path:
    root.mkdir(parents=True)
    entities: dict[str, Any] = {f"thing-{n}": {"label": f"thing {n}"} for n in range(number)}
    entities |= {"land": {"label": "Land"}} | {n: {"label": n.title(), "part_of": "land"} for n in ("north", "south")}
    words = {"entities": entities, "properties": SOUND, "scopes": {"place": "place"}, "relations": [LOST]}
    (root / "vocabulary.yaml").write_text(json.dumps(words), "utf-8")
    head: Row = {"id": "paper", "title": "T", "publisher": "P", "published": "2004"}
    (root / f"documents.{form}").write_bytes(FORMS[form]([head]))
    numbered = [{**row, "document": "paper", "id": f"c{place}"} for place, row in enumerate(found)]
    (root / f"rows.{form}").write_bytes(FORMS[form](numbered))
    return root


def test_of_many_sound_claims_none_is_judged(tmp_path: Path) -> None:
    screened = screened_result(large(tmp_path / "claims", list(sound(50)), 50))
    assert open_findings(screened) == []
    assert not screened.faults
    assert not screened.of("unchecked")
    assert len(screened.corpus.claims) == 0
    assert screened.coverage.claims == 50 * 41
    assert screened.complete


def test_what_is_planted_is_found_with_few_claims_and_nothing_else(tmp_path: Path) -> None:
    root = large(tmp_path / "claims", planted(list(sound(60)), BROKEN), 60)
    whole, screened = examine(Request(root, NOW)), screened_result(root)
    assert open_findings(screened) == open_findings(whole)
    assert not whole.faults
    rules = {finding.rule for finding in screened.findings if finding.verdict in OPEN}
    assert rules == {*BROKEN.keys() - OTHERWISE_TOLD, "several-values", "value-count"}
    assert len(screened.corpus.claims) < len(whole.corpus.claims) / 5


def test_groups_that_are_too_many_are_counted_and_what_is_told_is_right(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = large(tmp_path / "claims", planted(list(sound(60)), BROKEN), 60)
    whole = open_findings(examine(Request(root, NOW)))
    monkeypatch.setattr(groups, "MOST_IN_GROUPS", 12)
    screened = screened_result(root)
    found = open_findings(screened)
    assert 0 < len(found) < len(whole)
    assert set(found) < set(whole)
    assert [finding.rule for finding in screened.of("unchecked")] == ["truncated"]
    assert "were not held against constraints and relations" in screened.of("unchecked")[0].message
    assert not screened.faults


@pytest.mark.usefixtures("spark")
def test_spark_finds_the_same(tmp_path: Path) -> None:
    root = large(tmp_path / "claims", planted(list(sound(46)), BROKEN), 46)
    assert open_findings(screened_result(root, "spark")) == open_findings(screened_result(root))


def test_denials_in_files_are_held_against_tables(tmp_path: Path) -> None:
    root = large(tmp_path / "claims", list(sound(4)), 4)
    claim = {
        "id": "not",
        "quote": "not A-2",
        "subject": "thing-2",
        "property": "serial",
        "value": "A-2",
        "denies": True,
    }
    about = {"id": "denial", "title": "T", "publisher": "Q", "published": "2005"}
    (root / "denial.yaml").write_text(json.dumps({"document": about, "claims": [claim]}), "utf-8")
    assert [finding.rule for finding in screened_result(root).of("contradiction")] == ["asserted-and-denied"]
