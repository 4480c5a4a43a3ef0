"""French."""

from __future__ import annotations

from checker.languages.language import Language, Numerals, in_order, no_interval, no_multiple, no_place, years_ago

_SMALL = [
    *[
        "zéro",
        "un",
        "deux",
        "trois",
        "quatre",
        "cinq",
        "six",
        "sept",
        "huit",
        "neuf",
        "dix",
        "onze",
        "douze",
        "treize",
        "quatorze",
        "quinze",
        "seize",
        "dixsept",
        "dixhuit",
        "dixneuf",
    ]
]
_TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante"}
_OWN_TENS = {70: "septante", 80: "huitante octante", 90: "nonante"}


def _below_hundred() -> dict[str, int]:
    """70 is 60 and 10, 80 four twenties, 90 these and 10; Belgium and Switzerland have words of their own."""
    words = {word: number for number, word in enumerate(_SMALL)} | {"une": 1}
    for ten, word in _TENS.items() | {(ten, word) for ten, names in _OWN_TENS.items() for word in names.split()}:
        words[word] = ten
        for one in range(1, 20 if ten == 60 else 10):
            words[f"{word}{_SMALL[one]}"] = ten + one
            if one in (1, 11):
                words |= {f"{word}et{_SMALL[one]}": ten + one, f"{word}etune": ten + 1}
    words |= {"quatrevingt": 80, "quatrevingts": 80, "quatrevingtune": 81, "quatrevingtetun": 81}
    words |= {f"quatrevingt{_SMALL[one]}": 80 + one for one in range(1, 20)}
    return words


_SIECLE = r"(?:[eè]me|er|e|ᵉ|è)? si[eè]cle"

_FEW = r"\d[\d ]*|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|quinze|vingt|cent|mille"

