"""A figure that a quote names beside that of its sentence: it is of before, another stands in its place, or it is the
whole of which the sentence tells a part.

Quiet: words alone are looked at. A figure of before is told only where its claim has no time and no name that speaks of
before; a whole only where a name of the property speaks of what is said of the part.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import takewhile

from checker.quotes.phrase import Phrase
from checker.quotes.said_amount import CHANGING
from checker.readers.names import in_words

_LEAD = r"\s+(?:(?:the|its|their|an?|some|about|around|only|just|last\s+year['’]s)\s+)*$"
_FROM = re.compile(rf"{CHANGING.pattern}(?:\s+[\w-]+){{0,3}}?\s+from{_LEAD}", re.IGNORECASE)
_TO = re.compile(r"[^.;]*?\bto\b")
_BEFORE = re.compile(
    r"\b(?:(?:up|down)\s+from|compared\s+(?:with|to)|in\s+comparison\s+(?:with|to)|versus|twice|double|triple|treble"
    r"|quadruple|(?:two|three|four|five|ten|[0-9]+)\s+times|(?:half|times)\s+as\s+(?:many|much|high|large|long)\s+as"
    rf"){_LEAD}",
    re.IGNORECASE,
)
"""Words before the figure with which the sentence's own is compared."""
_INSTEAD = re.compile(rf"\b(?:instead\s+of|rather\s+than){_LEAD}", re.IGNORECASE)
_OF_BEFORE = re.compile(
    r"\b(?:before|previous\w*|former\w*|prior|past|last|old|older|earlier|initial\w*|original\w*|first|start\w*|base\w*"
    r"|compar\w+|then|ago|preceding|average|limit|norm\w*|standard|record|peak)\b|[0-9]{4}",
    re.IGNORECASE,
)
_PART = re.compile(
    r"(?:\b(?:half|thirds?|quarters?|fifths?|tenths?|most|majority|percent|cent|(?:one|[0-9]+)\s+in\s+\w+|all\s+but\s+\w+"
    rf"|every\s+(?:second|third|other)(?:\s+one)?)|%)\s+of{_LEAD}|\ball\s+but{_LEAD}",
    re.IGNORECASE,
)
"""Words of a part before its whole, and those before what is no part of it."""
_VERB = re.compile(
    r"was|were|is|are|had|have|has|did|do|does|went|came|got|left|who|that|which|will|would|could|\w{2,}ed",
    re.IGNORECASE,
)
"""Words with which it begins what is said of a part."""
_NAME = 4
"""Letters of a word that tells a name: not those of `the`."""
_ALIKE = 5
"""First letters that words of one stem share: `readmitted`, `readmissions`."""


def of_before(quote: str, phrase: Phrase, subject: str, names: Iterable[str]) -> bool:
    """The figure is what another is compared with, and no name of the claim says so: `up from 50`, `twice the 50`. A
    figure behind which the subject is named is its own: `versus 50 in Kyoto`.
    """
    before, behind = quote[: phrase.start], quote[phrase.end :].casefold()
    changed = _FROM.search(before) and _TO.match(quote, phrase.end)
    if not (changed or _BEFORE.search(before)):
        return False
    own = any(len(word) >= _NAME and word in behind for word in in_words(subject).casefold().split())
    return not own and not any(_OF_BEFORE.search(in_words(name)) for name in names)


def stands_instead(quote: str, phrase: Phrase) -> bool:
    """Another figure, or none, is in its place: `instead of 50`."""
    return bool(_INSTEAD.search(quote[: phrase.start]))


def of_the_rest(quote: str, phrase: Phrase, names: Iterable[str]) -> bool:
    """The figure is a whole, or what is no part of it, and a name of the property speaks of what is said of the part:
    `a quarter of the 400 patients were readmitted`, of the patients who were readmitted.
    """
    part = _PART.search(quote[: phrase.start])
    if not part:
        return False
    behind = re.findall(r"[^\W\d_]+", quote[phrase.end :])
    noun = [*takewhile(lambda word: not _VERB.fullmatch(word), behind)]
    told = {word.casefold() for word in (*re.findall(r"[^\W\d_]+", quote[: part.start()]), *behind[len(noun) :])}
    said = {word[:_ALIKE] for word in told if len(word) >= _ALIKE}
    spoken = {word for name in names for word in re.findall(r"[^\W\d_]+", in_words(name).casefold())}
    nouns = {word.casefold()[:_ALIKE] for word in noun}
    return any(word[:_ALIKE] in said and word[:_ALIKE] not in nouns for word in spoken)
