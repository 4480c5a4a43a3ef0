"""Each sort of claim is drawn as what it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from checker.model.finding import Finding
from checker.model.result import Result
from checker.report.figure import Figure, figure_of, figure_of_finding, quantities, svg
from checker.report.figure.item import MOST
from checker.report.figure.shape import FigureMark

OUTPUT = {"property": "output", "as_of": "2020"}


def drawn(result: Result, root: str, least: int = 1) -> Figure:
    figure = figure_of("thing", root, result, least=least)
    assert figure is not None
    return figure


def only(result: Result, root: str) -> FigureMark:
    (mark,) = drawn(result, root).marks
    return mark


@pytest.mark.parametrize(
    ("claim", "root", "kind"),
    [
        pytest.param({**OUTPUT, "value": "40 MW"}, "output", "plane", id="a quantity that changes"),
        pytest.param({"property": "mass", "value": "2 kg"}, "mass", "rows", id="a constant"),
        pytest.param({"property": "place", "value": "first"}, "place", "rows", id="a rank"),
        pytest.param({"property": "opened", "value": "1951"}, "opened", "rows", id="a date"),
        pytest.param({"property": "reign", "value": "1945/1952"}, "reign.end", "rows", id="a stretch of time"),
        pytest.param({"property": "owner", "value": "guild", "as_of": "2020"}, "owner", "lanes", id="a name"),
        pytest.param({"property": "motto", "value": "Onward"}, "motto", "lanes", id="a name for ever"),
    ],
)
def test_the_kind_of_picture(make, claim: dict[str, Any], root: str, kind: str) -> None:
    assert drawn(make([claim]), root).kind == kind


@pytest.mark.parametrize(
    ("claim", "possible", "plausible"),
    [
        pytest.param({"value": "over 40 MW"}, ("left-out", "open"), ("left-out", "closed"), id="over: goes on above"),
        pytest.param({"value": "at least 40 MW"}, ("closed", "open"), ("closed", "closed"), id="at least"),
        pytest.param({"value": "about 40 MW"}, ("closed", "closed"), ("closed", "closed"), id="about"),
        pytest.param({"value": "nearly 40 MW"}, ("closed", "left-out"), ("closed", "left-out"), id="nearly"),
    ],
)
def test_the_ends_of_values(make, claim: dict[str, Any], possible: tuple, plausible: tuple) -> None:
    mark = only(make([{**OUTPUT, **claim}]), "output")
    assert (mark.possible.y.lo_end, mark.possible.y.hi_end) == possible
    assert (mark.plausible.y.lo_end, mark.plausible.y.hi_end) == plausible


@pytest.mark.parametrize(
    ("time", "ends", "whisker", "dated"),
    [
        pytest.param({"as_of": "2020"}, ("closed", "closed"), True, True, id="some moment of a year"),
        pytest.param({"during": "2020/2021"}, ("closed", "closed"), False, True, id="throughout"),
        pytest.param({"during": "2020/.."}, ("closed", "open"), False, True, id="it goes on"),
        pytest.param({"during": "2020/"}, ("closed", "unknown"), False, True, id="nobody knows until when"),
        pytest.param({"during": "../2020"}, ("open", "closed"), False, True, id="it always was so"),
        pytest.param({"during": "/2020"}, ("unknown", "closed"), False, True, id="nobody knows since when"),
        pytest.param({}, ("closed", "closed"), True, False, id="only the document's date"),
    ],
)
@pytest.mark.parametrize("words", [("output", "40 MW"), ("owner", "guild")], ids=["a number", "a name"])
def test_the_ends_of_times(make, words: tuple[str, str], time: dict, ends: tuple, whisker: bool, dated: bool) -> None:
    mark = only(make([{"property": words[0], "value": words[1], **time}]), words[0])
    assert (mark.possible.x.lo_end, mark.possible.x.hi_end) == ends
    assert (mark.whisker, mark.dated) == (whisker, dated)


@pytest.mark.parametrize(
    ("value", "ends", "surely"),
    [
        pytest.param("1945/1952", ("closed", "closed"), True, id="both ends"),
        pytest.param("1945/..", ("closed", "open"), True, id="it goes on"),
        pytest.param("1945/", ("closed", "unknown"), False, id="an unknown end"),
        pytest.param("/1952", ("unknown", "closed"), False, id="an unknown start"),
    ],
)
def test_the_ends_of_intervals(make, value: str, ends: tuple, surely: bool) -> None:
    mark = only(make([{"property": "reign", "value": value}]), "reign.end" if value[0] == "/" else "reign.start")
    assert (mark.possible.x.lo_end, mark.possible.x.hi_end) == ends
    assert (mark.plausible.x.hi > mark.plausible.x.lo) == surely


def test_an_interval_is_one_bar_with_other_dates_of_its_ends(make) -> None:
    result = make([{"property": "reign", "value": "1945/1952"}, {"property": "reign", "value": "1945/1951"}])
    figure = drawn(result, "reign.end")
    assert [len(mark.ends) for mark in figure.marks] == [2, 2]
    assert figure.marks == drawn(result, "reign.start").marks
    assert quantities(result) == (("thing", "reign.end"),)


def test_names_have_a_lane_for_each_value_and_a_track_for_each_time(make) -> None:
    claims = [("guild", "2010/2015"), ("press", "2012/2013"), ("Guild", "2011/2012"), ("guild", "2018/2019")]
    result = make([{"property": "owner", "value": value, "during": time} for value, time in claims])
    figure = drawn(result, "owner")
    assert [(row.label, row.tracks) for row in figure.rows] == [("guild", 2), ("press", 1)]


def test_what_all_claims_share_is_in_the_title(make) -> None:
    scopes = [(("place", "north"),), (("place", "south"),)]
    result = make([{**OUTPUT, "value": "40 MW", "scope": scope} for scope in scopes])
    figure = drawn(result, "output")
    assert [mark.letter for mark in figure.marks] == ["A", "B"]
    assert figure.title == "the thing · output"
    shared = drawn(make([{**OUTPUT, "value": "40 MW", "scope": scopes[0]}] * 2), "output")
    assert shared.title == "the thing · output · the north"


def test_fewer_than_two_claims_are_no_picture(make) -> None:
    result = make([{**OUTPUT, "value": "40 MW"}, {"property": "mass", "value": "1 kg"}])
    assert figure_of("thing", "output", result) is None
    assert figure_of("nobody", "output", result) is None
    assert quantities(result) == ()


@pytest.mark.parametrize(
    ("fields", "sign"),
    [
        pytest.param({"denies": True}, "no", id="denied"),
        pytest.param({"said_by": "speaker"}, "q", id="reported"),
        pytest.param({"deprecated": True}, "old", id="deprecated"),
        pytest.param({"as_of": ""}, "u", id="without a date of its own"),
    ],
)
def test_what_is_not_plainly_asserted_is_seen(make, fields: dict[str, Any], sign: str) -> None:
    plain, marked = ({**OUTPUT, "value": "40 MW"}, {**OUTPUT, "value": "41 MW", **fields})
    assert f'<g class="d1 {sign}">' in svg(drawn(make([plain, marked]), "output"))
    assert f" {sign}" not in svg(drawn(make([plain, plain]), "output")).replace(f'class="{sign}', "")


def test_open_boxes_reach_beyond_the_frame_and_closed_ones_do_not(make) -> None:
    closed = svg(drawn(make([{**OUTPUT, "value": "about 40 MW", "during": "2020"}]), "output"))
    going_on = svg(drawn(make([{**OUTPUT, "value": "about 40 MW", "as_of": "", "during": "2020/.."}]), "output"))
    unknown = svg(drawn(make([{**OUTPUT, "value": "about 40 MW", "as_of": "", "during": "2020/"}]), "output"))
    assert 'class="v"' not in closed
    assert 'class="v"' in going_on
    assert ">?</text>" in unknown
    assert 'class="v"' not in unknown


def test_events_of_a_subject_stand_together_with_their_order(make) -> None:
    result = make([{"property": "opened", "value": "1951"}, {"property": "closed", "value": "1960"}])
    figure = drawn(result, "closed")
    assert [row.label for row in figure.rows] == ["A  1951 · opening", "B  1960 · closing"]
    assert [(arrow.first, arrow.second, arrow.words) for arrow in figure.arrows] == [(0, 1, "before")]
    assert "A before B" in figure.text


def test_no_arrow_leads_into_a_bar(make) -> None:
    result = make(
        [
            {"property": "reign", "value": "1945/1951"},
            {"property": "reign", "value": "1945/1952"},
            {"property": "opened", "value": "1951"},
        ]
    )
    assert drawn(result, "reign.end").arrows == ()


def test_a_crowd_is_drawn_in_part_and_the_rest_is_counted(make) -> None:
    result = make([{**OUTPUT, "value": f"{number} MW", "as_of": str(1900 + number)} for number in range(1, 101)])
    figure = drawn(result, "output")
    assert len(figure.marks) == MOST
    assert figure.left_out == 60
    assert figure.notes == ("60 more claims of this quantity not drawn",)
    values = {mark.claim.value for mark in figure.marks}
    assert {"1 MW", "100 MW", "99 MW", "98 MW"} <= values, "the extremes and the most recent"
    assert "50 MW" not in values
    assert [figure.marks[place].letter for place in (0, 25, 26, 39)] == ["A", "Z", "AA", "AN"]


# --- findings


@pytest.mark.parametrize(
    ("verdict", "values", "sort", "words"),
    [
        pytest.param("contradiction", ("40.0 MW", "55.0 MW"), "contradiction", "14.85 MW apart", id="a contradiction"),
        pytest.param("tension", ("about 40 MW", "about 47 MW"), "tension", "0.65 MW apart", id="a tension"),
    ],
)
def test_the_gap_is_marked_between_the_claims(
    make, finding: Callable[..., Finding], verdict: str, values: tuple[str, str], sort: str, words: str
) -> None:
    result = make([{**OUTPUT, "value": value} for value in values])
    figure = figure_of_finding(finding(result, verdict), result)
    assert figure is not None
    (band,) = figure.bands
    assert (band.sort, band.words) == (sort, words)
    low, high = (mark.possible if verdict == "contradiction" else mark.plausible for mark in figure.marks)
    assert band.area is not None
    assert (band.area.y.lo, band.area.y.hi) == (low.y.hi, high.y.lo)
    assert words in figure.text


def test_the_gap_of_dates_is_told_so_far_as_they_are_known(make, finding: Callable[..., Finding]) -> None:
    result = make([{"property": "opened", "value": "1951"}, {"property": "opened", "value": "1952"}])
    figure = figure_of_finding(finding(result, "contradiction"), result)
    assert figure is not None
    assert [band.words for band in figure.bands] == ["no day in common"]


def test_two_names_for_one_time_show_that_time(make, finding: Callable[..., Finding]) -> None:
    claims = [("guild", "2010/2015"), ("press", "2012/2018")]
    result = make([{"property": "owner", "value": value, "during": time} for value, time in claims])
    figure = figure_of_finding(finding(result, "contradiction"), result)
    assert figure is not None
    assert [band.words for band in figure.bands] == ["two values for 2012 to 2015"]


def test_what_reconciles_is_shown(make, finding: Callable[..., Finding]) -> None:
    result = make([{**OUTPUT, "value": "40 MW"}, {**OUTPUT, "value": "55 MW", "as_of": "2010"}])
    by_time = figure_of_finding(finding(result, "reconciled", reasons=("time",)), result)
    by_scope = figure_of_finding(finding(result, "reconciled", reasons=("scope",)), result)
    assert by_time is not None
    assert by_scope is not None
    assert [band.words for band in by_time.bands] == ["reconciled by time"]
    assert by_time.bands[0].area is not None
    assert [(band.words, band.area) for band in by_scope.bands] == [("reconciled by scope", None)]


def test_letters_follow_the_finding_and_others_stand_by(make, finding: Callable[..., Finding]) -> None:
    result = make([{**OUTPUT, "value": f"{number} MW"} for number in (40, 50, 60)])
    two = finding(result, "contradiction", "document-3#claim-3", "document-1#claim-1")
    figure = figure_of_finding(two, result)
    assert figure is not None
    assert [(mark.claim.id, mark.letter, mark.own) for mark in figure.marks] == [
        ("claim-1", "A", True),
        ("claim-3", "B", True),
        ("claim-2", "", False),
    ]
    assert svg(figure).index(" f") < svg(figure).index('"n')  # what stands by lies below


@pytest.mark.parametrize(
    "claims",
    [
        pytest.param([{**OUTPUT, "value": "40 MW"}], id="one claim"),
        pytest.param([{**OUTPUT, "value": "40 MW"}, {"property": "mass", "value": "1 kg"}], id="two units"),
        pytest.param([{**OUTPUT, "value": "40 MW"}, {"property": "opened", "value": "1951"}], id="a number and a date"),
    ],
)
def test_what_no_one_scale_can_hold_is_no_picture(make, finding: Callable[..., Finding], claims: list) -> None:
    result = make(claims)
    assert figure_of_finding(finding(result, "contradiction"), result) is None


def test_dates_of_two_subjects_share_a_timeline(make, finding: Callable[..., Finding]) -> None:
    result = make(
        [{"property": "opened", "value": "1951"}, {"subject": "other", "property": "closed", "value": "1950"}]
    )
    figure = figure_of_finding(finding(result, "tension"), result)
    assert figure is not None
    assert figure.title == "the thing · the other"
    assert len(figure.rows) == 2


def test_styles_are_those_of_documents_and_stay_apart(make) -> None:
    from checker.report.figure import styles

    result = make([{**OUTPUT, "value": "40 MW", "published": f"20{number:02}-01-01"} for number in range(70)])
    found = styles(result)
    assert len({(style.colour, style.shape, style.dash) for style in found.values()}) == 70
    assert len({(style.colour, style.shape) for style in list(found.values())[:70]}) == 70
    first = [found[f"document-{number}"] for number in range(1, 11)]
    assert [style.colour for style in first] == list(range(10))
