"""A value that its quote does not say fails the gate, at its place, and passes it as what other rules find does."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from checker.cli.main import main

SIZE = {"size": {"label": "size", "datatype": "quantity", "kind": "constant"}}
WRONG = {"value": "2,232", "quote": "It carried 2,223 people"}
ALLOWED = {"allow": [{"rule": "value-not-in-quote", "because": "a misprint of the page"}]}
AS_OF = ("--as-of", "2026-11-22", "--no-cache", "--isolated")


def run(*arguments: str | Path) -> tuple[int, str]:
    done = CliRunner().invoke(main, [*map(str, arguments)])
    return done.exit_code, done.output


@pytest.mark.parametrize(
    ("claim", "flags", "code", "state"),
    [
        pytest.param(WRONG, (), 1, "new", id="an error"),
        pytest.param(WRONG | ALLOWED, (), 0, "suppressed", id="let pass by its claim"),
        pytest.param(WRONG, ("--ignore", "value-not-in-quote"), 0, None, id="a rule that does not run"),
        pytest.param(WRONG, ("--fail-on", "never"), 0, "new", id="a gate that lets all pass"),
        pytest.param({"value": "2,223", "quote": "many people"}, (), 0, "new", id="a warning"),
        pytest.param({"value": "2,223", "quote": "many people"}, ("--fail-on", "warning"), 1, "new", id="that fails"),
        pytest.param({"value": "2,223", "quote": "It carried 2,223 people"}, (), 0, None, id="as the quote says"),
    ],
)
def test_the_gate(build: Callable[..., Path], claim: dict, flags: tuple[str, ...], code: int, state: str) -> None:
    found, output = run("check", build({"one": [claim]}, SIZE), *AS_OF, "--format", "json", *flags)
    told = [one for one in json.loads(output)["disagreements"] if one["question"].startswith("value-not-in-quote")]
    assert (found, [one["state"] for one in told]) == (code, [state] if state else [])


def test_the_message_names_both_and_the_next_step_at_the_value(build: Callable[..., Path]) -> None:
    root = build({"one": [WRONG]}, SIZE)
    _, output = run("check", root, *AS_OF, "--color", "never")
    assert "error: the quote says 2,223, the value 2,232" in output
    lines = (root / "one.yaml").read_text("utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if '"value"' in text)
    assert f"one.yaml:{line}:{lines[line - 1].index(': ') + 3}" in output
    assert "correct the value or the quote, or say in `because` what it rests on" in output


def test_a_ruling_settles_it(build: Callable[..., Path]) -> None:
    root = build({"one": [WRONG]}, SIZE)
    _, output = run("check", root, *AS_OF, "--format", "json")
    (one,) = json.loads(output)["disagreements"]
    ruled = ("--right", "A", "--reason", "so the page says", "--reviewer", "ann", "--claims", root)
    assert run("decide", one["id"], *ruled, *AS_OF)[0] == 0
    assert run("check", root, *AS_OF)[0] == 0


def test_because_is_shown_where_the_claim_is(build: Callable[..., Path]) -> None:
    claim = {"value": "1951", "quote": "signed then", "because": "1951, by its heading"}
    signed = {"signed": {"label": "signing", "datatype": "date", "kind": "event"}}
    root = build({"one": [claim], "two": [{"value": "1960"}]}, signed)
    for arguments in (("--format", "text"), ("--format", "json"), ("--format", "markdown")):
        assert "1951, by its heading" in run("check", root, *AS_OF, *arguments)[1], arguments
