"""The public interface for Python: a corpus is checked, and what was found are plain frozen values.

What `checker.__all__` names is public, with the fields and methods that its documentation names; everything else may
change with any release.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from datetime import date
from html import escape
from os import PathLike
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

from checker import run
from checker.evaluate import RULE_IDS
from checker.model import result as model
from checker.model.box import Key
from checker.model.claim import Claim, Document
from checker.model.corpus import Corpus
from checker.model.disagreement import Disagreement, Position, Question
from checker.model.fault import Fault, Mark
from checker.model.finding import Explanation, Finding
from checker.model.policy import Policy
from checker.model.sources import SourceFigures, Sources, SupportedQuestion, SupportedValue
from checker.model.vocabulary import Vocabulary
from checker.readers import load as readers
from checker.readers.names import aliases, suggestion
from checker.report.dispute import told_claims
from checker.report.explain import counted, summary
from checker.report.options import Options
from checker.request import request_of
from checker.scale.engine import ENGINE_NAMES, EngineName, ScanOptions
from checker.scale.engines import EngineError

Source = str | PathLike[str] | Mapping[str, str | Mapping[str, Any]]
"""A folder of claim files (or a file in one, which then is what the result is about); or the files themselves: by name,
each as the text of a YAML file or as what that would hold. `vocabulary` names the vocabulary.
"""

MOST_SHOWN = 20
"""Disagreements that a notebook shows of a result."""


@dataclass(frozen=True, slots=True, repr=False)
class Result(model.Result):
    """What a check found, settled: with what people ruled and under a policy. `disagreements` come in a fixed order,
    the gravest first; iterating over the result yields them. `findings` are the evidence.
    """

    policy: Policy = Policy()

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims that were checked one by one."""
        return self.corpus.claims

    @property
    def documents(self) -> tuple[Document, ...]:
        return self.corpus.documents

    @property
    def open(self) -> tuple[Disagreement, ...]:
        """Contradictions and tensions that nobody has settled."""
        return tuple(one for one in self.disagreements if one.open and not one.settled)

    @property
    def agreements(self) -> tuple[Finding, ...]:
        return self.of("agreement")

    @property
    def exit_code(self) -> int:
        """What the command ends with: 0 clean, 1 open disagreements, 2 a fault in the input, 3 incomplete."""
        return run.exit_code(self, self.policy)

    def __iter__(self) -> Iterator[Disagreement]:
        return iter(self.disagreements)

    def __repr__(self) -> str:
        claims, documents = counted(self.coverage.claims, "claim"), counted(len(self.documents), "document")
        faults = f"; {counted(self.fault_count, 'fault')}" if self.faults else ""
        words = summary(self)
        return f"<checker.Result: {claims} in {documents}, as of {self.as_of}: {words}{faults}>"

    def _repr_html_(self) -> str:
        """A table of what is open, for notebooks."""
        open_ = self.open
        rows = "".join(
            f"<tr><td>{one.verdict}</td><td>{escape(one.title)}</td><td>{escape(one.id)}</td></tr>"
            for one in open_[:MOST_SHOWN]
        )
        more = f"<p>and {len(open_) - MOST_SHOWN:,} more</p>" if len(open_) > MOST_SHOWN else ""
        table = f"<table><tr><th>verdict</th><th>disagreement</th><th>id</th></tr>{rows}</table>" if rows else ""
        return f"<p>{escape(repr(self)[1:-1])}</p>{table}{more}"

    def to_json(self) -> str:
        """The findings report, as `checker check --format json` prints it."""
        from checker.report.json import write

        return write(self)

    def sources_to_json(self) -> str:
        """The sources against one another, as `checker sources --format json` prints them."""
        from checker.report.sources import write_json

        return write_json(self)

    def to_text(self, *, show_reconciled: bool = False) -> str:
        """The report as `checker check` prints it."""
        from checker.report.text import write

        return write(self, Options(show_reconciled=show_reconciled, fail_on=self.policy.fail_on))

    def to_dataframe(self, library: Literal["pandas", "polars"] | None = None, *, table: str = "") -> Any:
        """The disagreements as a data frame, one row each; or a `table` of those that `checker export` writes, such as
        `claims`. Of pandas where it is installed, else of polars.

        Raises `ImportError` where the library is not there, and `ValueError` where it or the table is none.
        """
        from checker.exporting.frames import frame, library_of, table_of

        if table:
            return frame(table_of(table), self, library_of(library))
        columns: dict[str, list] = {name: [] for name in COLUMNS}
        for one in self.disagreements:
            state = one.decision.state if one.decision else None
            claims = told_claims(one)
            documents = list(dict.fromkeys(claim.document.id for claim in claims))
            head = (one.id, one.question.name, one.verdict, one.severity, list(one.reasons), one.title)
            values = [position.value for position in one.positions]
            row = (*head, values, documents, [claim.ref for claim in claims], [f.id for f in one.findings], state)
            for name, cell in zip(COLUMNS, row, strict=True):
                columns[name].append(cell)
        return library_of(library).DataFrame(columns)


