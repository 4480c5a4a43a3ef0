"""Options for large tables: which engine screens them, and what it may take."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from checker.cli.progress import progress
from checker.model.box import Key
from checker.scale.engine import ENGINE_NAMES, MASTER, ScanOptions
from checker.scale.engines import DEFAULT, Limits

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checker.model.claim import Claim
    from checker.model.result import Result

UNITS = {"": 1, "KB": 2**10, "MB": 2**20, "GB": 2**30}
LEAST = 128 * 2**20
"""Bytes below which no engine starts."""
ADDRESS = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*://?[^/]*/.")
"""A scheme, a host where there is one, and a path."""


# click calls every callback with these three
# click asks callbacks with these three
def _memory(ctx: click.Context, param: click.Parameter, value: str | None) -> int | None:  # noqa: ARG001
    if value is None:
        return None
    found = re.fullmatch(r"([0-9]{1,6}) ?([KMG]B)", value.strip().upper())
    number = int(found[1]) * UNITS[found[2]] if found else 0
    if number < LEAST:
        raise click.BadParameter(f"found {value!r}, expected at least {LEAST // 2**20}MB, such as 500MB or 4GB")
    return number


# click calls every callback with these three
# click asks callbacks with these three
def _addresses(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:  # noqa: ARG001
    for value in values:
        if not ADDRESS.match(value):
            raise click.BadParameter(f"found {value!r}, expected an address, such as hdfs://host/claims/*.parquet")
    return values


# click calls every callback with these three
# click asks callbacks with these three
def _key(ctx: click.Context, param: click.Parameter, value: str | None) -> Key | None:  # noqa: ARG001
    """A key as reports write it: `mill.length`, `mill.staff[place=north]`."""
    if value is None:
        return None
    name, _, inside = value.removesuffix("]").partition("[")
    subject, _, prop = name.partition(".")
    pairs = [pair.partition("=") for pair in inside.split(",")] if inside else []
    scope = tuple(sorted((dimension.strip(), member.strip()) for dimension, _, member in pairs))
    if not subject or not prop or not all(dimension and member for dimension, member in scope):
        raise click.BadParameter(f"found {value!r}, expected a key, such as mill.length or mill.staff[place=north]")
    return Key(subject, prop, scope)


TABLES: dict[str, Callable] = {
    "engine": click.option(
        "--engine",
        type=click.Choice(ENGINE_NAMES),
        help="What screens tables (default: auto, DuckDB beyond 100,000 rows). The open findings are the same with all "
        "that finish; what agrees or is explained is summed up where tables are screened.",
    ),
    "memory": click.option(
        "--memory", callback=_memory, metavar="SIZE", help="Memory for screening tables, such as 1GB (default: 2GB)."
    ),
    "explain-key": click.option(
        "--explain-key",
        callback=_key,
        metavar="KEY",
        help="Show a key in full, with what is reconciled: mill.length, mill.staff[place=north].",
    ),
    "tables": click.option(
        "--tables",
        callback=_addresses,
        multiple=True,
        metavar="ADDRESS",
        help="Tables elsewhere, for --engine spark: hdfs://host/claims/*.parquet, s3a://…, file:///…; repeatable.",
    ),
    "master": click.option(
        "--master", metavar="URL", help=f"The master of --engine spark (default: {MASTER}), such as spark://host:7077."
    ),
}


def scan_options(flags: Mapping[str, Any]) -> ScanOptions:
    """What the flags ask for."""
    limits = Limits(memory=flags.get("memory") or DEFAULT.memory)
    engine, tables = flags.get("engine") or "auto", flags.get("tables", ())
    if tables and engine != "spark":
        raise click.UsageError(
            "tables at an address are read by Spark; add --engine spark, and --master URL if need be"
        )
    return ScanOptions(engine, limits, flags.get("master") or MASTER, progress(), flags.get("explain-key"), tables)


def about(result: Result, key: Key) -> Result:
    """The result as far as it is about a key. Raises `UsageError` where no claim is."""
    from checker.literals.phrase import show_key

    vocabulary = result.corpus.vocabulary

    def concerns(claim: Claim) -> bool:
        alike = claim.subject == key.subject and vocabulary.root(claim.property) == vocabulary.root(key.property)
        return alike and (not key.scope or claim.scope == key.scope)

    if not any(concerns(claim) for claim in result.corpus.claims):
        raise click.UsageError(f"no claim speaks of {show_key(key)}; name a key as reports do")
    return result.narrowed(f for f in result.findings if any(map(concerns, f.claims)))
