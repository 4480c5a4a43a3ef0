"""Two numbers with a colon between them are a ratio: `3:1` is 3, `1:50,000` is 1/50,000.

Quiet: two digits after the colon may be minutes or seconds (`2:40`), and two numbers that make a hundred may be two
shares (`60:40`): these are refused.
"""

from __future__ import annotations

from fractions import Fraction

from checker.literals.literal import LiteralError
from checker.literals.numbers.digits import plain_digits
from checker.literals.numbers.number import WrittenNumber, from_digits, to_be_read
from checker.literals.words import Token

_SIXTY = 60
_WHOLE = 100


def ratio_at(row: tuple[Token, ...], i: int) -> tuple[WrittenNumber, int] | None:
    """The quotient of the two numbers at token `i`, with the token after them."""
    if row[i + 1].word != ":" or row[i].kind != "digits" or row[i + 2].kind != "digits" or row[i + 3].word == ":":
        return None
    (above, decimals), (below, more) = plain_digits(row[i]), plain_digits(row[i + 2])
    of = Fraction(below, 10**more)
    if not of:
        raise LiteralError(f"`{row[i].text}:{row[i + 2].text}` divides by nothing", row[i].start)
    number = from_digits(above, decimals)
    value = number.value / of
    _refuse_two_readings(row[i], row[i + 2], value)
    text = f"{row[i].text}:{row[i + 2].text}"
    whole = number.whole and of == 1
    return WrittenNumber(value, number.grain / of, number.step / of, text, whole=whole), i + 3


def _refuse_two_readings(first: Token, second: Token, value: Fraction) -> None:
    above, below = first.text, second.text
    digits = above.isdigit() and below.isdigit()
    clock = digits and len(below) == len("40") and int(below) < _SIXTY
    shares = digits and int(above) + int(below) == _WHOLE
    if not (clock or shares):
        return
    pair = f"{above}:{below}"
    ratio = f"`{to_be_read(value)}`"
    times = f"`{int(above)} h {int(below)} min`, `{int(above)} min {int(below)} s`" if clock else ""
    parts = f"`{above} %`, `{below} %`" if shares else ""
    ways = ", ".join(filter(None, (times, parts)))
    sorts = " or ".join(filter(None, ("a length of time" * clock, "two shares" * shares)))
    raise LiteralError(f"`{pair}` may be a ratio, or {sorts}; write {ways}, or {ratio} for the ratio", first.start)
