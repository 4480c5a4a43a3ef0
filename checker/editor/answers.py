"""What is asked of the server, one function for each question: positions in, positions out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException

from checker.editor.completion import MOST, completions
from checker.editor.fixes import Fix, fixes
from checker.editor.hover import hover
from checker.editor.names import Use, use_at, uses_of
from checker.editor.protocol import choice_item, span_range, symbol_item
from checker.editor.renaming import renaming
from checker.editor.session import Corpus, Session, named
from checker.editor.state import CorpusState, text_of, texts_of
from checker.editor.symbols import symbols
from checker.editor.text import Encoding, offset_at
from checker.naming.edit import Refused
from checker.naming.spans import FileText

REQUEST_FAILED = -32803
"""Source: the Language Server Protocol 3.17, error codes: the request was well formed, and cannot be done."""


class Asked(Protocol):
    """A question about a place in a file, whatever it asks."""

    text_document: lsp.TextDocumentIdentifier
    position: lsp.Position


@dataclass(frozen=True, slots=True)
class Here:
    """A file that is asked about, in the corpus as last checked with what editors show now."""

    corpus: Corpus
    state: CorpusState
    text: FileText


@dataclass(frozen=True, slots=True)
class Answers:
    """`encoding` is what both sides agreed on, `path_of` the file of an address, `uri_of` the address of a file."""

    session: Session
    encoding: Callable[[], Encoding]
    path_of: Callable[[str], Path | None]
    uri_of: Callable[[Corpus, str], str]

    def completion(self, params: lsp.CompletionParams) -> lsp.CompletionList:
        here, offset = self._here(params)
        found = completions(here.state, here.text, offset) if here else ()
        items = [choice_item(choice, here.text, self.encoding()) for choice in found if here]
        return lsp.CompletionList(len(items) >= MOST, items)

    def hover(self, params: lsp.HoverParams) -> lsp.Hover | None:
        here, offset = self._here(params)
        found = hover(here.state, here.text, offset) if here else None
        if here is None or found is None:
            return None
        words = lsp.MarkupContent(lsp.MarkupKind.Markdown, "  \n".join(found.lines))
        return lsp.Hover(words, span_range(here.text, found.span, self.encoding()))

    def definition(self, params: lsp.DefinitionParams) -> list[lsp.Location]:
        here, offset = self._here(params)
        use = use_at(here.text, offset, here.state.vocabulary) if here else None
        found = self._uses(here, use) if here and use else ()
        return [self._location(here, one) for one in found if here and one.declares]

    def references(self, params: lsp.ReferenceParams) -> list[lsp.Location]:
        here, offset = self._here(params)
        use = use_at(here.text, offset, here.state.vocabulary) if here else None
        found = self._uses(here, use) if here and use else ()
        wanted = params.context.include_declaration
        return [self._location(here, one) for one in found if here and (wanted or not one.declares)]

    def prepare_rename(self, params: lsp.PrepareRenameParams) -> lsp.PrepareRenamePlaceholder | None:
        here, offset = self._here(params)
        use = use_at(here.text, offset, here.state.vocabulary) if here else None
        if here is None or use is None:
            return None
        name = use.name[1].rpartition("#")[2]
        return lsp.PrepareRenamePlaceholder(span_range(here.text, use.span, self.encoding()), name)

    def rename(self, params: lsp.RenameParams) -> lsp.WorkspaceEdit | None:
        here, offset = self._here(params)
        use = use_at(here.text, offset, here.state.vocabulary) if here else None
        if here is None or use is None:
            return None
        texts = {text.file: text for text in texts_of(here.state)}
        try:
            found = renaming(here.state, use.name, params.new_name)
        except Refused as error:
            raise JsonRpcException(str(error), REQUEST_FAILED) from None
        return lsp.WorkspaceEdit(
            {
                self.uri_of(here.corpus, file): [
                    lsp.TextEdit(span_range(texts[file], (one.start, one.end), self.encoding()), one.text)
                    for one in splices
                ]
                for file, splices in found.items()
            }
        )

    def document_symbols(self, params: lsp.DocumentSymbolParams) -> list[lsp.DocumentSymbol]:
        here = self._file(params.text_document.uri)
        return [symbol_item(one, here.text, self.encoding()) for one in symbols(here.text)] if here else []

    def code_actions(self, params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        here = self._file(params.text_document.uri)
        if here is None:
            return []
        lines = range(params.range.start.line + 1, params.range.end.line + 2)
        return [self._action(here, fix, params) for fix in fixes(here.state, here.text, lines)]

    def _action(self, here: Here, fix: Fix, params: lsp.CodeActionParams) -> lsp.CodeAction:
        mended = [
            one for one in params.context.diagnostics if one.code == fix.code and one.range.start.line == fix.line - 1
        ]
        edit = lsp.TextEdit(span_range(here.text, fix.span, self.encoding()), fix.text)
        return lsp.CodeAction(
            fix.title,
            lsp.CodeActionKind.QuickFix,
            mended or None,
            is_preferred=True,
            edit=lsp.WorkspaceEdit({params.text_document.uri: [edit]}),
        )

    def _here(self, params: Asked) -> tuple[Here | None, int]:
        here, at = self._file(params.text_document.uri), params.position
        return here, offset_at(here.text, (at.line, at.character), self.encoding()) if here else 0

    def _file(self, uri: str) -> Here | None:
        """A file of a corpus that was checked at least once; nothing for any other."""
        path = self.path_of(uri)
        known = named(self.session, path) if path else None
        if known is None or known[0].state is None:
            return None
        corpus, name = known
        state = _with_buffers(corpus)
        text = text_of(state, name)
        return Here(corpus, state, text) if text else None

    def _uses(self, here: Here, use: Use) -> Iterable[Use]:
        return uses_of(use.name, texts_of(here.state), here.state.vocabulary)

    def _location(self, here: Here, use: Use) -> lsp.Location:
        text = text_of(here.state, use.file) or FileText(use.file, "")
        return lsp.Location(self.uri_of(here.corpus, use.file), span_range(text, use.span, self.encoding()))


def _with_buffers(corpus: Corpus) -> CorpusState:
    """The last state, with what editors show now."""
    assert corpus.state is not None
    return replace(corpus.state, buffers=dict(corpus.buffers))
