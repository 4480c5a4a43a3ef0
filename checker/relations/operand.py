"""An operand names a quantity: `us-forces.personnel[place=okinawa, at=2020]`; every name is one of the vocabulary."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from checker.literals.boxes import end_names
from checker.literals.dates.dates import read_extent
from checker.literals.literal import LiteralError
from checker.literals.phrase import show_key
from checker.model.box import Key
from checker.model.interval import Interval
from checker.model.vocabulary import Property, Vocabulary
from checker.readers.names import aliases, did_you_mean, nearest, shown, suggestion
from checker.relations.relation import Operand, SumOfParts
from checker.relations.tokens import OPERATORS, Token, located

ENDS = ("start", "end")
AT = "at"
"""The word for an operand's own time; no scope dimension is meant by it."""


def is_operand(word: str) -> bool:
    """Two names with a full stop between them, and no decimal number such as `1.5` or `$2.50`."""
    subject, _, rest = word.partition(".")
    if not subject or not rest or rest[0] == ".":
        return False
    amount = all(unicodedata.category(char) in ("Nd", "Sc") or char in ",_'" for char in subject)
    money = any(unicodedata.category(char) == "Sc" for char in subject)
    return not (rest[0].isdecimal() and (amount or money))


def read_operand(token: Token, scope: Token | None, vocabulary: Vocabulary) -> Operand:
    """The operand that a word and the brackets after it name. Raises `LiteralError` where a name is unknown."""
    subject, _, name = token.text.partition(".")
    if subject not in vocabulary.entities or not _property(name, vocabulary):
        if hint := missing_space(token.text, vocabulary):
            raise LiteralError(hint, token.start)
    if subject not in vocabulary.entities:
        raise _unknown_entity(subject, vocabulary, token.start)
    property = _property(name, vocabulary)
    if not property:
        raise _unknown_property(subject, name, vocabulary, token.start + len(subject) + 1)
    members, at = _scope(scope, vocabulary) if scope else ((), None)
    return Operand(Key(subject, property, members), at, token.start)


def bare_operand(word: str, vocabulary: Vocabulary) -> bool:
    """A word that names a property, or an end of one, and no subject."""
    return bool(_property(word, vocabulary))


def read_bare(token: Token, scope: Token | None, vocabulary: Vocabulary, each: str) -> Operand | None:
    """The operand of each subject that a word and the brackets after it name; `None` where the word names a subject.
    Raises `LiteralError` where it may be either.
    """
    first, _, rest = token.text.partition(".")
    property = _property(token.text, vocabulary)
    named = rest and first in vocabulary.entities and _property(rest, vocabulary)
    if property and named:
        raise LiteralError(
            f"`{shown(token.text)}` may be the {rest} of the {shown(first)} of each {shown(each)}, or that of the "
            f"entity {shown(first)}; give one of the two another name",
            token.start,
        )
    if property:
        members, at = _scope(scope, vocabulary) if scope else ((), None)
        return Operand(Key("", property, members), at, token.start)
    if rest and first == each:
        step = f"write {shown(rest)} alone" if _property(rest, vocabulary) else unknown_bare(rest, vocabulary, each)
        raise LiteralError(f"`for_each` says already of which {shown(each)}; {step}", token.start)
    return None


def unknown_bare(word: str, vocabulary: Vocabulary, each: str) -> str:
    """What to write where a word should have been a property of each subject."""
    known = aliases({prop.name: (prop.label,) for prop in vocabulary.properties.values()})
    otherwise = f"name a property of each {shown(each)}, or a quantity such as subject.property"
    return f"`{shown(word)}` is no property; {suggestion(word, known, otherwise)}"


def _property(name: str, vocabulary: Vocabulary) -> str:
    """The name of the property that is meant; `""` where there is none, or more than one."""
    if name in vocabulary.properties:
        return name
    first, _, end = name.rpartition(".")
    if end in ENDS and first in vocabulary.properties:
        prop = vocabulary.properties[first]
        return end_names(prop)[ENDS.index(end)] if prop.datatype == "interval" else ""
    intervals = _intervals(vocabulary)
    if name in ENDS and len(intervals) == 1:
        return end_names(intervals[0])[ENDS.index(name)]
    return name if any(name in end_names(prop) for prop in intervals) else ""


def _intervals(vocabulary: Vocabulary) -> list[Property]:
    return [prop for prop in vocabulary.properties.values() if prop.datatype == "interval"]


# --- scope


def _scope(token: Token, vocabulary: Vocabulary) -> tuple[tuple[tuple[str, str], ...], Interval | None]:
    """The members, sorted by dimension, and the time after `at`."""
    members: dict[str, str] = {}
    at: Interval | None = None
    for start, part in scope_parts(token):
        name, equals, value = part.partition("=")
        dimension, member = name.strip(), value.strip()
        offset = start + len(name) + 1 + len(value) - len(value.lstrip())
        if not equals or not dimension or not member:
            raise LiteralError(
                f"found `{shown(part.strip())}`, expected dimension=member, as in place=x or at=1952", start
            )
        if dimension in members or (dimension == AT and at):
            raise LiteralError(f"`{shown(dimension)}` stands twice in one scope; keep one of them", start)
        if dimension == AT:
            with located(offset):
                at = read_extent(member, vocabulary.fiscal_years)
            continue
        if dimension not in vocabulary.scopes:
            otherwise = _choices("a scope dimension of the vocabulary", (*vocabulary.scopes, AT))
            known = aliases({name: (label,) for name, label in vocabulary.scopes.items()} | {AT: ()})
            near = nearest(dimension, known)
            hint = did_you_mean(dimension, near, otherwise)
            raise LiteralError(f"`{shown(dimension)}` is no scope dimension; {hint}", start, near)
        if member not in vocabulary.entities:
            raise _unknown_entity(member, vocabulary, offset)
        members[dimension] = member
    return tuple(sorted(members.items())), at


