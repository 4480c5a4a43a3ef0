"""The columns in `docs/tables.md`, made from the table of fields."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from checker.model.fields import IN_TABLES
from checker.readers.tables.shape import KINDS, groups, sort_of

PAGE = Path(__file__).parents[3] / "docs" / "tables.md"
START = "<!-- made from checker/model/fields.py by `make generate`; do not edit -->\n"
END = "<!-- end -->\n"


def page() -> str:
    """The text of the page with the list of now."""
    before, _, rest = PAGE.read_text("utf-8").partition(START)
    return "\n".join((before + START, *_lines(), "", END + rest.partition(END)[2]))


def _lines() -> Iterator[str]:
    yield from ("| column | says | held as | such as |", "|---|---|---|---|")
    for field in IN_TABLES:
        is_group = field.name in groups("claims")
        name = f"{field.name}.<dimension>" if is_group else field.name
        kinds = KINDS["text" if is_group else sort_of("claims", field.name)]
        examples = ", ".join(f"`{example}`" for example in field.examples if isinstance(example, str))
        yield f"| `{name}` | {field.doc} | {kinds}{', required' if field.required else ''} | {examples} |"
