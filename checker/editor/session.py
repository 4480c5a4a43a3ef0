"""The corpora that an editor has open, checked again whenever what it shows of them changes.

Why a thread: whoever writes waits for no check. Each check takes the newest texts; what came in between is never
checked by itself, and no clock has a part in it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from checker import config
from checker.cache.store import Store, cache_file, in_memory
from checker.editor.diagnostics import Diagnostic, diagnostics
from checker.editor.state import CorpusState, checked
from checker.evaluate import RULE_IDS
from checker.naming.spans import FileText
from checker.readers.folder import APART, SUFFIXES, VOCABULARY, name_of
from checker.request import Flags, Request, request_of

CLAIMS = "claims"
"""The folder that is looked for in a workspace whose configuration names none."""

Show = Callable[["Corpus", CorpusState, Mapping[str, tuple[Diagnostic, ...]]], None]
"""Shows the diagnostics of files in which they changed; none of those that have none any more."""


@dataclass(slots=True)
class Corpus:
    """One folder of claims. `buffers` is what editors show now, `state` what was last checked, `shown` the marks."""

    root: Path
    store: Store
    buffers: dict[str, FileText] = field(default_factory=dict)
    state: CorpusState | None = None
    shown: Mapping[str, tuple[Diagnostic, ...]] = field(default_factory=dict)
    is_due: bool = True


@dataclass(slots=True)
class Session:
    """`show` is called in the thread of the checks, `report` with what went wrong in one."""

    flags: Flags
    show: Show
    report: Callable[[str], None]
    corpora: dict[Path, Corpus] = field(default_factory=dict)
    changed: threading.Condition = field(default_factory=threading.Condition)
    is_over: bool = False
    thread: threading.Thread | None = None


def open_folder(session: Session, folder: Path) -> None:
    """The corpus of a workspace: the one that its configuration names, its folder `claims`, or itself."""
    found = config.find(folder)
    loaded = config.load(found, RULE_IDS) if found else config.Loaded()
    given = loaded.given.get("claims")
    folders = [loaded.folder / given.value] if given else []
    for root in (*folders, folder / CLAIMS, folder):
        if root.is_dir() and (root == folder / CLAIMS or root in folders or (root / VOCABULARY).is_file()):
            open_corpus(session, root.resolve())
            return


def open_corpus(session: Session, root: Path) -> Corpus:
    with session.changed:
        if root not in session.corpora:
            cached = None if session.flags.get("no-cache") else cache_file(root)
            session.corpora[root] = Corpus(root, in_memory(cached))
            session.changed.notify()
        return session.corpora[root]


def named(session: Session, path: Path) -> tuple[Corpus, str] | None:
    """The corpus that a file belongs to, and its name in it; nothing where it is none of the files of claims."""
    try:
        path = path.resolve()
    except (OSError, RuntimeError):
        return None
    if not path.name.lower().endswith(SUFFIXES) or path.name.startswith("."):
        return None
    root = next((folder for folder in path.parents if folder in session.corpora), None)
    if root is None:
        root = next((folder for folder in path.parents if _is_root(folder)), None)
    if root is None and path.name == VOCABULARY:
        root = path.parent
    if root is None or any(part.startswith(".") for part in path.relative_to(root).parts):
        return None
    return open_corpus(session, root), name_of(path, root)


def edit(session: Session, path: Path, text: str | None) -> Corpus | None:
    """What an editor shows of a file from now on; without a text it has closed the file."""
    known = named(session, path)
    if known is None:
        return None
    corpus, name = known
    with session.changed:
        before = corpus.buffers.get(name)
        if text is None:
            corpus.buffers.pop(name, None)
        elif before is None or before.text != text:
            corpus.buffers[name] = FileText(name, text)
        else:
            return corpus
    look_again(session, corpus)
    return corpus


def look_again(session: Session, *corpora: Corpus) -> None:
    """Something has changed, in an editor or on the disk."""
    with session.changed:
        for corpus in corpora or session.corpora.values():
            corpus.is_due = True
        session.changed.notify()


def begin(session: Session) -> None:
    session.thread = threading.Thread(target=_run, args=(session,), name="check", daemon=True)
    session.thread.start()


def end(session: Session) -> None:
    """No check begins any more; one that runs comes to its end, for nothing of it may be cut off in a library."""
    with session.changed:
        session.is_over = True
        session.changed.notify()
    if session.thread:
        session.thread.join()


def _run(session: Session) -> None:
    while True:
        with session.changed:
            while not session.is_over and not any(corpus.is_due for corpus in session.corpora.values()):
                session.changed.wait()
            if session.is_over:
                return
            corpus = next(corpus for corpus in session.corpora.values() if corpus.is_due)
            corpus.is_due = False
            buffers = dict(corpus.buffers)
        try:
            update(session, corpus, buffers)
        except Exception as error:  # noqa: BLE001  # whatever it is, the next text may be better
            session.report(f"{corpus.root.name} could not be checked: {type(error).__name__}: {error}")


def update(session: Session, corpus: Corpus, buffers: Mapping[str, FileText]) -> None:
    """Checks the corpus with these texts, and shows what changed."""
    request = _request(session, corpus)
    corpus.state = checked(request, buffers, corpus.store, corpus.state)
    now = diagnostics(corpus.state.result)
    files = {*now, *corpus.shown}
    news = {file: now.get(file, ()) for file in sorted(files) if now.get(file, ()) != corpus.shown.get(file, ())}
    corpus.shown = now
    session.show(corpus, corpus.state, news)


def _request(session: Session, corpus: Corpus) -> Request:
    """The settings of now: the configuration may have changed."""
    return request_of([corpus.root], session.flags)


def _is_root(folder: Path) -> bool:
    return (folder / VOCABULARY).is_file() and folder.name not in APART
