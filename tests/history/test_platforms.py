"""The jobs of the page for platforms other than GitHub, run line by line in a clone as each platform makes it."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from tests.history.conftest import Git, write
from tests.history.page import ROOT, block, make_hostile, shell, snippet

REPOSITORY, VERSION = "https://git.example.net/checker", "v0.1.0"

SHELLS = {
    "gitlab": ("bash", "-eo", "pipefail", "-c"),
    "bitbucket": ("bash", "-e", "-c"),
    "azure": ("bash", "-c"),
    "jenkins": ("sh", "-xe", "-c"),
}
REPORTS = {
    "gitlab": "{checkout}/codequality.json",
    "bitbucket": "{checkout}/test-results/claims.xml",
    "azure": "{temporary}/claims.xml",
    "jenkins": "{checkout}/claims.xml",
}
LINKS = {"gitlab": "codequality.json", "bitbucket": "test-results", "azure": "claims.xml", "jenkins": "claims.xml"}
"""What a change may bring by the name of the report, or of its folder."""

PYTHON = """
import sys
from pathlib import Path
sys.path.insert(0, {root!r})
from tests.history.page import installed
isolated, module, name, folder = sys.argv[1:]
assert (isolated, module, name) == ("-I", "-m", "venv"), sys.argv
installed(Path(folder))
(packages,) = Path(folder).glob("lib/python*/site-packages")
(packages / "pip").mkdir()
(packages / "pip" / "__init__.py").touch()
(packages / "pip" / "__main__.py").write_text(
    "import json, sys\\nopen(f'{{sys.prefix}}/installed.json', 'w').write(json.dumps(sys.argv[1:]))"
)
"""
"""What stands for the platform's Python: makes the environment that is asked for; its pip notes what to install."""


def scripts(platform: str) -> list[str]:
    """What one shell after the other is given."""
    match platform:
        case "gitlab":
            job = snippet(".gitlab-ci.yml")["claims"]
            return ["\n".join([*job["before_script"], *job["script"]])]
        case "bitbucket":
            (one,) = snippet("bitbucket-pipelines.yml")["pipelines"]["pull-requests"]["**"]
            return ["\n".join(one["step"]["script"])]
        case "azure":
            return [step["bash"] for step in snippet("azure-pipelines.yml")["steps"] if "bash" in step]
        case _:
            (script,) = re.findall(r"sh '''\n(.*?)'''", block("Jenkinsfile"), re.DOTALL)
            return [textwrap.dedent(script)]


