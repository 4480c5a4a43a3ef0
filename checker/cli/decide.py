"""`checker decide`: rule on a disagreement, take a ruling back, list what was ruled."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker.cli.common import ROOT, Flags, checked, corpus_options, day, requested
from checker.cli.errors import stored
from checker.model.decision import RULINGS, Decision
from checker.model.fault import Mark

if TYPE_CHECKING:
    from checker.model.disagreement import Disagreement
    from checker.model.result import Result
    from checker.request import Request

NEAR = 5
"""Identifiers that a message lists where several fit."""


@click.command()
@click.argument("name", metavar="[ID]", required=False, default="")
@click.option("--right", multiple=True, metavar="POSITION", help="A position that is right; repeatable.")
@click.option("--wrong", multiple=True, metavar="POSITION", help="A position that is wrong; repeatable.")
@click.option("--verdict", type=click.Choice(RULINGS), help="Another ruling; with --list: only such.")
@click.option("--reason", default="", help="Its ground, in words that another analyst can check.")
@click.option("--claim", "claims", multiple=True, metavar="REF", help="With claim-file-wrong: a claim; repeatable.")
@click.option("--reviewer", default="", metavar="NAME", help="Who rules (default: the user of git).")
@click.option("--review-by", callback=day, metavar="DATE", help="From this day on it is open again.")
@click.option("--until", callback=day, metavar="DATE", help="With defer: until when.")
@click.option("--revoke", is_flag=True, help="Take the ruling back.")
@click.option("--list", "listing", is_flag=True, help="List what was ruled.")
@click.option("--stale", is_flag=True, help="With --list: only what no longer holds.")
@click.option("--renamed-since", metavar="REF", help="Move all rulings along with what has another name since REF.")
@ROOT
@corpus_options
def decide(
    name: str,
    right: tuple[str, ...],
    wrong: tuple[str, ...],
    verdict: str | None,
    reason: str,
    claims: tuple[str, ...],
    reviewer: str,
    review_by: str | None,
    until: str | None,
    revoke: bool,
    listing: bool,
    stale: bool,
    renamed_since: str | None,
    root: Path | None,
    flags: Flags,
) -> None:
    """Rule on the disagreement ID (its beginning is enough where only one begins so; a finding's ID means its
    disagreement).

    A POSITION is its value or its letter, A for the first that checker check lists. The ruling is one small file below
    claims/decisions: commit it. It holds until a position comes or goes, or a claim that holds one, its quote or its
    document's edition changes; support that is added changes nothing.
    """
    from checker.cli.move import move_along
    from checker.decisions.files import slug
    from checker.request import settings_of

    if renamed_since:
        move_along(root, flags, renamed_since)
        return
    request = requested((root,) if root else (), flags)
    if listing:
        _list(request, name, verdict, reviewer, stale)
        return
    if not name:
        raise click.UsageError("name the disagreement, as checker check prints it; or ask for --list")
    if revoke:
        _revoke(request, name, reviewer)
        return
    verdict = _verdict(verdict, right, wrong)
    if not verdict or not reason.strip():
        raise click.UsageError(
            f"a ruling needs --right, --wrong or --verdict, and --reason; the verdicts are {', '.join(RULINGS)}"
        )
    given = Decision(
        "",
        verdict,  # type: ignore[bad-argument-type]  # click has checked it
        reason.strip(),
        reviewer_of(request, reviewer),
        request.as_of,
        (),
        Mark(""),
        positions=right or wrong,
        claims=claims,
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
    one = _disagreement(name, checked(replace(request, chosen=())))
    path = files.path_of(request.root, one.id, given.reviewer)
    try:
        stored(lambda: rule_on(request.root, one, given, before.get(path, store.ABSENT)), path)
    except Invalid as invalid:
        raise click.UsageError(str(invalid)) from None
    click.echo(f"{one.id}: {given.verdict} by {given.reviewer}, in {name_of(path, request.root)}")


def _revoke(request: Request, name: str, reviewer: str) -> None:
    """Takes a ruling back; the disagreement may be gone already."""
    from checker.decisions import files, store
    from checker.decisions.names import fits
    from checker.decisions.ruling import take_back

    who = reviewer_of(request, reviewer)
    paths = [
        path for path in sorted((request.root / files.FOLDER).glob(f"*/{who}.yaml")) if fits(name, path.parent.name)
    ]
    exact = [path for path in paths if path.parent.name == name]
    path = _one(exact or paths, [p.parent.name for p in paths], name, f"no ruling of {who} on it")
    digest, disagreement = store.seen(path), path.parent.name
    stored(lambda: take_back(request.root, disagreement, who, digest), path)
    click.echo(f"{disagreement}: the ruling of {who} is taken back")


def _verdict(verdict: str | None, right: tuple[str, ...], wrong: tuple[str, ...]) -> str | None:
    """The ruling that the options give together."""
    given = [*(["right"] if right else []), *(["wrong"] if wrong else []), *([verdict] if verdict else [])]
    if len(set(given)) > 1:
        raise click.UsageError(f"found {' and '.join(dict.fromkeys(given))}; expected one ruling; leave out the others")
    return given[0] if given else None


def _list(request: Request, name: str, verdict: str | None, reviewer: str, stale: bool) -> None:
    from checker.decisions import files, people
    from checker.decisions.audit import said
    from checker.decisions.folder import read_decisions
    from checker.decisions.names import fits
    from checker.decisions.standing import standing
    from checker.report.safe import visible

    result = checked(replace(request, chosen=()))
    read = read_decisions(request.root)
    everybody = people(result, read.decisions, request.policy)
    there = {one.id: one for one in result.disagreements}
    for d in read.decisions:
        one = there.get(d.disagreement)
        state = standing(d, one, everybody, result.as_of) if one else "unused"
        if one and one.decision and one.decision.state == "disputed" and state in ("decided", "proposed"):
            state = "disputed"
        wanted = (
            fits(name, d.disagreement)
            and verdict in (None, d.verdict)
            and files.slug(reviewer) in ("", files.slug(d.reviewer))
        )
        if wanted and (not stale or state in ("stale", "unused")):
            click.echo(visible(f"{state:<9} {said(d):<16} {d.disagreement}  {d.reviewer}, {d.date}: {d.reason}"))
    for fault in read.faults:
        click.echo(visible(f"{fault.mark}: {fault.code}: {fault.field}: {fault.message}"), err=True)
    sys.exit(2 if read.faults else 0)


def _disagreement(name: str, result: Result) -> Disagreement:
    """The disagreement of that name, or the one to which the finding of that name belongs."""
    from checker.decisions import RULES
    from checker.decisions.names import fits

    possible = [one for one in result.disagreements if one.witness.rule not in RULES]
    ways = (
        [one for one in possible if one.id == name],
        [one for one in possible if any(finding.id == name for finding in one.findings)],
        [one for one in possible if fits(name, one.id) or any(fits(name, finding.id) for finding in one.findings)],
    )
    found = next(filter(None, ways), [])
    otherwise = "no such disagreement; checker check --show-reconciled lists them"
    return _one(found, [one.id for one in found], name, otherwise)


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
