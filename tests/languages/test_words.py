"""What a literal of another language says is what its English says: the same bounds, unit and days."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest

from checker.languages import CODES, table_of
from checker.languages.language import Words
from checker.literals.dates.dates import read_extent, read_moment, read_span
from checker.literals.foreign.marks import localised
from checker.literals.foreign.translate import in_english_of
from checker.literals.literal import LiteralError
from checker.literals.quantity import read_denied, read_quantity, read_rank
from checker.model.claim import ENGLISH
from checker.model.vocabulary import FiscalYear

VALUES = {
    "de": [
        ("6 Pfund Sterling", "6 GBP"),
        ("6 britische Pfund", "6 GBP"),
        ("rund 55.000", "about 55,000"),
        ("etwa 55 000 Soldaten", "about 55,000 Soldaten"),
        ("mehr als 40.000", "over 40,000"),
        ("weit über 40.000", "well over 40,000"),
        ("etwas mehr als 200 Kilometer", "just over 200 km"),
        ("knapp zwei Drittel", "just under two thirds"),
        ("fast ein halbes Jahrhundert", "nearly half a century"),
        ("mindestens 40, aber weniger als 50", "at least 40, but under 50"),
        ("bis zu 105", "up to 105"),
        ("höchstens 1,5 Prozent", "at most 1.5 %"),
        ("40.000 oder mehr", "40,000 or more"),
        ("zwischen 40 und 50 %", "between 40 and 50 %"),
        ("40 bis 50 Kilometer", "40 to 50 km"),
        ("1,7 bis 2,1 Milliarden US-Dollar pro Jahr", "1.7 to 2.1 billion USD/year"),
        ("1,5 Mrd. Euro", "1.5 billion EUR"),
        ("5 Mio. €", "5 million €"),
        ("zwei Billionen", "two trillion"),
        ("fünfundfünfzigtausend", "55 thousand"),
        ("zweieinhalb Millionen", "two and a half million"),
        ("anderthalb Jahre", "one and a half years"),
        ("eine halbe Million", "half a million"),
        ("drei Viertel", "three quarters"),
        ("jeder fünfte", "one in five"),
        ("drei von zehn", "three out of ten"),
        ("mehrere Tausend", "several thousand"),
        ("Zehntausende", "tens of thousands"),
        ("die meisten", "a majority"),
        ("3,5 Prozentpunkte", "3.5 percentage points"),
        ("200 km/h", "200 km/h"),
        ("300 Quadratkilometer", "300 km²"),
        ("20 Grad Celsius", "20 °C"),
        ("5 je 1.000 Einwohner", "5 per 1,000 people"),
        ("40.125e0 km", "40.125 km"),
        ("gut ein Drittel", "just over a third"),
        ("ein gutes Dutzend", "just over a dozen"),
        ("ein knappes Drittel", "just under a third"),
        ("reichlich 300", "just over 300"),
        ("die Hälfte der Mitglieder", "half of the members"),
        ("gut 40 Prozent der Wähler", "just over 40 % of the voters"),
        ("drei Viertel aller Haushalte", "three quarters of all households"),
        ("fu\u0308nfzig", "50"),
        ("1/3 der Fläche", "1/3 of the area"),
        ("über 40 und unter 50", "over 40 but under 50"),
        ("eine gute Million", "just over one million"),
        ("bis 100", "up to 100"),
        ("nicht einmal 100", "under 100"),
        ("65 Jahre und älter", "65 years or more"),
        ("mehrere Hunderttausend", "several hundred thousand"),
        ("einige Dutzend", "a few dozen"),
        ("Millionen Menschen", "millions of people"),
        ("eine Viertelmillion", "a quarter of a million"),
        ("eine Dreiviertelstunde", "three quarters of an hour"),
        ("ein Hundertstel", "one hundredth"),
        ("jährlich 2 Millionen Tonnen", "2 million tonnes per year"),
        ("täglich rund 500", "about 500 per day"),
        ("5 Euro die Stunde", "5 EUR per hour"),
        ("50 TEUR", "50 thousand EUR"),
        ("10 Mio. m3", "10 million m3"),
        ("3 m hoch", "3 m"),
        ("20 Megatonnen", "20 Mt"),
        ("30 Cent pro Kilowattstunde", "30 cents per kWh"),
        ("minus 5 Grad", "−5 °C"),
        ("5 Grad unter null", "−5 °C"),
        ("−5,5 °C", "−5.5 °C"),
        ("1.234.567,89", "1,234,567.89"),
        ("40 000–50 000", "40,000–50,000"),
        ("1,5–2 Mio.", "1.5–2 million"),
        ("zwischen 1,5 und 2 Millionen", "between 1.5 and 2 million"),
        ("ein Großteil", "a majority"),
        ("3 Stunden 20 Minuten", "3 hours 20 minutes"),
        ("zwischen einem Drittel und der Hälfte", "between a third and half"),
    ],
    "fr": [
        ("6 livres", "6 livres"),
        ("6 livres sterling", "6 GBP"),
        ("environ 55 000", "about 55,000"),
        ("près d'un demi-siècle", "about half a century"),
        ("plus de 40 000", "over 40,000"),
        ("nettement plus de 40.000", "well over 40,000"),
        ("un peu plus de 200 kilomètres", "just over 200 km"),
        ("moins d’un million", "under one million"),
        ("au moins 85", "at least 85"),
        ("40 000 au moins", "40,000 or more"),
        ("jusqu'à 105", "up to 105"),
        ("de 40 à 50 kilomètres", "from 40 to 50 km"),
        ("entre 40 et 50 %", "between 40 and 50 %"),
        ("1,5 milliard de dollars par an", "1.5 billion dollars per year"),
        ("5 millions d'euros", "5 million EUR"),
        ("quatre-vingt-dix-sept bases", "97 bases"),
        ("septante-sept", "77"),
        ("cent six", "106"),
        ("deux ans et demi", "two and a half years"),
        ("deux tiers", "two thirds"),
        ("un quart", "a quarter"),
        ("plus de la moitié", "over half"),
        ("trois sur dix", "three out of ten"),
        ("une vingtaine de bases", "about twenty bases"),
        ("quelques milliers", "a few thousand"),
        ("des dizaines de milliers", "tens of thousands"),
        ("la plupart", "a majority"),
        ("300 kilomètres carrés", "300 km²"),
        ("3,5 points de pourcentage", "3.5 percentage points"),
        ("18,2 km", "18.2 km"),
        ("quelque 300 personnes", "about 300 people"),
        ("une trentaine de personnes", "about thirty people"),
        ("plus d'une centaine", "over 100"),
        ("au moins une vingtaine", "at least twenty"),
        ("environ une centaine", "about 100"),
        ("une bonne centaine", "just over 100"),
        ("une petite vingtaine", "just under twenty"),
        ("un bon tiers", "just over a third"),
        ("un bon million", "just over one million"),
        ("une petite heure", "just under one hour"),
        ("plus des deux tiers", "over two thirds"),
        ("moins du quart", "under a quarter"),
        ("plusieurs centaines de milliers", "several hundred thousand"),
        ("plusieurs dizaines de personnes", "dozens of people"),
        ("quelques dizaines de milliers", "tens of thousands"),
        ("une poignée", "a handful"),
        ("deux ou trois", "two or three"),
        ("plus de 40 et moins de 50", "over 40 but under 50"),
        ("plus ou moins 300", "about 300"),
        ("une personne sur dix", "one in ten people"),
        ("plus d'un habitant sur cinq", "over one in five people"),
        ("un tiers des habitants", "a third of the people"),
        ("50 % des voix", "50 % of the votes"),
        ("un quart de siècle", "a quarter of a century"),
        ("moins 5 degrés Celsius", "−5 °C"),
        ("500 km2", "500 km²"),
        ("2 Md€", "2 billion €"),
        ("2 points de base", "2 basis points"),
        ("5 gigawattheures", "5 GWh"),
        ("200 habitants au kilomètre carré", "200 people/km²"),
        ("de 1,5 à 2 millions", "from 1.5 to 2 million"),
        ("2 m de haut", "2 m"),
    ],
    "es": [
        ("6 libras esterlinas", "6 GBP"),
        ("unos 55.000", "about 55,000"),
        ("más de 40.000", "over 40,000"),
        ("poco más de 200 kilómetros", "just over 200 km"),
        ("casi medio siglo", "nearly half a century"),
        ("al menos 85", "at least 85"),
        ("no más de 40", "at most 40"),
        ("hasta 105", "up to 105"),
        ("40.000 o más", "40,000 or more"),
        ("de 40 a 50 kilómetros", "from 40 to 50 km"),
        ("entre 40 y 50 %", "between 40 and 50 %"),
        ("1.500 millones de dólares al año", "1,500 million dollars per year"),
        ("doscientos mil millones", "200 billion"),
        ("un billón de euros", "one trillion EUR"),
        ("quinientas treinta y una", "531"),
        ("dos años y medio", "two and a half years"),
        ("dos tercios", "two thirds"),
        ("la mitad", "half"),
        ("tres de cada diez", "three out of ten"),
        ("varios miles", "several thousand"),
        ("decenas de miles", "tens of thousands"),
        ("la mayoría", "a majority"),
        ("40 por ciento", "40 %"),
        ("300 kilómetros cuadrados", "300 km²"),
        ("18,2 km", "18.2 km"),
        ("más del 40 %", "over 40 %"),
        ("alrededor del 40 %", "about 40 %"),
        ("del 40 al 50 %", "from 40 to 50 %"),
        ("entre un 40 y un 50 %", "between 40 and 50 %"),
        ("entre el 40 y el 50 %", "between 40 and 50 %"),
        ("hasta un 40 %", "up to 40 %"),
        ("desde 40 hasta 50", "from 40 to 50"),
        ("más de un centenar", "over 100"),
        ("al menos una veintena", "at least twenty"),
        ("un millar de personas", "about 1 thousand people"),
        ("varios centenares de personas", "several hundred people"),
        ("varias decenas de miles", "tens of thousands"),
        ("unos miles", "a few thousand"),
        ("miles de millones", "billions"),
        ("un puñado", "a handful"),
        ("un tercio de la población", "a third of the population"),
        ("más de 40 y menos de 50", "over 40 but under 50"),
        ("menos 5 grados Celsius", "−5 °C"),
        ("5 grados bajo cero", "−5 °C"),
        ("100 por cien", "100 %"),
        ("5 gigavatios hora", "5 GWh"),
        ("tan solo 500", "500"),
        ("mil millas", "one thousand miles"),
        ("once mil", "11 thousand"),
        ("entre 1,5 y 2 millones", "between 1.5 and 2 million"),
    ],
    "ja": [
        ("約5万5千", "about 55,000"),
        ("約55,000人", "about 55,000 people"),
        ("４万人以上", "40,000 people or more"),
        ("4万人を超える", "over 40,000 people"),
        ("100万人未満", "under 1,000,000 people"),
        ("40人以上50人未満", "at least 40 people but under 50 people"),
        ("105まで", "105 or less"),
        ("40〜50%", "40 to 50 %"),
        ("5〜6万人", "50,000 to 60,000 people"),
        ("40から50まで", "from 40 to 50"),
        ("年間15億ドル", "1.5 billion dollars per year"),
        ("1億2000万人", "120,000,000 people"),
        ("5.5万", "55 thousand"),
        ("五万五千", "55,000"),
        ("三百二十", "320"),
        ("3分の2", "2/3"),
        ("3割5分", "35 %"),
        ("5人に1人", "1 in 5"),
        ("2年半", "two and a half years"),
        ("半世紀近く", "nearly half a century"),
        ("数千人", "several thousand people"),
        ("過半数", "a majority"),
        ("十数人", "10 to 19 people"),
        ("時速60キロ", "60 km/h"),
        ("5兆円", "5 trillion JPY"),
        ("300人強", "just over 300 people"),
        ("300人弱", "nearly 300 people"),
        ("300人余り", "over 300 people"),
        ("300余人", "over 300 people"),
        ("300人にも満たない", "under 300 people"),
        ("300人に上る", "300 people"),
        ("約半数", "about half"),
        ("数億円", "several hundred million JPY"),
        ("数千万人", "tens of millions of people"),
        ("何百", "hundreds"),
        ("数十人", "dozens of people"),
        ("二十数人", "20 to 29 people"),
        ("百数十人", "110 to 190 people"),
        ("2、3人", "two or three people"),
        ("四、五十人", "40 to 50 people"),
        ("2〜3割", "20 to 30 %"),
        ("6、7割", "60 to 70 %"),
        ("3割5分2厘", "35.2 %"),
        ("10人中3人", "3 in 10"),
        ("3対1", "3:1"),
        ("1時間半", "one and a half hours"),
        ("マイナス5度", "−5 °C"),
        ("氷点下5度", "−5 °C"),
        ("秒速10メートル", "10 m/s"),
        ("時速約100キロ", "about 100 km/h"),
        ("時速100キロ以上", "100 km/h or more"),
        ("1日当たり300人", "300 people per day"),
        ("年100人以上", "100 people per year or more"),
        ("1平方キロメートルあたり300人", "300 people/km²"),
        ("85か所", "85 か所"),
        ("1ダース", "a dozen"),
        ("6英ポンド", "6 GBP"),
        ("6重量ポンド", "6 pounds of force"),
        ("150万〜200万", "1.5 to 2 million"),
        ("1万人を割る", "under 10,000 people"),
        ("全体の9割超", "over 90 %"),
    ],
}
MARKS = [
    ("de-CH", "40'000.5", "40,000.5"),
    ("de-AT", "40.000,5", "40,000.5"),
    ("es-MX", "40,000.5", "40,000.5"),
    ("es-ES", "40,000", "40.000"),
    ("fr-CA", "40 000,5", "40,000.5"),
    ("DE-de", "rund 40.000", "about 40,000"),
    ("de-Latn-CH", "1.5 km", "1.5 km"),
]
DATES = {
    "de": [
        ("am 8. September 1951", "8 September 1951"),
        ("Samstag, 8. September 1951", "8 September 1951"),
        ("8. Sept. 1951", "8 September 1951"),
        ("08.09.1951", "8 September 1951"),
        ("8.–10. September 1951", "8–10 September 1951"),
        ("14. oder 15. April 1912", "14 or 15 April 1912"),
        ("Jänner 1951", "January 1951"),
        ("Anfang der 1990er Jahre", "early 1990s"),
        ("Ende der 1990er", "late 1990s"),
        ("Ende 2023", "end of 2023"),
        ("Mitte 1951", "mid 1951"),
        ("2. Quartal 2023", "Q2 2023"),
        ("Ende des 19. Jahrhunderts", "late 19th century"),
        ("300 v. Chr.", "300 BC"),
        ("um 1950", "about 1950"),
        ("seit 1945", "since 1945"),
        ("bis 1952", "until 1952"),
        ("von 1945 bis 1952", "from 1945 to 1952"),
        ("zwischen 1945 und 1952", "between 1945 and 1952"),
        ("2015 bis heute", "since 2015"),
        ("Winter 1951/52", "winter 1951/52"),
        ("1945/1952", "1945/1952"),
        ("vom 8. bis 10. September 1951", "from 8 to 10 September 1951"),
        ("14./15. April 1912", "14 or 15 April 1912"),
        ("im ersten Halbjahr 2023", "H1 2023"),
        ("vor 10.000 Jahren", "10,000 years ago"),
    ],
    "fr": [
        ("le 8 septembre 1951", "8 September 1951"),
        ("1er mai 1951", "1 May 1951"),
        ("08/09/1951", "8 September 1951"),
        ("samedi 8 septembre 1951", "8 September 1951"),
        ("début des années 1990", "early 1990s"),
        ("fin du XIXe siècle", "late XIX century"),
        ("première moitié du 19e siècle", "first half of 19th century"),
        ("300 av. J.-C.", "300 BC"),
        ("vers 1950", "about 1950"),
        ("depuis 1945", "since 1945"),
        ("jusqu'en 1952", "until 1952"),
        ("de 1945 à 1952", "from 1945 to 1952"),
        ("de 2015 à nos jours", "since 2015"),
        ("au printemps 1951", "spring 1951"),
        ("2e trimestre 2023", "Q2 2023"),
        ("du 8 au 10 septembre 1951", "from 8 to 10 September 1951"),
        ("du 1er au 3 mai 1951", "from 1 to 3 May 1951"),
        ("à l'été 1951", "summer 1951"),
        ("dès 1945", "since 1945"),
        ("il y a 10 000 ans", "10,000 years ago"),
    ],
    "es": [
        ("el 8 de septiembre de 1951", "8 September 1951"),
        ("sábado, 8 de setiembre de 1951", "8 September 1951"),
        ("08/09/1951", "8 September 1951"),
        ("principios de los años 1990", "early 1990s"),
        ("finales del siglo XIX", "late XIX century"),
        ("300 a. C.", "300 BC"),
        ("hacia 1950", "about 1950"),
        ("desde 1945", "since 1945"),
        ("hasta 1952", "until 1952"),
        ("de 1945 a 1952", "from 1945 to 1952"),
        ("desde 2015 hasta hoy", "since 2015"),
        ("antes de 1951", "before 1951"),
        ("segundo trimestre de 2023", "Q2 2023"),
        ("del 8 al 10 de septiembre de 1951", "from 8 to 10 September 1951"),
        ("primero de mayo de 1951", "1 May 1951"),
        ("hace 10.000 años", "10,000 years ago"),
        ("entre enero y marzo de 1951", "between January and March 1951"),
    ],
    "ja": [
        ("1951年9月8日", "8 September 1951"),
        ("1951年9月8日（土）", "8 September 1951"),
        ("1951/09/08", "8 September 1951"),
        ("昭和26年9月8日", "8 September 1951"),
        ("昭和二十六年", "1951"),
        ("令和元年5月1日", "1 May 2019"),
        ("明治3年", "1870"),
        ("1951年9月8日から10日", "8 September 1951 to 10 September 1951"),
        ("1990年代初頭", "early 1990s"),
        ("1990年代後半", "second half of 1990s"),
        ("19世紀末", "late 19th century"),
        ("紀元前300年", "300 BC"),
        ("1950年頃", "about 1950"),
        ("1945年から", "since 1945"),
        ("1951年以前", "until 1951"),
        ("1945年〜1952年", "1945 to 1952"),
        ("2015年から現在", "since 2015"),
        ("2023年第2四半期", "Q2 2023"),
        ("1951年末", "end of 1951"),
        ("794年", "0794"),
        ("西暦51年9月", "0051-09"),
        ("昭和26年（1951年）9月8日", "8 September 1951"),
        ("1951年 9月 8日", "8 September 1951"),
        ("1951年9月8日〜10月10日", "8 September 1951 to 10 October 1951"),
        ("2023年4〜6月", "April 2023 to June 2023"),
        ("1912年4月14日または15日", "14 April 1912 or 15 April 1912"),
        ("2020年5月1日から6月3日まで", "from 1 May 2020 to 3 June 2020"),
        ("2019年から2020年にかけて", "from 2019 to 2020"),
        ("1950年以後", "since 1950"),
        ("1950年前後", "about 1950"),
        ("2015年〜現在", "since 2015"),
        ("1万年前", "10,000 years ago"),
    ],
}


RANKS = {
    "de": [
        ("die zweitgrößte Stadt", "second-largest"),
        ("drittälteste Universität Deutschlands", "third-oldest"),
        ("2. Platz", "2nd"),
        ("3. von 12", "3rd of 12"),
        ("an zweiter Stelle", "second"),
        ("Platz 3", "3"),
        ("eine der drei größten Städte", "one of the three largest"),
        ("die fünf größten", "the five largest"),
        ("zweitkleinste", "second-smallest"),
    ],
    "fr": [
        ("la deuxième plus grande", "second-largest"),
        ("la deuxième ville la plus peuplée", "second most populous"),
        ("le plus ancien", "oldest"),
        ("3e sur 12", "3rd of 12"),
        ("1er", "1st"),
        ("l'une des cinq plus grandes", "one of the five largest"),
        ("dernier", "last"),
    ],
    "es": [
        ("la segunda más grande", "second-largest"),
        ("la tercera ciudad más grande", "third-largest"),
        ("el mayor", "largest"),
        ("2.º", "2nd"),
        ("tercera de 12", "third of 12"),
        ("una de las cinco mayores", "one of the five largest"),
        ("primer lugar", "first"),
    ],
    "ja": [
        ("2番目に大きい", "second-largest"),
        ("第2位", "2nd"),
        ("第三位", "third"),
        ("12か国中3位", "3rd of 12"),
        ("最古", "oldest"),
        ("最大の都市", "largest"),
        ("最下位", "last"),
    ],
}


def rows(cases: dict[str, list[tuple[str, str]]]) -> list[tuple[str, str, str]]:
    return [(code, *case) for code, pairs in cases.items() for case in pairs]


def test_every_language_is_looked_at() -> None:
    assert {*VALUES} == {*DATES} == {*RANKS} == {*CODES} - {ENGLISH}


@pytest.mark.parametrize("language, text, english", rows(VALUES) + MARKS)
def test_a_value(language: str, text: str, english: str) -> None:
    ours, theirs = read_quantity(text, language=language), read_quantity(english, language=ENGLISH)
    levels = [(q.bounds.literal, q.bounds.plausible, q.bounds.possible, q.unit) for q in (ours, theirs)]
    assert levels[0] == levels[1]
    assert ours.text == text


@pytest.mark.parametrize("language, text, english", rows(DATES))
def test_a_date(language: str, text: str, english: str) -> None:
    assert read_extent(text, language=language) == read_extent(english)
    ours, theirs = read_span(text, language=language), read_span(english)
    assert (ours.start_kind, ours.end_kind) == (theirs.start_kind, theirs.end_kind)
    assert [end and end.bounds for end in (ours.start, ours.end)] == [
        end and end.bounds for end in (theirs.start, theirs.end)
    ]
    assert ours.text == text


@pytest.mark.parametrize("language, text, english", rows(RANKS))
def test_a_rank(language: str, text: str, english: str) -> None:
    ours, theirs = read_rank(text, language), read_rank(english)
    assert (ours.bounds, ours.unit, ours.text) == (theirs.bounds, theirs.unit, text)


@pytest.mark.parametrize(
    "language, text",
    [("de", "größte nach Berlin"), ("de", "vorletzte"), ("fr", "la plus grande après Paris"), ("fr", "avant-dernier")]
    + [("es", "la mayor después de Madrid"), ("es", "penúltimo"), ("ja", "最大または最古"), ("", "zweitgrößte")],
)
def test_a_rank_that_says_another_place_is_refused(language: str, text: str) -> None:
    with pytest.raises(LiteralError):
        read_rank(text, language)


@pytest.mark.parametrize("code", sorted({*CODES} - {ENGLISH}))
def test_the_examples_that_users_see_are_read(code: str) -> None:
    language = table_of(code)
    for text in language.examples:
        assert read_quantity(text, language=code).bounds.possible.lo is not None
    for text in language.date_examples:
        read_moment(text, language=code)


def test_a_denied_value_is_read_in_its_language() -> None:
    denied = read_denied("mehr als 40.000", language="de")
    assert denied
    assert denied.bounds.literal.hi == read_denied("over 40,000").bounds.literal.hi  # type: ignore[union-attr]


def test_a_fiscal_year_is_that_of_the_vocabulary() -> None:
    years = {"FY": FiscalYear("FY", "fiscal year", 4, 1, "start")}
    assert read_extent("2019年度", years, "ja") == read_extent("2019-04-01/2020-03-31")


REFUSED = [
    ("de", "1.5 km", 0, "`1.5` is not a number in German writing; `,` is for decimals"),
    ("de", "rund 40.000 bis 3", 5, "the range runs down, from 40.000 to 3"),
    ("de", "rund ungefähr", 5, "no number is found after `about about`"),
    ("de", "40.000 im Jahr 2015", 7, "write `as_of: 2015` beside the value"),
    ("fr", "12.34", 0, "`12.34` is not a number in French writing"),
    ("es", "40,000", 0, "write `40.000`, or state the country, as `language: es-419`"),
    ("de", "40.000 mehr", 7, "`mehr` cannot be read here: it tells or hedges an amount in German"),
    ("de", "2. Platz", 0, "`2.` is a place in an order, and no amount"),
    ("de", "das 1,5-fache", 4, "`1,5-fache` compares with another amount"),
    ("de", "alle fünf Jahre", 0, "`alle fünf Jahre` tells how often"),
    ("de", "drei Komma fünf", 11, "`fünf` is a second number"),
    ("de", "40 Menschen Elf", 12, "`Elf` is a second number"),
    ("fr", "40 000 de plus", 10, "`plus` cannot be read here: it tells or hedges an amount in French"),
    ("fr", "40 est", 3, "or says another thing in English"),
    ("fr", "3 dizaines", 2, "write a figure with words such as `environ 55 000`, `plus de 40 000` or"),
    ("fr", "XIXe", 0, "is a place in an order"),
    ("fr", "3 fois", 0, "compares with another amount"),
    ("es", "40 veces", 0, "compares with another amount"),
    ("es", "2.º", 0, "is a place in an order"),
    ("es", "cada 5 años", 0, "tells how often"),
    ("ja", "50%増", 3, "`増` cannot be read here"),
    ("ja", "2倍", 0, "compares with another amount"),
    ("ja", "2番目", 0, "is a place in an order"),
    ("ja", "2、5人", 0, "is not a number"),
    ("ja", "1951年（昭和25年）", 6, "`昭和25年` is not the year 1951"),
    ("ja", "1.5万3千", 0, "has decimals before more digits"),
    ("de", "6 Pfund", 2, "`Pfund` may be half a kilogram, the English pound or money; write the mass in kg"),
    ("de", "sechs Pfund", 6, "`Pfund` may be half a kilogram"),
    ("es", "unas 6 libras", 7, "`libras` may be half a kilogram"),
    ("ja", "6ポンド", 1, "`ポンド` may be half a kilogram"),
    ("ja", "51年9月", 0, "write the era, as `昭和51年`, or all digits of the year, as `1951年`"),
    ("ja", "1年", 0, "write the era, as `昭和1年`, or all digits of the year, as `1901年`"),
    ("ja", "1951年から60年まで", 7, "or all digits of the year, as `1960年`"),
    ("ja", "昭和70年", 0, "昭和 has the years 1 to 64; found 70"),
    ("ja", "明治3年9月", 0, "months are those of the lunar calendar"),
]


@pytest.mark.parametrize("language, text, offset, message", REFUSED)
def test_what_is_refused_says_where_and_in_the_marks_of_the_language(
    language: str, text: str, offset: int, message: str
) -> None:
    date = "年" in text
    with pytest.raises(LiteralError) as error:
        read_extent(text, language=language) if date else read_quantity(text, language=language)
    assert message in error.value.message
    assert error.value.offset == offset


FOREIGN = [
    ("a German hedge", "rund 55.000", "`rund 55.000` is German, in English `about 55,000`; state `language: de`"),
    ("a German power", "5 Millionen Euro", "`millionen` is German, and no unit; state `language: de`"),
    ("a French hedge behind a figure", "40 000 environ", "`environ` is French, and no unit; state `language: fr`"),
    ("a German share", "5 Promille", "`promille` is German"),
    ("a Spanish thousand", "55 mil personas", "`mil personas` is Spanish"),
    ("a Spanish limit", "300 como mínimo", "`minimo` is Spanish"),
    ("Japanese particles", "300人にのぼる", "`にのぼ` is Japanese"),
    ("a Japanese rate", "1日300人", "has figures between characters"),
    ("a Spanish range", "entre 40 y 50", "is Spanish, in English `between 40 and 50`; state `language: es`"),
    ("a Japanese power", "4万", "is Japanese, and no unit; state `language: ja`"),
]


@pytest.mark.parametrize("text, message", [case[1:] for case in FOREIGN], ids=[case[0] for case in FOREIGN])
def test_a_foreign_word_in_a_document_without_a_language_names_the_field(text: str, message: str) -> None:
    with pytest.raises(LiteralError) as error:
        read_quantity(text)
    assert message in error.value.message


@pytest.mark.parametrize(
    "text", ["55,000 Soldaten", "5 °C", "85 施設", "40 miles", "5 mil", "30 cents", "5 million kg", "3 plus"]
)
def test_names_of_what_is_counted_are_no_foreign_words(text: str) -> None:
    assert read_quantity(text).bounds.literal.lo is not None


def test_a_foreign_date_in_a_document_without_a_language_names_the_field() -> None:
    with pytest.raises(LiteralError, match="is French, in English `8 September 1951`; state `language: fr`"):
        read_moment("8 septembre 1951")


@pytest.mark.parametrize("language, text", [(code, text) for code, pairs in VALUES.items() for text, _ in pairs])
def test_places_in_the_english_are_places_in_the_literal(language: str, text: str) -> None:
    translation = in_english_of(text, language, "value")
    places = [translation.place(offset) for offset in range(len(translation.text))]
    assert all(0 <= place <= len(text) for place in places)


@pytest.mark.parametrize("code, hedge", [("de", "rund"), ("fr", "environ"), ("es", "unos"), ("ja", "約")])
def test_about_contains_a_bare_figure(code: str, hedge: str) -> None:
    for figure in ("5", "85", "123", "55000", "1000000"):
        bare, hedged = (read_quantity(text, language=code).bounds for text in (figure, f"{hedge} {figure}"))
        assert hedged.plausible.covers(bare.plausible)
        assert hedged.possible.covers(bare.possible)
        assert bare.literal.lo == Fraction(figure)


REPAIRS = [
    ("de", "8 bis 10.000 Soldaten"),
    ("de", "rund"),
    ("fr", "de 8 à 10 000"),
    ("fr", "sans nombre"),
    ("es", "de 8 a 10.000"),
    ("es", "sin número"),
    ("ja", "8〜10,000人"),
    ("ja", "不明"),
]


@pytest.mark.parametrize("language, text", REPAIRS)
def test_what_a_message_offers_is_read_in_the_language(language: str, text: str) -> None:
    with pytest.raises(LiteralError) as error:
        read_quantity(text, language=language)
    offered = error.value.message.partition(" (read in ")[0]
    offered = offered.partition("such as " if "such as " in offered else "; write ")[2]
    repairs = re.findall("`([^`]+)`", offered)
    assert repairs
    for repair in repairs:
        assert read_quantity(repair, language=language).bounds.literal.lo is not None, repair


def test_a_message_names_no_power_that_is_another_one_in_the_language() -> None:
    for language, own in (("de", "Milliarden"), ("fr", "milliards"), ("es", "billion"), ("ja", "billion")):
        message = localised("write `2.5 billion`, or `3,000`", language)
        offered = re.findall("`([^`]+)`", message)
        assert own in offered[0]
        read = [read_quantity(one, language=language).bounds.literal.lo for one in offered]
        assert read == [2_500_000_000, 3000]


HOSTILE = (
    "約",
    "から",
    "de ",
    "von bis ",
    "d'",
    "jeder ",
    "1年に",
    "、",
    "百数",
    "(1951年)",
    "\u200b",
    "e\u0301",
    "\u202e5",
    "ש",
)


@pytest.mark.parametrize("code", sorted({*CODES} - {ENGLISH}))
@pytest.mark.parametrize("repeated", HOSTILE)
def test_what_is_repeated_to_the_limit_is_read_or_refused(code: str, repeated: str) -> None:
    for text in (repeated * (500 // len(repeated)), "5" + repeated * (499 // len(repeated)), repeated * 20 + "5"):
        for read in (read_quantity, read_span):
            try:
                read(text, language=code)
            except LiteralError as error:
                assert 0 <= error.offset <= len(text)  # noqa: PT017


def phrases(words: Words) -> list[tuple[str, str]]:
    return [(english, ours.strip()) for english, all_ours in words.items() for ours in all_ours.split("|")]


def outcome(text: str, language: str) -> object:
    """All that is read of a literal; or that it is refused."""
    try:
        quantity = read_quantity(text, language=language)
    except LiteralError:
        return "refused"
    return (quantity.bounds.literal, quantity.bounds.plausible, quantity.bounds.possible, quantity.unit)


@pytest.mark.parametrize("code", sorted({*CODES} - {ENGLISH}))
def test_every_phrase_of_a_table_says_its_english(code: str) -> None:
    language = table_of(code)
    space = " " * language.spaced
    frames = [
        *((f"{ours}{space}300", f"{english} 300") for english, ours in phrases(language.hedges)),
        *((ours, english) for english, ours in phrases(language.vague)),
        *(
            (f"300{space}{ours}", f"300 {english}")
            for english, ours in phrases(language.after)
            if english not in ("", "out of")
        ),
        *((f"3{space}{ours}", f"3 {english}") for english, ours in phrases(language.magnitudes)),
        *((f"300{space}{ours}", f"300 {english}") for english, ours in phrases(language.units) if english),
        *(
            (f"40{space}{ours}{space}50", f"40 {english} 50")
            for english, ours in phrases(language.joints)
            if english != "from"
        ),
    ]
    parted = [(ours, english) for ours, english in frames if outcome(ours, code) != outcome(english, ENGLISH)]
    assert not parted
