"""Numbers move from one unit to another exactly or not at all."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from typing import Any

from checker.literals.literal import LiteralError
from checker.literals.numbers.numerals import numbers_at
from checker.literals.units.measures import AMBIGUOUS, CURRENCIES, DEFINITIONS, MEASURES, PINT, singular
from checker.literals.units.tidy import COEFFICIENT, POINT, SHARE_SIZES, currency_codes, is_currency, tidy_unit
from checker.literals.words import even, tokens
from checker.model.value import Bounds
from checker.model.vocabulary import Unit, Vocabulary

__all__ = ["convert", "tidy_unit"]

_RATIO_WORDS = frozenset({"1", "ratio", "fraction", "dimensionless"})
_DEEPEST_EQUALS = 8
"""How many declared measures may rest on one another: enough for any table of units, and an end for circles."""
_IDENTIFIER = re.compile(r"^[A-Za-zµΩÅ°_][A-Za-z0-9_µ]{0,60}$")


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
    if wanted in ("", *_RATIO_WORDS) and written in _RATIO_WORDS:
        return bounds
    if not wanted:
        raise LiteralError(
            f"`{written}` is written here, but the property has no unit; declare `unit: {written}` for it"
        )
    if {written, wanted} == {"basis point", POINT}:
        return bounds.map(Fraction(1, 100) if wanted == POINT else Fraction(100))
    if written.startswith("/") and not wanted.startswith("/"):
        written = wanted.partition("/")[0] + written  # 55 a year, where USD/year is wanted
    have, want = _Sum(), _Sum()
    _take_apart(wanted, 1, vocabulary, want, "", 0)
    _take_apart(written, 1, vocabulary, have, wanted, 0)
    _drop_zeros(have, want)
    if have.fixed != want.fixed:
        raise LiteralError(_misfit(written, wanted, have, want, vocabulary))
    factor, offset = _measure(have.measures, want.measures, written, wanted)
    return bounds.map(have.factor * factor / want.factor, offset / want.factor)


def _drop_zeros(*sums: _Sum) -> None:
    for total in sums:
        for powers in (total.fixed, total.measures):
            for name in [name for name, power in powers.items() if not power]:
                del powers[name]


def _take_apart(unit: str, power: int, vocabulary: Vocabulary, total: _Sum, wanted: str, depth: int) -> None:
    if declared := _declared(unit, vocabulary, wanted):
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
    if match := COEFFICIENT.match(part):
        number = int(match["number"])
        rest = match["unit"].strip()
        if rest and number:
            total.factor *= Fraction(number) ** power
            return _add_part(rest, power, vocabulary, total, wanted, depth)
    if declared := _declared(part, vocabulary, wanted):
        return _add_declared(declared, power, vocabulary, total, depth)
    if part in _RATIO_WORDS:
        return None
    if part in SHARE_SIZES:
        total.factor *= SHARE_SIZES[part] ** power
        return None
    codes = (part,) if part in CURRENCIES else currency_codes(part)
    if codes and not (part in MEASURES and wanted and not _is_money(wanted, vocabulary)):
        total.fixed[_currency(codes, wanted, vocabulary)] += power
    elif part in AMBIGUOUS and part != wanted:
        choices = ", ".join(AMBIGUOUS[part])
        raise LiteralError(f"`{part}` is ambiguous; write one of {choices}, or declare `{part}` in units with `equals`")
    else:
        name = part
        raised = 1
        if part[-1:] in "²³" and len(part) > 1:
            name, raised = part[:-1], 2 if part.endswith("²") else 3
        if _pint_name(name):
            total.measures[name] += power * raised
        else:
            total.fixed[singular(part.casefold())] += power
    return None


def _is_money(unit: str, vocabulary: Vocabulary) -> bool:
    declared = _declared(unit, vocabulary)
    return declared.kind == "currency" if declared else is_currency(unit)


def _currency(codes: tuple[str, ...], wanted: str, vocabulary: Vocabulary) -> str:
    """The currency that a sign stands for: the wanted one where the sign allows it (`¥` is yen and yuan)."""
    declared = [_declared(code, vocabulary) for code in codes]
    names = [unit.name if unit else code for unit, code in zip(declared, codes, strict=True)]
    target = _declared(wanted, vocabulary)
    accepted = (target.name,) if target else (wanted, *currency_codes(wanted))
    return next((name for name in names if name in accepted), names[0])


def _add_declared(unit: Unit, power: int, vocabulary: Vocabulary, total: _Sum, depth: int) -> None:
    if unit.kind != "measure":
        total.fixed[unit.name] += power
    elif not unit.equals:
        name = next((name for name in (unit.name, unit.label, *unit.also) if _pint_name(tidy_unit(name))), "")
        (total.measures if name else total.fixed)[tidy_unit(name) or unit.name] += power
    else:
        if depth >= _DEEPEST_EQUALS:
            raise LiteralError(
                f"the units go in a circle at `{unit.name}`; `equals` must end in a unit that needs none"
            )
        number, rest = _equals(unit, vocabulary)
        total.factor *= number**power
        _take_apart(rest, power, vocabulary, total, "", depth + 1)


def _equals(unit: Unit, vocabulary: Vocabulary) -> tuple[Fraction, str]:
    """The number and the unit of a declared `equals`.

    A declared unit goes before a magnitude of the same letter: in `1000 B` it is bytes, where they are declared.
    """
    head, _, last = even(unit.equals).rpartition(" ")
    if head and _declared(tidy_unit(last), vocabulary):
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


def _declared(text: str, vocabulary: Vocabulary, wanted: str = "") -> Unit | None:
    """The declared unit of this name, label or spelling: as written first, then in any case, then singular or plural.

    Where several share a spelling, as dollars share `$`, it is the wanted one.
    """
    for fold in (str, str.casefold, lambda name: singular(name.casefold())):
        folded = fold(text)
        units = [unit for unit in vocabulary.units.values() if folded in map(fold, _names(unit))]
        if units:
            return next((unit for unit in units if wanted and wanted in _names(unit)), units[0])
    return None


def _names(unit: Unit) -> list[str]:
    return [tidy_unit(name) for name in (unit.name, unit.label, *unit.also)]


def _misfit(written: str, wanted: str, have: _Sum, want: _Sum, vocabulary: Vocabulary) -> str:
    """Why two units do not fit, and what can be done."""
    money = [unit for unit in (*have.fixed, *want.fixed) if unit in CURRENCIES or _kind(unit, vocabulary) == "currency"]
    start = f"`{written}` does not fit the unit `{wanted}`"
    if len(money) > 1:
        return f"{start}: currencies never convert; use a property in `{written}`, or add `{written}` to `also`"
    if POINT in {*have.fixed, *want.fixed}:
        return f"{start}: a percentage point is a difference of percentages; use a property with the unit `{written}`"
    unknown = [unit for unit in have.fixed if unit not in want.fixed and not _kind(unit, vocabulary)]
    counted = [unit for unit in want.fixed if unit not in have.fixed]
    if unknown and counted:
        near = _nearest(unknown[0], vocabulary)
        add = f"if it counts the same, add it to `also` of the unit `{counted[0]}`"
        return f"{start}: `{unknown[0]}` is not known as a unit{near}; {add}"
    if unknown:
        return f"{start}: `{unknown[0]}` is not known as a unit{_nearest(unknown[0], vocabulary)}; declare it in units"
    if have.fixed and want.fixed:
        return f"{start}: counts never convert; use a property that has the unit `{written}`"
    return (
        f"{start}: one of them is a count, a currency or unknown; declare it in units, or write the value in `{wanted}`"
    )


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


@cache
def _registry() -> Any:
    import pint

    registry = pint.UnitRegistry(non_int_type=Fraction)
    for definition in DEFINITIONS:
        registry.define(definition)
    return registry


@cache
def _pint_name(name: str) -> str:
    """The library's name of a measure; `""` where it knows none."""
    import pint

    name = PINT.get(name, name.replace(" ", "_").replace("-", "_").replace("μ", "µ"))
    if not _IDENTIFIER.match(name):
        return ""
    try:
        _registry().parse_units(name)
    except (pint.PintError, AttributeError, ValueError, TypeError):
        return ""
    return name


