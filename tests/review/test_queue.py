"""How a disagreement stands for one reviewer: what waits, and what may not be seen yet."""

from __future__ import annotations

from itertools import product
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.decisions.seen import seen_of, why_stale
from checker.decisions.standing import People, stand
from checker.model.claim import Claim, Document
from checker.model.decision import RULINGS, Decision, SeenPosition
from checker.model.disagreement import Disagreement, Position, Question
from checker.model.fault import Mark
from checker.model.finding import Finding
from checker.model.vocabulary import Vocabulary
from checker.review.queue import SHOWN, STATES, UNRULED, Filters, QueueState, after, counts, entries, passes, progress

AS_OF = "2026-11-22"
PLACE = Mark("claims/one.yaml")
DOCUMENT = Document("one", "One", "Office", "2020", PLACE)
CLAIMS = tuple(Claim(f"c{n}", DOCUMENT, f"words {n}", PLACE, "thing", "size", str(n)) for n in range(2))
VOCABULARY = Vocabulary()


POSITIONS = tuple(Position(claim.value, (claim,), (("one",),)) for claim in CLAIMS)
BY_REF = {claim.ref: claim for claim in CLAIMS}


def disagreement(number: int = 0, verdict: str = "contradiction") -> Disagreement:
    finding = Finding(
        f"value-conflict-{number:08x}", "value-conflict", verdict, CLAIMS, "thing.size", f"message {number}", ""
    )
    question = Question("quantity", f"thing.size {number}")
    held = () if verdict == "reconciled" else POSITIONS
    return Disagreement(question, verdict, f"message {number}", held, (), (finding,))


def stale_(decision: Decision, one: Disagreement) -> str:
    return why_stale(decision, one, BY_REF, AS_OF)


def ruling(reviewer: str, verdict: str, about: Disagreement, stale: bool = False) -> Decision:
    seen = (SeenPosition("0", (("one#c0", "0" * 64),)),) if stale else seen_of(about)
    until = "2027-01-01" if verdict == "defer" else ""
    named = ("A",) if verdict in ("right", "wrong") else ()
    return Decision(
        about.id, verdict, f"{reviewer}'s reason", reviewer, AS_OF, seen, PLACE, positions=named, until=until
    )


def entry(
    *decisions: Decision, about: Disagreement | None = None, listed: frozenset[str] | None = None, known=frozenset()
):
    about = about or disagreement()
    (found,) = stand([about], People(decisions, BY_REF, reviewers=listed), AS_OF)
    (made,) = entries([found], {about.id: decisions}, "ann", VOCABULARY, stale_, known or {about.id})
    return made


F = disagreement()
CASES = [
    pytest.param((), "open", True, False, id="nobody ruled"),
    pytest.param((("ann", "right"),), "decided", False, False, id="the reviewer ruled"),
    pytest.param((("ann", "cannot-tell"),), "deferred", False, False, id="the reviewer cannot tell"),
    pytest.param((("ann", "defer"),), "deferred", False, False, id="the reviewer put it off"),
    pytest.param((("ben", "right"),), "second", False, True, id="another one ruled"),
    pytest.param((("ben", "cannot-tell"),), "open", True, True, id="another one cannot tell"),
    pytest.param((("ben", "defer"),), "open", True, True, id="another one put it off"),
    pytest.param((("ben", "right"), ("cas", "wrong")), "disputed", True, True, id="two others differ"),
    pytest.param((("ben", "right"), ("cas", "right")), "second", False, True, id="two others agree"),
    pytest.param((("ann", "right"), ("ben", "right")), "decided", False, False, id="both agree"),
    pytest.param((("ann", "right"), ("ben", "wrong")), "disputed", True, False, id="they differ"),
    pytest.param((("ann", "defer"), ("ben", "wrong")), "second", False, True, id="put off, and another one ruled"),
    pytest.param((("ann", "cannot-tell"), ("ben", "wrong")), "decided", False, False, id="looked, and another ruled"),
]


@pytest.mark.parametrize(("given_", "state", "todo", "hidden"), CASES)
def test_how_a_finding_stands(given_: tuple, state: QueueState, todo: bool, hidden: bool) -> None:
    made = entry(*(ruling(*one, F) for one in given_))
    assert (made.state, made.todo, made.hidden) == (state, todo, hidden)


def test_a_stale_ruling_waits_again_and_hides_the_others() -> None:
    made = entry(ruling("ann", "right", F, stale=True))
    assert (made.state, made.todo) == ("stale", True)
    made = entry(ruling("ann", "right", F, stale=True), ruling("ben", "wrong", F))
    assert (made.state, made.todo, made.hidden, made.theirs) == ("second", False, True, ())
    made = entry(ruling("ben", "wrong", F, stale=True))
    assert (made.state, made.todo, made.hidden, made.theirs) == ("stale", True, True, ())


def test_a_reviewer_whom_the_policy_does_not_list_proposes() -> None:
    made = entry(ruling("ann", "right", F), listed=frozenset(("ben",)))
    assert (made.state, made.todo) == ("proposed", False)
    made = entry(ruling("cas", "right", F), listed=frozenset(("ann",)))
    assert (made.state, made.todo, made.hidden) == ("open", True, True), "it waits for a reviewer who counts"


