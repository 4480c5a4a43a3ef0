"""Numbers as documents write them are read exactly: digits of any script, words, fractions, magnitudes."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from fractions import Fraction
from math import prod

from checker.literals.literal import LiteralError
from checker.literals.numbers.digits import digits_at, is_common, past_article, plain_digits
from checker.literals.numbers.number import (
    FULL_WORDS,
    GROUPS,
    MAGNITUDES,
    MOST_MAGNITUDES,
    ORDINALS,
    PARTS,
    SMALL,
    WrittenNumber,
    add_part,
    from_digits,
    negative,
    part,
    scaled,
    size_of,
)
from checker.literals.words import Token, adjoin, spelt

_NEEDS_MONEY = frozenset({"m", "mm", "t", "b", "cr"})
"""`5 m` is a length, `5 mm` too, `5 t` a mass; `$5m`, `$5mm`, `$5t` are money."""

_WORDS = frozenset(f"{SMALL} twenty thirty forty fifty sixty seventy eighty ninety".split()) | {
    "hundred",
    "thousand",
    "million",
    "billion",
    "trillion",
}
_COUNTS = {word: number for number, word in enumerate(SMALL.split())}
_SPELT_SCALES = ("hundred", "thousand", "million", "billion", "trillion")
_SIGNS = frozenset({"-", "minus", "negative"})
_ARTICLES = frozenset({"a", "an", "one"})


def numbers_at(row: tuple[Token, ...], i: int, money: bool = False) -> list[tuple[WrittenNumber, int]]:
    """Every way to read a number from token `i` on, with the token after it; the longest first, none at all where
    there is no number.

    There are several only for words around `and`: `one hundred and two hundred` starts with one hundred.
    Raises `LiteralError` where there is a number that is badly written.
    """
    if row[i].word in _SIGNS and row[i + 1].word not in _SIGNS:
        return [(negative(number), end) for number, end in numbers_at(row, i + 1, money)]
    if row[i].word == "+" and row[i + 1].kind == "digits":
        i += 1
    numbers = []
    for base, end in _bases(row, i):
        base, end = _with_part(row, base, end)
        mixed = bool(base.scales) and not base.whole  # a million and a half: no magnitude follows it
        number, after = (base, end) if mixed else with_magnitudes(row, base, end, money)
        if number.scales != base.scales and row[after].word == "and":
            number, after = _with_part(row, number, after)
        numbers.append(_out_of(row, number, after))
    return numbers


def _bases(row: tuple[Token, ...], i: int) -> list[tuple[WrittenNumber, int]]:
    token = row[i]
    if token.kind == "digits":
        return [digits_at(row, i)]
    if token.kind == "fraction":
        return [(_vulgar(token), past_article(row, i + 1))]
    if token.word in {"nil", "nought", "naught"}:
        return [(from_digits(0), i + 1)]
    if token.word == "half":
        return [(part(1, 2, "1/2"), past_article(row, i + 1))]
    if token.word == "quarter" and row[i + 1].word in {"of", *FULL_WORDS}:
        return [(part(1, 4, "1/4"), past_article(row, i + 1))]
    if token.word in _ARTICLES:
        if token.word != "one" and row[i + 1].word in {"single", "pair"}:
            number = from_digits(1 if row[i + 1].word == "single" else 2)
            return [(number, i + 3 if row[i + 2].word == "of" else i + 2)]
        if of := PARTS.get(row[j := _past_hyphen(row, i + 1)].word):
            return [(part(1, of, f"1/{of}"), past_article(row, j + 1))]
        if row[i + 1].word in GROUPS or row[i + 1].word in FULL_WORDS - _WORDS:
            return [(from_digits(1), i + 1)]
    return _spelt(row, i)


def _past_hyphen(row: tuple[Token, ...], i: int) -> int:
    return i + 1 if row[i].word == "-" else i


def _vulgar(token: Token) -> WrittenNumber:
    share = Fraction(unicodedata.numeric(token.text)).limit_denominator(10)
    return part(share.numerator, share.denominator, f"{share.numerator}/{share.denominator}")


def _spelt(row: tuple[Token, ...], i: int) -> list[tuple[WrittenNumber, int]]:
    """A number in words, the longest reading first; then those that stop before an `and`."""
    words: list[str] = []
    ends: list[int] = []
    j = i
    if row[i].word in {"a", "an"} and row[i + 1].word in _SPELT_SCALES:
        words, ends, j = ["one"], [i + 1], i + 1
    while True:
        comma = row[j].word == "," and words[-1:] and words[-1] in _SPELT_SCALES  # one thousand, two hundred
        joint = bool(words) and (row[j].word in {"and", "-"} or bool(comma))
        if row[j + joint : j + joint + 1] and row[j + joint].word in _WORDS:
            words += ["and"] * (joint and row[j].word == "and") + [row[j + joint].word]
            ends += [j + joint] * (len(words) - len(ends) - 1) + [j + joint + 1]
            j += joint + 1
        else:
            break
    if not words:
        return []
    cuts = [len(words), *(k for k in range(len(words) - 1, 0, -1) if words[k] == "and")]
    numbers = [(number, ends[cut - 1]) for cut in cuts if (number := _read_words(words[:cut])) is not None]
    if not numbers:
        raise LiteralError(
            f"`{' '.join(words)}` is not a number in words; expected one such as `one million two hundred thousand`",
            row[i].start,
        )
    # a hundred and three quarters
    if "and" in words and words[-1] in _COUNTS and row[_past_hyphen(row, ends[-1])].word in PARTS:
        numbers = [(number, end) for number, end in numbers if end < ends[-1]] or numbers
    return [_counted_part(row, number, end) for number, end in numbers]


def _counted_part(row: tuple[Token, ...], number: WrittenNumber, end: int) -> tuple[WrittenNumber, int]:
    """Two thirds, three-quarters."""
    j = _past_hyphen(row, end)
    word = row[j].word
    of = PARTS.get(word)
    value, ordinal = int(number.value), ORDINALS.get(word.removesuffix("s"), 0)
    if ordinal and not word.endswith("s"):
        _refuse_ordinal(row, end, j, value, ordinal)
    elif ordinal >= _LEAST_POWER and (number.scales or (value % 10 == 0 and j > end)):  # ten-thousandths
        raise _two_parts(row, end, j, value, ordinal)
    if of is not None and value > max(of, len(_COUNTS)):
        raise _mixed_or_improper(row, end, j, value, of)
    if of is None or number.scales:
        return number, end
    return part(value, of, f"{value}/{of}"), past_article(row, j + 1)


_LEAST_POWER = 100
"""Of the ordinals, those from *hundredth* on multiply what stands before them: `ten-thousandth`."""


def _refuse_ordinal(row: tuple[Token, ...], end: int, j: int, value: int, ordinal: int) -> None:
    """Raises where an ordinal ends a larger number: `one hundred third`, `twenty-fifth`, `ten-thousandth`."""
    large = ordinal >= _LEAST_POWER
    if large and value > 1:
        raise _two_parts(row, end, j, value, ordinal)
    if not large and value >= len(_COUNTS) and (value % 100 == 0 or (value % 10 == 0 and ordinal < 10)):
        raise LiteralError(
            f"`{spelt(row[: j + 1], 0)}` is a place in an order, or a part of a whole; write the amount in digits, "
            f"a part as `1 in {value + ordinal:,}`, a place for a property with the datatype rank",
            row[end - 1].start,
        )


def _two_parts(row: tuple[Token, ...], end: int, j: int, value: int, ordinal: int) -> LiteralError:
    said, many = spelt(row[: j + 1], 0), f"`{value:,} in {ordinal:,}`"
    if row[j].word.endswith("s"):
        readings = f"so many parts, or parts of another size; write {many}, or the number that is meant in digits"
    else:
        also = f"so many parts as {many}, " if value <= ordinal else ""
        readings = f"one part, {also}or a place in an order; write one part as `1 in {value * ordinal:,}`"
        readings += ", a place for a property with the datatype rank"
    return LiteralError(f"`{said}` may be {readings}", row[end - 1].start)


def _mixed_or_improper(row: tuple[Token, ...], end: int, j: int, value: int, of: int) -> LiteralError:
    """`one hundred three fifths` is 100 3/5 or 103/5."""
    above, rest = value % 10, Fraction(value % of, of)
    ways = [f"{value - above} {above}/{of}"] if is_common(above, of) else []
    ways += [f"{value // of} {rest}" if rest else f"{value // of}"]
    choices = " or ".join(f"`{way}`" for way in ways)
    return LiteralError(
        f"`{spelt(row[: j + 1], 0)}` may be a number and a part, or so many parts; write {choices}", row[end - 1].start
    )


def _read_words(words: list[str]) -> WrittenNumber | None:
    """The magnitudes at the end are kept apart, since a range can share them: one to two hundred thousand."""
    if words[0] in _SPELT_SCALES:
        words = ["one", *words]  # hundred million
    stem = list(words)
    scales: list[str] = []
    while len(stem) > 1 and stem[-1] in _SPELT_SCALES:
        scales.insert(0, stem.pop())
    if any(word in _SPELT_SCALES[1:] for word in stem) or stem[-1] in _SPELT_SCALES:
        stem, scales = list(words), []
    sizes = [MAGNITUDES[name] for name in scales]
    if sizes != sorted(set(sizes)) or len(sizes) > MOST_MAGNITUDES:
        return None
    value = _evaluate(stem)
    number = None if value is None else scaled(from_digits(value), scales)
    return number if number and number.value == _evaluate(words) else None


def _evaluate(words: list[str]) -> int | None:
    from text_to_num import text2num

    if "trillion" in words:
        cut = words.index("trillion")
        rest = words[cut + 2 :] if words[cut + 1 : cut + 2] == ["and"] else words[cut + 1 :]
        high, low = _evaluate(words[:cut] or ["one"]), _evaluate(rest) if rest else 0
        return None if high is None or low is None or low >= 10**12 else high * 10**12 + low
    if words[0] == "and" or (words[0] == "zero" and len(words) > 1):
        return None
    try:
        return int(text2num(" ".join(words), "en"))
    except ValueError:
        return None


# --- what follows a number


def _with_part(row: tuple[Token, ...], number: WrittenNumber, i: int) -> tuple[WrittenNumber, int]:
    """Two and a half, 2½, 2 1/2, 2-1/2; also `one and a half million`, whose magnitude follows."""
    if not number.whole:
        return number, i
    j = i + 1 if row[i].word in {"and", "-"} else i
    if row[j].kind == "fraction" and (j == i or row[i].word == "and"):
        return add_part(number, _vulgar(row[j])), j + 1
    if row[i].word == "and":
        return and_part(row, number, i)
    fraction = row[j].kind == "digits" and row[j + 1].word == "/" and row[j + 2].kind == "digits"
    if fraction and not number.scales and adjoin(row[j], row[j + 1]):
        above, below = plain_digits(row[j]), plain_digits(row[j + 2])
        if not above[1] and not below[1] and is_common(above[0], below[0]):
            return add_part(number, part(above[0], below[0], f"{above[0]}/{below[0]}")), j + 3
    return number, i


def and_part(row: tuple[Token, ...], number: WrittenNumber, i: int) -> tuple[WrittenNumber, int]:
    """Two and a half, twenty and two thirds; a million and a half is 1,500,000."""
    j = i + 1
    if row[j].word == "half":
        count, k = 1, j
    elif row[j].word in {"a", "an"}:
        count, k = 1, _past_hyphen(row, j + 1)
    elif row[j].word in _COUNTS:
        count, k = _COUNTS[row[j].word], _past_hyphen(row, j + 1)
    else:
        return number, i
    if (of := PARTS.get(row[k].word)) is None or count >= of:
        return number, i
    fraction = part(count, of, f"{count}/{of}")
    size = size_of(number.scales[-1]) if number.scales else 1
    if size <= 100 and size not in GROUPS.values():
        return replace(add_part(number, fraction), scales=() if size > 1 else number.scales), k + 1
    large = number.value + size * fraction.value
    if len(number.scales) > 1:  # a hundred million and a half
        larger = number.value + prod(map(size_of, number.scales)) * fraction.value
        raise LiteralError(
            f"`{spelt(row[: k + 1], 0)}` may be {_plain(large)}, or {_plain(larger)}; write it in digits", row[i].start
        )
    if count > 1 or (size == 1000 and number.scales[-1] not in GROUPS):
        raise LiteralError(
            f"`{spelt(row[: k + 1], 0)}` may be {number.text} and {fraction.text}, or {_plain(large)}; "
            "write it in digits",
            row[i].start,
        )
    mixed = WrittenNumber(large, size * fraction.grain, size * fraction.grain * 5, _plain(large), scales=number.scales)
    return replace(mixed, rounded_by_digits=False), k + 1


def _plain(value: Fraction) -> str:
    return f"{value.numerator:,}" if value.denominator == 1 else f"{float(value):,}"


def with_magnitudes(row: tuple[Token, ...], number: WrittenNumber, i: int, money: bool) -> tuple[WrittenNumber, int]:
    names: list[str] = []
    while len(names) < MOST_MAGNITUDES and (name := _magnitude(row, i, money)):
        if names and size_of(name) < size_of(names[-1]):
            break  # five million thousand: nobody writes that
        names.append(name)
        i += 1
    return (scaled(number, names) if names else number), i


def _magnitude(row: tuple[Token, ...], i: int, money: bool) -> str:
    """The magnitude that token `i` names; letters count only where they cannot be a unit."""
    token = row[i]
    name = token.word
    if name not in MAGNITUDES and name.endswith("s"):
        name = name[:-1]
        if name not in FULL_WORDS and name not in GROUPS:
            return ""
    if name in FULL_WORDS or name in GROUPS:
        return name
    if name not in MAGNITUDES or "." in token.text[:-1]:
        return ""
    if money or name in {"bn", "mn", "mln", "bln", "mio", "tn", "trn", "万", "億"}:
        return name  # a point behind it ends a sentence: `worth $10m.`
    if token.text.endswith("."):
        return ""
    if name in _NEEDS_MONEY:
        big = token.text in {"M", "B"} and (adjoin(row[i - 1], token) or row[i + 1].kind == "end")
        followed = name == "m" and adjoin(row[i - 1], token) and row[i + 1].kind == "word" and _is_noun(row[i + 1])
        return name if big or followed else ""
    return name if name == "k" and (token.text == "k" or adjoin(row[i - 1], token)) else ""


def _is_noun(token: Token) -> bool:
    """`5m people` are five million people, `5m per second` is a speed, `5m to 10m` a range."""
    return len(token.word) > 2 and token.word not in {
        "per",
        "and",
        "but",
        "each",
        "high",
        "long",
        "wide",
        "deep",
        "tall",
    }


def _out_of(row: tuple[Token, ...], number: WrittenNumber, i: int) -> tuple[WrittenNumber, int]:
    """One in five, 3 out of 10: a part of a whole."""
    j = i + 2 if row[i].word == "out" and row[i + 1].word == "of" else i + 1 if row[i].word == "in" else 0
    if not j or not number.whole or number.value.denominator != 1 or row[j].kind not in {"digits", "word"}:
        return number, i
    for other, end in numbers_at(row, j)[:1]:
        if other.whole and other.value.denominator == 1 and other.value > 0:
            count, of = int(number.value), int(other.value)
            if not 0 <= count <= of:
                raise LiteralError(
                    f"`{spelt(row[:end], i)}` after {number.text}: no share is larger than its whole; write the value "
                    "alone, and what it is part of, or when it was, beside it",
                    row[i].start,
                )
            return part(count, of, f"{count}/{of}"), end
    return number, i
