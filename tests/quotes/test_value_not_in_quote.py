"""What a quote must say for a value to be encoded, case by case, beyond the examples of the rule itself."""

from __future__ import annotations

from typing import Any

import pytest

from checker.model.claim import Claim, Document
from checker.model.fault import Mark
from checker.model.vocabulary import Entity, Property, Vocabulary
from checker.rules.claim.value_not_in_quote import check
from checker.rules.rule import Doubt

PROPERTIES = {
    "people": Property("people", "people aboard", "quantity", "constant"),
    "share": Property("share", "share of the cost", "quantity", "constant", "%"),
    "growth": Property("growth", "growth of the fleet", "quantity", "constant"),
    "length": Property("length", "length", "quantity", "constant", "km"),
    "age": Property("age", "age", "quantity", "constant", "year"),
    "heat": Property("heat", "temperature", "quantity", "constant", "°C"),
    "charge": Property("charge", "charge", "quantity", "constant", "C"),
    "weight": Property("weight", "weight", "quantity", "constant", "long ton"),
    "cost": Property("cost", "cost", "quantity", "rate", "USD/year"),
    "target": Property("target", "planned fleet", "quantity", "constant"),
    "plant-crew": Property("plant-crew", "crew of the plant", "quantity", "constant"),
    "signed": Property("signed", "signing", "date", "event"),
    "period": Property("period", "period", "interval", "event"),
    "sent": Property("sent", "sent troops", "boolean", "constant"),
    "sign": Property("sign", "has a sign", "boolean", "constant"),
    "inhabited": Property("inhabited", "inhabited", "boolean", "constant"),
    "seat": Property("seat", "seat", "entity", "state"),
}
LONG = "the joint board of the northern and the southern canal and lock companies"
ENTITIES = {
    "board": Entity("board", LONG),
    "thing": Entity("thing", "the thing"),
    "ministry": Entity("ministry", "the ministry of works"),
    "navy": Entity("navy", "the navy"),
    "kyoto": Entity("kyoto", "Kyoto"),
}
VOCABULARY = Vocabulary(ENTITIES, PROPERTIES)


def verdicts(property: str, quote: str, value: str, file: str = "a.yaml", **more: Any) -> list[str]:
    """What is found in a claim: `error`, `doubt` or `unread`."""
    language = more.pop("language", "")
    document = Document("a", "A", "P", "2020-01-01", Mark(file), language=language)
    about = {"subject": "thing", "property": property, "value": value} if property else {"readings": (value,)}
    claim = Claim("c", document, quote, Mark(file), **{**about, **more})
    found = check(claim, VOCABULARY)
    return [("error" if one.sure else "doubt") if isinstance(one, Doubt) else "unread" for one in found]


