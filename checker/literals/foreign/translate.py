"""A literal in the words of its document becomes one in English, which one grammar reads.

Why: what a figure, a hedge or a range means is the same in all languages; how it is said is a table. Words that no
table knows stay as they are, so that a unit of the vocabulary, or an English word of who wrote the claim, is read as
ever.
Quiet: nothing of a language is loaded before a document states it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from checker.languages.language import English, Unreadable
from checker.languages.numerals import in_english, number_of
from checker.literals.foreign.marks import code_of, digits, numeric_date, quoted
from checker.literals.foreign.phrasebook import Kind, Phrasebook, Role, Word, phrasebook
from checker.literals.literal import LiteralError
from checker.literals.words import GROUPING_SPACE, THIN, composed, even

MOST_FORMS = 6
"""Forms of a whole within one another: nobody writes more."""
_BLANK = re.compile(rf"{THIN}(?![0-9]{{3}})|(?<![0-9]){THIN}")
"""A thin space that groups no digits."""
_RUN = re.compile(rf"[0-9](?:[0-9.,'{THIN}]*[0-9])?")
_MACHINE = re.compile(r"[0-9]+(?:\.[0-9]+)?e[+-]?[0-9]+")
"""A number as machines write it, in any language."""
_WITHIN_A_WORD = re.compile(r"[^\W\d_]{2}")
_GROUP = re.compile(r"\{(-?)([0-9])\}")


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

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The part of the literal that is read as a part of the English."""
        last = self.pieces[max(bisect_right(self.starts, end - 1) - 1, 0)]
        return self.place(start), self.place(end) if last.same else last.end


def in_english_of(text: str, tag: str, kind: Kind, running: bool = False) -> Translation:
    """The literal in English. Raises `LiteralError` where a number is not written as its language writes it.

    `running`: a text in which literals stand among other words, so that there is no form of the whole, a hedge may
    stand before any of its figures, and nothing else is refused. Its places are kept; a literal's are those of the text
    with one character for a letter and its marks.
    """
    source = GROUPING_SPACE.sub(THIN, even(text if running else composed(text)))
    source = source.replace(THIN, " ") if kind == "date" else _BLANK.sub(" ", source)
    lo, hi = len(source) - len(source.lstrip()), len(source.rstrip())
    book = phrasebook(code_of(tag))
    pieces = list(_Reader(source, tag, kind, book, running).read(lo, hi, 0, _START))
    if kind == "value" and not running:
        _refuse_left(pieces, source, book)
    return _joined(pieces, source)


def _refuse_left(pieces: list[Piece], source: str, book: Phrasebook) -> None:
    """Raises where a word that tells an amount is left as it is: it would be taken for the name of what is counted."""
    for piece in filter(lambda piece: piece.same, pieces):
        word = source[piece.start : piece.end]
        if book.fold(word) in book.amounts:
            raise LiteralError(
                f"`{word}` cannot be read here: it tells or hedges an amount in {book.language.name}, or says another "
                f"thing in English; write a figure with words such as {quoted(book.language.examples)}, and a name in "
                "English",
                piece.start,
            )


