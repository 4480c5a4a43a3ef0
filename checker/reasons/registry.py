"""The reasons are the files of `reconcilers`: a file there that is no reason cannot be, nor a reason without a file.

Why: a reason that nobody registered would explain nothing, and no run would say so.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from checker.model.finding import REASONS
from checker.reasons import reconcilers
from checker.reasons.reconciler import Reconciler


def load(package: ModuleType) -> tuple[Reconciler, ...]:
    """The reconciler of each file of a package, in the order of the list of reasons.

    Raises `TypeError` where a file has none or one of another name, where its reason is not listed, and where a listed
    reason has no file.
    """
    by_reason: dict[str, Reconciler] = {}
    for module in iter_modules(package.__path__):
        path, reason = f"{package.__name__}.{module.name}", module.name.replace("_", "-")
        reconciler = getattr(import_module(path), "RECONCILER", None)
        if not isinstance(reconciler, Reconciler) or reconciler.reason != reason:
            raise TypeError(f"{path} defines no RECONCILER = Reconciler({reason!r}, …); write one, or move the file")
        if reason not in REASONS:
            raise TypeError(f"{path} is a reason that is not listed; add {reason!r} to Reason in checker.model.finding")
        by_reason[reason] = reconciler
    if missing := [reason for reason in REASONS if reason not in by_reason]:
        raise TypeError(f"{package.__name__} has no file for {', '.join(missing)}; write one, or take it from the list")
    return tuple(by_reason[reason] for reason in REASONS)


RECONCILERS = load(reconcilers)
