"""The marks that Markdown puts around words, and what pages do not show, or strike through.

Source: CommonMark 0.31; HTML Living Standard, 4.5 and 4.7; every pattern takes linear time.
"""

from __future__ import annotations

import re

STRUCK_ELEMENTS = ("s", "strike", "del")
"""Elements of HTML whose words the document takes back: they are not what it says as it stands."""
UNSHOWN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|text-decoration(?:-line)?\s*:[^;]{0,40}line-through", re.IGNORECASE
)
FENCE = re.compile(r" {0,3}(?:`{3,}|~{3,})")
COMMENT = re.compile(r"<!--[^\n]*?-->")
IMAGE_OR_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\([^()\s]*(?:[ \t]+\"[^\"\n]*\")?\)")
STRUCK = re.compile(r"(?<![~\\])~~(?=[^\s~])[^~\n]*?(?<=\S)~~(?!~)")
"""The same in Markdown. Source: GitHub Flavored Markdown, 6.5."""
MARKS = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])|`+|(?<![0-9])\*+(?=[^\s*])|(?<=[^\s*])\*+(?![0-9*])|(?<!\w)_+(?=[^\s_])|(?<=[^\s_])_+(?!\w)"
)
"""Marks of code and emphasis where such may stand: not those of `5 * 3`, `5*3` or `snake_case`."""


def bare(words: str) -> str:
    """Words without the marks of links, emphasis and code, and without those that are struck through."""
    for _ in range(2):  # an image may stand in a link
        words = IMAGE_OR_LINK.sub(r"\1", words)
    return MARKS.sub(lambda mark: mark["escaped"] or "", STRUCK.sub("", COMMENT.sub("", words)))
