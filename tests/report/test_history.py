"""A history loses no line, keeps equal runs once, merges without conflict, and knows since when things are open."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.cli.main import main
from checker.model.record import RunRecord
from checker.report.html.history import MOST_DAYS, history
from checker.report.record import LINE, file_of, line_of, read_records, record_of, with_record
from checker.report.trend import Day, Trend, trend

SIZE = {"size": {"label": "size", "datatype": "quantity", "kind": "constant"}}


def run(as_of: str, *open: str, complete: bool = True) -> RunRecord:
    return RunRecord(as_of, 2, 9, len(open), 0, 0, 0, 0, 0, complete, tuple(sorted(open)))


days = st.dates().map(lambda day: day.isoformat())
runs = st.builds(
    lambda day, ids, complete: run(day, *ids, complete=complete),
    days,
    st.sets(st.sampled_from("abcd")),
    st.booleans(),
)
junk = st.text(st.characters(exclude_characters="\n\r", exclude_categories=("Cs",)), max_size=12).map(
    lambda line: f"{line}\n"
)


@settings(max_examples=40)
@given(st.lists(runs, max_size=4), st.lists(junk, max_size=3), st.randoms(use_true_random=False))
def test_nothing_is_lost_and_equal_runs_are_one_line(
    records: list[RunRecord], odd: list[str], chance: random.Random
) -> None:
    text = "".join(odd)
    for record in records:
        after = with_record(text, record)
        assert with_record(after, record) == after
        assert sorted(LINE.findall(text)) == sorted(
            line for line in LINE.findall(after) if line != f"{line_of(record)}\n" or line in text
        )
        text = after
    read, faults = read_records(text, "runs.jsonl")
    assert set(read) == set(records)
    assert len(faults) == sum(bool(line.strip()) for line in odd)
    if not odd:
        assert [one.as_of for one in read] == sorted(one.as_of for one in read)
    lines = LINE.findall(text)
    chance.shuffle(lines)
    assert set(read_records("".join((*lines, *lines)), "runs.jsonl")[0]) == set(records), "as a merge may leave it"


def test_a_last_line_without_its_end_stays_a_line() -> None:
    text = with_record(line_of(run("2026-01-01")), run("2026-02-01"))
    assert text == f"{line_of(run('2026-01-01'))}\n{line_of(run('2026-02-01'))}\n"


@pytest.mark.parametrize(
    ("label", "records", "expected", "since"),
    [
        ("the first day compares with nothing", [run("2026-01-01", "a", "b")], [(2, 0, 0)], {"a": "2026-01-01"}),
        (
            "one is new, one settled",
            [run("2026-01-01", "a", "b"), run("2026-02-01", "b", "c")],
            [(2, 0, 0), (2, 1, 1)],
            {"b": "2026-01-01", "c": "2026-02-01"},
        ),
        (
            "what opens again is open since then",
            [run("2026-01-01", "a"), run("2026-02-01"), run("2026-03-01", "a")],
            [(1, 0, 0), (0, 0, 1), (1, 1, 0)],
            {"a": "2026-03-01"},
        ),
        (
            "what nobody looked at is not settled",
            [run("2026-01-01", "a"), run("2026-02-01", complete=False), run("2026-03-01", "a")],
            [(1, 0, 0), (1, 0, 0), (1, 0, 0)],
            {"a": "2026-01-01"},
        ),
        ("a day counts by its last run", [run("2026-01-01", "a"), run("2026-01-01")], [(0, 0, 0)], {}),
        ("what comes later is left out", [run("2026-01-01", "a"), run("2027-01-01")], [(1, 0, 0)], {"a": "2026-01-01"}),
    ],
)
def test_open_new_and_settled(
    label: str, records: list[RunRecord], expected: list[tuple], since: dict[str, str]
) -> None:
    made = trend(records, "2026-12-31")
    assert [(day.open, day.new, day.settled) for day in made.days] == expected, label
    assert {id: made.since[id] for id in since} == since


def test_since_when_in_words() -> None:
    made = trend([run("2026-01-01", "a"), run("2026-02-01", "a", "b")], "2026-12-31")
    assert made.since_words("a") == "open since 2026-01-01 or before"
    assert made.since_words("b") == "open since 2026-02-01"
    assert made.since_words("c") == Trend().since_words("c") == ""


@pytest.mark.parametrize("number", [2, 8, 9, 400])
def test_the_picture_is_an_image_with_words(number: int) -> None:
    made = tuple(Day(f"2026-{n:04}", n % 7, n % 3, n % 2, complete=n % 5 > 0) for n in range(number))
    view = history(Trend(made))
    assert view is not None
    svg = ET.fromstring(view.svg)
    assert svg.get("role") == "img"
    assert "new and" in (svg.get("aria-label") or "")
    assert len(view.days) == min(number, MOST_DAYS)
    assert view.earlier == number - len(view.days)
    width = float((svg.get("viewBox") or "").split()[2])
    for box in svg.iter("rect"):
        assert 0 <= float(box.get("x", "")) <= width
        assert float(box.get("height", "")) > 0


def test_one_day_is_no_picture() -> None:
    assert history(Trend((Day("2026-01-01", 1, 0, 0, complete=True),))) is None


# --------------------------------------------------------------------------------------------------- the command


def report(root: Path, tmp_path: Path, as_of: str, place: Path, *more: str) -> Result:
    arguments = [
        "report",
        str(root),
        "--as-of",
        as_of,
        "--no-cache",
        "--history",
        str(place),
        "--output",
        str(tmp_path / "p.html"),
    ]
    return CliRunner().invoke(main, [*arguments, *more])


@pytest.mark.parametrize("folder", [False, True], ids=["file", "folder"])
def test_a_line_a_run(folder: bool, build, tmp_path: Path) -> None:
    place = tmp_path / ("runs" if folder else "runs.jsonl")
    if folder:
        place.mkdir()
    root = build({"one": [{"value": "1"}], "two": [{"value": "2"}]}, SIZE)
    assert report(root, tmp_path, "2026-01-01", place).exit_code == 1
    assert "open since 2026-01-01 or before" in (tmp_path / "p.html").read_text("utf-8")
    for _ in range(2):
        assert report(root, tmp_path, "2026-02-01", place).exit_code == 1
    lines = "".join(file.read_text("utf-8") for file in (sorted(place.iterdir()) if folder else [place])).splitlines()
    assert [json.loads(line)["as_of"] for line in lines] == ["2026-01-01", "2026-02-01"]
    assert '<svg class="trend"' in (tmp_path / "p.html").read_text("utf-8")


def test_a_line_that_is_none_is_told_and_kept(build, tmp_path: Path) -> None:
    place = tmp_path / "runs.jsonl"
    place.write_text("<<<<<<< HEAD\n", "utf-8")
    done = report(build({"one": [{"value": "1"}]}, SIZE), tmp_path, "2026-01-01", place)
    assert done.exit_code == 2
    assert "runs.jsonl:1:1" in (tmp_path / "p.html").read_text("utf-8")
    first, second = place.read_text("utf-8").splitlines()
    assert (first, json.loads(second)["complete"]) == ("<<<<<<< HEAD", True)


def test_a_file_that_is_no_text_is_not_written_over(build, tmp_path: Path) -> None:
    place = tmp_path / "runs.jsonl"
    place.write_bytes(b"\xff\xfe\x00")
    done = report(build({"one": [{"value": "1"}]}, SIZE), tmp_path, "2026-01-01", place)
    assert done.exit_code == 2
    assert "not-utf8" in done.output
    assert place.read_bytes() == b"\xff\xfe\x00"


def test_a_part_of_the_corpus_is_no_run(build, tmp_path: Path) -> None:
    root = build({"one": [{"value": "1"}], "two": [{"value": "2"}]}, SIZE)
    done = report(root / "one.yaml", tmp_path, "2026-01-01", tmp_path / "runs.jsonl")
    assert done.exit_code == 2
    assert "leave the paths out" in done.output


def test_what_was_not_checked_is_not_called_settled(plain) -> None:
    record = record_of(plain)
    assert not record.complete, "there are faults and something unchecked"
    assert set(record.open) == {one.id for one in plain.disagreements if one.open and not one.settled}
    assert file_of(record) != file_of(replace(record, claims=record.claims + 1))
