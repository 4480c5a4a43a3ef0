"""What the field "Independence" says: dates of independence in their senses, of other events, or the status instead."""

from __future__ import annotations

import re
from collections.abc import Iterator

from places import Places, slug
from said import Said

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
DATE = (
    rf"(?:ca\. )?(?:A\.D\. )?(?:(?:\d{{1,2}} )?(?:{'|'.join(MONTHS)}) )?(?:AD )?"
    r"\d{3,4}(?: B\.C\.| BC)?(?![\d.,]*\d|-\d)"
)
WHY = r"(?: \((?P<why>(?:[^()]|\([^()]*\))*)\))?"
EVENT = re.compile(rf"(?:(?<=[;:,] )|(?<=\) )|^)(?:the )?(?P<date>{DATE}){WHY}(?=$|[;,.]| note| notable| \d)")
NONE = re.compile(r"none \(((?:[^();]|\([^()]*\))*)[^()]*(?:\([^()]*\))?[^()]*\)")

EARLIER = re.compile(r"notable earlier dates?: |no official date of independence: ")
"""What follows are events of the country's history; none of them is said to be its independence."""

NOTE = re.compile(r";? note(?: -|:) |; (?=not acknowledged)")

SENSES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"^republic (?:proclaimed|declared)"), "republic"),
    (re.compile(r"^(?:independence )?recognized|^by the "), "independence-recognized"),
    (re.compile(r"^declared\b|^independence (?:declared|proclaimed)|\bdeclared independence"), "independence-declared"),
    (re.compile(r"^from |^(?:complete )?independence from "), "independence"),
    (re.compile(r"\btraditional (?:founding|date)|^founding of "), "founded"),
    (re.compile(r"\bunif(?:ied|ication)\b|^union of |\bunited with "), "unified"),
)
"""The words in parentheses after a date, and which event they date. What none of them fits is a milestone."""

FROM = re.compile(r"\bfrom (?:the )?(.+)")
POWER_ENDS = re.compile(r"[;,(]| \d| by treaty| protectorate| that | which | control ")

CLAUSES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"independence declared (?:on )?(?P<date>{DATE})"), "independence-declared"),
    (re.compile(rf"(?P<date>{DATE}) was the date independence was proclaimed from (?:the )?(?P<power>[A-Z]\w+)"),
     "independence-declared"),
    (re.compile(rf"(?P<date>{DATE}) independence recognized"), "independence-recognized"),
    (re.compile(rf"independence recognized (?:on )?(?P<date>{DATE})"), "independence-recognized"),
    (re.compile(rf"(?P<date>{DATE}) (?:is|was) the (?:official )?date of international recognition"),
     "independence-recognized"),
    (re.compile(rf"(?P<date>{DATE}) is the date of independence from (?P<power>[A-Z]\w+(?: [A-Z]\w+)*)"),
     "independence"),
    (re.compile(rf"united with [A-Z]\w+ (?:on )?(?P<date>{DATE})"), "unified"),
    (re.compile(rf"not finally unified until (?P<date>{DATE})"), "unified"),
)  # fmt: skip
"""Whole clauses, in notes and parentheses, that date an event of the page's own subject."""

NAME = r"(?P<name>[A-Z]\w+(?: [A-Z]\w+)?)"
BECAME = (
    re.compile(rf"{NAME},? (?:(?:which|that) )?became independent (?:from (?:the )?(?P<power>[\w -]+?) )?(?:on |in )?"
               rf"(?P<date>{DATE})(?: \(from (?:the )?(?P<later>[^()]+)\))?"),
    re.compile(rf"(?P<date>{DATE}) \({NAME} became independent from (?:the )?(?P<power>[^()]+)\)"),
    re.compile(rf"; became independent from (?:the )?(?P<power>[A-Z]\w+) (?:on )?(?P<date>{DATE})"),
)  # fmt: skip
"""A part of the country, or the country itself, became independent: of another power, or before it joined."""

FILLING = re.compile(r"\bnotable earlier dates?: |\bno official date of independence: ")


def claims(text: str, page: str, subject: str, places: Places) -> Iterator[Said]:
    if none := NONE.match(text):
        yield Said("status", *none.span(), subject, "status", none[1])
        return
    note = found.start() if (found := NOTE.search(text)) else len(text)
    earlier = found.start() if (found := EARLIER.search(text)) else len(text)
    apart = list(_became(text, page, subject, places))
    yield from apart
    for pattern, property in CLAUSES:
        for clause in pattern.finditer(text):
            groups = clause.groupdict()
            yield _dated(property, clause.start(), clause.end(), subject, groups["date"], _from(groups.get("power")))
    for event in EVENT.finditer(text, 0, note):
        if any(said.start <= event.start("date") < said.end for said in apart):
            continue
        why = event["why"] or ""
        property = "milestone" if event.start() >= earlier else _sense(why)
        definition = _power(why) if property.startswith("independence") else why if property == "milestone" else ""
        yield _dated(property, event.start("date"), event.end(), subject, event["date"], definition)


def _sense(why: str) -> str:
    if not why:
        return "independence"
    first = why.partition(";")[0]
    return next((property for pattern, property in SENSES if pattern.search(first)), "milestone")


def _from(power: str | None) -> str:
    return f"from {power.strip()}" if power else ""


def _power(why: str) -> str:
    """From whom it became independent, in one wording: `from UK` and `from the UK` are the same."""
    found = FROM.search(why.partition(";")[0])
    return _from(POWER_ENDS.split(found[1])[0]) if found else ""


def _became(text: str, page: str, subject: str, places: Places) -> Iterator[Said]:
    for pattern in BECAME:
        for found in pattern.finditer(text):
            groups = found.groupdict()
            name = groups.get("name")
            whose = places.resolve(name, page) if name else subject
            if whose:
                power = _from(POWER_ENDS.split(groups["power"] or groups.get("later") or "")[0])
                yield _dated("independence", found.start(), found.end(), whose, groups["date"], power)


def _dated(property: str, start: int, end: int, subject: str, date: str, definition: str) -> Said:
    value = literal(date)
    return Said(f"{property}-{slug(date)}", start, end, subject, property, value, definition=definition)


def literal(date: str) -> str:
    """A date in the document's words; eras, `ca.` and years below 1000 as EDTF writes them."""
    words = re.sub(r"\b(?:A\.D\.|AD) ", "", date)
    bare = words.removeprefix("ca. ")
    circa = "~" if bare != words else ""
    number = re.search(r"(\d{3,4})( B\.C\.| BC)?$", bare)
    assert number is not None
    if not circa and not number[2] and int(number[1]) >= 1000:
        return bare
    year = f"{int(number[1]):04d}" if not number[2] else f"-{int(number[1]) - 1:04d}"
    parts = bare[: number.start()].split()
    month = f"-{MONTHS.index(parts[-1]) + 1:02d}" if parts else ""
    day = f"-{int(parts[0]):02d}" if len(parts) == 2 else ""
    return f"{year}{month}{day}{circa}"
