"""The corpus of then is checked as that of now is: same rules, same policy, same day."""

from __future__ import annotations

from checker.cache.store import Store
from checker.decisions import baseline_name, beside
from checker.decisions.baseline import FILE
from checker.decisions.files import FOLDER
from checker.history.earlier import Earlier, laid_out
from checker.model.policy import Base
from checker.model.result import Result
from checker.request import Request
from checker.run import check


def then(earlier: Earlier, request: Request, store: Store | None = None) -> tuple[Result, Base]:
    """What was found before the change, and what the change cannot approve by itself.

    `request` is that of now. Quotes are not looked up: no finding hangs on them, and the texts of then may be gone.
    """
    name = request.root.resolve().name
    with laid_out(earlier, name, FILE) as root:
        result = check(Request(root, request.as_of, policy=request.policy), store=store)
    files = {f"{name}/{path}": raw for path, raw in earlier.files.items() if path.startswith(f"{FOLDER}/")}
    if earlier.baseline is not None:
        files[baseline_name(request.baseline or beside(request.root), request.root)] = earlier.baseline
    return result, Base(files, result.corpus.claims, request.policy)
