"""What people ruled against statements of a Wikibase becomes files for its editors; nothing else does."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from checker.cli.main import main
from checker.request import Request
from checker.run import check
from tests.wikibase.dumps import JULIAN, item, prop, quantity, snak, statement, time, written

AS_OF = "2026-11-22"
BOOK = [snak("P248", "Q500"), snak("P577", time("+2001-00-00", 9))]
IN_2011 = snak("P585", time("+2011-00-00", 9))
ENTITIES = (
    item(
        "Q1",
        statement(snak("P569", time("+1950-03-11")), references=[BOOK]),
        statement(snak("P2048", quantity("+180", "Q174728", "+179", "+181")), IN_2011, references=[BOOK]),
    ),
    item("Q2", statement(snak("P571", time("+1500-00-00", 9, JULIAN)), references=[BOOK])),
    item("Q3", statement(snak("P1082", quantity("+41234")), IN_2011, references=[BOOK])),
    item("Q500", label="The Book"),
    prop("P569", "time"),
    prop("P571", "time"),
    prop("P1082", "quantity"),
    prop("P2048", "quantity"),
)
GUID = "00000000-0000-4000-8000-{:012d}".format
BORN = "{id: born, quote: born 12 March 1951, subject: Q1, property: P569, value: 1951-03-12}"
TALL = "{id: tall, quote: 190 cm, subject: Q1, property: P2048, value: 190 cm, as_of: 2011}"
VAGUE = "{id: tall, quote: over 190 cm, subject: Q1, property: P2048, value: over 190 cm, as_of: 2011}"
BEGAN = "{id: began, quote: began in 1502, subject: Q2, property: P571, value: 1502}"
PEOPLE = "{id: people, quote: '51,234', subject: Q3, property: P1082, value: '51,234', as_of: 2011}"
WHY = "(a hedge, a range, a unit without an item)"
COLUMNS = "item_id,statement_guid,property_id,wikidata_value,meta_wikidata_value,external_value,external_url"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--as-of", AS_OF])


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """The statements, and a register that says something else; with `wrong`, that each is ruled wrong."""
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["import", str(written(tmp_path / "d.json", ENTITIES)), "--output", "claims"])
    assert done.exit_code == 0, done.output

    def write(
        *claims: str, wrong: bool = True, note: str = "see https://register.example/1", reason: str = "seen"
    ) -> None:
        document = f"{{id: register, title: Register, publisher: Town, published: 2024-05-01, note: '{note}'}}"
        lines = [f"document: {document}", "claims:", *(f"  - {claim}" for claim in claims)]
        Path("claims/register.yaml").write_text("\n".join(lines), "utf-8")
        if wrong:
            for one in check(Request(Path("claims"), AS_OF)).disagreements:
                if one.open:
                    theirs = next(p.value for p in one.positions if p.claims[0].document.id != "register")
                    ruled = run("decide", one.id, "--wrong", theirs, "--reason", reason, "--reviewer", "ann")
                    assert ruled.exit_code == 0, ruled.output

    return write


def test_mismatches_are_rows_of_the_columns_that_the_finder_reads(corpus: Callable[..., None]) -> None:
    corpus(BORN, BEGAN, PEOPLE)
    done = run("export", "mismatch-finder")
    assert done.exit_code == 0
    assert done.stdout.splitlines() == [
        COLUMNS,
        f"Q1,Q1${GUID(0)},P569,1950-03-11,Q1985727,1951-03-12,https://register.example/1",
        f"Q2,Q2${GUID(0)},P571,1500,Q1985786,1502,https://register.example/1",
        f'Q3,Q3${GUID(0)},P1082,41234,,"51,234",https://register.example/1',
    ]
    assert done.stderr == "3 statements ruled wrong\n"


SOURCE = 'S854\t"https://register.example/1"\tS1476\ten:"Register"\tS577\t+2024-05-01T00:00:00Z/11\t/* seen */'


def test_commands_add_what_is_right_with_its_source_and_take_away_what_is_wrong(corpus: Callable[..., None]) -> None:
    corpus(BORN, TALL, PEOPLE)
    done = run("export", "quickstatements")
    assert done.stdout.splitlines() == [
        f"Q1\tP2048\t190U174728\tP585\t+2011-00-00T00:00:00Z/9\t{SOURCE}",
        f"-STATEMENT\tQ1${GUID(1)}\t/* seen */",
        f"Q1\tP569\t+1951-03-12T00:00:00Z/11\t{SOURCE}",
        f"-STATEMENT\tQ1${GUID(0)}\t/* seen */",
        f"Q3\tP1082\t51234\tP585\t+2011-00-00T00:00:00Z/9\t{SOURCE}",
        f"-STATEMENT\tQ3${GUID(0)}\t/* seen */",
    ]


def test_what_is_wrong_may_be_deprecated(corpus: Callable[..., None]) -> None:
    corpus(TALL, BEGAN)
    lines = run("export", "quickstatements", "--deprecate").stdout.splitlines()
    assert lines[1::2] == [
        "Q1\tP2048\t180~1U174728\tR-\t/* seen */",
        "Q2\tP571\t+1500-00-00T00:00:00Z/9/J\tR-\t/* seen */",
    ]


@pytest.mark.parametrize("form", ["mismatch-finder", "quickstatements"])
def test_what_nobody_ruled_on_is_not_written(corpus: Callable[..., None], form: str) -> None:
    corpus(BORN, wrong=False)
    done = run("export", form)
    assert done.stdout.splitlines() == ([COLUMNS] if form == "mismatch-finder" else [])
    assert done.stderr == "0 statements ruled wrong\n"


def test_a_ruling_for_the_statement_writes_nothing(corpus: Callable[..., None]) -> None:
    corpus(BORN, wrong=False)
    (one,) = (one for one in check(Request(Path("claims"), AS_OF)).disagreements if one.open)
    run("decide", one.id, "--right", "1950-03-11", "--reason", "seen", "--reviewer", "ann")
    done = run("export", "quickstatements")
    assert (done.stdout, done.stderr) == (
        "",
        "0 statements ruled wrong\nnot written: rulings against no statement of a Wikibase: 1\n",
    )


def test_a_ruling_that_went_stale_writes_nothing(corpus: Callable[..., None]) -> None:
    corpus(BORN)
    corpus(BORN.replace("12", "13"), wrong=False)
    done = run("export", "quickstatements")
    assert (done.stdout, done.stderr) == (
        "",
        "0 statements ruled wrong\nnot written: rulings that do not count (stale): 1\n",
    )


def test_a_value_that_no_command_says_leaves_the_statement_as_it_is(corpus: Callable[..., None]) -> None:
    corpus(VAGUE)
    done = run("export", "quickstatements")
    assert done.stdout == ""
    assert done.stderr.splitlines() == [
        "1 statement ruled wrong",
        f"not written: statements without a command: a value that a Wikibase cannot hold {WHY}: 1",
    ]
    assert "over 190 cm" in run("export", "mismatch-finder").stdout


def test_words_of_people_part_no_command(corpus: Callable[..., None]) -> None:
    corpus(BORN, reason="so */ -STATEMENT || Q1\\tx /* there")
    for line in run("export", "quickstatements").stdout.splitlines():
        assert "||" not in line
        assert line.count("/*") == line.count("*/") == 1
        assert line.endswith("*/")


def test_a_cell_is_no_formula(corpus: Callable[..., None]) -> None:
    corpus(BORN, note="=1+1 https://register.example/=cmd")
    done = run("export", "mismatch-finder")
    for row in csv.reader(io.StringIO(done.stdout)):
        assert not any(cell.startswith(("=", "+", "@")) for cell in row)


def test_usage(corpus: Callable[..., None]) -> None:
    corpus(BORN)
    done = run("export", "mismatch-finder", "--deprecate")
    assert done.exit_code == 2
    assert "No such option" in done.stderr
    Path("own.yaml").write_text("labels: true\n", "utf-8")
    done = run("export", "quickstatements", "--wikibase", "own.yaml")
    assert done.exit_code == 2
    assert "labels: true takes identifiers from a dump, and there is none here" in done.stderr
