"""Claims that their quotes say, and claims that theirs do not: written before they were first run, in styles of sport,
economy, science, disasters and crime. As first run, 54 of 60 were silent and 59 of 60 told. Four of those six and that
one were wrong themselves (`will get` is a plan, `close to` is no `nearly`, a dozen is rougher than 12, a unit that the
property cannot have is another rule's); rates of a population and short spans of years were mended.
"""

from __future__ import annotations

import pytest

from checker.model.claim import Claim, Document
from checker.model.fault import Mark
from checker.model.vocabulary import Entity, Property, Vocabulary
from checker.rules.claim.value_not_in_quote import check
from checker.rules.rule import Doubt

UNITS = ("", "%", "km", "USD", "GBP", "EUR", "kg", "h", "mph", "day", "year", "1/100000", "°C", "USD/h", "m")
PROPERTIES = {f"in {unit}": Property(f"in {unit}", "the amount", "quantity", "constant", unit) for unit in UNITS}
PROPERTIES["date"] = Property("date", "the day", "date", "event")
PROPERTIES["time"] = Property("time", "the time", "interval", "event")
VOCABULARY = Vocabulary({"thing": Entity("thing", "the thing")}, PROPERTIES)

RIGHT = """\
in  | scored 17 goals in 22 games | 17
in  | A record 81,365 fans watched the final | 81,365
in GBP | paid £3m–£4m for the goalkeeper | £3m to £4m
in GBP | paid £3m–£4m for the goalkeeper | 3 to 4 million GBP
in  | at least a dozen people were killed | at least a dozen
in  | half a million households got it | 500,000
in  | half a million households got it | half a million
in USD | a loss of $1.2bn in the 12 months to June | 1.2 billion USD
in % | inflation eased to 2.5pc in June | 2.5 %
in % | inflation eased to 2.5pc from 2.8pc a month earlier | 2.8 %
in % | about a fifth of the workforce | about 20 %
in % | three-quarters of exports | 75 %
in % | one in ten mortgages is overdue | one in ten
in % | one in ten mortgages is overdue | 10 %
in 1/100000 | 3.7 deaths per 100,000 people | 3.7 per 100,000
in  | Up to 30,000 visitors are expected | up to 30,000
in  | as many as 400 cars were stolen | up to 400
in  | no fewer than 38 villages are cut off | at least 38
in  | close to 1,000 are still missing | about 1,000
in  | some 200 buildings were flattened | about 200
in  | more than 40 were hurt | over 40
in  | upwards of 500 firms closed | over 500
in  | fewer than ten survived | under 10
in  | just under 700 voted | just under 700
in h | Rescuers worked for 72 hours | 3 days
in km | some 3,400 kilometres in 21 stages | about 3,400 km
in km | a belt 1,200 m wide | 1.2 km
in m | The pit is 1.9 km deep | 1,900 m
in kg | seized 2.3 tonnes of cocaine | 2,300 kg
in mph | speeds of over 430,000 mph | over 430,000 mph
in day | overdue for more than 90 days | over 90 days
in °C | It was 38.5C in the shade | 38.5 °C
in USD/h | rises to $14.25 an hour | 14.25 USD/hour
in EUR | valued at €8m to €10m. | 8 to 10 million EUR
in EUR | valued at €10m. | 10 million EUR
in USD | He took $65m. | $65 million
in USD | assets of between $40 billion and $45 billion | between 40 and 45 billion USD
in year | A 43-year-old man was jailed | 43 years
in year | jailed for 12 years | 12 years
in  | The toll climbed to 287 | 287
in  | jumped from 90 to 140 in a week | 140
in % | is 35 percent contained | 35 %
in % | lost more than a third of its ice | over a third
in % | 94.1% effective in a trial of 30,420 volunteers | 94.1 %
in  | 94.1% effective in a trial of 30,420 volunteers | 30,420
in  | None of the 70 witnesses saw him | 70
in  | two of the four engines failed | 4
in  | thirty-eight villages | 38
in  | a crowd of nearly 2,500 | nearly 2,500
date | The bridge opened on 3 May 1994 | 1994-05-03
date | opened in the spring of 1994 | spring 1994
date | it closed in the mid-1990s | mid-1990s
date | on March 11, 2011, a wave struck | 2011-03-11
date | It sank in late 1987 | late 1987
time | He reigned from 1810 to 1843 | 1810/1843
time | during the 2015–17 drought | 2015/2017
time | between May 2001 and June 2003 | 2001-05/2003-06
time | in force since 2009 | 2009/..
in  | cut the herd by a tenth to 18,450 | 18,450
"""
WRONG = """\
in  | scored 17 goals in 22 games | 18
in  | A record 81,365 fans watched the final | 81,356
in GBP | paid £3m–£4m for the goalkeeper | 3 to 5 million GBP
in GBP | paid £3m–£4m for the goalkeeper | 3 million GBP
in USD | paid £3m for the goalkeeper | 3 million USD
in  | at least a dozen people were killed | 12
in  | at least a dozen people were killed | at least 12
in  | at least a dozen people were killed | at most 12
in  | at least a dozen people were killed | at least 20
in  | half a million households got it | 5 million
in  | half a million households got it | 50,000
in USD | a loss of $1.2bn in the 12 months to June | 1.2 million USD
in USD | a loss of $1.2bn in the 12 months to June | 12 billion USD
in % | inflation eased to 2.5pc in June | 25 %
in % | inflation eased to 2.5pc in June | over 2.5 %
in % | about a fifth of the workforce | 20 %
in % | about a fifth of the workforce | about 25 %
in % | three-quarters of exports | 34 %
in % | one in ten mortgages is overdue | 1 %
in % | one in ten mortgages is overdue | one in twelve
in 1/100000 | 3.7 deaths per 100,000 people | 3.7 per 1,000
in 1/100000 | 3.7 deaths per 100,000 people | 7.3 per 100,000
in  | Up to 30,000 visitors are expected | 30,000
in  | Up to 30,000 visitors are expected | at least 30,000
in  | as many as 400 cars were stolen | over 400
in  | no fewer than 38 villages are cut off | under 38
in  | no fewer than 38 villages are cut off | 38
in  | close to 1,000 are still missing | 1,000
in  | close to 1,000 are still missing | nearly 1,000
in  | some 200 buildings were flattened | 200
in  | more than 40 were hurt | 40
in  | more than 40 were hurt | under 40
in  | upwards of 500 firms closed | up to 500
in  | fewer than ten survived | over 10
in h | Rescuers worked for 72 hours | 72 days
in h | Rescuers worked for 72 hours | 2 days
in km | some 3,400 kilometres in 21 stages | about 3,400 miles
in km | some 3,400 kilometres in 21 stages | about 21 km
in m | The pit is 1.9 km deep | 1.9 m
in kg | seized 2.3 tonnes of cocaine | 230 kg
in mph | speeds of over 430,000 mph | over 430,000 km/h
in day | overdue for more than 90 days | over 90 months
in °C | It was 38.5C in the shade | 38.5 °F
in USD/h | rises to $14.25 an hour | 14.25 USD/day
in EUR | valued at €8m to €10m. | 8 to 10 thousand EUR
in EUR | valued at €10m. | 10 EUR
in USD | He took $65m. | 65,000 USD
in USD | assets of between $40 billion and $45 billion | between 40 and 54 billion USD
in year | A 43-year-old man was jailed | 34 years
in year | jailed for 12 years | 12 months
in  | The toll climbed by 287 | 278
in  | The toll did not reach 287 | 287
in % | is 35 percent contained | 53 %
in % | lost more than a third of its ice | a third
in % | 94.1% effective in a trial of 30,420 volunteers | 94.4 %
date | The bridge opened on 3 May 1994 | 1994-03-05
date | opened in the spring of 1994 | autumn 1994
date | it closed in the mid-1990s | 1995
date | on March 11, 2011, a wave struck | 2011-03-12
time | He reigned from 1810 to 1843 | 1810/1834
time | during the 2015–17 drought | 2015/2016
time | in force since 2009 | 2009/2010
"""


def found(line: str) -> list[str]:
    """What is found in the claim of a line: `error`, `doubt` or `unread`."""
    name, quote, value = (part.strip() for part in line.split("|"))
    name = f"{name} " if name == "in" else name
    document = Document("a", "A", "P", "2020-01-01", Mark("a.yaml"))
    claim = Claim("c", document, quote, Mark("a.yaml"), subject="thing", property=name, value=value)
    answers = check(claim, VOCABULARY)
    return [("error" if one.sure else "doubt") if isinstance(one, Doubt) else "unread" for one in answers]


@pytest.mark.parametrize("line", RIGHT.splitlines())
def test_a_claim_that_its_quote_says_is_silent(line: str) -> None:
    assert found(line) == []


@pytest.mark.parametrize("line", WRONG.splitlines())
def test_a_claim_that_its_quote_does_not_say_is_told(line: str) -> None:
    assert found(line)
    assert "unread" not in found(line)