COLUMNS = (
    "id", "question", "verdict", "severity", "reasons", "title", "positions", "documents", "claims", "findings",
    "state",
)  # fmt: skip


def check(
    claims: Source = "claims",
    *,
    documents: str | PathLike[str] | None = None,
    as_of: date | str | None = None,
    policy: Policy | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    config: str | PathLike[str] | bool = True,
    engine: EngineName = "auto",
) -> Result:
    """Check claims, and quotes against the texts in the folder `documents`; `as_of` is the day that counts as now.

    A folder is checked as `checker check` does it: the nearest configuration file counts (`config` names another one,
    or `False` for none), and so do the decisions and the baseline beside the claims. Arguments go before it: `policy`
    replaces its policy as a whole, `select` and `ignore` name rules.

    Raises `ValueError` for a folder, file, rule or day that is none, and `EngineError` where an engine cannot go on.
    What is wrong in the claim files is no exception: it is in `faults`, and the exit code is 2.
    """
    flags: dict[str, Any] = {
        "documents": _existing(documents, "documents") if documents is not None else None,
        "as-of": None if as_of is None else _day(as_of),
        "select": _rules(select, "select"),
        "ignore": _rules(ignore, "ignore"),
        "config": None if isinstance(config, bool) else _existing(config, "config"),
        "isolated": config is False or isinstance(claims, Mapping),
        "no-cache": isinstance(claims, Mapping),
    }
    if policy:
        _rules((*policy.select, *policy.ignore, *policy.severity), "policy")
    if engine not in ENGINE_NAMES:
        raise ValueError(f"engine: found {engine!r}, expected one of {', '.join(ENGINE_NAMES)}")
    with _folder(claims) as folder:
        asked = request_of([folder], {name: value for name, value in flags.items() if value}, ScanOptions(engine))
        asked = _under(asked, policy) if policy else asked
        settled = run.check(asked)
    shared = {field.name: getattr(settled, field.name) for field in fields(model.Result)}
    return Result(**shared, policy=asked.policy)


def load(claims: Source = "claims") -> Corpus:
    """The documents, claims and vocabulary of a corpus, with what could not be read in `faults`.

    Raises `ValueError` where there is no such folder.
    """
    with _folder(claims) as folder:
        return readers.load(folder)


def _under(asked: run.Request, policy: Policy) -> run.Request:
    select, ignore = (getattr(asked.policy, name) for name in ("select", "ignore"))
    return replace(asked, policy=replace(policy, select=policy.select or select, ignore=policy.ignore or ignore))


@contextmanager
def _folder(claims: Source) -> Iterator[Path]:
    """Where the claims lie; those given in memory lie in a folder only while they are checked."""
    if not isinstance(claims, Mapping):
        yield _existing(claims, "claims")
        return
    with TemporaryDirectory(prefix="checker-") as place:
        root = Path(place) / "claims"
        root.mkdir()
        for name, content in claims.items():
            if not name.replace("-", "").replace("_", "").isalnum():
                raise ValueError(f"claims: found the file name {name!r}, expected letters, digits, - and _")
            text = (
                content if isinstance(content, str) else json.dumps(content, ensure_ascii=False, indent=1, default=str)
            )
            (root / f"{name}.yaml").write_text(text, "utf-8")
        yield root


def _existing(path: str | PathLike[str], name: str) -> Path:
    found = Path(path)
    if not found.exists():
        what = "file" if name == "config" else "folder"
        raise ValueError(f"{name}: there is no {what} {str(path)!r}")
    return found


def _day(day: date | str) -> str:
    try:
        return day.strftime("%Y-%m-%d") if isinstance(day, date) else date.fromisoformat(day).isoformat()
    except (TypeError, ValueError):
        raise ValueError(f"as_of: found {day!r}, expected a date such as 2026-11-22") from None


def _rules(names: Iterable[str], where: str) -> tuple[str, ...]:
    names = (names,) if isinstance(names, str) else tuple(names)
    known: Mapping[str, str] = aliases(dict.fromkeys(RULE_IDS, ()))
    for name in names:
        if name not in RULE_IDS:
            step = suggestion(name, known, "take it away")
            raise ValueError(f"{where}: {name!r} is no rule; {step} (the rules are {', '.join(RULE_IDS)})")
    return names


__all__ = [
    "Claim",
    "Corpus",
    "Disagreement",
    "Document",
    "EngineError",
    "Explanation",
    "Fault",
    "Finding",
    "Key",
    "Mark",
    "Policy",
    "Position",
    "Question",
    "Result",
    "SourceFigures",
    "Sources",
    "SupportedQuestion",
    "SupportedValue",
    "Vocabulary",
    "check",
    "load",
]
