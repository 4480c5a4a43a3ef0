"""The page as text: templates filled in, everything from files escaped, a policy that allows our own script only.

Source: Content Security Policy Level 3: an inline script or style counts only where the policy holds its hash.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from functools import cache, lru_cache
from html import unescape
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from checker.literals.dates.spoken import in_words
from checker.report.explain import counted
from checker.report.html.fit import fitted
from checker.report.html.views import DocumentView, ListedDisagreement, ListedFinding, PageView, Picture, TextView
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
    "default-src 'none'; style-src {style}; script-src {script}; img-src data:; base-uri 'none'; form-action 'none'"
)
OWN_FILES = "'self' file:"
"""Where a site's style sheet comes from; Firefox takes no file for its own, so files are named."""
EAGER = 50
"""Cards of a large page that a browser reads at once: the first screens of them."""

MANY_NAMES = 1 << 17
"""Names whose links are remembered: each stands on many places of a page."""

SLOT = re.compile("\x00([0-9]+)\x00")
"""Where a picture goes. No text from a file holds a control character by then, so nobody else can make one."""

MISSING = "\x00missing\x00"

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
BLANKS = re.compile(r"\n\s*")


def render(view: PageView, draw: Callable[[int], Picture]) -> str:
    """The text first, and of it what fits on one page; then as many pictures as there is room for."""
    text = filled("page.html", view)
    if len(text.encode()) > LARGEST:
        text = filled("page.html", fitted(view, LARGEST - LEAST, _size))
    return with_pictures(gone(text), draw)


def carrying(text: str, json_ld: str) -> str:
    """The page with data of JSON-LD in its head, which no policy needs to allow: a browser runs none of it.

    Why so late: it is no part of what is looked up, linked and measured in the page. Every `<` in it is an escape.
    Source: HTML Living Standard, 4.12.1: a script of another type is a data block.
    """
    if not json_ld:
        return text
    data = json_ld.translate({ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&"}).strip()
    return text.replace("</head>", f'<script type="application/ld+json">{data}</script>\n</head>', 1)


def filled(template: str, view: PageView, script: str = "page.js", **more: Any) -> str:
    """A page without its pictures, with one script of ours inlined, or none."""
    style, script = style_sheet(), _file(script).strip() if script else ""
    policy = POLICY.format(style=OWN_FILES if "sheet" in more else _hash(style), script=_hash(script))
    known = {
        "eager": EAGER,
        "page": view,
        "style": style,
        "script": script,
        "policy": policy,
        "missing": MISSING,
        **more,
    }
    return "".join(_environment().get_template(template).generate(**known)) + "\n"


def with_pictures(text: str, draw: Callable[[int], Picture]) -> str:
    figure_of: Any = _macro("finding.html", "figure")
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


def _size(part: PageView | ListedDisagreement | ListedFinding | DocumentView | TextView) -> int:
    """Bytes that a part of the page takes, without its pictures."""
    match part:
        case PageView():
            text = filled("page.html", part)
        case ListedDisagreement():
            text = _macro("finding.html", "disagreement")(part)
        case ListedFinding():
            text = _macro("finding.html", "finding")(part)
        case DocumentView():
            text = _macro("document.html", "document")(part)
        case TextView():
            text = _macro("texts.html", "texts")((part,))
    return len(text.encode())


def _macro(template: str, name: str) -> Callable[[Any], str]:
    return _environment().get_template(template).module.__dict__[name]


LINK = re.compile('href="#([^"]*)"')
"""A link within a page. No text from a file holds a bare quotation mark by then, so all are ours."""
KIND = re.compile("[cdfqstx]-")
ANCHOR = re.compile(' id="([cdfqstx]-[^"]*)"')
"""Places of claims, documents, findings, quantities, subjects, quotes in their texts, and texts."""


def gone(text: str) -> str:
    """The page with links to what is left out turned into words: scripts still read from them where they led."""
    there = {anchored(unescape(name)) for name in ANCHOR.findall(text)}

    def link(found: re.Match[str]) -> str:
        name = found[1]
        return found[0] if "=" in name or not KIND.match(name) or name in there else f'data-gone="#{name}"'

    return LINK.sub(link, text)


def _missing(number: int) -> str:
    pictures = counted(number, "picture")
    return f"Up to {pictures} left out to keep the page small, those of the least grave; checker timeline draws them."


@lru_cache(maxsize=MANY_NAMES)
def anchored(name: str) -> str:
    """A name in the page as a link has it."""
    return quote(on_one_line(name), safe="/-._~")


BREAKS = str.maketrans("\t\n\r", "   ")


def on_one_line(words: str) -> str:
    """Words from files with nothing hidden in them."""
    if words.isascii() and words.isprintable():
        return words  # most are: nothing hides in them
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
        "unread": _unread,
        "time": _time,
    }
    return environment(FOLDER, on_one_line, filters)


def _unread(card: Markup) -> Markup:
    """A card whose inside a browser takes for one piece of text until a script asks for it, and reads as it is where
    there are no scripts. Source: HTML Living Standard, 13.2.6.4.7: with scripts on, a `noscript` is raw text.
    """
    from markupsafe import Markup

    head, end, inside = card.partition("</summary>")
    inside, close, rest = inside.rpartition("</details>")
    return Markup("").join((head, end, Markup("<noscript>"), inside, Markup("</noscript>"), close, rest))


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


def style_sheet() -> str:
    """The style sheets as one, without comments and indents."""
    return BLANKS.sub("", COMMENT.sub("", common_css() + _file("page.css"))).strip()


def _hash(text: str) -> str:
    """How a policy names what stands in the page; nothing may stand there where there is none."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" if text else "'none'"


def _file(name: str) -> str:
    return (FOLDER / name).read_text("utf-8")
