"""What is in dispute at another time has another identifier; who reviews it loses neither the way nor a word."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.review.plain import Console, review
from checker.review.session import refresh


def edit(claims: Path, old: str, new: str, name: str = "two.yaml") -> None:
    path = claims / name
    text = path.read_text("utf-8")
    assert old in text
    with_quote = f'"quote": {old}' in text  # a value and what says it
    path.write_text(text.replace(old, new, 1 + with_quote), "utf-8")


@pytest.fixture
def levels(build) -> Path:
    """Two documents that differ on what changes, at one time."""
    claim = {"property": "level", "as_of": "2015"}
    level = {"level": {"label": "level", "datatype": "quantity", "kind": "state"}}
    return build({"one": [{**claim, "value": "40"}], "two": [{**claim, "value": "55"}]}, level)


def move(claims: Path, old: str, new: str) -> None:
    """Both claims speak of another year, and so the question is another one."""
    for name in ("one.yaml", "two.yaml"):
        edit(claims, f'"{old}"', f'"{new}"', name)


@pytest.mark.parametrize(
    "years",
    [
        pytest.param(("2010",), id="one edit"),
        pytest.param(("2010", "2011", "2012"), id="several edits"),
        pytest.param(("2010", "2015", "2012"), id="an edit that was taken back in between"),
        pytest.param(("2010", "2015"), id="an edit that was taken back"),
    ],
)
def test_an_open_page_leads_to_the_disagreement_about_the_same(levels: Path, serve, years: tuple[str, ...]) -> None:
    review = serve(levels)
    passed = list(review.page.get().links())
    before = "2015"
    for year in years:
        move(levels, before, year)
        before = year
        passed += [entry.id for entry in refresh(review.session).entries]
    here = passed[-1]
    assert len(set(passed)) == len({"2015", *years})
    for disagreement in dict.fromkeys(passed):
        answer = review.page.get(f"f/{disagreement}?rule=value-conflict")
        if disagreement == here:
            assert (answer.status, answer.here) == (200, here)
            continue
        there = answer.headers["location"]
        assert (answer.status, f"f/{here}?" in there, "rule=value-conflict" in there) == (303, True, True)
        shown = review.page.get(f"f/{there.rpartition('f/')[2]}")
        assert (shown.status, shown.here) == (200, here)
        assert "this disagreement took the place of the one that you had open" in shown.words
        assert f'data-was="{disagreement}"' in shown.text


def test_another_value_is_the_same_disagreement(sizes, serve) -> None:
    claims = sizes(1)
    review = serve(claims)
    before = review.page.get().links()
    edit(claims, '"55"', '"56"')
    refresh(review.session)
    assert review.page.get().links() == before


def test_only_what_is_about_the_same_takes_a_place(sizes, serve) -> None:
    claims = sizes(2)
    review = serve(claims)
    disagreement = review.page.get().links()[0]
    edit(claims, '"55"', '"40"')
    refresh(review.session)
    answer = review.page.get(f"f/{disagreement}")
    assert (answer.status, "This disagreement is gone" in answer.words) == (404, True)


def test_a_flag_goes_along(levels: Path, serve) -> None:
    review = serve(levels)
    (disagreement,) = review.page.get().links()
    review.page.post(f"f/{disagreement}/flag", on="yes")
    move(levels, "2015", "2010")
    refresh(review.session)
    (after,) = review.page.get("?show=flagged").links()
    assert after != disagreement
    review.page.post(f"f/{after}/flag", on="")
    move(levels, "2010", "2015")
    refresh(review.session)
    assert review.page.get("?show=flagged").links() == []


def test_a_ruling_on_what_stood_there_before_is_shown_as_stale(levels: Path, serve) -> None:
    first = serve(levels)
    (disagreement,) = first.page.get().links()
    first.page.rule(disagreement, "right", "the meter was read twice")
    first.stop()
    move(levels, "2015", "2010")
    again = serve(levels)
    (after,) = again.page.get("?show=stale").links()
    shown = again.page.get(f"f/{after}")
    assert after != disagreement
    assert "the meter was read twice" in shown.words
    assert "two#claim-1, its quote or its document's edition changed" in shown.words
    assert shown.field("reason") == ""
    again.page.rule(after, "wrong", "and once more")
    assert again.page.get("?show=decided").links() == [after]


def test_a_ruling_on_other_values_is_shown_as_stale(sizes, serve) -> None:
    claims = sizes(1)
    first = serve(claims)
    (disagreement,) = first.page.get().links()
    first.page.rule(disagreement, "right", "the meter was read twice")
    first.stop()
    edit(claims, '"55"', '"56"')
    again = serve(claims)
    assert again.page.get("?show=stale").links() == [disagreement]
    shown = again.page.get(f"f/{disagreement}")
    assert "two#claim-1, its quote or its document's edition changed" in shown.words
    assert shown.field("reason") == ""


def test_where_both_ends_of_an_interval_differ_the_ruling_is_shown_as_well(build, serve) -> None:
    kinds = {name: {"label": name, "datatype": "date", "kind": "event"} for name in ("start", "end")}
    period = {"label": "period", "datatype": "interval", "kind": "event", "start": "start", "end": "end"}
    claims = build({"one": [{"value": "1950/1990"}], "two": [{"value": "1960/1999"}]}, {"period": period, **kinds})
    first = serve(claims)
    both = first.page.get().links()
    assert len(both) == 2
    first.page.rule(both[0], "right", "the register says so")
    first.stop()
    edit(claims, "1960/1999", "1961/1998")
    page = serve(claims).page
    after = page.get("?show=stale").links()
    assert after == both[:1], "the question is the same, what was seen is not"
    assert all("the register says so" in page.get(f"f/{disagreement}").words for disagreement in after)


def test_what_another_reviewer_ruled_before_stays_hidden(sizes, serve) -> None:
    claims = sizes(1)
    bob = serve(claims, "bob")
    (disagreement,) = bob.page.get().links()
    bob.page.rule(disagreement, "right", "words of bob")
    bob.stop()
    edit(claims, '"55"', '"56"')
    page = serve(claims, "ann").page
    (after,) = page.get().links()
    assert "words of bob" not in page.get(f"f/{after}").words
    page.rule(after, "wrong", "words of ann")
    assert "words of bob" in page.get(f"f/{after}").words


def test_a_draft_on_the_terminal_goes_along(levels: Path, session, decided) -> None:
    said: list[str] = []

    def answers():
        yield "1"
        yield "a"
        move(levels, "2015", "2010")  # while the reviewer writes
        yield "the meter was read twice"
        yield ""  # saves the draft under the disagreement that took the place
        yield "q"

    given = answers()
    review(session(levels), Console(lambda _: next(given), said.append))
    assert any("another disagreement took the place" in one for one in said)
    (text,) = decided(levels).values()
    assert "the meter was read twice" in text
