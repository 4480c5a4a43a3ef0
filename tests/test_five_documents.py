"""The five documents of `claims/`: what a careful reader finds in them, the tool finds too, and nothing besides."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.model.disagreement import Disagreement
from checker.model.finding import Finding
from checker.model.result import Result
from checker.request import Request
from checker.run import examine

NOW = "2026-11-22"
FEWEST_CLAIMS = 190
"""What a careful reader finds in the five texts."""

OCCUPATION_1951 = "dod-news-2020#occupation"
OCCUPATION_1952 = {"state-eap-1997#occupation", "state-eap-2016#occupation-end"}
PERSONNEL_2020 = {
    "cfr-backgrounder#personnel-japan",
    "state-pm-2020#personnel-japan",
    "dod-news-2020#personnel-in-facilities",
    "dod-news-2020#personnel-japan",
}
FACILITIES = {
    "cfr-backgrounder#facilities-japan",
    "cfr-backgrounder#facilities-over-eighty",
    "dod-news-2020#facilities-japan",
}


@pytest.fixture(scope="module")
def result(root: Path) -> Result:
    return examine(Request(root / "claims", NOW))


def findings(result: Result, *refs: str, rule: str = "") -> list[Finding]:
    """The findings that cite all of the claims (and maybe others)."""
    return [f for f in result.findings if set(refs) <= set(f.refs) and (not rule or f.rule == rule)]


def between(result: Result, *refs: str) -> Finding:
    """The one finding of exactly these claims that is no agreement."""
    found = [f for f in result.findings if set(f.refs) == set(refs) and f.verdict != "agreement"]
    assert len(found) == 1, found
    return found[0]


def test_every_claim_is_read_without_a_fault(result: Result) -> None:
    assert not result.faults
    assert result.complete
    assert len(result.corpus.documents) == 5
    assert len(result.corpus.claims) >= FEWEST_CLAIMS


def test_every_quote_stands_in_its_text(root: Path, documents: Path) -> None:
    checked = examine(Request(root / "claims", NOW, documents))
    assert not checked.faults
    assert not checked.coverage.unchecked


def test_the_end_of_the_occupation_is_the_only_contradiction(result: Result) -> None:
    found = {frozenset(finding.refs) for finding in result.of("contradiction")}
    assert found == {frozenset((OCCUPATION_1951, other)) for other in OCCUPATION_1952}
    assert all(finding.severity == "error" and not finding.reasons for finding in result.of("contradiction"))


def disputed(result: Result, ref: str) -> Disagreement:
    """The one open disagreement in which a claim holds a position."""
    (one,) = (one for one in result.disagreements if one.open and any(ref in p.refs for p in one.positions))
    return one


def test_three_things_are_in_dispute(result: Result) -> None:
    """The end of the occupation; the 86 percent against the sums; one sale against the total that includes it."""
    open_ones = [one for one in result.disagreements if one.open]
    assert [(one.verdict, one.complete) for one in open_ones] == [
        ("contradiction", True), ("tension", True), ("tension", True),
    ]  # fmt: skip
    refs = (OCCUPATION_1951, "cfr-backgrounder#share-minister", "state-pm-2020#f-35-case-amount")
    assert {disputed(result, ref).id for ref in refs} == {one.id for one in open_ones}


def test_the_end_of_the_occupation_has_two_positions(result: Result) -> None:
    one = disputed(result, OCCUPATION_1951)
    assert one.title == "Allied occupation of Japan · end: two documents say 1952, one 1951"
    assert (one.question.name, one.fitting) == ("occupation-of-japan.end", ())
    assert [(p.value, set(p.refs)) for p in one.positions] == [("1952", OCCUPATION_1952), ("1951", {OCCUPATION_1951})]
    assert [p.value for repair in one.repairs for p in repair] == ["1951", "1952"]


def test_a_sentence_of_two_readings_goes_with_each_date_in_one_of_them(result: Result) -> None:
    """Its own treaty: in force in 1952, signed in 1951. The reading is told inside the disagreement."""
    one = disputed(result, OCCUPATION_1951)
    (reading,) = (finding for finding in one.findings if finding.rule == "reading-that-fits")
    assert reading.verdict == "reconciled"
    in_force, signed = (f"“occupation-of-japan.end = san-francisco-peace-treaty.{e}”" for e in ("in-force", "signed"))
    for date, fits, other in (("1945/1951", signed, in_force), ("1945/1952", in_force, signed)):
        assert f"({date}) as {fits}, not as {other}" in reading.message


RECONCILED = {
    "forces in 1997 against forces in 2020 (54,000)": (
        "state-eap-1997#personnel-japan", "cfr-backgrounder#personnel-japan", {"time"},
    ),
    "forces in 1997 against forces in 2020 (approximately 55,000)": (
        "state-eap-1997#personnel-japan", "state-pm-2020#personnel-japan", {"time"},
    ),
    "forces in 1997 against forces in 2020 (nearly 55,000)": (
        "state-eap-1997#personnel-japan", "dod-news-2020#personnel-japan", {"time"},
    ),
    "54,000 against 55,000": (
        "cfr-backgrounder#personnel-japan", "dod-news-2020#personnel-in-facilities", {"precision"},
    ),
    "the 1952 pact, signed in 1951": (
        "dod-news-2020#security-treaty-date", "cfr-backgrounder#security-treaty-signed", {"event-sense"},
    ),
    "86 percent against 40 to 50 percent": (
        "cfr-backgrounder#share-minister", "cfr-backgrounder#share-media", {"attribution"},
    ),
    "islands returned in 1968": ("dod-news-2020#bonin-islands-returned", "state-eap-2016#occupation-end", {"scope"}),
    "islands returned in 1972": ("dod-news-2020#ryukyu-islands-returned", "state-eap-2016#occupation-end", {"scope"}),
    "islands returned in 1968, not with the mainland in 1951": (
        "dod-news-2020#bonin-islands-returned", OCCUPATION_1951, {"scope"},
    ),
    "47 billion a year against 240 billion in five": (
        "cfr-backgrounder#defense-budget", "cfr-backgrounder#defense-plan-amount", {"time", "definition"},
    ),
    "31 facilities in Okinawa against 85 in Japan": (
        "cfr-backgrounder#facilities-okinawa", "dod-news-2020#facilities-japan", {"scope"},
    ),
    "over 20 billion active against some 20 billion": (
        "state-pm-2020#fms-active", "dod-news-2020#fms-approved", {"definition", "precision"},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("one", "other", "reasons"), RECONCILED.values(), ids=list(RECONCILED))
def test_an_innocent_difference_is_reconciled_by_its_reason(
    result: Result, one: str, other: str, reasons: set[str]
) -> None:
    finding = between(result, one, other)
    assert finding.verdict == "reconciled"
    assert set(finding.reasons) == reasons
    assert all(e.text and e.reopen for e in finding.explanations_with("holds")), "why, and what would reopen it"


AGREE = {
    "85, eighty-five and more than eighty facilities": (FACILITIES, 2),
    "nearly, approximately and plain 55,000 and fifty-four thousand": (PERSONNEL_2020, 3),
    "Japan pays nearly 2 billion, or 1.7 to 2.1 billion": (
        {"cfr-backgrounder#host-nation-support", "dod-news-2020#host-nation-support"}, 2,
    ),
    "the occupation ended in 1952, twice from one publisher": (OCCUPATION_1952, 1),
    "peacekeepers in 1993 and in the early 1990s": ({"cfr-backgrounder#cambodia", "dod-news-2020#cambodia"}, 2),
}  # fmt: skip


@pytest.mark.parametrize(("refs", "sources"), AGREE.values(), ids=list(AGREE))
def test_figures_that_hold_together_agree_and_name_their_sources(result: Result, refs: set[str], sources: int) -> None:
    found = [f for f in result.of("agreement") if f.rule == "agreement" and set(f.refs) == refs]
    assert len(found) == 1
    backing = f"{sources} independent sources" if sources > 1 else "one source, told more than once"
    assert found[0].why.startswith(backing)


NEVER_MEET = {
    "what Japan pays (nearly 2 billion) and what the United States spends": (
        "dod-news-2020#host-nation-support", "cfr-backgrounder#us-base-spending",
    ),
    "what Japan pays (1.7 to 2.1 billion) and what the United States spends": (
        "cfr-backgrounder#host-nation-support", "cfr-backgrounder#us-base-spending",
    ),
    "85 facilities and 85,000 protesters": ("dod-news-2020#facilities-japan", "cfr-backgrounder#protesters"),
    "eighty-five facilities and 85,000 protesters": (
        "cfr-backgrounder#facilities-japan", "cfr-backgrounder#protesters",
    ),
    "the treaty of 1951 and the treaty of 1960": (
        "cfr-backgrounder#security-treaty-signed", "dod-news-2020#treaty-signed",
    ),
    "foreign military sales and direct commercial sales": (
        "dod-news-2020#fms-approved", "state-pm-2020#dcs-authorized",
    ),
}  # fmt: skip


SHARE_OF_BOTH = {"cfr-backgrounder#us-base-spending": {"joint-conflict", "relation-holds"}}
"""What Japan pays and what the United States spends make up one total: only in a share of it do they stand together."""


@pytest.mark.parametrize("refs", NEVER_MEET.values(), ids=list(NEVER_MEET))
def test_figures_that_only_look_alike_are_never_compared(result: Result, refs: tuple[str, str]) -> None:
    assert set(refs) <= {claim.ref for claim in result.corpus.claims}
    assert {finding.rule for finding in findings(result, *refs)} <= SHARE_OF_BOTH.get(refs[1], set())


@pytest.mark.parametrize(
    ("support", "computed"),
    [
        pytest.param("cfr-backgrounder#host-nation-support", "≈42.86 to ≈54.43 %", id="1.7 to 2.1 billion"),
        pytest.param("dod-news-2020#host-nation-support", "45 to ≈52.63 %", id="nearly 2 billion, elsewhere"),
    ],
)
def test_86_percent_cannot_come_from_the_sums(result: Result, support: str, computed: str) -> None:
    finding = between(result, support, "cfr-backgrounder#us-base-spending", "cfr-backgrounder#share-minister")
    assert (finding.verdict, finding.reasons) == ("tension", ("attribution",))
    assert any(computed in step for step in finding.steps), "the explanation works the share out"
    assert any("86 %" in step for step in finding.steps)


def test_the_case_of_23_billion_is_in_tension_with_the_total_that_includes_it(result: Result) -> None:
    finding = between(result, "state-pm-2020#f-35-case-amount", "dod-news-2020#fms-approved")
    assert finding.verdict == "tension"
    assert set(finding.reasons) & {"scope", "definition"}


def test_no_tension_is_left_that_was_not_expected(result: Result) -> None:
    """One share twice; one sale."""
    assert len(result.of("tension")) == 3
    assert not result.of("unchecked")


HOLDS = {
    "40 to 50 percent can come from the sums": {
        "cfr-backgrounder#share-media", "cfr-backgrounder#us-base-spending", "cfr-backgrounder#host-nation-support",
    },
    "28,000 in Okinawa are at most the 40,000 in Japan": {
        "state-eap-1997#personnel-okinawa", "state-eap-1997#personnel-japan",
    },
    "40,000 in Japan are at most the 100,000 in the region": {
        "state-eap-1997#personnel-japan", "state-eap-1997#personnel-asia-pacific",
    },
    "31 of 85 facilities": {"cfr-backgrounder#facilities-okinawa", "cfr-backgrounder#facilities-japan"},
    "a majority of fifty-four thousand": {
        "cfr-backgrounder#personnel-okinawa-majority", "cfr-backgrounder#personnel-japan",
    },
    "seventeen abducted, five returned, the others missing": {
        "cfr-backgrounder#abducted", "cfr-backgrounder#abducted-returned", "cfr-backgrounder#abducted-missing",
    },
    "for over 60 years": {"state-pm-2020#alliance-age", "dod-news-2020#treaty-signed"},
    "nearly half a century": {"state-eap-1997#relationship-age", "cfr-backgrounder#security-treaty-signed"},
    "the 50th anniversary": {"state-eap-2016#medical-program-age", "state-eap-2016#medical-program-celebration"},
    "over 25 years": {"state-eap-2016#science-agreement-age"},
    "the following year against the early 1990s": {
        "cfr-backgrounder#cambodia-after-law", "cfr-backgrounder#peacekeeping-law", "dod-news-2020#cambodia",
    },
}  # fmt: skip


@pytest.mark.parametrize("refs", HOLDS.values(), ids=list(HOLDS))
def test_a_relation_that_holds_is_told_as_a_check_that_was_made(result: Result, refs: set[str]) -> None:
    found = findings(result, *refs, rule="relation-holds")
    assert found
    assert all(finding.verdict == "agreement" for finding in found)


def test_what_is_told_as_holding_never_rests_on_the_claim_that_the_repair_blames(result: Result) -> None:
    ends = [f for f in result.of("agreement") if f.rule == "relation-holds" and "occupation-of-japan.end" in f.key]
    assert ends
    assert all((box.ref, box.facet) != (OCCUPATION_1951, "end") for finding in ends for box in finding.boxes)
