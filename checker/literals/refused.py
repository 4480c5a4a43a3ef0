"""Forms that could be read as two values are refused, with both readings and what to write for each.

Why: a figure that is read as something else in silence makes false findings, and hides true ones.
"""

from __future__ import annotations

import re
from collections.abc import Set
from fractions import Fraction

from checker.literals.literal import EXAMPLES, LiteralError
from checker.literals.numbers.digits import is_common, plain_digits
from checker.literals.numbers.hedges import AFTER, BEFORE, CANONICAL, ROUGHLY, Hedge
from checker.literals.numbers.number import FULL_WORDS, ORDINALS, PARTS, to_be_read
from checker.literals.numbers.numerals import numbers_at
from checker.literals.numbers.vague import Vague, numberless_at, vague_at
from checker.literals.words import THIN, Token, adjoin, spelt

ONE_SIDED: frozenset[Hedge] = frozenset({"over", "at_least", "at_most", "under"})
BESIDE: frozenset[Hedge] = frozenset({"nearly", "just_under", "just_over"})

_SUFFIXES = frozenset({"st", "nd", "rd", "th"})
_GROUPS = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+")
_ENGLISH = re.compile(rf",[0-9]{{3}}|[0-9]{{4}}\.|\.[0-9]{{1,2}}$|\.[0-9]{{4}}|^0?\.|[{THIN}'_]")
"""A number in which a comma or a space groups, or a point cannot but stand before decimals."""
_MAGNITUDES = FULL_WORDS | {f"{word}s" for word in FULL_WORDS} | {"bn", "tn", "mln", "bln", "trn"}
_LETTERS = frozenset({"k", "m", "mm", "b", "t"})
_WHOLE = 100
_PRIMES = re.compile(
    r"(?<![0-9'.,])(?P<first>[0-9]{1,3}) ?['′] ?(?P<second>[0-9]|1[01]|[0-9](?:\.[0-9]+)?)(?![0-9']) ?(?:\"|″|'')?"
)
"""Signs that are feet and inches, and minutes and seconds."""
_DECADE = re.compile("1[0-9]{2}0|20[0-9]0")


def refuse(row: tuple[Token, ...], language: str, source: str) -> None:
    """Raises where something in the literal is no part of a value, or may be two things."""
    if ("'" in source or "′" in source) and "°" not in source and (primes := _PRIMES.search(source)):
        first, second = primes["first"], primes["second"]
        raise LiteralError(
            f"`{primes[0]}` may be feet and inches, or minutes and seconds; write `{first} ft {second} in`, or "
            f"`{first} min {second} s`",
            primes.start(),
        )
    if not language:
        _refuse_points(row)
    for i, token in enumerate(row):
        if token.word in {"nan", "inf", "infinity", "infinite", "∞"}:
            raise LiteralError(
                f"`{token.text}` is no number; write the largest value that the document allows", token.start
            )
        if token.kind == "digits" and row[i + 1].word == "/" and row[i + 2].kind == "digits" and not _fraction(row, i):
            raise LiteralError(_two_figures(token, row[i + 2]), token.start)
        if token.kind != "digits" or not adjoin(token, row[i + 1]):
            continue
        if row[i + 1].word in _SUFFIXES:
            raise LiteralError(
                f"`{token.text}{row[i + 1].text}` is a place in an order, and no amount; write `{token.text}` for the "
                "amount, or claim it for a property with the datatype rank",
                token.start,
            )
        if row[i + 1].word == "s" and _DECADE.fullmatch(token.text):
            raise LiteralError(
                f"`{token.text}s` is a decade, or a number of seconds; write `{token.text} seconds` for these, and a "
                "decade as `as_of` or in a property with the datatype date",
                token.start,
            )


def _refuse_points(row: tuple[Token, ...]) -> None:
    """Raises where points may group thousands, as in most languages of Europe, and nothing in the literal says that
    they do not: no other number, and no magnitude in English after digits that a point alone explains. Few write
    `1.500 million` for 1.5 million; many write 1.500 millions so.
    """
    digits = [token for token in row if token.kind == "digits"]
    doubtful = next((token for token in digits if _GROUPS.fullmatch(token.text)), None)
    if doubtful is None or any(_ENGLISH.search(token.text) for token in digits):
        return
    if any(token.word == "e" and adjoin(row[i - 1], token) for i, token in enumerate(row)):
        return
    scaled = next((token.text for token in row if token.word in _MAGNITUDES), "")
    if scaled:
        doubtful = next((token for token in digits if _GROUPS.fullmatch(token.text) and token.text[-1] == "0"), None)
        if doubtful is None:
            return
    thousands = f"{int(doubtful.text.replace('.', '')):,}"
    if doubtful.text.count(".") > 1:
        return  # no number in English: the reader says so
    plain = doubtful.text.rstrip("0").rstrip(".")
    after = row[row.index(doubtful) + 1]
    if not scaled and adjoin(doubtful, after) and after.word in _LETTERS:
        scaled = after.text
    also = f"`{plain} {scaled}`" if scaled else f"`language: en` for the document that means {plain}"
    raise LiteralError(
        f"`{doubtful.text}` is {thousands} in some languages and {plain} in English; write "
        f"`{f'{thousands} {scaled}'.rstrip()}`, or {also}",
        doubtful.start,
    )


def _fraction(row: tuple[Token, ...], i: int) -> bool:
    """A line between two numbers is surely that of a fraction; other faults of the two are the reader's."""
    (above, decimals), (below, more) = plain_digits(row[i]), plain_digits(row[i + 2])
    return decimals > 0 or more > 0 or below == 0 or is_common(above, below)


