"""What a literal of another language says is what its English says: the same bounds, unit and days."""

from __future__ import annotations

from fractions import Fraction

import pytest

from checker.languages import CODES, table_of
from checker.literals.dates.dates import read_extent, read_moment, read_span
from checker.literals.foreign.translate import in_english_of
from checker.literals.literal import LiteralError
from checker.literals.quantity import read_denied, read_quantity
from checker.model.claim import ENGLISH
from checker.model.vocabulary import FiscalYear

VALUES = {
    "de": [
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
    ],
    "fr": [
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
    ],
    "es": [
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
    ],
}


def rows(cases: dict[str, list[tuple[str, str]]]) -> list[tuple[str, str, str]]:
    return [(code, *case) for code, pairs in cases.items() for case in pairs]


def test_every_language_is_looked_at() -> None:
    assert {*VALUES} == {*DATES} == {*CODES} - {ENGLISH}


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
    ("ja", "1.5万3千", 0, "has decimals before more digits"),
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
    ("a Spanish range", "entre 40 y 50", "is Spanish, in English `between 40 and 50`; state `language: es`"),
    ("a Japanese power", "4万", "is Japanese, and no unit; state `language: ja`"),
]


@pytest.mark.parametrize("text, message", [case[1:] for case in FOREIGN], ids=[case[0] for case in FOREIGN])
def test_a_foreign_word_in_a_document_without_a_language_names_the_field(text: str, message: str) -> None:
    with pytest.raises(LiteralError) as error:
        read_quantity(text)
    assert message in error.value.message


@pytest.mark.parametrize("text", ["55,000 Soldaten", "5 °C", "85 施設", "40 miles", "5 million kg", "3 plus"])
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
