"""Corpora of any size with conflicts planted in them, as columns of boxes or as tables of claims.

Keys are as skewed as life: about 59 % have one claim, 90 % at most 5, the largest up to 100,000. 40 % of the keys know
no time, 45 % drift, in 15 % only what shares a day is compared; 5 % of the claims have no end. Quiet claims of a key
all hold the value of one line through time, so no two of them part. In most keys that line is level; where it moves
(`moving`: a share of the keys that may), values part and only their times tell that nothing is wrong, so that no
aggregation can pass over them. In a key with a planted conflict one claim lies far above the line: what it opposes is
known, and nothing else is opposed.

The same arguments give the same files. Parts are written one by one: memory is bounded at any size.

Run: `python benchmarks/synthetic.py FOLDER --rows 1000000`, with `--claims` for tables of claims and a vocabulary.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

CHUNK = 1_000_000  # rows made at a time: about 300 MB
LARGEST = 100_000
TAIL = 0.88  # exponent of the sizes beyond 1, so that 90 % of the keys have at most 5 claims: 0.41 × 5^−0.88 = 0.1
SINGLE = 0.59
TIMELESS, DRIFTING = 0.40, 0.45  # shares of the keys; the rest is compared where days are shared
OPEN = 0.05  # share of the claims without an end
DAYS = 10_000  # from 1990 on
LONGEST = 900
RATE = 0.125  # a day: a float, so that products with days are exact
SLOPE = 0.1  # of the line that quiet claims follow, at most: below the rate
TOLERANCE = 2.0
FAR = 1_000_000.0  # how far a planted claim lies above its line: beyond all that tolerance and rate can allow
MOVING = 0.1  # share of the keys with time whose values move
PLANTED = 0.0012  # share of the keys of more than one claim
FIRST_DAY = date(1990, 1, 1)
SUBJECTS = 2_000  # of tables of claims; each speaks of as many places as there are keys for
SCATTER = 0x9E3779B97F4A7C15  # odd: makes neighbours far apart and no two keys the same (Knuth, volume 3, 6.4)

GATHER = pow(SCATTER, -1, 2**64)  # undoes it: the number of a key


@dataclass(frozen=True, slots=True)
class Chunk:
    """Boxes of whole keys in a random order, and which of them have an opponent."""

    boxes: pa.Table
    opposed: np.ndarray


def chunks(
    rows: int, seed: int = 0, planted: float = PLANTED, moving: float = MOVING, largest: int = LARGEST
) -> Iterator[Chunk]:
    """Boxes, about `CHUNK` at a time, `rows` in all; keys and claims are counted on from chunk to chunk."""
    made = keys = 0
    while made < rows:
        random = np.random.default_rng((seed, made))
        sizes = _sizes(random, min(CHUNK, rows - made), largest)
        yield _chunk(random, sizes, keys, made, planted, moving)
        keys, made = keys + len(sizes), made + int(sizes.sum())


def write(folder: Path, rows: int, seed: int = 0, planted: float = PLANTED, moving: float = MOVING) -> int:
    """Parquet files of boxes, over which each key is spread, and one with the claims that are opposed: so many."""
    folder.mkdir(parents=True, exist_ok=True)
    parts = [folder / f"boxes-{number:03}.parquet" for number in range(-(-rows // CHUNK))]
    writers: list[pq.ParquetWriter] = []
    truth: pq.ParquetWriter | None = None
    opposed = 0
    for number, chunk in enumerate(chunks(rows, seed, planted, moving)):
        if truth is None:
            writers = [pq.ParquetWriter(part, chunk.boxes.schema) for part in parts]
            truth = pq.ParquetWriter(folder / "opposed.parquet", pa.schema({"claim": pa.int64()}))
        bounds = np.linspace(0, chunk.boxes.num_rows, len(parts) + 1).astype(int)
        for place in range(len(writers)):
            first, last = bounds[place], bounds[place + 1]
            # part 0 gets another slice of each chunk, or it would hold the same share of every key
            writers[(place + number) % len(parts)].write_table(chunk.boxes.slice(first, last - first))
        opposed += int(chunk.opposed.sum())
        truth.write_table(pa.table({"claim": np.sort(chunk.boxes["claim"].to_numpy()[chunk.opposed])}))
    for writer in (*writers, truth):
        if writer is not None:
            writer.close()
    return opposed


def write_claims(folder: Path, rows: int, seed: int = 0, planted: float = PLANTED, moving: float = MOVING) -> int:
    """A corpus of claims: tables, a table of their documents, and a vocabulary that names subjects and places.

    A key is a subject at a place, as in a country's statistics. Says how many claims are opposed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    kinds = {"constant": "constant", "drifting": "state", "changing": "state"}
    documents = places = 100
    opposed = 0
    for number, chunk in enumerate(chunks(rows, seed, planted, moving)):
        table = chunk.boxes
        key, claim = table["key"].to_numpy(), table["claim"].to_numpy()
        rate, hi, lo = (table[name].to_numpy() for name in ("rate", "hi", "lo"))
        start, end = table["t0"].to_numpy(), table["t1"].to_numpy()
        place, subject = np.divmod(key.astype(np.uint64) * np.uint64(GATHER), np.uint64(SUBJECTS))
        places = max(places, int(place.max()) + 1)
        names = np.array(list(kinds))[np.where(rate == 0, 0, np.where(np.isinf(rate), 2, 1))]
        during = [None if r == 0 else _during(a, b) for r, a, b in zip(rate, start, end, strict=True)]
        columns = {
            "document": [f"document-{c % documents}" for c in claim],
            "id": [f"claim-{c}" for c in claim],
            "quote": [f"{a:.0f} to {b:.0f}" if a != b else f"{a:.0f}" for a, b in zip(lo, hi, strict=True)],
            "subject": [f"subject-{s}" for s in subject],
            "property": names,
            "scope.place": [f"place-{p}" for p in place],
            "lo": [f"{v:.0f}" for v in lo],
            "hi": [f"{v:.0f}" for v in hi],
            "during": during,
        }
        pq.write_table(pa.table(columns), folder / f"claims-{number:03}.parquet")
        opposed += int(chunk.opposed.sum())
    heads = [
        {"id": f"document-{n}", "title": f"Document {n}", "publisher": f"Office {n}", "published": "2020-01-01"}
        for n in range(documents)
    ]
    pq.write_table(pa.Table.from_pylist(heads), folder / "documents.parquet")
    change = f"{RATE * 365.2425} per year"
    with (folder / "vocabulary.yaml").open("w", encoding="utf-8") as file:
        file.write("properties:\n")
        for name, kind in kinds.items():
            words = {"label": name, "datatype": "quantity", "kind": kind}
            file.write(f"  {name}: {json.dumps(words | ({'change': change} if name == 'drifting' else {}))}\n")
        file.write("entities:\n")
        for name, number in (("subject", SUBJECTS), ("place", places)):
            for one in range(number):
                file.write(f"  {name}-{one}: {{label: {name} {one}}}\n")
        file.write("scopes: {place: place}\n")
    return opposed


