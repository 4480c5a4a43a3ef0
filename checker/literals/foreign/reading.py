"""Readers of English read literals of other languages; their errors are told in the places and marks of these.

Why also of documents in English: a word of another language that is taken for a unit gives another value than the
document does, and whoever forgot the field has to be told of it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

from checker.languages import CODES, table_of
from checker.languages.cldr import FOLDER
from checker.languages.numerals import POWERS
from checker.literals.foreign.marks import code_of, localised
from checker.literals.foreign.phrasebook import WORDS, Kind, folded
from checker.literals.foreign.translate import Piece, Translation, in_english_of
from checker.literals.literal import LiteralError
from checker.literals.words import LONGEST_LITERAL, composed
from checker.model.claim import ENGLISH

_Read = TypeVar("_Read")
TELLTALES_FILE = FOLDER / "telltales.json"
"""The words of each language that show a literal read in English to be none."""
_FIGURES_IN_CHARACTERS = re.compile("[\u3040-\u30ff\u4e00-\u9fff]+[0-9\uff10-\uff19]+")
"""`1日300人` is no one of anything."""
_FIRST_CHARACTER = 0x3000
"""From here on a word is of characters that stand close to others."""


def read_in(read: Callable[[str], _Read], text: str, tag: str, kind: Kind) -> _Read:
    """What a reader of English makes of a literal of a document in this language; its errors are in the literal's
    places, marks and words.
    """
    if len(text) > LONGEST_LITERAL:
        return read(text)
    translation = in_english_of(text, tag, kind)
    try:
        return read(translation.text)
    except LiteralError as error:
        raise LiteralError(
            (localised(error.message, tag) if kind == "value" else error.message) + _as_read(text, translation, tag),
            translation.place(error.offset),
        ) from None


def _as_read(text: str, translation: Translation, tag: str) -> str:
    """The English that was read, where it has other words."""
    if "".join(text.split()).lower() == "".join(translation.text.split()).lower():
        return ""
    return f" (read in {name_of(tag)}, as `{translation.text.strip()}` is in English)"


def named(error: LiteralError, text: str, kind: Kind, read: Callable[[str], object]) -> LiteralError:
    """The error of a literal of a document that states no language; where its words are those of one, it names the
    field. `read` is the reader, of documents that are in English.
    """
    text = composed(text)
    for code in CODES:
        if code == ENGLISH or len(text) > LONGEST_LITERAL:
            continue
        try:
            translation = in_english_of(text, code, kind)
            if not any(_is_no_english(text[piece.start : piece.end], piece) for piece in translation.pieces):
                continue
            read(translation.text)
        except LiteralError:
            continue
        return LiteralError(
            f"`{text.strip()}` is {name_of(code)}, in English `{translation.text.strip()}`; state `language: {code}` "
            "for the document, or write it in English",
            error.offset,
        )
    return error


def _is_no_english(words: str, piece: Piece) -> bool:
    """The words say something else in English, or nothing; a sign or the name of a power may be both."""
    known = words.lower() in POWERS.values() or (words.isascii() and len(words) == 1)
    return not piece.same and not known and any(map(str.isalpha, words)) and words.lower() != piece.english


@lru_cache
def _telltales() -> dict[str, list[str]]:
    return json.loads(TELLTALES_FILE.read_text(encoding="utf-8"))


def refuse_foreign(unit: str, text: str) -> None:
    """Raises where a literal in English holds a word of another language: one that is no unit where its unit stands
    (`5 Millionen`, `40 000 environ`), or one in characters anywhere (`4万人以上`).
    """
    words = [folded(word) for word in WORDS.findall(unit)]
    spelt = f" {' '.join(words)} "
    if figures := _FIGURES_IN_CHARACTERS.search(text):
        raise LiteralError(
            f"`{figures[0]}` has figures between characters, and is no unit; state the `language` of the document, or "
            "write the value in English",
            figures.start(),
        )
    for code, telltales in _telltales().items():
        if found := [
            word
            for word in telltales
            if f" {word.replace('_', ' ')} " in spelt or (ord(word[0]) >= _FIRST_CHARACTER and word in text)
        ]:
            raise LiteralError(
                f"`{found[0].replace('_', ' ')}` is {name_of(code)}, and no unit; state `language: {code}` for the "
                "document, or write the value in English"
            )


def name_of(tag: str) -> str:
    return table_of(code_of(tag)).name
