"""The schemas are fresh, say what the models say, and serve an editor."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import BaseModel, ValidationError

from checker.languages.cldr import territories, territory_of
from checker.readers.files.text import LANGUAGE_PATTERN, Numeral
from checker.readers.schemas import DIALECT, model
from checker.readers.structure import explain, validator
from checker.readers.yaml import parse, plain
from checker.schemas import CATALOG, FOLDER, NAMES, schema, write_schemas


def accepts(kind: type[BaseModel], data: Any) -> bool:
    try:
        kind.model_validate(data)
    except ValidationError:
        return False
    return True


def instances(made: dict[str, Any], root: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Data of a schema's form as the reader of YAML gives it, most of it valid; numbers are `Numeral`."""
    if "$ref" in made:
        return instances(resolved(made, root), root)
    if "type" not in made and ("anyOf" in made or "oneOf" in made):
        return st.one_of([instances(branch, root) for branch in made.get("anyOf") or made["oneOf"]])
    if "enum" in made or "const" in made:
        return st.sampled_from(made.get("enum") or [made["const"]])
    kinds = made["type"] if isinstance(made["type"], list) else [made["type"]]
    return st.one_of([BY_TYPE[kind](made, root) for kind in kinds])


def texts(made: dict[str, Any], _: Any) -> st.SearchStrategy[str]:
    if "pattern" not in made:
        return st.text(min_size=made.get("minLength", 0), max_size=made.get("maxLength", 30))
    drawn = st.from_regex(made["pattern"].replace("$", r"\Z")).filter(
        lambda text: len(text) < made.get("maxLength", 99)
    )
    if made["pattern"] == LANGUAGE_PATTERN:  # a schema does not list every territory; a test of its own has those
        return drawn.filter(lambda tag: territory_of(tag) in ("", *territories()))
    return drawn


def lists(made: dict[str, Any], root: dict[str, Any]) -> st.SearchStrategy[list[Any]]:
    return st.lists(instances(made["items"], root), min_size=made.get("minItems", 0), max_size=3)


@st.composite
def groups(draw: st.DrawFn, made: dict[str, Any], root: dict[str, Any]) -> dict[str, Any]:
    """An object; where a schema allows several forms, one is chosen and its fields are drawn."""
    if isinstance(made["additionalProperties"], dict):
        keys = texts(made.get("propertyNames", {}), root)
        sizes = {"min_size": made.get("minProperties", 0), "max_size": 2}
        return draw(st.dictionaries(keys, instances(made["additionalProperties"], root), **sizes))
    needed, barred = set(made.get("required", ())), set()
    for rule in made.get("allOf", ()):
        if "oneOf" in rule:
            form = draw(st.sampled_from(rule["oneOf"]))
            needed |= set(form["required"])
            barred |= {name for other in form["not"]["anyOf"] for name in other["required"]}
        elif "not" in rule:
            barred.add(draw(st.sampled_from(rule["not"]["required"])))
    fields = [name for name in made["properties"] if name not in barred and (name in needed or draw(st.booleans()))]
    return {name: draw(instances(made["properties"][name], root)) for name in fields}


BY_TYPE = {
    "string": texts,
    "array": lists,
    "object": groups,
    "boolean": lambda *_: st.booleans(),
    "number": lambda *_: (st.integers() | st.decimals(allow_nan=False, allow_infinity=False)).map(str).map(Numeral),
}


@cache
def files(name: str) -> st.SearchStrategy[Any]:
    return instances(schema(name), schema(name))


SCALARS = (
    None,
    True,
    False,
    "",
    " ",
    "x",
    "two words",
    "a.b",
    "x\n",
    "é" * 201,
    Numeral("1984"),
    Numeral("1.10"),
    [],
    {},
)


@st.composite
def mutated(draw: st.DrawFn, data: Any) -> Any:
    """The data with one thing changed somewhere: a value, a field more or a field less."""
    if isinstance(data, dict) and data and draw(st.integers(0, 4)):
        key = draw(st.sampled_from(sorted(data)))
        match draw(st.sampled_from(("inside", "inside", "inside", "drop", "rename"))):
            case "inside":
                return {**data, key: draw(mutated(data[key]))}
            case "drop":
                return {name: value for name, value in data.items() if name != key}
            case _:
                return {(f"{key}s" if name == key else name): value for name, value in data.items()}
    if isinstance(data, list) and data and draw(st.integers(0, 4)):
        place = draw(st.integers(0, len(data) - 1))
        return [*data[:place], draw(mutated(data[place])), *data[place + 1 :]]
    return draw(st.sampled_from(SCALARS))


