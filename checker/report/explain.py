"""The wording that all reports share."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from checker.literals.phrase import listed, show_days, show_interval, show_subject, show_time, show_written
from checker.model.box import Box
from checker.model.claim import Claim
from checker.model.decision import Decided
from checker.model.disagreement import Disagreement
from checker.model.fault import Fault, Mark, fault_count
from checker.model.finding import Finding, Verdict
from checker.model.interval import Interval
from checker.model.result import WHY_UNEXAMINED, Result, Unexamined
from checker.model.support import Support
from checker.model.value import Bounds
from checker.model.vocabulary import Vocabulary
from checker.report.options import Options

HEADINGS: dict[Verdict, str] = {
    "contradiction": "Contradictions",
    "tension": "Tensions",
    "unchecked": "Not checked to the end",
    "reconciled": "Reconciled",
    "agreement": "Agreements",
}
MEANING: dict[Verdict, str] = {
    "contradiction": "No reading lets all of these claims hold.",
    "tension": "They fit only under a generous or a particular reading.",
    "unchecked": "A rule could not finish; this never counts as clean.",
    "reconciled": "They differ in their words, and a reason explains it.",
    "agreement": "Claims that hold together, and how many independent sources stand behind them.",
}


PUT_AWAY = ("decided", "suppressed", "known")
"""The states that settle a disagreement, in the order in which summaries count them."""


def verdict_words(finding: Finding) -> str:
    """`contradiction`, or `reconciled by time and scope`."""
    return f"{finding.verdict} by {listed(finding.reasons)}" if finding.reasons else finding.verdict


def reason_lines(finding: Finding) -> tuple[str, ...]:
    """Why the reasons that hold do: one line each."""
    return tuple(f"{e.reason}: {e.text}" for e in finding.explanations_with("holds"))


def ruled_out(finding: Finding) -> tuple[str, ...]:
    """The reasons that do not explain the conflict, as words."""
    return tuple(e.reason for e in finding.explanations_with("ruled-out"))


def unknown(finding: Finding) -> tuple[str, ...]:
    """What nobody stated and what would matter: one line each."""
    return tuple(f"{e.reason}: {e.text}" for e in finding.explanations_with("unknown"))


def would_reopen(finding: Finding) -> tuple[str, ...]:
    """What would make a reason fail: one line each, continuing `if …`."""
    return tuple(e.reopen for e in finding.explanations_with("holds") if e.reopen)


def grounds(finding: Finding) -> dict[str, tuple[str, ...]]:
    """What speaks for a finding, and what against it: words of ours, each with its lines."""
    lines = {
        "why": (finding.why,),
        "steps": finding.steps,
        "reconciled" if finding.verdict == "reconciled" else "because": reason_lines(finding),
        "ruled out": ruled_out(finding),
        "unknown": () if finding.reasons else unknown(finding),
        "reopens if": would_reopen(finding),
    }
    return {name: members for name, members in lines.items() if any(members)}


def ruling(decided: Decided | None) -> str:
    """How it stands with the people: `decided by ann on 2026-11-22: right (40), …`; empty where nobody ruled."""
    if decided is None:
        return ""
    if not decided.verdict:
        until = f" until {decided.until}" if decided.until else ""
        return f"{decided.state}{until}: {decided.reason}"
    until = f" until {decided.until}" if decided.until else ""
    named = decided.positions or decided.claims
    about = f" ({listed(named)})" if named else ""
    return f"{decided.state} by {decided.reviewer} on {decided.date}: {decided.verdict}{until}{about}, {decided.reason}"


def full_message(finding: Finding) -> str:
    """The finding's sentence with its figures and its chain of steps, in one text."""
    more = "; ".join([*([finding.why] if finding.why else []), *finding.steps])
    return f"{finding.message} ({more})" if more else finding.message


def about(finding: Finding, vocabulary: Vocabulary) -> str:
    """What a finding is about: the subject of its first box, else its key."""
    return show_subject(finding.boxes[0].key, vocabulary) if finding.boxes else finding.key


def statement(claim: Claim, joint: str = " or ") -> str:
    """The value of a claim in its own words, or what its relation may mean."""
    return show_written(claim) or joint.join(claim.readings)


