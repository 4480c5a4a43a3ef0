"""Drafts of claims on a terminal: one at a time, one key and Enter for each thing that is done to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from checker.model.claim import Claim
from checker.report.safe import visible
from checker.review.confirm_views import DraftPage, draft_page
from checker.review.confirming import DONE, EDITED, Action, Refused, awareness, confirm, draft_of, labels_of, named
from checker.review.naming import DATATYPES, KINDS, NewName, add_name
from checker.review.session import Session, refresh, undo

KEYS = """Enter or a   accept the draft, once it has a subject and a property
s  p         bind the subject, the property: its identifier, its name, or a part of it
e FIELD      correct a field: quote, value, as_of, …; e alone lists them
x            drop the draft
n            a new entity or property for the vocabulary
j  k         next, previous
z            take the last save back
w            show the draft again
q            back to the disagreements"""
EXPECTED = "expected Enter or one of a s p e x n j k z w q; ? says what they do"
NAMES = tuple(one.name for one in EDITED)
MOST_LISTED = 20
"""Names of the vocabulary that are like a word: a screenful."""


@dataclass(slots=True)
class DraftDesk:
    """The draft at hand with its page, and what was typed of it and not saved yet."""

    session: Session
    ask: Callable[[str], str]
    say: Callable[[str], None]
    at: int = 0
    page: DraftPage | None = None
    typed: dict[str, str] = field(default_factory=dict)
    aware: str = ""

    def told(self, words: str) -> None:
        self.say(visible(words))


def run(session: Session, ask: Callable[[str], str], say: Callable[[str], None]) -> None:
    """Drafts are shown, and done with, until the reviewer leaves or none is left."""
    desk = DraftDesk(session, ask, say)
    _show(desk)
    while desk.page is not None:
        key, _, rest = ask("draft> ").strip().partition(" ")
        if key.lower() == "q":
            return
        if action := ACTIONS.get(key.lower()):
            action(desk, rest.strip())
        else:
            desk.told(f"found {key}; {EXPECTED}")


def _drafts(desk: DraftDesk) -> tuple[Claim, ...]:
    return refresh(desk.session).result.corpus.drafts


def _show(desk: DraftDesk, _: str = "") -> None:
    drafts = _drafts(desk)
    if not drafts:
        desk.page = None
        desk.say("no draft is left")
        return
    desk.at = min(max(desk.at, 0), len(drafts) - 1)
    desk.page = draft_page(desk.session, desk.session.now, drafts[desk.at])
    desk.say("\n".join(["", *map(visible, _lines(desk.page, desk.at + 1, len(drafts), desk.typed))]))


def _lines(page: DraftPage, number: int, total: int, typed: Mapping[str, str]) -> Iterator[str]:
    yield f"draft {number:,} of {total:,}: {page.ref} ({page.lines}), {page.document.title}"
    words = page.passage
    quote = page.main[0].value
    yield f"  {words.before}[{words.quote}]{words.after}" if words else f"  [{quote}]"
    for one in (*page.main[1:], *page.others):
        value = typed.get(one.name, one.value)
        if value or one.name in ("subject", "property"):
            yield f"  {one.label:<10} {value or '(lacking)'}{' (not saved)' if one.name in typed else ''}"
            if one.name == "value":
                yield from (f"  {'':<10} read as {words}" for words in page.read_as if one.name not in typed)


def _do(desk: DraftDesk, action: Action) -> None:
    page = desk.page
    if page is None:
        return
    refused = confirm(desk.session, page.ref, desk.typed, page.seen, action, desk.aware)
    if refused is None:
        desk.told(f"{DONE[action]} {page.ref}; z takes it back")
        desk.typed = {}
        _show(desk)
        return
    desk.aware = awareness(refused.doubts)
    for line in _why(refused):
        desk.told(line)
    if refused.stale:
        if draft_of(desk.session.now, page.ref) is None:
            desk.typed = {}
        _show(desk)


def _why(refused: Refused) -> Iterator[str]:
    yield f"nothing was written: {refused.error}".removesuffix(": ")
    for name, words in refused.lacking.items():
        yield f"  {name.removeprefix('new_')}: {words}"
    yield from (f"  {fault.mark}: {fault.field}: {fault.message}" for fault in refused.faults)
    yield from (f"  in doubt: {words}" for words in refused.doubts)
    if refused.doubts and not refused.faults:
        yield "  a accepts it all the same"


def _bind(desk: DraftDesk, name: str, given: str) -> None:
    """Binds a name; a part of several names lists them."""
    vocabulary = desk.session.now.result.corpus.vocabulary
    labels = labels_of(vocabulary, name if name == "property" else "entity")
    given = given or desk.ask(f"{name}: ").strip()
    if not given:
        return
    near = [(one, words) for one, words in labels.items() if given.casefold() in " ".join((one, *words)).casefold()]
    meant = near[0][0] if given and len(near) == 1 else named(given, labels)
    if meant in labels:
        desk.typed[name] = meant
        desk.told(f"  {name}: {meant}, {labels[meant][0]} (not saved; a accepts)")
        return
    desk.told(f"no {name} has this name{'; these are like it:' if near else '; n adds one'}")
    for one, words in near[:MOST_LISTED]:
        desk.told(f"  {one}  {' · '.join(words)}")


def _correct(desk: DraftDesk, name: str) -> None:
    if name not in NAMES:
        desk.told(f"expected e and one of {', '.join(NAMES)}")
        return
    value = desk.ask(f"{name}: ").strip()
    if value:
        desk.typed[name] = value
        desk.told(f"  {name}: {value} (not saved; a accepts)")


def _new(desk: DraftDesk, _: str) -> None:
    """Asks what a new name needs, and binds it."""
    if desk.page is None:
        return
    kind = desk.ask("entity or property (e, p): ").strip().lower()
    if kind not in ("e", "p"):
        desk.told(f"found {kind}, expected e or p")
        return
    label = desk.ask("its name, as people read it: ")
    new = NewName("properties" if kind == "p" else "entities", label)
    if kind == "p":
        datatype = _one_of(desk, "sort of value", DATATYPES, new.datatype)
        sort = _one_of(desk, "kind", KINDS, new.kind)
        unit = desk.ask("unit (empty for none): ") if datatype == "quantity" else ""
        new = NewName(new.section, label, "", datatype, sort, unit)
    refused = add_name(desk.session, new, desk.page.ref)
    if refused is not None:
        for line in _why(refused):
            desk.told(line)
        return
    desk.typed["property" if kind == "p" else "subject"] = new.identifier
    desk.told(f"added {new.identifier} to the vocabulary; a accepts the draft with it")


def _one_of(desk: DraftDesk, what: str, known: tuple[str, ...], otherwise: str) -> str:
    given = desk.ask(f"{what} ({', '.join(known)}; Enter: {otherwise}): ").strip().lower()
    return given if given in known else otherwise


def _move(desk: DraftDesk, by: int) -> None:
    desk.at += by
    desk.typed = {}
    _show(desk)


def _undo(desk: DraftDesk, _: str) -> None:
    undone = undo(desk.session)
    if undone is None:
        desk.say("there is nothing to take back")
        return
    desk.typed = {}
    desk.told(undone.left or f"taken back: {undone.step.words} {undone.step.disagreement}")
    refs = [one.ref for one in _drafts(desk)]
    if undone.step.disagreement in refs:
        desk.at = refs.index(undone.step.disagreement)
    _show(desk)


ACTIONS: dict[str, Callable[[DraftDesk, str], None]] = {
    "": lambda desk, _: _do(desk, "accept"),
    "a": lambda desk, _: _do(desk, "accept"),
    "s": lambda desk, rest: _bind(desk, "subject", rest),
    "p": lambda desk, rest: _bind(desk, "property", rest),
    "e": _correct,
    "x": lambda desk, _: _do(desk, "drop"),
    "n": _new,
    "j": lambda desk, _: _move(desk, 1),
    "k": lambda desk, _: _move(desk, -1),
    "z": _undo,
    "w": _show,
    "?": lambda desk, _: desk.say(KEYS),
}
