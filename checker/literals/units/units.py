"""Numbers move from one unit to another exactly or not at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache

from checker.literals.literal import LiteralError
from checker.literals.numbers.numerals import numbers_at
from checker.literals.units.measures import AMBIGUOUS, DIFFERENCES, GLUED, MEASURES, OFFSETS, glued
from checker.literals.units.money import BARE_SIGNS, CURRENCIES, currency_codes, hundredth_of, is_currency, meanings
from checker.literals.units.nouns import singular
from checker.literals.units.spellings import in_other_case, stem
from checker.literals.units.tidy import COEFFICIENT, POINT, RATIO_WORDS, SHARE_SIZES, is_share, tidy_unit
from checker.literals.words import even, tokens
from checker.model.interval import point
from checker.model.value import Bounds, exactly
from checker.model.vocabulary import Unit, Vocabulary

__all__ = ["convert", "converts", "letters_of_units", "of_one_kind", "tidy_unit"]

_DEEPEST_EQUALS = 8
"""How many declared measures may rest on one another: enough for any table of units, and an end for circles."""


@dataclass(slots=True)
class _Sum:
    """A unit taken apart: a factor, the powers of what never converts, the powers of measures."""

    factor: Fraction = Fraction(1)
    fixed: Counter[str] = field(default_factory=Counter)
    measures: Counter[str] = field(default_factory=Counter)


def convert(bounds: Bounds, written: str, wanted: str, vocabulary: Vocabulary) -> Bounds:
    """The bounds in the wanted unit, exactly.

    Raises `LiteralError` where the units do not fit each other: counts and currencies never convert.
    """
    written, wanted = tidy_unit(written), tidy_unit(wanted)
    if not written or written == wanted:
        return bounds
    if wanted in ("", *RATIO_WORDS) and written in RATIO_WORDS:
        return bounds
    if not wanted:
        raise LiteralError(
            f"`{written}` is written here, but the property has no unit; declare `unit: {written}` for it"
        )
    if "/" not in wanted and not is_share(wanted) and (of := _per_so_many(written)):
        share = f"`{_readable(written)}` is a share of {of}, and no amount of `{wanted}`"
        raise LiteralError(f"{share}; write how many it is, or claim it for a property with that unit")
    if {written, wanted} == {"basis point", POINT}:
        return bounds.map(Fraction(1, 100) if wanted == POINT else Fraction(100))
    if written.startswith("/") and _leaves_out(written, wanted):
        written = wanted.partition("/")[0] + written  # 55 a year, where USD/year is wanted
    have, want = _Sum(), _Sum()
    _take_apart(wanted, 1, vocabulary, want, wanted, 0)
    _take_apart(written, 1, vocabulary, have, wanted, 0)
    _drop_zeros(have, want)
    if have.fixed != want.fixed:
        raise LiteralError(_misfit(written, wanted, have, want, vocabulary))
    factor, offset = _measure(have, want, written, wanted)
    factor = have.factor * factor / want.factor
    return bounds if factor == 1 and not offset else bounds.map(factor, offset / want.factor)


def _per_so_many(written: str) -> str:
    """The number by which a unit is divided, where that is all: `1000` of `deaths/1000`."""
    above, *below = written.split("/")
    return next((part for part in below if above and part.isdecimal()), "")


def _leaves_out(written: str, wanted: str) -> bool:
    """What stands before the division is left out; but 5 per 1,000 are a share already, and no percentage of 1,000."""
    above, *below = wanted.split("/")
    return bool(above and below) and not (is_share(above) and written[1:2].isdigit())


def _drop_zeros(*sums: _Sum) -> None:
    for total in sums:
        for powers in (total.fixed, total.measures):
            for name in [name for name, power in powers.items() if not power]:
                del powers[name]


def _take_apart(unit: str, power: int, vocabulary: Vocabulary, total: _Sum, wanted: str, depth: int) -> None:
    if declared := _declared(unit, vocabulary.units.values(), wanted):
        _add_declared(declared, power, vocabulary, total, depth)
        return
    above, *below = unit.split("/")
    wanted_above, *wanted_below = wanted.split("/") if wanted else ("",)
    if above:
        _add_part(above, power, vocabulary, total, wanted_above, depth)
    for k, part in enumerate(below):
        _add_part(part, -power, vocabulary, total, wanted_below[k] if k < len(wanted_below) else "", depth)


def _add_part(part: str, power: int, vocabulary: Vocabulary, total: _Sum, wanted: str, depth: int) -> None:
    """Add one numerator or denominator: what the vocabulary declares comes before what everybody knows."""
    if (match := COEFFICIENT.match(part)) and (number := int(match["number"])):
        total.factor *= Fraction(number) ** power
        if rest := match["unit"]:
            _add_part(rest, power, vocabulary, total, wanted, depth)
        return
    if declared := _declared(part, vocabulary.units.values(), wanted):
        _add_declared(declared, power, vocabulary, total, depth)
        return
    if part in RATIO_WORDS:
        return
    if part in SHARE_SIZES:
        total.factor *= SHARE_SIZES[part] ** power
        return
    name, raised = stem(part)
    codes = (part,) if part in CURRENCIES else currency_codes(part)
    if codes and not (name in MEASURES and wanted and not _is_money(wanted, vocabulary)):
        total.fixed[_currency(codes, wanted, vocabulary)] += power
    elif hundredth := hundredth_of(part):
        total.fixed[_currency(hundredth, wanted, vocabulary)] += power
        total.factor *= Fraction(1, 100) ** power
    elif name in MEASURES:
        total.measures[name] += power * raised
    else:
        if part != wanted:
            _refuse(name, part)
        total.fixed[singular(part.casefold())] += power


def _refuse(name: str, part: str) -> None:
    """Raises where a name stands for units of different size, or is a prefix before a unit that nobody writes so."""
    if name in AMBIGUOUS:
        power = part.removeprefix(name)
        *choices, last = (f"`{choice}{power}`" for choice in AMBIGUOUS[name])
        raise LiteralError(
            f"`{part}` is ambiguous; write {', '.join(choices)} or {last}, or declare `{name}` in units with `equals`"
        )
    prefix, unit = glued(name)
    if prefix:
        unit += part.removeprefix(name)
        readings, written_out = GLUED[prefix]
        also = f", or a power of {name}" if unit[-1:] in ("²", "³") else ""
        raise LiteralError(
            f"`{part}` may be {readings} of {unit}{also}: the prefix is seldom written so; "
            f"write the number out, as {written_out.format(unit)}"
        )


def _is_money(unit: str, vocabulary: Vocabulary) -> bool:
    declared = _declared(unit, vocabulary.units.values())
    return declared.kind == "currency" if declared else is_currency(unit)


def _currency(codes: tuple[str, ...], wanted: str, vocabulary: Vocabulary) -> str:
    """The currency that a sign stands for: the wanted one where the sign allows it (`¥` is yen and yuan)."""
    declared = [_declared(code, vocabulary.units.values()) for code in codes]
    names = [unit.name if unit else code for unit, code in zip(declared, codes, strict=True)]
    target = _declared(wanted, vocabulary.units.values())
    accepted = (target.name,) if target else (wanted, *currency_codes(wanted), *hundredth_of(wanted))
    return next((name for name in names if name in accepted), names[0])


def _add_declared(unit: Unit, power: int, vocabulary: Vocabulary, total: _Sum, depth: int) -> None:
    if unit.kind != "measure":
        total.fixed[unit.name] += power
    elif not unit.equals:
        known = _known_name(unit)
        (total.measures if known else total.fixed)[known or unit.name] += power
    else:
        if depth >= _DEEPEST_EQUALS:
            raise LiteralError(
                f"the units go in a circle at `{unit.name}`; `equals` must end in a unit that needs none"
            )
        number, rest = _equals(unit, vocabulary.units.values())
        total.factor *= number**power
        _take_apart(rest, power, vocabulary, total, "", depth + 1)


def _known_name(unit: Unit) -> str:
    """The measure that everybody knows by a name of a declared one."""
    return next((name for name in _names(unit) if name in MEASURES), "")


def _equals(unit: Unit, units: Iterable[Unit]) -> tuple[Fraction, str]:
    """The number and the unit of a declared `equals`.

    A declared unit goes before a magnitude of the same letter: in `1000 B` it is bytes, where they are declared.
    """
    head, _, last = even(unit.equals).rpartition(" ")
    if head and _declared(tidy_unit(last), units):
        row = tokens(head)
        for number, i in numbers_at(row, 0)[:1]:
            if number.value > 0 and not head[row[i].start :].strip():
                return number.value, tidy_unit(last)
    row = tokens(unit.equals)
    for number, i in numbers_at(row, 0)[:1]:
        rest = tidy_unit(even(unit.equals)[row[i].start :])
        if rest and number.value > 0:
            return number.value, rest
    raise LiteralError(
        f"unit `{unit.name}` equals `{unit.equals}`; expected a number and a unit, as `3.785411784 liter`"
    )


def _declared(text: str, declared: Iterable[Unit], wanted: str = "") -> Unit | None:
    """The declared unit of this name, label or spelling: as written first, then in any case, then singular or plural.

    Where several share a spelling, as dollars share `$`, it is the wanted one.
    """
    for fold in (str, str.casefold, lambda name: singular(name.casefold())):
        folded = fold(text)
        units = [unit for unit in declared if folded in map(fold, _names(unit))]
        if units:
            return next((unit for unit in units if wanted and wanted in _names(unit)), units[0])
    return None


def _names(unit: Unit) -> list[str]:
    return [tidy_unit(name) for name in (unit.name, unit.label, *unit.also)]


def _misfit(written: str, wanted: str, have: _Sum, want: _Sum, vocabulary: Vocabulary) -> str:
    """Why two units do not fit, and what can be done."""
    start = f"`{written}` does not fit the unit `{wanted}`"
    ours, theirs = ([unit for unit in total.fixed if _kind(unit, vocabulary) == "currency"] for total in (have, want))
    if ours and theirs and ours != theirs:
        return f"{start}: {_other_money(written, ours[0], theirs[0], vocabulary)}"
    if POINT in {*have.fixed, *want.fixed}:
        return f"{start}: a percentage point is a difference of percentages; use a property with the unit `{written}`"
    if unclear := [unit for unit in want.fixed if unit in AMBIGUOUS and unit not in have.fixed]:
        return f"{start}, which is ambiguous; declare `{unclear[0]}` in units with `equals`"
    if lone := [unit for unit, power in have.fixed.items() if power < 0 and unit not in want.fixed]:
        write = f"write the value in `{_readable(wanted)}`, or give the property its unit"
        return f"{start}: only one of them is per `{lone[0]}`; {write}"
    unknown = [unit for unit in have.fixed if unit not in want.fixed and not _kind(unit, vocabulary)]
    counted = [unit for unit in want.fixed if unit not in have.fixed]
    name = _as_written(unknown[0], written) if unknown else ""
    near = _nearest(name, vocabulary) if name else ""
    if unknown and counted:
        add = f"if it counts the same, add it to `also` of the unit `{counted[0]}`"
        return f"{start}: `{name}` is not known as a unit{near}; {add}"
    if unknown:
        cases = " or ".join(f"`{unit}`" for unit in in_other_case(name) if converts(unit, wanted, vocabulary))
        write = f"write {cases}, or declare it in units" if cases else "declare it in units"
        return f"{start}: `{name}` is not known as a unit{near}; {write}"
    if have.fixed and want.fixed:
        return f"{start}: counts never convert; use a property that has the unit `{written}`"
    return (
        f"{start}: one of them is a count, a currency or unknown; declare it in units, "
        f"or write the value in `{_readable(wanted)}`"
    )


def _as_written(name: str, unit: str) -> str:
    """A part of a unit as it stands there, by the name that it is compared by."""
    return next((part for part in unit.split("/") if singular(part.casefold()) == name), name)


def _readable(unit: str) -> str:
    """The unit as a value may have it: a small number alone stands behind `per`, not behind a stroke."""
    return unit.replace("/", " per ") if unit.rpartition("/")[2].isdecimal() else unit


def _other_money(written: str, ours: str, theirs: str, vocabulary: Vocabulary) -> str:
    sign, slash, rest = written.partition("/")
    said = "" if sign == ours else f"`{sign}` is {meanings(sign, ours)}, and "
    advice = f"use a property with the unit `{ours}{slash}{rest}`"
    if sign in BARE_SIGNS and _declared(sign, vocabulary.units.values()) is None:
        advice += f", or declare the unit `{theirs}` with `{sign}` in `also` where that is meant"
    return f"{said}currencies never convert; {advice}"


def _kind(name: str, vocabulary: Vocabulary) -> str:
    if name in CURRENCIES:
        return "currency"
    unit = vocabulary.units.get(name)
    return unit.kind if unit else ""


def _nearest(name: str, vocabulary: Vocabulary) -> str:
    from difflib import get_close_matches

    known = {spelling.casefold(): spelling for unit in vocabulary.units.values() for spelling in _names(unit)}
    near = get_close_matches(name.casefold(), known, n=1)
    return f" (nearest known: `{known[near[0]]}`)" if near else ""


# --- measures


def _measure(have: _Sum, want: _Sum, written: str, wanted: str) -> tuple[Fraction, Fraction]:
    """The factor and the offset that take numbers from one product of measures to another.

    A temperature alone is a point on its scale; in a rate it is a difference of temperatures, and also where a
    difference is wanted.
    """
    if have.measures == want.measures:
        return Fraction(1), Fraction(0)
    if _dimensions(have.measures) != _dimensions(want.measures):
        raise LiteralError(
            f"`{written}` does not convert to `{wanted}`: they measure different things; "
            f"write the value in `{_readable(wanted)}`"
        )
    factor = _size(have.measures) / _size(want.measures)
    source, target = (_alone(total) for total in (have, want))
    if target not in OFFSETS:
        return factor, Fraction(0)
    if source not in OFFSETS:
        raise LiteralError(
            f"`{written}` does not fit the unit `{wanted}`: a difference of temperatures is no temperature; "
            f"use a property with the unit `{DIFFERENCES[target]}`"
        )
    return factor, (OFFSETS[source] - OFFSETS[target]) / MEASURES[target].size


def _alone(total: _Sum) -> str:
    """The one measure of which a unit is made."""
    return "".join(total.measures) if list(total.measures.values()) == [1] and not total.fixed else ""


def _size(powers: Counter[str]) -> Fraction:
    size = Fraction(1)
    for name, power in powers.items():
        size *= MEASURES[name].size ** power
    return size


def _dimensions(powers: Counter[str]) -> dict[str, int]:
    """The powers of the base units."""
    dimensions: Counter[str] = Counter()
    for name, power in powers.items():
        for factor in MEASURES[name].dimension.split():
            base = factor.rstrip("-0123456789")
            dimensions[base] += power * int(factor.removeprefix(base) or 1)
    return {base: power for base, power in dimensions.items() if power}


# --- what a property's unit tells of its values


def of_one_kind(unit: str, vocabulary: Vocabulary) -> str:
    """A unit of the same kind that needs no vocabulary: what a declared measure equals, a noun for a declared count."""
    return _of_one_kind(unit, tuple(vocabulary.units.values()))


@lru_cache(1024)
def _of_one_kind(unit: str, units: tuple[Unit, ...]) -> str:
    unit = tidy_unit(unit)
    declared = _declared(unit, units)
    if declared is None or declared.kind == "currency":
        return "USD" if declared else unit
    if declared.kind == "count":
        return "thing"
    known = _known_name(declared)
    if known or not declared.equals:
        return known or "ratio"  # a measure of its own: neither counted nor known to end at 0
    try:
        rest = _equals(declared, units)[1]
    except LiteralError:
        return "ratio"
    return rest if _declared(rest, units) is None else "ratio"


_LETTERS = frozenset({"k", "m", "mm", "b", "t", "bn", "mn", "tn", "cr"})
"""Magnitudes that may be units too."""
_LONGEST_LETTERS = 2


def letters_of_units(words: Sequence[str], wanted: str, vocabulary: Vocabulary) -> frozenset[str]:
    """Those of the words that name a unit which converts to the wanted one, although they could be magnitudes.

    Why: beside a property in `GB`, `512 B` are bytes and no billions. Raises where only the case tells the two apart
    and nothing follows: beside a property in metres, `5 M` may be millions.
    """
    letters = {word for word in words if len(word) <= _LONGEST_LETTERS and word.lower() in _LETTERS}
    if not letters or not wanted or _is_money(wanted.partition("/")[0], vocabulary):
        return frozenset()
    units = frozenset(letter for letter in letters if converts(letter, wanted, vocabulary))
    last, other = words[-1], words[-1].swapcase()
    if last in letters - units and converts(other, wanted, vocabulary):
        raise LiteralError(
            f"`{last}` may be a magnitude or the unit `{other}`; "
            f"write `{other}`, or the magnitude as a word and `{wanted}`"
        )
    return units


def converts(written: str, wanted: str, vocabulary: Vocabulary) -> bool:
    """Figures in the one unit can be given in the other."""
    try:
        convert(_ONE, written, wanted, vocabulary)
    except LiteralError:
        return False
    return True


_ONE = exactly(point(Fraction(1)))
