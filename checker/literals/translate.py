"""A literal in the words of its document becomes one in English, which one grammar reads.

Why: what a figure, a hedge or a range means is the same in all languages; how it is said is a table. Words that no
table knows stay as they are, so that a unit of the vocabulary, or an English word of who wrote the claim, is read as
ever.
Quiet: nothing of a language is loaded before a document states it.
"""

from __future__ import annotations

import json
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Literal, NamedTuple, TypeVar

from checker.languages import CODES, table_of
from checker.languages.cldr import FOLDER, Cldr, cldr
from checker.languages.language import English, Forms, Language, Unreadable, Words
from checker.languages.numerals import POWERS, Atoms, atoms_of, in_english, number_of
from checker.literals.literal import LiteralError
from checker.literals.words import LONGEST_LITERAL, THIN, even
from checker.model.claim import ENGLISH

Kind = Literal["value", "date"]
_Role = Literal["hedge", "joint", "after", "magnitude", "vague", "part", "unit", "filler", "date"]
_Read = TypeVar("_Read")

_WORDS = re.compile(r"[^\W\d_]+['’]?|[0-9]+|\S")
_SIGNS = re.compile(r"[A-Za-z]+|[0-9]+|\S")
"""The words of a language that sets none apart: its characters."""
_GROUPING_SPACE = re.compile(r"(?<=[0-9])[ \u2009](?=[0-9]{3}(?![0-9]))")
_RUN = re.compile(rf"[0-9](?:[0-9.,'{THIN}]*[0-9])?")
_MACHINE = re.compile(r"[0-9]+(?:\.[0-9]+)?e[+-]?[0-9]+")
"""A number as machines write it, in any language."""
_GROUP = re.compile(r"\{([0-9])\}")
TELLTALES_FILE = FOLDER / "telltales.json"
"""The words of each language that show a literal read in English to be none."""
_FIRST_CHARACTER = 0x3000
"""From here on a word is of characters that stand close to others."""
_SEVERAL = 3
"""Territories in which a mark is used otherwise, for a number to have two readings where none is stated."""


class Piece(NamedTuple):
    """What stands for a part of a literal; `same` where the part stands for itself."""

    start: int
    end: int
    english: str
    same: bool = False


class Translation(NamedTuple):
    """A literal in English, and where the parts of it come from: pairs of places, in it and in the literal."""

    text: str
    starts: tuple[int, ...]
    pieces: tuple[Piece, ...]

    def place(self, offset: int) -> int:
        """Where that of the literal stands which is read at this place of the English."""
        if not self.pieces:
            return 0
        index = max(bisect_right(self.starts, offset) - 1, 0)
        piece = self.pieces[index]
        return piece.start + min(offset - self.starts[index], piece.end - piece.start) * piece.same


class _Table(NamedTuple):
    """A language made ready: its phrases by their first word, longest first, each with what it does."""

    language: Language
    phrases: dict[str, list[tuple[tuple[str, ...], _Role, str]]]
    dates: dict[str, list[tuple[tuple[str, ...], _Role, str]]]
    atoms: Atoms | None
    forms: dict[Kind, list[tuple[re.Pattern[str], English]]]
    whole: dict[Kind, list[tuple[re.Pattern[str], English]]]
    cldr: Cldr


def in_english_of(text: str, tag: str, kind: Kind) -> Translation:
    """The literal in English. Raises `LiteralError` where a number is not written as its language writes it."""
    code, _, territory = tag.partition("-")
    table = _table(code.lower())
    source = _GROUPING_SPACE.sub(THIN, even(text)).replace(THIN, " ") if kind == "date" else _evened(text)
    lo, hi = len(source) - len(source.lstrip()), len(source.rstrip())
    pieces = list(_read(source, lo, hi, table, kind, _territory(territory)))
    return _joined(pieces, source)


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
            _localised(error.message, tag, kind) + _as_read(text, translation, tag),
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
    words = {folded(word) for word in _WORDS.findall(unit)}
    for code, telltales in _telltales().items():
        if found := [
            word for word in telltales if word in words or (ord(word[0]) >= _FIRST_CHARACTER and word in text)
        ]:
            raise LiteralError(
                f"`{found[0]}` is {name_of(code)}, and no unit; state `language: {code}` for the document, or write "
                "the value in English"
            )


