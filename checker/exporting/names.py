"""Names of documents, claims and entities as URIs: below a base that the user owns, else URNs.

Why no host of ours: an address that nobody answers, or that somebody else may come to own, identifies nothing. The
URNs are names only, the same for two corpora that call two things alike; who joins corpora gives each a base.
Source: RFC 3986 (generic syntax), RFC 8141 (URNs); `checker` is no registered namespace.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import quote

URN = "urn:checker:"
TERMS = f"{URN}terms:"
"""Where the names of the project's own classes and properties begin, whatever the base is."""
BASE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]*[/#:]")
SAFE = "-._~!$'()*,;="


class Names(NamedTuple):
    """The URIs of what a corpus has; `base` ends in `/`, `#` or `:`."""

    base: str = URN

    def document(self, id: str) -> str:
        return self._name("document", id)

    def claim(self, ref: str) -> str:
        document, _, id = ref.partition("#")
        return self._name("claim", document, id)

    def entity(self, name: str) -> str:
        return self._name("entity", name)

    def property(self, name: str) -> str:
        return self._name("property", name)

    def named(self, sort: str, *parts: str) -> str:
        """The URI of anything else: `sort` is an own word, the parts are somebody's."""
        return self._name(sort, *parts)

    def _name(self, sort: str, *parts: str) -> str:
        between = ":" if self.base.endswith(":") else "/"
        return self.base + between.join((sort, *(quote(part, safe=SAFE) for part in parts)))


def trouble(base: str) -> str:
    """What keeps a text from being a base, or `""`."""
    if BASE.fullmatch(base):
        return ""
    if BASE.fullmatch(f"{base}/"):
        return f"found {base!r}, expected an end in /, # or :, behind which names follow; write {base}/"
    return f"found {base!r}, expected a URI such as https://example.org/corpus/"
