"""An installation without extras: it is light, gives the same results, and says what it lacks.

The libraries of the declared dependencies alone, and of what these need, are linked into a folder that the command is
run with: nothing else can be imported.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from packaging.requirements import Requirement

from checker.extras import LIBRARIES
from checker.report.formats import NAMES

MOST_MEGABYTES, MOST_PACKAGES = 120, 20
COMMAND = "import sys; from checker.cli.main import main; sys.argv[0] = 'checker'; main()"

Command = Callable[..., tuple[int, bytes]]


class Installed(NamedTuple):
    """The names of packages, and the bytes of their files."""

    names: frozenset[str]
    size: int


@pytest.fixture(scope="module")
def project(root: Path) -> dict[str, Any]:
    return tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]


def needed(lines: Iterable[str] | None) -> Iterator[str]:
    """The packages that requirements ask for on this machine, without extras."""
    for line in lines or ():
        need = Requirement(line)
        if need.marker is None or need.marker.evaluate({"extra": ""}):
            yield need.name


@pytest.fixture(scope="module")
def site(project: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Installed]:
    """A folder with the libraries of a plain installation."""
    folder = tmp_path_factory.mktemp("site")
    names: set[str] = set()
    wanted = set(needed(project["dependencies"]))
    size = 0
    while wanted:
        name = wanted.pop()
        try:
            files = distribution(name).files or ()
        except PackageNotFoundError:
            pytest.fail(f"{name} is needed and not installed")
        names.add(distribution(name).name)
        size += sum(file.size or 0 for file in files)
        for top in {file.parts[0] for file in files if file.parts[0] != ".."}:
            if not (folder / top).exists():
                (folder / top).symlink_to(Path(str(distribution(name).locate_file(top))))
        wanted |= {need for need in needed(distribution(name).requires) if distribution(need).name not in names}
    own = next(file for file in distribution("checker").files or () if file.name == "METADATA")
    (folder / own.parts[0]).symlink_to(Path(str(distribution("checker").locate_file(own))).parent)
    return folder, Installed(frozenset(names), size)


@pytest.fixture
def plain(site: tuple[Path, Installed], root: Path, tmp_path: Path) -> Command:
    """Runs the command without any extra; the exit code and what it prints."""
    return _running(f"import sys; sys.path[:0] = {[str(root), str(site[0])]!r}; {COMMAND}", tmp_path, "-S")


@pytest.fixture
def whole(root: Path, tmp_path: Path) -> Command:
    """Runs the command with all extras."""
    return _running(f"import sys; sys.path[:0] = [{str(root)!r}]; {COMMAND}", tmp_path)


def _running(code: str, folder: Path, *flags: str) -> Command:
    def run(*arguments: str | Path) -> tuple[int, bytes]:
        command = [sys.executable, "-I", *flags, "-c", code, *map(str, arguments)]
        environment = os.environ | {"CHECKER_CACHE": ""}
        done = subprocess.run(command, cwd=folder, capture_output=True, check=False, env=environment, timeout=300)
        return done.returncode, done.stdout + done.stderr

    return run


def test_it_is_light(site):
    _, installed = site
    assert installed.size < MOST_MEGABYTES * 2**20
    assert len(installed.names) <= MOST_PACKAGES, sorted(installed.names)


def test_each_extra_is_absent_from_it_and_declared(site, project):
    folder, _ = site
    assert [name for names in LIBRARIES.values() for name in names if (folder / name).exists()] == []
    assert set(LIBRARIES) == set(project["optional-dependencies"]) - {"all", "bench", "dev", "release"}


def test_the_same_bytes_in_every_format(plain, whole, root, tmp_path):
    """All formats are of one run each: what a run prints and what it writes into files is the same."""
    arguments = ("check", root / "claims", "--as-of", "2026-11-22")

    def written(run: Command, folder: str) -> dict[str, bytes]:
        code, printed = run(*arguments, *(f"--output={name}={folder}/{name}" for name in NAMES))
        assert code == 1, printed
        return {name: (tmp_path / folder / name).read_bytes() for name in NAMES} | {"printed": printed}

    bare, full = written(plain, "plain"), written(whole, "whole")
    assert [name for name in full if bare[name] != full[name]] == []
    assert [name for name, content in full.items() if not content] == []


def test_quotes_are_looked_up_in_texts(plain, whole, root, documents):
    arguments = ("check", root / "claims", "--as-of", "2026-11-22", "--documents", documents)
    assert plain(*arguments) == whole(*arguments)


VOCABULARY = """\
entities:
  bridge: {label: the bridge}
