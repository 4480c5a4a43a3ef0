"""A unit has one spelling: the words and symbols that everybody shares, without any vocabulary."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction
from functools import lru_cache

from checker.literals.numbers.number import FULL_WORDS, GROUPS, MAGNITUDES, MOST_MAGNITUDES
from checker.literals.units.measures import AMBIGUOUS, DIFFERENCES, MEASURES, NEVER_NEGATIVE, glued
from checker.literals.units.money import is_currency
from checker.literals.units.spellings import RATES, SHARES, spelling, stem
from checker.literals.words import GROUP_MARKS, LONGEST_LITERAL, even

SHARE_SIZES = {
    "1": Fraction(1),
    "%": Fraction(1, 100),
    "‰": Fraction(1, 1000),
    "basis point": Fraction(1, 10_000),
    "ppm": Fraction(1, 10**6),
    "ppb": Fraction(1, 10**9),
    "parts per trillion": Fraction(1, 10**12),
}
POINT = "percentage point"
RATIO_WORDS = frozenset({"1", "ratio", "fraction", "dimensionless"})
_POWER_BEFORE = {"square": "²", "sq": "²", "cubic": "³", "cu": "³"}
_POWER_AFTER = {"squared": "²", "cubed": "³"}
_POWER = re.compile(r"^(?P<stem>.*[^\W\d_])(?:\^|\*\*)?(?P<power>[23²³])$")
_RAISED = {"2": "²", "3": "³", "²": "²", "³": "³"}
_MOST_PASSES = 20
"""One pass tidies a sound unit; more only where leading words uncover others, as in `of the of`."""

_ARTICLES = frozenset({"of", "the", "a", "an"})
_MOST_COEFFICIENT_DIGITS = 20
_EACH = frozenset({"a", "an", "each", "every"})
_SHARE_TAILS = frozenset({"cent", "mille", "mil"})
_PARTS_PER = frozenset({"hundred", "thousand", "million", "billion", "trillion"})
COEFFICIENT = re.compile(rf"^(?P<number>[0-9]{{1,{_MOST_COEFFICIENT_DIGITS}}})(?![0-9.,'_²³^])\s*(?P<unit>.*)$")
"""The whole number before a unit, as in `1000 people`; the unit may be missing: `deaths per 1,000`."""
_GROUPED = re.compile(rf"(?<![0-9.,])[0-9]{{1,3}}(?:[ {GROUP_MARKS}][0-9]{{3}})+(?![0-9])(?![.,][0-9])")
_SIGN_OF_LETTERS = re.compile("[\u2100-\u214f\u3371-\u33df]")
"""Units that are set in one sign: ℃, ℓ, ㎞, ㎡."""


@lru_cache(4096)
def tidy_unit(text: str) -> str:
    """The canonical spelling of a unit's words, as far as it needs no vocabulary.

    `per cent` is `%`, `per year`, `a year` and `annually` are `/year`, `square kilometres` is `km²`. Nouns stay as
    they are. Tidying twice changes nothing.
    """
    if len(text) > LONGEST_LITERAL:
        return text
    for _ in range(_MOST_PASSES):
        before, text = text, _tidy_once(text)
        if text == before:
            break
    return text


def is_one_sign(text: str) -> bool:
    """One sign that stands for the letters of a unit: ㎞."""
    return bool(_SIGN_OF_LETTERS.fullmatch(text))


def _tidy_once(text: str) -> str:
    plain = _SIGN_OF_LETTERS.sub(lambda match: unicodedata.normalize("NFKC", match[0]), even(text))
    plain = _GROUPED.sub(lambda match: re.sub(r"[^0-9]", "", match[0]), plain)
    words = plain.replace("\u2009", " ").replace("/", " / ").split()
    words = [word for word in words if word.strip(".,;:")]
    if known := spelling(" ".join(words).strip(" .,;:")):
        return known
    parts: list[list[str]] = [[]]
    rates: list[str] = []
    skip = False
    for k, word in enumerate(words):
        here = parts[-1] or len(parts) == 1  # `a year` alone is a rate, `per a year` is `per year`
        bare, following = _bare(word), _bare(words[k + 1]) if k + 1 < len(words) else ""
        if skip:
            skip = False
        elif bare in RATES or f"{bare} {following}" in RATES:
            skip = bare not in RATES
            rates.append(RATES.get(bare) or RATES[f"{bare} {following}"])
        elif (
            word == "/" or (bare == "per" and not _is_share(here, following)) or (bare in _EACH and following and here)
        ):
            parts.append([])
        elif bare == "a" and not here and not following:
            parts[-1].append("year")  # kWh/a
        elif bare and not (bare in _EACH and not parts[-1]):
            parts[-1].append(bare)
    first, *rest = (_tidy_part(" ".join(part), below=k > 0) for k, part in enumerate(parts))
    return "/".join((first, *filter(None, rest), *rates))


def _bare(word: str) -> str:
    """The word without its stops: `sq.`, `U.S.`; the point of `1.5` stays."""
    return word if re.search(r"[0-9]\.[0-9]", word) else word.replace(".", "")


def _is_share(before: object, following: str) -> bool:
    """`per cent` and `parts per million` divide by nothing that has a name."""
    return following in _SHARE_TAILS or (following in _PARTS_PER and before in (["parts"], ["part"]))


def _tidy_part(part: str, *, below: bool = False) -> str:
    """One numerator, or one denominator (`below`), in its canonical spelling."""
    part = part.strip(" .,;:")
    words = part.split()
    while words and words[0] in _ARTICLES:
        words.pop(0)
    part = " ".join(words)
    if known := spelling(part):
        return known
    if scaled := _tidy_coefficient(part, below):
        return scaled
    head, of, _ = part.partition(" of ")
    if of and (share := SHARES.get(head.lower())):
        return share  # of what, the property tells
    head, _, last = part.partition(" ")
    if (power := _POWER_BEFORE.get(head.lower())) and last:
        return _tidy_part(last) + power
    before, _, tail = part.rpartition(" ")
    if (power := _POWER_AFTER.get(tail.lower())) and before:
        return _tidy_part(before) + power
    if match := _POWER.match(part):
        return (spelling(match["stem"]) or match["stem"]) + _RAISED[match["power"]]
    if known := _without_dimension(part):
        return known
    before, hyphen, last = part.rpartition("-")
    if hyphen and before and (known := spelling(last)):
        return f"{spelling(before) or before}-{known}"  # tonne-kilometres, person-years
    return part


_OF_LENGTH = ("long", "tall", "high", "wide", "deep", "thick", "across")
_DIMENSION_AFTER = {
    **{f"{gap}{word}": "m" for word in _OF_LENGTH for gap in (" ", "-")},
    **{f" in {word}": "m" for word in ("length", "height", "width", "depth", "thickness", "diameter", "altitude")},
    **{f" of {word}": "m" for word in ("length", "height", "width", "depth", "thickness")},
    **dict.fromkeys((" old", "-old", " of age", " in age", " in duration"), "s"),
    **dict.fromkeys((" in weight", " of weight", " in mass"), "kg"),
}
"""What may follow a unit and says what is measured, with the dimension that the unit must have: `80 years old`."""
_DIMENSION_ENDS = frozenset(re.split("[ -]", words)[-1] for words in _DIMENSION_AFTER)


def _without_dimension(part: str) -> str:
    """The unit of `years old`, `metres tall`, `km in length`; `""` where none of these ends it."""
    if re.split("[ -]", part)[-1] not in _DIMENSION_ENDS:
        return ""
    for words, dimension in _DIMENSION_AFTER.items():
        if part.endswith(words):
            known = spelling(part.removesuffix(words))
            lasts = words in (" long", "-long") and known in MEASURES and MEASURES[known].dimension == "s"
            if known in MEASURES and (MEASURES[known].dimension == dimension or lasts):
                return known
    return ""


def _tidy_coefficient(part: str, below: bool) -> str:
    """`1,000 people`, `million people`, `100 million miles`: the number in digits, then the unit, which only a
    denominator may leave out (`deaths per thousand`).
    """
    match = COEFFICIENT.match(part)
    words = (match["unit"] if match else part).split()
    size = int(match["number"]) if match else 1
    if below and not match and words and (small := _SMALL.get(words[0])):
        size, words, match = small, words[1:], COEFFICIENT.match(str(small))
    large = 0
    while len(words) > large + (not below) and large < MOST_MAGNITUDES and (more := _magnitude(words[large])):
        size *= more
        large += 1
    if not match and not large:
        return ""
    unit = _tidy_part(" ".join(words[large:])) if words[large:] else ""
    if unit[:1] in ("²", "³") or len(str(size)) > _MOST_COEFFICIENT_DIGITS or not (unit or below):
        return ""
    return f"{size} {unit}".rstrip()


_SMALL = {"one": 1, "ten": 10}
"""Numbers in words before a magnitude of a denominator: `per ten thousand`."""


def _magnitude(word: str) -> int:
    return MAGNITUDES[word] if word in FULL_WORDS else GROUPS["dozen"] if word == "dozen" else 0


def is_sound(unit: str) -> bool:
    """Each part of a tidied unit that a literal has names something; nothing is sound too."""
    above, *below = unit.split("/")
    return (not above or _names_something(above)) and all(map(_divides, below))


def _divides(part: str) -> bool:
    """A denominator names something, or is a whole number above 1: `per 1,000`."""
    return _names_something(part) or (part.isdecimal() and int(part) > 1)


def _names_something(part: str) -> bool:
    """A numerator or denominator has a word or a sign in it, and starts with neither a power nor a mark."""
    if not any(char.isalpha() or char in "%‰°" or unicodedata.category(char) == "Sc" for char in part):
        return False
    return part[0] not in "-^*·²³⁶" and (" " in part or not part[0].isdecimal())


# --- what a unit is for


@lru_cache(1024)
def is_measure(unit: str) -> bool:
    """The unit measures, so that whole numbers of it are rounded: money, shares, measures and rates.

    Only a whole number of things, which has a noun for a unit or none, is a count.
    """
    unit = tidy_unit(unit)
    if _is_of_no_thing(unit):
        return True
    head, of, _ = unit.partition(" of ")
    name = unit if unit in MEASURES else spelling(head) if of else stem(re.split("[-·]", unit)[-1])[0]
    coefficient = COEFFICIENT.match(unit)
    return name in MEASURES or name in AMBIGUOUS or bool(glued(name)[0]) or bool(coefficient and coefficient["unit"])


@lru_cache(1024)
def may_be_negative(unit: str) -> bool:
    """Below 0 the unit still means something: money (a balance), temperatures and all differences, shares that shrink,
    rates, levels, angles. Counts, lengths, masses, durations and kelvins are nothing at 0.
    """
    unit = tidy_unit(unit)
    if _is_of_no_thing(unit):
        return True
    if coefficient := COEFFICIENT.match(unit):
        return bool(coefficient["unit"]) and may_be_negative(coefficient["unit"])
    name, power = stem(unit)
    measure = MEASURES.get(name)
    if name in DIFFERENCES.values() or name in {"°C", "°F"}:
        return True
    return measure is not None and f"{measure.dimension}{power if power > 1 else ''}" not in NEVER_NEGATIVE


def is_share(unit: str) -> bool:
    """The unit is that of parts of a whole."""
    return unit in SHARE_SIZES or unit in RATIO_WORDS


def _is_of_no_thing(unit: str) -> bool:
    """A rate, a share or a difference of shares, money."""
    return "/" in unit or is_share(unit) or unit == POINT or is_currency(unit)
