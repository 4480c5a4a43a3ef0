"""The JSON-LD of a page: the text of each script of that type, with the place where it begins.

Only scripts are looked for, and what hides them (comments, raw text), so that no tree is built and time grows with the
page. Source: HTML Living Standard, 13.2.5.4 (script data ends at the next `</script`), 13.1.2 (raw text elements).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

START = re.compile(r"<!--|<(script|style|textarea|title|xmp|iframe|noembed|noframes)\b([^>]{0,2000})>", re.IGNORECASE)
JSON_LD = re.compile(r"""\btype\s*=\s*["']?\s*application/ld\+json\b""", re.IGNORECASE)


def scripts(page: str) -> Iterator[tuple[int, str]]:
    """The character at which each script of JSON-LD begins, and its text."""
    folded, at = page.lower(), 0
    if len(folded) != len(page):  # a letter that is two in small ones; all that is looked for is ASCII
        folded = "".join(letter.lower() if letter.isascii() else letter for letter in page)
    while found := START.search(page, at):
        end = folded.find(f"</{found[1].lower()}" if found[1] else "-->", found.end())
        end = len(page) if end < 0 else end
        if found[1] and found[1].lower() == "script" and JSON_LD.search(found[2]):
            yield found.end(), page[found.end() : end]
        at = max(end, found.end())
