"""Corpora as data, random ones among them, and what of their findings can be compared."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker.model.policy import Policy
from checker.model.result import Result
from checker.readers.yaml import parse, plain
from checker.report.json import as_data
from checker.request import Request
from checker.run import examine
from tests.conftest import quote_of

ROOT = Path(__file__).parents[2]
NOW = "2026-11-22"
REAL = {
    "the five documents": ROOT / "claims",
    **{path.parent.name: path for path in sorted((ROOT / "tests/corpora").glob("*/claims"))},
}
Files = dict[str, Any]
"""A corpus as data: `vocabulary`, and a document with its claims under each other name."""


# --- corpora as data


def read(folder: Path) -> Files:
    files = {}
    for path in sorted(folder.glob("*.yaml")):
        root = parse(path.read_text("utf-8"), path.name).root
        assert root is not None
        files[path.stem] = json.loads(json.dumps(plain(root)))  # plain texts only
    return files


EVERY_RULE = Policy()


def check(files: Files, write: Callable[[Any], str] = json.dumps, policy: Policy = EVERY_RULE) -> Result:
    with TemporaryDirectory() as folder:
        root = Path(folder) / "claims"
        root.mkdir()
        for name, content in files.items():
            (root / f"{name}.yaml").write_text(write(content), "utf-8")
        result = examine(Request(root, NOW, policy=policy))
    assert not result.faults, result.faults
    assert not result.of("unchecked")
    return result


def documents(files: Files) -> dict[str, Any]:
    return {name: content for name, content in files.items() if name != "vocabulary"}


def claims(files: Files) -> list[dict[str, Any]]:
    return [claim for content in documents(files).values() for claim in content["claims"]]


def told(result: Result) -> list[dict[str, Any]]:
    """All that a report says of findings, in its order."""
    return as_data(result)["findings"]


Shape = Counter[tuple[Any, ...]]


def shape(result: Result, names: Mapping[str, str] | None = None) -> Shape:
    """The findings without words and identifiers; references as `names` has them."""
    known = names or {}
    return Counter(
        (f.rule, f.verdict, f.severity, frozenset(f.reasons), frozenset(known.get(ref, ref) for ref in f.refs))
        for f in result.findings
    )


# --- random corpora

PROPERTIES = {
    "staff": {"label": "staff", "datatype": "quantity", "kind": "state", "adds_over": "place", "change": "20 %/year"},
    "length": {"label": "length", "datatype": "quantity", "kind": "constant", "unit": "km"},
    "cost": {"label": "cost", "datatype": "quantity", "kind": "rate", "unit": "USD/year"},
    "opened": {"label": "opening", "datatype": "date", "kind": "event"},
    "closed": {"label": "closing", "datatype": "date", "kind": "event", "after": "opened"},
    "run": {"label": "run", "datatype": "interval", "kind": "event", "start": "opened", "end": "closed"},
    "named": {"label": "naming", "datatype": "date", "kind": "event"},
    "named-by-law": {"label": "naming by law", "datatype": "date", "kind": "event", "is_a": "named"},
    "named-in-use": {"label": "naming in use", "datatype": "date", "kind": "event", "is_a": "named"},
    "owner": {"label": "owner", "datatype": "entity", "kind": "state", "settles": "6 months"},
    "motto": {"label": "motto", "datatype": "text", "kind": "constant"},
    "lit": {"label": "lit at night", "datatype": "boolean", "kind": "standing"},
    "order": {"label": "place in the order", "datatype": "rank", "kind": "constant"},
}
ENTITIES = {
    "mill": {"label": "the mill"},
    "dock": {"label": "the dock"},
    "north": {"label": "North", "part_of": "country"},
    "south": {"label": "South", "part_of": "country"},
    "country": {"label": "Country"},
    "guild": {"label": "the guild"},
    "press": {"label": "the press"},
}
VOCABULARY = {"entities": ENTITIES, "properties": PROPERTIES, "scopes": {"place": "place"}}
THEMES: dict[tuple[str, ...], tuple[str, ...]] = {
    ("length",): ("mill.length <= 2 * dock.length", "mill.length = dock.length + 3 km", "mill.length > dock.length"),
    ("opened", "closed", "run"): (
        "mill.opened = dock.closed",
        "mill.opened = dock.opened",
        "dock.opened within 2 years of mill.opened",
        "dock.run during mill.run",
    ),
    ("staff",): (
        "dock.staff[place=north] = majority of dock.staff[place=country]",
        "mill.staff = 3 * dock.staff",
        "mill.staff < dock.staff",
    ),
    ("named", "named-by-law", "named-in-use"): ("mill.named-by-law = dock.named-in-use",),
    ("owner", "motto", "lit", "order", "cost"): ("mill.cost < dock.cost",),
}
"""Properties that are spoken of together, and the relations that tie them: claims clash on what they share."""

NUMBERS = st.sampled_from(("12", "13", "15", "40", "100", "eighty-five", "1,200"))
HEDGED = st.builds(
    "{}{}".format, st.sampled_from(("", "", "about ", "over ", "nearly ", "at least ", "up to ")), NUMBERS
)
AMOUNTS = st.one_of(HEDGED, st.sampled_from(("12 to 15", "between 40 and 100", "1.5 million")))
YEARS = st.integers(1949, 1953).map(str)
DAYS = st.one_of(
    YEARS,
    st.builds("{}-{:02}".format, YEARS, st.integers(1, 12)),
    st.builds("{}-{:02}-{:02}".format, YEARS, st.integers(1, 12), st.integers(1, 28)),
    st.just("early 1950s"),
)
VALUES = {
    "staff": AMOUNTS,
    "length": AMOUNTS.map("{} km".format),
    "cost": AMOUNTS.map("{} USD/year".format),
    "run": st.one_of(
        st.sampled_from(("1950/1952", "1949/1951-06", "1951/", "/1950")), st.builds("{0}/{0}".format, YEARS)
    ),
    **dict.fromkeys(("opened", "closed", "named", "named-by-law", "named-in-use"), DAYS),
    "owner": st.sampled_from(("guild", "press", "north", "country")),
    "motto": st.sampled_from(("Ever onward", "ever onward!", "Never back")),
    "lit": st.sampled_from(("true", "false")),
    "order": st.sampled_from(("first", "second", "3rd")),
}
EXTRAS = {
    "scope": st.sampled_from(("north", "south", "country")).map(lambda member: {"place": member}),
    "as_of": YEARS,
    "during": st.just("1949/1951"),
    "said_by": st.sampled_from(("press", "guild")),
    "definition": st.sampled_from(("with trainees", "without trainees")),
    "denies": st.just(True),
    "rank": st.just("deprecated"),
}


MOST_AMBIGUOUS = 1
"""Claims of one document with several readings: each doubles the ways to read them all, and with five of them time runs
out before every smallest conflict is known. Then nothing is promised but that the report says so."""


@st.composite
def claim(draw: st.DrawFn, theme: tuple[str, ...]) -> dict[str, Any]:
    kind = draw(st.sampled_from(("value", "value", "value", "relation", "readings")))
    stated = st.sampled_from(THEMES[theme])
    if kind == "relation":
        return {"relation": draw(stated)}
    if kind == "readings" and len(THEMES[theme]) > 1:
        return {"readings": draw(st.lists(stated, min_size=2, max_size=2, unique=True))}
    name = draw(st.sampled_from(theme))
    fields = {"subject": draw(st.sampled_from(("mill", "mill", "dock"))), "property": name, "value": draw(VALUES[name])}
    for extra in draw(st.lists(st.sampled_from(sorted(EXTRAS)), max_size=1)):
        fields[extra] = draw(EXTRAS[extra])
    if name == "staff" and draw(st.booleans()):
        fields["scope"] = draw(EXTRAS["scope"])
    return fields


@st.composite
def corpora(draw: st.DrawFn) -> Files:
    files: Files = {"vocabulary": VOCABULARY}
    theme = draw(st.sampled_from(sorted(THEMES)))
    for name in ("a-paper", "b-paper", "c-paper")[: draw(st.integers(1, 3))]:
        about = {
            "id": name,
            "title": name.title(),
            "publisher": draw(st.sampled_from(("Publisher", "Another"))),
            "published": draw(st.sampled_from(("1960", "1961-05", "1961-05-03"))),
        }
        made = draw(st.lists(claim(theme), min_size=1, max_size=5))
        ambiguous = [fields for fields in made if "readings" in fields]
        made = [fields for fields in made if fields not in ambiguous[MOST_AMBIGUOUS:]] or made[:1]
        entries = [{"id": f"c{place}", "quote": quote_of(fields), **fields} for place, fields in enumerate(made)]
        files[name] = {"document": about, "claims": entries}
    return files


def law(function: Callable[..., None]) -> Callable[..., None]:
    """Tried on random corpora, with a source of chance; each trial checks two whole corpora, so there are fewer."""
    fewer = settings(max_examples=max(1, settings.default.max_examples // 4), suppress_health_check=list(HealthCheck))
    return fewer(given(corpora(), st.integers(0, 999).map(random.Random))(function))
