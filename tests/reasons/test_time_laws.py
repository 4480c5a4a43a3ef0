"""Laws of times: what surely meets is never apart, and what is left unsaid or said more roughly convicts nobody."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from checker.literals.boxes import time_spoken_of
from checker.model.box import Time
from checker.model.claim import Claim, Document
from checker.model.fault import Mark
from checker.model.vocabulary import A_YEAR, Property, PropertyKind, Settles, Vocabulary

WORDS = Vocabulary()
KIND = st.sampled_from(("state", "rate", "standing"))
DAY = st.dates(date(2015, 1, 1), date(2022, 12, 31)).map(date.isoformat)
DATE = st.one_of(DAY, DAY.map(lambda day: day[:7]), DAY.map(lambda day: day[:4]))
STRETCH = st.one_of(
    DATE,
    st.tuples(DATE, DATE).map(sorted).filter(lambda ends: ends[0][:4] < ends[1][:4]).map("/".join),
    DATE.map(lambda day: f"{day}/.."),
    DATE.map(lambda day: f"{day}/"),
    DATE.map(lambda day: f"../{day}"),
)
STATED = st.one_of(DATE.map(lambda text: {"as_of": text}), STRETCH.map(lambda text: {"during": text}), st.just({}))
SETTLES = st.builds(Settles, st.integers(0, 900), st.just("some time"))


def time_of(document: str, published: str, stated: dict[str, str], kind: PropertyKind, settles: Settles) -> Time:
    paper = Document(document, "A paper", "An office", published, Mark(""))
    claim = Claim("c", paper, "words", Mark(""), "thing", "staff", "123", **stated)
    return time_spoken_of(claim, (Property("staff", "staff", "quantity", kind, settles=settles),), WORDS)


PAIR = st.tuples(st.tuples(DATE, STATED), st.tuples(DATE, STATED), st.booleans(), KIND, SETTLES)


@given(PAIR)
def test_times_are_compared_alike_from_both_sides(pair: tuple) -> None:
    (day, stated), (other_day, other_stated), one_document, kind, settles = pair
    a = time_of("a", day, stated, kind, settles)
    b = time_of("a" if one_document else "b", day if one_document else other_day, other_stated, kind, settles)
    assert a.apart(b) == b.apart(a)
    assert a.surely_overlaps(b) == b.surely_overlaps(a)
    assert not (a.apart(b) and a.surely_overlaps(b))
    assert not a.apart(a)


@given(PAIR)
def test_what_is_apart_does_not_meet_within_reach(pair: tuple) -> None:
    """Screens compare what is within reach: they may err on too many pairs, never on too few."""
    (day, stated), (other_day, other_stated), _, kind, settles = pair
    a, b = time_of("a", day, stated, kind, settles), time_of("b", other_day, other_stated, kind, settles)
    assert a.apart(b) or a.reach.overlaps(b.reach)
    assert a.reach.covers(a.extent)


@given(PAIR)
def test_leaving_out_a_time_convicts_nobody(pair: tuple) -> None:
    (day, _), (other_day, other_stated), _, kind, settles = pair
    a, b = time_of("a", day, {}, kind, settles), time_of("b", other_day, other_stated, kind, settles)
    assert not a.surely_overlaps(b)


@given(st.tuples(DAY, DAY).map(sorted), STRETCH, DATE)
def test_writing_the_ends_of_a_stretch_to_the_year_convicts_nobody(ends: list[str], other: str, day: str) -> None:
    fine = time_of("a", day, {"during": "/".join(ends)}, "state", A_YEAR)
    rough = time_of("a", day, {"during": f"{ends[0][:4]}/{ends[1][:4]}"}, "state", A_YEAR)
    b = time_of("b", day, {"during": other}, "state", A_YEAR)
    if rough.extent != b.extent and rough.surely_overlaps(b):
        assert fine.surely_overlaps(b)


@given(DATE, DATE, SETTLES)
def test_what_settles_sooner_explains_more(day: str, other: str, settles: Settles) -> None:
    later = replace(settles, days=settles.days + 5)
    soon, late = ((time_of("a", day, {}, "state", s), time_of("b", other, {}, "state", s)) for s in (settles, later))
    assert soon[0].apart(soon[1]) or not late[0].apart(late[1])
