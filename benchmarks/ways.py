"""One question, answered in the ways that people answer it: which claims have an opponent?

Two claims of one key part where their ranges lie farther apart than the tolerance and, where they share no day, than
the value may have moved in the days between them. Every way reads its own files from a folder and gives the claims that
have an opponent; it may be slow, but it may not be wrong.

    kernel       the screen of this project, with DuckDB as its engine
    join         DuckDB joins the boxes with themselves by key: what a first draft would be
    pandas       the same join in pandas
    by hand      what a good engineer would make of it: keys whose values cannot part fall out first, and the others are
                 joined in pieces that fit into memory
    polars       keys fall out first, and the others are joined by the streaming engine
    shape        a SHACL shape that every claim must fit, in pySHACL: the equivalent of a rule
    one query    a SHACL shape of the whole corpus, whose one query looks for all pairs: how to make pySHACL faster

Run: `python benchmarks/ways.py WAY FOLDER FOUND` writes the numbers of the claims; `prepare FOLDER` writes the files
that SHACL reads.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from screening import APART, DAYS

NAMES = ("key", "lo", "hi", "t0", "t1", "tolerance", "rate")
PIECE = (
    20_000_000  # pairs that are joined at a time: 15 columns of 8 bytes, and half as much again for what is computed
)
SPACE = "https://example.org/"
DOUBLE = "http://www.w3.org/2001/XMLSchema#double"

PAIR = f"""
      ONE {"; ".join(f":{name} ?{name}" for name in NAMES)} .
      OTHER {"; ".join(f":{name} ?{name}{'' if name == 'key' else 2}" for name in NAMES[:5])} .
      FILTER (ONE != OTHER)
      BIND (IF(?lo - ?hi2 > ?lo2 - ?hi, ?lo - ?hi2, ?lo2 - ?hi) AS ?apart)
      BIND (IF(?t0 - ?t12 > ?t02 - ?t1, ?t0 - ?t12, ?t02 - ?t1) AS ?days)
      FILTER (?apart > ?tolerance && (?days <= 0 || ?apart > ?tolerance + ?rate * ?days))
