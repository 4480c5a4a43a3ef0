"""Texts that are there and were not read: their quotes are not checked, and the run is not called clean.

Why: what reads a format may not be installed, and a text may ask for more memory or time than one document may take.
That says nothing of any claim.
Quiet: where a text is not there at all, or is no text: of that a fault tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checker.literals.fingerprint import fingerprint
from checker.model.finding import Finding
from checker.texts.files import Unread

ID = "text-not-read"


def unread_texts(texts: Iterable[Unread]) -> Iterator[Finding]:
    """A finding on each."""
    for text in texts:
        name = text.document.id
        yield Finding(
            fingerprint(ID, (name,)), ID, "unchecked", (), name, text.why, "the quotes from it are not checked"
        )
