"""The marks that Markdown puts around words.

Source: CommonMark 0.31; every pattern takes linear time.
"""

from __future__ import annotations

import re

FENCE = re.compile(r" {0,3}(?:`{3,}|~{3,})")
COMMENT = re.compile(r"<!--[^\n]*?-->")
IMAGE_OR_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\([^()\s]*(?:[ \t]+\"[^\"\n]*\")?\)")
MARKS = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])|`+|(?<![0-9])\*+(?=[^\s*])|(?<=[^\s*])\*+(?![0-9*])|(?<!\w)_+(?=[^\s_])|(?<=[^\s_])_+(?!\w)"
)
"""Marks of code and emphasis where such may stand: not those of `5 * 3`, `5*3` or `snake_case`."""


def bare(words: str) -> str:
    """Words without the marks of links, emphasis and code."""
    for _ in range(2):  # an image may stand in a link
        words = IMAGE_OR_LINK.sub(r"\1", words)
    return MARKS.sub(lambda mark: mark["escaped"] or "", COMMENT.sub("", words))
