"""Finds where the claims of documents do not fit.

    import checker

    result = checker.check("claims", documents="texts", as_of="2026-11-22")
    for disagreement in result.open:
        print(disagreement.verdict, disagreement.title)

The names below are public; `docs/api.md` documents them. The flow of a check, one layer each, from the files upwards:

    extras       what an installation may leave out
    model        values only: claims, boxes, conflicts, findings
    cache        what earlier runs read and evaluated; it changes no result
    languages    the words of documents in other languages, one table each
    readers      files become documents, claims and a vocabulary, each field with its place
    texts        quotes are looked up in the documents' own words
    literals     claims become boxes: subject and property, a range of values, a range of time
    screening    which boxes are worth comparing; the screens that rules ask for
    rules        pairs and groups of boxes that do not fit become conflicts
    reasons      each innocent reason is asked, and the verdict follows
    relations    relations between quantities: minimal conflicts, and the fewest questions that are in dispute
    decisions    what people ruled on findings, let pass or knew before; what is stale opens again
    systematic   one cause behind many conflicts of two sources
    sources      sources against one another: who copies, how often each agrees, what is best supported
    disagreements  what is in dispute, who holds which position, and what single withdrawal would settle it
    scale        what is done differently where claims are many: table scans, engines, summaries of large keys
    coverage     what was looked at, and what nothing was held against
    evaluate     rules are run on boxes; `subjects` does it subject by subject, and caches
    schemas      the JSON Schemas of all files, for editors
    config, gate settings with their origin; findings, decisions and policy become pass or fail
    report       what was found becomes text, JSON, Markdown and pages
    exporting    claims and findings in the forms of other tools
    request      what is asked of a corpus
    run          the whole flow, read top to bottom; every front end calls it
    history      the corpus of an earlier revision, and what changed; `watching` waits for changes of files
    api          the public names
    proposing    a model, where one is asked for, proposes claims of a text
    mcp          programs read, draft, check and explain by the Model Context Protocol
    pytest_plugin  a corpus as a suite of tests of pytest
    starting     the files with which a corpus begins, and a claim file for a document's text
    importing    what others state, in the files of their tools, becomes claim files
    wikibase     entities of a Wikibase become claims; what people decided becomes files for its editors
    xbrl         reports of XBRL become claims
    naming       where the names of a vocabulary stand, and what is done with them
    review       the page on which an analyst decides
    editor       what an editor shows while claim files are written
    cli          the commands
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from checker.api import (
        Claim,
        Corpus,
        Disagreement,
        Document,
        EngineError,
        Explanation,
        Fault,
        Finding,
        Key,
        Mark,
        Policy,
        Position,
        Question,
        Result,
        SourceFigures,
        Sources,
        SupportedQuestion,
        SupportedValue,
        Vocabulary,
        check,
        load,
    )

__all__ = [
    "Claim",
    "Corpus",
    "Disagreement",
    "Document",
    "EngineError",
    "Explanation",
    "Fault",
    "Finding",
    "Key",
    "Mark",
    "Policy",
    "Position",
    "Question",
    "Result",
    "SourceFigures",
    "Sources",
    "SupportedQuestion",
    "SupportedValue",
    "Vocabulary",
    "check",
    "load",
]


def __getattr__(name: str) -> Any:
    """The public names, imported when one of them is used: a command that prints its help needs none."""
    if name in __all__:
        from checker import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
