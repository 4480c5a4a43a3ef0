"""What every form of import is read into: statements of sources, each with its place in the file that is imported."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from checker.model.fault import Fault, Mark

CODE = "bad-import"


class Statement(NamedTuple):
    """One highlight, or one claim that somebody quotes. `fields` are as a claim file holds them, `note` remarks for
    people, `doubts` what could not be taken over. Without `confirmed` it is a draft, whatever it says.
    """

    mark: Mark
    exact: str
    fields: Mapping[str, Any]
    prefix: str = ""
    suffix: str = ""
    note: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    confirmed: bool = True


class Source(NamedTuple):
    """A document that statements are of; what is not known is `""`. `before`: an ISO day on which it surely was there,
    and `before_because` why.
    """

    mark: Mark
    address: str
    id: str = ""
    title: str = ""
    publisher: str = ""
    published: str = ""
    language: str = ""
    note: str = ""
    before: str = ""
    before_because: str = ""
    statements: tuple[Statement, ...] = ()


def joined(known: Source, other: Source) -> Source:
    """What two entries say of one document: what the first leaves out is the second's, and of two days the earlier."""
    filled = known._replace(
        **{name: value for name, value in other._asdict().items() if not getattr(known, name) and value}
    )
    if other.before and other.before < filled.before:
        return filled._replace(before=other.before, before_because=other.before_because)
    return filled


class Read(NamedTuple):
    """What a file holds: its sources, what is wrong with parts of it, and how many entries state nothing, by why."""

    sources: tuple[Source, ...] = ()
    faults: tuple[Fault, ...] = ()
    passed_over: tuple[tuple[Mark, str], ...] = ()
