"""A small corpus with one contradiction of two claims, the command, and its report."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from checker.cli.main import main
from checker.model.policy import Base, Policy
from checker.readers.load import load
from checker.request import Request
from checker.run import examine

AS_OF = "2026-11-22"
PROPERTIES = {"size": {"label": "size", "datatype": "quantity", "kind": "constant"}}


@dataclass(frozen=True)
class Team:
    """The corpus in `claims/` of the folder in which the commands run."""

    home: Path
    build: Callable[..., Path]

    @property
    def claims(self) -> Path:
        return self.home / "claims"

    def write(self, a: str = "40", b: str = "55", **fields) -> None:
        """Two documents, one claim each; `fields` go to the claim of the second one."""
        documents = {"one": [{"value": a}], "two": [{"value": b, "published": "2021-01-01", **fields}]}
        self.build(documents, PROPERTIES)

    def run(self, *arguments: str, as_of: str = AS_OF) -> Result:
        return CliRunner().invoke(main, [*arguments, "--as-of", as_of])

    def check(self, *arguments: str, as_of: str = AS_OF) -> tuple[int, dict[str, dict]]:
        """The exit code and the findings by rule, each with the ruling on its disagreement."""
        done = self.run("check", "--format", "json", *arguments, as_of=as_of)
        report = json.loads(done.stdout)
        rulings = {one["id"]: one["decision"] for one in report["disagreements"]}
        found = ({**one, "decision": rulings.get(one["disagreement"])} for one in report["findings"])
        return done.exit_code, {one["rule"]: one for one in found}

    def id(self) -> str:
        return self.check()[1]["value-conflict"]["disagreement"]

    def hash(self) -> str:
        """The full hash of the disagreement, as baselines have it."""
        result = examine(Request(self.claims, AS_OF))
        return next(one.question.digest for one in result.disagreements if one.id == self.id())

    def decide(self, verdict: str = "right", *arguments: str, reviewer: str = "ann", as_of: str = AS_OF) -> Result:
        """Rules; `right` and `wrong` are on the first position unless arguments name another."""
        ruling = ("--verdict", verdict)
        if verdict in ("right", "wrong"):
            ruling = () if f"--{verdict}" in arguments else (f"--{verdict}", "A")
        flags = (*ruling, "--reason", "the meter was read twice", "--reviewer", reviewer)
        return self.run("decide", self.id(), *flags, *arguments, as_of=as_of)

    def state(self, *arguments: str, as_of: str = AS_OF) -> str | None:
        decision = self.check(*arguments, as_of=as_of)[1]["value-conflict"]["decision"]
        return decision and decision["state"]

    def files(self) -> dict[str, bytes]:
        """The decisions and the baseline as they stand, by name."""
        paths = [*self.claims.glob("decisions/*/*"), *self.home.glob("*.txt")]
        return {path.relative_to(self.home).as_posix(): path.read_bytes() for path in paths}

    def base(self, policy: Policy | None = None) -> Base:
        """The tree as it stands, as the base of changes to come."""
        return Base(self.files(), load(self.claims).claims, policy or Policy())


@pytest.fixture
def team(build, monkeypatch: pytest.MonkeyPatch) -> Team:
    claims = build({}, PROPERTIES)
    monkeypatch.chdir(claims.parent)
    (claims.parent / ".git").mkdir()
    made = Team(claims.parent, build)
    made.write()
    return made
