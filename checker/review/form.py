"""What a form or an address says, as values; and what is wrong with a ruling, by field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import parse_qs

from checker.decisions.ruling import Invalid, plainly
from checker.model.decision import OF_POSITIONS, RULINGS, Decision
from checker.model.fault import Mark
from checker.review.queue import SHOWN, Filters
from checker.review.views import NO_ERRORS, DisagreementPage, RulingDraft

FormFields = Mapping[str, Sequence[str]]

FIELD_LIMIT = 1000
"""Fields of one form: a joint disagreement of hundreds of claims fits, and no more is ever sent."""

NO_VERDICT = "choose a verdict"
NO_REASON = "give a reason that another analyst can check"
NO_UNTIL = "say until which day"
NO_POSITIONS = "mark the positions"
NO_CLAIMS = "mark the claims"


def fields_of(text: str) -> FormFields:
    """The fields of a form or of an address. Raises `ValueError` where there are too many."""
    return parse_qs(text, keep_blank_values=True, max_num_fields=FIELD_LIMIT, errors="replace")


def first(fields: FormFields, name: str) -> str:
    return next(iter(fields.get(name, ())), "")


def filters_of(fields: FormFields) -> Filters:
    show = first(fields, "show")
    return Filters(
        show if show in SHOWN else "todo",  # type: ignore[bad-argument-type]  # one of its words
        first(fields, "subject"),
        first(fields, "document"),
        first(fields, "rule"),
        " ".join(first(fields, "q").split()),
    )


def number_of(fields: FormFields, name: str, otherwise: int) -> int:
    """A small number of an address; what is none counts as left out."""
    text = first(fields, name)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else otherwise


def draft_of(fields: FormFields) -> RulingDraft:
    """What the reviewer filled in; a reason is one line."""
    return RulingDraft(
        first(fields, "verdict"),
        " ".join(first(fields, "reason").split()),
        tuple(dict.fromkeys(fields.get("positions", ()))),
        tuple(dict.fromkeys(fields.get("claims", ()))),
        first(fields, "until").strip(),
        first(fields, "review_by").strip(),
    )


def missing(draft: RulingDraft) -> dict[str, str]:
    """What a ruling lacks, by field."""
    errors = {}
    if draft.verdict not in RULINGS:
        errors["verdict"] = NO_VERDICT
    if not draft.reason:
        errors["reason"] = NO_REASON
    if draft.verdict in OF_POSITIONS and not draft.positions:
        errors["positions"] = NO_POSITIONS
    if draft.verdict == "claim-file-wrong" and not draft.claims:
        errors["claims"] = NO_CLAIMS
    if draft.verdict == "defer" and not draft.until:
        errors["until"] = NO_UNTIL
    return errors


def decision_of(draft: RulingDraft, reviewer: str, day: str) -> Decision:
    """The ruling of a draft that lacks nothing; a form without scripts also sends what belongs to other verdicts."""
    verdict = draft.verdict
    return Decision(
        "",
        verdict,  # type: ignore[bad-argument-type]  # `missing` has checked it
        draft.reason,
        reviewer,
        day,
        (),
        Mark(""),
        positions=draft.positions if verdict in OF_POSITIONS else (),
        claims=draft.claims if verdict == "claim-file-wrong" else (),
        review_by=draft.review_by,
        until=draft.until if verdict == "defer" else "",
    )


def not_letters(draft: RulingDraft, view: DisagreementPage) -> list[str]:
    """Names that a ruling gives and that nothing on the page has."""
    told = []
    for given, shown in ((draft.positions, view.positions), (draft.claims, view.sides)):
        letters = [one.letter for one in shown]
        wrong = [name for name in given if name.upper() not in letters]
        told += [f"found {', '.join(wrong)}, expected letters from {letters[0]} to {letters[-1]}"] if wrong else []
    return told


def messages(error: Invalid) -> dict[str, str]:
    """What is wrong with a ruling, by the form's field that it stands in; `""` for the form as a whole."""
    by_field: dict[str, list[str]] = {}
    for fault in error.faults:
        field = fault.field.partition("[")[0]
        known = field in NO_ERRORS
        by_field.setdefault(field if known else "", []).append(fault.message if known else plainly(fault))
    return {field: "; ".join(dict.fromkeys(lines)) for field, lines in by_field.items()}
