"""`checker import`: a foreign table becomes a table of claims, or of documents, by a map; annotations become claim
files.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from checker.cli.errors import refuse
from checker.cli.import_wikibase import import_wikibase, is_wikibase
from checker.cli.import_xbrl import import_xbrl, is_xbrl
from checker.cli.importing import import_statements
from checker.cli.unfinished import finish, refuse_faults, unfinished
from checker.extras import absent, installing
from checker.model.groups import grouped

if TYPE_CHECKING:
    from checker.model.fault import Fault
    from checker.readers.tables.columns import Columns
    from checker.readers.tables.lookup import Lookup, UnknownWords
    from checker.readers.tables.mapping import ColumnMap

FORMS = (".jsonl", ".parquet")


@click.command("import")
@click.argument("names", metavar="FILE…", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--from",
    "home",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="Look for the foreign tables below this folder (default: that of the map).",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE|DIR",
    help="Of tables: write this .jsonl or .parquet file, or one .jsonl file for each map into a folder (default: print "
    "JSONL). Of what others stated: the folder of the claim files (default: the corpus).",
)
@click.option("--sheet", default="", metavar="NAME", help="Read this sheet of a workbook (default: as MAP says).")
@click.option(
    "--propose",
    "table",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="TABLE",
    help="Print a map for this table, or one that a datapackage.json or croissant.json describes; nothing is imported.",
)
@click.option("--publisher", default="", help="Who published documents of which a file does not say so.")
@click.option(
    "--published",
    default="",
    metavar="DATE",
    help="When documents, a dump or a report, of which a file does not say so were published.",
)
@click.option(
    "--wikibase",
    "settings",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Of a dump: what the identifiers of this Wikibase are (default: those of Wikidata).",
)
@click.option(
    "--calculations",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Of a report of XBRL: which concepts add up, a .csv table with the columns total, part, weight.",
)
def import_table(
    names: tuple[Path, ...],
    home: Path | None,
    output: Path | None,
    sheet: str,
    table: Path | None,
    publisher: str,
    settings: Path | None,
    published: str,
    calculations: Path | None,
) -> None:
    """Take over what others have: tables, by a map; annotations and reviews of claims as they are.

    A FILE that ends in .json or .jsonld holds annotations (W3C Web Annotation, or an export of Hypothesis) or reviews
    of claims (schema.org ClaimReview), as a page in .html does. They become a claim file for each document; what cannot
    be read as it stands is a draft, and is told. Nothing is fetched.

    Any other FILE is a map, and makes a table of claims, or of documents, of foreign tables.

    A DUMP (.json, .json.gz) holds entities of a Wikibase, such as Wikidata: its statements become claims, its
    references documents, its properties and their constraints a vocabulary, in the folder that --output names.

    A REPORT of XBRL (xBRL-JSON, or the description of an xBRL-CSV) holds facts: they become claims, their concepts and
    dimensions a vocabulary, in the folder that --output names.

    Subjects, properties and members of scopes may be named as the vocabulary does anywhere: by identifier, label or
    `also`. The vocabulary is the vocabulary.yaml in the folder of the map or above it. Nothing is written where
    anything is at fault with a map or its tables; of other files what can be read is written all the same.

    Exit codes: 0 written; 2 a fault in a file.
    """
    from checker.importing.forms import is_foreign

    reports = [] if settings else [name for name in names if is_xbrl(name)]
    dumps = [] if reports else [name for name in names if is_wikibase(name, settings)]
    foreign = reports or dumps or [name for name in names if is_foreign(name.name)]
    if foreign:
        if len(foreign) < len(names) or home or sheet or table:
            raise click.UsageError(
                f"{foreign[0]} is read as it is; maps, --from, --sheet and --propose are of tables: name them apart"
            )
    if reports:
        if publisher:
            raise click.UsageError("--publisher is for annotations and reviews; the entities of a report publish it")
        import_xbrl(reports, output, calculations, published)
        return
    if calculations:
        raise click.UsageError("--calculations is for reports of XBRL, and none is named")
    if dumps:
        if publisher:
            raise click.UsageError("--publisher is for annotations and reviews; the references of a dump name theirs")
        import_wikibase(dumps, output, settings, published)
        return
    if settings:
        raise click.UsageError("--wikibase is for a dump of a Wikibase, whose name ends in .json or .json.gz")
    if foreign:
        if output is not None and output.is_file():
            raise click.UsageError(f"{output} is a file; claim files go into a folder: --output DIR")
        import_statements(foreign, output, publisher, published)
        return
    if publisher or published:
        raise click.UsageError(
            "--publisher and --published are for annotations, reviews and dumps; a map names the documents of a table"
        )
    if absent("tables"):
        raise refuse(f"what reads tables is not installed: {installing('tables')}")
    from checker.readers.tables.imports import read_map, sources, unknown_scopes
    from checker.readers.tables.lookup import UnknownWords
    from checker.readers.tally import abridged

    if table is not None:
        if names or home or output:
            raise click.UsageError("--propose prints a map, and reads none; save what it prints, then import with that")
        _propose(table, sheet)
        return
    if not names:
        raise click.UsageError("no map is named; name one or more, or let one be made: --propose TABLE")
    into = _folder(output)
    if output is not None and not into and not output.name.endswith(FORMS):
        raise click.UsageError(f"found {output.name!r}, expected a name that ends in {' or '.join(FORMS)}, or a folder")
    maps: list[_Import] = []
    faults: list[Fault] = []
    for name in names:
        found, wrong = read_map(name, str(name))
        lookup = _lookup(name)
        files, refused = sources(found, home or name.parent) if found else ((), ())
        faults += [*wrong, *refused, *(unknown_scopes(found, lookup) if found and lookup else ())]
        if found:
            maps.append(_Import(found, lookup, files, into / f"{name.stem}.jsonl" if into else output))
    if not into and len({one.map.about for one in maps}) > 1:
        raise click.UsageError("one map makes claims and another one documents; give a folder with --output DIR/")
    if into and len({one.output for one in maps}) < len(maps):
        raise click.UsageError("two maps have the same name, and would write the same file; rename one")
    if faults:
        refuse_faults(faults)
    unknown = UnknownWords()
    with ExitStack() as stack:
        written = []
        for target, together in grouped(maps, lambda one: one.output).items():
            stream = stack.enter_context(unfinished(target))
            written.append((stream, target, _write(together, stream, sheet, unknown, faults)))
        faults += unknown.faults()
        if faults:
            refuse_faults(abridged(faults))
        for stream, target, _ in written:
            finish(stream, target)
    number = sum(len(one.files) for one in maps)
    rows = ", ".join(f"{rows:,} {about}" for _, _, counts in written for about, rows in counts.items())
    click.echo(f"{rows} from {number:,} {'tables' if number > 1 else 'table'}{_not_looked_up(maps)}", err=True)


@dataclass(frozen=True, slots=True)
class _Import:
    """A map, the names that it may use, the foreign tables that it names, and the file that is to hold its rows."""

    map: ColumnMap
    lookup: Lookup | None
    files: tuple[tuple[str, Path], ...]
    output: Path | None


def _folder(output: Path | None) -> Path | None:
    """The folder that is to hold a file for each map; nothing where the output is one file."""
    return output if output is not None and (output.is_dir() or not output.suffix) else None


def _lookup(name: Path) -> Lookup | None:
    """The names of the vocabulary in the folder of a map or above it."""
    from checker.readers.tables.lookup import Lookup, lexicon_near

    lexicon = lexicon_near(name.parent)
    return Lookup(lexicon) if lexicon else None


def _not_looked_up(maps: Sequence[_Import]) -> str:
    """Says whose names were taken as they are."""
    if any(one.lookup is None for one in maps):
        return "; no vocabulary.yaml stands beside the map or above it: names were not looked up"
    if any(one.lookup and one.lookup.lexicon.faults for one in maps):
        return "; the vocabulary has faults, and names that it loses were not looked up: run checker check"
    return ""


def _propose(table: Path, sheet: str) -> None:
    from checker.readers.tables.proposal import proposed
    from checker.report.safe import visible

    text = proposed(table, _lookup(table), sheet)
    if not isinstance(text, str):
        refuse_faults(text)
    click.echo("\n".join(visible(line) for line in str(text).splitlines()))


def _kept(batches: Iterable[Columns], faults: list[Fault]) -> Iterator[Columns]:
    """The batches, their faults gathered; documents that say the same in several rows are one."""
    seen: set[str] = set()
    for columns in batches:
        faults += columns.faults
        if columns.about == "documents":
            columns = _once(columns, seen)
        if len(columns.rows) and not faults:
            yield columns


def _once(columns: Columns, seen: set[str]) -> Columns:
    import json
    from dataclasses import replace

    import pyarrow as pa

    fresh = []
    for row, text in enumerate(map(json.dumps, _rows(columns))):
        if text not in seen:
            seen.add(text)
            fresh.append(row)
    kept = pa.array(fresh, pa.int64())
    return replace(columns, rows=columns.rows.take(kept), fields={k: v.take(kept) for k, v in columns.fields.items()})


def _rows(columns: Columns) -> Iterator[dict[str, Any]]:
    """Rows as JSONL has them: what is left out is not there, the parts of a group are together."""
    cells = {name: array.to_pylist() for name, array in columns.fields.items()}
    for row in range(len(columns.rows)):
        made: dict[str, Any] = {}
        for name, values in cells.items():
            group, point, part = name.partition(".")
            if values[row] is None:
                continue
            if point:
                made.setdefault(group, {})[part] = values[row]
            else:
                made[name] = values[row]
        yield made


def _write(
    maps: Sequence[_Import], stream: IO[bytes], sheet: str, unknown: UnknownWords, faults: list[Fault]
) -> Counter[str]:
    """Writes the rows of some maps and tells how many of each kind there are."""
    from checker.readers.tables.imports import imported

    batches = (
        columns
        for one in maps
        for file, path in one.files
        for columns in imported(one.map, file, path, one.lookup, unknown, sheet)
    )
    kept = _kept(batches, faults)
    parquet = maps[0].output is not None and maps[0].output.suffix == ".parquet"
    rows = _write_parquet(kept, [one.map for one in maps], stream) if parquet else _write_jsonl(kept, stream)
    return Counter({maps[0].map.about: rows})


def _write_jsonl(batches: Iterator[Columns], stream: IO[bytes]) -> int:
    import json

    number = 0
    for columns in batches:
        for row in _rows(columns):
            stream.write(f"{json.dumps(row, ensure_ascii=False)}\n".encode())
            number += 1
    return number


def _write_parquet(batches: Iterator[Columns], maps: Sequence[ColumnMap], stream: IO[bytes]) -> int:
    import pyarrow as pa
    import pyarrow.parquet as pq

    from checker.readers.tables.shape import sort_of

    kinds = {"flag": pa.bool_(), "list": pa.list_(pa.string())}
    names = dict.fromkeys(name for one in maps for name in one.fields)
    schema = pa.schema([(name, kinds.get(sort_of(maps[0].about, name), pa.string())) for name in names])
    number = 0
    with pq.ParquetWriter(stream, schema) as writer:
        for columns in batches:
            rows = len(columns.rows)
            arrays = [
                columns.fields[one.name].cast(one.type) if one.name in columns.fields else pa.nulls(rows, one.type)
                for one in schema
            ]
            writer.write_batch(pa.record_batch(arrays, schema=schema))
            number += rows
    return number
