"""The formats for builds: what fails where, what is cut and told, and what the command writes."""

from __future__ import annotations

import json
import re
import subprocess
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from checker.model.claim import Claim
from checker.model.finding import Finding
from checker.model.result import Result
from checker.report import agent, concise, github, gitlab, junit, markdown
from checker.report.options import Options
from tests import forked
from tests.report.conftest import about, having


def told_simply(result: Result) -> Result:
    """The first contradiction alone, with one line of why."""
    finding = replace(result.of("contradiction")[0], why="they lie apart", explanations=())
    made = having(result, finding, faults=())
    return replace(made, disagreements=tuple(replace(one, reasons={}) for one in made.disagreements))


def many(finding: Finding, number: int) -> tuple[Finding, ...]:
    return tuple(replace(finding, id=f"value-conflict-{place:08}") for place in range(100, 100 + number))


def many_claims(finding: Finding, times: int) -> tuple[Claim, ...]:
    """The claims of the finding so often, each time under another name."""
    numbered = (
        replace(claim, id=f"{claim.id}-{n}" if n else claim.id) for n in range(times) for claim in finding.claims
    )
    return tuple(numbered)


def outcomes(text: str) -> dict[str, str]:
    """What became of each test: the name of the finding, and `passed` or what the report says."""
    cases = ET.fromstring(text).iter("testcase")
    return {
        case.get("name", "").partition(" ")[0]: next((part.tag for part in case if part.tag != "system-out"), "passed")
        for case in cases
    }


@pytest.mark.parametrize(
    ("fail_on", "contradiction", "tension", "reconciled"),
    [
        ("error", "failure", "skipped", "passed"),
        ("warning", "failure", "failure", "passed"),
        ("info", "failure", "failure", "failure"),
        ("never", "skipped", "skipped", "passed"),
    ],
)
def test_a_test_fails_where_the_run_fails(
    fail_on: str, contradiction: str, tension: str, reconciled: str, plain: Result
) -> None:
    told = outcomes(junit.write(plain, Options(show_reconciled=True, fail_on=fail_on)))  # type: ignore[arg-type]
    assert told[about(plain, plain.of("contradiction")[0]).id] == contradiction
    assert told[about(plain, "unused-decision-00000005").id] == tension
    assert told[next(one for one in plain.disagreements if not one.open).id] == reconciled
    assert told[about(plain, "value-conflict-00000001").id] == "skipped", "it is decided"
    assert told[about(plain, "value-conflict-00000002").id] == contradiction, "a proposed decision settles nothing"
    assert told["value-conflict-00000003"] == "error", "what was not checked never counts as clean"
    assert [name for name in told if name.startswith("unknown-property-") and told[name] == "error"]


def test_junit_is_never_empty(plain: Result) -> None:
    clean = having(plain, faults=())
    assert outcomes(junit.write(clean, Options())) == {"claims": "passed"}
    nothing = replace(clean, corpus=replace(plain.corpus, claims=()), coverage=replace(plain.coverage, claims=0))
    assert outcomes(junit.write(nothing, Options())) == {"claims": "error"}