READ = ("claims", "vocabulary", "decision")
"""Files that people write; the findings report is only written by the tool, and its numbers are JSON's."""


def test_a_territory_that_nobody_knows_is_refused_by_the_model_alone() -> None:
    about = {"id": "a", "title": "A", "publisher": "P", "published": "2020"}
    for tag, known in (("es-MX", True), ("es-XM", False)):
        data = {"document": {**about, "language": tag}, "claims": []}
        assert validator(schema("claims")).is_valid(data)
        assert accepts(model("claims"), data) is known


@pytest.mark.parametrize("name", READ)
@settings(max_examples=200, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_model_and_schema_give_one_verdict(name: str, data: st.DataObject) -> None:
    instance = data.draw(files(name))
    if data.draw(st.booleans()):
        instance = data.draw(mutated(instance))
    assert accepts(model(name), instance) == validator(schema(name)).is_valid(instance)


@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize("valid", [True, False], ids=["valid", "not valid"])
def test_the_instances_drawn_are_of_both_sorts(name: str, valid: bool) -> None:
    full = files(name).flatmap(lambda data: st.just(data) | mutated(data))
    unshrunk = settings(phases=[Phase.generate], max_examples=500, suppress_health_check=list(HealthCheck))
    assert find(full, lambda data: len(str(data)) > 100 and accepts(model(name), data) == valid, settings=unshrunk)


def test_a_report_has_the_fields_of_the_contract() -> None:
    empty = {"documents": [], "claims": [], "disagreements": [], "findings": [], "faults": []}
    counts = ("claims", "compared", "uncorroborated", "unchecked", "unknown", "quotes_unread", "drafts")
    report = {"schema": "findings-2", "as_of": "2026-11-22", **empty, "coverage": dict.fromkeys(counts, 0)}
    for changed in (report, {**report, "extra": 1}, {**report, "schema": "findings-1"}, {"schema": "findings-2"}):
        fits = Draft202012Validator(schema("findings")).is_valid(changed)
        assert fits == accepts(model("findings"), changed) == (changed is report)


@pytest.mark.parametrize("name", NAMES)
def test_every_schema_is_valid_and_names_itself(name: str) -> None:
    made = schema(name)
    Draft202012Validator.check_schema(made)
    assert (made["$schema"], made["$id"]) == (DIALECT, f"urn:checker:schema:{name}")


def patterns(part: Any) -> Iterator[str]:
    """Every regular expression of a schema."""
    if isinstance(part, dict):
        yield from (value for name, value in part.items() if name == "pattern" and isinstance(value, str))
        yield from (pattern for value in part.values() for pattern in patterns(value))
    elif isinstance(part, list):
        yield from (pattern for value in part for pattern in patterns(value))


@pytest.mark.parametrize("flag", ["", "u"])
def test_every_pattern_is_one_of_the_language_of_the_web(flag: str) -> None:
    """Source: JSON Schema Core, 6.4: patterns are regular expressions of ECMA-262, read with the flag `u`."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("no node: it has the regular expressions of ECMA-262")
    found = sorted({pattern for name in NAMES for pattern in patterns(schema(name))})
    assert found
    script = "JSON.parse(process.argv[1]).forEach(p => new RegExp(p, process.argv[2]))"
    done = subprocess.run([node, "-e", script, json.dumps(found), flag], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "name", ["mill", "Mühle-1", "製粉所", "a_b", "a#b", "a b", "a.b", "a'b", 'a"b', "a[b", "a/b", "a\\b", ""]
)
def test_a_name_has_the_same_form_for_an_editor_and_for_us(name: str) -> None:
    from checker.readers.files.text import NAME_PATTERN

    node = shutil.which("node")
    if node is None:
        pytest.skip("no node: it has the regular expressions of ECMA-262")
    script = "process.stdout.write(String(new RegExp(process.argv[1], 'u').test(process.argv[2])))"
    theirs = subprocess.run([node, "-e", script, NAME_PATTERN, name], capture_output=True, text=True, check=True).stdout
    assert theirs == str(bool(re.search(NAME_PATTERN, name))).lower()


@pytest.mark.parametrize("file", [*(f"{name}.schema.json" for name in NAMES), CATALOG])
def test_the_schemas_folder_is_fresh(file: str, tmp_path: Path) -> None:
    write_schemas(tmp_path)
    assert (FOLDER / file).read_bytes() == (tmp_path / file).read_bytes(), "run: python -m checker.schemas"


def test_the_schemas_folder_holds_nothing_else(tmp_path: Path) -> None:
    assert {path.name for path in FOLDER.iterdir()} == {path.name for path in write_schemas(tmp_path)}


@pytest.mark.parametrize("name", [*READ, "config"])
def test_every_field_that_people_write_is_described(name: str) -> None:
    made = schema(name)
    for part in (made, *made.get("$defs", {}).values()):
        for field, about in part.get("properties", {}).items():
            described = about.get("description") or resolved(about, made).get("description")
            assert described or "const" in about, f"{part.get('title')}.{field}"


def resolved(about: dict[str, Any], made: dict[str, Any]) -> dict[str, Any]:
    return made["$defs"][about["$ref"].rpartition("/")[2]] if "$ref" in about else about


def test_an_editor_accepts_numbers_where_literals_are() -> None:
    claim = {"id": "a", "quote": "x", "subject": "s", "property": "p", "value": 55000, "as_of": 2017}
    document = {"id": "d", "title": "t", "publisher": "p", "published": 2020}
    assert Draft202012Validator(schema("claims")).is_valid({"document": document, "claims": [claim]})


@pytest.mark.parametrize("name", NAMES)
def test_every_pattern_is_linear(name: str) -> None:
    """No repetition inside a repetition: matching takes a step for each character."""
    patterns = re.findall(r'"pattern": ("(?:[^"\\]|\\.)*")', json.dumps(schema(name)))
    for pattern in map(json.loads, patterns):
        classless = re.sub(r"\[(?:\\.|[^\]\\])*\]", "c", pattern)
        assert not re.search(r"\([^()]*[+*][^()]*\)[+*{]", classless), pattern


def test_an_unknown_name_of_a_schema_is_told_with_the_known_ones() -> None:
    with pytest.raises(
        ValueError, match="claims, config, dashboard, decision, findings, map, row, run, sources, vocabulary"
    ):
        schema("claim")


DECISION = """\
disagreement: rent.amount-7f3a9c21d2b7e610
question: HASH
verdict: right
positions: [A]
reason: the two speak of different years
reviewer: A. Analyst
date: 2026-11-22
seen: [{value: "40", claims: {a#x: HASH}}, {value: "55", derived: true, claims: {b#y: HASH}}]
""".replace("HASH", "0" * 63 + "a")


@pytest.mark.parametrize(
    "change, codes",
    [
        (("", ""), []),
        (("positions: [A]\n", ""), ["missing-field"]),
        (("right", "rule-wrong"), ["wrong-fields"]),
        (("right\npositions: [A]", "defer"), ["missing-field"]),
        (("right\npositions: [A]", "defer\nuntil: 2027-01-01"), []),
        (("right\npositions: [A]", "right\npositions: [A]\nuntil: 2027-01-01"), ["wrong-fields"]),
        (("right\npositions: [A]", "claim-file-wrong"), ["missing-field"]),
        (("right\npositions: [A]", "claim-file-wrong\nclaims: [a#x]"), []),
        (("right", "rihgt"), ["wrong-word", "wrong-fields"]),
        (("2026-11-22", "22.11.2026"), ["wrong-form"]),
        (("a#x", "ax"), ["wrong-form"]),
        (("{a#x: HASH}".replace("HASH", "0" * 63 + "a"), "{}"), ["empty-field"]),
    ],
    ids=lambda value: value[1] if isinstance(value, tuple) else "",
)
def test_a_decision_is_held_to_its_form(change: tuple[str, str], codes: list[str]) -> None:
    root = parse(DECISION.replace(*change), "d.yaml").root
    assert root is not None
    found = [fault.code for fault in explain(model("decision"), plain(root), root)]
    assert accepts(model("decision"), plain(root)) == (not codes)
    assert sorted(found) == sorted(codes)
