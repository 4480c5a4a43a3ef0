"""Signs of currencies among the tokens of a literal, and letters that are units: settled before hedges and numbers.

Why before: the `C` of `C$5 million` is no circa, and the `B` of `512 B` no billion where bytes are wanted.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Set
from dataclasses import replace

from checker.literals.literal import LiteralError
from checker.literals.numbers.hedges import hedges_before
from checker.literals.units.money import BEFORE_NUMBERS, CURRENCIES, CURRENCY_SIGNS, currency_codes, is_currency
from checker.literals.units.tidy import tidy_unit
from checker.literals.words import Token, adjoin

_LONGEST_STATE = 4
"""Letters before or after a sign: `C$`, `US$`, `MOP$`."""

_CIRCA = frozenset({"c", "ca"})


def with_letters(row: tuple[Token, ...], letters: Set[str]) -> tuple[Token, ...]:
    """The tokens, with those that are units by the vocabulary matched by no word."""
    return tuple(replace(token, word="") if token.text in letters else token for token in row) if letters else row


def money_first(row: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens, with each sign of a currency one token that stands right before its number.

    `C$`, `US $` and `$US` become one token; in `$ over 5 million` the sign goes behind its hedges.
    """
    return _behind_hedges(with_states(row))


def with_states(row: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens, with `C$`, `US $` and `$US` one token each."""
    if not any(is_currency_sign(token) for token in row):
        return row
    joined: list[Token] = []
    i = 0
    while i < len(row):
        size = _sign_at(row, i)
        if size:
            text = "".join(token.text for token in row[i : i + size])
            text = _state_first(text.replace(".", ""))
            joined.append(Token("currency", text, text, row[i].start, row[i + size - 1].end))
        else:
            joined.append(row[i])
        i += size or 1
    return tuple(joined)


def _sign_at(row: tuple[Token, ...], i: int) -> int:
    """How many tokens from `i` on are one sign of a currency. Raises where they may be a circa as well."""
    first, second = row[i], row[i + 1] if i + 1 < len(row) else row[i]
    if is_currency_sign(first):
        state = second.text.isupper() and second.text + first.text in CURRENCY_SIGNS and i + 2 < len(row)
        return (
            2 if state and adjoin(first, second) and adjoin(second, row[i + 2]) and row[i + 2].kind == "digits" else 1
        )
    if first.kind != "word" or not is_currency_sign(second) or len(first.word) > _LONGEST_STATE:
        return 0
    stopped, close = first.text.endswith("."), adjoin(first, second)
    if first.word in _CIRCA and not stopped and (close != first.text.isupper()):
        raise LiteralError(
            f"`{first.text}{'' if close else ' '}{second.text}` may be Canadian dollars or circa; "
            f"write `CA{second.text}` or `circa {second.text}`",
            first.start,
        )
    if first.word in _CIRCA and (stopped or not close):
        return 0
    upper = first.word.upper() + second.text
    if not close:
        return 2 if first.text.replace(".", "").isupper() and len(first.word) > 1 and upper in CURRENCY_SIGNS else 0
    known = upper in CURRENCY_SIGNS and (len(first.word) > 1 or first.text.isupper())
    return 2 if known or first.text.replace(".", "").isupper() else 0


def _state_first(text: str) -> str:
    """`$US` is `US$`; letters are capitals, as codes have them."""
    sign = next(char for char in text if unicodedata.category(char) == "Sc")
    return text.replace(sign, "").upper() + sign


def _behind_hedges(row: tuple[Token, ...]) -> tuple[Token, ...]:
    """`$ over 5 million`, `CAD about 5`: the currency before the hedges goes to the number."""
    _, k = hedges_before(row, 0)
    if not currency_at(row, k)[0]:
        return row
    _, j = hedges_before(row, k + 1)
    return (*row[:k], *row[k + 1 : j], row[k], *row[j:])


def currency_at(row: tuple[Token, ...], i: int) -> tuple[str, int]:
    """A currency before a number: `$`, `US$`, `USD`; and the token after it."""
    if is_currency_sign(row[i]) or (row[i].kind == "word" and row[i].text.isupper() and is_currency(row[i].text)):
        return row[i].text, i + 1
    if row[i].kind == "word" and (name := row[i].text.rstrip(".")) in BEFORE_NUMBERS and row[i + 1].kind != "end":
        return name, i + 1
    return "", i


def is_currency_sign(token: Token) -> bool:
    return token.kind == "currency" or (token.kind == "mark" and unicodedata.category(token.text) == "Sc")


def with_currency(currency: str, unit: str) -> str:
    """The unit of an amount with a currency before it, which what stands behind it must not contradict."""
    head, slash, rest = unit.partition("/")
    if not head:
        return tidy_unit(currency) + slash + rest
    if is_currency(head) and same_money(currency, head):
        return unit  # US$5 million dollars: the words are the more exact
    raise LiteralError(
        f"`{currency}` stands before the number and `{head}` after it; expected one unit, as `5 million USD/year`"
    )


def same_money(sign: str, name: str) -> bool:
    """A sign and a name can mean one currency; a bare `$` may be any state's dollar."""
    codes, others = ((text,) if text in CURRENCIES else currency_codes(text) for text in (sign, name))
    dollars = sign == "$" and (name.endswith("D") or "dollar" in name.lower())
    return dollars or not codes or bool(set(codes) & set(others))
