"""The search for what is in dispute among elements that relations tie together.

Implicit hitting sets: the fewest questions that meet all conflicts found so far are withdrawn in thought; where the
rest cannot hold either, one more conflict is shrunk out of it, and so on. It takes about as many conflicts as there are
causes, and never lists all that one cause brings about.
Source: Reiter, "A theory of diagnosis from first principles" (Artificial Intelligence 32, 1987); Davies and Bacchus,
"Solving MAXSAT by solving a sequence of simpler SAT instances" (CP 2011).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from itertools import chain, combinations

from checker.literals.phrase import listed, show_key
from checker.model.box import Key
from checker.model.disagreement import Question
from checker.model.groups import grouped
from checker.model.interval import ALL, Interval
from checker.relations.compile import Reading
from checker.relations.difference import minimal_of_circle
from checker.relations.elements import Problem, excused
from checker.relations.problem import Element, Unfinished
from checker.relations.questions import Clash, asked, fewest, relation, stretches
from checker.relations.row import minimal_of_row
from checker.relations.slice import Slice, common, range_of, reached, sliced, without
from checker.relations.solve import Effort, core

MOST_SLICES = 400
"""Sets of claims of one moment, and of one sense each, that are looked at for one component."""
MOST_SINGLY = 40
"""Members of a conflict that one sum or circle proves up to which each is left out once, to see whether other relations
prove it with fewer.
"""
MOST_NAMED = 5
"""Relations by definition that are named where they cannot all hold."""
MOST_RIVALS = 12
"""Equally small choices that are told."""
MOST_CLASSES = 60
"""Claims of one disputed quantity that are each held against all other quantities."""


@dataclass(frozen=True, slots=True)
class JointSet:
    """A minimal set of elements that cannot all hold, by name, with the relations by definition that it breaks.

    `reading` is the widest reading under which they part.
    """

    names: frozenset[str]
    reading: Reading
    elements: tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class Disputed:
    """A question in dispute. `choices` are the quantities and relations that were withdrawn for it: the question
    itself, or several of which each would do as well. `complete`: all that is said on it was held against the rest.
    """

    question: Question
    choices: tuple[Question, ...]
    complete: bool = True

    @property
    def gives_way(self) -> Question:
        return self.choices[0]


@dataclass(slots=True)
class Search:
    """One component under both readings, with the conflicts that rules found in it (`known`) and those that this search
    finds (`joint`). `called` are the questions that elements belong to, by name. `holding` are sets that hold,
    and `cores` what came out for all that were asked about.
    """

    narrow: Problem
    wide: Problem
    slices: list[Slice]
    known: Sequence[Clash]
    changes: Callable[[Key], bool]
    effort: Effort
    called: Mapping[str, str]
    joint: list[JointSet] = field(default_factory=list)
    holding: dict[tuple[Reading, Slice], list[frozenset[str]]] = field(default_factory=dict)
    cores: dict[tuple[Reading, frozenset[str]], frozenset[str] | None] = field(default_factory=dict)

    # --- what is asked

    def clashes(self) -> list[Clash]:
        return [*self.known, *map(self.clash, self.joint)]

    def clash(self, found: JointSet) -> Clash:
        """What a joint set rests on."""
        keys = frozenset(key for name in found.names if (key := self.wide.key_of(name)))
        stated = frozenset(self.wide.labels[name] for name in found.names if name in self.wide.labels)
        relations = (e.name for e in found.elements if not self.wide.key_of(e.name) and e.name not in self.wide.limits)
        broken = frozenset(self.wide.labels.get(name, name) for name in relations)
        spans = [self._days_of(name) for name in sorted(found.names)]
        return Clash(keys, stated, broken, reduce(common, spans, ALL))

    def _days_of(self, name: str) -> Interval:
        time = self.wide.times.get(name)
        return time.reach if time else ALL

    def times(self) -> dict[str, list[Interval]]:
        return stretches(self.clashes(), self.changes)

    def fewest(self) -> frozenset[Question]:
        times = self.times()
        return fewest(self.clashes(), times)

    # --- what is found

    def unmet(self, withdrawn: Iterable[Question], reading: Reading) -> JointSet | None:
        """A conflict among what is left when some questions are withdrawn, shrunk until every member is needed."""
        gone = grouped(withdrawn, lambda question: question.name)
        index = 0
        while index < len(self.slices):
            part = self.slices[index]
            names = self._left(part, gone)
            found = None if self._known_to_hold(reading, part, names) else self._shrunk(names, reading)
            if found is None:
                index += 1
            elif parts := self._explained(found, part):
                self._split(index, parts)
            else:
                return self._set_of(found, names, reading)
        return None

    def left(self, part: Slice, withdrawn: Iterable[Question]) -> list[str]:
        """What is left of a slice when some questions are withdrawn."""
        return self._left(part, grouped(withdrawn, lambda question: question.name))

    def _left(self, part: Slice, gone: Mapping[str, Sequence[Question]]) -> list[str]:
        return [name for name in part.names if not self._withdrawn(name, part, gone)]

    def _withdrawn(self, name: str, part: Slice, gone: Mapping[str, Sequence[Question]]) -> bool:
        questions = gone.get(self.called[name], ())
        if not questions or any(question.stretch is ALL for question in questions):
            return bool(questions)
        days = common(self._days_of(name), part.days)
        return any(question.stretch.overlaps(days) for question in questions)

    def _known_to_hold(self, reading: Reading, part: Slice, names: Iterable[str]) -> bool:
        asked_for = frozenset(names)
        known = self.holding.setdefault((reading, part), [])
        if any(asked_for <= other for other in known):
            return True
        if self._core(asked_for, reading) is None:
            known.append(asked_for)
            return True
        return False

    def _core(self, names: Iterable[str], reading: Reading) -> frozenset[str] | None:
        asked_for = (reading, frozenset(names))
        if asked_for not in self.cores:  # by name: to look up the elements takes as long as many an answer
            problem = self.wide if reading == "possible" else self.narrow
            self.cores[asked_for] = core([problem.by_name[name] for name in sorted(asked_for[1])], self.effort)
        return self.cores[asked_for]

    def _shrunk(self, names: Sequence[str], reading: Reading, needed: str = "") -> frozenset[str] | None:
        """The soft members of one minimal conflict: of the fewest quantities, and of claims that nothing excuses, where
        these conflict already. `needed` has to be among them.
        """
        hard = [name for name in names if not self.wide.by_name[name].soft]
        soft = [name for name in names if self.wide.by_name[name].soft]
        plain = [name for name in soft if name == needed or not self.excused(name)]
        found = self._core([*hard, *plain], reading) if len(plain) < len(soft) else None
        if found is None:
            found = self._core(names, reading)
        if found is None:
            return None
        members = [name for name in soft if name in found]
        if not members:
            said = dict.fromkeys(self.wide.labels.get(n, self.wide.by_name[n].text) for n in names if n in found)
            shown = listed(f"“{text}”" for text in list(said)[:MOST_NAMED])
            raise Unfinished(f"what holds by definition cannot all hold: {shown}")
        if quick := self._proved_at_once([*hard, *members], reading):
            members = [name for name in members if name in quick]
            if len(members) > MOST_SINGLY:
                return frozenset(members)
        whole = grouped(members, self.called.__getitem__)
        singly = {name: [name] for name in sorted(members, key=lambda name: (not self.excused(name), name))}
        for groups in (whole, singly):
            for group in list(groups.values()):
                if not set(group) & set(members) or needed in group:
                    continue
                rest = [name for name in members if name not in group]
                smaller = self._core([*hard, *rest], reading)
                if smaller is not None:
                    members = [name for name in rest if name in smaller]
        return frozenset(members)

    def _proved_at_once(self, names: Iterable[str], reading: Reading) -> frozenset[str] | None:
        """The members of a conflict that one sum or one circle of orders proves."""
        problem = self.wide if reading == "possible" else self.narrow
        elements = [problem.by_name[name] for name in names]
        rows = [(e.name, row) for e in elements if len(e.alternatives) == 1 for row in e.alternatives[0]]

        def removable(name: str) -> str:
            return name if problem.by_name[name].soft else ""

        return minimal_of_row(rows, removable) or minimal_of_circle(rows, removable, self.effort.charge)

    def excused(self, name: str) -> bool:
        return name in self.wide.claims and excused(self.wide.claims[name], self.wide.times[name])

    def _explained(self, names: frozenset[str], part: Slice) -> list[Slice]:
        """The slices to look at instead, where a reason explains what was found: claims of one quantity that no rule
        reports, or claims that surely speak of different times.
        """
        keys = {self.wide.key_of(name) for name in names}
        if len(names) > 1 and len(keys) == 1 and None not in keys:
            return [replace(part, names=kept) for kept in self._of_one_mind(names, part)]
        if part.near:
            for a, b in combinations(sorted(names), 2):
                if self.wide.times[a].apart(self.wide.times[b]):
                    return [without(part, a), without(part, b)]
        return []

    def _of_one_mind(self, names: frozenset[str], part: Slice) -> Iterator[tuple[str, ...]]:
        """The names of a slice with only such claims of one quantity as can hold together."""
        key = self.wide.key_of(min(names))
        families = self.of_one_mind(name for name in part.names if self.wide.key_of(name) == key)
        own = frozenset().union(*families)
        if len(families) > 1 and not any(names <= family for family in families):
            yield from (tuple(n for n in part.names if n in family or n not in own) for family in families)
        else:
            yield from (without(part, name).names for name in sorted(names))

    def of_one_mind(self, names: Iterable[str]) -> list[frozenset[str]]:
        """The largest sets of claims of one quantity that can hold together; those that leave it several ranges are
        left out.
        """
        ranges = {name: interval for name in names if (interval := range_of(self.narrow.by_name[name]))}
        families = {
            frozenset(name for name, other in ranges.items() if other.starts_no_later_than(at) and other.overlaps(at))
            for at in ranges.values()
        }
        return sorted((f for f in families if not any(f < other for other in families)), key=sorted)

    def _split(self, index: int, parts: Iterable[Slice]) -> None:
        others = [other.members for number, other in enumerate(self.slices) if number != index]
        fresh = [part for part in parts if not any(part.members <= other for other in others)]
        self.slices[index : index + 1] = fresh
        if len(self.slices) > MOST_SLICES:
            raise Unfinished(f"more than {MOST_SLICES:,} sets of claims that reasons tell apart")

    def _set_of(self, names: frozenset[str], among: Iterable[str], reading: Reading) -> JointSet:
        hard = [name for name in among if not self.wide.by_name[name].soft]
        if reading == "plausible" and self._core([*names, *hard], "possible") is not None:
            reading = "possible"
        return JointSet(names, reading, self._involved(names, hard, reading))

    def _involved(self, names: frozenset[str], hard: Iterable[str], reading: Reading) -> tuple[Element, ...]:
        """The elements of a conflict with the relations by definition that have a part in it."""
        by_name = (self.wide if reading == "possible" else self.narrow).by_name
        linked = list(reached(names, hard, by_name))
        proof = self._core([*names, *linked], reading) or frozenset()
        needed = [name for name in linked if name in proof]  # most of what is linked has no part in it
        for name in sorted(needed) if len(needed) <= MOST_SINGLY else ():
            rest = [other for other in needed if other != name]
            smaller = self._core([*names, *rest], reading)
            if smaller is not None:
                needed = [other for other in rest if other in smaller]
        return tuple(by_name[name] for name in sorted((*names, *needed)))

    # --- the whole search

    def settle(self) -> tuple[Disputed, ...]:
        """The questions in dispute; `joint` then holds the conflicts that show it. Raises `Unfinished`."""
        chosen = self._chosen()
        while fresh := self._other_choice_fails(chosen):
            self.joint.append(fresh)
            chosen = self._chosen()
        rivals = self._rivals(chosen)
        disputed = tuple(self._named(question, *rivals[question]) for question in sorted(chosen))
        self._weigh(chosen)
        return tuple(replace(one, complete=self._all_held(one, chosen)) for one in disputed)

    def _chosen(self) -> frozenset[Question]:
        """The fewest questions that meet all conflicts of both readings; contradictions are looked for first."""
        chosen = self.fewest()
        while fresh := self.unmet(chosen, "possible") or self.unmet(chosen, "plausible"):
            self.joint.append(fresh)
            chosen = self.fewest()
        return chosen

    def _rivals(self, chosen: frozenset[Question]) -> dict[Question, tuple[list[Question], list[Clash]]]:
        """What might give way instead of each question, and the conflicts that nothing else that was chosen settles."""
        times = self.times()
        own: dict[Question, list[tuple[frozenset[Question], Clash]]] = {question: [] for question in chosen}
        for clash in self.clashes():
            questions = asked(clash, times)
            met = questions & chosen
            if len(met) == 1:
                own[min(met)].append((questions, clash))
        made: dict[Question, tuple[list[Question], list[Clash]]] = {}
        for question, conflicts in own.items():
            shared = frozenset.intersection(*(questions for questions, _ in conflicts)) if conflicts else frozenset()
            made[question] = (sorted(shared - {question}), [clash for _, clash in conflicts])
        return made

    def _other_choice_fails(self, chosen: frozenset[Question]) -> JointSet | None:
        """A conflict that shows that what seemed another choice is none."""
        rivals = self._rivals(chosen)
        for question in sorted(chosen):
            for rival in rivals[question][0][:MOST_RIVALS]:
                if fresh := self.unmet(chosen - {question} | {rival}, "plausible"):
                    return fresh
        return None

    def _named(self, question: Question, rivals: Sequence[Question], own: Sequence[Clash]) -> Disputed:
        """The relation that several choices share is what is in dispute; else the quantity itself."""
        shared = frozenset.intersection(*(clash.broken for clash in own)) if rivals else frozenset()
        if not shared:
            return Disputed(question, (question,))
        return Disputed(relation(min(shared), own[0].days, self.times()), (question, *rivals[:MOST_RIVALS]))

    def _weigh(self, chosen: frozenset[Question]) -> None:
        """Looks for a contradiction where only tensions show a question so far. How many questions there are does not
        hang on it, so a limit leaves the verdict as it is.
        """
        times = self.times()
        surely = [self.clash(found) for found in self.joint if found.reading == "possible"]
        shown = {question for clash in surely for question in asked(clash, times)}
        for question in sorted(chosen):
            if question in shown:
                continue
            slices = list(self.slices)
            try:
                fresh = self.unmet(chosen - {question}, "possible")
            except Unfinished:
                self.slices = slices
                continue
            self.joint += [fresh] if fresh else []

    def _all_held(self, one: Disputed, chosen: frozenset[Question]) -> bool:
        """Holds each claim of a disputed quantity against all that is said of other quantities; false where these are
        too many. It shows who holds a position that nothing else fits.
        """
        complete = True
        for choice in one.choices:
            names = self.claims_on(choice)
            withdrawn = chosen - {one.gives_way} | {choice}
            rest = [(part, frozenset(self.left(part, withdrawn))) for part in self.slices]
            for name in names[:MOST_CLASSES]:
                shown = any(name in found.names for found in self.joint)
                try:
                    found = None if shown else self._against_the_rest(name, rest)
                except Unfinished:
                    return False
                if found:
                    self.joint.append(found)
            complete = complete and len(names) <= MOST_CLASSES
        return complete

    def claims_on(self, question: Question) -> list[str]:
        """The elements that speak of a quantity in dispute, by name."""
        if question.key is None:
            return []
        names = dict.fromkeys(chain.from_iterable(part.names for part in self.slices))
        return [
            name
            for name in names
            if self.wide.key_of(name) == question.key and question.stretch.overlaps(self._days_of(name))
        ]

    def _against_the_rest(self, name: str, rest: Iterable[tuple[Slice, frozenset[str]]]) -> JointSet | None:
        """A conflict of a claim with what is left of a slice."""
        readings: tuple[Reading, ...] = ("possible", "plausible")
        for reading in readings:
            holding: set[frozenset[str]] = set()  # of many slices the same is left
            for part, left in rest:
                if name not in part.members or left in holding:
                    continue
                kept = [other for other in part.names if other == name or other in left]
                found = self._shrunk(kept, reading, needed=name)
                if found is None:
                    holding.add(left)
                elif not self._explained(found, part):
                    return self._set_of(found, kept, reading)
        return None


def search(
    members: Sequence[Element],
    narrow: Problem,
    wide: Problem,
    known: Sequence[Clash],
    changes: Callable[[Key], bool],
    effort: Effort,
) -> Search:
    """The search among the elements of one component."""
    keys = {element.name: wide.key_of(element.name) for element in members}
    called = {name: show_key(key) if key else wide.labels.get(name, name) for name, key in keys.items()}
    return Search(narrow, wide, sliced(members), known, changes, effort, called)