properties:
  load: {label: load, datatype: quantity, kind: constant}
"""


def corpus(folder: Path, claims: list[tuple[str, str]]) -> Path:
    """A document to each claim: its identifier and its value."""
    folder.mkdir()
    (folder / "vocabulary.yaml").write_text(VOCABULARY)
    for name, value in claims:
        (folder / f"{name}.yaml").write_text(
            f"document: {{id: {name}, title: {name}, publisher: {name}, published: 2020}}\n"
            f"claims:\n  - {{id: load, quote: a load of {value}, subject: bridge, property: load, value: {value}}}\n"
        )
    return folder


@pytest.mark.parametrize(
    ("claims", "code"),
    [
        pytest.param([(f"d{n}", str(4_001 + n % 7)) for n in range(260)], 1, id="seven figures in 260 documents"),
        pytest.param([(f"d{n}", "4003" if n else "17") for n in range(260)], 1, id="one that differs from 259"),
        pytest.param([(f"d{n}", str(4_001 + 3 * n)) for n in range(260)], 1, id="another figure in each of 260"),
        pytest.param([(f"d{n}", "4003") for n in range(260)], 0, id="one figure in 260 documents"),
    ],
)
def test_a_key_of_more_than_two_hundred_claims(plain, whole, tmp_path, claims, code):
    folder = corpus(tmp_path / "claims", claims)
    result = plain("check", folder, "--as-of", "2026-11-22", "--format", "json")
    assert result[0] == code
    assert result == whole("check", folder, "--as-of", "2026-11-22", "--format", "json")


def test_a_key_too_large_to_compare_without_numpy_is_unchecked(plain, whole, tmp_path):
    folder = corpus(tmp_path / "claims", [])
    rows = "\n".join(
        f"  - {{id: c{n}, quote: a load of {4_001 + 3 * n}, subject: bridge, property: load, value: {4_001 + 3 * n}}}"
        for n in range(2_200)
    )
    (folder / "a.yaml").write_text(f"document: {{id: a, title: A, publisher: A, published: 2020}}\nclaims:\n{rows}\n")
    code, output = plain("check", folder)
    assert (code, b"pip install 'checker[tables]' brings what compares more" in output) == (3, True)
    assert whole("check", folder)[0] == 1


def test_a_table_is_unchecked_and_the_rest_is_checked(plain, whole, tmp_path):
    folder = corpus(tmp_path / "claims", [("a", "40"), ("b", "55")])
    (folder / "t.csv").write_text("document,id,subject,property,value,quote\nz,one,bridge,load,70,70\n")
    code, output = plain("check", folder)
    assert code == 3
    assert b"warning[table-not-read]: claims/t.csv was not read: pip install 'checker[tables]'" in output
    assert b"1 contradiction" in output
    assert b"unknown-document" not in output
    assert b"table-not-read" not in whole("check", folder)[1]


CIRCLE = """\
document: {id: a, title: A, publisher: A, published: 2020}
claims:
  - {id: c1, quote: one, relation: bridge.z = bridge.x * bridge.y}
  - {id: c2, quote: two, relation: bridge.u = bridge.z * bridge.y}
  - {id: c3, quote: three, relation: bridge.z + bridge.y = bridge.u}
  - {id: c4, quote: four, relation: bridge.x + bridge.y = bridge.u}
  - {id: c5, quote: between 2 and 9, subject: bridge, property: x, value: between 2 and 9}
  - {id: c6, quote: between 2 and 9, subject: bridge, property: y, value: between 2 and 9}
