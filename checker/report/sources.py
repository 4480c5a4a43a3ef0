"""The sources of a corpus in a table and as data (schema `sources`), and what is best supported where they differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice

from checker.model.result import Result
from checker.model.sources import (
    Agreement,
    CopyLink,
    Oddity,
    SharedWords,
    SourceFigures,
    SupportedQuestion,
    SupportedValue,
)
from checker.model.vocabulary import Vocabulary
from checker.report.explain import counted
from checker.report.json import as_text
from checker.report.safe import visible

SCHEMA = "sources-1"
MOST_ITEMS = 20
"""Items that the table lists, the least decided first; the data has all of them."""
DIGITS = 4
"""Digits behind the point of shares and probabilities."""

NOTE = "Support tells what independent sources say and how often they agree; it never tells what is true."


def write_text(result: Result) -> str:
    sources = result.sources.sources
    table = _table(sources) if sources else ("no source makes a claim of its own",)
    parts = (table, notes(result), _items(result), (NOTE,))
    lines = chain.from_iterable(("", *part) for part in map(tuple, parts) if part)
    lines = islice(lines, 1, None)
    return "\n".join(visible(line) for line in lines) + "\n"


def write_json(result: Result) -> str:
    sources = result.sources
    return as_text(
        {
            "schema": SCHEMA,
            "as_of": result.as_of,
            "sources": [_source(one) for one in sources.sources],
            "copies": [_copy(one) for one in sources.copies],
            "words_in_common": [_words(one) for one in sources.words_in_common],
            "items": [_item(one) for one in sources.questions],
        }
    )


def _table(sources: Iterable[SourceFigures]) -> Iterator[str]:
    head = ("source", "claims", "shared", "agrees", "of", "share", "95 % interval", "alone")
    rows = [head, *(_row(figures) for figures in sources)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(head))]
    for row in rows:
        cells = [
            f"{row[0]:<{widths[0]}}",
            *(f"{cell:>{width}}" for cell, width in zip(row[1:], widths[1:], strict=True)),
        ]
        yield "  ".join(cells).rstrip()


def _row(one: SourceFigures) -> tuple[str, ...]:
    seen = one.agreement
    counts = (one.claims, one.shared, seen.agreed, seen.judged)
    return (one.name, *(f"{number:,}" for number in counts), percent(seen.share), between(seen), f"{one.alone:,}")


def percent(share: float | None) -> str:
    return "-" if share is None else f"{share * 100:.0f} %"


def chance(probability: float) -> str:
    """A probability, never as a certainty: whatever is supported may be wrong."""
    return "over 99 %" if probability > 0.99 else "under 1 %" if probability < 0.01 else percent(probability)


def between(seen: Agreement) -> str:
    return "–".join(map(percent, seen.interval)) if seen.interval else "-"


def notes(result: Result) -> Iterator[str]:
    """What is to be told of sources beside their figures, each copy and each oddity once."""
    sources, vocabulary = result.sources, result.corpus.vocabulary
    yield from dict.fromkeys(copy for figures in sources.sources for copy in figures.copies)
    yield from (f"{one.note}; {_runs(one)}" for one in sources.words_in_common if not one.one_source)
    odd = (one for figures in sources.sources for one in figures.systematic)
    yield from (odd_words(one, vocabulary) for one in dict.fromkeys(odd))
    for figures in sources.sources:
        for name, parts in parts_of(figures, vocabulary):
            shares = ", ".join(f"{part} {percent(seen.share)} of {seen.judged:,}" for part, seen in parts)
            yield f"{figures.name}, by {name}: {shares}"


def odd_words(one: Oddity, vocabulary: Vocabulary) -> str:
    return f"{vocabulary.label(one.property)}: {one.words} ({counted(one.conflicts, 'conflict')})"


def parts_of(one: SourceFigures, vocabulary: Vocabulary) -> Iterator[tuple[str, list[tuple[str, Agreement]]]]:
    """How often a source agrees by property and by year, each where there is more than one."""
    labelled = [(vocabulary.label(name), seen) for name, seen in one.by_property.items()]
    for name, parts in (("property", labelled), ("year", list(one.by_year.items()))):
        if len(parts) > 1:
            yield name, parts


def _runs(one: SharedWords) -> str:
    """`2 runs of words, the longest of 210: “it began on the first …”`."""
    return f"{counted(one.runs, 'run')} of words, the longest of {one.longest:,}: “{one.begins} …”"


def parted_words(result: Result) -> str:
    """On how many questions sources part, and how many of them are undecided."""
    parted = result.sources.parted
    undecided = sum(not one.decided for one in parted)
    are = "is" if undecided == 1 else "are"
    return f"Sources part on {counted(len(parted), 'question')}, of which {undecided:,} {are} undecided"


def _items(result: Result) -> Iterator[str]:
    parted = result.sources.parted
    if not parted:
        return
    yield f"{parted_words(result)}:"
    for one in parted[:MOST_ITEMS]:
        best = f"best supported {one.best}" if one.decided else "undecided"
        yield f"  {one.about}: {best}   {'; '.join(map(voice, one.values))}"
    if (more := len(parted) - MOST_ITEMS) > 0:
        yield f"  and {counted(more, 'more question')} (--format json has all)"


def voice(one: SupportedValue) -> str:
    return f"{one.value} ({counted(one.independent, 'source')}, {chance(one.probability)})"


def _source(one: SourceFigures) -> dict:
    return {
        "name": one.name,
        "documents": list(one.documents),
        "claims": one.claims,
        "shared": one.shared,
        **_agreement(one.agreement),
        "alone": one.alone,
        "knows": round(one.knows, DIGITS),
        "by_property": {name: _agreement(seen) for name, seen in one.by_property.items()},
        "by_year": {year: _agreement(seen) for year, seen in one.by_year.items()},
        "systematic": [
            {"property": odd.property, "words": odd.words, "conflicts": odd.conflicts} for odd in one.systematic
        ],
        "copies": list(one.copies),
    }


def _copy(one: CopyLink) -> dict:
    return {
        "sources": list(one.names),
        "sort": one.sort,
        "directed": one.directed,
        "words": one.words,
        "shared": one.shared,
        "apart": one.apart,
        "probability": round(one.probability, DIGITS),
    }


def _words(one: SharedWords) -> dict:
    return {
        "documents": list(one.documents),
        "words": one.words,
        "runs": one.runs,
        "longest": one.longest,
        "shorter_text": one.shorter,
        "one_source": one.one_source,
        "begins": one.begins,
    }


def _agreement(seen: Agreement) -> dict:
    interval = [round(end, DIGITS) for end in seen.interval] if seen.interval else None
    share = None if seen.share is None else round(seen.share, DIGITS)
    return {"judged": seen.judged, "agreed": seen.agreed, "share": share, "interval": interval}


def _item(one: SupportedQuestion) -> Mapping:
    return {
        "question": one.question,
        "time": one.time,
        "parted": one.parted,
        "decided": one.decided,
        "best": one.best,
        "margin": round(one.margin, DIGITS),
        "positions": [
            {
                "value": value.value,
                "sources": list(value.sources),
                "independent": value.independent,
                "probability": round(value.probability, DIGITS),
                "claims": list(value.claims),
            }
            for value in one.values
        ],
    }