def name_of(tag: str) -> str:
    return _table(tag.partition("-")[0].lower()).language.name


# --- making a table ready


@lru_cache
def _table(code: str) -> _Table:
    words, data = table_of(code), cldr(code)
    fold = folded if words.spaced else str.lower
    roles: tuple[tuple[_Role, Words], ...] = (
        ("after", words.after),
        ("magnitude", words.magnitudes),
        ("part", words.parts),
        ("vague", words.vague),
        ("hedge", words.hedges),
        ("joint", words.joints),
        ("unit", words.units),
        ("unit", _turned(data.units)),
        ("unit", _turned(data.currencies)),
        ("filler", {"": words.fillers}),
    )
    dates: tuple[tuple[_Role, Words], ...] = (
        ("date", words.dates),
        ("date", _turned(data.months if words.spaced else {})),
        ("date", _turned(data.weekdays if words.spaced else {})),
        ("date", _turned(data.eras if words.spaced else {})),
    )
    return _Table(
        words,
        _phrases(roles, words, fold),
        _phrases(dates, words, fold),
        atoms_of(words.numerals, fold) if words.numerals else None,
        {"value": _compiled(words.forms), "date": _compiled(words.date_forms)},
        {"value": _compiled(words.whole), "date": _compiled(words.whole_dates)},
        data,
    )


def _turned(words: dict[str, str]) -> Words:
    """English first; several words for one are parted as in a table."""
    turned: dict[str, list[str]] = {}
    for ours, english in words.items():
        turned.setdefault(english, []).append(ours)
    return {english: " | ".join(ours) for english, ours in turned.items()}


def _phrases(
    roles: tuple[tuple[_Role, Words], ...], language: Language, fold: Callable[[str], str]
) -> dict[str, list[tuple[tuple[str, ...], _Role, str]]]:
    found: dict[tuple[tuple[str, ...], _Role], str] = {}
    for role, words in roles:
        for english, ours in words.items():
            for phrase in filter(None, (part.strip() for part in ours.split("|"))):
                tokens = tuple(fold(match[0]) for match in _pattern(language).finditer(even(phrase)))
                found.setdefault((tokens, role), english)
                if before_a_vowel := language.elided.get(tokens[-1]):
                    found.setdefault(((*tokens[:-1], before_a_vowel), role), english)
    phrases: dict[str, list[tuple[tuple[str, ...], _Role, str]]] = {}
    for (tokens, role), english in sorted(found.items(), key=lambda item: -len(item[0][0])):
        phrases.setdefault(tokens[0], []).append((tokens, role, english))
    return phrases


def _compiled(forms: Forms) -> list[tuple[re.Pattern[str], English]]:
    return [(re.compile(even(pattern), re.IGNORECASE), english) for pattern, english in forms]


def _pattern(language: Language) -> re.Pattern[str]:
    return _WORDS if language.spaced else _SIGNS


def folded(word: str) -> str:
    """The word without its case and accents."""
    plain = word.lower().replace("ß", "ss").replace("œ", "oe").replace("æ", "ae").replace("’", "'")
    return "".join(char for char in unicodedata.normalize("NFD", plain) if unicodedata.category(char) != "Mn")


# --- reading a literal


class _Token(NamedTuple):
    word: str
    start: int
    end: int


def _evened(text: str) -> str:
    """Spaces that group digits are thin ones, and no others."""
    source = _GROUPING_SPACE.sub(THIN, even(text))
    return re.sub(rf"{THIN}(?![0-9]{{3}})|(?<![0-9]){THIN}", " ", source)


def _territory(subtags: str) -> str:
    """The subtag for a territory: `MX`, `419`; a script before it says nothing of numbers."""
    return next((part.upper() for part in subtags.split("-") if re.fullmatch("[A-Za-z]{2}|[0-9]{3}", part)), "")


def _read(source: str, lo: int, hi: int, table: _Table, kind: Kind, territory: str) -> Iterator[Piece]:
    """The pieces of a part of a literal: a form of the whole where there is one, else one after the other."""
    if lo == hi:
        return
    for pattern, english in table.whole[kind]:
        if match := pattern.fullmatch(source, lo, hi):
            yield from _filled(match, english, source, table, kind, territory)
            return
    yield from _scanned(source, lo, hi, table, kind, territory)


