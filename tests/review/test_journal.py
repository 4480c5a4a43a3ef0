"""Steps, flags and known disagreements survive a restart, and nothing that lies in the file can do harm."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.review.journal import JournalStep, drop, end, flag, opened, record

steps = st.builds(
    JournalStep,
    path=st.sampled_from(("decisions/f-1/ann.yaml", "a.yaml", "äö/b.yaml", "odd \udcff.yaml")),
    before=st.none() | st.binary(max_size=20),
    after=st.sampled_from(("aa", "bb")),
    disagreement=st.sampled_from(("f-1", "f-2")),
    words=st.text(max_size=5),
)
acts = st.lists(
    st.tuples(st.just("step"), steps)
    | st.tuples(st.just("drop"), st.none() | st.binary(max_size=20))
    | st.tuples(st.just("flag"), st.tuples(st.sampled_from(("f-1", "f-2")), st.booleans()))
    | st.tuples(st.just("end"), st.frozensets(st.sampled_from(("f-1", "f-2", "f-3"))))
    | st.tuples(st.just("restart"), st.none()),
    max_size=25,
)


@given(acts)
def test_a_restart_changes_nothing(tmp_path_factory: pytest.TempPathFactory, done: list) -> None:
    cache = tmp_path_factory.mktemp("journal") / "cache.txt"
    kept, restarted = opened(None, "ann"), opened(cache, "ann")
    for act, about in done:
        if act == "restart":
            restarted = opened(cache, "ann")
            continue
        for journal in (kept, restarted):
            if act == "step":
                record(journal, about)
            elif act == "drop" and journal.steps:
                drop(journal, about)
            elif act == "flag":
                flag(journal, *about)
            elif act == "end":
                end(journal, about)
                journal.known = about
        assert (restarted.steps, restarted.flags, restarted.known) == (kept.steps, kept.flags, kept.known)
        assert restarted.taken_back == kept.taken_back


def lines(cache: Path) -> Path:
    (found,) = cache.parent.glob("*.jsonl")
    return found


STEP = JournalStep("decisions/f-1/ann.yaml", b"before", "aa", "f-1", "right")


def test_reviewers_have_journals_of_their_own(tmp_path: Path) -> None:
    record(opened(tmp_path / "cache.txt", "ann"), STEP)
    assert opened(tmp_path / "cache.txt", "ben").steps == []
    assert opened(tmp_path / "other.txt", "ann").steps == []
    assert opened(tmp_path / "cache.txt", "ann").steps == [STEP]


@pytest.mark.parametrize("size", range(1, 60, 7))
def test_a_line_that_was_cut_off_loses_only_itself(tmp_path: Path, size: int) -> None:
    cache = tmp_path / "cache.txt"
    record(opened(cache, "ann"), STEP)
    path = lines(cache)
    path.write_bytes(path.read_bytes() + json.dumps({"flag": "f-9", "on": True, "more": "x" * 60}).encode()[:size])
    journal = opened(cache, "ann")
    assert (journal.steps, journal.flags) == ([STEP], set())
    flag(journal, "f-2", True)
    assert opened(cache, "ann").flags == {"f-2"}


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(
            {"step": "/etc/passwd", "before": None, "after": "x", "disagreement": "f", "words": "w"}, id="absolute"
        ),
        pytest.param(
            {"step": "../x.yaml", "before": None, "after": "x", "disagreement": "f", "words": "w"}, id="upwards"
        ),
        pytest.param(
            {"step": "a/../../x", "before": None, "after": "x", "disagreement": "f", "words": "w"}, id="up within"
        ),
        pytest.param(
            {"step": "a", "before": "no base64!", "after": "x", "disagreement": "f", "words": "w"}, id="no bytes"
        ),
        pytest.param({"step": "a", "before": 5, "after": "x", "disagreement": "f", "words": "w"}, id="a number"),
        pytest.param({"step": 5}, id="no step"),
        pytest.param({"flag": ["f"], "on": True}, id="no flag"),
        pytest.param({"known": "f-1"}, id="no list"),
        pytest.param([1, 2], id="a list"),
        pytest.param(None, id="nothing"),
    ],
)
def test_a_line_that_is_not_ours_is_passed_over(tmp_path: Path, line: object) -> None:
    cache = tmp_path / "cache.txt"
    record(opened(cache, "ann"), STEP)
    with lines(cache).open("a") as stream:
        stream.write("\n" + json.dumps(line) + "\n{\n\xff\n")
    journal = opened(cache, "ann")
    assert (journal.steps, journal.flags, journal.known) == ([STEP], set(), None)


def test_a_journal_that_cannot_be_written_says_that_it_does_not_last(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    journal = opened(tmp_path / "file" / "cache.txt", "ann")
    record(journal, STEP)
    assert (journal.steps, journal.lasting) == ([STEP], False)


def test_what_was_taken_back_in_this_session_is_not_told_as_done(tmp_path: Path) -> None:
    record(opened(tmp_path / "cache.txt", "ann"), STEP)
    journal = opened(tmp_path / "cache.txt", "ann")
    assert journal.here == []
    record(journal, STEP)
    drop(journal)
    assert (journal.here, journal.steps) == ([], [STEP])
