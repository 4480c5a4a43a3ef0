"""The house around the package is complete and agrees with itself."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))

LONGEST_FILE = 400
"""Lines: what a reader holds in mind at once. Source: the design, section 8."""

MOST_PARAMETERS = 8

FOLDERS = ("claims", "schemas", "reports", "tests", "benchmarks", "checker")
PARTS = (
    *("model", "readers", "literals", "texts", "screening", "rules", "relations", "reasons", "scale", "decisions"),
    *("history", "cache", "report", "review", "cli"),
)
FILES = ("README.md", "DECISIONS.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "Makefile", "constraints.txt")

FOREIGN = {
    "a package registry": re.compile(
        r"\b(pypi|pythonhosted|npmjs|yarnpkg|rubygems|docker|crates|anaconda)\.(org|com|io)\b"
    ),
    "a download address": re.compile(r"://[^\s\"'<>]+\.(whl|zip|tgz|gz|bz2|xz|jar|deb|exe)\b"),
    "an option that names a registry": re.compile(r"--(extra-)?index-(url)|--find-(links)|--trusted-(host)"),
    "a path of one machine": re.compile(
        r"(?<![\w.~})\]/-])/(home|root|work|Users|private|mnt|srv)/[\w.]|\b[A-Z]:\\Users"
    ),
}
"""What ties the tree to one place: it is built from the ordinary registry and runs anywhere."""


def files() -> list[Path]:
    """Every file that git knows or would take, and that exists."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listing, cwd=ROOT, check=True, capture_output=True).stdout.decode().split("\0")
    return [ROOT / name for name in sorted({*names} - {""}) if (ROOT / name).is_file()]


def code() -> list[Path]:
    return sorted((ROOT / "checker").rglob("*.py"))


def requirements(*extras: str) -> list[Requirement]:
    """What the package needs, and what the extras bring; an extra may name others."""
    lists = [PROJECT["project"]["optional-dependencies"][extra] for extra in extras]
    needs = [Requirement(text) for text in sum(lists, PROJECT["project"]["dependencies"])]
    named = sorted({extra for need in needs if need.name == "checker" for extra in need.extras} - {*extras})
    return requirements(*extras, *named) if named else [need for need in needs if need.name != "checker"]


def pins() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    return dict(line.split("==") for line in lines if line and not line.startswith("#"))


@pytest.mark.parametrize("name", FOLDERS)
def test_the_folder_exists(name: str) -> None:
    assert (ROOT / name).is_dir()


@pytest.mark.parametrize("name", PARTS)
def test_the_part_of_the_package_exists(name: str) -> None:
    assert (ROOT / "checker" / name / "__init__.py").is_file()


@pytest.mark.parametrize("name", FILES)
def test_the_file_exists_and_says_something(name: str) -> None:
    assert (ROOT / name).read_text("utf-8").strip()


def test_every_folder_of_code_is_a_package() -> None:
    assert [str(path.parent) for path in code() if not (path.parent / "__init__.py").exists()] == []


def test_no_file_of_code_is_too_long() -> None:
    lengths = {str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in code()}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_every_module_says_what_it_is() -> None:
    silent = [path for path in code() if not ast.get_docstring(ast.parse(path.read_text("utf-8")))]
    assert [str(path.relative_to(ROOT)) for path in silent] == []


@pytest.mark.parametrize("what", FOREIGN)
def test_the_tree_names_no_such_thing(what: str) -> None:
    texts = {path: path.read_text("utf-8", errors="replace") for path in files()}
    found = {str(path.relative_to(ROOT)): FOREIGN[what].search(text) for path, text in texts.items()}
    assert {name: match.group() for name, match in found.items() if match} == {}


@pytest.mark.parametrize(
    ("what", "parts"),
    [
        ("a package registry", ("see pypi", ".org/project")),
        ("a download address", ("https://example", ".net/a-1.0", ".tar.gz")),
        ("an option that names a registry", ("pip install --index", "-url x")),
        ("a path of one machine", ("cd /ho", "me/ann/checker")),
        ("a path of one machine", ("C:\\", "Users\\ann")),
    ],
)
def test_such_a_thing_would_be_found(what: str, parts: tuple[str, ...]) -> None:
    assert FOREIGN[what].search("".join(parts))


def test_constraints_are_names_and_versions_only() -> None:
    lines = [line for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines() if not line.startswith("#")]
    assert [line for line in lines if not re.fullmatch(r"[a-z0-9.-]+==[0-9][0-9a-z.]*", line)] == []
    assert list(pins()) == sorted(pins()), "in order of names, so that a change is one line"
    assert len(pins()) == len(lines)


