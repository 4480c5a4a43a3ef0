"""Every page that is made from the code, and the file that it is written to.

Why: a page that is made cannot fall behind; CI makes all of them anew and compares.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from checker.readers.tables import columns_page
from checker.report import catalogue
from checker.report.pages import agents, constraints, formats, relations, values

ROOT = Path(__file__).parents[3]

PAGES: Mapping[str, Callable[[], str]] = {
    "checker/rules/README.md": catalogue.page,
    "docs/agents.md": agents.page,
    "docs/constraints.md": constraints.page,
    "docs/formats.md": formats.page,
    "docs/relations.md": relations.page,
    "docs/tables.md": columns_page.page,
    "docs/values.md": values.page,
}


def write_pages(root: Path) -> None:
    """Writes every page below `root`. A page that cannot be made leaves all of them as they were."""
    texts = {name: page() for name, page in PAGES.items()}
    for name, text in texts.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8"))


if __name__ == "__main__":
    write_pages(ROOT)
