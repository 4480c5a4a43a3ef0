"""Where one source differs from others throughout a property, all conflicts that it brings about are one.

Conflicts of two sources on one property are put side by side; the cause that accounts for most of them takes its own,
and what is left is asked again. The same oddity against several sources is one. First publishers are sources, then
single documents.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from checker.literals.boxes import fold
from checker.literals.editions import appeared, younger
from checker.model.box import Box, Key
from checker.model.claim import Claim
from checker.model.finding import OPEN, Finding
from checker.model.groups import grouped
from checker.model.vocabulary import Vocabulary
from checker.systematic.cause import GENERAL, Account, Oddity, Parted, Parting
from checker.systematic.chance import LEAST
from checker.systematic.registry import CAUSES


@dataclass(frozen=True, slots=True)
class Difference:
    """How one source, or several in the same way, are odd against others throughout a property.

    `members` are the conflicts that it accounts for, the odd figure second; `left` those of the same sources that no
    cause accounts for, beside those for which another one does (so many are `elsewhere`). `sided`: the figures alone
    show which source is the odd one. `following`: further conflicts of its odd figures, which it brings about beside
    them.
    """

    cause: str
    property: str
    odd: tuple[str, ...]
    others: tuple[str, ...]
    oddity: Oddity
    members: tuple[Parting, ...]
    left: tuple[Parting, ...]
    sided: bool = False
    following: tuple[Finding, ...] = ()
    elsewhere: int = 0

    def conflicts(self) -> tuple[Finding, ...]:
        """All that it brings about."""
        return (*(parting.finding for parting in self.members), *self.following)


def systematic_differences(
    findings: Iterable[Finding], boxes: Sequence[Box], vocabulary: Vocabulary
) -> tuple[Difference, ...]:
    """The differences that account for open conflicts, those that account for most first. None shares a conflict with
    another one.
    """
    partings = [parting for finding in findings if (parting := _parting(finding))]
    made: list[Difference] = []
    for source in (_publisher, _document):
        taken = {finding.id for difference in made for finding in difference.conflicts()}
        left = [parting for parting in partings if parting.finding.id not in taken]
        made = list(_followed(_in_order([*made, *_between(left, source, boxes, vocabulary)]), partings))
    return tuple(_with_exceptions(made))


def _in_order(differences: Iterable[Difference]) -> list[Difference]:
    return sorted(differences, key=lambda one: (-len(one.members), one.property, one.odd, one.oddity.constant))


def _parting(finding: Finding) -> Parting | None:
    """An open conflict of two documents on one quantity."""
    if finding.verdict not in OPEN or len(finding.boxes) != 2:
        return None
    one, other = finding.boxes
    apart = one.key == other.key and one.claim.document.id != other.claim.document.id
    asserted = not (one.claim.denies or other.claim.denies)
    return Parting(finding, (one, other)) if apart and asserted and one.unit == other.unit else None


def _publisher(claim: Claim) -> str:
    return claim.said_by or claim.document.publisher or claim.document.title


def _document(claim: Claim) -> str:
    return claim.said_by or claim.document.title


Source = Callable[[Claim], str]


def _between(
    partings: Iterable[Parting], source: Source, boxes: Sequence[Box], vocabulary: Vocabulary
) -> Iterator[Difference]:
    """The differences between sources, where these are named by `source`."""
    sorted_out = (_by_name(parting, source) for parting in partings)
    by_sources = grouped((parting for parting in sorted_out if parting), lambda parting: _about(parting, source))
    enough = {about: members for about, members in by_sources.items() if len(members) >= LEAST}
    if not enough:
        return
    properties = {about[0] for about in enough}
    said = grouped((box for box in boxes if box.key.property in properties), lambda box: box.key)
    accounts = []
    for (name, unit, *sources), members in sorted(enough.items()):
        ordered = sorted(members, key=lambda parting: (parting.boxes[0].key, parting.finding.id))
        one, other = sources
        parted = Parted(name, unit, (one, other), ordered, said, vocabulary, _later(ordered, vocabulary))
        accounts += [(parted, account) for account in _accounts(parted)]
    yield from _of_their_own(_alike(_merged(accounts)))


def _by_name(parting: Parting, source: Source) -> Parting | None:
    """The conflict with the sources in the order of their names; nothing where it is within one source."""
    one, other = parting.boxes
    a, b = fold(source(one.claim)), fold(source(other.claim))
    return None if a == b else parting if a < b else replace(parting, boxes=(other, one))


def _about(parting: Parting, source: Source) -> tuple[str, str, str, str]:
    one, other = parting.boxes
    return one.key.property, one.unit, source(one.claim), source(other.claim)


def _later(partings: Sequence[Parting], vocabulary: Vocabulary) -> int | None:
    """The side whose documents are all younger."""
    sides = ({p.boxes[side].claim.document.id: p.boxes[side].claim.document for p in partings} for side in (0, 1))
    return {1: 1, -1: 0}.get(younger(*(appeared(documents.values(), vocabulary) for documents in sides)))


def _accounts(parted: Parted) -> Iterator[Account]:
    """What accounts for the conflicts of two sources: the cause of most of them, then that of most of the rest."""
    while len(parted.partings) >= LEAST:
        found: Account | None = None
        for cause in CAUSES:
            if found and cause.rank >= GENERAL:
                break
            account = cause.account(parted)
            if account and len(account.members) >= LEAST and (not found or len(account.members) > len(found.members)):
                found = account
        if not found:
            return
        yield found
        gone = {parting.finding.id for parting in found.members}
        parted = replace(parted, partings=[p for p in parted.partings if p.finding.id not in gone])


def _merged(accounts: Sequence[tuple[Parted, Account]]) -> Iterator[Difference]:
    """One difference for each oddity of a source against all others: of those that it may be, the one that it is
    against most of them.
    """
    stars: dict[tuple[str, ...], list[int]] = {}
    for number, (parted, account) in enumerate(accounts):
        for side, oddity in enumerate(account.oddities):
            if oddity:
                star = (parted.about, parted.unit, account.cause, parted.sources[side], rough(oddity.constant))
                stars.setdefault(star, []).append(number)
    left = set(range(len(accounts)))
    while left:
        star = max(stars, key=lambda name: (len(left & set(stars[name])), _size(name[4]), name))
        members = [accounts[number] for number in stars.pop(star) if number in left]
        left -= {number for number, entry in enumerate(accounts) if entry in members}
        if members:
            yield _difference(star[3], members)


def _alike(differences: Iterable[Difference]) -> Iterator[Difference]:
    """Sources that are odd in the same way, mostly of the same quantities, against the same others, are told as one."""
    same = grouped(differences, lambda one: (one.property, one.cause, one.oddity.constant, one.others))
    for alike in same.values():
        while alike:
            first = alike.pop(0)
            keys = _keys(first)
            with_it = [one for one in alike if 2 * len(keys & _keys(one)) > max(len(keys), len(_keys(one)))]
            alike = [one for one in alike if one not in with_it]
            yield replace(
                first,
                odd=tuple(sorted(name for one in (first, *with_it) for name in one.odd)),
                members=tuple(parting for one in (first, *with_it) for parting in one.members),
                left=tuple(parting for one in (first, *with_it) for parting in one.left),
            )


def _of_their_own(differences: Iterable[Difference]) -> list[Difference]:
    """Without those that follow from others: what is a thousand times the figures of a third source is 143 times what
    is seven times these, and that is no third cause.
    """
    left = list(differences)
    for one in sorted(left, key=lambda one: len(one.members)):
        links = _links(other for other in left if other is not one)
        own = [
            parting
            for parting in one.members
            for a, b in ((links.get(box.name, {}) for box in parting.boxes),)
            if a.keys().isdisjoint(b)
        ]
        if len(own) < LEAST:
            left.remove(one)
    return left


def _links(differences: Iterable[Difference]) -> dict[str, dict[str, int]]:
    """By figure the others with which it is in a conflict that is accounted for, and the place of what accounts."""
    links: dict[str, dict[str, int]] = {}
    for place, one in enumerate(differences):
        for parting in one.members:
            for box, other in (parting.boxes, parting.boxes[::-1]):
                links.setdefault(box.name, {})[other.name] = place
    return links


def _followed(differences: Sequence[Difference], partings: Sequence[Parting]) -> Iterator[Difference]:
    """The differences with the conflicts that follow from them. Of two figures that is the case where one is in a
    conflict that is accounted for with a third, and the other one as well, or in none with that.
    """
    links = _links(differences)
    apart = {frozenset(box.name for box in parting.boxes) for parting in partings}
    taken = {finding.id for one in differences for finding in one.conflicts()}
    following: dict[int, list[Finding]] = {}
    for parting in partings:
        causes = [
            place
            for box, opponent in (parting.boxes, parting.boxes[::-1])
            for third, place in links.get(box.name, {}).items()
            if third in links.get(opponent.name, {}) or frozenset((opponent.name, third)) not in apart
        ]
        if causes and parting.finding.id not in taken:
            following.setdefault(min(causes), []).append(parting.finding)
    for place, one in enumerate(differences):
        yield replace(one, following=(*one.following, *following.get(place, ())))


def _with_exceptions(differences: Sequence[Difference]) -> Iterator[Difference]:
    """The differences with what is left as it is when all of them have taken their own."""
    taken = {finding.id for one in differences for finding in one.conflicts()}
    for one in differences:
        others = taken - {finding.id for finding in one.conflicts()}
        left = tuple(parting for parting in one.left if parting.finding.id not in taken)
        yield replace(one, left=left, elsewhere=sum(parting.finding.id in others for parting in one.left))


def _keys(difference: Difference) -> frozenset[Key]:
    return frozenset(parting.boxes[1].key for parting in difference.members)


def _size(constant: str) -> tuple[float, str]:
    """Which of two ways to tell one oddity is the plainer: more before less, later before earlier."""
    try:
        return float(constant), ""
    except ValueError:
        return 0.0, constant


def rough(constant: str) -> str:
    """The constant as far as more evidence hardly moves it."""
    try:
        return f"{float(Fraction(constant)):.2g}"
    except ValueError:
        return constant


def _difference(odd: str, accounts: Sequence[tuple[Parted, Account]]) -> Difference:
    members: list[Parting] = []
    left: list[Parting] = []
    for parted, account in accounts:
        side = parted.sources.index(odd)
        turn = (lambda p: replace(p, boxes=p.boxes[::-1])) if side == 0 else (lambda p: p)
        accounted = {parting.finding.id for parting in account.members}
        members += map(turn, account.members)
        left += (turn(parting) for parting in parted.partings if parting.finding.id not in accounted)
    parted, account = max(accounts, key=lambda entry: len(entry[1].members))
    oddity = account.oddities[parted.sources.index(odd)]
    assert oddity
    others = dict.fromkeys(parted.sources[1 - parted.sources.index(odd)] for parted, _ in accounts)
    sided = None in account.oddities
    return Difference(account.cause, parted.about, (odd,), tuple(others), oddity, tuple(members), tuple(left), sided)
