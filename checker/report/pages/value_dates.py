"""How dates and stretches of time are written: a part of the page on values."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from checker.literals.dates.dates import read_moment
from checker.literals.dates.days import MONTHS
from checker.literals.dates.edtf import ALLOWANCES, SIGNS
from checker.literals.dates.english import CUTS
from checker.literals.literal import LiteralError
from checker.report.pages.reading import READINGS, REFUSED_HEAD, date, read_table, refusal, stretch, vocabulary

INTRODUCTION = """\
## Dates

A date is a range of days, as exact as it is written. EDTF (levels 0 to 2, ISO 8601-2) is understood, and so is
English. One calendar throughout: dates are taken as they are written, in the proleptic Gregorian calendar. One of
several dates (`[1667,1760]`, `19X1`) is some day from the first of them to the last: a date between two of them is not
told apart from them.

### EDTF
"""
EDTF = (
    *("1951", "1951-09", "1951-09-08", "1951-09-08T00:00:00Z", "-0043", "Y12000", "199X", "19XX", "1951-XX"),
    *("1951-09-XX", "1950S2", "[1667,1668]", "[1670..1672]", "[..1952]", "[1945..]", "2004-06~-11"),
)
PARTS = """\
Parts of a year have numbers instead of a month, unless they could as well be a later year (`2022-23`, `1939-41`):
"""
DOUBT = """\
### About when

`~` (approximate), `?` (uncertain) and `%` (both) widen a date by what it names; so do words before it.
"""
BY_PRECISION = {
    "day": "1951-09-08",
    "month": "1951-09",
    "season": "1951-21",
    "quarter": "1951-33",
    "half": "1951-40",
    "year": "1951",
    "decade": "195X",
    "century": "19XX",
    "millennium": "1XXX",
}
DOUBTED = (
    ("circa 1951", "about 1951", "around 1951", "approximately 1951", "roughly 1951", "ca. 1951", "c. 1951", "1951~"),
    ("probably 1951", "possibly 1951", "perhaps 1951", "1951?"),
    ("ca. 965", "0965~"),
)
ENGLISH = """\
### English
"""
WORDS = (
    ("8 September 1951", "September 8, 1951", "8th of September 1951", "8 Sept. 1951", "on 8 September 1951"),
    ("September 1951", "Sept. 1951", "September, 1951", "in September of 1951"),
    ("1951", "in 1951", "during 1951", "the year 1951"),
    ("spring 2019", "the spring of 2019"),
    ("winter 2019/20", "winter 2019/2020", "winter 2019-2020"),
    ("winter 2019",),
    ("the 1990s", "1990’s"),
    ("1900s",),
    ("19th century", "the nineteenth century", "19th c.", "XIX century", "XIXth century"),
    ("1st century BC", "first century BCE"),
    ("2nd millennium",),
    ("44 BC", "44 BCE", "-0043"),
    ("AD 79", "79 AD", "79 CE"),
    ("15 March 44 BC",),
    ("15 April 1912", "Monday, 15 April 1912", "15 April 1912 (Monday)", "15-Apr-1912", "1912 April 15"),
    ("11.40pm on 14 April 1912", "11.40pm, 14 April 1912", "14 April 1912, 11.40pm"),
    ("turn of the 20th century",),
    ("year ended 31 March 2020", "the year to 31 March 2020", "twelve months ending March 2020"),
    ("quarter ended June 2020",),
    ("66 million years ago", "66 Ma"),
    ("11,700 years BP",),
)
IN_WORDS = """\
One of two dates, and dates of which one leaves to the other what both share. A weekday must be that of its day, before
1582 in either calendar. What is so many years ago is counted back from 2000, and `BP` from 1950; where it is known so
finely that the day of the document would matter, it is refused.
"""
SHORTENED = (
    ("14 or 15 April 1912", "April 14 or 15, 1912"),
    ("1960 or 1961",),
    ("late 1960 or early 1961",),
    ("14–15 April 1912", "April 14–15, 1912", "April 14-15, 1912", "from 14 to 15 April 1912"),
    ("May–June 2020", "May to June 2020"),
    ("1998–2001", "1998-2001"),
    ("1960s–1970s", "1960s–70s"),
    ("300–250 BC", "between 300 and 250 BC", "from 300 to 250 BC"),
    ("66–56 million years ago",),
)
SLICES = """\
Words that take a part of a month, year, decade or century:
"""
SLICED = (
    ("early 19th century", "early in the 19th century"),
    ("late March 2020",),
    ("first half of 1995", "1st half of 1995", "H1 1995", "1995 H1"),
    ("last quarter of 1995", "fourth quarter of 1995", "Q4 1995", "1995 Q4", "1995-Q4"),
    ("second third of 1995",),
    ("last quarter of the 19th century",),
    ("first day of 1995", "1995-01-01"),
    ("last day of February 2020", "2020-02-29"),
)
SIDES = """\
One date of which only a side is known:
"""
ONE_SIDED = (
    ("before 1960", "prior to 1960"),
    ("after 1960",),
    ("by 1960", "no later than 1960", "not after 1960"),
    ("no earlier than 1960", "not before 1960"),
    ("until 1960", "till 1960", "up to 1960", "through 1960"),
    ("since 1960", "from 1960"),
    ("between 1945 and 1952", "1945/1952", "from 1945 to 1952", "1945 to 1952"),
)
FISCAL = """\
### Fiscal years

