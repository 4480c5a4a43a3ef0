"""The rows of all tables are screened, and those are chosen that the rules must look at.

Chosen are the rows that have opponents, with their whole keys where these are small; the rows that no screen can judge;
and the rows that tell a fault of the whole, as one name for two claims. Where that is too much the keys that part most
come first, and what is left over is counted: it is told, and never called clean.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from checker.model.box import Box, Scope
from checker.model.claim import Claim
from checker.model.corpus import Lost
from checker.model.fault import Fault
from checker.model.result import Sums
from checker.scale.conflicting_keys import Opposed, opposed
from checker.scale.engine import Engine, Gathered, ScanOptions, Tables
from checker.scale.groups import in_groups
from checker.scale.read import judged_whole, names_of, sources_of
from checker.scale.reported import Telling
from checker.scale.scan.boxes import FACET_BITS, ROW_BITS, blocks_of, key_of
from checker.scale.scan.context import ScanContext
from checker.scale.scan.screens import DENIALS_WANTED
from checker.scale.selection import Selection
from checker.scale.sums import Summed, summed
from checker.scale.trend import courses
from checker.screening.arrays import Int64Array
from checker.screening.blocks import ALL_PAIRS

KEYS_AT_ONCE = 5_000
"""Keys that one query names."""


@dataclass(frozen=True, slots=True)
class Selected:
    """The lines of each table that become claims: to be judged (`judged`), or because sums are told by them
    (`reported`, `telling`); what is wrong with the others, and what all of them come to.

    The counts are those of a `Selection`; `governed` are the claims of its kind by their numbers. `declared` are claims
    of tables that other claims name as their source, `strange` sources that are none, with the lines on which they are
    told.
    """

    judged: Mapping[str, Sequence[int]]
    reported: Mapping[str, Sequence[int]]
    faults: tuple[Fault, ...]
    lost: tuple[Lost, ...]
    selection: Selection
    sums: Sums
    telling: Telling
    declared: frozenset[str]
    strange: frozenset[str]
    strange_lines: Mapping[str, Sequence[int]]
    governed: Mapping[str, Int64Array]

    @property
    def lines(self) -> dict[str, list[int]]:
        """The lines that become claims, to be judged or told."""
        both = self.judged.keys() | self.reported.keys()
        return {name: sorted({*self.judged.get(name, ()), *self.reported.get(name, ())}) for name in both}


def select(
    tables: Tables,
    boxes: Sequence[Box],
    refs: Sequence[str],
    tied: Collection[tuple[str, str]],
    sources: Collection[str],
    context: ScanContext,
    asked: ScanOptions,
) -> Selected:
    """`boxes` and `refs` are of the claims in files, `tied` what their relations speak of, `sources` what they draw on.

    Raises `EngineError` and `Stopped` as engines do.
    """
    gathered = Gathered(blocks=set(blocks_of(tied, context)))
    if DENIALS_WANTED:
        gathered.denied += [key_of(box.key, context) for box in boxes if box.claim.denies]
    if asked.whole and asked.whole.scope:
        gathered.denied.append(key_of(asked.whole, context))
    with tables.read(boxes, context, gathered) as engine:
        rows, again = engine.twice(names_of(refs))
        declared, strange = sources_of(gathered, engine.among, sources, context)
        found = opposed(engine.screen())
        grouped = in_groups(
            engine.query, context, gathered.blocks, lambda claims: _scopes(claims, tables, boxes, context)
        )
        whole = [*judged_whole(gathered, context.whole_families), grouped.rows]
        chosen = np.concatenate([_chosen(engine, found, gathered), *whole, again])
        sums = summed(engine, found.marks(), context)
        telling = _telling(engine, found, sums)
    return Selected(
        judged=_by_table(chosen, tables.names),
        reported=_by_table(np.array(sorted(telling.rows()), np.int64), tables.names),
        faults=tuple(gathered.faults),
        lost=tuple(gathered.lost),
        selection=Selection(
            rows,
            truncated=found.left,
            truncated_keys=found.left_keys,
            skipped=gathered.skipped,
            ungrouped=grouped.left,
            per_claim=gathered.unheld,
        ),
        sums=Sums(sums.properties, sums.compared),
        telling=telling,
        declared=declared,
        strange=frozenset(gathered.sources) - declared,
        strange_lines=_by_table(strange, tables.names),
        governed=grouped.home,
    )


def _scopes(claims: Int64Array, tables: Tables, boxes: Sequence[Box], context: ScanContext) -> dict[int, Scope]:
    """The scopes of some claims, by the numbers of their boxes."""
    own = dict(enumerate({box.ref: box.claim for box in boxes}.values()))
    found = {number: claim.scope for number, claim in own.items()}
    lines = _by_table(claims >> FACET_BITS, tables.names)
    places = {name: place for place, name in enumerate(tables.names, start=1)}
    for draft in tables.chosen(context.documents, lines):
        found |= {numbered(claim, places): claim.scope for claim in draft.claims}
    return {claim: found[claim >> FACET_BITS] for claim in claims.tolist()}


def numbered(claim: Claim, places: Mapping[str, int]) -> int:
    """The number of a row, by its table's place among all."""
    return (places[claim.mark.file] << ROW_BITS) | claim.mark.line


def _by_table(rows: Int64Array, tables: Sequence[str]) -> dict[str, list[int]]:
    """The lines of each table on which some rows stand."""
    rows = np.unique(rows)
    found = ((name, rows[rows >> ROW_BITS == place]) for place, name in enumerate(tables, start=1))
    return {name: (own & ((1 << ROW_BITS) - 1)).tolist() for name, own in found if len(own)}


def _chosen(engine: Engine, found: Opposed, gathered: Gathered) -> Int64Array:
    """The rows of all that must be judged: boxes with opponents, small keys in whole, and what is kept."""
    denied = np.unique(np.concatenate([np.zeros(0, np.int64), *gathered.denied]))
    blocks = np.unique(np.array(sorted(gathered.blocks), np.uint64).view(np.int64))
    rows = [found.claims >> FACET_BITS, *gathered.kept]
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


def _members(column: str, wanted: Int64Array) -> str:
    """The boxes of some keys or blocks; these are whole numbers, so they may stand in the query."""
    return f"SELECT {column} AS found, claim FROM boxes WHERE {column} IN ({', '.join(map(str, wanted.tolist()))})"
