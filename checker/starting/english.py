"""Whether a text is English: drafts are made of no other language, and of another they would be nonsense.

Source: in English prose these words are one of four to one of seven (counted in the five documents, `examples/` and
`benchmarks/news`), and hardly words of other languages at all. The bound is far below what was counted.
"""

from __future__ import annotations

import re

LEAST_WORDS = 30
"""Words of which a text is judged; of fewer it is taken for English."""
LEAST_SHARE = 30
"""One of so many words is among the small ones at least: lists and tables have fewer than prose."""
_SMALL_TEXT = "the of and to that with from which were have been by has had it its are this"
_SMALL = frozenset(_SMALL_TEXT.split())
_WORD = re.compile(r"[^\W\d_]+")


def looks_english(words: str) -> bool:
    """The text has English small words, or too few words of any kind to tell."""
    found = _WORD.findall(words)
    small = sum(word.casefold() in _SMALL for word in found)
    other_script = sum(map(len, found)) >= LEAST_WORDS and not any(map(str.isascii, found))
    return not other_script and (len(found) < LEAST_WORDS or small * LEAST_SHARE >= len(found))
