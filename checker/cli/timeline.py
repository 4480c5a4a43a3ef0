"""`checker timeline`: the pictures of what is said about a subject."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker.cli.common import ROOT, Flags, checked, corpus_options, ended, requested, save
from checker.cli.terminal import width

if TYPE_CHECKING:
    from checker.model.result import Result
    from checker.report.figure import Figure, FigureMark

WIDEST = 100
"""Columns of a picture: on a wider terminal there would only be farther to look."""


@click.command()
@click.argument("subject", metavar="SUBJECT")
@click.argument("property", metavar="[PROPERTY]", required=False, default="")
@click.option("--svg", "target", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write SVG too.")
@click.option("--ascii", is_flag=True, help="Draw with ASCII characters only.")
@click.option("--color", type=click.Choice(("auto", "always", "never")), default="auto", help="Colour the picture.")
@ROOT
@corpus_options
def timeline(
    subject: str,
    property: str,
    target: Path | None,
    ascii: bool,
    color: str,
    root: Path | None,
    flags: Flags,
) -> None:
    """Draw what documents say about SUBJECT, or about one PROPERTY of it, with the quotes and the verdicts.

    Both are named by identifier, label or another name. Exit codes: 0 drawn; 2 a fault in the input or an unknown name;
    3 incomplete.
    """
    from checker.report.figure import lines, sheet
    from checker.report.fitting import fitted
    from checker.report.safe import coloured, visible

    result = checked(requested((root,) if root else (), flags))
    figures = _figures(result, subject, property)
    wide = min(WIDEST, shutil.get_terminal_size().columns)
    for number, figure in enumerate(figures):
        told = (visible(line) for line in (*_legend(figure, result), *_verdicts(figure, result)))
        legend = (row for line in told for row in fitted(line, min(WIDEST, width())))
        picture = lines(figure, wide, coloured(color), ascii=ascii)
        click.echo("\n".join([*([""] if number else []), *picture, "", *legend]), color=True)
    if target:
        save(target, f"{sheet(figures)}\n")
    ended(result)


def _figures(result: Result, subject: str, property: str) -> tuple[Figure, ...]:
    """One figure for each quantity of the subject (of the property): single claims too."""
    from checker.report.figure import figure_of, quantities

    vocabulary = result.corpus.vocabulary
    entity = _meant(subject, {name: (one.label, *one.also) for name, one in vocabulary.entities.items()}, "entity")
    roots = [root for owner, root in quantities(result, least=1) if owner == entity]
    about = vocabulary.label(entity)
    if property:
        name = _meant(property, {name: (vocabulary.label(name),) for name in _properties(result)}, "property")
        about = f"{about} · {vocabulary.label(name)}"
        wanted = {vocabulary.root(name), *_ends(name, result)}
        roots = [root for root in roots if wanted & set(_drawn_together(root, result))]
    drawn = (figure_of(entity, root, result, least=1) for root in roots)
    figures = tuple(figure for figure in drawn if figure)
    if not figures:
        raise click.UsageError(f"no claim with a value speaks about {_shown(about)}{_known(entity, result)}")
    return figures


def _properties(result: Result) -> tuple[str, ...]:
    """Every property, and the ends of intervals that no property of their own stands for."""
    return tuple(dict.fromkeys((*result.corpus.vocabulary.properties, *(box.root for box in result.boxes))))


def _ends(name: str, result: Result) -> tuple[str, ...]:
    """The general senses of the two ends of an interval property."""
    from checker.literals.boxes import end_names

    vocabulary = result.corpus.vocabulary
    found = vocabulary.properties.get(name)
    return tuple(map(vocabulary.root, end_names(found))) if found and found.datatype == "interval" else ()


def _drawn_together(root: str, result: Result) -> Iterable[str]:
    from checker.report.figure.quantity import atlas

    return atlas(result).group.get(root, (root,))


def _meant(word: str, names: Mapping[str, tuple[str, ...]], what: str) -> str:
    """The name that a word means: itself, or the one that has it as its label or other name."""
    from checker.readers.names import aliases, fold, suggestion

    known = aliases(names)
    if word in names:
        return word
    if fold(word) in known:
        return known[fold(word)]
    hint = suggestion(word, known, f"it has {_some(sorted(names))}")
    raise click.UsageError(f"{_shown(word)!r} is no {what} of the vocabulary; {hint}")


def _shown(words: str) -> str:
    from checker.readers.names import shown

    return shown(words)


MOST_NAMED = 8
"""Names that a message offers."""


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - MOST_NAMED:,} more" if len(names) > MOST_NAMED else ""
    return ", ".join(map(_shown, names[:MOST_NAMED])) + more if names else "none"


def _known(entity: str, result: Result) -> str:
    """The properties of a subject that can be drawn, as a next step."""
    roots = sorted({box.root for box in result.boxes if box.key.subject == entity})
    return f"; claims speak about its {_some(roots)}" if roots else "; name another subject"


def _legend(figure: Figure, result: Result) -> Iterator[str]:
    """What each letter stands for: the value with its scope and time, the quote, the document and its date."""
    from checker.literals.phrase import show_beside, show_scope, show_time, show_value

    for mark in sorted(figure.marks, key=_in_order):
        claim, box = mark.claim, mark.ends[0]
        said_by = f"according to {result.corpus.vocabulary.label(claim.said_by)}" if claim.said_by else ""
        scope = show_scope(claim.scope, result.corpus.vocabulary)
        time = "" if box.time.sort == "always" else show_time(box)
        withdrawn = "deprecated" if claim.deprecated else ""
        words = " · ".join(filter(None, (show_value(box), scope, time, said_by, withdrawn)))
        yield f"  {mark.letter}: {words}"
        yield f"     “{claim.quote}”{show_beside(claim)}  {claim.document.title}, {claim.document.published}"


def _in_order(mark: FigureMark) -> tuple[int, str]:
    return len(mark.letter), mark.letter


def _verdicts(figure: Figure, result: Result) -> Iterator[str]:
    """What was found on claims of the picture: what is open one by one, what is reconciled or agrees together."""
    from checker.report.explain import verdict_words

    drawn = {mark.claim.ref: mark.letter for mark in sorted(figure.marks, key=_in_order)}
    fine: dict[str, list[str]] = {}
    for finding in result.findings:
        if not set(finding.refs) & set(drawn) or (len(finding.refs) > 1 and len(set(finding.refs) & set(drawn)) == 1):
            continue
        letters = ", ".join(letter for ref, letter in drawn.items() if ref in finding.refs)
        if finding.verdict in ("reconciled", "agreement"):
            fine.setdefault(verdict_words(finding), []).append(letters)
        else:
            yield f"  {verdict_words(finding)}: {letters}   {finding.id}"
    for words, found in fine.items():
        yield f"  {words}: {'; '.join(dict.fromkeys(found))}"
    if alone := [letter for ref, letter in drawn.items() if ref in result.coverage.uncorroborated]:
        yield f"  uncorroborated: {', '.join(alone)}"
