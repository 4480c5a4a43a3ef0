"""What an installation may leave out: extras, each with the libraries that it brings.

A missing extra never changes a verdict. What needs it is done another way, with the same result, or is not done: then
the run is incomplete and says how to complete it.
"""

from __future__ import annotations

from importlib.util import find_spec

LIBRARIES = {
    "documents": ("justhtml", "pypdf"),
    "lsp": ("lsprotocol", "pygls"),
    "mcp": ("anyio", "mcp"),
    "model": ("anyio", "httpx2"),
    "pytest": ("pytest",),
    "rdf": ("rdflib",),
    "review": ("starlette", "uvicorn"),
    "solver": ("z3",),
    "spark": ("pyspark", "py4j", "pandas"),  # Spark first: with it the command does not go without pandas
    "tables": ("duckdb", "numpy", "pyarrow"),
}
"""The modules that each extra of `pyproject.toml` must bring."""


def absent(extra: str) -> bool:
    """Whether a library of an extra is not installed."""
    return any(find_spec(library) is None for library in LIBRARIES[extra])


def installing(extra: str) -> str:
    """The command that installs an extra."""
    return f"pip install 'checker[{extra}]'"
