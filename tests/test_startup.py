"""The command starts without the libraries that only some of its work needs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Build

HEAVY = (
    *("anyio", "deepdiff", "duckdb", "httpx2", "jinja2", "jsonschema", "markupsafe", "mcp", "numpy", "pyarrow"),
    *("pyspark", "rapidfuzz", "rdflib", "rich", "starlette", "uvicorn", "z3"),
    *("cattrs", "lsprotocol", "pygls"),
)
"""What costs more than a tenth of a second or serves few calls; imported inside the functions that use it."""

MODELS = ("pydantic",)
"""Every check needs the models, `--help` does not: they are half of the time that a command may take to start."""

KERNEL = tuple(f"checker.screening.{name}" for name in ("arrays", "columns", "kernel", "maxima", "sums"))
COLUMNAR = (
    *("answers", "conflicting_keys", "engines.duckdb", "engines.spark", "explaining", "parts", "read", "select"),
    *("groups", "sums", "spark", "trend", "reported", "scan"),
)
"""What of `scale` is nothing without numpy, as most of `screening` is; others import it where they use it."""

SPOKEN = tuple(f"checker.editor.{name}" for name in ("answers", "protocol", "server"))
"""What of `editor` speaks the protocol, and is nothing without pygls."""

OF_RDF = tuple(f"checker.exporting.{name}" for name in ("graph", "jsonld", "shacl", "turtle"))
"""What of `exporting` is nothing without rdflib."""

EVERY_MODULE = f"""
import checker, importlib, pkgutil
for module in pkgutil.walk_packages(checker.__path__, "checker."):
    scale, name = module.name.startswith("checker.scale."), module.name.removeprefix("checker.scale.")
    if not (scale and name.startswith({COLUMNAR})) and module.name not in {KERNEL + SPOKEN + OF_RDF}:
        importlib.import_module(module.name)
"""


def imported(root: Path, *arguments: str) -> set[str]:
    """The top-level packages that a new interpreter has imported when it is done."""
    command = [sys.executable, "-X", "importtime", *arguments]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=120, check=False)
    lines = [line.split("|") for line in done.stderr.splitlines() if line.startswith("import time:")]
    rest = [line for line in done.stderr.splitlines() if not line.startswith("import time:")]
    assert done.returncode == 0, "\n".join(rest)
    return {line[-1].strip().partition(".")[0] for line in lines}


@pytest.mark.parametrize(
    ("arguments", "unwanted"),
    [
        pytest.param(("-m", "checker", "--help"), HEAVY + MODELS, id="the help of the command"),
        pytest.param(("-c", "import checker.run"), HEAVY, id="the flow"),
        pytest.param(("-c", EVERY_MODULE), HEAVY, id="every module of the package"),
    ],
)
def test_starts_light(root: Path, arguments: tuple[str, ...], unwanted: tuple[str, ...]) -> None:
    found = imported(root, *arguments)
    assert "checker" in found
    assert sorted(found.intersection(unwanted)) == []


def test_a_heavy_import_is_seen(root: Path) -> None:
    assert {"jsonschema"} <= imported(root, "-c", "import checker, jsonschema").intersection(HEAVY)


LOADED = """
import atexit, sys
atexit.register(lambda: print(sorted({"pandas", "pyarrow"} & sys.modules.keys())))
from checker.cli.main import main
"""


@pytest.mark.parametrize(
    ("started", "loaded"),
    [
        pytest.param("main()", "['pyarrow']", id="a process of the command's own"),
        pytest.param("main(sys.argv[1:])", "['pandas', 'pyarrow']", id="somebody else's process"),
    ],
)
def test_the_command_reads_tables_without_pandas(build: Build, started: str, loaded: str) -> None:
    """Arrow would load it at its first array, where it is installed."""
    pytest.importorskip("pandas")
    claims = build(
        {"one": [{"value": "85"}]}, {"staff": {"label": "staff", "datatype": "quantity", "kind": "constant"}}
    )
    (claims / "more.csv").write_text("document,id,quote,subject,property,value\none,more,85,thing,staff,85\n", "utf-8")
    command = [sys.executable, "-c", LOADED + started, "check", str(claims), "--no-cache", "--quiet"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, loaded), done.stderr
