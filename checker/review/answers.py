"""What one request asks, and how it is answered: by a page from its template, the way to another one, or some words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from checker.report.safe import visible
from checker.report.templates import environment
from checker.review import make
from checker.review.addresses import part, query
from checker.review.form import FormFields, filters_of, first
from checker.review.queue import Filters
from checker.review.session import ReviewState, Session

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup
    from starlette.responses import Response

NOTICES = {
    "saved": "Saved.",
    "undone": "Taken back.",
    "refilled": "Taken back. What you wrote is in the form again.",
    "flagged": "Flagged.",
    "unflagged": "The flag is gone.",
    "replaced": "What its claims say changed: this disagreement took the place of the one that you had open.",
    "corrected": "The claim is corrected, and everything was checked again.",
    "accepted": "Accepted.",
    "changed": "Saved; it is still a draft.",
    "dropped": "Dropped.",
    "added": "Added to the vocabulary.",
    "nothing": "There is nothing to take back.",
}
"""What was just done, by the word in the address: an address never brings words of its own."""

PAGES = files("checker.review") / "pages"


@dataclass(frozen=True, slots=True)
class Call:
    """One request: the session, the state it is answered from, what the address and the form say."""

    session: Session
    now: ReviewState
    path: dict[str, str]
    address: FormFields
    form: FormFields
    here: str

    @property
    def filters(self) -> Filters:
        return filters_of(self.address)

    @property
    def up(self) -> str:
        """The way from the address to the top."""
        return "../" * self.here.count("/") or "./"


@dataclass(frozen=True, slots=True)
class MessageView:
    """`draft` is what the reviewer had written, where it would be lost else; `gone` is the disagreement whose draft
    only the browser may have.
    """

    words: str
    draft: str = ""
    gone: str = ""


def message(call: Call, title: str, words: str, draft: str = "", status: int = 200) -> Response:
    return page_of(call, "message", title, MessageView(words, draft), status)


def redirected(call: Call, path: str, **more: str) -> Response:
    from starlette.responses import RedirectResponse

    return RedirectResponse(f"{call.up}{path}{query(call.filters, **more)}", 303)


def page_of(
    call: Call, template: str, title: str, view: Any, status: int = 200, did: str = "", saved: str = ""
) -> Response:
    """`did` is the word for what was just done, and `saved` whose form that was, where the address does not say it."""
    from starlette.responses import HTMLResponse

    notice = NOTICES.get(did or first(call.address, "did"), "")
    was_saved, was = (first(call.address, name) if notice else "" for name in ("saved", "was"))
    page = make.page(call.session, call.now, title, call.up, call.filters)
    page = replace(page, here=_here(call), notice=notice, saved=saved or was_saved, was=was)
    return HTMLResponse(_templates().get_template(f"{template}.html").render(page=page, view=view), status)


def _here(call: Call) -> str:
    """The way from the top to what is shown, without what was just done."""
    path = "" if call.here == "undo" else call.here.removesuffix("/decide")
    more = {
        name: first(call.address, name) for name in ("page", "context", "disagreement", "at", "of", "left", "right")
    }
    return "/".join(map(part, path.split("/"))) + query(call.filters, **more) or "./"


def served(text: str, kind: str) -> Response:
    from starlette.responses import Response

    return Response(text, media_type=kind)


def plain(words: str, status: int) -> Response:
    from starlette.responses import PlainTextResponse

    return PlainTextResponse(f"{words}\n", status)


@cache
def _templates() -> Environment:
    from markupsafe import escape

    # `exact`: a text to be edited comes back as it went
    return environment(PAGES, visible, {"part": part, "count": "{:,}".format, "exact": escape, "lines": _lines})


def _lines(words: str) -> Markup:
    """Words of a text with their line breaks."""
    from markupsafe import Markup, escape

    return Markup("\n").join(escape(visible(line)) for line in words.split("\n"))