_ORDINALS = {
    "first": "premier | première | premiers | premières",
    "second": "deuxième | second | seconde",
    **{
        english: f"{french}ième"
        for english, french in zip(
            ("third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
            ("trois", "quatr", "cinqu", "six", "sept", "huit", "neuv", "dix"),
            strict=True,
        )
    },
    "last": "dernier | dernière | derniers | dernières",
}
_NO_NOUN = r"(?:prem|dern|second)|(?:une?|des|les?|la|l|de|à|du|deux|trois|quatre|cinq|six|dix|[^\W\d]+ième)\b"
"""What stands before `la plus grande` and is not what is ranked."""
_SUPERLATIVES = {
    "largest": "grand grande grands grandes gros grosse", "smallest": "petit petite petits petites",
    "oldest": "vieux vieille vieilles ancien ancienne anciens anciennes", "youngest": "jeune jeunes",
    "newest": "récent récente récents récentes", "longest": "long longue longs longues",
    "shortest": "court courte courts courtes", "highest": "haut haute hauts hautes élevé élevée élevés élevées",
    "lowest": "bas basse", "heaviest": "lourd lourde", "lightest": "léger légère", "fastest": "rapide rapides",
    "slowest": "lent lente", "richest": "riche riches", "poorest": "pauvre pauvres", "strongest": "fort forte",
    "weakest": "faible faibles", "hottest": "chaud chaude", "coldest": "froid froide", "deepest": "profond profonde",
    "widest": "large larges", "most expensive": "cher chère", "most populous": "peuplé peuplée peuplés peuplées",
}  # fmt: skip

_ONE = "million|milliard|minute|heure|semaine|an|année|décennie|siècle|mètre|kilomètre|tonne"
"""What one of stands behind an adjective: `un bon million`."""

LANGUAGE = Language(
    "fr",
    "French",
    hedges={
        "about": "environ | autour de | aux environs de | aux alentours de | à peu près | approximativement | "
        "de l'ordre de | près de | quelque | env. | dans les | vers | plus ou moins | pas loin de",
        "an estimated": "selon les estimations | on estime à | estimé à | estimée à | estimés à | estimées à",
        "an average of": "en moyenne | une moyenne de",
        "nearly": "presque | pratiquement | quasiment | pas tout à fait",
        "just under": "une petite | un petit | un peu moins de | juste en dessous de | légèrement moins de | "
        "juste sous",
        "just over": "une bonne | un bon | une grosse | un gros | un peu plus de | juste au-dessus de | "
        "légèrement plus de | à peine plus de",
        "over": "plus de | plus d' | au-dessus de | supérieur à | supérieure à | au-delà de | dépassant",
        "well over": "bien plus de | bien plus d' | beaucoup plus de | nettement plus de | largement plus de",
        "under": "moins de | moins d' | en dessous de | au-dessous de | inférieur à | inférieure à | sous",
        "well under": "bien moins de | beaucoup moins de | nettement moins de | largement moins de",
        "at least": "au moins | au minimum | minimum | pas moins de | un minimum de | à partir de | dès",
        "at most": "au plus | au maximum | maximum | pas plus de | un maximum de | tout au plus | max.",
        "minus": "moins",
        "up to": "jusqu'à | jusqu'a | jusqu'aux | jusqu'au | jusque | jusqu'",
        "exactly": "exactement | précisément",
    },
    joints={
        "between": "entre",
        "to": "à",
        "and": "et",
        "or": "ou",
        "but": "mais | tout en étant",
        "but under": "et moins de | mais moins de",
        "but over": "et plus de | mais plus de",
    },
    after={
        "or more": "ou plus | ou davantage | et plus | au moins | au minimum | minimum",
        "or less": "ou moins | et moins | au plus | au maximum | maximum | tout au plus",
        "or so": "environ | à peu près | approximativement | à peu de chose près",
        "exactly": "exactement",
        "and a half": "et demi | et demie",
        "out of": "sur",
        "per": "par",
        "per year": "par an | par année | annuel | annuels | annuelle | annuelles | l'an",
        "per month": "par mois",
        "per day": "par jour",
        "": "de | d' | des | du | de la | de l' | de haut | de hauteur | de long | de longueur | de large | "
        "de largeur | "
        "de profondeur | de profond | de diamètre | de superficie | d'altitude",
        "per hour": "par heure | l'heure",
        "per kilometre": "au kilomètre",
        "per square kilometre": "au kilomètre carré | au km²",
        "per square metre": "le mètre carré | au mètre carré",
        "per kilogram": "le kilo | le kilogramme",
    },
    magnitudes={
        "hundred": "cent | cents | centaines de | centaines",
        "thousand": "mille | milliers | millier | milliers de",
        "million": "million | millions",
        "billion": "milliard | milliards | Md | Mds | Mrd",
        "trillion": "billion | billions",
        "quadrillion": "billiard | billiards",
        "quintillion": "trillion | trillions",
        "dozen": "douzaine | douzaines",
    },
    vague={
        "several": "plusieurs",
        "a few": "quelques",
        "a handful": "une poignée | une poignée de",
        "dozens": "des dizaines | des dizaines de | plusieurs dizaines | plusieurs dizaines de | quelques dizaines | "
        "quelques dizaines de",
        "hundreds": "des centaines | des centaines de",
        "thousands": "des milliers | des milliers de",
        "tens of thousands": "des dizaines de milliers | des dizaines de milliers de | "
        "plusieurs dizaines de milliers | "
        "plusieurs dizaines de milliers de | quelques dizaines de milliers | quelques dizaines de milliers de",
        "hundreds of thousands": "des centaines de milliers | des centaines de milliers de",
        "millions": "des millions | des millions de",
        "tens of millions": "des dizaines de millions | plusieurs dizaines de millions | quelques dizaines de millions",
        "hundreds of millions": "des centaines de millions",
        "billions": "des milliards | des milliards de",
        "tens of billions": "des dizaines de milliards | plusieurs dizaines de milliards",
        "hundreds of billions": "des centaines de milliards",
        **{
            f"about {english}": f"{article} {french} | {article} {french} de | {french} | {french} de"
            for english, article, french in (
                ("ten", "une", "dizaine"),
                ("fifteen", "une", "quinzaine"),
                ("twenty", "une", "vingtaine"),
                ("thirty", "une", "trentaine"),
                ("forty", "une", "quarantaine"),
                ("fifty", "une", "cinquantaine"),
                ("sixty", "une", "soixantaine"),
                ("100", "une", "centaine"),
                ("one thousand", "un", "millier"),
            )
        },
        "a dozen": "une douzaine | une douzaine de | douzaine",
        "a majority": "une majorité | la majorité | la plupart",
        "a large majority": "une large majorité | une grande majorité | la grande majorité",
        "a minority": "une minorité | la minorité",
        "nearly all": "presque tous | presque toutes | presque la totalité | la quasi-totalité",
        "all": "tous | toutes | la totalité | tous les | toutes les",
        "no": "aucun | aucune",
        "unlimited": "illimité | illimitée | illimités",
        "many": "beaucoup | de nombreux | de nombreuses | certains | certaines | une partie | un certain nombre | "
        "un grand nombre | un nombre important",
    },
    parts={
        "half": "la moitié | moitié",
        "a third": "le tiers",
        "a quarter": "le quart",
        "half a": "un demi | une demi | demi | un demi - | une demi -",
        "thirds": "tiers",
        "quarters": "quart | quarts",
        "fifths": "cinquième | cinquièmes",
        "sixths": "sixième | sixièmes",
        "sevenths": "septième | septièmes",
        "eighths": "huitième | huitièmes",
        "ninths": "neuvième | neuvièmes",
        "tenths": "dixième | dixièmes",
        "hundredths": "centième | centièmes",
        "thousandths": "millième | millièmes",
    },
    units={
        "%": "pour cent | p. cent | pourcent | p. 100",
        "‰": "pour mille",
        "percentage points": "points de pourcentage | points",
        "basis points": "points de base | point de base",
        "kWh": "kilowattheures | kilowattheure",
        "MWh": "mégawattheures | mégawattheure",
        "GWh": "gigawattheures | gigawattheure",
        "TWh": "térawattheures | térawattheure",
        "kg": "kilos | kilo",
        "cents": "centimes | centime | centimes d'euro | centime d'euro",
        "people": "personnes | personne | habitants | habitant | gens | hab.",
        "years": "ans | an | années | année",
        "millennia": "millénaires | millénaire",
        "decades": "décennies | décennie",
        "tonnes": "tonnes | tonne",
        "USD": "dollars US | dollars américains | $ US | dollars des États-Unis",
        "dollars": "dollars | dollar",
        "yen": "yens | yen",
        "km/h": "kilomètres-heure | km à l'heure | kilomètres à l'heure",
        "years old": "ans d'âge",
    },
    dates={
        "": "à l' | en | le | la | les | au | aux | du | de | des | d' | l' | de l' | dans | mois | an | année | "
        "l'année",
        "about": "vers | environ | autour de | aux alentours de | aux environs de | circa | ca. | env.",
        "probably": "probablement | vraisemblablement",
        "possibly": "peut-être | possiblement",
        "between": "entre",
        "and": "et",
        "or": "ou",
        "to": "à | au | jusqu'à | jusqu'au",
        "until": "jusqu'à | jusqu'au | jusqu'en | jusque",
        "since": "depuis | à partir de | à partir du | à compter de | dès",
        "before": "avant",
        "after": "après",
        "no later than": "au plus tard en | au plus tard le | au plus tard",
        "present": "aujourd'hui | nos jours | présent",
        "early": "début | au début de | au début du | au début des | débuts | le début de",
        "mid": "milieu | au milieu de | au milieu du | mi - | à la mi -",
        "end of": "fin | à la fin de | à la fin du | la fin de",
        "first half of": "première moitié | la première moitié | première moitié du",
        "second half of": "deuxième moitié | seconde moitié",
        "first third of": "premier tiers",
        "last third of": "dernier tiers",
        "first quarter of": "premier trimestre | 1er trimestre | premier quart",
        "second quarter of": "deuxième trimestre | 2e trimestre | second trimestre | 2ème trimestre",
        "third quarter of": "troisième trimestre | 3e trimestre | 3ème trimestre",
        "fourth quarter of": "quatrième trimestre | 4e trimestre | 4ème trimestre | dernier trimestre | dernier quart",
        "July": "juill. | juil",
        "fiscal year": "exercice | année fiscale | exercice fiscal",
        "spring": "printemps",
        "summer": "été",
        "autumn": "automne",
        "winter": "hiver",
        "century": "siècle | siècles",
        "millennium": "millénaire",
        "BC": "av. J.-C. | av. J. - C. | avant J.-C. | avant notre ère | av. JC",
        "AD": "ap. J.-C. | apr. J.-C. | après J.-C. | de notre ère",
    },
    of="de | du | des | de la | de l' | de tous les | de toutes les | d'entre",
    amounts="est score scores lac lacs as plus fois dizaine dizaines centaine centaines "
    "double triple davantage virgule moyenne poignée bon bonne",
    telltale="milliers milliard milliards billions environ ou centaines demi demie moins pourcent mille "
    "exactement près tout_au fois",
    numerals=Numerals(
        _below_hundred(),
        ("cent", "cents"),
        ("mille", "mil"),
        {
            10**6: ("million", "millions"),
            10**9: ("milliard", "milliards"),
            10**12: ("billion", "billions"),
            10**15: ("billiard", "billiards"),
            10**18: ("trillion", "trillions"),
        },
    ),
    fillers="au total | seulement | uniquement | le | la | les | un total de | de | l'",
    elided={"de": "d' du des", "le": "l'", "la": "l'"},
    whole=(
        (r"(?:de |d')(.+?) à (.+)", "from {1} to {2}"),
        (r"(?:par an|chaque année|chaque an),? (.+)", "{1} per year"),
        (r"(?:par mois|chaque mois),? (.+)", "{1} per month"),
        (r"(?:par jour|chaque jour),? (.+)", "{1} per day"),
        (rf"(.*?)\b(une?|{_FEW}) ([^\W\d]+) sur ({_FEW})", "{1}{2} in {4} {-3}"),
        (r"([0-9,]+) contre ([0-9,]+)", "{1}:{2}"),
        (
            r"(.+?) (?:degrés?|°C)(?: Celsius)? (?:au-dessous de|en dessous de|sous) (?:zéro|0)",
            "minus {1} degrees Celsius",
        ),
    ),
    forms=(
        (r"en (\d{4})", r"in \1"),
        (rf"(?:tous|toutes) les (?:{_FEW}) [^\W\d]+", no_interval),
        (r"(?:\d+|[XVI]+)(?:er|ère|re|e|ᵉ|è|ème|nd|nde)(?![\w'])", no_place),
        (r"(?:premi|deuxi|troisi|quatri)[èe](?:re|me)s?\b", no_place),
        (r"(?:\d[\d ,]*|deux|trois|quatre|cinq|dix|cent) fois\b", no_multiple),
        (r"pour (?=\d|cent mille|mille habitants|un million)", "per "),
        (r"(\d+/\d+|[½⅓⅔¼¾⅕⅖⅗⅘]) (?:de la|des|du|d'|de)(?=\b)", r"\1 of"),
        (rf"une? (?:bon(?:ne)?|gros(?:se)?) (?=(?:{_ONE})\b)", "just over one "),
        (rf"une? petite? (?=(?:{_ONE})\b)", "just under one "),
        (r"k(?=[€$£])", "thousand "),
        (r"M(?=[€$£])", "million "),
        (r"(?:Mds?|Mrds?|G)(?=[€$£])", "billion "),
    ),
    whole_dates=(
        (
            r"(?:de |du |d'|depuis )?(.+?) (?:à nos jours|à aujourd'hui|jusqu'à aujourd'hui|jusqu'à nos jours)",
            "since {1}",
        ),
        (r"(?:de l'|de |du |d')(.+?) (?:à la |à l'|à |au |jusqu'en |jusqu'au |jusqu'à )(.+)", "from {1} to {2}"),
        (r"jusqu'(?:en |au |à |aux )(.+)", "until {1}"),
        (r"dès (.+)", "since {1}"),
        (r"il y a (\d[\d. ]*) ans", years_ago),
    ),
    date_forms=(
        (r"1er(?=$)", "1"),
        (r"1er(?= (?:au \d|et \d|ou \d|jan|f[eé]v|mar|avr|mai|juin|juil|ao|sep|oct|nov|d[eé]c))", "1"),
        (r"(?:au |le )?d[ée]but des ann[ée]es (\d\d\d0)", r"early \1s"),
        (r"(?:au |le )?milieu des ann[ée]es (\d\d\d0)", r"mid \1s"),
        (r"(?:à la |la )?fin des ann[ée]es (\d\d\d0)", r"late \1s"),
        (r"(?:les |des |dans les )?ann[ée]es (\d\d\d0)", r"\1s"),
        (rf"(?:au |le )?d[ée]but du (\d{{1,2}}){_SIECLE}", r"early \1th century"),
        (rf"(?:au |le )?milieu du (\d{{1,2}}){_SIECLE}", r"mid \1th century"),
        (rf"(?:à la |la )?fin du (\d{{1,2}}){_SIECLE}", r"late \1th century"),
        (rf"(?:au |le )?d[ée]but du ([ivx]+?){_SIECLE}", r"early \1 century"),
        (rf"(?:au |le )?milieu du ([ivx]+?){_SIECLE}", r"mid \1 century"),
        (rf"(?:à la |la )?fin du ([ivx]+?){_SIECLE}", r"late \1 century"),
        (rf"(\d{{1,2}}){_SIECLE}", r"\1th century"),
        (rf"([ivx]+?){_SIECLE}", r"\1 century"),
        (r"(?:premier|1er) semestre(?: de)?", "H1"),
        (r"(?:deuxi[eè]me|second|2e|2[eè]me) semestre(?: de)?", "H2"),
        (r"T([1-4])(?= \d{4})", r"Q\1"),
        (r"S([12])(?= \d{4})", r"H\1"),
    ),
    ranks={
        "": "le | la | les | l' | au | rang | place | position | numéro | à la",
        "one of the": "un des | une des | l'un des | l'une des | parmi les",
        "of": "sur | de | des | du | d' | de la",
        "after": "après | derrière",
        "or": "ou",
        "and": "et",
        "but": "mais",
        "except": "sauf | hors | hormis",
        **_ORDINALS,
        **{english: " | ".join(f"plus {word}" for word in words.split()) for english, words in _SUPERLATIVES.items()},
        "best": "meilleur | meilleure | meilleurs | meilleures",
        "worst": "pire | pires",
    },
    rank_forms=(
        (rf"(?!{_NO_NOUN})([^\W\d]+) l[ae]s? (plus [^\W\d]+)", "{2} {1}"),
        (r"(1(?=er|ère|re)|2(?=nd)|\d+(?=è?me|e\b|ᵉ))(?:er|ère|re|ème|me|e|ᵉ|nde?)(?![\w'])", in_order),
    ),
    examples=(
        "environ 55 000",
        "plus de 40 000",
        "entre 40 et 50 %",
        "1,5 milliard de dollars par an",
        "deux tiers",
        "quatre-vingt-cinq bases",
        "deux ans et demi",
    ),
    date_examples=(
        "8 septembre 1951",
        "08/09/1951",
        "début des années 1990",
        "depuis 1945",
        "300 av. J.-C.",
        "XIXe siècle",
    ),
)