def _measure(have: Counter[str], want: Counter[str], written: str, wanted: str) -> tuple[Fraction, Fraction]:
    """The factor and the offset that take numbers from one product of measures to another."""
    if have == want:
        return Fraction(1), Fraction(0)
    import pint

    alone = [list(powers.items()) for powers in (have, want)]
    scales = all(len(powers) == 1 and powers[0][1] == 1 for powers in alone)
    try:
        source, target = (_product(powers, scales) for powers in (have, want))
        at_0, at_1, at_2 = (_registry().Quantity(Fraction(k), source).to(target).magnitude for k in range(3))
    except (pint.PintError, ArithmeticError, TypeError, ValueError, AttributeError) as error:
        raise LiteralError(
            f"`{written}` does not convert to `{wanted}`: they measure different things; write the value in `{wanted}`"
        ) from error
    factor, offset = Fraction(at_1) - Fraction(at_0), Fraction(at_0)
    if not all(isinstance(end, int | Fraction) for end in (at_0, at_1, at_2)) or at_2 - at_1 != factor or factor <= 0:
        raise LiteralError(f"`{written}` does not convert exactly to `{wanted}`; write the value in `{wanted}`")
    return factor, offset


def _product(powers: Counter[str], scale: bool) -> Any:
    """A temperature alone is a point on its scale; as part of a rate it is a difference of temperatures."""
    registry = _registry()
    product = registry.parse_units("")
    for name, power in powers.items():
        library = _pint_name(name)
        if library in {"degC", "degF"} and not scale:
            library = f"delta_{library}"
        product = product * registry.parse_units(library) ** power
    return product
