"""What several commands write: files whole or not at all, and faults for which nothing is written."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, NoReturn

import click

if TYPE_CHECKING:
    from checker.model.fault import Fault


def refuse_faults(faults: Iterable[Fault]) -> NoReturn:
    from checker.gate import FAULTY
    from checker.report.safe import visible

    for fault in faults:
        field = f" ({fault.field})" if fault.field else ""
        click.echo(visible(f"{fault.mark}: {fault.code}{field}: {fault.message}"), err=True)
    click.echo("nothing was written", err=True)
    sys.exit(FAULTY)


@contextmanager
def unfinished(output: Path | None) -> Iterator[IO[bytes]]:
    """A file beside the output, or anywhere; it is gone afterwards unless it took the place of the output."""
    import tempfile

    try:
        if output is None:
            with tempfile.TemporaryFile() as stream:
                yield stream
            return
        output.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=output.parent, prefix=".checker-", delete=False) as stream:
            try:
                yield stream
            finally:
                Path(stream.name).unlink(missing_ok=True)
    except OSError as error:
        what = output or "the table"
        raise click.UsageError(f"{what} cannot be written ({error.strerror}); name another file") from error


def finish(stream: IO[bytes], output: Path | None) -> None:
    import shutil

    stream.flush()
    if output is None:
        stream.seek(0)
        shutil.copyfileobj(stream, sys.stdout.buffer)
        sys.stdout.flush()
        return
    os.fsync(stream.fileno())
    made = Path(stream.name)
    made.chmod(0o644)
    made.replace(output)
