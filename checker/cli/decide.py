"""`checker decide`: rule on a finding, take a ruling back, list what was ruled."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker.cli.common import ROOT, Flags, checked, corpus_options, day, requested
from checker.cli.errors import refuse
from checker.model.decision import RULINGS, Decision
from checker.model.fault import Mark
from checker.model.finding import REASONS

if TYPE_CHECKING:
    from checker.model.finding import Finding
    from checker.model.result import Result
    from checker.request import Request

NEAR = 5
"""Identifiers that a message lists where several fit."""


@click.command()
@click.argument("name", metavar="[ID]", required=False, default="")
@click.option("--verdict", type=click.Choice(RULINGS), help="The ruling; with --list: only such.")
@click.option("--reason", default="", help="Its ground, in words that another analyst can check.")
@click.option("--why", type=click.Choice(REASONS), default=None, help="With both-right: why both hold.")
@click.option("--wrong", multiple=True, metavar="REF", help="A claim that does not hold, or its letter; repeatable.")
@click.option("--reviewer", default="", metavar="NAME", help="Who rules (default: the user of git).")
@click.option("--review-by", callback=day, metavar="DATE", help="From this day on the finding is open again.")
@click.option("--until", callback=day, metavar="DATE", help="With defer: until when.")
@click.option("--revoke", is_flag=True, help="Take the ruling back.")
@click.option("--list", "listing", is_flag=True, help="List what was ruled.")
@click.option("--stale", is_flag=True, help="With --list: only what no longer holds.")
@ROOT
@corpus_options
def decide(
    name: str,
    verdict: str | None,
    reason: str,
    why: str | None,
    wrong: tuple[str, ...],
    reviewer: str,
    review_by: str | None,
    until: str | None,
    revoke: bool,
    listing: bool,
    stale: bool,
    root: Path | None,
    flags: Flags,
) -> None:
    """Rule on the finding ID (its beginning is enough where only one begins so).

    The ruling is one small file below claims/decisions: commit it. It holds until a claim of the finding, its quote or
    its document's edition changes.
    """
    from checker.decisions.files import slug
    from checker.request import settings_of

    request = requested((root,) if root else (), flags)
    if listing:
        _list(request, name, verdict, reviewer, stale)
        return
    if not name:
        raise click.UsageError("name the finding, as checker check prints it; or ask for --list")
    if revoke:
        _revoke(request, name, reviewer)
        return
    if not verdict or not reason.strip():
        raise click.UsageError(f"a ruling needs --verdict and --reason; the verdicts are {', '.join(RULINGS)}")
    given = Decision(
        "",
        verdict,  # type: ignore[bad-argument-type]  # click has checked it
        reason.strip(),
        reviewer_of(request, reviewer),
        request.as_of,
        (),
        Mark(""),
        why=why or "",
        wrong=wrong,
        review_by=review_by or "",
        until=until or "",
    )
    _rule(request, name, given)
    if (listed := request.policy.reviewers) is not None and given.reviewer not in map(slug, listed):
        origin = settings_of((root,) if root else (), flags).given["reviewers"].origin
        click.echo(f"{given.reviewer} is none of the reviewers ({origin}): the ruling stays a proposal", err=True)


def _rule(request: Request, name: str, given: Decision) -> None:
    """Writes the ruling, unless the same reviewer's file changed while the corpus was checked."""
    from checker.decisions import files, store
    from checker.decisions.ruling import Invalid, rule_on
    from checker.readers.folder import name_of

    before = {path: store.seen(path) for path in (request.root / files.FOLDER).glob(f"*/{given.reviewer}.yaml")}
    finding = _finding(name, checked(replace(request, chosen=())))
    path = files.path_of(request.root, finding.id, given.reviewer)
    try:
        _stored(lambda: rule_on(request.root, finding, given, before.get(path, store.ABSENT)), path)
    except Invalid as invalid:
        raise click.UsageError(str(invalid)) from None
    click.echo(f"{finding.id}: {given.verdict} by {given.reviewer}, in {name_of(path, request.root)}")


