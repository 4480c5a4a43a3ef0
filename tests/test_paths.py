"""Where files lie, as a reader can open them: from here in text, from the top of the repository on a platform."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from checker.cli.main import main

DIFFER = {"one": [{"value": "85"}], "two": [{"value": "97"}]}
STAFF = {"staff": {"label": "staff", "datatype": "quantity", "kind": "constant"}}
FORMS = ("text", "concise", "github", "gitlab", "sarif", "junit")
HOSTED = ("github", "gitlab", "sarif", "junit")

Run = Callable[..., str]


def files(printed: str) -> set[str]:
    """The files of claims that a report names."""
    return set(re.findall(r"[\w./-]+\.yaml", printed.replace("%0A", "\n")))


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """What a report of one form says where the command is given in some folder, and the environment has variables."""

    def report(form: str, place: Path, *arguments: str, **variables: str) -> str:
        for name in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
            monkeypatch.delenv(name, raising=False)
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        monkeypatch.chdir(place)
        done = CliRunner().invoke(main, ["check", *arguments, "--as-of", "2026-11-22", "--format", form, "-q"])
        assert done.exit_code == 1, done.output
        return done.stdout

    return report


@pytest.fixture
def top(build, tmp_path: Path) -> Path:
    """A repository with the corpus `desk/claims`."""
    folder = tmp_path / "repository"
    (folder / "desk" / "claims" / "sub").mkdir(parents=True)
    shutil.copytree(build(DIFFER, STAFF), folder / "desk" / "claims", dirs_exist_ok=True)
    (folder / ".git").mkdir()
    return folder


PLACES = {
    "at the top": (".", "desk/claims", "desk/claims/one.yaml"),
    "beside the corpus": ("desk", "claims", "claims/one.yaml"),
    "in the corpus": ("desk/claims", ".", "one.yaml"),
    "in a folder of the corpus": ("desk/claims/sub", "..", "../one.yaml"),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("place", "root", "here"), PLACES.values(), ids=list(PLACES))
def test_a_file_is_named_as_it_can_be_opened(run: Run, top: Path, form: str, place: str, root: str, here: str) -> None:
    named = files(run(form, top / place, root))
    assert ("desk/claims/one.yaml" if form in HOSTED else here) in named
    assert all(((top if form in HOSTED else top / place) / name).is_file() for name in named)


@pytest.mark.parametrize("variable", ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"])
def test_the_platform_says_where_the_top_is(run: Run, top: Path, variable: str) -> None:
    """A checkout may lie below the folder that the platform calls the top."""
    printed = run("gitlab", top / "desk", "claims", **{variable: str(top.parent)})
    assert {one["location"]["path"] for one in json.loads(printed)} <= {
        f"{top.name}/desk/claims/{name}.yaml" for name in ("one", "two")
    }


def test_without_a_repository_files_are_named_from_here(run: Run, build) -> None:
    claims = build(DIFFER, STAFF)
    assert "claims/one.yaml" in files(run("github", claims.parent, claims.name))