def test_every_requirement_admits_its_pin() -> None:
    pinned = pins()
    wanted = [*requirements("dev", "bench", "release"), *map(Requirement, PROJECT["build-system"]["requires"])]
    assert [str(one) for one in wanted if pinned.get(canonicalize_name(one.name)) not in one.specifier] == []


def test_every_library_that_the_code_imports_is_a_dependency() -> None:
    trees = [ast.walk(ast.parse(path.read_text("utf-8"))) for path in code()]
    nodes = [node for tree in trees for node in tree]
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module and not node.level}
    libraries = {name.partition(".")[0] for name in names} - set(sys.stdlib_module_names) - {"checker"}
    makers = packages_distributions()
    declared = {canonicalize_name(one.name) for one in requirements("all", "pytest", "spark")}
    unknown = {one for one in libraries if not declared.intersection(map(canonicalize_name, makers.get(one, ())))}
    assert unknown == set()


def test_decisions_are_dated() -> None:
    headings = re.findall(r"^## (.*)$", (ROOT / "DECISIONS.md").read_text("utf-8"), re.MULTILINE)
    assert headings
    assert [one for one in headings if not re.match(r"\d{4}-\d{2}-\d{2}\b", one)] == []


def test_decisions_have_numbers_and_an_index() -> None:
    text = (ROOT / "DECISIONS.md").read_text("utf-8")
    head, *sections = re.split(r"^## ", text, flags=re.MULTILINE)
    numbers = [re.findall(r"^- \*\*D([0-9]+)\. ", section, re.MULTILINE) for section in sections]
    every = [int(number) for own in numbers for number in own]
    assert every == list(range(1, len(every) + 1))
    assert re.findall(r"^- \*\*(?!D[0-9]+\. )", text, re.MULTILINE) == []
    lines = []
    for section, own in zip(sections, numbers, strict=True):
        title = section.splitlines()[0]
        anchor = re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")
        span = f", D{own[0]}" + (f" to D{own[-1]}" if len(own) > 1 else "") if own else ""
        lines.append(f"- [{title}](#{anchor}){span}")
    assert [line for line in head.splitlines() if line.startswith("- ")] == lines


def test_decisions_give_a_reason_for_every_dependency() -> None:
    text = (ROOT / "DECISIONS.md").read_text("utf-8")
    rows = {
        canonicalize_name(name): why.strip() for name, why in re.findall(r"^\| `([^`]+)` \|(.+)\|$", text, re.MULTILINE)
    }
    assert [
        one.name for one in requirements("dev", "bench", "release") if not rows.get(canonicalize_name(one.name))
    ] == []


def test_the_changelog_knows_the_version() -> None:
    headings = re.findall(r"^## \[([^\]]+)\]", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert PROJECT["project"]["version"] in headings


def test_the_command_and_the_module_are_one() -> None:
    assert PROJECT["project"]["scripts"] == {"checker": "checker.cli.main:main"}
    assert "from checker.cli.main import main" in (ROOT / "checker" / "__main__.py").read_text("utf-8")


def test_layers_and_circles_are_contracts_over_every_module() -> None:
    contracts = {contract["type"]: contract for contract in PROJECT["tool"]["importlinter"]["contracts"]}
    assert contracts["layers"]["exhaustive"] is True
    deepest = max(len(path.relative_to(ROOT).parts) - 1 for path in code())
    assert contracts["acyclic_siblings"]["ancestors"] == [".".join(["checker", *"*" * n]) for n in range(deepest)]
    assert [name for name, contract in contracts.items() if "ignore_imports" in contract] == []


def test_no_function_takes_too_many_parameters() -> None:
    """But for commands, whose parameters are their options."""
    long = {}
    for path in code():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef) and not any("command" in ast.unparse(d) for d in node.decorator_list):
                number = len([*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs])
                if number > MOST_PARAMETERS:
                    long[f"{path.relative_to(ROOT)}:{node.name}"] = number
    assert long == {}


@pytest.mark.parametrize("target", ["setup", "check", "quick", "test", "lint", "generate", "bench", "clean"])
def test_the_make_target_is_listed(target: str) -> None:
    listing = subprocess.run(
        ["make", "--no-print-directory", "help"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    assert re.search(rf"^make {target} ", listing.stdout, re.MULTILINE)


def test_ci_is_a_sound_script() -> None:
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & 0o111
    subprocess.run(["bash", "-n", script], check=True)
