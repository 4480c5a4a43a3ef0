"""The page on relations shows what is parsed and what is found: each row and each corpus is read back and run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from checker.literals.literal import LiteralError
from checker.model.finding import Finding
from checker.model.vocabulary import Vocabulary
from checker.relations.findings import READ_AS
from checker.relations.grammar import parse
from checker.relations.printing import print_relation
from checker.relations.relation import Arithmetic, Comparison, Constant, MajorityOf, Now, Operand, SumOfParts
from checker.report.pages import relations
from checker.report.pages.reading import vocabulary
from checker.request import Request
from checker.run import examine

PAGE = relations.page()
SECTIONS = dict(re.findall(r"^## (.*?)\n\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))
WORDS = re.findall(r"^```yaml\n(entities:.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)[0]
CORPORA = re.findall(
    r"^### (.*?)\n.*?^```yaml\n(.*?)^```\n\n^```text\n(.*?)^```$",
    SECTIONS["What relations find"],
    re.MULTILINE | re.DOTALL,
)


@pytest.fixture(scope="module")
def words() -> Vocabulary:
    return vocabulary(WORDS)


def rows(section: str, index: int = 0) -> list[list[str]]:
    """The cells of one of a section's tables, without its head."""
    table = [block for block in SECTIONS[section].split("\n\n") if block.startswith("| ")][index]
    return [line[2:-2].split(" | ") for line in table.splitlines()[2:]]


def text(cell: str) -> str:
    return cell.removeprefix("`").removesuffix("`")


@pytest.mark.parametrize("row", rows("Comparisons"), ids=lambda row: row[0])
def test_a_comparison_is_the_one_that_its_row_says(row: list[str], words: Vocabulary) -> None:
    relation = parse(text(row[3]), words)
    assert relation.comparison == text(row[1])
    assert f" {text(row[0])} " in text(row[3])


def test_the_page_shows_every_comparison() -> None:
    assert {text(row[1]) for row in rows("Comparisons")} == set(Comparison.__args__)


@pytest.mark.parametrize("section", ["Quantities and dates", "Constants", "Arithmetic"])
def test_an_expression_is_parsed(section: str, words: Vocabulary) -> None:
    for row in rows(section):
        written = text(row[0])
        joint = "during" if row[1] == "a stretch of time" else "="
        relation = parse(f"{written} {joint} {written}", words)
        assert parse(print_relation(relation), words).comparison == joint
        if section == "Arithmetic":
            assert print_relation(relation) == f"{text(row[2])} = {text(row[2])}"


def test_the_page_shows_every_sort_of_expression(words: Vocabulary) -> None:
    shown = {type(parse(f"{text(row[0])} = {text(row[0])}", words).left) for row in rows("Arithmetic")}
    shown |= {type(parse(f"{text(row[0])} = {text(row[0])}", words).left) for row in rows("Constants")}
    assert shown | {Operand, Now} == {Arithmetic, Constant, MajorityOf, Now, Operand, SumOfParts}
    assert any("now" in row[0] for row in rows("Arithmetic"))


@pytest.mark.parametrize("row", rows("What is refused"), ids=lambda row: row[0])
def test_a_mistake_gets_the_message_of_its_row(row: list[str], words: Vocabulary) -> None:
    with pytest.raises(LiteralError) as caught:
        parse(text(row[0]), words)
    assert caught.value.message == row[1]


@pytest.mark.parametrize("row", rows("For each", -1), ids=lambda row: row[0])
def test_a_mistake_for_each_gets_the_message_of_its_row(row: list[str], words: Vocabulary) -> None:
    with pytest.raises(LiteralError) as caught:
        parse(text(row[0]), words, "mill")
    assert caught.value.message == row[1]


def told(finding: Finding) -> str:
    steps = finding.steps or ((finding.why,) if finding.why else ())
    return "\n".join((f"{finding.verdict}[{finding.rule}]: {finding.message}", *(f"  {step}" for step in steps)))


@pytest.mark.parametrize(("claims", "found"), [pytest.param(*case, id=title) for title, *case in CORPORA])
def test_a_corpus_has_the_findings_that_stand_below_it(claims: str, found: str, tmp_path: Path) -> None:
    (tmp_path / "vocabulary.yaml").write_text(WORDS, "utf-8")
    (tmp_path / "report.yaml").write_text(claims, "utf-8")
    result = examine(Request(tmp_path, "2026-11-22"))
    assert result.faults == ()
    # what a scope or a time explains of two figures is no matter of relations
    findings = [
        told(finding) for finding in result.findings if finding.rule == READ_AS or finding.verdict != "reconciled"
    ]
    assert sorted(re.split(r"\n(?! )", found.rstrip("\n"))) == sorted(findings)


def test_there_is_a_corpus_for_whatever_ties_quantities() -> None:
    titles = " ".join(title for title, *_ in CORPORA)
    ties = (
        "`after`",
        "`within`",
        "`lasts`",
        "`adds_over`",
        "`ranks`",
        "`during`",
        "`sum of parts of`",
        "`majority of`",
        "`for_each`",
    )
    assert [tie for tie in ties if tie not in titles] == []
