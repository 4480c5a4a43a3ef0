"""The rows of all tables are screened, and those are chosen that the rules must look at.

Chosen are the rows that have opponents, with their whole keys where these are small; the rows that no screen can judge;
and the rows that tell a fault of the whole, as one name for two claims. Where that is too much the keys that part most
come first, and what is left over is counted: it is told, and never called clean.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from checker.model.box import Box, Scope
from checker.model.claim import Claim
from checker.model.corpus import Lost
from checker.model.fault import Fault
from checker.model.result import Sums
from checker.scale.conflicting_keys import Opposed, opposed
from checker.scale.engine import Asked, Engine, Tables
from checker.scale.groups import in_groups
from checker.scale.read import Read, judged_whole, names_of, sources_of
from checker.scale.reported import Telling
from checker.scale.scan.boxes import FACET_BITS, ROW_BITS, blocks_of, key_of
from checker.scale.scan.context import Ground
from checker.scale.sums import Summed, summed
from checker.scale.trend import courses
from checker.screening.blocks import ALL_PAIRS

Whole = NDArray[np.int64]

KEYS_AT_ONCE = 5_000
"""Keys that one query names."""


@dataclass(frozen=True, slots=True)
class Sifted:
    """The lines of each table that become claims; what is wrong with the others, and what all of them come to.

    `rows` is the number of sound rows. `telling` is what the sums tell by claims, which are not judged for that. `left`
    are claims that have opponents in keys of which none is judged, `left_keys` such keys; `told` are the lines that the
    sums may tell of; `skipped` are claims that only the rules could judge and that were too many, `ungrouped` those in
    groups that may break what is asked of claims together and were too many, `unheld` those not held against what is
    asked of each by itself, by property.

    `home` are the claims that each constraint is held against, by its path, and those that relations are
    (`groups.RELATIONS`); of all others something may be missing. `home_rows` are the same by their numbers.

    `declared` are claims of tables that other claims name as their source, `strange` sources that are none, with the
    lines on which they are told.
    """

    chosen: Mapping[str, Sequence[int]]
    faults: tuple[Fault, ...]
    lost: tuple[Lost, ...]
    rows: int
    sums: Sums
    telling: Telling = Telling()
    told: Mapping[str, Sequence[int]] = field(default_factory=dict)
    left: int = 0
    left_keys: int = 0
    skipped: Mapping[str, int] = field(default_factory=dict)
    unheld: Mapping[str, int] = field(default_factory=dict)
    declared: frozenset[str] = frozenset()
    strange: frozenset[str] = frozenset()
    strange_lines: Mapping[str, Sequence[int]] = field(default_factory=dict)
    ungrouped: Mapping[str, int] = field(default_factory=dict)
    home: Mapping[str, Collection[str]] = field(default_factory=dict)
    home_rows: Mapping[str, Whole] = field(default_factory=dict)

    @property
    def read(self) -> dict[str, list[int]]:
        """The lines that become claims, to be judged or told."""
        both = self.chosen.keys() | self.told.keys()
        return {name: sorted({*self.chosen.get(name, ()), *self.told.get(name, ())}) for name in both}


def sift(
    tables: Tables,
    boxes: Sequence[Box],
    refs: Sequence[str],
    tied: Collection[tuple[str, str]],
    sources: Collection[str],
    ground: Ground,
    asked: Asked,
) -> Sifted:
    """`boxes` and `refs` are of the claims in files, `tied` what their relations speak of, `sources` what they draw on.

    Raises `EngineError` and `Stopped` as engines do.
    """
    read = Read(blocks=set(blocks_of(tied, ground)))
    read.denied += [key_of(box.key, ground) for box in boxes if box.claim.denies]
    if asked.whole and asked.whole.scope:
        read.denied.append(key_of(asked.whole, ground))
    with tables.read(boxes, ground, read) as engine:
        rows, again = engine.twice(names_of(refs))
        declared, strange = sources_of(read, engine.among, sources, ground)
        found = opposed(engine.screen())
        grouped = in_groups(engine.query, ground, read.blocks, lambda claims: _scopes(claims, tables, boxes, ground))
        whole = [*judged_whole(read, ground.kept), grouped.rows]
        chosen = np.concatenate([_chosen(engine, found, read), *whole, again])
        sums = summed(engine, found.marks(), ground)
        telling = _telling(engine, found, sums)
    return Sifted(
        _by_table(chosen, tables.names),
        tuple(read.faults),
        tuple(read.lost),
        rows,
        Sums(sums.properties, sums.compared),
        telling,
        _by_table(np.array(sorted(telling.rows()), np.int64), tables.names),
        left=found.left,
        left_keys=found.left_keys,
        skipped=read.skipped,
        ungrouped=grouped.left,
        unheld=read.unheld,
        declared=declared,
        strange=frozenset(read.sources) - declared,
        strange_lines=_by_table(strange, tables.names),
        home_rows=grouped.home,
    )


def _scopes(claims: Whole, tables: Tables, boxes: Sequence[Box], ground: Ground) -> dict[int, Scope]:
    """The scopes of some claims, by the numbers of their boxes."""
    own = dict(enumerate({box.ref: box.claim for box in boxes}.values()))
    found = {number: claim.scope for number, claim in own.items()}
    lines = _by_table(claims >> FACET_BITS, tables.names)
    places = {name: place for place, name in enumerate(tables.names, start=1)}
    for draft in tables.chosen(ground.documents, lines):
        found |= {numbered(claim, places): claim.scope for claim in draft.claims}
    return {claim: found[claim >> FACET_BITS] for claim in claims.tolist()}


def numbered(claim: Claim, places: Mapping[str, int]) -> int:
    """The number of a row, by its table's place among all."""
    return (places[claim.mark.file] << ROW_BITS) | claim.mark.line


