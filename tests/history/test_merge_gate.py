"""The page "Put it in front of your merges" is so: its commands run in a fresh repository and print what it shows."""

from __future__ import annotations

import json
import os
import re
import shlex
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from checker.config import OWN
from checker.decisions.baseline import FILE as BASELINE
from checker.readers.folder import APART
from tests.history.conftest import Git, write
from tests.history.page import (
    ACTION,
    HOOKS,
    ROOT,
    action,
    bash,
    block,
    blocks,
    make_hostile,
    outputs,
    shell,
    snippet,
    temporary,
)


@dataclass(frozen=True, slots=True)
class Step:
    """Commands of one block, each with the exit code that it must have, and what the last one prints."""

    commands: tuple[tuple[str, int], ...]
    output: str = ""


def steps() -> list[Step]:
    found: list[Step] = []
    for _, language, text in blocks():
        if language == "sh":
            found.append(Step(tuple(commands(text))))
        elif language == "text":
            found[-1] = Step(found[-1].commands, text)
    return found


def commands(text: str) -> list[tuple[str, int]]:
    """One command a line, with what it reads from `<<'END'`; `# exit 1` behind it is its exit code."""
    found = []
    for body in re.findall(r"^(?:.*<<'END'\n(?:.*\n)*?END|.+)$", text, re.MULTILINE):
        line, sign, code = body.partition("  # exit ")
        found.append((line, int(code) if sign else 0))
    return found


def shown(wanted: str, printed: str) -> bool:
    """The output has these lines, one after the other; `…` stands for any text, alone on a line for any lines."""
    lines = [
        "(?:.*\n)*?" if line == "…" else ".*".join(map(re.escape, line.split("…"))) + "\n"
        for line in wanted.splitlines()
    ]
    return re.search("^" + "".join(lines), printed, re.MULTILINE) is not None


