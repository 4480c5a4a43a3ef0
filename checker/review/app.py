"""The page's addresses: each turns a request into a view, or a form into a save and the way to the next disagreement.

The guard stands before it (`guard`): no request of anybody else arrives here.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from checker.decisions.files import FOLDER
from checker.decisions.ruling import Invalid
from checker.decisions.store import Outside
from checker.report.templates import common_css
from checker.review import confirm_pages, correction, journal, make
from checker.review.addresses import part
from checker.review.answers import PAGES, Call, MessageView, message, page_of, plain, redirected, served
from checker.review.changes import unpacked
from checker.review.form import decision_of, draft_of, fields_of, first, messages, missing, number_of
from checker.review.queue import after, counts, progress
from checker.review.reading import beside_view, reading_view
from checker.review.session import UNWRITABLE, Moved, Session, save, taken_back, undo
from checker.review.summary import summary_view
from checker.review.views import CONTEXT

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response


NO_TEXT = (
    "The document's text is not there, or is not the one that its claims quote; "
    "checker review --documents DIR reads it."
)


def application(session: Session) -> Starlette:
    """The application of a session, for the guard to stand before."""
    from starlette.applications import Starlette
    from starlette.routing import Route

    def route(path: str, answer: Callable[[Call], Response], method: str = "GET") -> Route:
        return Route(path, _endpoint(session, answer), methods=[method])

    routes = [
        route("/", _queue),
        route("/f/{id}", _disagreement),
        route("/f/{id}/texts", _beside),
        route("/f/{id}/decide", _decide, "POST"),
        route("/t/{document}", _text),
        route("/f/{id}/flag", _flag, "POST"),
        route("/drafts", confirm_pages.documents),
        route("/drafts/{document}", confirm_pages.opened),
        route("/drafts/{document}", confirm_pages.acted, "POST"),
        route("/undo", _undo, "POST"),
        route("/c/{ref}", _correct),
        route("/c/{ref}", _corrected, "POST"),
        route("/summary", _summary),
        route("/state.json", _state),
        route("/style.css", _fixed(common_css() + (PAGES / "review.css").read_text("utf-8"), "text/css")),
        route("/theme.js", _fixed((PAGES / "theme.js").read_text("utf-8"), "text/javascript")),
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
            return plain("the form has too many fields", 413)
        here = request.scope["path"].removeprefix("/")
        call = Call(session, session.now, dict(request.path_params), address, form, here)
        return await run_in_threadpool(answer, call)

    return endpoint


def _queue(call: Call) -> Response:
    view = make.queue_view(call.session, call.now, call.filters, number_of(call.address, "page", 1))
    return page_of(call, "queue", "Disagreements", view)


def _disagreement(call: Call) -> Response:
    entry = call.now.entry(call.path["id"])
    if entry is None:
        return _gone(call)
    if entry.id != call.path["id"]:
        return redirected(call, f"f/{part(entry.id)}", did="replaced", was=call.path["id"])
    context = number_of(call.address, "context", CONTEXT)
    view = make.disagreement_page(call.session, call.now, entry, call.filters, context)
    return page_of(call, "disagreement", entry.about, view)


def _beside(call: Call) -> Response:
    entry = call.now.entry(call.path["id"])
    if entry is None:
        return _gone(call)
    chosen = first(call.address, "left"), first(call.address, "right")
    view = beside_view(call.session, call.now, entry, call.filters, chosen)
    if view is None:
        return message(call, "No text at hand", NO_TEXT, status=404)
    return page_of(call, "beside", entry.about, view)


def _text(call: Call) -> Response:
    at, of = first(call.address, "at"), first(call.address, "of")
    view = reading_view(call.session, call.now, call.path["document"], call.filters, at, of)
    if view is None:
        return message(call, "No text at hand", NO_TEXT, status=404)
    return page_of(call, "reading", view.document.title, view)


def _decide(call: Call) -> Response:
    draft = draft_of(call.form)
    entry = call.now.entry(call.path["id"])
    if entry is None:
        return _gone(call, draft.reason, 409)
    errors, moved = missing(draft), ()
    if not errors:
        given = decision_of(draft, call.session.reviewer, call.now.task.as_of)
        try:
            save(call.session, entry.id, given, first(call.form, "seen"), unpacked(first(call.form, "was")))
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
    return page_of(call, "disagreement", entry.about, view, 409 if moved else 422)


def _onwards(call: Call, disagreement: str) -> Response:
    """To the next disagreement of the same filters after a save; to the queue where none is left."""
    following = after(call.session.now.entries, disagreement, call.filters, call.session.journal.flags)
    more = {"did": "saved", "saved": disagreement}
    return redirected(call, f"f/{part(following)}" if following else "", **more)


def _flag(call: Call) -> Response:
    entry = call.now.entry(call.path["id"])
    if entry is None:
        return _gone(call)
    on = bool(first(call.form, "on"))
    with call.session.lock:
        journal.flag(call.session.journal, entry.id, on)
    return redirected(call, f"f/{part(entry.id)}", did="flagged" if on else "unflagged")


def _undo(call: Call) -> Response:
    done = undo(call.session)
    if done is None:
        return redirected(call, "", did="nothing")
    if done.left:
        return message(call, "Not taken back", done.left, status=409)
    if way := confirm_pages.way_to(call.session.now, done.step.disagreement):
        return redirected(call, way[0], at=way[1], did="undone")
    there = call.session.now.entry(done.step.disagreement)
    if there is None:
        return redirected(call, "", did="undone")
    filled = taken_back(call.session, there.one) is not None
    return redirected(call, f"f/{part(there.id)}", did="refilled" if filled else "undone")


def _correct(call: Call) -> Response:
    claim = _claim(call)
    if claim is None:
        return message(call, "No such claim", "It is not in the corpus any more.", status=404)
    return page_of(
        call, "correct", f"Correct {claim.ref}", correction.opened(call.now, claim, first(call.address, "disagreement"))
    )


def _corrected(call: Call) -> Response:
    claim, text = _claim(call), first(call.form, "text").replace("\r\n", "\n")
    if claim is None:
        return message(call, "No such claim", "It is not in the corpus any more.", text, 409)
    asked = (claim, first(call.address, "disagreement"), text, first(call.form, "seen"))
    if first(call.form, "action") != "write":
        view = correction.previewed(call.now, *asked)
    else:
        view = correction.written(call.session, call.now, *asked)
        if view is None:
            there = call.session.now.entry(asked[1])
            return redirected(call, f"f/{part(there.id)}" if there else "", did="corrected")
    status = 409 if view.error == correction.CHANGED else 422 if view.faults or view.error or view.barred else 200
    return page_of(call, "correct", f"Correct {claim.ref}", view, status)


def _claim(call: Call):
    corpus = call.now.result.corpus
    return next((one for one in (*corpus.claims, *corpus.drafts) if one.ref == call.path["ref"]), None)


def _summary(call: Call) -> Response:
    return page_of(call, "summary", "This session", summary_view(call.session, call.now))


def _state(call: Call) -> Response:
    done, total = progress(call.now.entries)
    state = {
        "generation": call.now.generation,
        "counts": counts(call.now.entries, call.session.journal.flags),
        "done": done,
        "total": total,
    }
    return served(json.dumps(state), "application/json")


def _fixed(text: str, kind: str) -> Callable[[Call], Response]:
    return lambda _: served(text, kind)


def _gone(call: Call, draft: str = "", status: int = 404) -> Response:
    words = (
        "There is no such disagreement any more: its claims, a rule or the vocabulary changed, or the address is wrong."
    )
    return page_of(call, "message", "This disagreement is gone", MessageView(words, draft, call.path["id"]), status)


async def _no_page(request: Request, error: Exception) -> Response:  # noqa: ARG001  # starlette's signature
    return plain("there is no such page; go back to the queue", 404)


async def _no_method(request: Request, error: Exception) -> Response:  # noqa: ARG001  # starlette's signature
    answer = plain("this page is not asked in that way", 405)
    answer.headers.update(getattr(error, "headers", None) or {})
    return answer


async def _failed(request: Request, error: Exception) -> Response:  # noqa: ARG001  # starlette's signature
    words = f"the page failed ({type(error).__name__}); nothing was saved by this request: go back and try again"
    return plain(words, 500)
