"""A value rests on the figures of its quote together with those that its claim names in `because`.

Why: a reason may add what a quote does not say; where the quote has a figure of the same measure it may not put another
in its place. So the value must be such a figure, or be worked out with one: a sum, difference, product or quotient.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import permutations

from checker.literals.grammar import parse
from checker.literals.literal import LiteralError
from checker.literals.numbers.number import WrittenNumber
from checker.literals.units.tidy import is_measure, is_share, tidy_unit
from checker.model.claim import Claim
from checker.model.vocabulary import Property, Vocabulary
from checker.quotes.amounts import amounts
from checker.quotes.figures import Figures, figures_of, size
from checker.quotes.phrase import Phrase, cut_out

_MOST_TERMS = 6
"""Figures of a quote and its reason of which sums and the like are tried."""
_PERCENT = 100
_POWERS = {"hundred": 2, "thousand": 3, "000": 3, "million": 6, "billion": 9}
_HEADINGS = re.compile(rf"(?<!\w)['’]?({'|'.join(_POWERS)})s?\b", re.IGNORECASE)
"""What says by which power of ten the figures of a column are to be multiplied."""
_RATIOS = {"twice": 2, "double": 2, "doubles": 2, "doubled": 2, "half": 2, "halves": 2, "halved": 2}
_RATIOS |= {"triple": 3, "triples": 3, "tripled": 3}
_EACH = re.compile(r"\b(?:each|every|times|apiece|respectively)\b", re.IGNORECASE)
"""Words that say that a figure beside them is to be multiplied or shared out."""
_MORE = re.compile(
    r"\b(?:others?|another|additional|besides|plus|along with|as well as|together|combined)\b", re.IGNORECASE
)
"""Words that say that something is to be added which has no figure."""
_REST = re.compile(r"\b(?:remaining|rest|remainder)\b", re.IGNORECASE)
"""Words that say that the figure beside them is what is left, or is less by what is left."""
_COUNTED = re.compile(r"\s+(?!across|always|besides|plus|versus|minus|times\b)[a-z]{3,}s\b", re.IGNORECASE)
"""A noun behind a figure, which tells what is counted: `3 bridges`."""


@dataclass(frozen=True, slots=True)
class _Term:
    """A number of a phrase: as it stands, and in the property's unit where it can be an amount of that. `alone`: it may
    itself be the value. `binds`: its phrase stands in the quote and measures what the value does.
    """

    plain: Fraction
    amount: Fraction | None
    alone: bool
    binds: bool
    hedges: frozenset[str]


@dataclass(frozen=True)
class _Asked:
    """What a value is asked about: the figures that it says, its claim and what both are read by."""

    value: Figures
    claim: Claim
    prop: Property
    vocabulary: Vocabulary

    @property
    def words(self) -> str:
        return f"{self.claim.quote} {self.claim.because}"

    @cached_property
    def unit_is_named(self) -> bool:
        """The value's unit needs no name, or has it among the words."""
        unit = self.value.unit
        return self.value.in_table or not is_measure(unit) or _names_unit(self.words, unit)

    def in_value_unit(self, number: Fraction) -> Fraction:
        return size(number, self.value.unit, self.prop, self.vocabulary)


def rests_on(
    value: Figures, said: Sequence[Phrase], reasons: Sequence[Phrase], named: bool, claim: Claim, prop: Property,
    vocabulary: Vocabulary,
) -> bool:  # fmt: skip
    """Whether a value follows from what a quote and its claim's reason say in figures. `named`: a figure of the reason
    says it.
    """
    if not said and not reasons:
        return True
    asked = _Asked(value, claim, prop, vocabulary)
    ours = [(phrase, _measured(phrase.literal, asked)) for phrase in said]
    terms = [term for phrase, figures in ours for term in _terms(phrase, figures, asked, in_quote=True)]
    binding = any(term.binds for term in terms)
    if named and not binding:
        return True
    rough = (figures.bounds.plausible for _, figures in ours if figures and (figures.manner[0] or figures.manner[1]))
    if named and any(wide.covers(value.bounds.literal) for wide in rough):
        return True  # the quote says it less finely
    if not reasons and _shared_out(terms, asked):
        return True
    for phrase in reasons:
        terms += _terms(phrase, _measured(phrase.literal, asked), asked, in_quote=False)
    if not value.numbers or not value.manner[1] <= {"exactly"}.union(*(term.hedges for term in terms)):
        return False
    results = {result for result, binds in _results(terms, asked) if binds or not binding}
    return all(
        any(abs(number - result) <= (grain / 2 if result.denominator != 1 else 0) for result in results)
        for number, grain in zip(value.numbers, value.grains, strict=True)
    )