def _revoke(request: Request, name: str, reviewer: str) -> None:
    """Takes a ruling back; the finding may be gone already."""
    from checker.decisions import files, store
    from checker.decisions.ruling import take_back

    who = reviewer_of(request, reviewer)
    paths = [
        path for path in sorted((request.root / files.FOLDER).glob(f"*/{who}.yaml")) if _fits(name, path.parent.name)
    ]
    exact = [path for path in paths if path.parent.name == name]
    path = _one(exact or paths, [p.parent.name for p in paths], name, f"no ruling of {who} on it")
    digest, finding = store.seen(path), path.parent.name
    _stored(lambda: take_back(request.root, finding, who, digest), path)
    click.echo(f"{finding}: the ruling of {who} is taken back")


def _list(request: Request, name: str, verdict: str | None, reviewer: str, stale: bool) -> None:
    from checker.decisions import files, people
    from checker.decisions.folder import read_decisions
    from checker.decisions.standing import standing
    from checker.report.safe import visible

    result = checked(replace(request, chosen=()))
    read = read_decisions(request.root)
    everybody = people(result, read.decisions, request.policy)
    there = {finding.id: finding for finding in result.findings}
    for d in read.decisions:
        finding = there.get(d.finding)
        state = standing(d, finding, everybody, result.as_of) if finding else "unused"
        if finding and finding.decision and finding.decision.state == "disputed" and state in ("decided", "proposed"):
            state = "disputed"
        fits = (
            _fits(name, d.finding)
            and verdict in (None, d.verdict)
            and files.slug(reviewer) in ("", files.slug(d.reviewer))
        )
        if fits and (not stale or state in ("stale", "unused")):
            click.echo(visible(f"{state:<9} {d.verdict:<16} {d.finding}  {d.reviewer}, {d.date}: {d.reason}"))
    for fault in read.faults:
        click.echo(visible(f"{fault.mark}: {fault.code}: {fault.field}: {fault.message}"), err=True)
    sys.exit(2 if read.faults else 0)


def _finding(name: str, result: Result) -> Finding:
    from checker.decisions import RULES
    from checker.decisions.ruling import not_ruled

    possible = [finding for finding in result.findings if finding.rule not in RULES]
    found = [f for f in possible if f.id == name] or [f for f in possible if _fits(name, f.id)]
    finding = _one(found, [f.id for f in found], name, "no such finding; checker check --show-reconciled lists them")
    if words := not_ruled(finding):
        raise click.UsageError(words)
    return finding


def _fits(name: str, identifier: str) -> bool:
    """The beginning of an identifier, or of its last part (`7f3a` of `value-conflict-7f3a9c21`)."""
    from checker.decisions.audit import rule_of

    return identifier.startswith(name) or identifier.removeprefix(f"{rule_of(identifier)}-").startswith(name)


def _one(found: Sequence, names: Iterable[str], name: str, otherwise: str):
    if len(found) == 1:
        return found[0]
    if not found:
        raise click.UsageError(f"{name}: {otherwise}")
    several = sorted(names)
    more = f" and {len(several) - NEAR:,} more" if len(several) > NEAR else ""
    raise click.UsageError(f"{name} may be {', '.join(several[:NEAR])}{more}; write more of it")


def reviewer_of(request: Request, name: str) -> str:
    """Who rules: the one named, the only reviewer whom the policy lists, or the user of git."""
    from checker.decisions.files import slug

    listed = request.policy.reviewers or ()
    found = slug(name or (listed[0] if len(listed) == 1 else _git_user(request.root)))
    if not found:
        raise click.UsageError("who rules? give --reviewer NAME, or set user.name in git")
    return found


def _git_user(root: Path) -> str:
    try:
        done = subprocess.run(["git", "config", "user.name"], cwd=root, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout.strip()


def _stored(action, path: Path) -> None:
    from checker.decisions.store import Changed, Outside

    try:
        action()
    except Changed:
        raise refuse(f"{path} changed meanwhile, and nothing was written; look at it and rule again") from None
    except Outside:
        raise click.UsageError(f"{path} lies outside the folder of decisions, by a link; remove the link") from None
    except OSError as error:
        raise click.UsageError(
            f"{path} cannot be written ({error.strerror}); check the rights of its folder"
        ) from error
