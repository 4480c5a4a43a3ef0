"""What a bracket around figures says of what stands behind it: `(5.0 ± 0.1) km`, `(2 to 3) × 10^6`, `5.0(1) km`.

The tokens come out without the brackets, in the form that all readers know: `5.0 ± 0.1 km`, `2 × 10^6 to 3 × 10^6`.
"""

from __future__ import annotations

from dataclasses import replace

from checker.literals.literal import LiteralError
from checker.literals.words import Token, adjoin

_JOINTS = frozenset({"±", "to", "–", "—", "-", "or"})
_TIMES = frozenset({"×", "x", "*", "·"})


def without_brackets(row: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens of a literal, without the brackets around two figures. Raises where a bracket after a whole number
    may be its last digits' margin, or something else.
    """
    row = _last_digits(row)
    opening = next((i for i, token in enumerate(row) if token.word == "("), None)
    if opening is None or (opening and row[opening - 1].kind in {"digits", "fraction", "currency"}):
        return row
    closing = next((i for i, token in enumerate(row) if i > opening and token.word in {"(", ")"}), None)
    if closing is None or row[closing].word == "(":
        return row
    inner, rest = row[opening + 1 : closing], row[closing + 1 :]
    joint = next((i for i, token in enumerate(inner) if token.word in _JOINTS and i), None)
    if joint is None or inner[0].kind not in {"digits", "currency", "mark"} or inner[-1].kind != "digits":
        return row
    power = rest[: _power(rest)]
    return (*row[:opening], *inner[:joint], *power, *inner[joint:], *rest)


def _last_digits(row: tuple[Token, ...]) -> tuple[Token, ...]:
    """`5.0(1)`, as physicists write 5.0 ± 0.1, becomes `(5.0 ± 0.1)`."""
    for i, token in enumerate(row):
        margin = row[i + 2] if i + 3 < len(row) else None
        if token.kind != "digits" or row[i + 1].word != "(" or margin is None or row[i + 3].word != ")":
            continue
        if not (adjoin(token, row[i + 1]) and margin.text.isdigit()):
            continue
        places = len(token.text.partition(".")[2])
        if not places:
            if _repeats(token, margin):
                continue
            raise LiteralError(
                f"`{token.text}({margin.text})` may be {token.text} with a margin, or with a note; write "
                f"`{token.text} ± {margin.text}`, or `{token.text}`",
                token.start,
            )
        digits = margin.text.zfill(places + 1)
        stated = replace(margin, text=f"{digits[:-places]}.{digits[-places:]}", word="")
        sign = Token("mark", "±", "±", row[i + 1].start, row[i + 1].end)
        return (*row[:i], replace(row[i + 1], start=token.start), token, sign, stated, *row[i + 3 :])
    return row


def _repeats(token: Token, again: Token) -> bool:
    """`15(15)`: the number once more."""
    return token.text.replace(",", "") == again.text


def _power(rest: tuple[Token, ...]) -> int:
    """How many tokens are a power of ten: `× 10^6`, `×10⁶`."""
    if rest[0].word not in _TIMES or rest[1].text != "10":
        return 0
    if rest[2].kind == "power":
        return 3
    if rest[2].word != "^":
        return 0
    return 5 if rest[3].word in {"-", "+"} else 4
