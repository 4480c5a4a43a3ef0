"""The Language Server Protocol on standard input and output; what is answered comes from the other modules.

Nothing is said to a client but in answer to it, but for what is marked in files. A client that goes away ends the
server; `exit` ends it with 0 after `shutdown`, with 1 without, as the protocol has it.
"""

from __future__ import annotations

import json
import logging
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, cast

from lsprotocol import types as lsp
from pygls.exceptions import FeatureRequestError, JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from checker.editor import session as sessions
from checker.editor.answers import Answers
from checker.editor.diagnostics import Diagnostic
from checker.editor.frames import BadFrame, frames
from checker.editor.protocol import KINDS_OF_FILES, diagnostic
from checker.editor.session import Corpus, Session
from checker.editor.state import CorpusState
from checker.editor.text import Encoding
from checker.request import Flags

NAME = "checker"
GONE = 1
"""The exit code where the client went away, or left, without `shutdown`."""
PARSE_ERROR, INVALID_REQUEST, INVALID_PARAMS, NOT_INITIALIZED = -32700, -32600, -32602, -32002
"""Source: JSON-RPC 2.0, section 5.1; the last the Language Server Protocol 3.17."""
LONGEST_SHOWN = 200


class Writer:
    """Whole messages, from any thread."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream, self.lock = stream, threading.Lock()

    def write(self, data: bytes) -> None:
        with self.lock:
            self.stream.write(data)
            self.stream.flush()

    def close(self) -> None:
        pass  # the process ends, and with it the stream


def serve(flags: Flags, version: str) -> int:
    """Answers until the client leaves; the exit code."""
    logging.getLogger("pygls").setLevel(logging.CRITICAL + 1)  # its tracebacks say nothing that an answer does not
    out, sys.stdout = sys.stdout.buffer, sys.stderr
    server, session = made(flags, version)
    server.protocol.set_writer(cast("Any", Writer(out)))
    try:
        for frame in frames(sys.stdin.buffer):
            _handle(server, frame)
    except SystemExit as left:
        return int(left.code or 0)
    except (BrokenPipeError, KeyboardInterrupt):
        return GONE
    finally:
        sessions.end(session)
    return GONE


def _handle(server: LanguageServer, frame: bytes | BadFrame) -> None:
    """One message. What is wrong with it is said to the client, under its number where it has one."""
    try:
        if isinstance(frame, BadFrame):
            raise ValueError(str(frame))
        data = json.loads(frame)
    except (ValueError, RecursionError) as error:
        _refuse(server, None, PARSE_ERROR, f"no JSON: {error}")
        return
    number = data.get("id") if isinstance(data, dict) else None
    number = number if isinstance(number, str | int) else None
    if not isinstance(data, dict) or data.get("jsonrpc") != "2.0":
        _refuse(server, number, INVALID_REQUEST, "expected a JSON-RPC 2.0 message")
        return
    if server.protocol._workspace is None and data.get("method") not in (lsp.INITIALIZE, lsp.EXIT):
        if "method" in data and "id" in data:
            _refuse(server, number, NOT_INITIALIZED, "expected initialize first")
        return
    try:
        server.protocol.handle_message(server.protocol.structure_message(data))
    except OSError:  # nobody is there any more
        raise
    except Exception:  # noqa: BLE001  # whatever its converter raises
        if "method" in data and "id" in data:
            method = str(data["method"])[:LONGEST_SHOWN]
            _refuse(server, number, INVALID_PARAMS, f"the parameters of {method} do not fit")


def _refuse(server: LanguageServer, number: str | int | None, code: int, message: str) -> None:
    error = {"code": code, "message": message[:LONGEST_SHOWN]}
    server.protocol._send_data({"jsonrpc": "2.0", "id": number, "error": error})


class Server(LanguageServer):
    """What goes wrong in it is noted in the editor's log, but for what is an answer; it interrupts nobody."""

    def report_server_error(self, error: Exception, source: Any) -> None:
        if source is FeatureRequestError:
            return
        with suppress(OSError, ValueError):
            self.window_log_message(lsp.LogMessageParams(lsp.MessageType.Error, str(error)[:LONGEST_SHOWN]))


