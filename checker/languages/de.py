"""German."""

from __future__ import annotations

from checker.languages.language import (
    Language,
    Numerals,
    in_order,
    no_interval,
    no_multiple,
    no_place,
    no_pound,
    years_ago,
)

_UNITS = "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn"
_TENS = "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig"
_ONES = "ein zwei drei vier fünf sechs sieben acht neun"
_ENGLISH = ("two", "three", "four", "five", "six", "seven", "eight", "nine")
_PARTS = "zweieinhalb dreieinhalb viereinhalb fünfeinhalb sechseinhalb siebeneinhalb achteinhalb neuneinhalb"

_BELOW_HUNDRED = {
    **{word: number for number, word in enumerate(f"{_UNITS} siebzehn achtzehn neunzehn".split())},
    **dict.fromkeys(("ein", "eine", "einen", "einem", "einer", "eines"), 1),
    "zwo": 2,
    **{word: 10 * number for number, word in enumerate(_TENS.split(), 2)},
    **{
        f"{one}und{ten}": 10 * tens + ones
        for tens, ten in enumerate(_TENS.split(), 2)
        for ones, one in enumerate(_ONES.split(), 1)
    },
}

_FOLLOWING = r"(?:jan|jän|feb|mär|apr|mai|jun|jul|aug|sep|okt|nov|dez|bis|oder|und|[–-])"
_OF = r"(?:(?:de[rsmn]|im) )?"

_SMALL_NUMBER = r"\d+|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|paar"

_ORDINALS = {
    "zweit": "second", "dritt": "third", "viert": "fourth", "fünft": "fifth", "sechst": "sixth", "siebt": "seventh",
    "acht": "eighth", "neunt": "ninth", "zehnt": "tenth", "elft": "eleventh", "zwölft": "twelfth",
}  # fmt: skip
_PLACES = {
    "first": "erst", **{english: stem for stem, english in _ORDINALS.items()}, "last": "letzt", "largest": "größt",
    "smallest": "kleinst", "oldest": "ältest", "youngest": "jüngst", "newest": "neuest neust", "longest": "längst",
    "shortest": "kürzest", "highest": "höchst", "lowest": "niedrigst", "heaviest": "schwerst",
    "lightest": "leichtest", "fastest": "schnellst", "slowest": "langsamst", "richest": "reichst",
    "poorest": "ärmst", "strongest": "stärkst", "weakest": "schwächst", "hottest": "heißest wärmst",
    "coldest": "kältest", "best": "best", "worst": "schlechtest schlimmst", "most populous": "bevölkerungsreichst",
    "most expensive": "teuerst", "cheapest": "billigst günstigst", "deepest": "tiefst", "widest": "breitest",
    "northernmost": "nördlichst", "southernmost": "südlichst", "easternmost": "östlichst",
    "westernmost": "westlichst",
}  # fmt: skip

_ONE = "Million|Milliarde|Billion|Minute|Stunde|Woche|Monat|Jahr|Jahrzehnt|Jahrhundert|Meter|Kilometer|Tonne"
"""What one of stands behind an adjective: `eine gute Million`."""

