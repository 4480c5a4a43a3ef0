"""What is saved through a real server, and what is refused: the form's mistakes, changes meanwhile, corrections."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields
from html import unescape
from pathlib import Path

import pytest

from checker.review import session as sessions
from checker.rules.pair import value_conflict
from checker.rules.registry import RULES
from checker.rules.rule import Pair


def edit(claims: Path, name: str, old: str, new: str) -> None:
    path = claims / name
    text = path.read_text("utf-8")
    assert old in text
    with_quote = f'"quote": {old}' in text  # a value and what says it
    path.write_text(text.replace(old, new, 1 + with_quote), "utf-8")


@pytest.mark.parametrize(
    ("change", "old_to_new", "told"),
    [
        pytest.param(("two.yaml", '"55"', '"40"'), "", "there is no such disagreement any more", id="the dispute"),
        pytest.param(
            ("two.yaml", '"55"', '"56"'),
            "Two: value 55 → 56",
            "two#claim-1, its quote or its document's edition changed",
            id="the value of a claim, and with it the disagreement's identifier",
        ),
        pytest.param(
            ("two.yaml", '"quote": "55"', '"quote": "55 people"'),
            "Two: quote 55 → 55 people",
            "two#claim-1, its quote or its document's edition changed",
            id="the quote of a claim",
        ),
        pytest.param(
            ("two.yaml", '"value"', '"because": "by hand", "value"'),
            "Two: because nothing → by hand",
            "two#claim-1, its quote or its document's edition changed",
            id="a field that was not there",
        ),
        pytest.param(
            ("two.yaml", '"2021-01-01"', '"2022"'),
            "Two: document 2021-01-01 → 2022",
            "two#claim-1, its quote or its document's edition changed",
            id="the edition of a document",
        ),
        pytest.param(
            None,
            "your own ruling on it was written or removed elsewhere",
            "your own ruling on it was written or removed elsewhere",
            id="the own ruling",
        ),
    ],
)
@pytest.mark.parametrize("remembered", [True, False], ids=["shown", "not known what was shown"])
def test_a_save_is_refused_and_the_draft_kept_where_something_changed(
    sizes, serve, decided, change, old_to_new, told, remembered: bool
) -> None:
    claims = sizes(1)
    page = serve(claims).page
    (disagreement,) = page.get().links()
    opened = page.get(f"f/{disagreement}")
    seen, was = opened.field("seen"), opened.field("was") if remembered else "[{"
    if change:
        edit(claims, *change)
    else:
        page.rule(disagreement, reason="from another window")
    before = decided(claims)
    answer = page.rule(disagreement, "wrong", "my own words", seen=seen, was=was)
    assert answer.status == 409
    if answer.here:
        assert (old_to_new if remembered else told) in answer.words
        assert answer.field("reason") == "my own words"
        assert page.rule(answer.here, "wrong", "my own words", seen=answer.field("seen")).status == 200
        assert "my own words" in decided(claims)[f"{answer.here}/ann"]
    else:
        assert "This disagreement is gone" in answer.words
        assert "my own words" in answer.words
        assert decided(claims) == before == {}


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        pytest.param({"verdict": ""}, "choose a verdict", id="no verdict"),
        pytest.param({"verdict": "accepted"}, "choose a verdict", id="no verdict of the list"),
        pytest.param({"reason": " \n "}, "give a reason that another analyst can check", id="no reason"),
        pytest.param({"positions": []}, "mark the positions", id="right, and not which"),
        pytest.param({"positions": ["C"]}, "C is among the positions and was not seen", id="a position of nobody"),
        pytest.param({"verdict": "claim-file-wrong"}, "mark the claims", id="a claim file, and not which claim"),
        pytest.param({"verdict": "defer"}, "say until which day", id="deferred for ever"),
        pytest.param(
            {"verdict": "defer", "until": "soon"}, 'found "soon", expected for defer: the day', id="until no day"
        ),
        pytest.param({"review_by": "2026-13-01"}, 'found "2026-13-01"', id="looked at again on no day"),
        pytest.param(
            {"verdict": "defer", "until": "2026-11-22"},
            "found 2026-11-22, expected a day after 2026-11-22 that the calendar has",
            id="deferred until today",
        ),
        pytest.param(
            {"review_by": "2027-02-30"},
            "found 2027-02-30, expected a day after 2026-11-22 that the calendar has",
            id="looked at again on a day that the calendar lacks",
        ),
        pytest.param(
            {"verdict": "claim-file-wrong", "claims": "one#other"},
            "one#other is among the claims and was not seen",
            id="a foreign claim",
        ),
        pytest.param({"reason": "x\x7fy"}, "found the character U+007F", id="a character that hides"),
    ],
)
def test_a_ruling_that_does_not_fit_is_told_by_its_field_and_kept(sizes, serve, decided, fields, told) -> None:
    claims = sizes(1)
    page = serve(claims).page
    (disagreement,) = page.get().links()
    given = {"verdict": "right", "reason": "kept words", **fields}
    answer = page.rule(disagreement, **given)
    assert (answer.status, answer.here) == (422, disagreement)
    assert told in answer.words
    assert answer.field("reason").strip() == (" ".join(given["reason"].split()))
    assert decided(claims) == {}


def test_what_belongs_to_another_verdict_is_not_saved(sizes, serve, decided) -> None:
    claims = sizes(1)
    page = serve(claims).page
    (disagreement,) = page.get().links()
    page.rule(disagreement, "right", until="2027-01-01", claims=["one#claim-1"])
    text = decided(claims)[f"{disagreement}/ann"]
    assert not {"until", "claims"} & {line.partition(":")[0] for line in text.split("\n")}


def test_a_wrong_claim_file_is_corrected_after_its_change_was_shown(sizes, serve) -> None:
    claims = sizes(1)
    before = (claims / "two.yaml").read_bytes()
    page = serve(claims).page
    (disagreement,) = page.get().links()
    place = f"c/two%23claim-1?disagreement={disagreement}"
    shown = page.get(place)
    assert shown.status == 200
    text = unescape(re.search(r"<textarea[^>]*>\n(.*?)</textarea>", shown.text, re.DOTALL)[1])
    seen = shown.field("seen")
    changed = text.replace('"55"', '"40"')
    preview = page.post(place, text=changed.replace("\n", "\r\n"), seen=seen, action="preview")
    assert preview.status == 200
    assert '-   "value": "55"' in preview.words or '"value": "55"' in preview.words
    assert (claims / "two.yaml").read_bytes() == before
    broken = page.post(place, text=changed.replace("size", "sise"), seen=seen, action="write")
    assert broken.status == 422
    assert "size" in broken.words
    assert (claims / "two.yaml").read_bytes() == before
    answer = page.post(place, text=changed, seen=seen, action="write")
    assert "The claim is corrected" in answer.words
    assert page.get().links() == [], "with the claim the disagreement is gone"
    assert (claims / "two.yaml").read_bytes() == before.replace(b'"55"', b'"40"')
    page.post("undo")
    assert (claims / "two.yaml").read_bytes() == before
    assert page.get().links() == [disagreement]


def test_a_correction_of_a_file_that_changed_meanwhile_is_refused_and_the_text_kept(sizes, serve) -> None:
    claims = sizes(1)
    page = serve(claims).page
    seen = page.get("c/two%23claim-1").field("seen")
    edit(claims, "two.yaml", '"quote": "55"', '"quote": "55 people"')
    answer = page.post("c/two%23claim-1", text="my <text>", seen=seen, action="write")
    assert answer.status == 409
    assert "the file changed since you looked" in answer.words
    assert "my &lt;text&gt;" in answer.text
    assert "my" not in (claims / "two.yaml").read_text("utf-8")


def test_what_cannot_be_checked_again_is_told_and_nothing_is_saved(sizes, serve, monkeypatch, decided) -> None:
    claims = sizes(1)
    review = serve(claims)
    (disagreement,) = review.page.get().links()

    def broken(*_):
        raise RuntimeError("the disk is gone")

    with monkeypatch.context() as patch:
        patch.setattr(sessions, "examine", broken)
        edit(claims, "two.yaml", '"quote": "55"', '"quote": "55 people"')
        answer = review.page.rule(disagreement)
        assert answer.status == 409
        assert "could not be checked: RuntimeError, the disk is gone" in answer.words
        assert decided(claims) == {}
    assert review.page.rule(disagreement).status == 409, "what was seen is not what is there now"
    assert review.page.rule(disagreement).status == 200


def test_what_was_not_checked_to_the_end_is_told_above_the_queue(sizes, serve, monkeypatch, decided) -> None:
    def failing(*_):
        raise RuntimeError("no figure")

    claims = sizes(1)
    broken = [r if r.id != value_conflict.ID else type(r)(**{**_fields(r), "pair": Pair(failing)}) for r in RULES]
    monkeypatch.setattr("checker.evaluate.RULES", tuple(broken))
    page = serve(claims, **{"no-cache": True}).page
    answer = page.get("?show=all")
    assert "Not checked to the end: disagreements may be missing" in answer.words
    assert answer.links() == []
    refused = page.post("f/thing.size-0000000000000000/decide", verdict="right", positions=["A"], reason="x", seen="")
    assert refused.status == 409
    assert decided(claims) == {}


def _fields(rule) -> dict:
    return {one.name: getattr(rule, one.name) for one in fields(rule)}


def test_of_two_saves_at_once_one_is_refused(sizes, serve, decided) -> None:
    claims = sizes(1)
    page = serve(claims).page
    (disagreement,) = page.get().links()
    seen = page.get(f"f/{disagreement}").field("seen")
    with ThreadPoolExecutor(4) as pool:
        reasons = [f"reason {number}" for number in range(4)]
        answers = list(pool.map(lambda reason: page.rule(disagreement, "right", reason, seen=seen), reasons))
    assert sorted(answer.status for answer in answers) == [200, 409, 409, 409]
    (saved,) = (reason for reason, answer in zip(reasons, answers, strict=True) if answer.status == 200)
    assert saved in decided(claims)[f"{disagreement}/ann"]
    for reason, answer in zip(reasons, answers, strict=True):
        if answer.status == 409:
            assert answer.field("reason") == reason
