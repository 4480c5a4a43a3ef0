"""`checker report`: everything that was found as one page for people."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from checker.cli.common import Flags, check_options, folder, save
from checker.cli.errors import stoppable
from checker.cli.export import base_of

BESIDE = ("badge", "dashboard")
"""Formats that a site has beside its pages."""


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="The page (default: report.html).",
)
@click.option(
    "--site",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Write a folder of pages instead: one for each subject and document, and a search.",
)
@click.option("--new-since", metavar="REF", help="Mark what is new since the branch left REF.")
@click.option("--no-context", is_flag=True, help="Show quotes without the sentences that they stand in.")
@click.option(
    "--texts", "whole", is_flag=True, help="Show the documents' texts too, their claims underlined (with --documents)."
)
@click.option(
    "--history",
    type=click.Path(path_type=Path),
    metavar="FILE|DIR",
    help="Keep a line of this run there, and show what is open since when.",
)
@click.option(
    "--claim-reviews",
    "reviews",
    callback=base_of,
    metavar="URI",
    help="Carry decisions as ClaimReview, with names that begin with this URI (urn:checker: will do).",
)
@click.option("--open", "opens", is_flag=True, help="Open the page in a browser.")
@check_options
def report(
    paths: tuple[Path, ...],
    output: Path | None,
    site: Path | None,
    new_since: str | None,
    no_context: bool,
    whole: bool,
    history: Path | None,
    reviews: str | None,
    opens: bool,
    flags: Flags,
) -> None:
    """Check a corpus and write the report: one HTML page that needs no network and no scripts, or with --site a folder
    of them, which can be of any size.

    With --documents quotes stand in their sentences, and with --texts too the documents can be read in full. The exit
    codes are those of check.
    """
    from dataclasses import replace
    from itertools import chain

    from checker.cli.history import kept_in
    from checker.cli.since import since
    from checker.cli.site import save_site
    from checker.exporting.formats import form_of as form_named
    from checker.exporting.names import Names
    from checker.report.explain import counted, summary
    from checker.report.formats import NAMES, format_of
    from checker.report.html.site import INDEX
    from checker.report.html.site import site as pages
    from checker.run import exit_code

    if site and output:
        raise click.UsageError("--site writes a folder of pages, --output one page; name one of them")
    if site and reviews:
        raise click.UsageError("--claim-reviews is for the one page; leave out --site")
    name, sign, path = str(output or "").partition("=")
    if sign and name in NAMES:
        step = f"checker check --output {name}={path or 'FILE'}"
        raise click.UsageError(
            f"found --output {output}, expected a file: report writes one page; {step} writes {name}"
        )
    with stoppable():
        request, every, result, options = since(paths, flags, new_since)
    if history and request.chosen:
        raise click.UsageError("--history keeps runs of the whole corpus: leave the paths out")
    kept = kept_in(history, every) if history else None
    if kept:
        result = replace(result, faults=tuple(sorted((*result.faults, *kept.faults))))
    texts = None if no_context else request.documents
    if whole and texts is None:
        raise click.UsageError(
            "--texts shows the documents' texts: name their folder with --documents, without --no-context"
        )
    options = replace(
        options,
        fail_on=request.policy.fail_on,
        max_tensions=request.policy.max_tensions,
        folder=folder(request.root),
        texts=texts,
        whole_texts=whole,
        trend=kept.trend if kept else options.trend,
        json_ld=form_named("claimreview").write(every, Names(reviews)).text if reviews else "",
    )
    if site:
        beside = ((f"{name}.{format_of(name).extension}", format_of(name).write(every, options)) for name in BESIDE)
        written = f"{counted(save_site(site, chain(beside, pages(result, options))), 'file')} to {site}"
        first = site / INDEX
    else:
        written = first = output or Path("report.html")
        save(first, format_of("html").write(result, options))
    if kept:
        kept.save()
    faults = f"; {counted(result.fault_count, 'fault')} in the input" if result.faults else ""
    click.echo(f"wrote {written} ({summary(result)}{faults})")
    if opens:
        click.launch(first.resolve().as_uri())
    sys.exit(exit_code(result, request.policy, outvoted=options.outvoted, removes=options.removes))
