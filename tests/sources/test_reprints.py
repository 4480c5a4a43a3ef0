"""Documents whose texts share long runs of words: found from fifteen words on, and one source where they share much."""

from __future__ import annotations

import hashlib
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import checker
from checker.cli.main import main
from checker.texts.shared_runs import GRAM, MOST_TEXTS, RUN, SharedRun, coded, shared_runs


def words(seed: str, number: int) -> list[str]:
    random = Random(seed)
    return [f"w{random.randrange(5000)}" for _ in range(number)]


def runs(**texts: str) -> list[SharedRun]:
    return shared_runs({name: coded(text) for name, text in texts.items()})


def text_with(seed: str, passage: str, before: int = 80, after: int = 60) -> str:
    return " ".join([*words(f"{seed} a", before), passage, *words(f"{seed} b", after)])


PASSAGE = " ".join(f"p{number}" for number in range(40))


@pytest.mark.parametrize(("number", "found"), [(RUN - 1, 0), (RUN, 1), (40, 1)])
def test_runs_of_fifteen_words_are_found_and_no_shorter_ones(number: int, found: int) -> None:
    passage = " ".join(PASSAGE.split()[:number])
    shared = runs(a=text_with("one", passage), b=text_with("two", passage, before=33))
    assert [(run.first, run.second, run.length) for run in shared] == [(80, 33, number)] * found


@given(st.integers(0, 60), st.integers(0, 60), st.integers(RUN, 40))
def test_wherever_it_stands(first: int, second: int, number: int) -> None:
    passage = " ".join(PASSAGE.split()[:number])
    (run,) = runs(a=text_with("one", passage, first), b=text_with("two", passage, second))
    assert (run.first, run.second, run.length) == (first, second, number)


@pytest.mark.parametrize("marks", ["“{}”", '"{}"', "«{}»", "„{}“"])
def test_what_both_quote_is_not_copied(marks: str) -> None:
    quoted = marks.format(PASSAGE)
    assert not runs(a=text_with("one", quoted), b=text_with("two", quoted))


def test_what_many_texts_share_is_boilerplate() -> None:
    texts = {f"t{number}": text_with(f"text {number}", PASSAGE) for number in range(MOST_TEXTS + 1)}
    assert not runs(**texts)
    assert len(runs(**dict(list(texts.items())[:3]))) == 3


def test_case_marks_and_line_breaks_are_no_difference() -> None:
    broken = PASSAGE.upper().replace(" P10 ", ",\nP10 – ")
    (run,) = runs(a=text_with("one", PASSAGE), b=text_with("two", broken))
    assert run.length == 40


def test_short_texts_share_nothing() -> None:
    assert runs(a="", b="one", c=" ".join(PASSAGE.split()[: GRAM + 1])) == []


def corpus(folder: Path, passage: str, **more: object) -> tuple[dict, Path]:
    """Two documents, of which the younger one has a passage of the other; both say the same."""
    texts = folder / "texts"
    texts.mkdir()
    files: dict = {
        "vocabulary": {
            "entities": {"tower": {"label": "the tower"}},
            "properties": {"height": {"label": "height", "datatype": "quantity", "kind": "constant", "unit": "m"}},
        }
    }
    for name, year in (("alpha", 2019), ("beta", 2021)):
        text = f"The tower is 300 m high. {text_with(name, passage)}"
        (texts / f"{name}.txt").write_text(text, "utf-8")
        claim = {"id": "c", "quote": "The tower is 300 m high", "subject": "tower", "property": "height"}
        claim |= {"value": "300 m", **(more if name == "beta" else {})}
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        head = {"id": name, "title": f"{name.title()} guide", "publisher": name.title(), "published": f"{year}-01-01"}
        files[name] = {"document": {**head, "text": {"sha256": sha256, "path": f"{name}.txt"}}, "claims": [claim]}
    return files, texts


def test_a_reprint_counts_as_one_source(tmp_path: Path) -> None:
    files, texts = corpus(tmp_path, PASSAGE)
    result = checker.check(files, documents=texts, as_of="2026-01-01")
    assert not result.faults
    (told,) = (finding for finding in result.findings if finding.rule == "copied-source")
    assert told.message == (
        "Beta guide reprints Alpha guide (40 words in common, 21.5 % of the shorter text): they count as one"
    )
    assert told.why == "1 run of words, the longest of 40: “p0 p1 p2 p3 p4 p5 p6 p7 p8 p9 p10 p11 …”"
    (agreement,) = (finding for finding in result.agreements if finding.rule == "agreement")
    assert agreement.why.startswith("one source, told more than once: alpha + beta; Beta guide reprints Alpha guide")


def test_a_run_that_is_no_reprint_is_only_told_among_the_sources(tmp_path: Path) -> None:
    import yaml

    files, texts = corpus(tmp_path, " ".join(PASSAGE.split()[:20]))
    result = checker.check(files, documents=texts, as_of="2026-01-01")
    assert [finding.why for finding in result.agreements] == ["2 independent sources: alpha; beta"]
    claims = tmp_path / "claims"
    claims.mkdir()
    for name, content in files.items():
        (claims / f"{name}.yaml").write_text(yaml.safe_dump(content), "utf-8")
    arguments = ["sources", "--claims", str(claims), "--documents", str(texts), "--no-cache", "--isolated"]
    told = CliRunner().invoke(main, arguments)
    assert told.exit_code == 0, told.output
    assert "Alpha guide and Beta guide have words in common (20 words in common, " in told.output


def test_what_a_document_draws_on_is_not_told_again(tmp_path: Path) -> None:
    files, texts = corpus(tmp_path, PASSAGE, draws_on=["alpha"])
    result = checker.check(files, documents=texts, as_of="2026-01-01")
    assert [finding.rule for finding in result.agreements] == ["agreement"]
    assert result.agreements[0].why == "one source, told more than once: alpha + beta"