def test_a_name_written_in_another_way_is_the_same_reviewer() -> None:
    assert entry(ruling("Ann", "right", F)).mine is not None


def test_what_is_reconciled_waits_for_nobody() -> None:
    made = entry(about=disagreement(verdict="reconciled"))
    assert (made.state, made.todo, made.barred, made.counts) == ("reconciled", False, "", False)


def test_what_was_not_known_is_new() -> None:
    assert entry(known={"another"}).state == "new"
    assert entry(ruling("ben", "defer", F), known={"another"}).state == "new"


def test_what_reviewers_dispute_waits_for_both_and_is_listed_among_what_is_decided() -> None:
    made = entry(ruling("ann", "right", F), ruling("ben", "wrong", F))
    assert made.state == "disputed"
    assert [show for show in ("todo", "decided", "disputed", "open") if passes(made, Filters(show=show), ())] == [
        "todo", "decided", "disputed",
    ]  # fmt: skip
    found = counts([made], ())
    assert (found["todo"], found["decided"], found["disputed"], progress([made])) == (1, 1, 1, (0, 1))


def test_what_others_dispute_is_passed_by_once_the_reviewer_has_ruled() -> None:
    """Else two of them would come in turn for ever."""
    about = [disagreement(number) for number in range(3)]
    disputes = {one.id: [ruling("ann", "right", one), ruling("ben", "rule-wrong", one)] for one in about[:2]}
    stood = stand(about, People(tuple(d for given in disputes.values() for d in given), BY_REF), AS_OF)
    queue = entries(stood, disputes, "ann", VOCABULARY, stale_, {one.id for one in about})
    first, second, third = (one.id for one in queue)
    assert [after(queue, one, Filters(), ()) for one in ("", first, second, third)] == [first, second, third, ""]


@pytest.mark.parametrize(
    ("q", "text"),
    [
        pytest.param("55000", "55,000 people", id="a comma in the text"),
        pytest.param("55,000", "55000 people", id="a comma in the search"),
        pytest.param("1 234 567", "1\u202f234\u202f567", id="spaces of two sorts"),
        pytest.param("1234567", "1.234.567 Euro", id="points"),
        pytest.param("PEOPLE", "55,000 people", id="capitals"),
    ],
)
def test_a_number_is_found_however_its_digits_are_parted(q: str, text: str) -> None:
    from dataclasses import replace

    about = replace(disagreement(), title=text)
    assert passes(entry(about=about), Filters(show="all", q=q), ())
    assert not passes(entry(about=about), Filters(show="all", q="56000"), ())


def test_every_state_is_explained() -> None:
    assert set(STATES) == set(get_args(QueueState))
    assert set(SHOWN) == {"todo", "flagged", "all", *STATES}
    assert set(STATES) >= UNRULED


people = st.lists(
    st.tuples(st.sampled_from(("ben", "cas")), st.sampled_from(RULINGS)), max_size=2, unique_by=lambda p: p[0]
)


@given(people, st.booleans())
def test_while_it_is_hidden_nothing_tells_which_verdict_was_given(others: list, deferred: bool) -> None:
    """Rulings that settle a disagreement look alike to whoever has not ruled, and so do any two that do not."""
    mine = [ruling("ann", "defer", F)] if deferred else []
    made = entry(*mine, *(ruling(*one, F) for one in others))
    assert made.theirs == ()
    settling = {verdict for _, verdict in others if verdict not in ("cannot-tell", "defer")}
    plain = [("ben", "right")] if len(settling) == 1 else []
    if len(settling) == 2:
        plain = [("ben", "right"), ("cas", "wrong")]
    alike = entry(*mine, *(ruling(*one, F) for one in plain))
    assert (made.state, made.todo, made.words) == (alike.state, alike.todo, alike.words)


@given(st.lists(st.sampled_from(("contradiction", "tension", "reconciled")), max_size=8), st.data())
def test_the_queue_visits_each_finding_once_and_ends(verdicts: list[str], data: st.DataObject) -> None:
    queue = entries([disagreement(n, v) for n, v in enumerate(verdicts)], {}, "ann", VOCABULARY, stale_, {"x"})
    filters = Filters(show=data.draw(st.sampled_from(("all", "new", "reconciled", "todo"))))
    shown = [one.id for one in queue if passes(one, filters, ())]
    at, visited = "", []
    while (at := after(queue, at, filters, ())) and at not in visited:
        visited.append(at)
    assert visited == shown
    assert counts(queue, ())[filters.show] == len(shown)
    done, total = progress(queue)
    assert total - done == counts(queue, ())["todo"]


def test_filters_hold_together() -> None:
    made = entry()
    options = {"subject": "thing", "document": "one", "rule": "value-conflict", "q": "WORDS message"}
    for chosen in product((True, False), repeat=4):
        given_ = {name: value for (name, value), wanted in zip(options.items(), chosen, strict=True) if wanted}
        assert passes(made, Filters(**given_), ())
        for name in given_:
            assert not passes(made, Filters(**given_ | {name: "other"}), ())