def _filled(
    match: re.Match[str], english: English, source: str, table: _Table, kind: Kind, territory: str
) -> Iterator[Piece]:
    """What a form is in English, its groups read in their turn."""
    if not isinstance(english, str):
        try:
            yield Piece(match.start(), match.end(), english(match))
        except Unreadable as error:
            raise LiteralError(error.message, error.offset) from None
        return
    at = 0
    for group in _GROUP.finditer(english):
        if words := match.expand(english[at : group.start()]):
            yield Piece(match.start(), match.start(), words)
        lo, hi = match.span(int(group[1]))
        yield from _read(source, lo, hi, table, kind, territory)
        at = group.end()
    if words := match.expand(english[at:]):
        yield Piece(match.end() if at else match.start(), match.end(), words)


def _scanned(source: str, lo: int, hi: int, table: _Table, kind: Kind, territory: str) -> Iterator[Piece]:
    language = table.language
    fold = folded if language.spaced else str.lower
    row = [_Token(fold(match[0]), match.start(), match.end()) for match in _pattern(language).finditer(source, lo, hi)]
    order = _numeric_date(table.cldr.orders.get(territory) or table.cldr.orders[""])
    fresh, before = True, ""
    i = 0
    while i < len(row):
        at = row[i].start
        pieces: list[Piece] = []
        if kind == "date" and (date := order(source, at, hi)):
            pieces = [date]
        elif form := next(((m, english) for p, english in table.forms[kind] if (m := p.match(source, at, hi))), None):
            pieces, before, fresh = list(_filled(*form, source, table, kind, territory)), "number", False
            pieces = pieces or [Piece(at, form[0].end(), "")]
            end = form[0].end()
            yield from pieces
            i = _next(row, end)
            continue
        elif phrase := _phrase(row, i, table, kind, fresh, before):
            words, role, english = phrase
            pieces = [Piece(at, row[i + len(words) - 1].end, english)]
            if role == "joint":
                fresh, before = True, ""
            elif role in ("vague", "part", "magnitude"):
                fresh, before = False, role
            elif role != "filler":
                before = role
        elif kind == "value" and (number := _numeral(row, i, table)):
            value, count = number
            pieces, fresh, before = [Piece(at, row[i + count - 1].end, in_english(value))], False, "number"
        elif kind == "value" and (machine := _MACHINE.match(source, at, hi)):
            pieces, fresh, before = [Piece(at, machine.end(), machine[0], same=True)], False, "number"
        elif kind == "value" and (run := _RUN.match(source, at, hi)):
            pieces, fresh, before = [_digits(run, table, territory)], False, "number"
        else:
            pieces, before = [Piece(at, row[i].end, source[at : row[i].end], same=True)], ""
        yield from pieces
        i = _next(row, pieces[-1].end)


def _next(row: list[_Token], end: int) -> int:
    return next((i for i, token in enumerate(row) if token.start >= end), len(row))


def _phrase(
    row: list[_Token], i: int, table: _Table, kind: Kind, fresh: bool, before: str
) -> tuple[tuple[str, ...], _Role, str] | None:
    """The longest phrase at a word that counts there."""
    for phrase in (table.dates if kind == "date" else table.phrases).get(row[i].word, ()):
        words, role, _ = phrase
        if role in ("hedge", "vague") and not fresh:
            continue
        if role in ("after", "unit") and fresh:
            continue
        if role == "magnitude" and before not in ("number", "vague", "part", "magnitude"):
            continue
        if role == "joint" and phrase[2] in ("from", "between") and not fresh:
            continue
        if [token.word for token in row[i : i + len(words)]] == [*words]:
            return phrase
    return None


def _numeral(row: list[_Token], i: int, table: _Table) -> tuple[int, int] | None:
    """The number in words at a word, and how many tokens it takes."""
    if table.atoms is None:
        return None
    words: list[str] = []
    counts: list[int] = []
    for k, token in enumerate(row[i:], 1):
        if token.word == "-" and words:
            continue
        if not token.word[0].isalpha():
            break
        words.append(token.word)
        counts.append(k)
    found = number_of(words, table.atoms)
    return (found[0], counts[found[1] - 1]) if found else None


