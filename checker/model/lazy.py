"""Values that are made when somebody looks at them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar, overload

Value = TypeVar("Value")


class LazySequence(Sequence[Value]):
    """Values as a tuple would hold them, made at the first look.

    Why: a run that takes from the cache what an earlier one found has thousands of boxes that no report shows.
    """

    __slots__ = ("_made", "_make")

    def __init__(self, make: Callable[[], Iterable[Value]]) -> None:
        self._make: Callable[[], Iterable[Value]] | None = make
        self._made: tuple[Value, ...] = ()

    def _values(self) -> tuple[Value, ...]:
        if self._make is not None:
            self._made, self._make = tuple(self._make()), None
        return self._made

    @overload
    def __getitem__(self, index: int) -> Value: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Value, ...]: ...
    def __getitem__(self, index: Any) -> Any:
        return self._values()[index]

    def __len__(self) -> int:
        return len(self._values())

    def __iter__(self) -> Iterator[Value]:
        return iter(self._values())

    def __eq__(self, other: object) -> bool:
        return self._values() == (other._values() if isinstance(other, LazySequence) else other)

    def __hash__(self) -> int:
        return hash(self._values())

    def __repr__(self) -> str:
        return repr(self._values())


class LazyMapping(Mapping[str, Value]):
    """Values by name, each made from what stands for it when somebody asks for it."""

    __slots__ = ("_data", "_made", "_make")

    def __init__(self, data: Mapping[str, Any], make: Callable[[Any], Value]) -> None:
        self._data, self._make = data, make
        self._made: dict[str, Value] = {}

    def __getitem__(self, name: str) -> Value:
        if name not in self._made:
            self._made[name] = self._make(self._data[name])
        return self._made[name]

    def __contains__(self, name: object) -> bool:
        return name in self._data

    def __iter__(self) -> Iterator[str]:
        return iter(self._data)

    def __len__(self) -> int:
        return len(self._data)

    def __repr__(self) -> str:
        return repr(dict(self))
