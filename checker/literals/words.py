"""A literal is a row of tokens: digits, words and marks, each with its place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from checker.literals.literal import LiteralError

LONGEST_LITERAL = 500
"""Characters. Source: the claim files' own limit for a literal."""

LOOKAHEAD = 5
"""Tokens. Longer than any reader looks ahead, `+ / -` and `× 10 ^ -` among them."""

THIN = "\u2009"
"""The thin space stands for every space that can group digits but never parts two words."""

_SAME = {
    **dict.fromkeys("\u00a0\u202f\u2007\u2008", THIN),
    **dict.fromkeys("\u2019\u02bc\u2018", "'"),
    **dict.fromkeys("\u2212\u2010\u2011\u2012\ufe63\u00ad", "-"),
    **dict.fromkeys("\u2015\u2e3a", "—"),
    **dict.fromkeys("\u066a\ufe6a", "%"),
    **dict.fromkeys("\u223c\u2248\u2243\u2245\u301c", "~"),
    **dict.fromkeys("\u2a7e\u2267", "≥"),
    **dict.fromkeys("\u2a7d\u2266", "≤"),
    "\u066b": ".",
    "\u066c": ",",
    "\u00b5": "μ",
    "\u2126": "Ω",
    "\u3000": " ",
}
"""Characters that look or mean the same. Each is replaced one for one, so that places in the text stay right."""

GROUPING_SPACE = re.compile(rf"(?<=[0-9])[ {THIN}](?=[0-9]{{3}}(?![0-9]))")
"""A space between groups of digits."""
GROUP_MARKS = rf",'_{THIN}"
"""Beside a space, what may stand between groups of digits in English."""
_EACH = "(?:second|minute|hour|day|night|week|month|year|barrel|head|piece|person|plate|ticket)"
_HYPHENS = re.compile(
    r"(?<=[0-9])-(?=(?:hundred|thousand|million|billion|trillion)\b)"
    rf"|-(?=an?-{_EACH}\b)|(?<=\ba)-(?={_EACH}\b)|(?<=\ban)-(?=hour\b)"
    r"|(?<=\bsquare)-(?=[a-z])|(?<=\bcubic)-(?=[a-z])",
    re.IGNORECASE,
)
"""Hyphens that stand for spaces: `$1.2-billion`, `$1,000-a-day`, `8,000-square-foot`."""
_TOKEN = re.compile(
    rf"(?P<digits>\.?[0-9][0-9.{GROUP_MARKS}]*)"
    r"|(?P<fraction>[¼-¾⅐-⅞↉])"
    r"|(?P<power>[⁰¹²³⁴-⁹⁻]+)"
    r"|(?P<word>[^\W\d_](?:[^\W\d_¼-¾⅐-⅞↉⁰²³¹⁴-⁹]|[.'](?=[^\W\d_]))*\.?)"
    r"|(?P<mark>\S)"
)

TokenKind = Literal["digits", "fraction", "power", "word", "mark", "currency", "end"]


@dataclass(frozen=True, slots=True)
class Token:
    """`word` is what the token is matched by: lower case, no full stops."""

    kind: TokenKind
    text: str
    word: str
    start: int
    end: int


def composed(text: str) -> str:
    """The text with one character for a letter and its marks, as some systems write names of files; places move."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def even(text: str) -> str:
    """The text with one spelling for each sort of digit, space, dash and quote, and a space for each hyphen that
    stands for one; its length stays the same.
    """
    same = text if text.isascii() else "".join(map(_even, text))
    return _HYPHENS.sub(lambda found: found[0].replace("-", " "), same) if "-" in same else same


def _even(char: str) -> str:
    if char.isascii():
        return char
    if char in _SAME:
        return _SAME[char]
    if "\uff01" <= char <= "\uff5e":  # full-width forms of ASCII
        return chr(ord(char) - 0xFEE0)
    digit = unicodedata.decimal(char, None)
    return char if digit is None else str(digit)


def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of a literal, then some of kind `end`, so that looking ahead is safe.

    Raises `LiteralError` where the literal is empty or too long.
    """
    if len(text) > LONGEST_LITERAL:
        raise LiteralError(
            f"the literal has {len(text)} characters, at most {LONGEST_LITERAL} are read; "
            "keep only the words that give the value",
            LONGEST_LITERAL,
        )
    plain = GROUPING_SPACE.sub(THIN, even(text)).replace("-and-", " and ")  # two-and-a-half
    row = []
    for match in _TOKEN.finditer(plain):
        kind, piece = match.lastgroup, match.group()
        if kind == "digits":
            piece = piece.rstrip(f".{GROUP_MARKS}")
        if piece == THIN:
            continue
        word = piece.lower().replace(".", "") if kind == "word" else piece
        row.append(Token(kind, piece, word, match.start(), match.start() + len(piece)))  # type: ignore[arg-type]
        rest = match.group()[len(piece) :].rstrip(THIN + " ") if kind == "digits" else ""
        if rest == "," or rest[:1] == "'":  # 5' is five feet
            row.append(Token("mark", rest[0], rest[0], row[-1].end, row[-1].end + 1))
    while row and row[-1].word in {",", ";", "."}:
        row.pop()
    if not row:
        raise LiteralError("nothing is written here; expected a value such as `85`, `over 40,000` or `1.7 to 2.1 km`")
    end = row[-1].end
    return (*row, *[Token("end", "", "", end, end)] * LOOKAHEAD)


def spelt(row: tuple[Token, ...], i: int) -> str:
    """What the tokens from `i` on say, cut short, for messages."""
    return " ".join(token.text for token in row[i:] if token.kind != "end")[:60]


def adjoin(first: Token, second: Token) -> bool:
    """Nothing stands between two tokens, not even a space."""
    return first.end == second.start and second.kind != "end"


@dataclass(slots=True)
class Phrases:
    """Phrases word by word: those that go on with a word, and the one that ends here, if one does."""

    after: dict[str, Phrases]
    phrase: tuple[str, ...] | None = None


def phrases_of(texts: Iterable[str]) -> Phrases:
    """Phrases whose words stand between spaces."""
    root = Phrases({})
    for text in texts:
        here = root
        for word in text.split():
            here = here.after.setdefault(word, Phrases({}))
        here.phrase = (*text.split(),)
    return root


def phrase_at(row: tuple[Token, ...], i: int, phrases: Phrases) -> tuple[str, ...] | None:
    """The longest of some phrases that the tokens from `i` on spell."""
    longest = None
    here = phrases.after.get(row[i].word)
    while here:
        longest = here.phrase or longest
        i += 1
        here = here.after.get(row[i].word)
    return longest