def statement_mark(claim: Claim) -> Mark:
    """Where a claim says it: its value or its relation."""
    return claim.mark_of("value" if claim.value else "readings" if "readings" in claim.marks else "relation")


def stated_time(box: Box | None) -> str:
    """When a claim holds, where it says so."""
    return show_time(box) if box and box.time.stated and box.time.sort != "always" else ""


def read_as(value: Bounds, box: Box) -> tuple[str, str]:
    """What the value of a box was taken for: what a reader expects, and all that its words can mean."""

    def show(interval: Interval) -> str:
        return show_days(interval) if box.datatype == "date" else show_interval(interval, box.unit)

    return show(value.plausible), show(value.possible)


def counted(number: int, noun: str, plural: str = "") -> str:
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def unexamined_words(unexamined: Unexamined, but: Collection[str] = ()) -> list[str]:
    """`3 claims marked deprecated, …` for each sort of what nothing was held against, `but` for some."""
    told = ((*WHY_UNEXAMINED[name], number) for name, number in unexamined.told() if name not in but)
    return [f"{counted(number, noun)} {words}" for noun, words, number in told]


def support_lines(support: Support) -> tuple[str, ...]:
    """`Title` and `  1951: 1 source, now 6`; and that the change takes the lead from a position."""
    lines = [f"  {one.value}: {counted(one.before, 'source')}, now {one.now:,}" for one in support.backings]
    has = "has" if len(support.lead) == 1 else "have"
    lines += [f"  {listed(support.lead)} {has} the most sources now"] if support.outvoted else []
    return (support.disagreement.title, *lines)


def over_limit(result: Result, options: Options) -> str:
    """`6 tensions, at most 0 are allowed`, where that fails the run; else `""`."""
    before = options.before or frozenset()
    tensions = (one for one in result.disagreements if one.verdict == "tension" and not one.settled)
    number = sum(one.id not in before for one in tensions)
    if options.max_tensions is None or number <= options.max_tensions:
        return ""
    allowed = "is" if options.max_tensions == 1 else "are"
    return f"{counted(number, 'tension')}, at most {options.max_tensions:,} {allowed} allowed"


def _waits(one: Disagreement) -> bool:
    """Nothing is in dispute yet, and somebody ruled already."""
    return one.decision is not None and one.decision.state == "waiting"


def explained_number(result: Result) -> tuple[int, int]:
    """How many findings reasons explain, and on how many questions."""
    explained = [
        [f for f in one.findings if f.verdict == "reconciled"] for one in result.disagreements if not _waits(one)
    ]
    return sum(map(len, explained)), sum(map(bool, explained))


def summary(result: Result) -> str:
    """`1 contradiction, 3 tensions, 212 reconciled on 96 questions, 14 agreements, 5 decided`: disagreements, but for
    what is reconciled, agrees or was not checked, which are findings. What is decided counts only there.
    """
    disagreements = [one for one in result.disagreements if one.open]
    verdicts = [one.verdict for one in disagreements if not one.settled]
    parts = [counted(verdicts.count("contradiction"), "contradiction"), counted(verdicts.count("tension"), "tension")]
    number, questions = explained_number(result)
    parts.append(f"{number:,} reconciled on {counted(questions, 'question')}" if number else "0 reconciled")
    parts.append(counted(len(result.of("agreement")), "agreement"))
    if unchecked := result.of("unchecked"):
        parts.append(f"{len(unchecked):,} unchecked")
    states = [one.decision.state for one in disagreements if one.decision and one.settled]
    parts += [f"{states.count(state):,} {state}" for state in PUT_AWAY if state in states]
    if waiting := sum(map(_waits, result.disagreements)):
        parts.append(f"{counted(waiting, 'ruling')} waiting for claims")
    return ", ".join(parts)


def shortcomings(result: Result, faults: Sequence[Fault]) -> Iterator[str]:
    """What keeps a result from being all there is: faults, by the first of them, and what could not be looked at."""
    if faults:
        lists = "which checker check lists, the first at" if len(faults) > 1 else "at"
        yield f"{counted(fault_count(faults), 'fault')} in the input, {lists} {faults[0].mark}: {faults[0].message}"
    yield from dict.fromkeys(finding.message for finding in result.findings if finding.verdict == "unchecked")
    if not result.coverage.claims:
        yield "nothing was checked: no claim was found"