@pytest.fixture
def checkout(git: Git, based: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone of the change alone, as platforms make them: it does not know the branch that the change is for."""
    assert based.is_dir()
    return clone(git, tmp_path_factory.mktemp("clone") / "checkout")


def clone(git: Git, folder: Path, *options: str) -> Path:
    top = git("rev-parse", "--show-toplevel").strip()
    git("clone", "--quiet", "--single-branch", "--branch", "change", *options, f"file://{top}", str(folder))
    return folder


def run(platform: str, checkout: Path, branch: str = "main") -> tuple[subprocess.CompletedProcess[str], Path]:
    """The job with the variables of the platform, and the folder that is temporary there."""
    temporary = checkout.parent / "temporary"
    temporary.mkdir(exist_ok=True)
    environment = shell(checkout.parent / "bin") | {
        "TMPDIR": str(temporary),
        "CHECKER_REPOSITORY": REPOSITORY,
        "CHECKER_VERSION": VERSION,
        "CI_PROJECT_DIR": str(checkout),
        "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": branch,
        "BITBUCKET_CLONE_DIR": str(checkout),
        "BITBUCKET_PR_DESTINATION_BRANCH": branch,
        "AGENT_TEMPDIRECTORY": str(temporary),
        "SYSTEM_PULLREQUEST_TARGETBRANCH": f"refs/heads/{branch}",
        "CHANGE_TARGET": branch,
    }
    maker = checkout.parent / "python.py"
    maker.write_text(PYTHON.format(root=str(ROOT)), "utf-8")
    for name in ("python", "python3"):
        shim = checkout.parent / "bin" / name
        shim.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} {shlex.quote(str(maker))} "$@"\n', "utf-8")
        shim.chmod(0o755)
    if platform == "azure":  # the agent fetches every branch where the depth is 0
        fetch = ["git", "fetch", "--quiet", "origin", "+refs/heads/*:refs/remotes/origin/*"]
        subprocess.run(fetch, cwd=checkout, check=True, env=os.environ, timeout=60)
    for script in scripts(platform):
        command = [*SHELLS[platform], script]
        done = subprocess.run(
            command, cwd=checkout, env=environment, capture_output=True, text=True, check=False, timeout=120
        )
        if done.returncode:
            break
    return done, temporary


@pytest.mark.parametrize("platform", SHELLS)
def test_a_job_passes_and_runs_nothing_of_the_checkout(platform: str, checkout: Path, git: Git) -> None:
    trace = make_hostile(checkout)
    git("add", "--all", folder=checkout)
    git("commit", "--quiet", "--message", "modules", folder=checkout)
    done, temporary = run(platform, checkout)
    assert done.returncode == 0, done.stdout + done.stderr
    assert not trace.exists(), trace.read_text("utf-8")
    assert Path(REPORTS[platform].format(checkout=checkout, temporary=temporary)).stat().st_size
    (noted,) = temporary.rglob("installed.json")
    assert json.loads(noted.read_text("utf-8")) == [
        "install",
        "--quiet",
        f"checker[documents,solver,tables] @ git+{REPOSITORY}@{VERSION}",
    ], "a version that is named, and nothing of the checkout"
    assert not list(checkout.rglob("checker-cache")), "what an earlier build may have written is not believed"


@pytest.mark.parametrize("platform", SHELLS)
def test_a_job_fails_by_the_policy_of_the_target_and_follows_no_link(platform: str, checkout: Path, git: Git) -> None:
    write(checkout / "claims", "three", "97")
    (checkout / "checker.toml").write_text('fail-on = "never"\n', "utf-8")
    precious = checkout.parent / "precious"
    precious.mkdir()
    (precious / "claims.xml").write_text("old", "utf-8")
    target = precious if platform == "bitbucket" else precious / "claims.xml"
    (checkout / LINKS[platform]).symlink_to(target)
    git("add", "--all", folder=checkout)
    git("commit", "--quiet", "--message", "a change", folder=checkout)
    done, temporary = run(platform, checkout)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "claims/three.yaml" in done.stdout
    report = Path(REPORTS[platform].format(checkout=checkout, temporary=temporary))
    assert "claims/three.yaml" in report.read_text("utf-8")
    assert (precious / "claims.xml").read_text("utf-8") == "old"
    assert len(list(precious.iterdir())) == 1


@pytest.mark.parametrize("platform", SHELLS)
def test_a_job_checks_what_the_merge_gives(platform: str, checkout: Path, git: Git) -> None:
    """The target has moved on, and the platform has merged it: what that brought is no news of the change."""
    git("checkout", "--quiet", "main")
    write(Path("claims"), "two", "97")
    git("commit")
    git("checkout", "--quiet", "change")
    git("fetch", "--quiet", "origin", "main", folder=checkout)
    git("merge", "--quiet", "--no-edit", "--no-ff", "FETCH_HEAD", folder=checkout)
    git("checkout", "--quiet", "--detach", folder=checkout)
    done, _ = run(platform, checkout)
    assert done.returncode == 0, done.stdout + done.stderr
    write(checkout / "claims", "three", "70")
    done, _ = run(platform, checkout)
    assert done.returncode == 1, done.stdout + done.stderr


def test_jenkins_deepens_a_shallow_clone(git: Git, checkout: Path) -> None:
    shallow = clone(git, checkout.parent / "shallow", "--depth", "1")
    assert git("rev-parse", "--is-shallow-repository", folder=shallow).strip() == "true"
    done, _ = run("jenkins", shallow)
    assert done.returncode == 0, done.stdout + done.stderr


def test_elsewhere_the_depth_is_set() -> None:
    assert snippet(".gitlab-ci.yml")["claims"]["variables"]["GIT_DEPTH"] == "0"
    assert snippet("bitbucket-pipelines.yml")["clone"]["depth"] == "full"
    assert snippet("azure-pipelines.yml")["steps"][0]["fetchDepth"] == 0


def test_no_word_of_a_document_is_a_command_of_an_agent(checkout: Path) -> None:
    path = write(checkout / "claims", "three", "97")
    path.write_text(path.read_text("utf-8").replace("title: three", "title: '##vso[task.complete result=Succeeded;]'"))
    path.write_text(path.read_text("utf-8").replace("quote: words", "quote: '##vso[task.complete result=Succeeded;]'"))
    done, _ = run("azure", checkout)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "##vso" not in done.stdout + done.stderr
