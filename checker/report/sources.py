"""The sources of a corpus in a table and as data (schema `sources-1`), and what is best supported where they part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from checker.literals.phrase import listed, show_key, show_subject, show_time, show_value
from checker.model.result import Result
from checker.report.explain import counted
from checker.report.json import as_text
from checker.report.safe import visible
from checker.sources.copies import in_words, runs_of
from checker.sources.measure import Agreement, Figures, Measured
from checker.sources.reprints import Reprint
from checker.sources.support import Supported, Voice
from checker.systematic.differences import Difference

SCHEMA = "sources-1"
MOST_ITEMS = 20
"""Items that the table lists, the least decided first; the data has all of them."""
DIGITS = 4
"""Digits behind the point of shares and probabilities."""

NOTE = "Support tells what independent sources say and how often they agree; it never tells what is true."


def write_text(measured: Measured, result: Result) -> str:
    lines = [*_table(measured.sources), "", *_notes(measured), *_items(measured, result), "", NOTE]
    return "\n".join(visible(line) for line in lines) + "\n"


def write_json(measured: Measured, result: Result) -> str:
    return as_text(
        {
            "schema": SCHEMA,
            "as_of": result.as_of,
            "sources": [_source(figures) for figures in measured.sources],
            "words_in_common": [_words(one) for one in measured.reprints],
            "items": [_item(one, measured) for one in measured.parted],
        }
    )


def _table(sources: Iterable[Figures]) -> Iterator[str]:
    head = ("source", "claims", "shared", "agrees", "of", "share", "95 % interval", "alone")
    rows = [head, *(_row(figures) for figures in sources)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(head))]
    for row in rows:
        cells = [
            f"{row[0]:<{widths[0]}}",
            *(f"{cell:>{width}}" for cell, width in zip(row[1:], widths[1:], strict=True)),
        ]
        yield "  ".join(cells).rstrip()


def _row(figures: Figures) -> tuple[str, ...]:
    seen = figures.agreement
    share = _percent(seen.share)
    between = "–".join(map(_percent, seen.interval)) if seen.interval else "-"
    counts = (figures.claims, figures.shared, seen.agreed, seen.items)
    return (figures.source.name, *(f"{number:,}" for number in counts), share, between, f"{figures.outliers:,}")


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{share * 100:.0f} %"


def _notes(measured: Measured) -> Iterator[str]:
    """What is to be told of sources beside their figures, each copy once."""
    sources = measured.sources
    yield from dict.fromkeys(copy for figures in sources for copy in figures.copies)
    yield from (f"{in_words(one)}; {runs_of(one)}" for one in measured.reprints if not one.one_source)
    yield from (_difference(one) for figures in sources for one in figures.differences)
    for figures in sources:
        for name, parts in (("property", figures.by_property), ("year", figures.by_year)):
            if len(parts) > 1:
                shares = ", ".join(f"{part} {_percent(seen.share)} of {seen.items:,}" for part, seen in parts.items())
                yield f"{figures.source.name}, by {name}: {shares}"


def _difference(one: Difference) -> str:
    others = listed(one.others)
    number = counted(len(one.members), "conflict")
    return f"{one.property}: {listed(one.odd)} {one.oddity.before} {others}{one.oddity.after} ({number})"


def _items(measured: Measured, result: Result) -> Iterator[str]:
    parted = measured.parted
    if not parted:
        return
    undecided = sum(not one.decided for one in parted)
    yield ""
    yield f"Sources part on {counted(len(parted), 'question')}, of which {undecided:,} {_are(undecided)} undecided:"
    for one in parted[:MOST_ITEMS]:
        about = show_subject(one.item.key, result.corpus.vocabulary)
        best = f"best supported {_best(one)}" if one.decided else "undecided"
        voices = "; ".join(_voice(voice) for voice in one.voices)
        yield f"  {about}: {best}   {voices}"
    if (more := len(parted) - MOST_ITEMS) > 0:
        yield f"  and {counted(more, 'more question')} (--format json has all)"


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def _best(one: Supported) -> str:
    return listed(one.names) if one.names else show_value(one.best.value.box)


def _voice(voice: Voice) -> str:
    return f"{_said(voice)} ({counted(len(voice.groups), 'source')}, {_percent(voice.probability)})"


def _said(voice: Voice) -> str:
    content = voice.value.content
    return listed(sorted(map(str, content))) if isinstance(content, frozenset) else show_value(voice.value.box)


def _source(figures: Figures) -> dict:
    return {
        "name": figures.source.name,
        "documents": [document.id for document in figures.source.documents],
        "claims": figures.claims,
        "shared": figures.shared,
        **_agreement(figures.agreement),
        "alone": figures.outliers,
        "by_property": {name: _agreement(seen) for name, seen in figures.by_property.items()},
        "by_year": {year: _agreement(seen) for year, seen in figures.by_year.items()},
        "systematic": [_difference(one) for one in figures.differences],
        "copies": list(figures.copies),
    }


def _words(one: Reprint) -> dict:
    return {
        "documents": [document.id for document in one.pair],
        "words": one.shared,
        "runs": one.runs,
        "longest": one.longest,
        "shorter_text": one.shorter,
        "one_source": one.one_source,
        "begins": one.words,
    }


def _agreement(seen: Agreement) -> dict:
    interval = [round(end, DIGITS) for end in seen.interval] if seen.interval else None
    share = None if seen.share is None else round(seen.share, DIGITS)
    return {"judged": seen.items, "agreed": seen.agreed, "share": share, "interval": interval}


def _item(one: Supported, measured: Measured) -> Mapping:
    box = one.best.value.box
    return {
        "question": show_key(one.item.key),
        "time": "" if box.time.sort == "always" else show_time(box),
        "decided": one.decided,
        "best": _best(one) if one.decided else None,
        "margin": round(one.margin, DIGITS),
        "positions": [
            {
                "value": _said(voice),
                "sources": sorted(measured.places[source].name for source in voice.value.boxes),
                "independent": len(voice.groups),
                "weight": round(voice.weight, DIGITS),
                "probability": round(voice.probability, DIGITS),
                "claims": sorted(box.ref for box in voice.value.boxes.values()),
            }
            for voice in one.voices
        ],
    }