def test_the_page_works_step_by_step(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    environment = shell(tmp_path_factory.mktemp("bin"))
    variables = ""
    for step in steps():
        last = ""
        for command, code in step.commands:
            if assigned := re.match(r"^(\w+)=\$\(", command):
                done = bash(f'{variables}\n{command}\nprintf %s "${assigned[1]}"', tmp_path, environment)
                assert done.stdout, command
                variables += f"{assigned[1]}={shlex.quote(done.stdout)}\n"
            else:
                done = bash(f"{variables}\n{command}", tmp_path, environment)
            assert done.returncode == code, f"{command}\n{done.stdout}{done.stderr}"
            assert "Traceback" not in done.stderr
            last += done.stdout
        assert shown(step.output, last), f"not printed:\n{step.output}\nbut:\n{last}"


def test_the_page_shows_what_it_must() -> None:
    """The steps above are there to be followed: a page without them would pass for the wrong reason."""
    told = [(command, code) for step in steps() for command, code in step.commands]
    assert sum(code == 1 for _, code in told) == 6
    assert sum(code == 3 for _, code in told) == 1
    assert sum(bool(step.output) for step in steps()) == 5


@pytest.mark.parametrize(
    ("wanted", "printed", "fits"),
    [
        ("a …\n…\nz\n", "x\na b\nc\nd\nz\n", True),
        ("a …\n…\nz\n", "a b\nc\n", False),
        ("a\nb\n", "a\nx\nb\n", False),
        ("a.c\n", "abc\n", False),
    ],
)
def test_what_the_page_shows_is_compared(wanted: str, printed: str, fits: bool) -> None:
    assert shown(wanted, printed) is fits


# --- what other systems are told


WORKFLOW = ".github/workflows/claims.yml"


def uses() -> list[dict]:
    """Every step of the page that uses the action."""
    listed = [yaml.safe_load(text) for _, language, text in blocks() if language == "yaml"]
    steps = [
        *snippet(WORKFLOW)["jobs"]["check"]["steps"],
        *(step for one in listed if type(one) is list for step in one),
    ]
    return [step for step in steps if "checker@" in step.get("uses", "")]


def test_the_page_gives_the_action_only_what_it_takes() -> None:
    assert len(uses()) == 4
    assert [set(step["with"]) - set(ACTION["inputs"]) for step in uses()] == [set()] * 4
    assert snippet(WORKFLOW)["jobs"]["check"]["steps"][0]["with"]["fetch-depth"] == 0


def test_what_the_action_puts_out_exists_and_is_what_the_page_names() -> None:
    (text,) = [text for before, _, text in blocks() if before.startswith(f"`{WORKFLOW}`")]
    assert set(re.findall(r"steps\.claims\.outputs\.([\w-]+)", text)) <= set(ACTION["outputs"])
    for name, output in ACTION["outputs"].items():
        assert output["value"] == f"${{{{ steps.{ACTION['runs']['steps'][1]['id']}.outputs.{name} }}}}"


def test_the_job_reports_although_the_check_failed(git: Git, based: Path, tmp_path: Path) -> None:
    """Step by step, with the lines that it runs; the change brings links by the names of the files."""
    write(based, "three", "97")
    (tmp_path / "comment.md").symlink_to(tmp_path / ".git" / "config")
    git("commit")
    own = str(temporary(tmp_path))

    def filled(value: str) -> str:
        return value.replace("${{ runner.temp }}", own)

    _, ours, upload, comment = snippet(WORKFLOW)["jobs"]["check"]["steps"]
    done = action(tmp_path, **{"new-since": "main"}, **{name: filled(value) for name, value in ours["with"].items()})
    assert done.returncode == 1, done.stderr
    said = {"exit-code": "1", "new": "true", "contradictions": "1", "tensions": "0", "faults": "0"}
    assert outputs(tmp_path) == said
    assert all(step["if"].startswith("${{ !cancelled() && steps.claims.outputs.new ") for step in (upload, comment))
    assert all("!github.event.pull_request.head.repo.fork" in step["if"] for step in (upload, comment))
    assert json.loads(Path(filled(upload["with"]["sarif_file"])).read_text("utf-8"))["runs"][0]["results"]

    assert "${{" not in comment["run"]
    environment = shell(temporary(tmp_path) / "bin") | {name: filled(one) for name, one in comment["env"].items()}
    fake = temporary(tmp_path) / "bin" / "gh"
    fake.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\ncat "$5"\n', "utf-8")
    fake.chmod(0o755)
    told = bash(f"set -e\n{comment['run']}", tmp_path, environment | {"NUMBER": "7"})
    assert told.stdout.startswith(f"pr\ncomment\n7\n--body-file\n{own}/comment.md\n"), told.stderr
    assert "three" in told.stdout


@pytest.mark.parametrize(
    ("value", "inputs", "said"),
    [
        pytest.param("85", {"new-since": "main"}, "0 false 0 0 0", id="nothing new"),
        pytest.param("97", {"new-since": "main"}, "1 true 1 0 0", id="a contradiction"),
        pytest.param("about 93", {"new-since": "main"}, "0 true 0 1 0", id="a tension, which fails nothing"),
        pytest.param("97", {"new-since": "main", "fail-on": "never"}, "0 true 1 0 0", id="nothing fails"),
        pytest.param("97", {"new-since": "HEAD"}, "0 false 0 0 0", id="it was there before"),
        pytest.param("97", {}, "1 true 1 0 0", id="no base"),
        pytest.param("nonsense", {"new-since": "main"}, "2 false 0 0 1", id="a fault"),
        pytest.param("97", {"claims": "nowhere"}, "2", id="no report"),
        pytest.param("97", {"sarif": "link/x"}, "2", id="refused"),
    ],
)
def test_later_steps_are_told(git: Git, based: Path, tmp_path: Path, value: str, inputs: dict, said: str) -> None:
    write(based, "three", value)
    (tmp_path / "link").symlink_to(based)
    git("commit")
    names = ("exit-code", "new", "contradictions", "tensions", "faults")
    done = action(tmp_path, **inputs)
    assert outputs(tmp_path) == dict(zip(names, said.split(), strict=False)), done.stderr
    assert str(done.returncode) == said.split(maxsplit=1)[0]


@pytest.mark.parametrize(
    ("category", "details"),
    [("", None), ("water", {"id": "water/"}), ("desk/north-1.2", {"id": "desk/north-1.2/"})],
)
def test_a_category_tells_corpora_apart(based: Path, tmp_path: Path, category: str, details: dict | None) -> None:
    assert based.is_dir()
    assert action(tmp_path, category=category, sarif="found.sarif").returncode == 0
    (run,) = json.loads((tmp_path / "found.sarif").read_text("utf-8"))["runs"]
    assert run.get("automationDetails") == details


@pytest.mark.usefixtures("based")
@pytest.mark.parametrize("category", ["/", "a/", "--help", "a b", "x\ny", " "])
def test_a_category_that_is_none(tmp_path: Path, category: str) -> None:
    done = action(tmp_path, category=category, sarif="found.sarif")
    assert done.returncode == 2
    assert "expected letters, digits" in done.stdout
    assert not (tmp_path / "found.sarif").exists()


@pytest.mark.usefixtures("based")
def test_nothing_is_kept_unless_it_is_asked_for(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    kept = tmp_path_factory.mktemp("kept")
    assert action(tmp_path).returncode == 0
    assert not list(tmp_path.rglob("checker-cache"))
    assert action(tmp_path, cache=str(kept)).returncode == 0
    assert [path.name for path in kept.iterdir()] == ["checker-cache"]


@pytest.mark.usefixtures("based")
@pytest.mark.parametrize("place", [".checker-cache", "./c", "../c", "{top}", "{top}/.checker-cache"])
def test_a_cache_that_a_change_can_bring_is_refused(tmp_path: Path, place: str) -> None:
    done = action(tmp_path, cache=place.format(top=tmp_path))
    assert (done.returncode, "lies in the checkout" in done.stdout) == (2, True)
    assert not list(tmp_path.rglob("*-cache"))


def test_what_settles_and_what_judges_has_owners() -> None:
    lines = [line.split() for line in block(".github/CODEOWNERS").splitlines()]
    assert {path for path, *_ in lines} == {"/.github/", f"/{OWN}", f"/{BASELINE}", f"/claims/{APART[0]}/"}
    assert all(owners for _, *owners in lines)


def test_the_hook_that_the_page_names_exists_and_looks_at_everything() -> None:
    (hook,) = HOOKS
    (named,) = snippet(".pre-commit-config.yaml")["repos"][0]["hooks"]
    assert hook["id"] == named["id"]
    assert (hook["pass_filenames"], hook["require_serial"], hook["always_run"]) == (False, True, True)


def test_the_hook_gates_and_counts_files_that_git_does_not_know(git: Git, hostile: Path, tmp_path: Path) -> None:
    git("commit")
    git("update-ref", "refs/remotes/origin/main", "main")
    line = shlex.join([*HOOKS[0]["entry"].split(), *snippet(".pre-commit-config.yaml")["repos"][0]["hooks"][0]["args"]])
    environment = shell(temporary(tmp_path) / "bin")
    environment["PATH"] = f"{temporary(tmp_path)}/checker/bin{os.pathsep}{environment['PATH']}"  # as the hook's own
    done = bash(line, tmp_path, environment)
    assert done.returncode == 0, done.stderr
    write(tmp_path / "claims", "three", "97")
    assert "?? claims/three.yaml" in git("status", "--porcelain")
    done = bash(line, tmp_path, environment)
    assert (done.returncode, "claims/three.yaml" in done.stdout) == (1, True)
    assert not hostile.exists(), hostile.read_text("utf-8")


def test_the_action_gates_and_writes_what_was_asked_for(git: Git, based: Path, tmp_path: Path) -> None:
    write(based, "three", "97")
    git("commit")
    summary = tmp_path / ".git" / "summary"
    os.environ["GITHUB_STEP_SUMMARY"] = str(summary)
    try:
        done = action(tmp_path, **{"new-since": "main", "comment": "comment.md", "sarif": "found.sarif"})
    finally:
        del os.environ["GITHUB_STEP_SUMMARY"]
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("::error file=claims/three.yaml,line=3"), "the side that the change brought"
    assert "claim three#staff" in (tmp_path / "comment.md").read_text("utf-8").replace("**", "").replace("`", "")
    assert '"new"' in (tmp_path / "found.sarif").read_text("utf-8")
    assert summary.read_text("utf-8")


@pytest.mark.parametrize(
    ("inputs", "code"),
    [
        pytest.param({"new-since": "main"}, 0, id="nothing new"),
        pytest.param({}, 0, id="no base"),
        pytest.param({"claims": "nowhere"}, 2, id="no such folder"),
        pytest.param({"new-since": "nowhere"}, 2, id="no such base"),
        pytest.param({"new-since": "nowhere", "comment": "c.md"}, 2, id="no such base to tell of"),
        pytest.param({"fail-on": "info"}, 0, id="a threshold that an agreement does not reach"),
        pytest.param({"fail-on": "loud"}, 2, id="no such threshold"),
        pytest.param({"claims": "--help"}, 2, id="an option for a folder"),
        pytest.param({"claims": "$(touch sprung)"}, 2, id="a command for a folder"),
        pytest.param({"new-since": "--exit-zero"}, 2, id="an option for a base"),
    ],
)
def test_the_exit_code_of_the_action(based: Path, tmp_path: Path, inputs: dict[str, str], code: int) -> None:
    assert based.is_dir()
    done = action(tmp_path, **inputs)
    assert done.returncode == code
    assert ("::error title=checker%3A usage error::" in done.stdout) is (code == 2), "what is wrong is annotated"
    assert not (tmp_path / "sprung").exists()


# --- completion


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_script_for_each_shell(shell: str) -> None:
    from tests.history.conftest import run

    result = run("completion", shell)
    assert result.exit_code == 0
    assert "_CHECKER_COMPLETE" in result.stdout


@pytest.mark.parametrize(
    ("words", "found"),
    [("checker di", "diff"), ("checker check --new-s", "--new-since"), ("checker check --format sar", "sarif")],
)
def test_bash_completes(tmp_path: Path, words: str, found: str) -> None:
    script = f"""
        eval "$(checker completion bash)"
        COMP_WORDS=({words}) COMP_CWORD={len(words.split()) - 1}
        _checker_completion checker
        printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    assert found in bash(script, tmp_path, shell(tmp_path / "bin")).stdout.split()


@pytest.fixture
def hostile(based: Path, tmp_path: Path) -> Path:  # noqa: ARG001  # it makes the repository
    return make_hostile(tmp_path)


def test_the_modules_of_the_checkout_would_run_if_they_were_asked(hostile: Path, tmp_path: Path) -> None:
    assert bash(f"{shlex.quote(sys.executable)} -m venv there", tmp_path, dict(os.environ)).returncode == 0
    assert hostile.exists(), "or the tests below show nothing"


def test_installing_runs_nothing_of_the_checkout(hostile: Path, tmp_path: Path) -> None:
    """Without an index it ends where pip looks for what builds the package: by then pip has been imported."""
    step, temporary = ACTION["runs"]["steps"][0], tmp_path / ".git" / "temporary"
    temporary.mkdir()
    given = {
        "PYTHON": sys.executable,
        "RUNNER_TEMP": str(temporary),
        "GITHUB_ACTION_PATH": str(ROOT),
        "PIP_NO_INDEX": "1",
    }
    done = bash(f"set -e\n{step['run']}", tmp_path, {**os.environ, **given})
    assert (temporary / "checker" / "bin" / "python").exists()
    assert "pip subprocess to install build dependencies" in done.stderr + done.stdout
    assert not hostile.exists(), hostile.read_text("utf-8")


def test_checking_runs_nothing_of_the_checkout(hostile: Path, tmp_path: Path) -> None:
    done = action(tmp_path, **{"new-since": "main", "comment": "comment.md", "sarif": "found.sarif"})
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "comment.md").exists()
    assert not hostile.exists(), hostile.read_text("utf-8")


@pytest.mark.usefixtures("based")
@pytest.mark.parametrize("name", ["comment", "sarif"])
def test_a_link_of_the_checkout_is_replaced_and_not_followed(tmp_path: Path, name: str) -> None:
    precious = tmp_path / ".git" / "precious"
    precious.write_text("old", "utf-8")
    (tmp_path / "report").symlink_to(precious)
    assert action(tmp_path, **{"new-since": "main", name: "report"}).returncode == 0
    assert precious.read_text("utf-8") == "old"
    assert not (tmp_path / "report").is_symlink()


@pytest.mark.usefixtures("based")
@pytest.mark.parametrize("name", ["comment", "sarif"])
def test_a_folder_that_is_a_link_of_the_checkout_is_refused(tmp_path: Path, name: str) -> None:
    away = tmp_path / ".git" / "away"
    away.mkdir()
    (tmp_path / "out").symlink_to(away)
    done = action(tmp_path, **{"new-since": "main", name: "out/deep/report"})
    assert (done.returncode, "out is a link of the checkout" in done.stdout) == (2, True)
    assert list(away.iterdir()) == []
