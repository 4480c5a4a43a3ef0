"""Circles in what should have none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def cycles(links: Mapping[str, Iterable[str]]) -> tuple[tuple[str, ...], ...]:
    """Circles of the graph, each from its first name in the alphabet; at least one for every knot of names.

    Why: an own loop, no recursion: a chain may be as long as the vocabulary.
    """
    circles: list[tuple[str, ...]] = []
    done: set[str] = set()
    for start in sorted(links):
        if start in done:
            continue
        path, positions, pending = [start], {start: 0}, [iter(sorted(links[start]))]
        while path:
            name = next(pending[-1], None)
            if name is None:
                pending.pop()
                done.add(positions.popitem()[0])
                path.pop()
            elif name in positions:
                circle = path[positions[name] :]
                first = circle.index(min(circle))
                circles.append((*circle[first:], *circle[:first]))
            elif name in links and name not in done:
                positions[name] = len(path)
                path.append(name)
                pending.append(iter(sorted(links[name])))
    return tuple(sorted(set(circles)))
