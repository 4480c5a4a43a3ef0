"""What the tests of the page "Put it in front of your merges" share: its blocks, and what runs them."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "merge-gate.md").read_text("utf-8")
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))


def blocks() -> list[tuple[str, str, str]]:
    """The line before each fenced block, its language and its text."""
    return re.findall(r"^([^\n]*)\n\n?```(\w*)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def block(name: str) -> str:
    """The block that the page puts into a file of this name."""
    (text,) = [text for before, _, text in blocks() if before.startswith(f"`{name}`") or f"`{name}`:" in before]
    return text


def snippet(name: str) -> Any:
    return yaml.safe_load(block(name))


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


def temporary(folder: Path) -> Path:
    """The folder of the runner, outside of what a change can bring."""
    return folder / ".git"


def outputs(folder: Path) -> dict[str, str]:
    """What the last run of the action said to later steps."""
    return dict(line.split("=") for line in (temporary(folder) / "outputs").read_text("utf-8").splitlines())


def action(folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Runs the step of the action that checks, as a runner would: inputs in the environment, `bash -e`."""
    step = ACTION["runs"]["steps"][1]
    given = {name: str(one.get("default", "")) for name, one in ACTION["inputs"].items()} | {"new-since": ""} | inputs
    environment = {**shell(temporary(folder) / "bin"), "RUNNER_TEMP": str(temporary(folder))}
    (temporary(folder) / "outputs").write_text("", "utf-8")
    environment["GITHUB_OUTPUT"] = str(temporary(folder) / "outputs")
    for name, value in step["env"].items():
        key = re.fullmatch(r"\$\{\{ inputs\.([\w-]+) \}\}", value)
        assert key, "an input reaches the script through the environment only"
        environment[name] = given[key[1]]
    assert "${{" not in step["run"]
    return bash(f"set -e\n{step['run']}", folder, environment)


MODULES = ("venv", "pip", "checker", "click", "yaml", "sitecustomize", "usercustomize", "ensurepip")


def make_hostile(checkout: Path) -> Path:
    """Gives a checkout a module of its own for everything that a job may import; each leaves this trace."""
    trace = checkout / ".git" / "sprung"
    code = f"open({str(trace)!r}, 'a').write(__name__)\n"
    for name in MODULES:
        (checkout / f"{name}.py").write_text(code, "utf-8")
        (checkout / name).mkdir()
        for file in ("__init__.py", "__main__.py"):
            (checkout / name / file).write_text(code, "utf-8")
    return trace
