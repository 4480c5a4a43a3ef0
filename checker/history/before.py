"""The corpus of then is checked as that of now is: same rules, same policy, same day."""

from __future__ import annotations

from checker.cache.store import Store
from checker.decisions import baseline_name, beside
from checker.decisions.baseline import FILE
from checker.decisions.files import FOLDER
from checker.history.earlier import Earlier, Tree, laid_out
from checker.model.policy import Base
from checker.model.result import Result
from checker.readers.load import load
from checker.request import Request
from checker.run import check


def then(earlier: Earlier, request: Request, store: Store | None = None) -> tuple[tuple[Result, ...], Base]:
    """What was found before the change, at each commit where it began, and what the change cannot approve by itself:
    that is for REF of now to say, where a ruling may be revoked since.

    `request` is that of now. Quotes are not looked up: no finding hangs on them, and the texts of then may be gone.
    """
    name = request.root.resolve().name
    results = []
    for tree in (earlier.parted, *earlier.others):
        with laid_out(tree, name, FILE) as root:
            results.append(check(Request(root, request.as_of, policy=request.policy), store=store))
    corpus, tip = results[0].corpus, earlier.tip
    if tip.commit != earlier.parted.commit:
        with laid_out(tip, name, FILE) as root:
            corpus = load(root)
    people = files_of_people(tip, request)
    return tuple(results), Base(people, corpus.claims, request.policy, documents=corpus.documents)


def files_of_people(tree: Tree, request: Request) -> dict[str, bytes]:
    """The rulings and the baseline of a commit, by the names that marks give them now."""
    name = request.root.resolve().name
    files = {f"{name}/{path}": raw for path, raw in tree.files.items() if path.startswith(f"{FOLDER}/")}
    if tree.baseline is not None:
        files[baseline_name(request.baseline or beside(request.root), request.root)] = tree.baseline
    return files