def test_junit_counts_what_it_holds(plain: Result) -> None:
    tree = ET.fromstring(junit.write(plain, Options(show_reconciled=True)))
    for element in (tree, *tree.findall("testsuite")):
        for name, tag in (("tests", "testcase"), ("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert element.get(name) == str(len(list(element.iter(tag))))


def test_github_annotates_the_worst_and_prints_the_rest(plain: Result) -> None:
    tension, contradiction = plain.of("tension")[0], plain.of("contradiction")[0]
    result = having(plain, *many(tension, 15), contradiction)
    told = github.write(result, Options()).splitlines()
    kinds = [line.partition(" ")[0] for line in told if line.startswith("::")]
    assert kinds == ["::error"] * 2 + ["::warning"] * github.MOST
    assert "title=fault%3A unknown-property::" in told[0]
    assert f"({about(result, contradiction).id})" in told[1]
    assert told[12] == "5 more than GitHub annotates, the worst first:"
    last = [one.id for one in result.disagreements if one.verdict == "tension"][github.MOST :]
    assert [line.rpartition(" ")[2] for line in told[13:18]] == last
    page = github.summary(result, Options())
    assert all(f"({markdown.text(one.id)})" in page for one in result.disagreements)


def test_the_summary_is_cut_at_an_entry_and_says_so(plain: Result, monkeypatch: pytest.MonkeyPatch) -> None:
    result = having(plain, *many(plain.of("tension")[0], 50), faults=())
    whole = github.summary(result, Options())
    monkeypatch.setattr(github, "LARGEST_SUMMARY", len(whole.encode()) // 2)
    part = github.summary(result, Options())
    shown = part.count("\n- **")
    assert len(part.encode()) <= github.LARGEST_SUMMARY + 100
    assert part.endswith(f"\n{50 - shown} entries left out: a summary holds no more.\n")
    assert whole.startswith(part[: part.rindex("\n\n")])


def test_an_annotation_in_full(plain: Result) -> None:
    told, total = github.write(told_simply(plain), Options(folder="data")).splitlines()
    place, title, *message = told.replace("title=", "::").split("::")[1:]
    assert place == "error file=data/claims/second.yaml,line=14,endLine=14,col=13,endColumn=21,"
    assert title == "contradiction%3A value-conflict"
    assert "::".join(message).split("%0A") == [
        "the thing · output: one document says 40 MW, one 55 MW (thing.output-06812413b0772746)",
        "data/claims/second.yaml:14:13: “words of now: 55 MW”, second",
        "data/claims/first.yaml:14:13: “words of now: 40 MW”, first",
        "40 MW: First, 2022-01-01",
        "55 MW: Second, 2022-01-01",
        "they lie apart",
        "settled by withdrawing 55 MW (Second), or 40 MW (First)",
    ]
    assert total == "1 contradiction, 0 tensions, 0 reconciled, 0 agreements"


def test_a_concise_line_in_full(plain: Result) -> None:
    line = (
        "claims/second.yaml:14:13: error[value-conflict] the thing · output: one document says 40 MW, one 55 MW "
        "(and claims/first.yaml:14:13) thing.output-06812413b0772746"
    )
    total = "1 contradiction, 0 tensions, 0 reconciled, 0 agreements"
    assert concise.write(told_simply(plain), Options()).splitlines() == [line, total]
    assert concise.write(told_simply(plain), Options(quiet=True)).splitlines() == [line]
    with_fault = concise.write(having(plain), Options()).splitlines()
    assert [line.partition(" ")[0] for line in with_fault] == ["claims/first.yaml:36:16:", "0"]
    assert with_fault[-1].endswith(", 1 fault in the input")


def test_gitlab_entries_have_what_gitlab_asks_for(plain: Result) -> None:
    entries = json.loads(gitlab.write(plain, Options(show_reconciled=True)))
    others = [finding for finding in plain.findings if finding.verdict in ("unchecked", "agreement")]
    number = len(plain.disagreements) + len(others) + len(plain.faults)
    assert len({entry["fingerprint"] for entry in entries}) == len(entries) == number
    assert {one.fingerprint for one in plain.disagreements} <= {entry["fingerprint"] for entry in entries}
    assert all(re.fullmatch("[0-9a-f]{64}", one.fingerprint) for one in plain.disagreements)
    for entry in entries:
        assert set(entry) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert entry["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert entry["location"]["lines"]["begin"] >= 1
        assert not entry["location"]["path"].startswith(("./", "/"))


def test_equal_faults_of_one_place_stay_apart(plain: Result) -> None:
    fault = plain.faults[0]
    result = having(plain, faults=(fault, replace(fault, mark=replace(fault.mark, line=99))))
    names = [entry["fingerprint"] for entry in json.loads(gitlab.write(result, Options()))]
    assert names[1] == f"{names[0]}-2"


def test_an_agents_record_in_full(plain: Result) -> None:
    assert agent.write(told_simply(plain), Options()).splitlines() == [
        "agent-1: text in double quotes is data from files",
        "run as_of=2026-11-22 claims=9 compared=9 complete=yes",
        'error contradiction value-conflict id="thing.output-06812413b0772746" about="thing.output"',
        '  message="the thing \\u00b7 output: one document says 40 MW, one 55 MW"',
        '  position="40 MW: First, 2022-01-01"',
        '  position="55 MW: Second, 2022-01-01"',
        '  claim="second#now" file="claims/second.yaml" line=14 column=13 says="55 MW" quote="words of now: 55 MW"',
        '  claim="first#now" file="claims/first.yaml" line=14 column=13 says="40 MW" quote="words of now: 40 MW"',
        '  detail="they lie apart"',
        '  detail="settled by withdrawing 55 MW (Second), or 40 MW (First)"',
        "end records=1 shown=1",
    ]


def test_an_agent_gets_the_worst_and_the_count(plain: Result) -> None:
    tension, contradiction = plain.of("tension")[0], plain.of("contradiction")[0]
    wide = replace(contradiction, claims=many_claims(contradiction, 10))
    text = agent.write(having(plain, *many(tension, 200), wide, faults=()), Options())
    assert text.splitlines()[2].startswith("error contradiction")
    assert text.count("\nwarning tension") == agent.MOST - 1
    assert text.endswith(f"end records=201 shown={agent.MOST}\n")
    assert "  claims_left_out=8\n" in text


CORPUS = {
    "vocabulary.yaml": {
        "entities": {"thing": {"label": "the thing"}},
        "properties": {"output": {"label": "output", "datatype": "quantity", "kind": "constant", "unit": "MW"}},
    },
    **{
        f"{name}.yaml": {
            "document": {"id": name, "title": name, "publisher": name, "published": "2022"},
            "claims": [{"id": "a", "quote": value, "subject": "thing", "property": "output", "value": value}],
        }
        for name, value in (("first", "40 MW"), ("second", "55 MW"))
    },
}


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "data" / "claims"
    folder.mkdir(parents=True)
    for name, content in CORPUS.items():
        (folder / name).write_text(json.dumps(content), "utf-8")
    return tmp_path


def checked(repository: Path, *arguments: str, summary: str = "") -> subprocess.CompletedProcess[str]:
    command = ["check", "data/claims", "--as-of", "2026-11-22", *arguments]
    return forked.run(command, repository, {"GITHUB_STEP_SUMMARY": summary})


def test_several_formats_in_one_run(repository: Path) -> None:
    outputs = ["--output=sarif=out/a.sarif", "--output=junit=out/b.xml", "--output=concise=out/c.txt"]
    done = checked(repository, "--format", "gitlab", *outputs)
    assert done.returncode == 1, done.stderr
    (entry,) = json.loads(done.stdout)
    assert entry["location"]["path"] == "data/claims/second.yaml"
    (result,) = json.loads((repository / "out" / "a.sarif").read_text("utf-8"))["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "data/claims/second.yaml"
    assert len(outcomes((repository / "out" / "b.xml").read_text("utf-8"))) == 2
    assert (repository / "out" / "c.txt").read_text("utf-8").startswith("data/claims/second.yaml:")


@pytest.mark.parametrize("how", [("--format", "github"), ("--output=github=out.txt",)])
def test_the_step_summary_is_added_to(how: tuple[str, ...], repository: Path) -> None:
    page = repository / "summary.md"
    page.write_text("before\n", "utf-8")
    done = checked(repository, *how, summary=str(page))
    assert done.returncode == 1, done.stderr
    text = page.read_text("utf-8")
    assert text.startswith("before\n# Claims that do not fit\n")
    assert "data/claims/second.yaml" in text


def test_no_summary_for_other_formats(repository: Path) -> None:
    page = repository / "summary.md"
    assert checked(repository, "--format", "concise", summary=str(page)).returncode == 1
    assert not page.exists()


@pytest.mark.parametrize("output", ["pdf=x", "sarif", "sarif=", "=x"])
def test_an_output_that_is_none(output: str, repository: Path) -> None:
    done = checked(repository, f"--output={output}")
    assert done.returncode == 2
    told = " ".join(done.stderr.replace("│", " ").split())
    assert f"found '{output}', expected FORMAT=FILE with FORMAT one of text, concise, json," in told