"""
SHAPE = f"""
@prefix : <{SPACE}> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
[] a sh:NodeShape ; TARGET ; sh:sparql [
    a sh:SPARQLConstraint ; sh:message "has an opponent" ;
    sh:prefixes [ sh:declare [ sh:prefix "" ; sh:namespace "{SPACE}"^^<http://www.w3.org/2001/XMLSchema#anyURI> ] ] ;
    sh:select \"\"\"SELECT $this ?value WHERE {{ {PAIR} }}\"\"\" ] .
"""
EACH = SHAPE.replace("TARGET", "sh:targetClass :Claim").replace("ONE", "$this").replace("OTHER", "?value")
ONCE = SHAPE.replace("TARGET", "sh:targetNode :corpus").replace("ONE", "?value").replace("OTHER", "?other")


def boxes(folder: Path) -> list[str]:
    return [str(path) for path in sorted(folder.glob("boxes-*.parquet"))]


def kernel(folder: Path) -> Iterable[int]:
    from checker.scale.engines import Limits, duckdb

    for part in duckdb.screen([Path(path) for path in boxes(folder)], Limits()):
        yield from part["claim"].to_pylist()


def join(folder: Path) -> Iterable[int]:
    import duckdb

    with duckdb.connect() as connection:
        connection.read_parquet(boxes(folder)).create_view("boxes")
        part = f"{APART} > a.tolerance + CASE WHEN {DAYS} > 0 THEN a.rate * {DAYS} ELSE 0 END"
        query = (
            f"SELECT a.claim FROM boxes a JOIN boxes b USING (key) WHERE a.claim <> b.claim AND {part} GROUP BY a.claim"
        )
        return [claim for (claim,) in connection.execute(query).fetchall()]


def pandas(folder: Path) -> Iterable[int]:
    import pandas as pd

    table = pd.concat(map(pd.read_parquet, boxes(folder)), ignore_index=True)
    return _parted(table.merge(table, on="key", suffixes=("", "2")))


def by_hand(folder: Path) -> Iterable[int]:
    import pandas as pd

    table = pd.concat(map(pd.read_parquet, boxes(folder)), ignore_index=True)
    keys = table.groupby("key").agg(highest=("lo", "max"), lowest=("hi", "min"), tolerance=("tolerance", "first"))
    open_keys = keys.index[keys.highest - keys.lowest > keys.tolerance]
    table = table[table.key.isin(open_keys)].sort_values("key")
    pairs = table.groupby("key").claim.transform("size").cumsum()
    for _, piece in table.groupby(pairs // PIECE):
        others = table[table.key.between(piece.key.iloc[0], piece.key.iloc[-1])]
        yield from _parted(piece.merge(others, on="key", suffixes=("", "2")))


def _parted(pairs) -> Iterable[int]:
    """The claims of the pairs that part; a pair stands in both orders, so the first claim of each is enough."""
    import numpy as np

    apart = np.maximum(pairs.lo - pairs.hi2, pairs.lo2 - pairs.hi)
    days = np.maximum(pairs.t02 - pairs.t1, pairs.t0 - pairs.t12)
    with np.errstate(invalid="ignore"):
        allowed = pairs.tolerance + (pairs.rate * days).where(days > 0, 0)
    return pairs.claim[apart > allowed].unique()


def polars(folder: Path) -> Iterable[int]:
    import polars as pl

    table = pl.scan_parquet(boxes(folder))
    keys = table.group_by("key").agg(pl.max("lo"), pl.min("hi"), pl.first("tolerance"))
    table = table.join(keys.filter(pl.col("lo") - pl.col("hi") > pl.col("tolerance")), on="key", how="semi")
    apart = pl.max_horizontal(pl.col("lo") - pl.col("hi2"), pl.col("lo2") - pl.col("hi"))
    days = pl.max_horizontal(pl.col("t02") - pl.col("t1"), pl.col("t0") - pl.col("t12"))
    allowed = pl.col("tolerance") + pl.when(days > 0).then(pl.col("rate") * days).otherwise(0.0)
    pairs = table.join(table, on="key", suffix="2").filter(apart > allowed)
    return pairs.select(pl.col("claim").unique()).collect(engine="streaming")["claim"]


def shape(folder: Path) -> Iterable[int]:
    return _validated(folder, EACH, "focusNode")


def one_query(folder: Path) -> Iterable[int]:
    return _validated(folder, ONCE, "value")


def _validated(folder: Path, shapes: str, told: str) -> Iterable[int]:
    """The claims that the results of a validation name."""
    import pyshacl
    from rdflib import Graph, Namespace

    graph = Graph().parse(folder / "boxes.nt", format="nt")
    _, results, _ = pyshacl.validate(graph, shacl_graph=shapes, shacl_graph_format="turtle", inference="none")
    assert isinstance(results, Graph), results
    named = results.objects(None, Namespace("http://www.w3.org/ns/shacl#")[told])
    return {int(str(name).removeprefix(f"{SPACE}claim-")) for name in named}


def prepare(folder: Path) -> None:
    """The boxes as N-Triples, the form of RDF that is read fastest."""
    import pyarrow.parquet as pq

    def number(value: float) -> str:
        return f'"{"INF" if value == float("inf") else value}"^^<{DOUBLE}>'

    kind = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    with (folder / "boxes.nt").open("w", encoding="ascii") as file:
        file.write(f"<{SPACE}corpus> {kind} <{SPACE}Corpus> .\n")
        for path in boxes(folder):
            for row in pq.read_table(path).to_pylist():
                claim = f"<{SPACE}claim-{row['claim']}>"
                file.write(f"{claim} {kind} <{SPACE}Claim> .\n{claim} <{SPACE}key> <{SPACE}key{row['key']}> .\n")
                for name in NAMES[1:]:
                    file.write(f"{claim} <{SPACE}{name}> {number(row[name])} .\n")


WAYS: Mapping[str, Callable[[Path], Iterable[int]]] = {
    "kernel": kernel,
    "join": join,
    "pandas": pandas,
    "by hand": by_hand,
    "polars": polars,
    "shape": shape,
    "one query": one_query,
}


def main() -> None:
    import numpy as np

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("way", choices=[*WAYS, "prepare"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("found", type=Path, nargs="?")
    given = parser.parse_args()
    if given.way == "prepare":
        prepare(given.folder)
    else:
        np.fromiter(WAYS[given.way](given.folder), np.int64).tofile(given.found)


if __name__ == "__main__":
    main()
