"""What a figure of a running text counts: the words behind it up to the first plural, `300 civilian workers walked
out`.

Why: of amounts without a measure the noun is the unit.
Quiet: where a preposition, a verb of being or a mark comes first, nothing is named: `40,000 are in Japan`.
"""

from __future__ import annotations

import re

from checker.literals.units.nouns import IRREGULAR

MOST_WORDS = 4
"""Of what is counted: `50 Airbus A320 jets`, `12 other senior party members`."""

_WORD = re.compile(r"([ -])((?:[A-Z]\.)+(?=\s)|[^\W_][\w&-]*)", re.ASCII)
_RATE = re.compile(r"\s(?:an?|per|every|each)\s(?:second|minute|hour|day|night|week|weekend|month|quarter|year)\b")
_NONE_TEXT = (
    "a about above according across after again against ago all along also although am among an and any are "
    "around as at away back be because been before behind being below beneath beside between beyond both but by "
    "can could did do does down during each early either else ever every except few for from further going had "
    "has have he her here high him his how i if in inside instead into is it its just later less like long made "
    "may me might minus more most much must my near nearly neither never no nor not now of off often on once only "
    "onto or ought our out outside over own past per plus rather said says she should since so some soon still "
    "such than that the their them then there these they this those through throughout till to together too "
    "toward towards under until up upon us versus via was we well went were what when where whereas whether which "
    "while who whom whose why will with within without would yet you your"
)
_NONE = frozenset(_NONE_TEXT.split())
"""Words that are no part of what is counted."""
_MODIFYING = frozenset({"more", "further", "other"})
_INVARIANT_TEXT = (
    "aircraft cattle clergy crew dead deer faithful fish personnel police poultry salmon sheep spacecraft species "
    "staff strong trout"
)
_INVARIANT = frozenset(_INVARIANT_TEXT.split())
"""Nouns whose plural has no ending."""
_ADJECTIVES_TEXT = "business news sales sports arms overseas various previous serious famous religious"
_ADJECTIVES = frozenset(_ADJECTIVES_TEXT.split())
"""Words with the ending of a plural that stand before the noun."""


def counted_end(text: str, end: int, is_single: bool) -> int:
    """Where the words end that say what the figure before `end` counts; 0 where none do. `is_single`: the figure is 1,
    so that the noun is no plural.
    """
    at = end
    for number in range(MOST_WORDS):
        word = _WORD.match(text, at)
        if not word or (word[1] == "-" and number):
            return 0
        name, glued = word[2].casefold(), word[1] == "-" and number == 0
        follows = _WORD.match(text, word.end())
        more = name in _MODIFYING and follows and follows[2].casefold() not in _NONE
        if (name in _NONE and not more) or name.endswith("-"):
            return 0
        if _is_possessive(text, word.end()):
            return 0
        if name in _INVARIANT and follows and follows[2].casefold() in ("members", "officers"):
            at = word.end()  # crew members
            continue
        if glued or is_plural(name) or (is_single and not more and name.isalpha()):
            return _with_rate(text, word.end())
        at = word.end()
    return 0


def _is_possessive(text: str, at: int) -> bool:
    return text[at : at + 1] in ("'", "’")


def _with_rate(text: str, at: int) -> int:
    rate = _RATE.match(text, at)
    return rate.end() if rate else at


def is_plural(word: str) -> bool:
    """The word, in small letters, may be a plural."""
    last = word.rpartition("-")[2]
    if last in IRREGULAR or last in _INVARIANT:
        return True
    return len(last) > 2 and last.endswith("s") and not last.endswith(("ss", "us", "is")) and last not in _ADJECTIVES
