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
from functools import cache, lru_cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from checker.model.lazy import LazyMapping, LazySequence

PLAIN = (str, int, bool, types.NoneType)

SharedValues = Mapping[type, Sequence[Any]]
"""Values of types that many others hold: each is written once, then by its index. Those given are there already on
both sides, so they come back as themselves."""

MOST_HELD = 2**12
"""Values of a type of which equal ones are held once: most explanations of a large corpus are the same."""

Indexes = dict[type, dict[int, int]]
Pools = dict[type, Any]
Encoder = Callable[[Any, Indexes], Any]
Decoder = Callable[[Any, Pools], Any]


def encode(kind: Hashable, value: Any, shared: SharedValues) -> Any:
    """A value of a type as plain data for JSON."""
    indexes = {kind: {id(member): index for index, member in enumerate(values)} for kind, values in shared.items()}
    return _coder(kind, frozenset(shared))[0](value, indexes)


def decode(kind: Hashable, data: Any, shared: SharedValues) -> Any:
    """The value of a type from plain data. Raises one of `BROKEN` where it is no such value."""
    pools = {kind: values if isinstance(values, LazySequence) else list(values) for kind, values in shared.items()}
    return _coder(kind, frozenset(shared))[1](data, pools)


def dumps(kind: Hashable, value: Any, shared: SharedValues) -> str:
    """A value of a type as one line of JSON."""
    return json.dumps(encode(kind, value, shared), ensure_ascii=True, separators=(",", ":"))


def loads(kind: Hashable, text: str, shared: SharedValues) -> Any:
    """The value of a type from JSON; `None` where it is no such value."""
    try:
        return decode(kind, json.loads(text), shared)
    except BROKEN:
        return None


BROKEN = (AttributeError, IndexError, KeyError, TypeError, ValueError, ZeroDivisionError)


@cache
def _coder(kind: Any, shared: frozenset[type]) -> tuple[Encoder, Decoder]:
    origin, arguments = get_origin(kind), get_args(kind)
    if kind in shared:
        return _shared(kind, shared)
    if kind in PLAIN or origin is Literal:
        return _unchanged, _unchanged
    if kind is Fraction:
        return (lambda value, _: [value.numerator, value.denominator]), (lambda data, _: Fraction(*data))
    if origin in (Union, types.UnionType):
        return _union(arguments, shared)
    if origin is tuple:
        return _tuple(arguments, shared)
    if origin is Sequence:
        return _sequence(arguments[0], shared)
    if origin is frozenset:
        encoder, decoder = _coder(arguments[0], shared)
        return (
            lambda value, indexes: [encoder(item, indexes) for item in sorted(value)],
            lambda data, pools: frozenset(decoder(item, pools) for item in data),
        )
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _mapping(arguments[1])
    if is_dataclass(kind):
        return _dataclass(kind, shared)
    raise TypeError(f"no way is known to keep {kind}")


def _shared(kind: Any, shared: frozenset[type]) -> tuple[Encoder, Decoder]:
    """The first time whole, as a list of one; then the index that it had."""
    encoder, decoder = _dataclass(kind, shared)

    def encode_shared(value: Any, indexes: Indexes) -> Any:
        index = indexes[kind].get(id(value))
        if index is not None:
            return index
        written = [encoder(value, indexes)]
        indexes[kind][id(value)] = len(indexes[kind])
        return written

    def decode_shared(data: Any, pools: Pools) -> Any:
        if type(data) is int:
            return pools[kind][data]
        value = decoder(data[0], pools)
        pools[kind].append(value)
        return value

    return encode_shared, decode_shared


def _unchanged(value: Any, _: Any) -> Any:
    return value


def _tuple(arguments: tuple[Any, ...], shared: frozenset[type]) -> tuple[Encoder, Decoder]:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        encoder, decoder = _coder(arguments[0], shared)
        if encoder is _unchanged:
            return (lambda value, _: list(value)), (lambda data, _: tuple(data))
        return (
            lambda value, indexes: [encoder(item, indexes) for item in value],
            lambda data, pools: tuple([decoder(item, pools) for item in data]) if len(data) else (),
        )
    coders = [_coder(argument, shared) for argument in arguments]
    return (
        lambda value, indexes: [encoder(item, indexes) for (encoder, _), item in zip(coders, value, strict=True)],
        lambda data, pools: tuple([decoder(item, pools) for (_, decoder), item in zip(coders, data, strict=True)]),
    )


def _sequence(kind: Any, shared: frozenset[type]) -> tuple[Encoder, Decoder]:
    """Values that are all shared: by their numbers, and looked up when somebody looks; others as a tuple."""
    if kind not in shared:
        return _tuple((kind, Ellipsis), shared)

    def decode_sequence(data: Any, pools: Pools) -> Any:
        values = pools[kind]
        return LazySequence(lambda: [values[index] for index in data])

    return (lambda value, indexes: [indexes[kind][id(item)] for item in value]), decode_sequence


def _mapping(kind: Any) -> tuple[Encoder, Decoder]:
    """Values by name, read when somebody asks: in another order than they are written, so that none has a number."""
    encoder, decoder = _coder(kind, frozenset())

    def decode_mapping(data: Any, _: Pools) -> Any:
        if type(data) is not dict:
            raise TypeError(f"found {type(data)}, expected values by name")
        return LazyMapping(data, lambda item: decoder(item, {}))

    return (lambda value, _: {name: encoder(item, {}) for name, item in value.items()}), decode_mapping


def _union(arguments: tuple[Any, ...], shared: frozenset[type]) -> tuple[Encoder, Decoder]:
    """One of several types: plain values tell theirs by themselves, others are written with its number."""
    structured = [item for item in arguments if item not in PLAIN]
    if len(structured) <= 1 and (not structured or structured[0] not in shared):
        encoder, decoder = _coder(structured[0], shared) if structured else (_unchanged, _unchanged)
        return (
            lambda value, indexes: value if type(value) in PLAIN else encoder(value, indexes),
            lambda data, pools: data if type(data) in PLAIN else decoder(data, pools),
        )
    coders = [_coder(item, shared) for item in arguments]
    ordinals = {get_origin(item) or item: index for index, item in enumerate(arguments)}

    def encode_union(value: Any, indexes: Indexes) -> Any:
        index = ordinals[type(value)]
        return [index, coders[index][0](value, indexes)]

    return encode_union, lambda data, pools: coders[data[0]][1](data[1], pools)


def _dataclass(kind: type, shared: frozenset[type]) -> tuple[Encoder, Decoder]:
    hints = get_type_hints(kind)
    names = tuple(field.name for field in fields(kind))  # type: ignore[bad-argument-type]  # it is a dataclass
    coders = [_coder(hints[name], shared) for name in names]
    encoders = tuple(zip(names, (encoder for encoder, _ in coders), strict=True))
    decoders = tuple((index, decoder) for index, (_, decoder) in enumerate(coders) if decoder is not _unchanged)
    make = lru_cache(MOST_HELD, typed=True)(kind)  # where nothing but plain values is in it

    def encode_dataclass(value: Any, indexes: Indexes) -> Any:
        return [encoder(getattr(value, name), indexes) for name, encoder in encoders]

    def decode_dataclass(data: Any, pools: Pools) -> Any:
        if len(data) != len(names):
            raise ValueError(f"{len(data)} values for the {len(names)} fields of {kind.__name__}")
        if not decoders:
            return make(*data)
        values = list(data)
        for index, decoder in decoders:
            values[index] = decoder(values[index], pools)
        return kind(*values)

    return encode_dataclass, decode_dataclass
