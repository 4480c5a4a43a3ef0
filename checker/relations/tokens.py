"""A relation is a row of tokens: words, signs, quoted literals, scopes and dates, each with its offset.

Why: identifiers may hold hyphens and letters of any script, so a sign inside a word is part of the word; operators
stand apart. What stands in brackets, in quotes or in `date(...)` is one token, read by whoever knows its inside.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from checker.literals.literal import LiteralError

LONGEST_RELATION = 2000
"""Characters. Source: the claim files' own limit for a relation."""

MOST_TOKENS = 300
"""A sum of 150 quantities: more than any reader follows, and few enough that no tree grows deep by its length."""

SIGNS = {"==": "=", "≠": "!=", "≤": "<=", "≥": ">=", "−": "-", "×": "*", "·": "*", "÷": "/"}
"""Signs that mean the same as a plain one."""

COMPARISON_SIGNS = ("<=", ">=", "==", "!=", "<", ">", "=", "≠", "≤", "≥")
OPERATORS = "+-−*×·/÷"
_ENDS_WORD = frozenset('()[]"<>=≠≤≥')


@dataclass(frozen=True, slots=True)
class Token:
    """`text` is the token as written; of a literal, a scope or a date it is the inside alone, from `inside` on."""

    kind: Literal["word", "sign", "quoted", "scope", "date", "end"]
    text: str
    start: int
    end: int
    inside: int = 0

    @property
    def sign(self) -> str:
        """The plain sign that the token stands for; `""` where it is no sign."""
        return SIGNS.get(self.text, self.text) if self.kind == "sign" else ""


def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of a relation and one of kind `end`. Raises `LiteralError` where it is too long or a pair is open."""
    if len(text) > LONGEST_RELATION:
        raise LiteralError(
            f"the relation has {len(text)} characters, at most {LONGEST_RELATION} are read; split it into several",
            LONGEST_RELATION,
        )
    row: list[Token] = []
    i = 0
    while i < len(text):
        if text[i].isspace():
            i += 1
            continue
        row.append(_token(text, i))
        i = row[-1].end
        if len(row) > MOST_TOKENS:
            raise LiteralError(f"the relation has more than {MOST_TOKENS} parts; split it into several", row[-1].start)
    return (*row, Token("end", "", len(text), len(text)))


@contextmanager
def located(start: int) -> Iterator[None]:
    """A mistake inside a token gets its offset in the whole relation."""
    try:
        yield
    except LiteralError as error:
        raise LiteralError(error.message, start + error.offset, error.meant) from error


def _token(text: str, i: int) -> Token:
    if sign := next((sign for sign in COMPARISON_SIGNS if text.startswith(sign, i)), ""):
        return Token("sign", sign, i, i + len(sign))
    match text[i]:
        case '"':
            return _quoted(text, i)
        case "[":
            return _scope(text, i)
        case "]":
            raise LiteralError("`]` closes nothing here; a scope is written [dimension=member] after its quantity", i)
        case ",":
            raise LiteralError("`,` has no place here; it groups digits (40,000) and parts scopes [a=x, b=y]", i)
        case char if char in "()" or char in OPERATORS:
            return Token("sign", char, i, i + 1)
    end = _word_end(text, i)
    if text[i:end] == "date" and text.startswith("(", end):
        return _date(text, i, end + 1)
    return Token("word", text[i:end], i, end)


def _word_end(text: str, i: int) -> int:
    end = i
    while end < len(text) and not text[end].isspace() and text[end] not in _ENDS_WORD:
        if text.startswith("!=", end) or (text[end] == "," and not _groups_digits(text, end)):
            break
        end += 1
    return max(end, i + 1)


def _groups_digits(text: str, i: int) -> bool:
    return 0 < i < len(text) - 1 and text[i - 1].isdecimal() and text[i + 1].isdecimal()


def _quoted(text: str, i: int) -> Token:
    end = text.find('"', i + 1)
    if end < 0:
        raise LiteralError("the double quote is never closed; put another one after the literal", i)
    return Token("quoted", text[i + 1 : end], i, end + 1, i + 1)


def _date(text: str, i: int, inside: int) -> Token:
    end = text.find(")", inside)
    if end < 0:
        raise LiteralError("`date(` is never closed; write date(1952-04-28)", i)
    return Token("date", text[inside:end], i, end + 1, inside)


def _scope(text: str, i: int) -> Token:
    """Up to the bracket that closes the first one: a date inside may have brackets of its own."""
    depth = 0
    for end in range(i, len(text)):
        depth += (text[end] == "[") - (text[end] == "]")
        if not depth:
            return Token("scope", text[i + 1 : end], i, end + 1, i + 1)
    raise LiteralError("the bracket is never closed; a scope is written [dimension=member]", i)