def _digits(run: re.Match[str], table: _Table, territory: str) -> Piece:
    """The number in English marks; raises `LiteralError` where it is not written as its language does."""
    text = run[0]
    decimal, _ = table.cldr.marks.get(territory) or table.cldr.marks[""]
    group = "." if decimal == "," else ","
    whole, found, rest = text.partition(decimal)
    name = table.language.name
    grouped = re.fullmatch(
        rf"[0-9]{{1,3}}(?:(?P<mark>[{group}'{THIN}])[0-9]{{3}}(?:(?P=mark)[0-9]{{3}})*)?|[0-9]+", whole
    )
    if not grouped or (found and not rest.isdigit()):
        shown = text.replace(THIN, " ")
        raise LiteralError(
            f"`{shown}` is not a number in {name} writing; `{decimal}` is for decimals and `{group}` or a space groups "
            f"thousands: `1{group}234{group}567{decimal}5`",
            run.start(),
        )
    others = [at for at, marks in table.cldr.marks.items() if at and marks[0] != decimal]
    both = re.fullmatch("[1-9][0-9]{0,2}", whole) and re.fullmatch("[0-9]{3}", rest)
    if not territory and len(others) >= _SEVERAL and both:
        other = next((at for at in others if at.isdigit()), others[0])
        raise LiteralError(
            f"`{text}` is {int(whole)} and {rest} thousandths in some countries that speak {name}, {whole},{rest} in "
            f"others; write `{whole}{group}{rest}`, or state the country, as `language: {table.language.code}-{other}`",
            run.start(),
        )
    plain = re.sub(f"[{group}'{THIN}]", ",", whole)
    return Piece(run.start(), run.end(), plain + (f".{rest}" if found else ""))


@lru_cache
def _numeric_date(order: str) -> Callable[[str, int, int], Piece | None]:
    """Reads `8.9.1951` by the order of day, month and year; nothing where the year has not four digits."""
    sizes = {"d": "(?P<d>[0-9]{1,2})", "m": "(?P<m>[0-9]{1,2})", "y": "(?P<y>[0-9]{4})"}
    first, second, third = (sizes[part] for part in order)
    pattern = re.compile(rf"{first}(?P<mark>[./-]) ?{second}(?P=mark) ?{third}(?![0-9])")

    def date(source: str, at: int, hi: int) -> Piece | None:
        match = pattern.match(source, at, hi)
        if not match:
            return None
        iso = f"{match['y']}-{int(match['m']):02d}-{int(match['d']):02d}"
        return Piece(match.start(), match.end(), iso, same=iso == match[0])

    return date


# --- putting the pieces together


def _joined(pieces: list[Piece], source: str) -> Translation:
    """The English text: spaces where the literal has them, and between words that it sets close."""
    text = ""
    starts: list[int] = []
    kept: list[Piece] = []
    for piece in filter(lambda piece: piece.english, pieces):
        if kept and text[-1:] != " ":
            between = source[kept[-1].end : piece.start]
            close = text[-1:].isalnum() and piece.english[:1].isalnum() and not (kept[-1].same and piece.same)
            text += " " * (close or between != between.strip())
        starts.append(len(text))
        kept.append(piece)
        text += piece.english
    return Translation(text, tuple(starts), tuple(kept))


# --- messages


_ENGLISH_NUMBER = re.compile(
    r"(?<![\w.,])[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?(?![\w,])|(?<![\w.,])[0-9]+\.[0-9]+(?![\w.])"
)


def _localised(message: str, tag: str, kind: Kind) -> str:
    """A message whose numbers have the marks of a language, so that what it offers can be read in it."""
    if kind == "date":
        return message
    code, _, subtags = tag.partition("-")
    marks = cldr(code.lower()).marks
    decimal = (marks.get(_territory(subtags)) or marks[""])[0]
    if decimal == ".":
        return message
    turned = str.maketrans(",.", ".,")
    return _ENGLISH_NUMBER.sub(lambda number: number[0].translate(turned), message)
