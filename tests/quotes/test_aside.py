"""Figures, dates and deeds that a quote names without saying them of the claim, in the words of other trades."""

from __future__ import annotations

import pytest

from checker.model.claim import Claim, Document
from checker.model.fault import Mark
from checker.model.vocabulary import Entity, Property, Vocabulary
from checker.rules.claim.value_not_in_quote import check
from checker.rules.rule import Doubt


def amount(name: str, label: str, unit: str = "") -> Property:
    return Property(name, label, "quantity", "state", unit)


PROPERTIES = [
    amount("beds", "beds"),
    amount("patients", "patients"),
    amount("readmitted", "patients who were readmitted"),
    amount("home", "patients who went home by taxi"),
    amount("missed", "appointments that were not kept"),
    amount("planned", "planned beds"),
    amount("cost", "cost", "USD"),
    amount("speed", "top speed", "km/h"),
    Property("opened", "opening", "date", "event"),
    Property("won", "won the cup", "boolean", "constant"),
    Property("open", "has not been opened", "boolean", "constant"),
]
ENTITIES = {"thing": Entity("thing", "Harrow infirmary"), "union": Entity("union", "the nurses' union")}
VOCABULARY = Vocabulary(ENTITIES, {one.name: one for one in PROPERTIES})


def verdicts(property: str, quote: str, value: str, more: dict[str, str]) -> list[str]:
    document = Document("a", "A", "P", "2024-01-01", Mark("a.yaml"))
    about = {"subject": "thing", "property": property, "value": value}
    found = check(Claim("c", document, quote, Mark("a.yaml"), **{**about, **more}), VOCABULARY)
    return [("error" if one.sure else "doubt") if isinstance(one, Doubt) else "unread" for one in found]


CASES: list[tuple] = [
    ("a bound that is not reached", "beds", "failed to reach 400", "400", ["error"]),
    ("a bound that is not reached, as such", "beds", "failed to reach 400", "under 400", []),
    ("a bound that is yet to be reached", "beds", "has yet to reach 400", "under 400", []),
    ("far from it", "beds", "nowhere near 400", "400", ["error"]),
    ("nothing short of", "beds", "nothing short of 400", "at least 400", []),
    ("nothing short of, lost", "beds", "nothing short of 400", "400", ["error"]),
    ("not one", "beds", "not a single bed was free", "0", []),
    ("not one, as one", "beds", "not a single bed was free", "1", ["error"]),
    ("by how much, before to what", "patients", "admissions rose by 300 to 4,100", "300", ["doubt"]),
    ("to what, behind by how much", "patients", "admissions rose by 300 to 4,100", "4,100", []),
    ("from what", "patients", "rose from 3,800 to 4,100", "3,800", ["doubt"]),
    ("from what, with its time", "patients", "rose from 3,800 in 2022 to 4,100", "3,800", [], {"as_of": "2022"}),
    ("up from", "cost", "US$4.2bn, up from US$3.9bn", "3.9 billion USD", ["doubt"]),
    ("up from, the new one", "cost", "US$4.2bn, up from US$3.9bn", "4.2 billion USD", []),
    ("twice the", "beds", "more than double the 150 of 2018", "150", ["doubt"]),
    ("twice the, with its time", "beds", "more than double the 150 of 2018", "150", [], {"as_of": "2018"}),
    ("compared with another's", "beds", "412 beds, compared with 300 at Oldbury", "300", ["doubt"]),
    ("compared with its own", "beds", "412 beds at Oldbury, compared with 300 at Harrow", "300", []),
    ("fewer than then", "beds", "300 fewer than in 2018", "300", ["doubt"]),
    ("so many fewer, and how many", "beds", "412, 300 fewer than in 2018", "412", []),
    ("younger than an age", "patients", "300 patients younger than 18", "300", []),
    ("of whom more than", "patients", "300 more than half of whom were old", "300", []),
    ("in place of", "beds", "instead of 300 beds", "300", ["doubt"]),
    ("in place of, as planned", "planned", "instead of 300 beds it has 200", "300", []),
    ("refused", "beds", "refused to open 300 beds", "300", ["doubt"]),
    ("untrue", "beds", "it is untrue that 300 were opened", "300", ["doubt"]),
    ("failed behind the figure", "patients", "300 patients failed to attend", "300", []),
    ("what was not kept", "missed", "300 appointments were not kept", "300", []),
    ("not kept so many times", "missed", "did not keep 300 appointments", "300", []),
    ("a part of a whole", "readmitted", "a quarter of the 400 patients were readmitted", "400", ["doubt"]),
    ("a part of a whole, before it", "readmitted", "it readmitted half of the 400 patients", "400", ["doubt"]),
    ("the whole of a part", "patients", "a quarter of the 400 patients were readmitted", "400", []),
    ("all but some", "readmitted", "all but 12 of the 60 patients were readmitted", "12", ["doubt"]),
    ("all but some of all", "readmitted", "all but 12 of the 60 patients were readmitted", "60", ["doubt"]),
    ("what may be", "beds", "it could rise to 300 beds", "300", ["doubt"]),
    ("what may be by then", "beds", "it could reach 300 by 2030", "300", ["doubt"]),
    ("what it can do", "speed", "the ambulance could reach 180 km/h", "180 km/h", []),
    ("a target", "beds", "the target was 300", "300", ["doubt"]),
    ("a target that was met", "beds", "met its target of 300 beds", "300", []),
    ("claimed, without that", "beds", "the union claims 300 were closed", "300", ["doubt"]),
    ("claimed, by whom", "beds", "the union claims 300 were closed", "300", [], {"said_by": "union"}),
    ("alleged at the end", "beds", "300 were closed, the union alleges", "300", ["doubt"]),
    ("claims that are made", "beds", "300 insurance claims 40 years old", "300", []),
    ("failed to", "won", "the club failed to win the cup", "true", ["doubt"]),
    ("failed to, as false", "won", "the club failed to win the cup", "false", []),
    ("narrowly missed", "won", "narrowly missed winning the cup", "true", ["doubt"]),
    ("a property that denies", "open", "has not been opened", "true", []),
    ("no earlier than", "opened", "no earlier than May 2019", "2019-05", ["error"]),
    ("no earlier than, as such", "opened", "no earlier than May 2019", "not before May 2019", []),
    ("not after", "opened", "opened not after May 2019", "by May 2019", []),
]


@pytest.mark.parametrize("case", [pytest.param(case[1:], id=case[0]) for case in CASES])
def test_what_a_quote_says_of_something_else_is_told(case: tuple) -> None:
    property, quote, value, expected, *more = case
    assert verdicts(property, quote, value, more[0] if more else {}) == expected
