"""The rows of all tables are screened, and those are chosen that the rules must look at.

Chosen are the rows that have opponents, with all rows of their keys where these are few; the rows that no screen can
judge; and the rows at which a fault of the whole corpus shows, as one name for two claims. Where that is too much the
keys that part most come first, and what is truncated is counted, and never called clean.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from checker.model.box import Box, Scope
from checker.model.claim import Claim
from checker.model.corpus import Lost
from checker.model.fault import Fault
from checker.model.result import Sums
from checker.scale.conflicting_keys import ConflictingBoxes, conflicting_boxes
from checker.scale.engine import Engine, Gathered, ScanOptions, Tables
from checker.scale.explaining import one_of_each_large_block, rows_of_parts
from checker.scale.groups import groups_to_judge
from checker.scale.read import family_rows, refs_hashed, sources_of
from checker.scale.reported import ReportedKeys
from checker.scale.scan.boxes import FACET_BITS, ROW_BITS, blocks_of, key_of
from checker.scale.scan.context import ScanContext
from checker.scale.scan.screens import DENIALS_WANTED
from checker.scale.selection import Selection
from checker.scale.sums import sum_boxes
from checker.scale.trend import trends
from checker.screening.arrays import Int64Array, no_numbers
from checker.screening.blocks import ALL_PAIRS

KEYS_AT_ONCE = 5_000
"""Keys that one query names."""


@dataclass(frozen=True, slots=True)
class FileClaims:
    """The claims that stand in files: their boxes, the names of all of them, the quantities that their relations speak
    of, and what they draw on.
    """

    boxes: Sequence[Box]
    refs: Sequence[str]
    related: Collection[tuple[str, str]]
    sources: Collection[str]

    def by_row_id(self) -> dict[int, Claim]:
        """The claims that have boxes, as rows of a table with the number 0."""
        return dict(enumerate({box.ref: box.claim for box in self.boxes}.values()))


@dataclass(frozen=True, slots=True)
class SelectedRows:
    """The lines of each table that become claims: to be judged (`judged`), if no other claim of their key that says the
    same stands for them (`alike`), or because summaries report them (`reported`, `reported_keys`); what is wrong with
    the others, and what all of them come to.

    The counts are those of a `Selection`; `governed` are the claims of its kind by their row ids. `declared` are claims
    of tables that other claims name as their source, `unknown_sources` sources that are none, with the lines that draw
    on them. `of_large_blocks` are row ids of judged claims, one of each large block.
    """

    judged: Mapping[str, Sequence[int]]
    alike: Mapping[str, Sequence[int]]
    reported: Mapping[str, Sequence[int]]
    faults: tuple[Fault, ...]
    lost: tuple[Lost, ...]
    selection: Selection
    sums: Sums
    reported_keys: ReportedKeys
    declared: frozenset[str]
    unknown_sources: frozenset[str]
    unknown_source_lines: Mapping[str, Sequence[int]]
    governed: Mapping[str, Int64Array]
    of_large_blocks: Int64Array

    @property
    def lines(self) -> dict[str, list[int]]:
        """All lines that become claims."""
        some = (self.judged, self.alike, self.reported)
        names = {name for lines in some for name in lines}
        return {name: sorted({line for lines in some for line in lines.get(name, ())}) for name in names}


def select(tables: Tables, files: FileClaims, context: ScanContext, options: ScanOptions) -> SelectedRows:
    """The rows that the rules must look at.

    Raises `EngineError` and `Interrupted` as engines do.
    """
    gathered = Gathered(related_blocks=set(blocks_of(files.related, context)))
    if DENIALS_WANTED:
        gathered.denied_keys += [key_of(box.key, context) for box in files.boxes if box.claim.denies]
    if options.judged_key and options.judged_key.scope:
        gathered.denied_keys.append(key_of(options.judged_key, context))
    with tables.read(files.boxes, context, gathered) as engine:
        rows, repeated = engine.repeated(refs_hashed(files.refs))
        declared, unknown_rows = sources_of(gathered, engine.known, files.sources, context)
        conflicting = conflicting_boxes(engine.screen())
        groups = groups_to_judge(
            engine.query, context, gathered.related_blocks, lambda claims: _scopes(claims, tables, files, context)
        )
        families = family_rows(gathered, context.whole_families)
        edited = _rows_of_editions(engine, gathered, files, context)
        own = np.unique(_judged_rows(engine, conflicting, gathered))
        parts = rows_of_parts(engine, own, context)
        judged = np.concatenate([own, *families, groups.rows, repeated, edited, parts])
        large = one_of_each_large_block(engine, np.unique(judged), context)
        sums = sum_boxes(engine, conflicting.sample(), context)
        by_key = trends(engine.query, sums.steepest)
        reported = ReportedKeys(tuple(by_key[key] for key in sums.steepest))
    return SelectedRows(
        judged=_by_table(judged, tables.names),
        alike=_by_table(conflicting.alike >> FACET_BITS, tables.names),
        reported=_by_table(np.array(sorted(reported.row_ids()), np.int64), tables.names),
        faults=tuple(gathered.faults),
        lost=tuple(gathered.lost),
        selection=Selection(
            rows,
            truncated=conflicting.truncated,
            truncated_keys=conflicting.truncated_keys,
            skipped=gathered.skipped,
            ungrouped=groups.truncated,
            per_claim=gathered.unchecked_per_claim,
            unread_quotes=gathered.unread_quotes,
        ),
        sums=Sums(sums.properties, sums.compared),
        reported_keys=reported,
        declared=declared,
        unknown_sources=frozenset(gathered.sources) - declared,
        unknown_source_lines=_by_table(unknown_rows, tables.names),
        governed=groups.governed,
        of_large_blocks=large,
    )


def _scopes(claims: Int64Array, tables: Tables, files: FileClaims, context: ScanContext) -> dict[int, Scope]:
    """The scopes of some claims, by the numbers of their boxes."""
    scopes = {row: claim.scope for row, claim in files.by_row_id().items()}
    numbers = table_numbers(tables.names)
    for draft in tables.read_lines(context.documents, _by_table(claims >> FACET_BITS, tables.names)):
        scopes |= {row_id(claim, numbers): claim.scope for claim in draft.claims}
    return {claim: scopes[claim >> FACET_BITS] for claim in claims.tolist()}


def table_numbers(tables: Sequence[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(tables, start=1)}


def row_id(claim: Claim, numbers: Mapping[str, int]) -> int:
    """The number of a row, by the number of its table."""
    return (numbers[claim.mark.file] << ROW_BITS) | claim.mark.line


def _by_table(rows: Int64Array, tables: Sequence[str]) -> dict[str, list[int]]:
    """The lines of each table on which some rows stand."""
    rows = np.unique(rows)
    by_table = ((name, rows[rows >> ROW_BITS == number]) for name, number in table_numbers(tables).items())
    return {name: (some & ((1 << ROW_BITS) - 1)).tolist() for name, some in by_table if len(some)}


def _judged_rows(engine: Engine, conflicting: ConflictingBoxes, gathered: Gathered) -> Int64Array:
    """The rows of boxes with opponents, all rows of their keys where these are few, of denied keys and of related
    blocks; and those that are always judged.
    """
    denied = np.unique(np.concatenate([no_numbers(), *gathered.denied_keys]))
    blocks = np.unique(np.array(sorted(gathered.related_blocks), np.uint64).view(np.int64))
    few = _members(engine, "key", conflicting.judged_keys, ALL_PAIRS)
    every = (*_members(engine, "key", denied), *_members(engine, "block", blocks))
    boxes = np.concatenate([conflicting.judged, *few, *every])
    return np.unique(np.concatenate([boxes >> FACET_BITS, *gathered.always_judged]))


def _rows_of_editions(engine: Engine, gathered: Gathered, files: FileClaims, context: ScanContext) -> Int64Array:
    """Where documents revise others, the rows of the keys of claims that break something by themselves, and of those of
    files that may: a later edition may speak of the same in their place. Of larger keys what is broken stays open.
    """
    revised = {name for document in context.documents.values() if document for name in document.revises}
    if not revised:
        return no_numbers()
    own = [row for row, claim in files.by_row_id().items() if claim.document.id in revised]
    rows = np.unique(np.concatenate([np.array(own, np.int64), *gathered.always_judged]))
    breaking = np.concatenate([rows << FACET_BITS, rows << FACET_BITS | 1])
    keys = [no_numbers()]
    for part in np.array_split(breaking, -(-len(breaking) // KEYS_AT_ONCE)) if len(breaking) else ():
        numbers = ", ".join(map(str, part.tolist()))
        keys.append(engine.query(f"SELECT key FROM boxes WHERE claim IN ({numbers})")["key"].to_numpy())
    boxes = [no_numbers(), *_members(engine, "key", np.unique(np.concatenate(keys)), ALL_PAIRS)]
    return np.unique(np.concatenate(boxes) >> FACET_BITS)


def _members(engine: Engine, column: str, wanted: Int64Array, most: int | None = None) -> Iterator[Int64Array]:
    """The boxes of some keys or blocks, of those only that have at most so many."""
    for part in np.array_split(wanted, -(-len(wanted) // KEYS_AT_ONCE)) if len(wanted) else ():
        # these are whole numbers, so they may stand in the query
        numbers = ", ".join(map(str, part.tolist()))
        boxes = engine.query(f"SELECT {column} AS member_of, claim FROM boxes WHERE {column} IN ({numbers})")
        _, group, sizes = np.unique(boxes["member_of"].to_numpy(), return_inverse=True, return_counts=True)
        claims = boxes["claim"].to_numpy()
        yield claims if most is None else claims[(sizes <= most)[group]]
