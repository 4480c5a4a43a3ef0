"""Every fault that a user can meet is shown once: a bad file in a folder named by the code, and the exact text."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from contextlib import chdir
from pathlib import Path

import pytest

from checker.cli.common import checked, requested
from checker.cli.since import compared
from checker.model.fault import Fault
from checker.readers.codes import CODES
from checker.readers.encoding import SIZE_LIMIT

HERE = Path(__file__).parent
CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+|circle")
MAKERS = {"Fault": (1,), "fault": (0, 1), "_Mistake": (1,), "_fault": (2,), "Unreadable": (0,)}
"""What a code is given to in the sources, and as which of its arguments."""


def rendered(fault: Fault) -> str:
    return f"{fault.mark}: {fault.code}: {fault.field}: {fault.message}"


def _fifo(claims: Path) -> None:
    os.mkfifo(claims / "pipe.yaml")  # reading it would wait for ever


def _large(claims: Path) -> None:
    with (claims / "large.yaml").open("wb") as stream:
        stream.truncate(SIZE_LIMIT + 1)


def _link(claims: Path) -> None:
    (claims.parent / "secret.yaml").write_text("password: hunter2\n", "utf-8")
    (claims / "link.yaml").symlink_to(claims.parent / "secret.yaml")


PREPARE: dict[str, Callable[[Path], None]] = {
    "unreadable-file": _fifo,
    "file-too-large": _large,
    "link-refused": _link,
}
"""What a repository cannot hold is made on the spot."""


OF_A_CHANGE = ("nothing-to-allow",)
"""What only a change can be at fault for: it brings the example to a vocabulary without claims."""

OF_A_HISTORY = ("bad-history",)
"""What `checker report --history` alone reads."""

OF_AN_IMPORT = ("bad-import",)
"""What `checker import` alone reads."""


def _of_a_change() -> tuple[Fault, ...]:
    git = ["git", "-c", "user.name=ann", "-c", "user.email=ann@example.org"]
    for arguments in (["init", "-q"], ["add", "claims/vocabulary.yaml"], ["commit", "-q", "--message", "words"]):
        subprocess.run([*git, *arguments], check=True)
    return compared((Path("claims"),), {"as-of": "2026-11-22"}, "HEAD").now.faults


def _of_a_history() -> tuple[Fault, ...]:
    from checker.cli.history import kept_in

    return kept_in(Path("runs.jsonl"), checked(requested((Path("claims"),), {"as-of": "2026-11-22"}))).faults


def _of_an_import() -> tuple[Fault, ...]:
    from checker.importing.claims import Given, claim_files
    from checker.importing.forms import read
    from checker.readers.load import scan

    found = read(Path("given.json"), "given.json")
    made = claim_files(found.sources, Given(), scan(Path("claims")).lexicon, ())
    return (*found.faults, *(one for one in made if isinstance(one, Fault)))


def faults_of(code: str, folder: Path) -> list[str]:
    """The faults of one example, read from a copy, with the common vocabulary where it brings none."""
    shutil.copytree(HERE / code, folder)
    claims = folder / "claims"
    claims.mkdir(exist_ok=True)
    if code != "no-vocabulary" and not (claims / "vocabulary.yaml").exists():
        shutil.copy(HERE / "vocabulary.yaml", claims)
    PREPARE.get(code, lambda _: None)(claims)
    with chdir(folder):
        if code in OF_A_CHANGE:
            return [rendered(fault) for fault in _of_a_change()]
        if code in OF_A_HISTORY:
            return [rendered(fault) for fault in _of_a_history()]
        if code in OF_AN_IMPORT:
            return [rendered(fault) for fault in _of_an_import()]
        flags = {"as-of": "2026-11-22", **({"documents": Path("texts")} if Path("texts").exists() else {})}
        return [rendered(fault) for fault in checked(requested((Path("claims"),), flags)).faults]


@pytest.mark.parametrize("code", sorted(CODES))
def test_a_bad_file_meets_exactly_this_text(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checker.readers.yaml.MOST_NODES", 20 if code == "too-many-values" else 1_000_000)
    expected = (HERE / code / "expected.txt").read_text("utf-8").splitlines()
    assert faults_of(code, tmp_path / "corpus") == expected
    assert any(f": {code}: " in line for line in expected)


def test_every_code_has_its_example_and_every_example_its_code() -> None:
    assert {path.name for path in HERE.iterdir() if path.is_dir() and path.name != "__pycache__"} == set(CODES)


def test_every_code_reads_well_and_is_explained() -> None:
    for code, meaning in CODES.items():
        assert code == code.lower()
        assert all(part.isalnum() for part in code.split("-"))
        assert len(meaning.split()) >= 4
    assert len(set(CODES.values())) == len(CODES)


def test_no_code_is_used_that_is_not_in_the_table() -> None:
    """Codes stand in the sources as the argument after a mark; the parser of the sources finds them."""
    used = set()
    for path in (HERE.parents[1] / "checker").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                places = MAKERS.get(getattr(node.func, "id", getattr(node.func, "attr", "")), ())
                given = [node.args[place] for place in places if place < len(node.args)]
                used |= {a.value for a in given if isinstance(a, ast.Constant) and CODE.fullmatch(str(a.value))}
    assert used <= set(CODES)
    assert len(used) > 30