def _sizes(random: np.random.Generator, rows: int, largest: int) -> np.ndarray:
    """Sizes of keys that come to so many rows. One key of each chunk is as large as a key can be."""
    first = min(largest, rows // 10)
    drawn = np.where(
        random.random(rows) < SINGLE,
        1,
        1 + np.minimum(random.pareto(TAIL, rows) + 1, largest - 1).astype(np.int64),
    )
    drawn = np.concatenate([[first] if first > 1 else [], drawn]).astype(np.int64)
    count = int(np.searchsorted(np.cumsum(drawn), rows))
    drawn = drawn[: count + 1]
    drawn[-1] -= int(drawn.sum()) - rows
    return drawn


def _chunk(
    random: np.random.Generator, sizes: np.ndarray, keys: int, made: int, planted: float, moving: float
) -> Chunk:
    count, rows = len(sizes), int(sizes.sum())
    group = np.repeat(np.arange(count), sizes)
    sort = random.random(count)
    rate = np.where(sort < TIMELESS, 0.0, np.where(sort < TIMELESS + DRIFTING, RATE, np.inf))[group]
    tolerance = np.where(random.random(count) < 0.5, 0.0, TOLERANCE)[group]
    base, slope = random.integers(0, 100_000, count)[group], random.uniform(-SLOPE, SLOPE, count)[group]
    start = random.integers(0, DAYS, rows)
    end = start + random.integers(0, LONGEST, rows) * (random.random(rows) < 0.5)
    slope = np.where((rate == 0) | (random.random(count) >= moving)[group], 0.0, slope)
    # a line that ends with the days, so that a claim without an end holds a last value
    ends = base + slope * start, base + slope * np.minimum(end, DAYS)
    unended = random.random(rows) < OPEN
    last = np.where(unended, base + slope * DAYS, ends[1])
    wide = random.integers(0, 5, (2, rows))
    lo = np.floor(np.minimum(ends[0], last)) - wide[0]
    hi = np.ceil(np.maximum(ends[0], last)) + wide[1]
    t0, t1 = start.astype(np.float64), np.where(unended, np.inf, end)
    chosen = np.flatnonzero((random.random(count) < planted) & (sizes > 1))
    far = np.cumsum(sizes)[chosen] - 1  # the last row of a key is the one far above
    lo[far] += FAR
    hi[far] += FAR
    opposed = _opposed(group, rate, t0, t1, chosen, far)
    order = random.permutation(rows)
    key = (np.uint64(SCATTER) * (group + keys).astype(np.uint64)).astype(np.int64)
    columns = {
        "claim": random.permutation(rows) + made,
        "key": key,
        "lo": lo,
        "hi": hi,
        "t0": t0,
        "t1": t1,
        "tolerance": tolerance,
        "rate": rate,
    }
    return Chunk(pa.table({name: column[order] for name, column in columns.items()}), opposed[order])


def _opposed(
    group: np.ndarray, rate: np.ndarray, t0: np.ndarray, t1: np.ndarray, chosen: np.ndarray, far: np.ndarray
) -> np.ndarray:
    """What a claim far above opposes: its whole key, or of a key that compares shared days what shares one with it."""
    planted = np.full(group[-1] + 1 if len(group) else 0, -1)
    planted[chosen] = far
    against = planted[group]
    rows = np.flatnonzero((against >= 0) & (against != np.arange(len(group))))
    shares = ~np.isinf(rate[rows]) | ((t0[rows] <= t1[against[rows]]) & (t0[against[rows]] <= t1[rows]))
    opposed = np.zeros(len(group), dtype=bool)
    opposed[rows[shares]] = True
    opposed[against[rows[shares]]] = True
    return opposed


def _during(start: float, end: float) -> str:
    first = FIRST_DAY + timedelta(days=int(start))
    last = ".." if np.isinf(end) else (FIRST_DAY + timedelta(days=int(end))).isoformat()
    return f"{first.isoformat()}/{last}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--planted", type=float, default=PLANTED, help="share of the keys of more than one claim")
    parser.add_argument("--moving", type=float, default=MOVING, help="share of the keys with time whose values move")
    parser.add_argument("--claims", action="store_true", help="tables of claims instead of boxes")
    given = parser.parse_args()
    make = write_claims if given.claims else write
    print(make(given.folder, given.rows, given.seed, given.planted, given.moving))


if __name__ == "__main__":
    main()