AMOUNTS = [
    ("the same", "people", "It carried 2,223 people", "2,223", []),
    ("two digits changed places", "people", "It carried 2,223 people", "2,232", ["error"]),
    ("one of two figures", "people", "899 crew and 1,324 passengers", "1,324", []),
    ("a sum without a reason", "people", "899 crew and 1,324 passengers", "2,223", ["error"]),
    ("a hedge in other words", "people", "some 2,000 people", "about 2,000", []),
    ("a hedge that is lost", "people", "some 2,000 people", "2,000", ["error"]),
    ("a one-sided hedge", "people", "over 2,000 people", "2,000", ["error"]),
    ("the other side", "people", "over 2,000 people", "under 2,000", ["error"]),
    ("a bound that nobody said", "people", "2,000 people", "up to 2,000", ["error"]),
    ("a hedge that the quote lacks", "people", "2,000 people", "nearly 2,000", ["doubt"]),
    ("a wider hedge", "people", "nearly 2,000 people", "about 2,000", []),
    ("rounded, and said so", "people", "2,223 people", "about 2,200", []),
    ("rounded, and not said", "people", "2,223 people", "2,200", ["error"]),
    ("one end of a range", "people", "40 to 50 people", "40", ["error"]),
    ("a range", "people", "between 40 and 50 people", "40 to 50", []),
    ("another end", "people", "40 to 50 people", "40 to 60", ["error"]),
    ("a verb for a hedge", "people", "did not exceed 50 people", "at most 50", []),
    ("a denial that is overlooked", "people", "did not exceed 50 people", "50", ["error"]),
    ("thousands for millions", "people", "40 million people", "40 thousand", ["error"]),
    ("more digits than were given", "share", "18 % of it", "18.00 %", ["doubt"]),
    ("a unit left out", "length", "it is 12 km long", "12", []),
    ("a unit of its own", "length", "it is 12 miles long", "12", ["error"]),
    ("a unit that nobody said", "length", "it is 12 long", "12 km", ["error"]),
    ("metres for kilometres", "length", "it is 12 km long", "12 m", ["error"]),
    ("metres of kilometres", "length", "it is 12 km long", "12,000 m", []),
    ("a rate", "cost", "spends $2 billion per year", "2 billion USD/year", []),
    ("a rate of another time", "cost", "spends $2 billion per month", "2 billion USD/year", ["error"]),
    ("another currency", "cost", "spends €2 billion per year", "2 billion USD/year", ["error"]),
    ("a year is no figure", "people", "in 1951 they were many", "85", ["doubt"]),
    ("a year beside the figure", "people", "85 people in 1951", "85", []),
    ("listed by name and others", "people", "Ann, Ben, and 11 other people", "13", []),
    ("none", "people", "no people were aboard", "0", []),
    ("no figure", "people", "the crew were aboard", "85", ["doubt"]),
    ("by how much", "people", "it rose by 50", "50", ["doubt"]),
    ("up by so much", "people", "visitors were up 50", "50", ["doubt"]),
    ("made up of so many, which is no change", "people", "pensioners made up 50 of the guests", "50", []),
    ("taken up by so many", "people", "the seats are taken up by 50 people", "50", []),
    ("to what", "people", "it rose to 50", "50", []),
    ("to what, where it was", "people", "it rose from 40 to 50", "50", []),
    ("growth by", "growth", "it rose by 50", "50", []),
    ("growth to", "growth", "it rose to 50", "50", ["doubt"]),
    ("percent more", "share", "20 percent more than before", "20 %", ["doubt"]),
    ("a plan", "people", "it plans to carry 50 people", "50", ["doubt"]),
    ("a plan in the property", "target", "it plans to carry 50 people", "50", []),
    ("it is denied", "people", "it never carried 50 people", "50", ["error"]),
    ("a third of 100 %", "share", "a third of the cost", "33 %", []),
    ("another third", "share", "a third of the cost", "34 %", ["error"]),
    ("a dozen", "people", "a dozen people", "12", ["doubt"]),
    ("up from and to", "people", "up from 250 to 300", "300", []),
    ("another figure is denied", "people", "12 people, not 15", "12", []),
    ("the figure that is denied", "people", "12 people, not 15", "15", ["error"]),
    ("what is denied bounds", "people", "it never carried more than 50 people", "at most 50", []),
    ("what is denied bounds from below", "people", "never did fewer than 50 come", "at least 50", []),
    ("denied for all time", "people", "at no time were there more than 50 people", "at most 50", []),
    ("a bound denied with n't", "people", "it didn't carry over 50 people", "at most 50", []),
    ("a bound denied, and asserted", "people", "it never carried more than 50 people", "more than 50", ["error"]),
    ("a bound denied, as a figure", "people", "it never carried more than 50 people", "50", ["error"]),
    ("not only denies nothing", "people", "not only did more than 50 come", "more than 50", []),
    ("not until denies nothing", "people", "not until 1951 did more than 50 come", "more than 50", []),
    ("denied behind the figure", "people", "50 people were not there", "50", ["doubt"]),
    ("denied behind the figure, by never", "people", "50 people never arrived", "50", ["doubt"]),
    ("a hedge behind the noun", "people", "50 people or more", "at least 50", []),
    ("a hedge behind the noun that is lost", "people", "50 people or more", "50", ["error"]),
    ("a hedge behind several nouns", "people", "50 members of crew or fewer", "at most 50", []),
    ("about, behind the noun", "people", "50 people or so", "about 50", []),
    ("a hedge of another figure", "people", "50 people at least 20 of whom swam", "50", []),
    ("another noun behind or", "people", "50 people or ghosts", "50", []),
    ("a plan for a plant", "plant-crew", "the plant will employ 50 people", "50", ["doubt"]),
    ("celsius by its letter", "heat", "it was 35C in the shade", "35 °C", []),
    ("celsius by its letter, apart", "heat", "it was 35 C", "35 °C", []),
    ("fahrenheit by its letter", "heat", "it was 95F", "35 °C", []),
    ("another temperature by its letter", "heat", "it was 35C in the shade", "36 °C", ["error"]),
    ("degrees of some scale", "heat", "it was 35 degrees", "35 °C", []),
    ("other degrees of some scale", "heat", "it was 35 degrees", "53 °C", ["error"]),
    ("coulombs", "charge", "it holds 35 C", "35 C", []),
    ("an age, after all", "age", "at the age of 35", "35 years", []),
    ("an age of", "age", "an age of 35", "35 years", []),
    ("an age at death", "age", "he died at 35", "35 years", []),
    ("ages from and to", "age", "children of ages 6 to 14", "6 to 14 years", []),
    ("above an age", "age", "over the age of 35", "over 35 years", []),
    ("above an age, lost", "age", "over the age of 35", "35 years", ["error"]),
    ("of something else it is denied", "people", "50 people (not counting crew)", "50", []),
]
DATES = [
    ("another year", "signed", "signed in 1951", "1952", ["error"]),
    ("the month of a day", "signed", "signed on Sept. 8, 1951", "1951-09", []),
    ("a day of a month", "signed", "signed in September 1951", "1951-09-08", ["error"]),
    ("a part of a year", "signed", "signed in 1951", "early 1951", ["error"]),
    ("day and month changed places", "signed", "signed 3 April 1951", "1951-03-04", ["error"]),
    ("before is not in", "signed", "signed before 1951", "1951", ["error"]),
    ("the end of a stretch", "period", "lasted from 1945 to 1951", "1945/1952", ["error"]),
    ("a stretch", "period", "lasted from 1945 to 1951", "1945/1951", []),
    ("begun and ended", "period", "begun in 1945, it ended in 1951", "1945/1951", []),
    ("in figures", "signed", "signed on 03/04/1951", "1951-04-03", []),
    ("in figures, another day", "signed", "signed on 03/04/1951", "1951-04-05", ["error"]),
    ("no date", "signed", "signed the year after", "1951", ["doubt"]),
    ("only a day of a year", "signed", "signed on April 28", "1952-04-28", ["doubt"]),
    ("the day in words", "signed", "signed on the eighth of September, 1951", "1951-09-08", []),
    ("another day in words", "signed", "signed on the eighth of September, 1951", "1951-09-09", ["error"]),
    ("a day of two words", "signed", "signed on the twenty-first of May 1951", "1951-05-21", []),
    ("the day in words, behind its month", "signed", "signed Sept. the eighth, 1951", "1951-09-08", []),
    ("before a day in words", "signed", "before the eighth of September, 1951", "1951-09-08", ["error"]),
    ("the day with a stop", "signed", "signed 8. September 1951", "1951-09-08", []),
    ("in figures, set apart", "signed", "signed on 8. 9. 1951", "1951-09-08", []),
    ("in figures, set apart, another day", "signed", "signed on 8. 9. 1951", "1951-09-10", ["error"]),
    ("in figures, before it", "signed", "signed before 8/9/1951", "1951-09-08", ["error"]),
    ("with a time of day", "signed", "signed at 1951-09-08T10:00", "1951-09-08", []),
    ("with a time of day, another day", "signed", "signed at 1951-09-08T10:00", "1951-09-10", ["error"]),
    ("the year first, with strokes", "signed", "signed 1951/09/08", "1951-09-08", []),
    ("the month cut short, with hyphens", "signed", "signed 8-Sep-1951", "1951-09-08", []),
    ("the first of two days", "signed", "attacked on December 7 and 8, 1941", "1941-12-07", []),
    ("the second of two days", "signed", "attacked on December 7 and 8, 1941", "1941-12-08", []),
    ("no day of two", "signed", "attacked on December 7 and 8, 1941", "1941-12-09", ["error"]),
    ("the month of two days", "signed", "attacked on 7 and 8 December 1941", "1941-12", []),
    ("two days as a stretch", "period", "attacked on December 7 and 8, 1941", "1941-12-07/1941-12-08", []),
    ("a day between two", "signed", "between December 7 and 9, 1941", "1941-12-07", ["error"]),
    ("one day or another", "signed", "December 7 or 8, 1941", "1941-12-07", ["error"]),
    ("a figure is no date", "signed", "signed by 48 states", "1951", ["doubt"]),
]
BECAUSE = [
    ("a date told from another", "signed", "signed the year after", "1951", "1951, by the sentence before", []),
    ("the reason says another", "signed", "signed the year after", "1951", "1941, by the sentence before", ["error"]),
    ("the year after", "signed", "signed the following year", "1951", "the year that follows 1950", []),
    ("two years after", "signed", "signed two years later", "1952", "two years after 1950", []),
    ("two years after, miscounted", "signed", "signed two years later", "1955", "two years after 1950", ["error"]),
    ("a sum", "people", "899 crew and 1,324 passengers", "2,223", "the sum of both", []),
    ("a sum that is none", "people", "899 crew and 1,324 passengers", "2,232", "the sum of both", ["error"]),
    ("a reason excuses no other figure", "people", "2,223 people", "2,232", "it is so", ["error"]),
    ("a quotient", "share", "31 of the 85 bases", "36 %", "31 of 85", []),
    ("the unit of a heading", "length", "12", "12 km", "the column is headed km", []),
    ("another unit than the heading's", "length", "12", "12 miles", "the column is headed km", ["error"]),
    ("the magnitude of a heading", "people", "12", "12 thousand", "the column is in thousands", []),
    ("a magnitude that no heading says", "people", "12", "12 million", "the column is in thousands", ["error"]),
    ("a magnitude of another figure", "people", "12", "12 thousand", "2 thousand were ashore", ["error"]),
    ("another figure", "people", "the plant has 40 workers", "45", "45", ["error"]),
    (
        "another figure, counted elsewhere",
        "people",
        "the plant has 40 workers",
        "45",
        "counted 45 elsewhere",
        ["error"],
    ),
    ("a figure worked out with another", "people", "the plant has 40 workers", "45", "5 more came", []),
    ("a product with another", "people", "it had 15 to a boat", "45", "there were 3 boats", []),
    ("an allowance that nobody named", "people", "the plant has 40 workers", "45", "some more came", ["error"]),
    ("a finer figure of a rough one", "people", "about 40 workers", "42", "42 by the register", []),
    ("another figure near it", "people", "the plant has 40 workers", "41", "41 by the register", ["error"]),
    ("beside a rough one", "people", "about 40 workers", "60", "60 by the register", ["error"]),
    ("a hedge that the reason drops", "people", "over 40 workers", "40", "it is so", ["error"]),
    ("a figure of another measure", "people", "it is 12 miles long", "45", "45 by the heading", []),
    ("another thing is counted", "length", "the 3 bridges", "12 km", "12 km by the heading", []),
    ("miles for km", "length", "it is 12 miles long", "12 km", "so it is", ["error"]),
    ("miles for km, which the reason names", "length", "it is 12 miles long", "12 km", "measured in km", ["error"]),
    ("miles for km, with the figure", "length", "it is 12 miles long", "12 km", "the heading says 12 km", ["error"]),
    ("miles put into km", "length", "it is 12 miles long", "19.3 km", "12 miles are 19.3 km", []),
    ("a rate by a time that is named", "cost", "$2 billion in the year", "2 billion USD/year", "so much a year", []),
    ("a rate of another money", "cost", "€2 billion in the year", "2 billion USD/year", "so much a year", ["error"]),
    ("twice as many", "people", "twice the 40 of before", "80", "so they were twice 40", []),
    ("twice, miscounted", "people", "twice the 40 of before", "90", "so it is", ["error"]),
    ("others that are not counted", "people", "the owner and 11 guests besides", "12", "the owner is one", []),
    ("fewer than the others", "people", "the owner and 11 guests besides", "9", "the owner is one", ["error"]),
    ("the reason names another year", "signed", "signed in 1951", "1952", "1952 by the heading", ["error"]),
    ("the reason tells it from something", "signed", "signed in 1951", "1960", "the year that it was then", ["error"]),
    ("the reason tells it from the quote", "signed", "signed in 1951", "1952", "in force a year later", []),
    ("a year later, miscounted", "signed", "signed in 1951", "1955", "in force a year later", ["error"]),
    ("the reason names the day", "signed", "signed in 1951", "1951-09-08", "on September 8, by the heading", []),
    ("the reason names another day", "signed", "signed in 1951", "1951-09-09", "on September 8", ["error"]),
    ("the reason names the year", "signed", "signed on April 28", "1952-04-28", "the year is 1952", []),
    ("another day of that year", "signed", "signed on April 28", "1952-05-28", "the year is 1952", ["error"]),
    ("another day, by a heading", "signed", "signed on April 28", "1952-05-28", "by the heading", ["error"]),
    ("the following spring", "signed", "signed the following spring", "1952-04", "the spring after October 1951", []),
    ("years later than the spring", "signed", "signed the following spring", "1955-04", "after 1951", ["error"]),
    ("the same year", "signed", "that same year it was signed", "1952", "the year is 1951", ["error"]),
    ("the year after one of its own", "signed", "the year after 1951", "1960", "it is so", ["error"]),
    ("an end that the reason names", "period", "from 1945 on", "1945/1952", "it ended in 1952", []),
    ("an end that the quote has otherwise", "period", "from 1945 to 1951", "1945/1952", "it ended in 1952", ["error"]),
]
VOICES = [
    ("a denied entity", "seat", "does not sit in Kyoto", "kyoto", {}, ["doubt"]),
    ("a denied entity, denied", "seat", "does not sit in Kyoto", "kyoto", {"denies": True}, []),
    ("false and denied", "sent", "did not send troops", "false", {}, []),
    ("false and not denied", "sent", "sent troops", "false", {}, ["doubt"]),
    ("true and denied", "sent", "did not send troops", "true", {}, ["error"]),
    ("turned round by a prefix", "inhabited", "uninhabited islets", "true", {}, ["error"]),
    ("not until", "signed", "not signed until 1951", "1951", {}, []),
    ("not only", "seat", "sits not only in Kyoto", "kyoto", {}, []),
    ("said by somebody", "seat", "the ministry said it sits in Kyoto", "kyoto", {}, ["doubt"]),
    ("said by a speaker", "seat", "the ministry said it sits in Kyoto", "kyoto", {"said_by": "ministry"}, []),
    ("said by another", "seat", "the navy said it sits in Kyoto", "kyoto", {"said_by": "ministry"}, ["doubt"]),
    ("an upstream source", "people", "50, according to the navy", "50", {"draws_on": ("navy",)}, []),
    ("according to", "people", "50, according to the navy", "50", {}, ["doubt"]),
    ("estimated by", "people", "estimated by the navy at 50", "50", {}, ["doubt"]),
    ("a bound that is denied", "people", "never carried more than 50", "more than 50", {"denies": True}, []),
    (
        "another bound that is denied",
        "people",
        "never carried more than 50",
        "more than 60",
        {"denies": True},
        ["error"],
    ),
    ("another word with the prefix", "sign", "it was made by design", "true", {}, []),
    ("a long name of another speaker", "people", f"{LONG} said 50 came", "50", {"said_by": "navy"}, ["doubt"]),
    ("a long name of the speaker", "people", f"{LONG} said 50 came", "50", {"said_by": "board"}, []),
    ("the time of the saying", "signed", "in 2019 the navy said it would meet", "2019", {}, []),
    ("a relation", "", "did not begin with it", "thing.signed = thing.signed", {}, ["doubt"]),
    ("an age", "age", "a keeper aged 34", "34 years", {}, []),
    ("another age", "age", "a keeper aged 34", "43 years", {}, ["error"]),
    ("by how much and to what", "people", "it rose by 12 to 50 people", "50", {}, []),
    ("by how much and to another", "people", "it rose by 12 to 50 people", "62", {}, ["error"]),
    ("a unit that stands for several", "weight", "46,328 tons", "46,328 long tons", {}, []),
    ("another figure of such a unit", "weight", "46,328 tons", "46,382 long tons", {}, ["error"]),
    ("a German figure", "people", "2.223 Menschen", "2.223", {"language": "de"}, ["unread"]),
    ("another German figure", "people", "Es waren 2.223 Menschen", "2.232", {"language": "de"}, ["error"]),
    ("another German magnitude", "people", "rund 2 Millionen Menschen", "2 Tausend", {"language": "de"}, ["error"]),
    ("a German hedge", "people", "mehr als 2.000 Menschen", "2.000", {"language": "de"}, ["unread"]),
    ("one of two German figures", "people", "40 Boote, über 2.000 Mann", "über 2.000", {"language": "de"}, ["unread"]),
    ("a French figure in words", "people", "deux mille trois personnes", "2 003", {"language": "fr"}, ["unread"]),
    ("another French figure", "people", "deux mille trois personnes", "2 030", {"language": "fr"}, ["error"]),
    ("another Spanish figure", "people", "más de 40.000 personas", "4.000", {"language": "es"}, ["error"]),
    ("a Japanese figure", "people", "約5万5千人", "5万", {"language": "ja"}, ["unread"]),
    ("another script", "people", "職員は８５人", "97", {}, ["unread"]),
    ("a figure that cannot be read", "people", "40.000 Menschen", "40,000", {}, ["unread"]),
    ("a cell of a table", "length", "12", "12 km", {"file": "a.csv"}, []),
    ("ends of a range in a table", "length", "12 to 14", "exactly 12 to 14 km", {"file": "a.csv"}, []),
    ("another cell of a table", "length", "12", "13 km", {"file": "a.csv"}, ["error"]),
]
TIMES = [
    (
        "another year behind the figure",
        "share",
        "leakage fell to 18.2 % in 2024",
        "18.2 %",
        {"as_of": "2023"},
        ["doubt"],
    ),
    ("the year behind the figure", "share", "leakage fell to 18.2 % in 2024", "18.2 %", {"as_of": "2024"}, []),
    ("a day of that year", "share", "leakage fell to 18.2 % in 2024", "18.2 %", {"as_of": "2024-03-31"}, []),
    ("a stretch with that year", "share", "18.2 % in 2024", "18.2 %", {"during": "2023/2025"}, []),
    ("another stretch", "share", "18.2 % in 2024", "18.2 %", {"during": "2020/2022"}, ["doubt"]),
    ("a year before the figure", "people", "In 2024, it had 50 people", "50", {"as_of": "2023"}, ["doubt"]),
    ("a year that opens a quote", "seat", "In 2024 it sat in Kyoto", "kyoto", {"as_of": "2023"}, ["doubt"]),
    ("behind what is counted", "people", "it had 50 people in 2024", "50", {"as_of": "2023"}, ["doubt"]),
    ("what the time rests on is said", "people", "50 people in 2024", "50", {"as_of": "2023", "because": "so"}, []),
    ("no time is claimed", "people", "it had 50 people in 2024", "50", {}, []),
    ("a year of something else", "people", "50 ships built in 1951 sail", "50", {"as_of": "2023"}, []),
    ("a year that is far off", "people", "50 of the ships that they had in 1951", "50", {"as_of": "2023"}, []),
    ("a limit", "people", "it will have 50 people by 2023", "50", {"as_of": "2022", "definition": "a plan"}, []),
    ("two years", "people", "50 people in 2024, in 2023 fewer", "50", {"as_of": "2023"}, []),
    ("two figures", "people", "40 people in 2024, 50 before", "50", {"as_of": "2023"}, []),
    ("a year that is not stated", "people", "50 people the year after 2024", "50", {"as_of": "2025"}, []),
    (
        "the time of the saying",
        "people",
        "In 2024 the navy said 50 came",
        "50",
        {"as_of": "2023", "said_by": "navy"},
        [],
    ),
    ("the date is the value", "signed", "signed in 1951", "1951", {"as_of": "1960"}, []),
]


def each(cases: list[tuple]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", [pytest.param(case[1:], id=case[0]) for case in cases])


@each([*AMOUNTS, *DATES])
def test_a_value_is_held_against_its_quote(case: tuple) -> None:
    property, quote, value, expected = case
    assert verdicts(property, quote, value) == expected


@each(BECAUSE)
def test_what_a_value_rests_on_is_held_too(case: tuple) -> None:
    property, quote, value, because, expected = case
    assert verdicts(property, quote, value, because=because) == expected


@each([*VOICES, *TIMES])
def test_a_claim_speaks_as_its_quote_does(case: tuple) -> None:
    property, quote, value, more, expected = case
    assert verdicts(property, quote, value, **more) == expected