def _two_figures(above: Token, below: Token) -> str:
    """Why `120/80` is not read, and what to write for each way to read it."""
    count, of = plain_digits(above)[0], plain_digits(below)[0]
    whole, rest = divmod(Fraction(count, of), 1)
    if not whole:
        share = f"{count:,} in {of:,}"
    else:
        share = f"{whole:,} {rest}" if rest and is_common(rest.numerator, rest.denominator) else _near(count, of)
    pair, size = f"{above.text}/{below.text}", len(below.text)
    if len(above.text) == 4 and size in (2, 4) and (of - count - 1) % 10**size == 0:
        return f"`{pair}` is two years, or a fraction; write years in `as_of` or `during`, a fraction as `{share}`"
    percent = [f"{above.text} %"] if count + of == _WHOLE else []
    *ways, last = dict.fromkeys((above.text, below.text, *percent, share))
    one = f"the one that is meant: {', '.join(f'`{way}`' for way in ways)}, or `{last}`"
    return f"`{pair}` is two figures, or a fraction; write {one}"


def _near(count: int, of: int) -> str:
    value = Fraction(count, of)
    return f"{value}" if value.denominator == 1 else f"about {to_be_read(value).removeprefix('about ')}"


def unread(row: tuple[Token, ...], i: int) -> LiteralError:
    return LiteralError(
        f"`{spelt(row, i)}` is not understood here; expected one value, {EXAMPLES}, and nothing after its unit",
        row[i].start,
    )


def no_number(row: tuple[Token, ...], i: int, words: list[str]) -> LiteralError:
    after = f" after `{' '.join(words)}`" if words else ""
    return LiteralError(f"no number is found{after} in `{spelt(row, i)}`; expected a value {EXAMPLES}", row[i].start)


def sound_hedges(
    before: list[str], after: list[str], allowed: Set[Hedge], row: tuple[Token, ...], what: str = ""
) -> tuple[Hedge, ...]:
    """The hedges in canonical order. Raises where they contradict or repeat each other, or do not go with the form.

    `at least 40 or more` says one thing twice; `more than over 40` is a slip, of which nobody can tell what was meant.
    An estimate may be a rough one (`an estimated total of about 40`), and `about 40 or so` is how people talk.
    """
    words = before + after
    said = [*(BEFORE[phrase] for phrase in before), *(AFTER[phrase] for phrase in after)]
    kinds = {*said}
    firm = kinds - {"about"}
    repeated = len({*words}) < len(words)
    doubled = any(said.count(kind) > 1 for kind in firm) or len([phrase for phrase in words if phrase in ROUGHLY]) > 1
    if repeated or doubled or ("about" in kinds and kinds & BESIDE):
        raise LiteralError(f"`{' … '.join(words)}` hedges one number twice; keep one of them", row[0].start)
    limit = what in ("", "a pair") and kinds == firm
    if limit and len(firm) == 2 and "exactly" in firm and firm < {"exactly", *ONE_SIDED}:
        return (*sorted(firm, key="exactly".__eq__),)  # a limit that is exact: nothing is expected near it
    if len(firm) > 1 or ("about" in kinds and "exactly" in kinds):
        raise LiteralError(f"`{' … '.join(words)}` are hedges that do not go together; keep one of them", row[0].start)
    if unexpected := sorted(kinds - allowed):
        said = " ".join(words)
        raise LiteralError(
            f"`{said}` does not go with {what}; write one value after `{CANONICAL[unexpected[0]]}`", row[0].start
        )
    return (*sorted(firm), *(kind for kind in ("about",) if kind in kinds))


_OTHER = frozenset({"other", "others", "alternate"})
_COMPARED = frozenset((
    "again", "more", "less", "fewer", "larger", "bigger", "greater", "smaller", "higher", "lower", "longer",
    "shorter", "faster", "slower", "older", "younger", "heavier", "lighter", "cheaper", "stronger", "weaker",
    "wider", "better", "worse", "extra", "additional", "off", "up", "down", "above", "below", "over", "under",
    "increase", "decrease", "rise", "fall", "drop", "growth", "reduction", "cut", "decline", "gain", "loss",
    "than", "richer", "poorer", "taller", "deeper", "dearer", "costlier",
))  # fmt: skip
"""Words after a share that tell of another amount: `a third less`, `half as much again`."""


def refuse_part(row: tuple[Token, ...], i: int, vague: Vague) -> None:
    """Raises where token `i`, after a word for a whole or the most of it, makes another part of that: `every other`."""
    token = row[i]
    other = token.word in _OTHER
    amount = _ordinal_near(row, i) or numbers_at(row, i) or vague_at(row, i) or numberless_at(row, i)
    if not (other or (vague.words == "every" and amount)):
        return
    of = 2 if other else ORDINALS.get(token.word, 0)
    write = f"`1 in {of}`" if vague.words == "every" and of > 1 else "what part it is, as `1 in 5` or `20 %`"
    raise LiteralError(f"`{vague.words} {token.text}` is a part of the whole; write {write}", token.start)


def _ordinal_near(row: tuple[Token, ...], i: int) -> bool:
    """`fifth`, `twenty-fifth`."""
    return any(token.word in ORDINALS for token in row[i : i + 3])


def refuse_compared(row: tuple[Token, ...], i: int, end: int) -> None:
    """Raises where what follows a share, from token `i` on, compares: `a third more people` are four thirds."""
    words = [token.word for token in row[i:end]]
    if not words or words[0] == "of":
        return
    if {words[0], words[-1]} & _COMPARED or {"again", "than"} & {*words}:
        raise LiteralError(
            f"`{spelt(row[:end], 0)}` compares with another amount; write the amount itself, or the change for a "
            "property of its own",
            row[i].start,
        )
    if row[end - 1].kind == "word" and any(word in PARTS for word in words):
        raise unread(row, i)  # a third of a third