"""


def test_what_the_solver_alone_decides_is_unchecked_and_the_rest_is_checked(plain, whole, tmp_path):
    folder = corpus(tmp_path / "claims", [("d", "40"), ("e", "55")])
    more = "".join(f"  {name}: {{label: {name}, datatype: quantity, kind: constant}}\n" for name in "xyzu")
    (folder / "vocabulary.yaml").write_text(VOCABULARY + more)
    (folder / "circle.yaml").write_text(CIRCLE)
    code, output = plain("check", folder)
    assert code == 3
    assert b"sums and products hang together in circles: pip install 'checker[solver]' decides on them" in output
    assert b"1 contradiction, 0 tensions, 0 reconciled, 0 agreements, 1 unchecked" in output
    assert b"2 contradictions, 0 tensions" in whole("check", folder)[1]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        pytest.param(
            ("review",), "the libraries of the page are not installed: pip install 'checker[review]'", id="review"
        ),
        pytest.param(
            ("lsp",), "the libraries of the language server are not installed: pip install 'checker[lsp]'", id="lsp"
        ),
        pytest.param(("mcp",), "the library of the protocol is not installed: pip install 'checker[mcp]'", id="mcp"),
        pytest.param(
            ("export", "turtle"), "what writes turtle is not installed: pip install 'checker[rdf]'", id="export"
        ),
        pytest.param(
            ("export", "duckdb", "--output", "made"),
            "what writes duckdb is not installed: pip install 'checker[tables]'",
            id="export of tables",
        ),
        pytest.param(
            ("import", "map.yaml"), "what reads tables is not installed: pip install 'checker[tables]'", id="import"
        ),
    ],
)
def test_a_command_that_needs_an_extra_names_it(plain, tmp_path, arguments, expected):
    corpus(tmp_path / "claims", [("a", "40"), ("b", "55")])
    (tmp_path / "map.yaml").write_text("about: claims\n")
    code, output = plain(*arguments)
    assert (code, output.decode().startswith(f"Error: {expected}")) == (3, True), output


HIGHLIGHT = b"""[{"uri": "https://example.org/a", "created": "2024-05-03", "text": "bridge/load: 40",
  "target": {"source": "https://example.org/a", "selector": {"type": "TextQuoteSelector", "exact": "a load of 40"}}}]
"""


def test_annotations_and_reviews_need_no_extra(plain, whole, tmp_path):
    corpus(tmp_path / "claims", [("a", "40"), ("b", "55")])
    (tmp_path / "given.json").write_bytes(HIGHLIGHT)
    assert plain("import", "given.json", "--output", "claims")[0] == 0
    for form in ("annotations", "claimreview"):
        assert plain("export", form, "--as-of", "2026-11-22") == whole("export", form, "--as-of", "2026-11-22")


def test_a_page_in_html_is_unchecked(plain, tmp_path):
    page = b"<p>a load of 40</p>"
    folder = corpus(tmp_path / "claims", [("a", "40")])
    (folder / "a.yaml").write_text(
        (folder / "a.yaml")
        .read_text()
        .replace("2020}", f"2020, text: {{path: a.html, sha256: {sha256(page).hexdigest()}}}}}")
    )
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.html").write_bytes(page)
    code, output = plain("check", folder, "--documents", tmp_path / "texts")
    assert (code, b"pip install 'checker[documents]'" in output) == (3, True)


def test_rulings_and_changes_against_a_base(plain, whole, tmp_path):
    folder = corpus(tmp_path / "claims", [("a", "40"), ("b", "55")])
    git = ["git", "-C", str(tmp_path), "-c", "user.name=R", "-c", "user.email=r@example.org", "-c", "commit.gpgsign=0"]
    for step in (["init", "-q", "-b", "main"], ["add", "."], ["commit", "-qm", "one"], ["switch", "-qc", "change"]):
        subprocess.run([*git, *step], check=True, capture_output=True)
    (folder / "b.yaml").write_text((folder / "b.yaml").read_text().replace("55", "70"))
    arguments = ("check", folder, "--new-since", "main", "--as-of", "2026-11-22")
    assert plain(*arguments) == whole(*arguments)
    assert plain(*arguments)[0] == 1
    shown = plain("check", folder, "--format", "json", "--as-of", "2026-11-22")[1].decode()
    identity = shown.partition('"id": "bridge.load-')[2].partition('"')[0]
    decided = plain("decide", f"bridge.load-{identity}", "--right", "A", "--reason", "measured", "--reviewer", "r")
    assert decided[0] == 0, decided
    assert plain("check", folder, "--as-of", "2026-11-22")[0] == 0
