"""Names: how they are shown in messages, which known name is nearest, and which characters they may not hold."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

SHOWN_LENGTH = 80
"""Characters of somebody's text that a message repeats: one line of a terminal."""

CUTOFF = 70
"""Per cent of likeness below which no name is suggested: `personel` scores 94 against `personnel`, unrelated names
of eight letters mostly under 50. Source: measured on pairs of English words with one to three slips."""

INVISIBLE = frozenset(("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp", "Zs"))
"""Unicode categories of characters that show as nothing or as a space: two names could look alike."""

BLANK = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]")
"""Letters and marks that show as nothing, too. Source: Default_Ignorable_Code_Point of the Unicode Character Database,
as far as its categories do not tell; and the empty pattern of Braille."""


LOOKS_LIKE = str.maketrans(
    "АВЕЅІЈКМНОРСТХаеоԁѕіјԛрсхуһԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧαγινορυօսոհցգı0O1I|",
    "ABESLJKMHOPCTXaeodsijqpcxyhwABEZHLKMNOPTYXayivopuounhgqioolll",
)
"""Letters that look like Latin ones in common typefaces: of Cyrillic, Greek and Armenian; and digits. Source: Unicode
Technical Standard 39, its table of confusable characters, as far as identifiers here may hold them."""


def shown(text: str) -> str:
    """Somebody's text as a message may repeat it: bounded, on one line, with unseen characters spelled out."""
    cut = text if len(text) <= SHOWN_LENGTH else text[: SHOWN_LENGTH - 1] + "…"
    return "".join(f"\\u{{{ord(c):x}}}" if c != " " and _is_unseen(c) else c for c in cut)


def _is_unseen(letter: str) -> bool:
    """It shows as nothing or as a space."""
    return unicodedata.category(letter) in INVISIBLE or BLANK.match(letter) is not None


def fold(text: str) -> str:
    """A name without what people vary: case, spaces, hyphens, underscores, compatibility forms."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(in_words(folded).split())


def in_words(name: str) -> str:
    """An identifier as words: `us-forces` is `us forces`."""
    return name.replace("-", " ").replace("_", " ")


def alike(text: str) -> str:
    """Equal for names that nobody tells apart by eye: `capa`, `Capa` and the Cyrillic `сара`; `f-l` and `f-1`."""
    return fold(unicodedata.normalize("NFKD", text).translate(LOOKS_LIKE))


def aliases(names: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Folded name, label or other name, to the identifier that it belongs to, in the order of the alphabet; an
    identifier goes before a label.
    """
    identifiers = {fold(name): name for name in sorted(names, reverse=True)}
    for name in sorted(names):
        for other in names[name]:
            identifiers.setdefault(fold(other), name)
    return dict(sorted(identifiers.items()))


def nearest(word: str, known: Mapping[str, str]) -> str:
    """The identifier that was probably meant, or `""`; `known` as `aliases` makes it."""
    folded = fold(word)
    if folded in known:
        return known[folded]
    from rapidfuzz import fuzz, process

    scorer: Any = fuzz.ratio  # its overloads are more than a type checker can match
    match = process.extractOne(folded, list(known), scorer=scorer, score_cutoff=CUTOFF)
    return known[match[0]] if match else ""


def suggestion(word: str, known: Mapping[str, str], otherwise: str) -> str:
    """`did you mean …?`, or another next step where no name is near."""
    return did_you_mean(word, nearest(word, known), otherwise)


def did_you_mean(word: str, near: str, otherwise: str) -> str:
    """`suggestion`, where the nearest name is known already."""
    if not near:
        return otherwise
    same = unicodedata.normalize("NFC", word) == near
    return f"did you mean {shown(near)}{' (the same letters, encoded differently)' if same else ''}?"


def trouble(name: str) -> str:
    """What keeps a name from being told apart by eye from another one, or `""`."""
    if not unicodedata.is_normalized("NFC", name):
        composed = unicodedata.normalize("NFC", name)
        return f"{shown(name)} is written with separate accents; expected the composed form (NFC): write {composed}"
    hidden = next(filter(_is_unseen, name), "")
    if hidden:
        return f"{shown(name)} holds the invisible character U+{ord(hidden):04X}; delete it"
    return ""
