"""The page as text: templates filled in, everything from files escaped, a policy that allows our own script only.

Source: Content Security Policy Level 3: an inline script or style counts only where the policy holds its hash.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from checker.report import figure
from checker.report.html.views import PageView
from checker.report.safe import visible

if TYPE_CHECKING:
    from jinja2 import Environment

SYMBOLS = {
    "contradiction": "✕",
    "tension": "△",
    "unchecked": "?",
    "decided": "◆",
    "reconciled": "◇",
    "agreement": "✓",
}
"""Beside the word and the colour: shapes that stay apart in print and for every eye."""

POLICY = (
    "default-src 'none'; style-src 'sha256-{style}'; script-src 'sha256-{script}'; img-src data:; base-uri 'none'; "
    "form-action 'none'"
)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
BLANKS = re.compile(r"\n\s*")


def render(view: PageView) -> str:
    style, script = _style(), _file("page.js").strip()
    policy = POLICY.format(style=_sha256(style), script=_sha256(script))
    template = _environment().get_template("page.html")
    return "".join(template.generate(page=view, style=style, script=script, policy=policy, symbols=SYMBOLS)) + "\n"


def anchored(name: str) -> str:
    """The name of a place in the page as a link has it."""
    return quote(shown(name), safe="/-._~")


def shown(words: Any) -> Any:
    """Words from files on one line, with nothing hidden in them; markup of our own as it is."""
    from markupsafe import Markup

    if not isinstance(words, str) or isinstance(words, Markup):
        return words
    return visible(words.translate(BREAKS))


BREAKS = str.maketrans("\t\n\r", "   ")


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FunctionLoader, StrictUndefined
    from markupsafe import Markup

    made = Environment(
        loader=FunctionLoader(_file),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=shown,
    )
    made.filters |= {"anchored": anchored, "number": lambda number: f"{number:,}", "ours": Markup}
    return made


def _style() -> str:
    """Both style sheets as one, without comments and indents."""
    return BLANKS.sub("", COMMENT.sub("", figure.css() + _file("page.css"))).strip()


def _sha256(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _file(name: str) -> str:
    return (files("checker.report.html") / name).read_text("utf-8")
