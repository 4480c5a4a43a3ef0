"""What must not matter does not: order, form, names, units, eras.

Each law is tried on random corpora and on those of the tree.
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterable
from copy import deepcopy
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from checker.relations.findings import CONFLICT, HOLDS, READ_AS
from checker.request import Request
from checker.run import examine
from tests.laws.conftest import NOW, REAL, Files, check, claims, documents, law, read, shape, told

# --- what must not matter


def shuffled(items: Iterable[Any], chance: random.Random) -> list[Any]:
    found = list(items)
    chance.shuffle(found)
    return found


def in_another_order(files: Files, chance: random.Random) -> Files:
    """Claims, fields and names of the vocabulary in another order."""

    def turned(node: Any) -> Any:
        if isinstance(node, dict):
            return {key: turned(node[key]) for key in shuffled(node, chance)}
        return [turned(item) for item in node] if isinstance(node, list) else node

    files = {name: turned(content) for name, content in files.items()}
    for content in documents(files).values():
        content["claims"] = shuffled(content["claims"], chance)
    return files


def under_other_file_names(files: Files, chance: random.Random) -> Files:
    names = shuffled(documents(files), chance)
    return {"vocabulary": files["vocabulary"]} | {f"file-{n}": files[name] for n, name in enumerate(names)}


def with_a_fresh_subject(files: Files, chance: random.Random) -> Files:  # noqa: ARG001  # one signature
    files = deepcopy(files)
    name = next(n for n, p in files["vocabulary"]["properties"].items() if p["datatype"] in ("date", "quantity"))
    unit = files["vocabulary"]["properties"][name].get("unit", "")
    value = "1951" if files["vocabulary"]["properties"][name]["datatype"] == "date" else f"85 {unit}".strip()
    files["vocabulary"]["entities"]["newcomer"] = {"label": "the newcomer"}
    about = {"id": "zz-late", "title": "Late", "publisher": "Nobody else", "published": "2025"}
    entry = {"id": "c", "quote": value, "subject": "newcomer", "property": name, "value": value}
    return files | {"zz-late": {"document": about, "claims": [entry]}}


SAME: dict[str, Callable[[Files, random.Random], Files]] = {
    "claims, fields and names in another order": in_another_order,
    "files under other names": under_other_file_names,
    "a claim on a subject that nobody else speaks of": with_a_fresh_subject,
}


@pytest.mark.parametrize("change", SAME.values(), ids=list(SAME))
def test_what_does_not_matter_changes_nothing(change: Callable[[Files, random.Random], Files]) -> None:
    @law
    def holds(files: Files, chance: random.Random) -> None:
        assert told(check(change(files, chance))) == told(check(files))

    holds()


@pytest.mark.parametrize("change", SAME.values(), ids=list(SAME))
@pytest.mark.parametrize("corpus", REAL.values(), ids=list(REAL))
def test_what_does_not_matter_changes_nothing_in_the_tree(
    corpus: Path, change: Callable[[Files, random.Random], Files]
) -> None:
    files = read(corpus)
    assert told(check(change(files, random.Random(1)))) == told(check(files))


def block_style(content: Any) -> str:
    return "# a comment\n" + yaml.safe_dump(content, allow_unicode=True, sort_keys=True, width=60) + "# the end\n"


def quoted_style(content: Any) -> str:
    text = yaml.safe_dump(content, allow_unicode=True, default_style='"', default_flow_style=True, width=10**9)
    return "---\n" + re.sub('!!bool "(true|false)"', r"\1", text)


@law
def test_the_form_of_the_files_changes_nothing(files: Files, chance: random.Random) -> None:
    expected = told(check(files))
    assert told(check(files, chance.choice((block_style, quoted_style)))) == expected


@pytest.mark.parametrize("corpus", REAL.values(), ids=list(REAL))
def test_the_form_of_the_files_changes_nothing_in_the_tree(corpus: Path) -> None:
    expected = told(examine(Request(corpus, NOW)))
    for style in (json.dumps, block_style, quoted_style):
        assert told(check(read(corpus), style)) == expected


# --- other names, units, eras

IDENTIFIER = re.compile(r'"[^"]*"|[^\W\d](?:[\w-]*\w)?')


def renamed(files: Files, chance: random.Random) -> tuple[Files, dict[str, str]]:
    """Entities, documents and claims under names that sort otherwise; and what became of each reference."""
    entities = list(files["vocabulary"]["entities"])
    new = dict(zip(entities, (f"e{n:04}" for n in shuffled(range(len(entities)), chance)), strict=True))
    papers = [content["document"]["id"] for content in documents(files).values()]
    paper = dict(zip(papers, (f"d{n:04}" for n in shuffled(range(len(papers)), chance)), strict=True))

    def relation(text: str) -> str:
        """Names stand before a point or behind an equals sign in brackets."""

        def swap(found: re.Match[str]) -> str:
            before, after = text[: found.start()], text[found.end() :]
            named = after.startswith(".") or (before.endswith("=") and "[" in before.rpartition("]")[2])
            return new.get(found[0], found[0]) if named else found[0]

        return IDENTIFIER.sub(swap, text)

    def name(value: Any) -> Any:
        return [name(one) for one in value] if isinstance(value, list) else new.get(value, value)

    files = deepcopy(files)
    words = files["vocabulary"]
    words["entities"] = {new[key]: entry for key, entry in words["entities"].items()}
    for entry in words["entities"].values():
        entry |= {field: name(entry[field]) for field in ("part_of", "distinct_from") if field in entry}
    for stated in words.get("relations", ()):
        stated["relation"] = relation(stated["relation"])
    refs = {}
    for content in documents(files).values():
        old = content["document"]["id"]
        content["document"]["id"] = paper[old]
        numbers = shuffled(range(len(content["claims"])), chance)
        for entry, number in zip(content["claims"], numbers, strict=True):
            refs[f"{old}#{entry['id']}"] = f"{paper[old]}#x{number:04}"
            entry["id"] = f"x{number:04}"
    for entry in claims(files):
        entity = words["properties"].get(entry.get("property"), {}).get("datatype") == "entity"
        fields = ("subject", "said_by", *(("value",) if entity else ()))
        entry |= {field: name(entry[field]) for field in fields if field in entry}
        if "scope" in entry:
            entry["scope"] = {key: name(member) for key, member in entry["scope"].items()}
        if "draws_on" in entry:
            upstream = entry["draws_on"] if isinstance(entry["draws_on"], list) else [entry["draws_on"]]
            entry["draws_on"] = [refs.get(one) or paper.get(one) or new[one] for one in upstream]
        entry |= {field: relation(entry[field]) for field in ("relation",) if field in entry}
        if "readings" in entry:
            entry["readings"] = [relation(one) for one in entry["readings"]]
    return files, refs


def stand_ins(files: Files) -> dict[str, str]:
    """For each claim the first that says the same: which of them stands for all of them hangs on their names."""
    first: dict[str, str] = {}
    named = {}
    for content in documents(files).values():
        for entry in content["claims"]:
            said = {field: value for field, value in entry.items() if field not in ("id", "quote")}
            ref = f"{content['document']['id']}#{entry['id']}"
            named[ref] = first.setdefault(json.dumps(said, sort_keys=True), ref)
    return named


def same_under_other_names(files: Files, chance: random.Random) -> None:
    """Which evidence a search meets first hangs on names, and so does which of several claims stands for all of them;
    how much is in dispute, and how gravely, does not.
    """
    after, refs = renamed(files, chance)
    first = stand_ins(files)
    before, now = check(files), check(after)
    old, new = first, {refs[ref]: same for ref, same in first.items()}
    ours, theirs = (
        Counter({one: number for one, number in shape(*seen).items() if one[0] not in (CONFLICT, HOLDS, READ_AS)})
        for seen in ((now, new), (before, old))
    )
    assert ours == theirs
    assert Counter(one.verdict for one in now.disagreements) == Counter(one.verdict for one in before.disagreements)


@law
def test_names_do_not_matter(files: Files, chance: random.Random) -> None:
    same_under_other_names(files, chance)


@pytest.mark.parametrize("corpus", REAL.values(), ids=list(REAL))
def test_names_do_not_matter_in_the_tree(corpus: Path) -> None:
    same_under_other_names(read(corpus), random.Random(2))


YEAR = re.compile(r"(?<![\d-])\d{4}(?!\d)")
ERA = 400
"""Years after which the Gregorian calendar repeats itself, day of the week and leap years included."""


def moved(files: Files, move: Callable[[str], str]) -> Files:
    """Every date of the claim files moved."""
    files = deepcopy(files)
    properties = files["vocabulary"]["properties"]
    for content in documents(files).values():
        content["document"]["published"] = move(content["document"]["published"])
    for entry in claims(files):
        datatype = properties.get(entry.get("property"), {}).get("datatype")
        said = ("value", "quote", "because") if datatype in ("date", "interval") else ()
        said = ("quote", "because") if datatype in ("entity", "text") else said  # the time of a name
        fields = [field for field in ("as_of", "during", *said) if field in entry]
        entry |= {field: move(entry[field]) for field in fields}
    return files


def later(files: Files) -> Files:
    return moved(files, lambda text: YEAR.sub(lambda year: str(int(year[0]) + ERA), text))


DAY = re.compile(r"(?:early )?(\d{4})s?(?:-(\d\d))?(?:-(\d\d))?")


@law
def test_the_day_does_not_matter(files: Files, chance: random.Random) -> None:
    """All dates to the day, and then all of them so many days later."""

    def to_the_day(text: str) -> str:
        return DAY.sub(lambda d: f"{d[1]}-{d[2] or '06'}-{d[3] or '15'}", text)

    days = timedelta(days=chance.randint(1, 30_000))
    exact = moved(files, to_the_day)
    after = moved(exact, lambda text: DAY.sub(lambda d: (date.fromisoformat(d[0]) + days).isoformat(), text))
    assert shape(check(after)) == shape(check(exact))


@law
def test_the_era_does_not_matter(files: Files, chance: random.Random) -> None:  # noqa: ARG001  # one signature
    assert shape(check(later(files))) == shape(check(files))


@pytest.mark.parametrize("corpus", ["the five documents", "water", "software", "harbour-ja"])
def test_the_era_does_not_matter_in_the_tree(corpus: str) -> None:
    files = read(REAL[corpus])
    text = json.dumps([entry.get("relation", entry.get("readings", "")) for entry in claims(files)])
    assert "date(" not in text, "a date in a relation would have to move too"
    assert shape(check(later(files))) == shape(check(files))


@law
def test_the_unit_of_a_property_does_not_matter(files: Files, chance: random.Random) -> None:
    other = deepcopy(files)
    other["vocabulary"]["properties"]["length"]["unit"] = chance.choice(("m", "mile", "cm"))
    assert shape(check(other)) == shape(check(files))


EQUAL = {"12": "twelve", "13": "thirteen", "eighty-five": "85", "1,200": "1200"}


@law
def test_an_equal_value_is_the_same_finding(files: Files, chance: random.Random) -> None:  # noqa: ARG001
    """Another spelling of a number: verdicts and identifiers stay, for an analyst ruled on them."""
    other = deepcopy(files)
    for entry in claims(other):
        if entry.get("property") == "length" and re.fullmatch(r"(1[235]|40) km", entry["value"]):
            entry["value"] = f"{entry['value'].removesuffix(' km')},000 m"
        elif entry.get("property") in ("staff", "length"):
            entry["value"] = " ".join(EQUAL.get(word, word) for word in entry["value"].split(" "))
    before, after = check(files), check(other)
    assert shape(after) == shape(before)
    assert {f.id for f in after.findings} == {f.id for f in before.findings}
