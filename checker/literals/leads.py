"""Words that stand before a value and say how it is to be taken: as a range, or as one of several estimates.

`in the range 100–200`, `ranging from 40 to 50`, `from a low of 40 to a high of 50`, `information varies; about 40`.
"""

from __future__ import annotations

from checker.literals.words import Token, phrase_at, phrases_of

VARIES = "estimates vary"
"""The hedge that stands for all of its kind."""

_SOURCES = ("information", "estimates", "figures", "sources", "reports", "numbers", "accounts", "data")
_DIFFER = ("varies", "vary", "varied", "differ", "differs", "is varied", "limited and varied", "is limited and varied")
_RANGE = (
    *(f"{where} {a} range{of}" for where in ("in", "within") for a in ("the", "a") for of in ("", " of", " from")),
    *(f"{where} {a} range between" for where in ("in", "within") for a in ("the", "a")),
    *("a range of", "range of", "a range from", "range from", "ranging", "ranging from", "ranging between"),
    *("ranges from", "ranges between", "ranged from", "ranged between", "varying from", "varying between"),
    *("varies from", "varies between", "varied from", "varied between", "anywhere from", "anywhere between"),
    *("somewhere between", "from between", "from anywhere between"),
)
_ENDS = (
    *(f"{a}{word} of" for a in ("a ", "an ", "") for word in ("low", "high", "minimum", "maximum")),
    *("lows of", "highs of", "as few as", "as little as", "as low as", "as many as", "as much as", "as high as"),
)
LEADS = tuple(phrase for phrase in _RANGE)
_VARIES = phrases_of(f"{source} {differ}" for source in _SOURCES for differ in _DIFFER)
_LEADS = phrases_of(_RANGE)
_LIMITS = phrases_of(_ENDS)
_STOPS = frozenset({";", ":", ",", "–", "—", "-"})


def past_doubts(row: tuple[Token, ...]) -> int:
    """The token after `information varies;` and its like; 0 where the literal does not start so."""
    phrase = phrase_at(row, 0, _VARIES)
    return len(phrase) + 1 if phrase and row[len(phrase)].word in _STOPS else 0


def range_lead(row: tuple[Token, ...], i: int) -> tuple[str, int]:
    """The words at token `i` after which two ends must follow, with the token after them; `""` where there are none."""
    phrase = phrase_at(row, i, _LEADS)
    return (" ".join(phrase), i + len(phrase)) if phrase else ("", i)


def past_limit(row: tuple[Token, ...], i: int) -> int:
    """The token after the words that call an end of a range its low or its high: `a low of`, `as many as`."""
    phrase = phrase_at(row, i, _LIMITS)
    return i + len(phrase) if phrase else i
