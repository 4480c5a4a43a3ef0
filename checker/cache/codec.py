"""Our values as JSON and back, by their types: each dataclass is the list of its fields.

Why not pickle: a file of that kind runs whatever it holds. Here the types say what can come out, and what does not fit
them raises.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from fractions import Fraction
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from checker.model.lazy import LazyMapping, LazySequence

PLAIN = (str, int, bool, types.NoneType)

Known = Mapping[type, Sequence[Any]]
"""Values of types that many others hold: each is written once, then by its number. Those given are there already on
both sides, so they come back as themselves."""

Places = dict[type, dict[int, int]]
Pools = dict[type, Any]
Write = Callable[[Any, Places], Any]
Read = Callable[[Any, Pools], Any]


def encode(kind: Hashable, value: Any, known: Known) -> Any:
    """A value of a type as plain data for JSON."""
    places = {kind: {id(one): place for place, one in enumerate(values)} for kind, values in known.items()}
    return _coder(kind, frozenset(known))[0](value, places)


def decode(kind: Hashable, data: Any, known: Known) -> Any:
    """The value of a type from plain data. Raises one of `BROKEN` where it is no such value."""
    pools = {kind: values if isinstance(values, LazySequence) else list(values) for kind, values in known.items()}
    return _coder(kind, frozenset(known))[1](data, pools)


def written(kind: Hashable, value: Any, known: Known) -> str:
    """A value of a type as one line of JSON."""
    return json.dumps(encode(kind, value, known), ensure_ascii=True, separators=(",", ":"))


def read(kind: Hashable, text: str, known: Known) -> Any:
    """The value of a type from JSON; `None` where it is no such value."""
    try:
        return decode(kind, json.loads(text), known)
    except BROKEN:
        return None


BROKEN = (AttributeError, IndexError, KeyError, TypeError, ValueError, ZeroDivisionError)


@cache
def _coder(kind: Any, shared: frozenset[type]) -> tuple[Write, Read]:
    origin, arguments = get_origin(kind), get_args(kind)
    if kind in shared:
        return _once(kind, shared)
    if kind in PLAIN or origin is Literal:
        return _same, _same
    if kind is Fraction:
        return (lambda value, _: [value.numerator, value.denominator]), (lambda data, _: Fraction(*data))
    if origin in (Union, types.UnionType):
        return _union(arguments, shared)
    if origin is tuple:
        return _tuple(arguments, shared)
    if origin is Sequence:
        return _row(arguments[0], shared)
    if origin is frozenset:
        write, read = _coder(arguments[0], shared)
        return (
            lambda value, places: [write(one, places) for one in sorted(value)],
            lambda data, pools: frozenset(read(one, pools) for one in data),
        )
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _by_name(arguments[1])
    if is_dataclass(kind):
        return _record(kind, shared)
    raise TypeError(f"no way is known to keep {kind}")


def _once(kind: Any, shared: frozenset[type]) -> tuple[Write, Read]:
    """The first time whole, as a list of one; then the number that it had."""
    write, read = _record(kind, shared)

    def write_once(value: Any, places: Places) -> Any:
        number = places[kind].get(id(value))
        if number is not None:
            return number
        written = [write(value, places)]
        places[kind][id(value)] = len(places[kind])
        return written

    def read_once(data: Any, pools: Pools) -> Any:
        if type(data) is int:
            return pools[kind][data]
        value = read(data[0], pools)
        pools[kind].append(value)
        return value

    return write_once, read_once


def _same(value: Any, _: Any) -> Any:
    return value


def _tuple(arguments: tuple[Any, ...], shared: frozenset[type]) -> tuple[Write, Read]:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        write, read = _coder(arguments[0], shared)
        if write is _same:
            return (lambda value, _: list(value)), (lambda data, _: tuple(data))
        return (
            lambda value, places: [write(one, places) for one in value],
            lambda data, pools: tuple([read(one, pools) for one in data]) if len(data) else (),
        )
    coders = [_coder(argument, shared) for argument in arguments]
    return (
        lambda value, places: [write(one, places) for (write, _), one in zip(coders, value, strict=True)],
        lambda data, pools: tuple([read(one, pools) for (_, read), one in zip(coders, data, strict=True)]),
    )


def _row(kind: Any, shared: frozenset[type]) -> tuple[Write, Read]:
    """Values that are all known: by their numbers, and looked up when somebody looks; others as a tuple."""
    if kind not in shared:
        return _tuple((kind, Ellipsis), shared)

    def read_row(data: Any, pools: Pools) -> Any:
        known = pools[kind]
        return LazySequence(lambda: [known[number] for number in data])

    return (lambda value, places: [places[kind][id(one)] for one in value]), read_row


def _by_name(kind: Any) -> tuple[Write, Read]:
    """Values by name, read when somebody asks: in another order than they are written, so that none has a number."""
    write, read = _coder(kind, frozenset())

    def read_by_name(data: Any, _: Pools) -> Any:
        if type(data) is not dict:
            raise TypeError(f"found {type(data)}, expected values by name")
        return LazyMapping(data, lambda one: read(one, {}))

    return (lambda value, _: {name: write(one, {}) for name, one in value.items()}), read_by_name


def _union(arguments: tuple[Any, ...], shared: frozenset[type]) -> tuple[Write, Read]:
    """One of several types: plain values tell theirs by themselves, others are written with its number."""
    others = [one for one in arguments if one not in PLAIN]
    if len(others) <= 1 and (not others or others[0] not in shared):
        write, read = _coder(others[0], shared) if others else (_same, _same)
        return (
            lambda value, places: value if type(value) in PLAIN else write(value, places),
            lambda data, pools: data if type(data) in PLAIN else read(data, pools),
        )
    coders = [_coder(one, shared) for one in arguments]
    numbers = {get_origin(one) or one: number for number, one in enumerate(arguments)}

    def write_any(value: Any, places: Places) -> Any:
        number = numbers[type(value)]
        return [number, coders[number][0](value, places)]

    return write_any, lambda data, pools: coders[data[0]][1](data[1], pools)


def _record(kind: type, shared: frozenset[type]) -> tuple[Write, Read]:
    hints = get_type_hints(kind)
    names = tuple(field.name for field in fields(kind))  # type: ignore[bad-argument-type]  # it is a dataclass
    coders = [_coder(hints[name], shared) for name in names]
    writes = tuple(zip(names, (write for write, _ in coders), strict=True))
    reads = tuple((place, read) for place, (_, read) in enumerate(coders) if read is not _same)

    def read_record(data: Any, pools: Pools) -> Any:
        if len(data) != len(names):
            raise ValueError(f"{len(data)} values for the {len(names)} fields of {kind.__name__}")
        if not reads:
            return kind(*data)
        values = list(data)
        for place, read in reads:
            values[place] = read(values[place], pools)
        return kind(*values)

    return (lambda value, places: [write(getattr(value, name), places) for name, write in writes]), read_record
