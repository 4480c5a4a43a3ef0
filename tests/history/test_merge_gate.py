"""The page "Put it in front of your merges" is so: its commands run in a fresh repository and print what it shows."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import sysconfig
import venv
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.history.conftest import Git, write

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "merge-gate.md").read_text("utf-8")
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Step:
    """Commands of one block, each with the exit code that it must have, and what the last one prints."""

    commands: tuple[tuple[str, int], ...]
    output: str = ""


def blocks() -> list[tuple[str, str, str]]:
    """The line before each fenced block, its language and its text."""
    return re.findall(r"^([^\n]*)\n\n?```(\w*)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


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


def shell(folder: Path) -> dict[str, str]:
    """An environment in which `checker` is the code under test."""
    folder.mkdir(exist_ok=True)
    script = folder / "checker"
    script.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m checker "$@"\n', "utf-8")
    script.chmod(0o755)
    installed(folder.parent / "checker")  # where the action has it, below RUNNER_TEMP
    path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH", ""))))
    return {**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": path, "NO_COLOR": "1"}


def installed(folder: Path) -> None:
    """An environment in which the code under test is installed: isolated mode finds it there, and nowhere else."""
    if folder.exists():
        return
    venv.EnvBuilder(symlinks=True).create(folder)
    (packages,) = folder.glob("lib/python*/site-packages")
    packages.joinpath("here.pth").write_text(f"{ROOT}\n{sysconfig.get_path('purelib')}\n", "utf-8")


def bash(script: str, folder: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", script],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


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
    assert sum(code == 1 for _, code in told) == 5
    assert sum(code == 3 for _, code in told) == 1
    assert sum(bool(step.output) for step in steps()) == 4


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


def snippet(name: str) -> Any:
    (text,) = [text for before, language, text in blocks() if language == "yaml" and before == f"`{name}`:"]
    return yaml.safe_load(text)


def test_the_workflow_gives_the_action_only_what_it_takes() -> None:
    steps = snippet(".github/workflows/claims.yml")["jobs"]["check"]["steps"]
    (ours,) = [step for step in steps if "checker@" in step["uses"]]
    assert set(ours["with"]) <= set(ACTION["inputs"])
    assert steps[0]["with"]["fetch-depth"] == 0


def test_the_hook_that_the_page_names_exists_and_looks_at_everything() -> None:
    (hook,) = HOOKS
    (named,) = snippet(".pre-commit-config.yaml")["repos"][0]["hooks"]
    assert hook["id"] == named["id"]
    assert (hook["pass_filenames"], hook["require_serial"], hook["always_run"]) == (False, True, True)


@pytest.mark.parametrize("name", ["pre-commit", "gitlab"])
def test_what_the_snippet_runs_gates(git: Git, based: Path, tmp_path: Path, name: str) -> None:
    git("update-ref", "refs/remotes/origin/main", "main")
    if name == "gitlab":
        (script,) = snippet(".gitlab-ci.yml")["claims"]["script"]
        line = script
    else:
        line = shlex.join(
            [*HOOKS[0]["entry"].split(), *snippet(".pre-commit-config.yaml")["repos"][0]["hooks"][0]["args"]]
        )
    environment = {**shell(tmp_path / ".git" / "bin"), "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main"}
    environment["CHECKER_HOME"] = str(tmp_path / ".git" / "home")
    (tmp_path / ".git" / "home").mkdir()
    (tmp_path / ".git" / "home" / "venv").symlink_to(tmp_path / ".git" / "checker")
    assert bash(line, tmp_path, environment).returncode == 0
    write(based, "three", "97")
    done = bash(line, tmp_path, environment)
    assert done.returncode == 1
    assert "claims/three.yaml" in done.stdout
    assert (tmp_path / "codequality.json").exists() is (name == "gitlab")


def action(folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Runs the step of the action that checks, as a runner would: inputs in the environment, `bash -e`."""
    step = ACTION["runs"]["steps"][1]
    given = {name: str(one.get("default", "")) for name, one in ACTION["inputs"].items()} | {"new-since": ""} | inputs
    environment = {**shell(folder / ".git" / "bin"), "RUNNER_TEMP": str(folder / ".git")}
    for name, value in step["env"].items():
        key = re.fullmatch(r"\$\{\{ inputs\.([\w-]+) \}\}", value)
        assert key, "an input reaches the script through the environment only"
        environment[name] = given[key[1]]
    assert "${{" not in step["run"]
    return bash(f"set -e\n{step['run']}", folder, environment)


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


MODULES = ("venv", "pip", "checker", "click", "yaml", "sitecustomize", "usercustomize", "ensurepip")


@pytest.fixture
def hostile(based: Path, tmp_path: Path) -> Path:  # noqa: ARG001  # it makes the repository
    """A checkout that has a module of its own for everything that a job may import; each leaves a trace."""
    trace = tmp_path / ".git" / "sprung"
    code = f"open({str(trace)!r}, 'a').write(__name__)\n"
    for name in MODULES:
        (tmp_path / f"{name}.py").write_text(code, "utf-8")
        (tmp_path / name).mkdir()
        for file in ("__init__.py", "__main__.py"):
            (tmp_path / name / file).write_text(code, "utf-8")
    return trace


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
