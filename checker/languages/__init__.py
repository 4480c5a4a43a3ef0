"""The languages of documents: one table each, of data alone. None is loaded before a document states it."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from checker.model.claim import ENGLISH

if TYPE_CHECKING:
    from checker.languages.language import Language

_NAMES = [path.stem for path in Path(__file__).parent.glob("*.py")]
CODES = tuple(sorted({ENGLISH, *(name for name in _NAMES if re.fullmatch("[a-z]{2,3}", name))}))
"""Codes of ISO 639. Each file of two or three letters beside this one is the table of a language; English, whose words
the grammar has itself, needs none.
"""


def table_of(code: str) -> Language:
    """The table of a language other than English."""
    return import_module(f"checker.languages.{code}").LANGUAGE


def language_in_words(tag: str) -> str:
    """`German` of `de`; a tag that says more, `de-CH`, stands for itself."""
    return "English" if tag == ENGLISH else table_of(tag).name if tag in CODES else tag
