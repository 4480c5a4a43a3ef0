"""A value that changes gives a finding another identifier; who reviews it loses neither the way nor a word."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.review.plain import Console, review
from checker.review.session import refresh


def edit(claims: Path, old: str, new: str, name: str = "two.yaml") -> None:
    path = claims / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize(
    "values",
    [
        pytest.param(("56",), id="one edit"),
        pytest.param(("56", "57 m", "58"), id="several edits, one of them broken"),
        pytest.param(("56", "55", "57"), id="an edit that was taken back in between"),
        pytest.param(("56", "55"), id="an edit that was taken back"),
    ],
)
def test_an_open_page_leads_to_the_finding_of_the_same_claims(sizes, serve, values) -> None:
    claims = sizes(2)
    review = serve(claims)
    passed = [review.page.get().links()[0]]
    before = "55"
    for value in values:
        edit(claims, f'"{before}"', f'"{value}"')
        before = value
        now = refresh(review.session)
        passed += [entry.id for entry in now.entries if entry.about.endswith("size")]
    (here,) = [entry.id for entry in now.entries if entry.about.endswith("size")]
    for finding in dict.fromkeys(passed):
        answer = review.page.get(f"f/{finding}?rule=value-conflict")
        if finding == here:
            assert (answer.status, answer.here) == (200, here)
            continue
        there = answer.headers["location"]
        assert (answer.status, f"f/{here}?" in there, "rule=value-conflict" in there) == (303, True, True)
        shown = review.page.get(f"f/{there.rpartition('f/')[2]}")
        assert (shown.status, shown.here) == (200, here)
        assert "this finding took the place of the one that you had open" in shown.words
        assert f'data-was="{finding}"' in shown.text


def test_only_the_same_claims_under_the_same_rule_take_a_place(sizes, serve) -> None:
    claims = sizes(2)
    review = serve(claims)
    finding = review.page.get().links()[0]
    edit(claims, '"55"', '"40"')
    refresh(review.session)
    answer = review.page.get(f"f/{finding}")
    assert (answer.status, "This finding is gone" in answer.words) == (404, True)


def test_a_flag_goes_along(sizes, serve) -> None:
    claims = sizes(1)
    review = serve(claims)
    (finding,) = review.page.get().links()
    review.page.post(f"f/{finding}/flag", on="yes")
    edit(claims, '"55"', '"56"')
    refresh(review.session)
    (after,) = review.page.get("?show=flagged").links()
    assert after != finding
    review.page.post(f"f/{after}/flag", on="")
    edit(claims, '"56"', '"55"')
    refresh(review.session)
    assert review.page.get("?show=flagged").links() == []


def test_a_ruling_on_what_stood_there_before_is_shown_as_stale(sizes, serve) -> None:
    claims = sizes(1)
    first = serve(claims)
    (finding,) = first.page.get().links()
    first.page.rule(finding, "a-right", "the meter was read twice")
    first.stop()
    edit(claims, '"55"', '"56"')
    again = serve(claims)
    (after,) = again.page.get("?show=stale").links()
    shown = again.page.get(f"f/{after}")
    assert after != finding
    assert "the meter was read twice" in shown.words
    assert "two#claim-1, its quote or its document's edition changed" in shown.words
    assert shown.field("reason") == ""
    again.page.rule(after, "b-right", "and once more")
    assert again.page.get("?show=decided").links() == [after]


def test_where_both_ends_of_an_interval_differ_the_ruling_is_shown_as_well(build, serve) -> None:
    kinds = {name: {"label": name, "datatype": "date", "kind": "event"} for name in ("start", "end")}
    period = {"label": "period", "datatype": "interval", "kind": "event", "start": "start", "end": "end"}
    claims = build({"one": [{"value": "1950/1990"}], "two": [{"value": "1960/1999"}]}, {"period": period, **kinds})
    first = serve(claims)
    both = first.page.get().links()
    assert len(both) == 2
    first.page.rule(both[0], "a-right", "the register says so")
    first.stop()
    edit(claims, "1960/1999", "1961/1998")
    page = serve(claims).page
    after = page.get("?show=stale").links()
    assert after
    assert not set(after) & set(both)
    assert all("the register says so" in page.get(f"f/{finding}").words for finding in after)


def test_what_another_reviewer_ruled_before_stays_hidden(sizes, serve) -> None:
    claims = sizes(1)
    bob = serve(claims, "bob")
    (finding,) = bob.page.get().links()
    bob.page.rule(finding, "a-right", "words of bob")
    bob.stop()
    edit(claims, '"55"', '"56"')
    page = serve(claims, "ann").page
    (after,) = page.get().links()
    assert "words of bob" not in page.get(f"f/{after}").words
    page.rule(after, "b-right", "words of ann")
    assert "words of bob" in page.get(f"f/{after}").words


def test_a_draft_on_the_terminal_goes_along(sizes, session, decided) -> None:
    claims = sizes(1)
    said: list[str] = []

    def answers():
        yield "1"
        edit(claims, '"55"', '"56"')  # while the reviewer writes
        yield "the meter was read twice"
        yield ""  # saves the draft under the finding that took the place
        yield "q"

    given = answers()
    review(session(claims), Console(lambda _: next(given), said.append))
    assert any("another finding took the place" in one for one in said)
    (text,) = decided(claims).values()
    assert "the meter was read twice" in text
