"""The part of the page on values that shows the words of other languages, from their tables."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import fill

from checker.languages import CODES, table_of
from checker.languages.cldr import cldr
from checker.languages.language import Language, Words
from checker.literals.foreign.translate import in_english_of
from checker.model.claim import ENGLISH
from checker.report.pages.markdown import code, codes, table

LANGUAGES = f"""\
## Other languages

A document that states its `language` is read in it: its values and dates are written as they stand there. The field is
a tag of BCP 47 ({codes(CODES)}), with a territory where that writes numbers otherwise: in `de` a
comma stands before decimals, in `de-CH` a point. English words are read as well, so that a unit of the vocabulary and
`as_of: 1951` need no translation; numbers always have the marks of the language. A document without the field is read
in English, and a word of another language is refused there with the field to add.
`checker read --language de "rund 55.000"` shows what is read.

Case and accents do not matter. Names and `true` are written in English. A word that tells or hedges an amount and is
not read where it stands is refused, never taken for a name of what is counted.
"""

GROUPS = (
    ("before a figure", "hedges"),
    ("behind a figure", "after"),
    ("between two figures", "joints"),
    ("powers", "magnitudes"),
    ("parts", "parts"),
    ("without a number", "vague"),
    ("units", "units"),
    ("dates", "dates"),
    ("ranks", "ranks"),
)


def lines() -> Iterator[str]:
    yield LANGUAGES
    for number in sorted({*CODES} - {ENGLISH}):
        yield from _language(table_of(number))


def _language(language: Language) -> Iterator[str]:
    data = cldr(language.code)
    decimal, _ = data.marks[""]
    others = sorted(at for at, marks in data.marks.items() if marks[0] != decimal)
    yield from (f"### {language.name}", "")
    told = (
        f"`{language.code}`: `{decimal}` stands before decimals, `{'.' if decimal == ',' else ','}` or a space groups"
    )
    swapped = f"; the other way round in {codes(f'{language.code}-{at}' for at in others)}" if others else ""
    order = {"d": "day", "m": "month", "y": "year"}
    numeric = ", ".join(order[part] for part in data.orders[""])
    told += f" thousands{swapped}. A date in digits is {numeric}."
    yield fill(f"{told} Months, weekdays, eras, units and currencies are those of CLDR.", 120) + "\n"
    examples = [(text, in_english_of(text, language.code, "value").text) for text in language.examples]
    examples += [(text, in_english_of(text, language.code, "date").text) for text in language.date_examples]
    yield from table(("written", "in English"), ((code(text), code(english)) for text, english in examples))
    for title, name in GROUPS:
        words: Words = getattr(language, name)
        rows = ((code(english) if english else "nothing", _phrases(ours)) for english, ours in words.items())
        yield from table((title, language.name), rows)


def _phrases(ours: str) -> str:
    return codes(phrase.strip() for phrase in ours.split("|") if phrase.strip())
