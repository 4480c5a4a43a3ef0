"""`--engine` says that the open findings are the same with all engines, and that engines give the same in all else."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from checker.cli.main import main
from checker.cli.table_options import TABLES
from checker.model.finding import OPEN
from tests.readers.tables.test_same import tables_of
from tests.reasons.everywhere import corpus
from tests.scale.conftest import NOW, worlds, write

LENGTH = {"label": "length", "datatype": "quantity", "kind": "constant", "unit": "km", "adds_over": "place"}


def explained(folder: Path) -> Path:
    """Editions of two works, and a total of which a part is singled out, as tables."""
    words = {
        "properties": {"length": LENGTH},
        "entities": {"sea": {"label": "the sea"}, "other": {"label": "the other"}},
    }
    values = {"north-1": "327 km", "north-2": "354 km", "south-1": "327 km", "south-2": "354 km", "west-1": "411 km"}
    documents = {name: [{"value": value}] for name, value in values.items()}
    documents["west-1"] += [{"value": "57 km", "scope": {"place": "sea"}}]
    days = {name: f"{2020 + int(name[-1]) + name.startswith('south')}-01-01" for name in values}
    about = {
        name.replace("-", "_"): {
            "title": f"{name[:-2]} {days[name][:4]}",
            "publisher": name[:-2],
            "published": days[name],
        }
        for name in values
    }
    files = corpus(words, documents, **about)
    root = folder / "claims"
    root.mkdir(parents=True)
    (root / "vocabulary.yaml").write_text(json.dumps(files["vocabulary"]), "utf-8")
    for name, content in tables_of(files, "csv").items():
        (root / name).write_bytes(content)
    return root


@pytest.fixture(scope="module", params=["explained", "many"])
def root(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    if request.param == "explained":
        return explained(folder)
    return write(folder / "claims", *worlds(random.Random(5), 80), "csv", 80)


def report(root: Path, engine: str) -> dict[str, Any]:
    call = ["check", str(root), "--as-of", NOW, "--engine", engine, "--format", "json", "--no-cache"]
    done = CliRunner().invoke(main, call)
    assert done.exit_code in (0, 1), done.output
    return json.loads(done.stdout)


def open_ones(found: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for one in found["findings"] if one["verdict"] in OPEN]


def test_the_help_says_what_is_the_same() -> None:
    option = TABLES["engine"](lambda: None).__click_params__[0]
    assert "The open findings are the same with all" in option.help


def test_every_engine_gives_the_same(root: Path) -> None:
    whole, plain, duckdb = (report(root, engine) for engine in ("auto", "plain", "duckdb"))
    assert open_ones(whole)
    assert open_ones(plain) == open_ones(whole)
    assert plain == duckdb
    assert {one["rule"] for one in plain["findings"] if one["verdict"] == "unchecked"} == set()


@pytest.mark.usefixtures("spark")
def test_so_does_spark(root: Path) -> None:
    assert report(root, "spark") == report(root, "plain")