class _Reader(NamedTuple):
    """What reads the parts of one literal, for which see `phrasebook`."""

    source: str
    tag: str
    kind: Kind
    book: Phrasebook
    running: bool

    def read(self, lo: int, hi: int, depth: int, context: _Context) -> Iterator[Piece]:
        """The pieces of a part: a form of the whole where there is one, else one after the other."""
        if lo == hi:
            return
        for pattern, english in self.book.whole[self.kind] if depth < MOST_FORMS and not self.running else ():
            if match := pattern.fullmatch(self.source, lo, hi):
                yield from self._filled(match, english, depth + 1)
                return
        yield from self._one_by_one(lo, hi, depth, context)

    def _filled(self, match: re.Match[str], english: English, depth: int) -> Iterator[Piece]:
        """What a form is in English, its groups read in their turn."""
        if not isinstance(english, str):
            try:
                yield Piece(match.start(), match.end(), english(match))
            except Unreadable as error:
                if self.running:
                    yield Piece(*match.span(), match[0], same=True)
                    return
                raise LiteralError(error.message, error.offset) from None
            return
        at = 0
        for group in _GROUP.finditer(english):
            if words := match.expand(english[at : group.start()]):
                yield Piece(match.start(), match.start(), words)
            yield from self.read(*match.span(int(group[2])), depth, _FIGURE if group[1] else _START)
            at = group.end()
        if words := match.expand(english[at:]):
            yield Piece(match.end() if at else match.start(), match.end(), words)

    def _one_by_one(self, lo: int, hi: int, depth: int, context: _Context) -> Iterator[Piece]:
        row = self.book.words_of(self.source, lo, hi)
        i = 0
        while i < len(row):
            start = row[i].start
            if form := self._form(start, hi):
                end, context = form[0].end(), _FIGURE
                yield from self._filled(*form, depth + 1)
            else:
                piece, context = self._piece(row, i, hi, context)
                end = piece.end
                yield piece
            while i < len(row) and row[i].start < end:
                i += 1

    def _form(self, start: int, hi: int) -> tuple[re.Match[str], English] | None:
        for pattern, english in self.book.forms[self.kind]:
            match = pattern.match(self.source, start, hi)
            if match and not (self.book.language.spaced and _WITHIN_A_WORD.match(self.source, match.end() - 1)):
                return match, english
        return None

    def _piece(self, row: list[Word], i: int, hi: int, context: _Context) -> tuple[Piece, _Context]:
        """What stands at a word, and what may follow it."""
        start, end = row[i].start, row[i].end
        if self.kind == "date" and (date := numeric_date(self.tag)(self.source, start, hi)):
            end, iso = date
            return Piece(start, end, iso, same=iso == self.source[start:end]), context
        if phrase := self._phrase(row, i, context):
            words, role, english = phrase
            return Piece(start, row[i + len(words) - 1].end, _fitted(english, role, context)), context.behind(
                role, english
            )
        if self.kind == "rank" and (number := self._numeral(row, i)):
            return Piece(start, row[i + number[1] - 1].end, in_english(number[0])), _FIGURE
        if self.kind == "value":
            if number := self._numeral(row, i):
                value, count = number
                alone = context.before in ("", "number", "magnitude")
                part = context.before == "unit" and self._is_measure(row, i + count)  # zwei Jahre drei Monate
                if not self.running and not context.fresh and (alone or (context.before == "unit" and not part)):
                    words = self.source[start : row[i + count - 1].end]
                    raise LiteralError(f"`{words}` is a second number; write one, in digits", start)
                english = in_english(value)
                if context.before == "vague":  # several hundred thousand
                    english = re.sub("^(?:100|one)(?= |$)", "hundred", english)
                return Piece(start, row[i + count - 1].end, english), _FIGURE
            if machine := _MACHINE.match(self.source, start, hi):
                return Piece(start, machine.end(), machine[0], same=True), _FIGURE
            if run := _RUN.match(self.source, start, hi):
                english = digits(run, self.tag)
                return Piece(start, run.end(), english, same=english == run[0]), _FIGURE
        same = self.source[start:end]
        return Piece(start, end, same, same=True), context._replace(before="of whole" if same == "%" else "")

    def _phrase(self, row: list[Word], i: int, context: _Context) -> tuple[tuple[str, ...], Role, str] | None:
        """The longest of the phrases that stands at a word and counts there."""
        phrases = self.book.phrases[self.kind].get(row[i].word, ())
        for phrase in phrases:
            words, role, english = phrase
            after = i + len(words)
            if [token.word for token in row[i:after]] != [*words]:
                continue
            before_figure = self.running and self._is_figure(row, after)
            if role == "after" and before_figure and any(one[:2] == (words, "hedge") for one in phrases):
                continue
            if not _counts(role, english, context, before_figure):
                continue
            if english == "out of" and not self._is_figure(row, after):
                continue
            if role == "of" and context.before == "part" and self._is_measure(row, after):
                continue  # a quarter century
            return phrase
        return None

    def _is_measure(self, row: list[Word], i: int) -> bool:
        phrases = self.book.phrases[self.kind].get(row[i].word, ()) if i < len(row) else ()
        return any(
            role == "unit" and english != "people" and [one.word for one in row[i : i + len(words)]] == [*words]
            for words, role, english in phrases
        )

    def _is_figure(self, row: list[Word], i: int) -> bool:
        return i < len(row) and (row[i].word[0].isdigit() or self._numeral(row, i) is not None)

    def _numeral(self, row: list[Word], i: int) -> tuple[int, int] | None:
        """The number in words at a word, and how many words it takes, its hyphens among them."""
        if self.book.atoms is None:
            return None
        words: list[str] = []
        counts: list[int] = []
        for count, token in enumerate(row[i:], 1):
            if token.word == "-" and words:
                continue
            if not token.word[0].isalpha():
                break
            words.append(token.word)
            counts.append(count)
        found = number_of(words, self.book.atoms)
        return (found[0], counts[found[1] - 1]) if found else None


class _Context(NamedTuple):
    """`fresh`: a figure may begin here; `before` is what the last words did."""

    fresh: bool
    before: Role | str

    def behind(self, role: Role, english: str) -> _Context:
        """What may follow a phrase that does this."""
        if role == "joint":
            return _START
        if role in ("vague", "part", "magnitude"):
            return _Context(False, role)
        if english in ("%", "percent"):
            return self._replace(before="of whole")
        return self if role == "filler" else self._replace(before=role)


_START = _Context(True, "")
_FIGURE = _Context(False, "number")


_ONE_PART = re.compile("(?:third|quarter|fifth|sixth|seventh|eighth|ninth|tenth|hundredth|thousandth)s")


def _counts(role: Role, english: str, context: _Context, before_figure: bool) -> bool:
    """A phrase that does this may stand here; in a running text a figure may begin anywhere."""
    if role in ("hedge", "vague") or english in ("from", "between"):
        return context.fresh or before_figure
    if role in ("after", "unit"):
        return not context.fresh
    if role == "of":
        return context.before in ("part", "of whole")
    if role == "part" and english.startswith("half a"):
        return context.before not in ("number", "magnitude")
    return role != "magnitude" or context.before in ("number", "vague", "part", "magnitude")


def _fitted(english: str, role: Role, context: _Context) -> str:
    """A part without a number is one (`ein gutes Drittel`); about so many behind a hedge are so many (`plus d'une
    centaine`).
    """
    if role == "part" and context.before != "number" and _ONE_PART.fullmatch(english):
        return f"one {english}"
    return english.removeprefix("about ") if role == "vague" and context.before == "hedge" else english


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