def scope_parts(token: Token) -> Iterator[tuple[int, str]]:
    """What stands between commas, with its offset; commas inside brackets belong to a date."""
    depth = begin = 0
    text = f"{token.text},"
    for i, char in enumerate(text):
        depth += (char in "[{") - (char in "]}")
        if char == "," and (depth <= 0 or i == len(token.text)):
            part = text[begin:i]
            yield token.inside + begin + len(part) - len(part.lstrip()), part.lstrip()
            begin = i + 1


# --- parts of a whole


def read_whole(whole: Operand, over: Token | None, vocabulary: Vocabulary) -> SumOfParts:
    """The sum of the parts of a quantity. Raises `LiteralError` where it is not known which parts add up to it."""
    name = whole.key.property
    prop = vocabulary.properties.get(name)
    adds_over = prop.adds_over if prop else ()
    if over is None and len(adds_over) > 1:
        options = " or ".join(f"over {shown(dimension)}" for dimension in adds_over)
        raise LiteralError(f"`{shown(name)}` adds up over several dimensions; write {options} after it", whole.column)
    dimension = over.text if over else "".join(adds_over)
    offset = over.start if over else whole.column
    if dimension not in adds_over:
        over_what = f"over `{shown(dimension)}`" if dimension else "over any dimension"
        near = _choices("it adds up over", adds_over) if adds_over else "declare adds_over for it in the vocabulary"
        raise LiteralError(f"`{shown(name)}` does not add up {over_what}; {near}", offset)
    if dimension not in dict(whole.key.scope):
        example = f"{shown(show_key(Key(whole.key.subject, name)))}[{shown(dimension)}=x]"
        raise LiteralError(
            f"the whole needs its `{shown(dimension)}`, whose parts are added; write {example}", whole.column
        )
    return SumOfParts(whole, dimension)


# --- mistakes


def missing_space(word: str, vocabulary: Vocabulary) -> str:
    """What to write where a word of signs and known names was meant as arithmetic; `""` where it was not."""
    for i, char in enumerate(word):
        before, after = word[:i], word[i + 1 :]
        if char in OPERATORS and _known(before, vocabulary) and (not after or "." in after or after[0].isdecimal()):
            spaced = f"{before} {char} {after}".rstrip()
            return f"`{shown(word)}` is read as one name; if it is arithmetic, write spaces: {shown(spaced)}"
    return ""


def _known(word: str, vocabulary: Vocabulary) -> bool:
    """A number, or a subject and a property of the vocabulary."""
    subject, _, name = word.partition(".")
    if word[:1].isdecimal() and subject not in vocabulary.entities:
        return all(char.isdecimal() or char in ".,%" for char in word)
    return subject in vocabulary.entities and bool(_property(name, vocabulary))


def half_operand(word: str, vocabulary: Vocabulary) -> str:
    """What to write where a word is half an operand; `""` where it is none."""
    name = word.strip(".")
    if name in vocabulary.entities:
        return f"found the entity `{shown(name)}` alone; name a quantity of it, as in {shown(name)}.property"
    if name in vocabulary.properties:
        return f"found the property `{shown(name)}` alone; name whose it is, as in subject.{shown(name)}"
    return ""


def _unknown_entity(name: str, vocabulary: Vocabulary, offset: int) -> LiteralError:
    near = nearest(name, aliases({one.name: (one.label, *one.also) for one in vocabulary.entities.values()}))
    hint = did_you_mean(name, near, "declare it under entities in the vocabulary")
    return LiteralError(f"`{shown(name)}` is no entity; {hint}", offset, near)


def _unknown_property(subject: str, name: str, vocabulary: Vocabulary, offset: int) -> LiteralError:
    properties = vocabulary.properties
    first, _, last = name.partition(".")
    intervals = _intervals(vocabulary)
    if name in ENDS and intervals:
        options = _choices("write", (f"{subject}.{prop.name}.{name}" for prop in intervals))
        return LiteralError(f"`{name}` may be that of {len(intervals)} intervals; {options}", offset)
    if first in properties and last:
        prop, whole = properties[first], f"{shown(subject)}.{shown(first)}"
        if last in ENDS:
            message = f"`{shown(first)}` is of the datatype {prop.datatype} and has no {last}; write {whole}"
            return LiteralError(message, offset)
        ends = f", or {whole}.start" if prop.datatype == "interval" else ""
        return LiteralError(f"found `{shown(last)}` after `{shown(first)}.`; write {whole}{ends}", offset)
    near = nearest(name, aliases({prop.name: (prop.label,) for prop in properties.values()}))
    hint = did_you_mean(name, near, "declare it under properties in the vocabulary")
    return LiteralError(f"`{shown(name)}` is no property; {hint}", offset, near)


def _choices(words: str, options: Iterable[str]) -> str:
    return f"{words} {', '.join(shown(option) for option in options)}".replace("the vocabulary ", "the vocabulary: ")