def _by_table(rows: Whole, tables: Sequence[str]) -> dict[str, list[int]]:
    """The lines of each table on which some rows stand."""
    rows = np.unique(rows)
    found = ((name, rows[rows >> ROW_BITS == place]) for place, name in enumerate(tables, start=1))
    return {name: (own & ((1 << ROW_BITS) - 1)).tolist() for name, own in found if len(own)}


def _chosen(engine: Engine, found: Opposed, read: Read) -> Whole:
    """The rows of all that must be judged: boxes with opponents, small keys in whole, and what is kept."""
    denied = np.unique(np.concatenate([np.zeros(0, np.int64), *read.denied]))
    blocks = np.unique(np.array(sorted(read.blocks), np.uint64).view(np.int64))
    rows = [found.claims >> FACET_BITS, *read.kept]
    for column, wanted, whole in (("key", found.chosen, False), ("key", denied, True), ("block", blocks, True)):
        for part in np.array_split(wanted, -(-len(wanted) // KEYS_AT_ONCE)) if len(wanted) else ():
            members = engine.query(_members(column, part))
            group, claim = members["found"].to_numpy(), members["claim"].to_numpy()
            _, place, sizes = np.unique(group, return_inverse=True, return_counts=True)
            taken = claim[(sizes <= ALL_PAIRS)[place]] if not whole else claim
            rows.append(taken >> FACET_BITS)
    return np.unique(np.concatenate(rows))


def _telling(engine: Engine, found: Opposed, sums: Summed) -> Telling:
    """How the values of keys went: of those that change fastest, and of large ones with opponents."""
    timed = [one.key for one in found.large if one.first in sums.timed]
    every = courses(engine.query, [*sums.steepest, *(one.key for one in found.large)], [*sums.steepest, *timed])
    return Telling(tuple(every[key] for key in sums.steepest), tuple((one, every[one.key]) for one in found.large))


def _members(column: str, wanted: Whole) -> str:
    """The boxes of some keys or blocks; these are whole numbers, so they may stand in the query."""
    return f"SELECT {column} AS found, claim FROM boxes WHERE {column} IN ({', '.join(map(str, wanted.tolist()))})"