def made(flags: Flags, version: str) -> tuple[LanguageServer, Session]:
    """A server with all that it answers, and the corpora that it has open."""
    server = Server(NAME, version, lsp.TextDocumentSyncKind.Full)
    uris: dict[Path, str] = {}
    """By the path of an open file how the client calls it."""
    versions: dict[str, tuple[str, int]] = {}
    """By that name the text that was last received, and its number."""

    def encoding() -> Encoding:
        agreed = server.workspace.position_encoding
        return cast("Encoding", getattr(agreed, "value", agreed))

    def uri_of(corpus: Corpus, file: str) -> str:
        path = corpus.root.parent / file
        return uris.get(path) or from_fs_path(str(path)) or path.as_uri()

    def show(corpus: Corpus, state: CorpusState, news: Mapping[str, tuple[Diagnostic, ...]]) -> None:
        for file, marks in news.items():
            uri, text = uri_of(corpus, file), state.buffers.get(file)
            sent, number = versions.get(uri, ("", None))
            made = [diagnostic(mark, state, lambda name: uri_of(corpus, name), encoding()) for mark in marks]
            known = number if text is not None and text.text == sent else None
            server.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, made, known))

    def report(words: str) -> None:
        with suppress(OSError, ValueError):  # nobody is there any more
            server.window_log_message(lsp.LogMessageParams(lsp.MessageType.Error, words))

    session = Session(flags, show, report)
    answers = Answers(session, encoding, path_of, uri_of)
    _register_documents(server, session, uris, versions)
    _register_answers(server, answers)
    return server, session


def path_of(uri: str) -> Path | None:
    """The file of an address; nothing where that is no file."""
    if not uri.startswith("file:"):
        return None
    try:
        path = to_fs_path(uri)
    except ValueError:
        return None
    return Path(path) if path and "\0" not in path else None


def _register_documents(
    server: LanguageServer, session: Session, uris: dict[Path, str], versions: dict[str, tuple[str, int]]
) -> None:
    """What editors say of their files."""

    def edited(uri: str, text: str | None, number: int = 0) -> None:
        path = path_of(uri)
        if path is None:
            return
        try:
            real = path.resolve()
        except (OSError, RuntimeError):
            return
        if text is None:
            uris.pop(real, None)
            versions.pop(uri, None)
        else:
            uris[real] = uri
            versions[uri] = (text, number)
        sessions.edit(session, real, text)

    @server.feature(lsp.INITIALIZED)
    def _(params: lsp.InitializedParams) -> None:  # noqa: ARG001  # pygls looks at the signature
        folders = [folder.uri for folder in server.workspace.folders.values()]
        for uri in folders or [server.workspace.root_uri or ""]:
            if path := path_of(uri):
                sessions.open_folder(session, path)
        _watch(server)
        sessions.begin(session)

    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    def _(params: lsp.DidOpenTextDocumentParams) -> None:
        edited(params.text_document.uri, params.text_document.text, params.text_document.version)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def _(params: lsp.DidChangeTextDocumentParams) -> None:
        whole = [change.text for change in params.content_changes if not hasattr(change, "range")]
        if whole:
            edited(params.text_document.uri, whole[-1], params.text_document.version)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def _(params: lsp.DidCloseTextDocumentParams) -> None:
        edited(params.text_document.uri, None)

    @server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    def _(params: lsp.DidSaveTextDocumentParams) -> None:  # noqa: ARG001
        sessions.look_again(session)

    @server.feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def _(params: lsp.DidChangeWatchedFilesParams) -> None:  # noqa: ARG001
        sessions.look_again(session)


def _watch(server: LanguageServer) -> None:
    """Asks to be told of files that change outside of the editor, where the client can."""
    workspace = server.client_capabilities.workspace
    watching = workspace.did_change_watched_files if workspace else None
    if not (watching and watching.dynamic_registration):
        return
    watchers = [lsp.FileSystemWatcher(glob) for glob in KINDS_OF_FILES]
    options = lsp.DidChangeWatchedFilesRegistrationOptions(watchers)
    asked = lsp.Registration("files", lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
    server.client_register_capability(lsp.RegistrationParams([asked]))


def _register_answers(server: LanguageServer, answers: Answers) -> None:
    triggers = lsp.CompletionOptions(trigger_characters=[".", "[", "=", "{", " ", "#"])
    fixes = lsp.CodeActionOptions([lsp.CodeActionKind.QuickFix])
    asked: list[tuple[str, Callable, Any]] = [
        (lsp.TEXT_DOCUMENT_COMPLETION, answers.completion, triggers),
        (lsp.TEXT_DOCUMENT_HOVER, answers.hover, None),
        (lsp.TEXT_DOCUMENT_DEFINITION, answers.definition, None),
        (lsp.TEXT_DOCUMENT_REFERENCES, answers.references, None),
        (lsp.TEXT_DOCUMENT_PREPARE_RENAME, answers.prepare_rename, None),
        (lsp.TEXT_DOCUMENT_RENAME, answers.rename, lsp.RenameOptions(prepare_provider=True)),
        (lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL, answers.document_symbols, None),
        (lsp.TEXT_DOCUMENT_CODE_ACTION, answers.code_actions, fixes),
    ]
    for method, answer, options in asked:
        server.feature(method, options)(_guarded(answer))


def _guarded(answer: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """A failure of ours is an error with one line, and the next question is answered."""

    def guarded(params: Any) -> Any:
        try:
            return answer(params)
        except JsonRpcException:
            raise
        except Exception as error:  # noqa: BLE001  # whatever it is, it is said
            raise JsonRpcException(f"checker itself failed: {type(error).__name__}: {error}", -32803) from None

    return guarded
