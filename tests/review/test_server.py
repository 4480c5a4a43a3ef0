"""A whole review through a real server: queue, ruling, next, undo, restart; and what goes wrong on the way."""

from __future__ import annotations

import json
import re
import time
from html import unescape
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

from checker.model.fields import LABELLED
from checker.request import request_of
from checker.review import make
from checker.review import session as sessions
from checker.review.session import keep_watch

REASON = "the meter was read twice"


def until(what, seconds: float = 30) -> bool:
    """Whether something becomes true before the patience of a busy machine ends."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if what():
            return True
        time.sleep(0.05)
    return False


def edit(claims: Path, name: str, old: str, new: str) -> None:
    path = claims / name
    text = path.read_text("utf-8")
    assert old in text
    with_quote = f'"quote": {old}' in text  # a value and what says it
    path.write_text(text.replace(old, new, 1 + with_quote), "utf-8")


def test_the_queue_leads_from_finding_to_finding_until_nothing_is_left(sizes, serve, decided) -> None:
    claims = sizes(3)
    page = serve(claims).page
    queue = page.get().links()
    assert len(queue) == 3
    at = queue[0]
    for done, verdict in enumerate(("right", "wrong", "rule-wrong"), start=1):
        answer = page.rule(at, verdict)
        assert answer.status == 200
        assert page.state()["done"] == done
        assert answer.here == (queue[done] if done < 3 else "")
        at = answer.here
    assert page.get().links() == []
    assert page.state() | {"generation": 0, "counts": {}} == {"generation": 0, "counts": {}, "done": 3, "total": 3}
    assert [text.split("\n")[2] for text in decided(claims).values()] == [
        f"verdict: {dict(zip(queue, ('right', 'wrong', 'rule-wrong'), strict=True))[name.split('/')[0]]}"
        for name in decided(claims)
    ]


def test_every_step_is_taken_back_also_after_a_restart(sizes, serve, decided) -> None:
    claims = sizes(3)
    first = serve(claims)
    queue = first.page.get().links()
    for disagreement in queue:
        first.page.rule(disagreement)
    first.page.rule(queue[0], "wrong", query="?show=decided")
    assert first.page.post("undo").here == queue[0]
    assert "verdict: right" in decided(claims)[f"{queue[0]}/ann"], "the ruling before is back"
    assert first.page.post("undo").here == queue[2]
    first.stop()
    again = serve(claims)
    assert again.page.state()["done"] == 2
    assert again.page.post("undo").here == queue[1]
    assert again.page.post("undo").here == queue[0]
    assert decided(claims) == {}
    assert not (claims / "decisions").exists() or list((claims / "decisions").iterdir()) == []
    assert "There is nothing to take back." in again.page.post("undo").words


TAKEN_BACK = [
    pytest.param({"verdict": "right", "positions": ["B"]}, id="a position"),
    pytest.param({"verdict": "wrong", "positions": ["A", "B"]}, id="both positions"),
    pytest.param({"verdict": "cannot-tell"}, id="nothing but a reason"),
    pytest.param({"verdict": "defer", "until": "2027-03-04"}, id="a day"),
    pytest.param({"verdict": "rule-wrong", "review_by": "2027-03-04"}, id="a day to look again"),
    pytest.param({"verdict": "claim-file-wrong", "claims": ["B"]}, id="a claim"),
]


def filled(answer) -> dict[str, list[str]]:
    """What stands in the form, without what the server alone needs."""
    boxes = re.findall(r'<input type="(?:radio|checkbox)" name="(\w+)" value="([^"]*)"[^>]* checked', answer.text)
    found: dict[str, list[str]] = {}
    for name, value in (*boxes, *((name, answer.field(name)) for name in ("reason", "until", "review_by"))):
        found.setdefault(name, []).append(value)
    return found


@pytest.mark.parametrize("given", TAKEN_BACK)
def test_undo_fills_the_form_again_also_after_a_restart(sizes, serve, given: dict) -> None:
    claims = sizes(1)
    first = serve(claims)
    (disagreement,) = first.page.get().links()
    reason = "“read” <twice>, at noon"
    first.page.rule(disagreement, reason=reason, **given)
    back = first.page.post("undo")
    wanted = {"verdict": given["verdict"], "reason": reason, "until": "", "review_by": "", **given}
    wanted = {name: value if isinstance(value, list) else [value] for name, value in wanted.items()}
    if claim := wanted.get("claims"):
        wanted["claims"] = ["two#claim-1" if claim == ["B"] else claim[0]]
    assert "What you wrote is in the form again." in back.words
    assert filled(back) == wanted
    first.stop()
    again = serve(claims)
    assert filled(again.page.get(f"f/{disagreement}")) == wanted
    again.page.rule(disagreement, reason="another word")
    assert filled(again.page.get(f"f/{disagreement}"))["reason"] == ["another word"], "it is not offered for ever"


def test_a_step_over_which_somebody_wrote_is_left_and_the_one_before_is_next(sizes, serve, decided) -> None:
    claims = sizes(2)
    page = serve(claims).page
    one, two = page.get().links()
    page.rule(one)
    page.rule(two)
    edit(claims, f"decisions/{two}/ann.yaml", REASON, "changed in an editor")
    answer = page.post("undo")
    assert answer.status == 409
    assert (
        f"claims/decisions/{two}/ann.yaml was changed outside this review since, and is left as it is" in answer.words
    )
    assert "changed in an editor" in decided(claims)[f"{two}/ann"]
    page.post("undo")
    assert list(decided(claims)) == [f"{two}/ann"]


def test_a_deferred_finding_leaves_the_queue_and_keeps_the_gate_shut(sizes, serve) -> None:
    page = serve(sizes(1)).page
    (disagreement,) = page.get().links()
    page.rule(disagreement, "defer", until="2027-01-01")
    assert page.get().links() == []
    assert page.get("?show=deferred").links() == [disagreement]


def test_the_first_verdict_is_hidden_until_the_second_is_saved(sizes, serve) -> None:
    claims = sizes(2)
    ann, ben = serve(claims, "ann"), serve(claims, "ben")
    disagreement, other = ann.page.get().links()
    ann.page.rule(disagreement, "right", "SECRET of ann")
    until_seen = sessions.refresh(ben.session)
    assert until_seen.generation == 2
    pages = [
        ben.page.get(path) for path in ("", "?show=all", f"f/{disagreement}", f"f/{other}", "summary", "?q=secret")
    ]
    for answer in pages:
        assert "SECRET" not in answer.text
        assert "ann," not in answer.words
    assert "Somebody else ruled on this disagreement." in pages[2].words
    counts = ben.page.state()["counts"]
    assert (counts["second"], counts["decided"], counts["disputed"]) == (1, 0, 0)
    assert ben.page.get().links() == [other], "whoever wants to rule on it too finds it among the second opinions"
    assert ben.page.get("?show=second").links() == [disagreement]
    ben.page.rule(disagreement, "wrong", "the second meter", query="?show=second")
    assert ben.page.state()["counts"]["disputed"] == 1
    answer = ben.page.get(f"f/{disagreement}?show=disputed")
    assert "SECRET of ann" in answer.words
    sessions.refresh(ann.session)
    answer = ann.page.get(f"f/{disagreement}?show=disputed")
    assert "the second meter" in answer.words
    assert "disputed" in answer.words


def test_to_put_it_off_shows_no_verdict_of_others(sizes, serve) -> None:
    claims = sizes(1)
    ann, ben = serve(claims, "ann"), serve(claims, "ben")
    (disagreement,) = ann.page.get().links()
    ann.page.rule(disagreement, "right", "SECRET of ann")
    sessions.refresh(ben.session)
    ben.page.rule(disagreement, "defer", until="2027-01-01", query="?show=second")
    assert "SECRET" not in ben.page.get(f"f/{disagreement}").text
    assert ben.page.state()["counts"]["second"] == 1


def test_a_disagreement_of_three_claims_is_ruled_on_by_naming_the_wrong_ones(build, serve, decided) -> None:
    properties = {name: {"label": name, "datatype": "quantity", "kind": "constant"} for name in ("a", "b", "c")}
    claims = build(
        {
            "one": [{"property": "a", "value": "7"}],
            "two": [{"property": "b", "value": "5"}],
            "three": [{"property": "c", "value": "20"}],
        },
        properties,
        relations=[{"relation": "thing.c = thing.a + thing.b", "because": "a whole is its parts"}],
    )
    page = serve(claims).page
    (disagreement,) = page.get().links()
    answer = page.get(f"f/{disagreement}")
    assert answer.text.count('name="claims"') == 3
    assert answer.text.count('name="positions"') >= 2
    refused = page.rule(disagreement, "claim-file-wrong")
    assert (refused.status, "mark the claims" in refused.words) == (422, True)
    refused = page.rule(disagreement, "wrong", positions=[])
    assert (refused.status, "mark the positions" in refused.words) == (422, True)
    page.rule(disagreement, "claim-file-wrong", claims=["three#claim-1", "one#claim-1"])
    assert set(decided(claims)) == {f"{disagreement}/ann"}
    assert 'claims:\n  - "three#claim-1"\n  - "one#claim-1"\n' in decided(claims)[f"{disagreement}/ann"]
    assert page.state()["done"] == 1


def test_names_of_any_script_and_with_odd_signs_find_their_way(build, serve, decided) -> None:
    properties = {name: {"label": name, "datatype": "quantity", "kind": "constant"} for name in ("a", "b", "c")}
    claims = build(
        {
            "岸-1": [{"property": "a", "value": "7", "id": "x~!$y"}],
            "two%25": [{"property": "b", "value": "5", "id": "?&;|"}],
            "three": [{"property": "c", "value": "20"}],
        },
        properties,
        relations=[{"relation": "thing.c = thing.a + thing.b", "because": "a whole is its parts"}],
    )
    page = serve(claims).page
    (disagreement,) = page.get().links()
    shown = page.get(f"f/{disagreement}")
    refs = [unescape(one) for one in re.findall(r'name="claims" value="([^"]*)"', shown.text)]
    assert set(refs) == {"岸-1#x~!$y", "two%25#?&;|", "three#claim-1"}
    for link in re.findall(r'href="(\.\./c/[^"]*)"', shown.text):
        assert page.get(unescape(link).removeprefix("../")).status == 200
    page.rule(disagreement, "claim-file-wrong", claims=refs)
    assert len(decided(claims)) == 1


def test_the_lines_of_a_claim_are_shown_whole(build, serve) -> None:
    claims = build({"one": [{"value": "40"}], "two": [{"value": "55", "published": "2021-01-01"}]}, PROPERTIES)
    (claims / "one.yaml").write_text(
        "document: {id: one, title: One, publisher: Office, published: 2020-01-01}\n"
        "claims:\n"
        "  - id: first\n    quote: 40 of them\n    subject: thing\n    property: size\n    value: 40\n"
        "    note: >-\n      goes on\n      and on\n"
        "  - id: second\n    quote: others\n    subject: thing\n    property: size\n    value: 41\n",
        "utf-8",
    )
    page = serve(claims).page
    disagreement = page.get("?q=first").links()[0]
    found = re.search(r"<pre[^>]*>(.*?)</pre>", page.get(f"f/{disagreement}").text, re.DOTALL)
    lines = re.sub(r"<[^>]*>", "", found[1] if found else "").strip().split("\n")
    assert [line.split()[0] for line in lines] == [str(number) for number in range(3, 11)]
    assert lines[-1].endswith("and on")


def test_what_has_a_label_stands_among_the_facts_of_a_claim(build, serve) -> None:
    one = {"quote": "its size is 40", "value": "40", "page": "12", "note": "read <twice>"}
    page = serve(build({"one": [one], "two": [{"quote": "a size of 55", "value": "55"}]}, PROPERTIES)).page
    text = page.get(f"f/{page.get().links()[0]}").text
    for label in LABELLED:
        assert text.count(f"<dt>{label.label}</dt>") == (label.name in one), label.name
    assert re.findall(r'<dt>(?:page|note)</dt><dd dir="auto">(.*?)</dd>', text) == ["12", "read &lt;twice&gt;"]


def test_a_file_that_changes_is_checked_again_while_the_page_is_open(sizes, serve, monkeypatch) -> None:
    monkeypatch.setattr(sessions, "PAUSE_SECONDS", 0.05)
    claims = sizes(2)
    review = serve(claims)
    watcher = keep_watch(review.session)
    assert review.page.state()["generation"] == 1
    edit(claims, "two.yaml", '"55"', '"40"')
    assert until(lambda: review.page.state()["generation"] > 1)
    assert len(review.page.get().links()) == 1
    (claims / "vocabulary.yaml").write_text("entities: [", "utf-8")
    assert until(lambda: "faults in the input" in review.page.get().words or "fault" in review.page.get().words)
    review.session.stop.set()
    watcher.join()


def test_a_file_that_was_only_touched_changes_nothing(sizes, session) -> None:
    claims = sizes(1)
    review = session(claims)
    path = claims / "two.yaml"
    path.write_bytes(path.read_bytes())
    assert sessions.refresh(review).generation == 1


def test_flags_are_private_marks_that_last(sizes, serve, decided) -> None:
    claims = sizes(2)
    review = serve(claims)
    disagreement, _ = review.page.get().links()
    assert review.page.post(f"f/{disagreement}/flag", on="yes").here == disagreement
    assert review.page.get("?show=flagged").links() == [disagreement]
    review.stop()
    again, other = serve(claims), serve(claims, "ben")
    assert again.page.get("?show=flagged").links() == [disagreement]
    assert other.page.get("?show=flagged").links() == []
    again.page.post(f"f/{disagreement}/flag", on="")
    assert again.page.get("?show=flagged").links() == []
    assert decided(claims) == {}


def test_what_came_since_the_last_session_is_new(sizes, serve) -> None:
    claims = sizes(2)
    first = serve(claims)
    assert first.page.state()["counts"]["new"] == 0
    known = set(first.page.get().links())
    first.stop()
    sizes(3)
    again = serve(claims)
    (fresh,) = again.page.get("?show=new").links()
    assert fresh not in known
    assert again.page.state()["counts"]["open"] == 2


def test_filters_narrow_the_queue_and_stay_on_the_way(sizes, serve) -> None:
    page = serve(sizes(4)).page
    assert len(page.get().links()) == 4
    (disagreement,) = page.get("?q=weight").links()
    assert page.get("?rule=date-conflict").links() == []
    assert len(page.get("?document=one&subject=thing").links()) == 4
    assert page.get("?document=nobody").links() == []
    assert page.rule(disagreement, query="?q=weight").here == "", "none is left that the filter shows"
    assert page.get("?show=nonsense").status == 200


def test_an_empty_corpus_and_one_with_faults_are_shown_for_what_they_are(build, serve) -> None:
    claims = build({}, PROPERTIES)
    assert "Nothing was checked" in serve(claims).page.get().words
    (claims / "bad.yaml").write_text("document: {id: bad\n", "utf-8")
    words = serve(claims).page.get().words
    assert "claims/bad.yaml:" in words
    assert "fault" in words


PROPERTIES = {"size": {"label": "size", "datatype": "quantity", "kind": "constant"}}
CANARY = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{7*7}}\u202e"


def test_text_of_files_and_of_addresses_never_becomes_markup(build, serve) -> None:
    safe = CANARY.replace("\u202e", "")
    claims = build(
        {
            "one": [{"value": "40", "quote": f"{safe} 40", "note": safe, "definition": safe}],
            "two": [{"value": "55", "publisher": safe, "published": "2021-01-01"}],
        },
        {"size": {"label": safe, "datatype": "quantity", "kind": "constant"}},
        {"thing": {"label": safe}},
    )
    page = serve(claims).page
    (disagreement,) = page.get().links()
    page.rule(disagreement, reason=safe)
    paths = [
        "",
        "?show=all",
        f"f/{disagreement}",
        "c/one%23claim-1",
        "summary",
        f"?q={quote(CANARY)}&show={quote(CANARY)}",
    ]
    paths += [f"f/{quote(safe, safe='')}", f"f/{disagreement}?did={quote(safe)}&saved={quote(safe)}&context=9"]
    for path in paths:
        answer = page.get(path)
        assert "<script>alert" not in answer.text, path
        assert "<img" not in answer.text, path
        assert "\u202e" not in answer.text, path
        assert "49" not in answer.words.replace(disagreement, ""), path


def test_a_thousand_findings_are_paged_and_ruled_on_without_delay(build, serve) -> None:
    number = 1000
    things = {f"thing-{n}": {"label": f"thing {n}"} for n in range(number)}
    one = [{"subject": name, "value": "40"} for name in things]
    two = [{"subject": name, "value": "55", "published": "2021-01-01"} for name in things]
    claims = build({"one": one, "two": two}, PROPERTIES, things)
    review = serve(claims)
    page = review.page
    first = page.get()
    assert len(first.links()) == 200
    assert len(first.text) < 250_000
    assert 'start="201"' in page.get("?page=2").text
    everything = [link for place in range(1, 6) for link in page.get(f"?page={place}").links()]
    assert len(set(everything)) == number
    asked = []
    real = sessions.examine
    try:
        sessions.examine = lambda task: asked.append(task) or real(task)
        answer = page.rule(everything[500])
        assert answer.here == everything[501]
        assert page.get(f"f/{everything[999]}").here == everything[999]
    finally:
        sessions.examine = real
    assert asked == [], "a ruling and a page judge nothing anew"


def test_a_journal_without_a_place_says_so(sizes, serve) -> None:
    claims = sizes(1)
    review = serve(claims, **{"no-cache": True})
    (disagreement,) = review.page.get().links()
    assert "this run ends" in review.page.get().words
    review.page.rule(disagreement)
    assert review.page.post("undo").here == disagreement


def test_the_state_is_told_as_json(sizes, serve) -> None:
    answer = serve(sizes(2)).page.get("state.json")
    assert answer.headers["content-type"] == "application/json"
    state = json.loads(answer.text)
    assert (state["generation"], state["done"], state["total"], state["counts"]["todo"]) == (1, 0, 2, 2)


def test_what_a_claim_file_or_the_baseline_lets_pass_waits_for_nobody(sizes, serve, tmp_path) -> None:
    claims = sizes(2, allow=[{"rule": "value-conflict", "because": "known since 2020"}])
    page = serve(claims).page
    (left,) = page.get().links()
    (passed,) = page.get("?show=decided").links()
    found = sessions.examine(request_of((claims,), {"as-of": "2026-11-22", "isolated": True})).disagreements
    (digest,) = (one.question.digest for one in found if one.id == left)
    assert "known since 2020" in page.get(f"f/{passed}").words
    (tmp_path / "checker-baseline.txt").write_text(f"{digest}\n")
    page = serve(claims).page
    assert page.get().links() == []
    assert "in the baseline" in page.get(f"f/{left}").words
    page.rule(left, query="?show=decided")
    assert "the meter was read twice" in page.get(f"f/{left}").words


def test_a_corpus_keeps_its_port_so_that_drafts_are_there_again(sizes, serve) -> None:
    claims = sizes(1)
    first = serve(claims)
    port = urlsplit(first.serving.address).port
    second = serve(claims, "ben")
    assert urlsplit(second.serving.address).port != port, "while it is taken another one is used"
    first.stop()
    assert urlsplit(serve(claims).serving.address).port == port


def test_a_page_tells_the_state_that_it_shows(sizes, serve, monkeypatch) -> None:
    """A change while a page is made: the page carries the older number, and so learns of the change."""
    claims = sizes(2)
    review = serve(claims)
    (disagreement, _) = review.page.get().links()
    real = make.disagreement_page

    def slow(*arguments):
        view = real(*arguments)
        edit(claims, "two.yaml", '"quote": "55"', '"quote": "55 people"')
        sessions.refresh(review.session)
        return view

    with monkeypatch.context() as patch:
        patch.setattr(make, "disagreement_page", slow)
        answer = review.page.get(f"f/{disagreement}")
    assert 'data-generation="1"' in answer.text
    assert review.page.state()["generation"] == 2
