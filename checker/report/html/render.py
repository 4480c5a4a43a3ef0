"""The page as text: templates filled in, everything from files escaped, a policy that allows our own script only.

Source: Content Security Policy Level 3: an inline script or style counts only where the policy holds its hash.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from checker.literals.dates.spoken import in_words
from checker.report.explain import counted
from checker.report.html.views import PageView, Picture
from checker.report.safe import visible
from checker.report.templates import common_css, environment

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

FOLDER = files("checker.report.html")

LARGEST = 9_800_000
"""Bytes of a page up to which pictures are drawn, the gravest first: with 5,000 findings a page stays below 10 MB."""

LEAST = 500_000
"""Bytes for pictures on a page that is larger than that by its text: the gravest of them still have theirs."""

POLICY = (
    "default-src 'none'; style-src 'sha256-{style}'; script-src 'sha256-{script}'; img-src data:; base-uri 'none'; "
    "form-action 'none'"
)
SLOT = re.compile("\x00([0-9]+)\x00")
"""Where a picture goes. No text from a file holds a control character by then, so nobody else can make one."""

MISSING = "\x00missing\x00"

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
BLANKS = re.compile(r"\n\s*")


def render(view: PageView, draw: Callable[[int], Picture]) -> str:
    """The text first; then as many pictures as there is room for."""
    style, script = _style(), _file("page.js").strip()
    policy = POLICY.format(style=_sha256(style), script=_sha256(script))
    template = _environment().get_template("page.html")
    figure_of: Any = _environment().get_template("finding.html").module.__dict__["figure"]
    text = "".join(template.generate(page=view, style=style, script=script, policy=policy, missing=MISSING)) + "\n"
    room = max(LARGEST - len(text.encode()), LEAST)
    left_out = 0

    def drawn(slot: re.Match[str]) -> str:
        nonlocal room, left_out
        if room <= 0:
            left_out += 1
            return ""
        made = draw(int(slot[1]))
        shown = str(figure_of(made)) if made.svg else ""
        room -= len(shown.encode())
        return shown

    parts = SLOT.sub(drawn, text)
    return parts.replace(MISSING, f"<p class=quiet>{_missing(left_out)}</p>" if left_out else "", 1)


def _missing(number: int) -> str:
    pictures = counted(number, "picture")
    return f"Up to {pictures} left out to keep the page small, those of the least grave; checker timeline draws them."


def anchored(name: str) -> str:
    """A name in the page as a link has it."""
    return quote(on_one_line(name), safe="/-._~")


BREAKS = str.maketrans("\t\n\r", "   ")


def on_one_line(words: str) -> str:
    """Words from files with nothing hidden in them."""
    return visible(words.translate(BREAKS))


@cache
def _environment() -> Environment:
    from markupsafe import Markup

    filters = {
        "anchored": anchored,
        "lines": _lines,
        "number": "{:,}".format,
        "ours": Markup,
        "said": in_words,
        "short": lambda group: group[:2],
        "time": _time,
    }
    return environment(FOLDER, on_one_line, filters)


def _time(written: str) -> Markup:
    """A date as people say it; beside it, unseen, as it is written."""
    from markupsafe import Markup

    said = in_words(written)
    kept = Markup(' data-e="{}"').format(on_one_line(written)) if said != written else ""
    return Markup("<time{}>{}</time>").format(kept, on_one_line(said))


def _lines(words: str) -> Markup:
    """Words of a text with their line breaks."""
    from markupsafe import Markup, escape

    return Markup("\n").join(escape(on_one_line(line)) for line in words.split("\n"))


def _style() -> str:
    """The style sheets as one, without comments and indents."""
    return BLANKS.sub("", COMMENT.sub("", common_css() + _file("page.css"))).strip()


def _sha256(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _file(name: str) -> str:
    return (FOLDER / name).read_text("utf-8")