LANGUAGE = Language(
    "de",
    "German",
    hedges={
        "about": "rund | etwa | ungefähr | circa | zirka | ca. | ca | um die | an die | gegen | grob | in etwa | "
        "annäherungsweise | näherungsweise | so um die | in der Größenordnung von | plus/minus",
        "an estimated": "schätzungsweise | geschätzt | geschätzte | geschätzten",
        "an average of": "durchschnittlich | im Schnitt | im Durchschnitt | im Mittel",
        "nearly": "fast | beinahe | nahezu | annähernd | nicht ganz | so gut wie",
        "just under": "ein knappes | ein knapper | eine knappe | einem knappen | einer knappen | knappe | knapp | "
        "etwas weniger als | etwas unter | knapp unter | kaum weniger als",
        "just over": "ein gutes | ein guter | eine gute | einem guten | einer guten | gute | gut | etwas mehr als | "
        "etwas über | knapp über | ein wenig mehr als | kaum mehr als | reichlich",
        "over": "über | mehr als | größer als | höher als | jenseits von | oberhalb von",
        "well over": "weit über | deutlich über | weit mehr als | deutlich mehr als | erheblich mehr als | "
        "wesentlich mehr als",
        "under": "unter | nicht einmal | nicht mal | weniger als | kleiner als | geringer als | niedriger als | "
        "unterhalb von",
        "well under": "weit unter | deutlich unter | weit weniger als | deutlich weniger als",
        "at least": "mindestens | wenigstens | zumindest | nicht weniger als | mind. | minimal | ein Minimum von | "
        "nicht unter | ab",
        "at most": "höchstens | maximal | nicht mehr als | max. | ein Maximum von | nicht über",
        "up to": "bis zu | bis",
        "exactly": "genau | exakt",
    },
    joints={
        "from": "von",
        "between": "zwischen",
        "to": "bis | bis zu",
        "and": "und",
        "or": "oder | beziehungsweise | bzw.",
        "but": "aber | jedoch | doch",
        "but under": "und weniger als | und unter",
        "but over": "und mehr als | und über",
    },
    after={
        "or more": "oder mehr | oder darüber | und mehr | und darüber | aufwärts | oder länger | und länger | "
        "oder älter | "
        "und älter | oder größer | und größer | oder höher | und höher | oder schwerer | und schwerer",
        "or less": "oder weniger | oder darunter | und weniger | und darunter | oder kürzer | und kürzer | "
        "oder jünger | "
        "und jünger | oder kleiner | und kleiner",
        "or so": "oder so | ungefähr | circa | etwa",
        "at least": "mindestens",
        "at most": "höchstens | maximal",
        "exactly": "genau",
        "and a half": "und eine halbe | und ein halbes | und ein halber | und ein halb",
        "out of": "von",
        "per": "je | pro",
        "per year": "jährlich | im Jahr | pro Jahr | p. a.",
        "per month": "monatlich | im Monat",
        "per day": "täglich | am Tag",
        "per hour": "die Stunde | in der Stunde | stündlich",
        "per week": "die Woche | in der Woche | wöchentlich",
        "long": "lang",
        "high": "hoch",
        "wide": "breit",
        "deep": "tief",
    },
    magnitudes={
        "hundred": "hundert",
        "thousand": "tausend | tsd. | tsd",
        "million": "Million | Millionen | Mio. | Mio | Mill.",
        "billion": "Milliarde | Milliarden | Mrd. | Mrd | Md.",
        "trillion": "Billion | Billionen | Bio. | Bio",
        "quadrillion": "Billiarde | Billiarden",
        "quintillion": "Trillion | Trillionen",
        "dozen": "Dutzend",
    },
    vague={
        "several": "mehrere | etliche",
        "several dozen": "mehrere Dutzend | etliche Dutzend",
        "a dozen": "ein Dutzend | Dutzend",
        "a handful": "eine Handvoll | eine Hand voll",
        "a quarter of a million": "eine Viertelmillion | einer Viertelmillion | Viertelmillion",
        "three quarters of a million": "eine Dreiviertelmillion | einer Dreiviertelmillion",
        "half a million": "eine halbe Million | einer halben Million",
        "a quarter of an hour": "eine Viertelstunde | einer Viertelstunde",
        "half an hour": "eine halbe Stunde | einer halben Stunde",
        "three quarters of an hour": "eine Dreiviertelstunde | einer Dreiviertelstunde",
        "a quarter of a century": "ein Vierteljahrhundert | einem Vierteljahrhundert",
        "three months": "ein Vierteljahr | einem Vierteljahr",
        "half a year": "ein Halbjahr",
        "a few": "ein paar | wenige | einige | einige wenige",
        "dozens": "Dutzende | Dutzende von",
        "hundreds": "Hunderte | Hunderte von",
        "thousands": "Tausende | Tausende von",
        "tens of thousands": "Zehntausende | Zehntausende von | mehrere Zehntausend | einige Zehntausend",
        "hundreds of thousands": "Hunderttausende | Hunderttausende von",
        "millions": "Millionen von | Millionen",
        "billions": "Milliarden von | Milliarden",
        "a majority": "eine Mehrheit | die Mehrheit | die meisten | der Großteil | "
        "ein Großteil | der größte Teil | die Mehrzahl",
        "a large majority": "eine große Mehrheit | die große Mehrheit | die überwiegende Mehrheit",
        "a minority": "eine Minderheit | die Minderheit",
        "nearly all": "fast alle | nahezu alle | beinahe alle",
        "all": "alle | sämtliche",
        "no": "kein | keine | keinen | keinerlei | keiner | keines",
        "none": "niemand",
        "unlimited": "unbegrenzt | unbeschränkt",
        "many": "viele | ein Teil | ein großer Teil | zahlreiche | manche | zig",
    },
    parts={
        "half": "die Hälfte | Hälfte | ein halb | einhalb",
        "half a": "eine halbe | ein halbes | einer halben | eines halben | einem halben | einen halben | halbe",
        "one and a half": "anderthalb | eineinhalb",
        **{
            f"{english} and a half": german
            for english, german in zip(
                ["two", "three", "four", "five", "six", "seven", "eight", "nine"], _PARTS.split(), strict=True
            )
        },
        "thirds": "Drittel | Dritteln",
        "quarters": "Viertel | Vierteln",
        "fifths": "Fünftel | Fünfteln",
        "sixths": "Sechstel | Sechsteln",
        "sevenths": "Siebtel | Siebteln",
        "eighths": "Achtel | Achteln",
        "ninths": "Neuntel | Neunteln",
        "tenths": "Zehntel | Zehnteln",
        "hundredths": "Hundertstel | Hundertsteln",
        "thousandths": "Tausendstel | Tausendsteln",
        "one in two": "jeder zweite | jede zweite | jedes zweite",
        "one in three": "jeder dritte | jede dritte | jedes dritte",
        "one in four": "jeder vierte | jede vierte | jedes vierte",
        "one in five": "jeder fünfte | jede fünfte | jedes fünfte",
        "one in ten": "jeder zehnte | jede zehnte | jedes zehnte",
    },
    units={
        "%": "v. H. | vom Hundert",
        "percentage points": "Prozentpunkte | Prozentpunkten | Prozentpunkt",
        "basis points": "Basispunkte | Basispunkten",
        "people": "Personen | Menschen | Einwohner | Einwohnern | Leute | Person | Einw. | EW",
        "kg": "Kilo | Kilos",
        "t": "to.",
        "Mt": "Megatonnen | Megatonne",
        "Gt": "Gigatonnen | Gigatonne",
        "kWh": "Kilowattstunden | Kilowattstunde",
        "MWh": "Megawattstunden | Megawattstunde",
        "GWh": "Gigawattstunden | Gigawattstunde",
        "TWh": "Terawattstunden | Terawattstunde",
        "km²": "Quadratkilometern",
        "m²": "Quadratmetern",
        "m³": "Kubikmetern",
        "yen": "Yen",
        "years": "Jahren | Jahr | Jahre",
        "days": "Tagen",
        "months": "Monaten",
        "decades": "Jahrzehnten",
        "centuries": "Jahrhunderten | Jahrhunderts",
        "millennia": "Jahrtausend | Jahrtausende | Jahrtausenden",
        "meters": "Metern",
        "kilometers": "Kilometern",
        "liters": "Litern",
        "hours": "Std.",
        "minutes": "Min.",
        "years old": "Jahre alt",
        "dollars": "Dollar",
        "GBP": "Pfund Sterling | britische Pfund",
        "USD": "US-Dollar | Dollar US | amerikanische Dollar",
        "cents": "Cent | Cents",
        "francs": "Franken",
        "crowns": "Kronen",
        "km/h": "Stundenkilometer | Stundenkilometern",
        "degrees Celsius": "Grad",
    },
    dates={
        "": "am | im | in | den | dem | des | der | das | die | vom | Jahr | Jahre | Jahres | Monat",
        "about": "etwa | ungefähr | circa | zirka | ca. | ca | um | gegen | rund | um das Jahr",
        "probably": "wahrscheinlich | vermutlich",
        "possibly": "möglicherweise",
        "perhaps": "vielleicht",
        "between": "zwischen",
        "and": "und",
        "or": "oder",
        "to": "bis",
        "since": "seit | ab",
        "until": "bis zum | bis zur",
        "before": "vor",
        "after": "nach",
        "no later than": "spätestens",
        "present": "heute | jetzt | zur Gegenwart",
        "early": "Anfang | Beginn | zu Beginn | zum Beginn | frühe | frühen | früher | frühes",
        "mid": "Mitte",
        "end of": "Ende",
        "late": "späte | späten | später | spätes",
        "first half of": "erste Hälfte | ersten Hälfte",
        "second half of": "zweite Hälfte | zweiten Hälfte",
        "first third of": "erstes Drittel | ersten Drittel",
        "last third of": "letztes Drittel | letzten Drittel",
        "H1": "erstes Halbjahr | ersten Halbjahr | erste Halbjahr | ersten Halbjahres",
        "H2": "zweites Halbjahr | zweiten Halbjahr | zweite Halbjahr | zweiten Halbjahres",
        "first quarter of": "erstes Quartal | ersten Quartal | erste Quartal | erstes Viertel | ersten Viertel",
        "second quarter of": "zweites Quartal | zweiten Quartal | zweite Quartal",
        "third quarter of": "drittes Quartal | dritten Quartal | dritte Quartal",
        "fourth quarter of": "viertes Quartal | vierten Quartal | vierte Quartal",
        "fiscal year": "Haushaltsjahr | Geschäftsjahr | Fiskaljahr | Rechnungsjahr",
        "spring": "Frühling | Frühjahr",
        "summer": "Sommer",
        "autumn": "Herbst",
        "winter": "Winter",
        "century": "Jahrhundert | Jahrhunderts | Jh. | Jh | Jhdt.",
        "millennium": "Jahrtausend | Jahrtausends",
        "BC": "v. Chr. | v.Chr. | vor Christus | v. u. Z. | vor unserer Zeit",
        "AD": "n. Chr. | n.Chr. | nach Christus | n. u. Z.",
        "January": "Jänner",
        "February": "Feber",
    },
    of="der | des | aller | von | von allen | unter den",
    amounts="komma score scores gross mehr weniger mal fach fache fachen faches facher fachem doppelte doppelten "
    "dreifache ige iger iges igen "
    "teil",
    telltale="tausend tausende millionen milliarde milliarden mrd billionen billiarden dutzend dutzende "
    "ungefähr etwa oder bis jährlich prozent promille mio tsd mehr weniger älter halbe jeder hälfte",
    numerals=Numerals(
        _BELOW_HUNDRED,
        ("hundert",),
        ("tausend",),
        {
            10**6: ("million", "millionen"),
            10**9: ("milliarde", "milliarden"),
            10**12: ("billion", "billionen"),
            10**15: ("billiarde", "billiarden"),
            10**18: ("trillion", "trillionen"),
        },
        joint="und",
    ),
    fillers="insgesamt | lediglich | nur | bloß | gerade einmal | gerade mal | etwa die | der | die | das | den | "
    "dem | des",
    whole=(
        (r"(?:jährlich|alljährlich|pro Jahr|im Jahr) (.+)", "{1} per year"),
        (r"(?:monatlich|pro Monat|im Monat) (.+)", "{1} per month"),
        (r"(?:wöchentlich|pro Woche) (.+)", "{1} per week"),
        (r"(?:täglich|pro Tag|am Tag) (.+)", "{1} per day"),
        (r"([0-9.,]+) zu ([0-9.,]+)", "{1}:{2}"),
        (r"(.+?) Grad (?:Celsius )?unter null", "minus {1} degrees Celsius"),
        (r"(.+?) (?:Grad|°C) minus", "minus {1} degrees Celsius"),
    ),
    whole_dates=(
        (r"(?:vo[mn]|zwischen) (?:dem )?(.+?) bis (?:zum |zur |zu )?(?:heute|zur Gegenwart|jetzt)", "since {1}"),
        (r"(.+?) bis (?:heute|zur Gegenwart|jetzt)", "since {1}"),
        (r"(?:vom )?(\d{1,2})\. ?(?:bis|[–-]) ?(?:zum )?(\d{1,2})\. ?([^\W\d].*)", r"\1 to \2 {3}"),
        (r"(\d{1,2})\. ?/ ?(\d{1,2})\. ?([^\W\d].*)", r"\1 or \2 {3}"),
        (r"(?:vo[mn]|ab) (?:dem )?(.+?) bis (?:zum |zur |zu )?(.+)", "from {1} to {2}"),
        (r"bis (?:zum |zur |zu )?(?:dem )?(.+)", "until {1}"),
        (r"(?:seit|ab) (?:dem |der )?(.+)", "since {1}"),
        (r"vor (\d[\d. ]*) Jahren", years_ago),
    ),
    forms=(
        (rf"all(?:e|er) (?:{_SMALL_NUMBER}) [^\W\d]+", no_interval),
        (r"(?:im Jahre?|in) (\d{4})", r"in \1"),
        (r"\d[\d.,]*(?:-?fache[nrms]?| ?-?fach|-mal| mal)\b", no_multiple),
        (r"(?:zwei|drei|vier|fünf|zehn)(?:fache[nrms]?|mal)\b", no_multiple),
        (r"\d+\.(?= [^\W\d])", no_place),
        (r"Pfund\b(?! (?:Sterling|pro Quadrat))", no_pound),
        (r"auf (?=\d|(?:ein)?(?:hundert|tausend)|eine Million)", "per "),
        (rf"ein(?:e[nmrs]?)? gut(?:e[nmrs]?)? (?=(?:{_ONE})\b)", "just over one "),
        (rf"ein(?:e[nmrs]?)? knapp(?:e[nmrs]?)? (?=(?:{_ONE})\b)", "just under one "),
        (r"TEUR\b", "thousand EUR"),
        (r"(?<=[0-9 ])[Tk](?=€)", "thousand "),
        (r"zu (?=\d|eins|zwei|drei|vier|fünf|zehn)", ":"),
        (r"minus (?=\d)", "minus "),
        (r"(\d+/\d+|[½⅓⅔¼¾⅕⅖⅗⅘]) (?:der|des|aller)\b", r"\1 of"),
    ),
    date_forms=(
        (rf"(\d{{1,2}})\.(?= ?{_FOLLOWING})", r"\1"),
        (rf"Anfang {_OF}(\d\d\d0)er(?:[- ]Jahren?)?", r"early \1s"),
        (rf"Mitte {_OF}(\d\d\d0)er(?:[- ]Jahren?)?", r"mid \1s"),
        (rf"Ende {_OF}(\d\d\d0)er(?:[- ]Jahren?)?", r"late \1s"),
        (r"(\d\d\d0)er(?:[- ]Jahren?)?", r"\1s"),
        (r"(?:Anfang|Beginn) des (\d{1,2})\. (?:Jahrhunderts|Jh\.?)", r"early \1th century"),
        (r"Mitte des (\d{1,2})\. (?:Jahrhunderts|Jh\.?)", r"mid \1th century"),
        (r"Ende des (\d{1,2})\. (?:Jahrhunderts|Jh\.?)", r"late \1th century"),
        (r"(\d{1,2})\. ?(?=Jahrhundert|Jh\b|Jahrtausend|Jhdt)", r"\1th "),
        (r"([1-4])\. Quartal", r"Q\1"),
        (r"([12])\. Halbjahr", r"H\1"),
    ),
    ranks={
        "": "der | die | das | den | dem | des | im | am | Platz | Rang | Stelle | Nummer | Nr. | auf | an",
        "one of": "einer | eine | eines | ein",
        "one of the": "einer der | eine der | eines der | zu den | unter den",
        "of": "von | unter | insgesamt",
        "after": "nach | hinter",
        "or": "oder",
        "and": "und",
        "but": "aber",
        "except": "außer | ausgenommen",
        **{
            english: f"{stem}e | {stem}er | {stem}es | {stem}en | {stem}em"
            for english, stems in _PLACES.items()
            for stem in stems.split()
        },
    },
    rank_forms=(
        *((rf"{stem}-?(?!e[rnsm]?\b)(\w+)", f"{english} {{1}}") for stem, english in _ORDINALS.items()),
        (r"(\d+)\.-?(?= ?[^\W\d]|$| von)", in_order),
    ),
    examples=(
        "rund 55.000",
        "mehr als 40.000",
        "zwischen 40 und 50 %",
        "1,5 Mrd. US-Dollar pro Jahr",
        "knapp zwei Drittel",
        "fünfundfünfzigtausend Soldaten",
        "2½ Jahre",
    ),
    date_examples=(
        "8. September 1951",
        "08.09.1951",
        "Anfang der 1990er Jahre",
        "seit 1945",
        "300 v. Chr.",
        "19. Jahrhundert",
    ),
)
