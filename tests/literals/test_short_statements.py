"""Short statements of strengths, in the manner of yearbooks and tables: nearly all are read, and none wrongly."""

from __future__ import annotations

from fractions import Fraction

import pytest

from checker.literals.grammar import parse
from checker.literals.literal import LiteralError
from checker.literals.numbers.number import WrittenNumber

STATEMENTS = """
    350-400,000 | 350000 | 400000 |
    8-10,000 | 8000 | 10000 |
    20–25,000 | 20000 | 25000 |
    90-100,000 | 90000 | 100000 |
    approximately 1,131 | 1131 | | about
    approximately 65,000 active troops | 65000 | | about
    approx. 17,000 | 17000 | | about
    approx 2.1 million | 2100000 | | about
    about 2,500 | 2500 | | about
    about 540 active-duty personnel | 540 | | about
    around 140,000 | 140000 | | about
    roughly 12,000 | 12000 | | about
    some 3,000 | 3000 | | about
    some 8,500 reservists | 8500 | | about
    circa 600 | 600 | | about
    c. 1,150 | 1150 | | about
    ca. 4,000 | 4000 | | about
    ~ 45,000 | 45000 | | about
    ~7,500 | 7500 | | about
    estimated 239 | 239 | | about
    an estimated 1.2 million | 1200000 | | about
    an estimated 30,000 paramilitary | 30000 | | about
    est. 5,000 | 5000 | | about
    5,000 or so | 5000 | | about
    1,100-odd | 1100 | | about
    just under 10,000 | 10000 | | just_under
    just over 21,000 | 21000 | | just_over
    slightly more than 6,000 | 6000 | | just_over
    a little over 900 | 900 | | just_over
    nearly 150,000 | 150000 | | nearly
    almost 2,000 | 2000 | | nearly
    close to 80,000 | 80000 | | about
    over 1 million | 1000000 | | over
    over 270,000 active | 270000 | | over
    more than 1,400 | 1400 | | over
    more than 100 thousand | 100000 | | over
    well over 500,000 | 500000 | | over
    in excess of 33,000 | 33000 | | over
    upwards of 3,500 | 3500 | | over
    > 700 | 700 | | over
    at least 1,500 | 1500 | | at_least
    no fewer than 12 | 12 | | at_least
    a minimum of 4,500 | 4500 | | at_least
    90+ | 90 | | at_least
    2,000 or more | 2000 | | at_least
    up to 54 | 54 | | at_most
    up to 5,000 troops | 5000 | | at_most
    as many as 20,000 | 20000 | | at_most
    no more than 300 | 300 | | at_most
    a maximum of 1,250 | 1250 | | at_most
    fewer than 100 | 100 | | under
    less than 1,000 | 1000 | | under
    under 2,500 | 2500 | | under
    < 400 | 400 | | under
    exactly 603 | 603 | | exactly
    0 | 0 | |
    none | 0 | 0 |
    12 | 12 | |
    239 | 239 | |
    1,131 | 1131 | |
    4,250 | 4250 | |
    65,000 | 65000 | |
    65 000 | 65000 | |
    1,400,000 | 1400000 | |
    1.4 million | 1400000 | |
    2.035 million active personnel | 2035000 | |
    2 million | 2000000 | |
    1.95 million | 1950000 | |
    0.9 million | 900000 | |
    half a million | 500000 | |
    one million | 1000000 | |
    two hundred and fifty | 250 | |
    twelve thousand | 12000 | |
    fifteen (15) aircraft | 15 | |
    24 fighters | 24 | |
    1 frigate | 1 | |
    three brigades | 3 | |
    two dozen | 24 | |
    18,500 personnel | 18500 | |
    18,500 total personnel | 18500 | |
    a total of 18,500 | 18500 | |
    6,000 gendarmes | 6000 | |
    1,000 to 1,200 | 1000 | 1200 |
    2 to 3 brigades | 2 | 3 |
    15-20 ships | 15 | 20 |
    15–20 ships | 15 | 20 |
    40,000-45,000 | 40000 | 45000 |
    40,000 – 45,000 | 40000 | 45000 |
    40,000 to 45,000 active-duty troops | 40000 | 45000 |
    from 600 to 700 | 600 | 700 |
    between 600 and 700 | 600 | 700 |
    between 25,000 and 30,000 personnel | 25000 | 30000 |
    1.2 to 1.4 million | 1200000 | 1400000 |
    1.2-1.4 million | 1200000 | 1400000 |
    approximately 50-60,000 | 50000 | 60000 | about
    approximately 15,000-20,000 | 15000 | 20000 | about
    about 1,000 to 1,500 | 1000 | 1500 | about
    estimated 4,000-5,000 | 4000 | 5000 | about
    500 or 600 | 500 | 600 |
    five or six | 5 | 6 |
    550 ± 50 | 550 | 50 |
    12,000 (± 500) | 12000 | 500 |
    over 20,000 but under 25,000 | 20000 | 25000 | over
    at least 400 and at most 500 | 400 | 500 | at_least
    several hundred | 300 | 900 |
    several thousand | 3000 | 9000 |
    a few hundred | 300 | 500 |
    dozens | 24 | 120 |
    hundreds | 200 | 1000 |
    tens of thousands | 20000 | 100000 |
    over several hundred | 300 | 900 | over
    at least several thousand | 3000 | 9000 | at_least
    nearly half | 1/2 | | nearly
    two-thirds | 2/3 | |
    85 percent | 85 | |
    about 40% | 40 | | about
    1.5 % of GDP | 3/2 | |
    2,100 (approx) | 2100 | | about
    16 main battle tanks | 16 | |
"""
ROWS = [[cell.strip() for cell in line.split("|")] for line in STATEMENTS.strip().splitlines()]
READ_AT_LEAST = Fraction(98, 100)


def read(statement: str) -> list[str] | None:
    """The ends and the hedge, as the list has them; nothing where the statement is refused."""
    try:
        form = parse(statement)
    except LiteralError:
        return None
    first, second = form.first, form.second
    if isinstance(first, WrittenNumber):
        ends = [str(first.value), str(second.value) if second else ""]
    else:
        ends = [str(first.plausible.lo), str(first.plausible.hi)]
    return [*ends, form.hedges[0] if form.hedges else ""]


@pytest.mark.parametrize("statement, low, high, hedge", ROWS, ids=[row[0] for row in ROWS])
def test_no_statement_is_read_wrongly(statement: str, low: str, high: str, hedge: str) -> None:
    assert read(statement) in ([low, high, hedge], None)


def test_nearly_all_statements_are_read() -> None:
    refused = [statement for statement, *_ in ROWS if read(statement) is None]
    assert len(ROWS) - len(refused) >= READ_AT_LEAST * len(ROWS), refused
