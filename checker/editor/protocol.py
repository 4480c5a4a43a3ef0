"""Our values as those of the Language Server Protocol."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from lsprotocol import types as lsp

from checker.editor.completion import Choice, ChoiceKind
from checker.editor.diagnostics import Diagnostic, Place, Weight, is_rule
from checker.editor.state import CorpusState
from checker.editor.symbols import Symbol, SymbolKind
from checker.editor.text import Encoding, columns, position_of
from checker.naming.spans import FileText, Span

KINDS_OF_FILES = ("**/*.{yaml,yml,csv,jsonl,parquet}", "**/checker.toml", "**/pyproject.toml")
"""What a check reads, as patterns of the protocol."""

SEVERITIES: Mapping[Weight, lsp.DiagnosticSeverity] = {
    "error": lsp.DiagnosticSeverity.Error,
    "warning": lsp.DiagnosticSeverity.Warning,
    "information": lsp.DiagnosticSeverity.Information,
}
CHOICES: Mapping[ChoiceKind, lsp.CompletionItemKind] = {
    "entity": lsp.CompletionItemKind.Class,
    "property": lsp.CompletionItemKind.Property,
    "scope": lsp.CompletionItemKind.EnumMember,
    "document": lsp.CompletionItemKind.File,
    "claim": lsp.CompletionItemKind.Reference,
    "field": lsp.CompletionItemKind.Field,
    "word": lsp.CompletionItemKind.Keyword,
    "unit": lsp.CompletionItemKind.Unit,
}
SYMBOLS: Mapping[SymbolKind, lsp.SymbolKind] = {
    "document": lsp.SymbolKind.File,
    "claim": lsp.SymbolKind.Object,
    "section": lsp.SymbolKind.Namespace,
    "name": lsp.SymbolKind.Key,
}


def span_range(text: FileText, span: Span, encoding: Encoding) -> lsp.Range:
    start, end = (lsp.Position(*position_of(text, offset, encoding)) for offset in span)
    return lsp.Range(start, end)


def place_range(place: Place, lines: Mapping[str, object], encoding: Encoding) -> lsp.Range:
    source = lines.get(place.file, ())
    known = isinstance(source, list | tuple) or hasattr(source, "__getitem__")
    line = source[place.line - 1] if known and 1 <= place.line <= len(source) else ""  # type: ignore[bad-argument-type]
    start, end = (columns(line[: column - 1], encoding) for column in (place.column, place.end))
    return lsp.Range(lsp.Position(place.line - 1, start), lsp.Position(place.line - 1, end))


def diagnostic(
    mark: Diagnostic, state: CorpusState, uri_of: Callable[[str], str], encoding: Encoding
) -> lsp.Diagnostic:
    sources = state.result.corpus.sources
    related = [
        lsp.DiagnosticRelatedInformation(lsp.Location(uri_of(at.file), place_range(at, sources, encoding)), said)
        for at, said in mark.related
    ]
    page = _page()
    return lsp.Diagnostic(
        place_range(mark.place, sources, encoding),
        mark.message,
        SEVERITIES[mark.weight],
        mark.code,
        lsp.CodeDescription(f"{page}#{mark.code}") if page and is_rule(mark.code) else None,
        "checker",
        related_information=related or None,
    )


@cache
def _page() -> str:
    """The catalogue of rules, which lies beside them."""
    spec = find_spec("checker.rules")
    page = Path(spec.origin).with_name("README.md") if spec and spec.origin else None
    return page.as_uri() if page and page.is_file() else ""


def choice_item(choice: Choice, text: FileText, encoding: Encoding) -> lsp.CompletionItem:
    written = f"{choice.name}: " if choice.kind == "field" else choice.name
    return lsp.CompletionItem(
        choice.name,
        kind=CHOICES[choice.kind],
        detail=choice.detail or None,
        documentation=choice.doc or None,
        filter_text=choice.name,
        text_edit=lsp.TextEdit(span_range(text, choice.span, encoding), written),
    )


def symbol_item(symbol: Symbol, text: FileText, encoding: Encoding) -> lsp.DocumentSymbol:
    return lsp.DocumentSymbol(
        symbol.name or "?",
        SYMBOLS[symbol.kind],
        span_range(text, symbol.span, encoding),
        span_range(text, symbol.at, encoding),
        symbol.detail or None,
        children=[symbol_item(below, text, encoding) for below in symbol.below] or None,
    )
