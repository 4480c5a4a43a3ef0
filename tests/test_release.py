"""What is handed out: the wheel holds the package and nothing else, and each file that names the version agrees."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of the tree; its backend is installed for it alone."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(root)]
    subprocess.run(command, check=True, env=os.environ | {"PIP_CONSTRAINT": str(root / "constraints.txt")})
    (made,) = folder.glob("*.whl")
    return made


@pytest.mark.clone
def test_the_wheel_holds_each_file_of_the_package_and_nothing_else(root: Path, wheel: Path) -> None:
    listed = subprocess.run(["git", "ls-files", "checker"], cwd=root, capture_output=True, text=True, check=True)
    names = {name for name in zipfile.ZipFile(wheel).namelist() if not name.partition("/")[0].endswith(".dist-info")}
    assert names == set(listed.stdout.split())


@pytest.mark.clone
def test_the_wheel_says_what_it_is(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (metadata,) = (name for name in archive.namelist() if name.endswith("/METADATA"))
        text = archive.read(metadata).decode()
    assert "\nLicense-Expression: Apache-2.0\n" in text
    assert "\nRequires-Python: >=3.11\n" in text
    assert "\nProvides-Extra: tables\n" in text


def test_each_file_that_names_the_version_agrees(root: Path) -> None:
    version = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    citation = (root / "CITATION.cff").read_text("utf-8")
    assert re.findall(r"^version: (.*)$", citation, re.MULTILINE) == [version]
    assert f"## [{version}]" in (root / "CHANGELOG.md").read_text("utf-8")


def test_a_container_gets_the_extras_that_exist(root: Path) -> None:
    asked = re.findall(r"\.\[([a-z,]+)\]", (root / "Containerfile").read_text("utf-8"))
    declared = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    assert asked
    assert {extra for extras in asked for extra in extras.split(",")} <= set(declared)
