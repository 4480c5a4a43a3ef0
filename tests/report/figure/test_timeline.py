"""`checker timeline` draws what is said about a subject, names what it cannot find, and writes SVG."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from checker.cli.main import main

PROPERTIES = {
    "output": {"label": "electrical output", "datatype": "quantity", "kind": "state", "unit": "MW"},
    "opened": {"label": "opening", "datatype": "date", "kind": "event"},
    "reign": {"label": "reign", "datatype": "interval", "kind": "event"},
    "colour": {"label": "colour", "datatype": "text", "kind": "state"},
}
ENTITIES = {"thing": {"label": "The Works", "also": ["Old Works"]}, "empty": {"label": "the empty hall"}}
DOCUMENTS = {
    "annual": [
        {"property": "output", "value": "40 MW", "as_of": "2020"},
        {"property": "opened", "value": "1951"},
        {"property": "reign", "value": "1951/1960"},
    ],
    "review": [{"property": "output", "value": "55 MW", "as_of": "2020"}],
}

SILENT = "no claim with a value speaks about The Works · colour"


@pytest.fixture
def corpus(build) -> Path:
    return build(DOCUMENTS, PROPERTIES, ENTITIES)


def run(corpus: Path, *arguments: str) -> Result:
    standard = ("--claims", str(corpus), "--as-of", "2026-11-22", "--no-cache", "--isolated", "--color", "never")
    return CliRunner(env={"COLUMNS": "80"}).invoke(main, ["timeline", *arguments, *standard])


def test_a_property_is_drawn_with_its_legend_and_its_verdicts(corpus: Path) -> None:
    done = run(corpus, "thing", "output")
    assert done.exit_code == 0, done.output
    told = done.output.splitlines()
    assert told[0] == "The Works · electrical output"
    assert all(len(line) <= 80 for line in told)
    assert "  A: Annual, 1 January 2021, says 40 MW; 2020" in told
    assert "     “40 MW”" in told
    assert [line.rpartition("   ")[0] for line in told if "contradiction" in line] == ["  contradiction: A, B"]


@pytest.mark.parametrize("subject", ["thing", "The Works", "the works", "old-works"])
@pytest.mark.parametrize("property", ["output", "Electrical Output", "OUTPUT"])
def test_labels_and_other_names_are_names_too(corpus: Path, subject: str, property: str) -> None:
    assert run(corpus, subject, property).output == run(corpus, "thing", "output").output


def test_all_quantities_of_a_subject_are_drawn_single_claims_too(corpus: Path) -> None:
    told = run(corpus, "thing").output.splitlines()
    assert [line for line in told if line.startswith("The Works")] == [
        "The Works · opening",
        "The Works · electrical output",
        "The Works · reign",
    ]
    assert "  uncorroborated: A" in told


@pytest.mark.parametrize("property", ["reign", "reign.start", "reign.end"])
def test_an_interval_is_found_by_its_name_and_by_its_ends(corpus: Path, property: str) -> None:
    assert run(corpus, "thing", property).output.startswith("The Works · reign\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("thin",), "'thin' is no entity of the vocabulary; did you mean thing?"),
        (("thing", "outputs"), "'outputs' is no property of the vocabulary; did you mean output?"),
        (("zzz",), "'zzz' is no entity of the vocabulary; it has empty, thing"),
        (("empty",), "no claim with a value speaks about the empty hall; name another subject"),
        (
            ("thing", "colour"),
            f"{SILENT}; claims speak about its opened, output, reign.end, reign.start",
        ),
        (("\x1b[31mred",), "'\\\\u{1b}[31mred' is no entity of the vocabulary; it has empty, thing"),
    ],
)
def test_an_unknown_name_is_told_with_a_next_step(corpus: Path, arguments: tuple[str, ...], message: str) -> None:
    done = run(corpus, *arguments)
    assert done.exit_code == 2
    assert done.output.splitlines()[-1] == f"Error: {message}"


def test_svg_is_written_whole(corpus: Path, tmp_path: Path) -> None:
    target = tmp_path / "new" / "one.svg"
    assert run(corpus, "thing", "--svg", str(target)).exit_code == 0
    root = ET.fromstring(target.read_text("utf-8"))
    headings = [text.text for text in root.iter("{http://www.w3.org/2000/svg}text") if text.get("class") == "h"]
    assert headings == ["The Works · opening", "The Works · electrical output", "The Works · reign"]
    assert [path.name for path in target.parent.iterdir()] == ["one.svg"]
    first = target.read_bytes()
    run(corpus, "thing", "--svg", str(target))
    assert target.read_bytes() == first


def test_plain_characters_where_asked(corpus: Path) -> None:
    picture = run(corpus, "thing", "opened", "--ascii").output.partition("\n\n")[0]
    assert all(line.isascii() for line in picture.splitlines()[1:])


def test_a_fault_in_the_input_is_told_by_the_exit_code(build) -> None:
    bad = {**DOCUMENTS, "third": [{"property": "output", "value": "nonsense words"}]}
    assert run(build(bad, PROPERTIES, ENTITIES), "thing", "output").exit_code == 2
