"""The systematic causes are the files of `causes`: a file there that is none cannot be."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from checker.systematic import causes
from checker.systematic.cause import Cause


def _causes() -> tuple[Cause, ...]:
    """The cause of each file, by rank. Raises `TypeError` where a file has none."""
    read = []
    for module in sorted(iter_modules(causes.__path__), key=lambda module: module.name):
        name = f"{causes.__name__}.{module.name}"
        cause = getattr(import_module(name), "CAUSE", None)
        if not isinstance(cause, Cause):
            raise TypeError(f"{name} defines no CAUSE = Cause(…); write one, or move the file")
        read.append(cause)
    return tuple(sorted(read, key=lambda cause: cause.rank))


CAUSES = _causes()
