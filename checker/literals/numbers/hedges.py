"""The words around a number that say how near to it the value lies."""

from __future__ import annotations

from typing import Literal

from checker.literals.words import Token, phrase_at, phrases_of

Hedge = Literal[
    "about", "nearly", "just_under", "just_over", "over", "at_least", "at_most", "under", "exactly", ""
]  # fmt: skip

CANONICAL: dict[Hedge, str] = {
    "about": "approximately",
    "nearly": "nearly",
    "just_under": "just under",
    "just_over": "just over",
    "over": "over",
    "at_least": "at least",
    "at_most": "at most",
    "under": "under",
    "exactly": "exactly",
}

MIRROR: dict[Hedge, Hedge] = {
    "just_under": "just_over", "just_over": "just_under", "over": "under", "under": "over", "at_least": "at_most",
    "at_most": "at_least",
}  # fmt: skip
"""What a hedge says of a figure is what its mirror image says of that figure's negative; the others are their own."""

OPPOSITE: dict[Hedge, Hedge] = {"over": "at_most", "at_most": "over", "under": "at_least", "at_least": "under"}
"""What is left where a one-sided figure is denied."""

_OVER = ("over", "more than", "above", "greater than", "higher than", "larger than", "exceeding", "in excess of")
_UNDER = ("under", "less than", "below", "fewer than", "lower than", "smaller than", "short of")
_FAR = ("well", "far", "much", "considerably", "significantly", "substantially")
_NEAR = ("just", "slightly", "a little", "a bit", "somewhat", "only just", "marginally", "barely")


