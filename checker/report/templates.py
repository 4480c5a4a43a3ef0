"""What pages from templates share: everything from files is escaped, and one style begins them all."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Any

from checker.report import figure

if TYPE_CHECKING:
    from jinja2 import Environment


def common_css() -> str:
    """The style of pictures, then what all pages share."""
    return figure.css() + (files("checker.report") / "common.css").read_text("utf-8")


def environment(folder: Traversable, show: Callable[[str], str], filters: dict[str, Any]) -> Environment:
    """The templates of a folder. Words are shown as `show` has them and then escaped; markup of our own stays as it
    is. A name that a view lacks is an error.
    """
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    made = Environment(
        loader=FunctionLoader(lambda name: (folder / name).read_text("utf-8")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: show(value) if isinstance(value, str) and not hasattr(value, "__html__") else value,
    )
    made.filters |= filters
    return made
