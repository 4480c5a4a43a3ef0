"""Where phrases stand in a text. Of many phrases in a long text each is looked for beside its rarest word alone.

Why: a search of the whole text for each of a thousand phrases grows with the one and with the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

RARE = 64
"""Places of a word that are held: of what stands more often the whole text is searched, which is about as quick."""
MANY = 200
"""Phrases from which on the words of a text are worth being listed; so many searches take as long as the list."""
_WORD = re.compile(r"[^ ]+")


@dataclass(frozen=True, slots=True)
class Searched:
    """A text in which single spaces part the words. `rare`: where each word begins, nothing for one that stands too
    often; nothing at all where the words were not listed.
    """

    words: str
    rare: Mapping[str, Sequence[int]] | None = field(default=None, repr=False)


def listed(words: str) -> Searched:
    """A text prepared for many searches."""
    rare: dict[str, list[int]] = {}
    for word in _WORD.finditer(words):
        places = rare.setdefault(word[0], [])
        if len(places) < RARE:
            places.append(word.start())
    often = {word: () for word, places in rare.items() if len(places) >= RARE}
    return Searched(words, {**rare, **often})


def places(text: Searched, phrase: str) -> Iterator[int]:
    """Where a phrase begins in a text, also inside of words, in order."""
    words = text.words
    inside = list(_WORD.finditer(phrase))[1:-1] if text.rare is not None else ()
    known = [(text.rare.get(word[0]), word.start()) for word in inside] if text.rare is not None else []
    if any(found is None for found, _ in known):
        return
    rarest, offset = min(((found, at) for found, at in known if found), key=lambda pair: len(pair[0]), default=((), 0))
    if rarest:
        yield from (at - offset for at in rarest if at >= offset and words.startswith(phrase, at - offset))
        return
    at = words.find(phrase)
    while at >= 0:
        yield at
        at = words.find(phrase, at + 1)