def _measured(literal: str, asked: _Asked) -> Figures | None:
    """The figures of a phrase in the property's unit; nothing where it is of another measure. What is supplied in the
    year is so much a year, where the time is named.
    """
    below = asked.value.unit.partition("/")[2]
    rates = [f"{literal}/{below}"] if below and _names_unit(asked.words, below) else []
    for text in (literal, *rates):
        with suppress(LiteralError, ValueError):
            return figures_of(text, asked.prop, asked.vocabulary, asked.claim.document.language)
    return None


def _terms(phrase: Phrase, figures: Figures | None, asked: _Asked, *, in_quote: bool) -> Iterator[_Term]:
    value = asked.value
    reading = parse(phrase.literal, language=asked.claim.document.language)
    hedges = frozenset({*reading.hedges, reading.second_hedge} - {"", "exactly"})
    numbers = [number.value for number in (reading.first, reading.second) if isinstance(number, WrittenNumber)]
    if not reading.unit:
        of_other = is_measure(value.unit) and in_quote and _COUNTED.match(asked.claim.quote, phrase.end)
        binds = in_quote and asked.unit_is_named and not of_other
        for number in numbers:
            amount = asked.in_value_unit(number) if asked.unit_is_named else None
            yield _Term(number, amount, asked.unit_is_named and not of_other, binds, hedges)
    elif figures and len(figures.numbers) == len(numbers):
        for number, amount in zip(numbers, figures.numbers, strict=True):
            yield _Term(number, amount, True, in_quote, hedges)
    else:
        yield from (_Term(number, None, False, False, hedges) for number in numbers)


def _names_unit(text: str, unit: str) -> bool:
    """Each part of a unit stands among some words: `m³` and `year` in `cubic metres in the year`."""
    words = re.findall(r"[^\s,;:()\[\]]+", text)
    named = {tidy_unit(" ".join(words[k : k + size]).strip(".")) for k in range(len(words)) for size in (1, 2)}
    named |= {part for name in named for part in name.split("/")}
    return all(part in named for part in tidy_unit(unit).split("/"))


def _shared_out(terms: Iterable[_Term], asked: _Asked) -> bool:
    """The quote says in words that its figures are to be put together with what has none: `twice the 40 before`."""
    quote = asked.claim.quote
    ratios = {_RATIOS[word] for word in re.findall(r"[a-z]+", quote.casefold()) if word in _RATIOS}
    for number in asked.value.numbers[:1]:
        for amount in (term.amount for term in terms if term.amount):
            times = number / amount
            if any(times in (ratio, Fraction(1, ratio)) for ratio in ratios):
                return True
            if number and _EACH.search(quote) and 1 in (times.denominator, times.numerator):
                return True
            if (_MORE.search(quote) and number > amount) or _REST.search(quote):
                return True
    return False


def _results(terms: Sequence[_Term], asked: _Asked) -> Iterator[tuple[Fraction, bool]]:
    """What can be worked out of some numbers, each with whether a figure that binds has a part in it."""
    terms = terms[:_MOST_TERMS]
    sizes = [(term, term.amount) for term in terms if term.amount is not None]
    powers = [10 ** _POWERS[word.casefold()] for word in _HEADINGS.findall(_without_figures(asked.claim.because))]
    for term, amount in sizes:
        if term.alone and term.hedges <= asked.value.manner[1]:  # no hedge is lost
            yield from ((amount * power, term.binds) for power in (1, *powers))
    if len(sizes) > 1:
        yield sum((amount for _, amount in sizes), Fraction(0)), any(term.binds for term, _ in sizes)
    for a, b in permutations(terms, 2):
        yield from ((result, a.binds or b.binds) for result in _of_two(a, b, asked))


def _of_two(a: _Term, b: _Term, asked: _Asked) -> Iterator[Fraction]:
    if a.amount is not None and b.amount is not None:
        yield from (a.amount + b.amount, a.amount - b.amount)
    if a.amount is not None:
        yield a.amount * b.plain
        if b.plain:
            yield a.amount / b.plain
    elif b.amount is None and asked.unit_is_named:
        yield asked.in_value_unit(a.plain * b.plain)
        if b.plain:
            yield asked.in_value_unit(a.plain / b.plain)
    if is_share(asked.value.unit) and b.plain:
        yield from (a.plain / b.plain, _PERCENT * a.plain / b.plain, _PERCENT * (a.plain - b.plain) / b.plain)


def _without_figures(text: str) -> str:
    """A text without its amounts, whose magnitudes are their own."""
    return cut_out(text, [phrase for phrase in amounts(text) if not phrase.vague])
