"""The tables of a corpus, and who reads them: this process, or Spark."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from checker.scale.engine import ScanOptions, Tables


@contextmanager
def open_tables(options: ScanOptions, files: Sequence[tuple[str, Path]]) -> Iterator[Tables]:
    """The tables in the files of a corpus, and those at addresses."""
    if options.engine == "spark" or options.addresses:
        from checker.scale.spark import tables

        with tables(options, files) as opened:
            yield opened
        return
    from checker.readers.tables.claims import read_chosen
    from checker.scale.read import read_here

    yield Tables([name for name, _ in files], partial(read_here, options, files), partial(read_chosen, files))
