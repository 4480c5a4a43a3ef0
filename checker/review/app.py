"""The page's addresses: each turns a request into a view, or a form into a save and the way to the next disagreement.

The guard stands before it (`guard`): no request of anybody else arrives here.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from checker.decisions.files import FOLDER
from checker.decisions.ruling import Invalid
from checker.decisions.store import Outside
from checker.report.safe import visible
from checker.report.templates import common_css, environment
from checker.review import correction, journal, make
from checker.review.form import (
    FormFields,
    decision_of,
    draft_of,
    fields_of,
    filters_of,
    first,
    messages,
    missing,
    number_of,
)
from checker.review.queue import Filters, after, counts, progress
from checker.review.session import UNWRITABLE, Moved, ReviewState, Session, save, undo
from checker.review.summary import summary_view
from checker.review.views import CONTEXT

if TYPE_CHECKING:
    from jinja2 import Environment
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response

NOTICES = {
    "saved": "Saved.",
    "undone": "Taken back.",
    "flagged": "Flagged.",
    "unflagged": "The flag is gone.",
    "replaced": "What its claims say changed: this disagreement took the place of the one that you had open.",
    "corrected": "The claim is corrected, and everything was checked again.",
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


def application(session: Session) -> Starlette:
    """The application of a session, for the guard to stand before."""
    from starlette.applications import Starlette
    from starlette.routing import Route

    def route(path: str, answer: Callable[[Call], Response], method: str = "GET") -> Route:
        return Route(path, _endpoint(session, answer), methods=[method])

    routes = [
        route("/", _queue),
        route("/f/{id}", _disagreement),
        route("/f/{id}/decide", _decide, "POST"),
        route("/f/{id}/flag", _flag, "POST"),
        route("/undo", _undo, "POST"),
        route("/c/{ref}", _correct),
        route("/c/{ref}", _corrected, "POST"),
        route("/summary", _summary),
        route("/state.json", _state),
        route("/style.css", _fixed(common_css() + (PAGES / "review.css").read_text("utf-8"), "text/css")),
        route("/review.js", _fixed((PAGES / "review.js").read_text("utf-8"), "text/javascript")),
    ]
    app = Starlette(routes=routes, exception_handlers={Exception: _failed, 404: _no_page, 405: _no_method})
    app.router.redirect_slashes = False
    return app


def _endpoint(session: Session, answer: Callable[[Call], Response]) -> Callable:
    async def endpoint(request: Request) -> Response:
        from starlette.concurrency import run_in_threadpool

        try:
            form = fields_of((await request.body()).decode("ascii", "replace"))
            address = fields_of(request.scope["query_string"].decode("ascii", "replace"))
        except ValueError:
            return _plain("the form has too many fields", 413)
        here = request.scope["path"].removeprefix("/")
        call = Call(session, session.now, dict(request.path_params), address, form, here)
        return await run_in_threadpool(answer, call)

    return endpoint


def _queue(call: Call) -> Response:
    view = make.queue_view(call.session, call.now, call.filters, number_of(call.address, "page", 1))
    return _page(call, "queue", "Disagreements", view)


def _disagreement(call: Call) -> Response:
    entry = call.now.entry(call.path["id"])
    if entry is None:
        return _gone(call)
    if entry.id != call.path["id"]:
        return _to(call, f"f/{make.part(entry.id)}", did="replaced", was=call.path["id"])
    context = number_of(call.address, "context", CONTEXT)
    view = make.disagreement_page(call.session, call.now, entry, call.filters, context)
    return _page(call, "disagreement", entry.about, view)


def _decide(call: Call) -> Response:
    draft = draft_of(call.form)
    entry = call.now.entry(call.path["id"])
    if entry is None:
        return _gone(call, draft.reason, 409)
    errors, moved = missing(draft), ()
    if not errors:
        given = decision_of(draft, call.session.reviewer, call.now.task.as_of)
        try:
            save(call.session, entry.id, given, first(call.form, "seen"))
        except Moved as error:
            moved = error.changes
        except Invalid as error:
            errors = messages(error)
        except Outside:
            errors = {"": "the folder of decisions leads elsewhere, by a link; remove the link"}
        except OSError as error:
            folder = f"{call.now.task.root.name}/{FOLDER}"
            errors = {"": f"the ruling cannot be written below {folder} ({error.strerror}); {UNWRITABLE}"}
        else:
            return _onwards(call, entry.id)
    call = replace(call, now=call.session.now)
    entry = call.now.entry(entry.id)
    if entry is None:
        return _gone(call, draft.reason, 409)
    view = make.disagreement_page(call.session, call.now, entry, call.filters, CONTEXT, draft, errors, moved)
    return _page(call, "disagreement", entry.about, view, 409 if moved else 422)


def _onwards(call: Call, disagreement: str) -> Response:
    """To the next disagreement of the same filters after a save; to the queue where none is left."""
    following = after(call.session.now.entries, disagreement, call.filters, call.session.journal.flags)
    more = {"did": "saved", "saved": disagreement}
    return _to(call, f"f/{make.part(following)}" if following else "", **more)


def _flag(call: Call) -> Response:
    entry = call.now.entry(call.path["id"])
    if entry is None:
        return _gone(call)
    on = bool(first(call.form, "on"))
    with call.session.lock:
        journal.flag(call.session.journal, entry.id, on)
    return _to(call, f"f/{make.part(entry.id)}", did="flagged" if on else "unflagged")


def _undo(call: Call) -> Response:
    done = undo(call.session)
    if done is None:
        return _to(call, "", did="nothing")
    if done.left:
        return _message(call, "Not taken back", done.left, status=409)
    there = call.session.now.entry(done.step.disagreement)
    return _to(call, f"f/{make.part(there.id)}" if there else "", did="undone")


def _correct(call: Call) -> Response:
    claim = _claim(call)
    if claim is None:
        return _message(call, "No such claim", "It is not in the corpus any more.", status=404)
    return _page(
        call, "correct", f"Correct {claim.ref}", correction.opened(call.now, claim, first(call.address, "disagreement"))
    )


def _corrected(call: Call) -> Response:
    claim, text = _claim(call), first(call.form, "text").replace("\r\n", "\n")
    if claim is None:
        return _message(call, "No such claim", "It is not in the corpus any more.", text, 409)
    asked = (claim, first(call.address, "disagreement"), text, first(call.form, "seen"))
    if first(call.form, "action") != "write":
        view = correction.previewed(call.now, *asked)
    else:
        view = correction.written(call.session, call.now, *asked)
        if view is None:
            there = call.session.now.entry(asked[1])
            return _to(call, f"f/{make.part(there.id)}" if there else "", did="corrected")
    status = 409 if view.error == correction.CHANGED else 422 if view.faults or view.error or view.barred else 200
    return _page(call, "correct", f"Correct {claim.ref}", view, status)


def _claim(call: Call):
    return next((claim for claim in call.now.result.corpus.claims if claim.ref == call.path["ref"]), None)


def _summary(call: Call) -> Response:
    return _page(call, "summary", "This session", summary_view(call.session, call.now))


def _state(call: Call) -> Response:
    done, total = progress(call.now.entries)
    state = {
        "generation": call.now.generation,
        "counts": counts(call.now.entries, call.session.journal.flags),
        "done": done,
        "total": total,
    }
    return _text(json.dumps(state), "application/json")


def _fixed(text: str, kind: str) -> Callable[[Call], Response]:
    return lambda _: _text(text, kind)


def _gone(call: Call, draft: str = "", status: int = 404) -> Response:
    words = (
        "There is no such disagreement any more: its claims, a rule or the vocabulary changed, or the address is wrong."
    )
    return _page(call, "message", "This disagreement is gone", MessageView(words, draft, call.path["id"]), status)


@dataclass(frozen=True, slots=True)
class MessageView:
    """`draft` is what the reviewer had written, where it would be lost else; `gone` is the disagreement whose draft
    only the browser may have.
    """

    words: str
    draft: str = ""
    gone: str = ""


def _message(call: Call, title: str, words: str, draft: str = "", status: int = 200) -> Response:
    return _page(call, "message", title, MessageView(words, draft), status)


def _to(call: Call, path: str, **more: str) -> Response:
    from starlette.responses import RedirectResponse

    return RedirectResponse(f"{call.up}{path}{make.query(call.filters, **more)}", 303)


def _page(call: Call, template: str, title: str, view: Any, status: int = 200) -> Response:
    from starlette.responses import HTMLResponse

    notice = NOTICES.get(first(call.address, "did"), "")
    saved, was = (first(call.address, name) if notice else "" for name in ("saved", "was"))
    page = make.page(call.session, call.now, title, call.up, call.filters)
    page = replace(page, here=_here(call), notice=notice, saved=saved, was=was)
    return HTMLResponse(_templates().get_template(f"{template}.html").render(page=page, view=view), status)


def _here(call: Call) -> str:
    """The way from the top to what is shown, without what was just done."""
    path = "" if call.here == "undo" else call.here.removesuffix("/decide")
    more = {name: first(call.address, name) for name in ("page", "context", "disagreement")}
    return "/".join(map(make.part, path.split("/"))) + make.query(call.filters, **more) or "./"


def _text(text: str, kind: str) -> Response:
    from starlette.responses import Response

    return Response(text, media_type=kind)


def _plain(words: str, status: int) -> Response:
    from starlette.responses import PlainTextResponse

    return PlainTextResponse(f"{words}\n", status)


async def _no_page(request: Request, error: Exception) -> Response:  # noqa: ARG001  # starlette's signature
    return _plain("there is no such page; go back to the queue", 404)


async def _no_method(request: Request, error: Exception) -> Response:  # noqa: ARG001  # starlette's signature
    answer = _plain("this page is not asked in that way", 405)
    answer.headers.update(getattr(error, "headers", None) or {})
    return answer


async def _failed(request: Request, error: Exception) -> Response:  # noqa: ARG001  # starlette's signature
    words = f"the page failed ({type(error).__name__}); nothing was saved by this request: go back and try again"
    return _plain(words, 500)


@cache
def _templates() -> Environment:
    from markupsafe import escape

    # `exact`: a text to be edited comes back as it went
    return environment(PAGES, visible, {"part": make.part, "count": "{:,}".format, "exact": escape})