def _with(degrees: tuple[str, ...], phrases: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{degree} {phrase}" for degree in degrees for phrase in phrases)


def _or_equal(phrases: tuple[str, ...]) -> tuple[str, ...]:
    """`less than or equal to`, `equal to or less than`."""
    than = [phrase for phrase in phrases if phrase.endswith(" than")]
    return tuple(form for phrase in than for form in (f"{phrase} or equal to", f"equal to or {phrase}"))


_BEFORE: dict[Hedge, tuple[str, ...]] = {
    "about": (
        "approximately", "approx", "about", "around", "roughly", "some", "circa", "ca", "c", "~",
        "an estimated", "estimated", "est", "estimated at", "estimated to be", "an estimated total of",
        "on the order of", "of the order of", "in the order of", "in the region of", "in the neighborhood of",
        "in the neighbourhood of", "in the vicinity of", "somewhere around", "an average of", "average of",
        "averaging", "close to", "estimates vary",
    ),
    "nearly": (
        "nearly", "almost", "approaching", "not quite", "virtually", "practically", "as good as", "nearing",
    ),
    "just_under": (
        *_with(_NEAR, _UNDER),
    ),
    "just_over": (
        *_with(_NEAR, _OVER),
    ),
    "over": (
        *_OVER, *_with(_FAR, _OVER), ">", "upwards of", "upward of", "north of", "beyond",
        "surpassing",
    ),
    "at_least": (
        "at least", "no fewer than", "no less than", "not fewer than", "not less than", "≥", "> =",
        "a minimum of", "minimum of", "minimum", "min", "as many as or more than", "not below", "not under",
        "from at least", "as few as", "as little as", "as low as", *_or_equal(_OVER), "at or above",
        "nothing less than", "nothing short of", "no lower than", "no smaller than",
    ),
    "at_most": (
        "up to", "at most", "no more than", "not more than", "not exceeding", "≤", "< =", "a maximum of",
        "maximum of", "maximum", "max", "as many as", "as much as", "at the most", "no greater than",
        "not greater than", "no higher than", "no larger than", "not over", "not above", "not to exceed",
        "as high as", *_or_equal(_UNDER), "at or below",
    ),
    "under": (
        *_UNDER, *_with(_FAR, _UNDER), "<", "south of", "nowhere near", "nowhere close to",
    ),
    "exactly": (
        "exactly", "precisely", "just exactly", "=", "equal to", "a full",
    ),
}  # fmt: skip
BEFORE = {phrase: hedge for hedge, phrases in _BEFORE.items() for phrase in phrases}
"""Hedges that stand before a number. `as many as v` is read as up to v."""

ROUGHLY = frozenset(
    ("approximately", "approx", "about", "around", "roughly", "some", "circa", "ca", "c", "~", "somewhere around")
    + ("close to", "in the region of", "in the neighborhood of", "in the neighbourhood of", "in the vicinity of")
    + ("on the order of", "of the order of", "in the order of")
)
"""Words for *about* that say no more; the others tell of an estimate, of an average, or are how people talk."""

_AFTER: dict[Hedge, tuple[str, ...]] = {
    "about": (
        "or so", "or thereabouts", "or thereabout", "- ish", "ish", "- odd", "odd", "approximately", "approx",
        "roughly", "est", "estimated",
    ),
    "at_least": (
        "or more", "or above", "or over", "or greater", "or higher", "or better", "and more", "and above",
        "and over", "and up", "plus", "- plus", "+", "at least", "at a minimum", "minimum", "or larger",
    ),
    "at_most": (
        "or fewer", "or less", "or below", "or under", "or lower", "and below", "and under", "and fewer",
        "and less", "at most", "at the most", "at a maximum", "maximum", "max", "or smaller",
    ),
    "exactly": (
        "exactly", "precisely",
    ),
}  # fmt: skip
AFTER = {phrase: hedge for hedge, phrases in _AFTER.items() for phrase in phrases}
"""Hedges that stand after a number or its unit. `90+` holds 90 itself, as `90 or more` does."""

FILLERS = (
    "a total of",
    "total of",
    "in total",
    "in all",
    "altogether",
    "all told",
    "only",
    "merely",
    "just",
    "the",
    "as",
)
"""Words that change no value."""

_PHRASES_BEFORE = phrases_of(BEFORE)
_PHRASES_AFTER = phrases_of(AFTER)
_FILLERS = phrases_of(FILLERS)
_LAST_WORDS = frozenset(phrase.split()[-1] for phrase in (*BEFORE, *FILLERS)) | {")"}


def hedges_before(row: tuple[Token, ...], i: int) -> tuple[list[str], int]:
    """The hedging phrases from token `i` on, and the token after them and any fillers."""
    hedges = []
    while True:
        if phrase := phrase_at(row, i, _PHRASES_BEFORE):
            hedges.append(" ".join(phrase))
        elif row[i].word == "(" and (phrase := phrase_at(row, i + 1, _PHRASES_BEFORE)):
            if row[i + 1 + len(phrase)].word != ")":
                return hedges, i
            hedges.append(" ".join(phrase))
            i += 2  # (estimated) 1,200
        else:
            phrase = phrase_at(row, i, _FILLERS)
        if not phrase:
            return hedges, i
        i += len(phrase)


def hedged_from(row: tuple[Token, ...], i: int, most: int) -> int:
    """The first of at most so many tokens of hedges and fillers that stand before token `i`; `i` where none do."""
    if i == 0 or row[i - 1].word not in _LAST_WORDS:
        return i
    return next((k for k in range(max(0, i - most), i) if hedges_before(row, k)[1] == i), i)


def hedge_after(row: tuple[Token, ...], i: int) -> tuple[str, int]:
    """The hedging phrase that stands at token `i` after a number; `""` where there is none."""
    if row[i].word == "(":  # 1,200 (estimated)
        inner, end = hedge_after(row, i + 1)
        return (inner, end + 1) if inner and row[end].word == ")" else ("", i)
    phrase = phrase_at(row, i, _PHRASES_AFTER)
    if phrase and phrase[-1] in {"plus", "+"} and row[i + len(phrase)].word in {"or", "/", "-"}:
        return "", i  # plus or minus
    if phrase and (
        row[i + len(phrase)].word == "than" or (phrase[0] == "and" and row[i + len(phrase)].kind == "digits")
    ):
        return "", i  # more than 40 and fewer than 50, over 40 and under 50
    return (" ".join(phrase), i + len(phrase)) if phrase else ("", i)


def past_fillers(row: tuple[Token, ...], i: int) -> int:
    while phrase := phrase_at(row, i, _FILLERS):
        i += len(phrase)
    return i
