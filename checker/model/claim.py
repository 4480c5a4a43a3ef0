"""Documents and the claims that they make, as written and checked for form, with their places."""

from __future__ import annotations

import builtins
from collections.abc import Mapping
from dataclasses import dataclass, field

from checker.model.fault import Mark

ENGLISH = "en"
"""The language by whose table a document's figures are read where it states none."""


def is_english(language: str) -> bool:
    """A tag of BCP 47 names English, or none is stated."""
    return language.partition("-")[0].casefold() in ("", ENGLISH)


@dataclass(frozen=True, slots=True)
class Document:
    """One source text. `published` is an EDTF literal; `sha256` and `path` name the text, where one is known.

    `language` is a tag of BCP 47, where one is stated. `revises` names the documents of which this one is a later
    edition or a correction; `unmerged` those of which it would be once the change under test is merged.
    """

    id: str
    title: str
    publisher: str
    published: str
    mark: Mark
    published_because: str = ""
    sha256: str = ""
    path: str = ""
    language: str = ""
    revises: tuple[str, ...] = ()
    note: str = ""
    unmerged: tuple[str, ...] = ()
    published_mark: Mark = field(default=Mark(""), compare=False)
    revises_mark: Mark = field(default=Mark(""), compare=False)

    @property
    def read_in(self) -> str:
        """The language by whose table its figures are read, with its territory; English where it states none."""
        return ENGLISH if is_english(self.language) else self.language.casefold()


@dataclass(frozen=True, slots=True)
class Allow:
    """A suppression in a claim file: findings of a rule that cite the claim (and the claim `other`, where given), or
    one `disagreement` in which the claim takes part, are let pass, for a reason, and until a day (ISO) where one is
    given.
    """

    rule: str
    because: str
    other: str = ""
    until: str = ""
    mark: Mark = field(default=Mark(""), compare=False)
    disagreement: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """One assertion that one document makes; every literal is the text that the file holds. `checker.model.fields` says
    of each field what it is.

    A claim has either `subject`, `property` and `value`, or one or more `readings`: relations between
    quantities, nearest reading first (the field `relation` of a file is one reading). A draft may lack subject and
    property.

    `scope` is sorted by dimension. `marks` gives the place of each field by its name.
    """

    id: str
    document: Document
    quote: str
    mark: Mark
    subject: str = ""
    property: str = ""
    value: str = ""
    readings: tuple[str, ...] = ()
    scope: tuple[tuple[str, str], ...] = ()
    definition: str = ""
    as_of: str = ""
    during: str = ""
    said_by: str = ""
    draws_on: tuple[str, ...] = ()
    denies: bool = False
    deprecated: bool = False
    because: str = ""
    note: str = ""
    page: str = ""
    proposed_by: str = ""
    draft: bool = False
    quote_prefix: str = ""
    quote_suffix: str = ""
    allow: tuple[Allow, ...] = ()
    marks: Mapping[str, Mark] = field(default_factory=dict, compare=False, hash=False, repr=False)

    @builtins.property  # the field of that name hides the plain word in this class
    def ref(self) -> str:
        return f"{self.document.id}#{self.id}"

    def mark_of(self, name: str) -> Mark:
        return self.marks.get(name, self.mark)
