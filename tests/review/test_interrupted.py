"""What a killed process or a stray file leaves behind: nothing is lost, and nothing is told wrongly."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.decisions import store
from checker.model.decision import Decision
from checker.model.fault import Mark
from checker.review import session as sessions


class Killed(BaseException):
    """Stands for the end of the process."""


def rule(session: sessions.Session, disagreement: str, reason: str) -> None:
    entry = session.now.entry(disagreement)
    assert entry
    given = Decision("", "right", reason, session.reviewer, "2026-11-22", (), Mark(""), positions=("A",))
    sessions.save(session, disagreement, given, sessions.token(session, entry.one))


def killed(monkeypatch: pytest.MonkeyPatch, name: str, when: str):
    """The next writer dies before or after its work, and so nothing is noted any more."""
    real = getattr(store, name)

    def dies(*given, **named):
        if when == "after":
            real(*given, **named)
        raise Killed

    monkeypatch.setattr(store, name, dies)
    monkeypatch.setattr(sessions, "drop", lambda *_: None)


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_save_that_was_killed_hides_no_step_before_it(sizes, session, decided, monkeypatch, when: str) -> None:
    claims = sizes(2)
    first = session(claims)
    one, two = (entry.id for entry in first.now.entries)
    rule(first, one, "the first")
    with monkeypatch.context() as patched:
        killed(patched, "write", when)
        with pytest.raises(Killed):
            rule(first, two, "the second")
    assert len(decided(claims)) == (1 if when == "before" else 2)
    again = session(claims)
    for disagreement, left in ((two, 1), (one, 0)):
        undone = sessions.undo(again)
        assert undone
        assert (undone.step.disagreement, undone.left, len(decided(claims))) == (disagreement, "", left)
    assert sessions.undo(again) is None


@pytest.mark.parametrize("when", ["before", "after"])
def test_an_undo_that_was_killed_can_be_done_again(sizes, session, decided, monkeypatch, when: str) -> None:
    claims = sizes(1)
    first = session(claims)
    (disagreement,) = (entry.id for entry in first.now.entries)
    rule(first, disagreement, "the first")
    with monkeypatch.context() as patched:
        killed(patched, "remove", when)
        with pytest.raises(Killed):
            sessions.undo(first)
    again = session(claims)
    undone = sessions.undo(again)
    assert undone
    assert (undone.left, decided(claims), sessions.undo(again)) == ("", {}, None)


def test_a_save_that_failed_is_no_step(sizes, session, monkeypatch) -> None:
    claims = sizes(1)
    first = session(claims)
    (disagreement,) = (entry.id for entry in first.now.entries)

    def full(*_given, **_named):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(store, "write", full)
        with pytest.raises(OSError, match="No space left"):
            rule(first, disagreement, "the first")
    assert (first.journal.steps, first.journal.here) == ([], [])
    assert sessions.undo(session(claims)) is None


def a_file(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("stray", "utf-8")


def a_loop(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(path.name)


@pytest.mark.parametrize(
    ("place", "make"),
    [
        pytest.param("", a_file, id="a file in the place of all decisions"),
        pytest.param("{disagreement}", a_file, id="a file in the place of a disagreement's"),
        pytest.param("{disagreement}/ann.yaml", Path.mkdir, id="a folder in the place of the ruling"),
        pytest.param("{disagreement}/ann.yaml", a_loop, id="a link to itself"),
    ],
)
def test_what_lies_in_the_way_of_a_ruling_is_told(sizes, serve, place: str, make) -> None:
    claims = sizes(1)
    page = serve(claims).page
    (disagreement,) = page.get().links()
    there = claims / "decisions" / place.format(disagreement=disagreement)
    there.parent.mkdir(parents=True, exist_ok=True)
    make(there)
    answer = page.rule(disagreement, reason="my own words")
    assert (answer.status, answer.here, answer.field("reason")) == (422, disagreement, "my own words")
    assert "the ruling cannot be written below claims/decisions (" in answer.words
    assert "); look at what lies there, at its rights, and whether the disk is full" in answer.words
    there.rmdir() if there.is_dir() else there.unlink()
    assert page.rule(disagreement, reason="my own words").status == 200