A year that does not start on 1 January is declared. Its name or its label and a number is such a year; so is `FY`
where only one is declared. In `FY2019-20` the first year is that of its start.
"""
DECLARED = """\
fiscal_years:
  jfy: {label: Japanese fiscal year, starts: 04-01, named_by: start}
"""
FISCAL_DATES = (
    ("jfy 2023", "Japanese fiscal year 2023", "FY2023", "FY 2023", "fiscal 2023", "fiscal year 2023", "FY2023-24"),
    ("FY2023 Q1", "Q1 FY2023", "first quarter of FY2023"),
    ("early FY2023",),
)
STRETCHES = """\
### Stretches of time

The value of a property of datatype `interval`. Two ends with a slash or words between them; `..` stands for an end
that has not come, nothing for one that is unknown. A date alone is all of its days.
"""
STRETCHED = (
    ("1945/1952", "from 1945 to 1952", "between 1945 and 1952", "1945 to 1952", "1945 until 1952"),
    ("1945-08-15/1952-04-28",),
    ("1945/..", "since 1945", "from 1945 onwards", "1945–present", "from 1945 to the present"),
    ("1945/", "from 1945"),
    ("../1952",),
    ("/1952", "until 1952", "through 1952"),
    ("before 1960",),
    ("after 1960",),
    ("1951",),
    ("early 1990s",),
    ("1945~/1952",),
    ("199X",),
)
TWO_YEARS = """\
fiscal_years:
  jfy: {label: Japanese fiscal year, starts: 04-01, named_by: start}
  usfy: {label: U.S. fiscal year, starts: 10-01, named_by: end}
"""
NO_DATES = (
    *("9/8/1951", "13/8/1951", "8.9.1951", "1951/09", "1951-9-8", "19510908", "51", "951", "19511", "2019-13"),
    *("2022-23", "1939-41", "1910-30", "1912-04-15T02:20", "Y00001"),
    *("2019-02-30", "1990-95", "1951–53", "1952/1951", "1945/1950/1952", "/", "'90s"),
    *("March 5", "now", "1952/present", "199x", "{1667,1668}", "[1667,1668", "Y1951", "-0000"),
    *(
        "FY2023",
        "FY23",
        "ukfy 2023",
        "spring 2019/20",
        "winter 2019 to 2020",
        "Sunday, 15 April 1912",
        "midnight on 14 April 1912",
        "turn of the century",
        "50 years ago",
        "XIIX century",
        "May 1–2020",
        "FY2019-21",
        "Q5 2019",
        "H3 2019",
        "fifth half of 1995",
    ),
    *("early 8 September 1951", "0 BC", "0th century", "1951 or so", "soon"),
)
NO_STRETCHES = ("by 1952", "between 1945", "1945/{1950,1952}")


def lines() -> Iterator[str]:
    yield INTRODUCTION
    yield from read_table(READINGS, EDTF, date)
    yield PARTS
    yield from read_table(READINGS, _parts(), date)
    yield DOUBT
    yield from read_table(READINGS, (f"{BY_PRECISION[name]}{sign}" for name in ALLOWANCES for sign in SIGNS), date)
    yield from read_table(READINGS, DOUBTED, date)
    yield ENGLISH
    yield from read_table(READINGS, ([f"3 {name} 2019", f"3 {name[:3]} 2019"] for name in MONTHS), date)
    yield from read_table(READINGS, WORDS, date)
    yield IN_WORDS
    yield from read_table(READINGS, SHORTENED, date)
    yield SLICES
    yield from read_table(READINGS, _cuts(), date)
    yield from read_table(READINGS, SLICED, date)
    yield SIDES
    yield from read_table(READINGS, ONE_SIDED, date)
    yield FISCAL
    yield f"```yaml\n{DECLARED}```\n"
    yield from read_table(READINGS, FISCAL_DATES, partial(date, words=vocabulary(DECLARED)))
    yield STRETCHES
    yield from read_table(("starts", "ends"), STRETCHED, stretch)


def refused_dates() -> Iterator[str]:
    yield f"```yaml\n{TWO_YEARS}```\n"
    words = vocabulary(TWO_YEARS)
    yield from read_table(REFUSED_HEAD, NO_DATES, partial(refusal, partial(date, words=words)))
    yield from ("As a stretch of time:", "")
    yield from read_table(REFUSED_HEAD, NO_STRETCHES, partial(refusal, partial(stretch, words=words)))


def _parts() -> Iterator[str]:
    for number in range(13, 100):
        try:
            read_moment(f"1989-{number}")
        except LiteralError:
            continue
        yield f"1989-{number}"


def _cuts() -> Iterator[str]:
    """Each word that cuts a stretch, before a decade."""
    for word in CUTS:
        for text in (f"{word} 1990s", f"{word} of the 1990s"):
            try:
                read_moment(text)
            except LiteralError:
                continue
            yield text
            break
