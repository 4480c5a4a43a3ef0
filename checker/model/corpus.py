"""Everything that was read: documents, their claims, the vocabulary, and what could not be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from checker.model.claim import Claim, Document
from checker.model.fault import Fault, Mark
from checker.model.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, order=True)
class Lost:
    """A claim that stands in a file and is not checked, because a fault hides what it says.

    `because` names the fault: where it is and its code. A reference may be incomplete (`example-1997#claims[3]`)
    where the identifier itself cannot be read. `rows`: how many claims of a table it stands for.
    """

    ref: str
    mark: Mark
    because: str
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Corpus:
    """Documents and claims (by document, then in the order of the file) that can be checked.

    Each claim that a readable file holds is in `claims`, `drafts` or `lost`; drafts are checked for form alone.
    `sources` holds the lines of each file, for showing the place of a fault or a claim.
    """

    documents: tuple[Document, ...] = ()
    claims: tuple[Claim, ...] = ()
    vocabulary: Vocabulary = Vocabulary()
    faults: tuple[Fault, ...] = ()
    sources: Mapping[str, Sequence[str]] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    lost: tuple[Lost, ...] = ()
    drafts: tuple[Claim, ...] = ()

    def with_drafts(self) -> Corpus:
        """The corpus in which drafts that say of what they speak, and what, count as claims."""
        bound = [one for one in self.drafts if one.readings or (one.subject and one.property and one.value)]
        claims = sorted((*self.claims, *bound), key=lambda claim: claim.document.id)
        rest = tuple(one for one in self.drafts if one not in bound)
        return replace(self, claims=tuple(claims), drafts=rest)
