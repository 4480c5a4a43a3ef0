"""The addresses of drafts: those of a document, one at a time, and what is done to it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from checker.review.answers import Call, message, page_of, redirected
from checker.review.confirm_views import Typed, address, draft_page, drafts_view
from checker.review.confirming import DONE, EDITED, Action, Refused, confirm, draft_of, drafts_in, labels_of, named
from checker.review.form import first
from checker.review.naming import DATATYPES, KINDS, NewName, add_name
from checker.review.session import ReviewState

if TYPE_CHECKING:
    from starlette.responses import Response

    from checker.model.claim import Claim

NONE_LEFT = "There is no draft in this document (any more)."


def documents(call: Call) -> Response:
    return page_of(call, "drafts", "Drafts", drafts_view(call.now.result.corpus))


def opened(call: Call) -> Response:
    claim = _asked(call)
    if claim is None:
        return message(call, "No drafts here", NONE_LEFT, status=404)
    return page_of(call, "draft", f"Drafts of {claim.document.title}", draft_page(call.session, call.now, claim))


def acted(call: Call) -> Response:
    """A draft is accepted, kept with what was typed, or dropped; or a name is added that it needs."""
    action, document = first(call.form, "action"), call.path["document"]
    ref = first(call.form, "ref")
    typed = Typed({one.name: first(call.form, one.name) for one in EDITED if one.name in call.form}, _new(call))
    if action == "add":
        return _added(call, ref, typed)
    if action not in DONE:
        return message(call, "Nothing was done", "The form does not say what to do.", status=422)
    before = [one.id for one in drafts_in(call.now.result.corpus, document)]
    seen, aware = first(call.form, "seen"), first(call.form, "aware")
    refused = confirm(call.session, ref, typed.fields, seen, action, aware)
    if refused is not None:
        return _refused(call, ref, replace(typed, refused=refused))
    following = _following(call.session.now, document, before, ref, action)
    if following is None:
        way = ("drafts" if call.session.now.result.corpus.drafts else "", "")
    else:
        way = address(document, following)
    return redirected(call, way[0], at=way[1], did=DONE[action], saved=ref)


def way_to(now: ReviewState, ref: str) -> tuple[str, str] | None:
    """The page of the draft that a step was about; of its document, where it is no draft any more."""
    document, hash_mark, name = ref.partition("#")
    left = [one.id for one in drafts_in(now.result.corpus, document)] if hash_mark else []
    return address(document, name if name in left else "") if left else None


def _asked(call: Call) -> Claim | None:
    """The draft that the address names; the first one where it names none, or one that is gone."""
    drafts = drafts_in(call.now.result.corpus, call.path["document"])
    wanted = first(call.address, "at")
    return next((one for one in drafts if one.id == wanted), next(iter(drafts), None))


def _following(now: ReviewState, document: str, before: list[str], ref: str, action: Action) -> str | None:
    """The draft to show next: the one after, from the beginning again where none follows."""
    left = [one.id for one in drafts_in(now.result.corpus, document)]
    name = ref.partition("#")[2]
    if action == "keep" and name in left:
        return name
    at = before.index(name) if name in before else 0
    return next((one for one in (*before[at + 1 :], *before[:at], *left) if one in left), None)


def _new(call: Call) -> NewName:
    datatype, kind = first(call.form, "new_datatype"), first(call.form, "new_kind")
    return NewName(
        "properties" if first(call.form, "new_section") == "properties" else "entities",
        first(call.form, "new_label"),
        first(call.form, "new_name").strip(),
        datatype if datatype in DATATYPES else NewName().datatype,
        kind if kind in KINDS else NewName().kind,
        first(call.form, "new_unit"),
    )


def _added(call: Call, ref: str, typed: Typed) -> Response:
    refused = add_name(call.session, typed.new, ref)
    if refused is not None:
        return _refused(call, ref, replace(typed, refused=refused, adding=True))
    bound = "property" if typed.new.section == "properties" else "subject"
    fields = {**typed.fields, bound: typed.new.identifier}
    call = replace(call, now=call.session.now)
    claim = draft_of(call.now, ref)
    if claim is None:
        return redirected(call, "drafts", did="added")
    view = draft_page(call.session, call.now, claim, Typed(fields))
    # the file was looked at when the form was, not now
    view = replace(view, seen=first(call.form, "seen"))
    return page_of(call, "draft", f"Drafts of {claim.document.title}", view, did="added", saved=ref)


def _refused(call: Call, ref: str, typed: Typed) -> Response:
    """The form as it was sent, with why nothing was done."""
    refused: Refused = typed.refused
    call = replace(call, now=call.session.now)
    claim = draft_of(call.now, ref)
    if claim is None:
        words = "; ".join(f"{name}: {value}" for name, value in typed.fields.items() if value)
        return message(call, "This draft is gone", f"{refused.error or NONE_LEFT}", words, 409)
    vocabulary = call.now.result.corpus.vocabulary
    bound = {
        one.name: named(typed.fields[one.name], labels_of(vocabulary, one.kind))
        for one in EDITED
        if one.kind in ("entity", "property") and one.name in typed.fields
    }
    typed = replace(typed, fields={**typed.fields, **bound})
    status = 409 if refused.stale else 422
    return page_of(
        call, "draft", f"Drafts of {claim.document.title}", draft_page(call.session, call.now, claim, typed), status
    )
