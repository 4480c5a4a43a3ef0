"""Codes, signs and names of currencies, and what each stands for where the vocabulary says nothing."""

from __future__ import annotations

from checker.literals.units.nouns import singular

_CODES = """
    AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF
    CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD
    HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL
    LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR
    PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP
    TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG DEM FRF ITL ESP NLG
    BEF ATS FIM IEP PTE GRD SUR
"""
CURRENCIES = frozenset(_CODES.split())
"""Source: ISO 4217, with the codes that the euro and the rouble replaced, which older documents use."""

_SIGNS = {
    "USD": "$, US$, US dollar, dollar, American dollar",
    "AUD": "A$, AU$, AUS$, Australian dollar",
    "BBD": "BDS$, Barbados dollar",
    "BRL": "R$, Brazilian real, Brazilian reais, reais",
    "BZD": "BZ$, Belize dollar",
    "CAD": "C$, CA$, CAN$, CDN$, Canadian dollar",
    "CHF": "SFr, Swiss franc",
    "CNY": "CN¥, RMB, yuan, renminbi",
    "DEM": "Deutschmark, Deutsche Mark",
    "DOP": "RD$, Dominican peso",
    "EUR": "€, euro",
    "FJD": "FJ$, Fiji dollar",
    "GBP": "£, pound sterling, pounds sterling, sterling, British pound, pound",
    "GYD": "GY$, Guyanese dollar",
    "HKD": "HK$, Hong Kong dollar",
    "ILS": "₪",
    "INR": "₹, Indian rupee",
    "JMD": "J$, JA$, Jamaican dollar",
    "JPY": "JP¥, yen, 円, Japanese yen",
    "KRW": "₩, South Korean won",
    "KZT": "₸",
    "MNT": "₮",
    "MOP": "MOP$",
    "MXN": "MX$, MEX$, Mexican peso",
    "NAD": "N$, Namibian dollar",
    "NGN": "₦, naira",
    "NZD": "NZ$, New Zealand dollar",
    "PHP": "₱, Philippine peso",
    "PLN": "zł, zloty",
    "RUB": "₽, rouble, ruble",
    "SGD": "S$, SG$, Singapore dollar",
    "THB": "฿, baht",
    "TRY": "₺, Turkish lira",
    "TTD": "TT$",
    "TWD": "NT$, TW$, New Taiwan dollar",
    "UAH": "₴, hryvnia",
    "VND": "₫",
    "XCD": "EC$, East Caribbean dollar",
    "ZAR": "South African rand",
}
_SHARED = {
    "¥": "JPY CNY",
    "Rs ₨ rupee": "INR PKR LKR NPR MUR SCR",
    "kr": "DKK ISK NOK SEK",
    "krone kroner": "DKK NOK",
    "krona kronor króna krónur": "ISK SEK",
    "peso": "ARS CLP COP CUP DOP MXN PHP UYU",
    "franc Fr": "CHF FRF BEF BIF CDF DJF GNF KMF RWF XAF XOF XPF",
    "won": "KRW KPW",
    "dinar": "BHD DZD IQD JOD KWD LYD MKD RSD TND",
    "dirham": "AED MAD",
    "riyal rial": "IRR OMR QAR SAR YER",
    "shilling": "KES SOS TZS UGX ATS",
    "lira": "TRY ITL",
    "leu lei": "RON MDL",
    "guilder": "NLG ANG",
    "koruna": "CZK",
    "kwacha": "ZMW MWK",
    "escudo": "PTE CVE",
    "bolívar bolivar": "VES VED",
}
"""Signs and names that several states use for their money, with the codes that each may stand for: only the currency
that is wanted tells which."""

_NATIONAL = {
    "Argentine": "peso ARS", "Bahraini": "dinar BHD", "Belgian": "franc BEF", "Chilean": "peso CLP",
    "Colombian": "peso COP", "Congolese": "franc CDF", "Cuban": "peso CUP", "Czech": "koruna/koruny/korun/crown CZK",
    "Danish": "krone/kroner/crown DKK", "Emirati": "dirham AED", "French": "franc FRF", "Hungarian": "forint HUF",
    "Icelandic": "krona/kronur/króna/krónur ISK", "Indonesian": "rupiah IDR", "Iranian": "rial IRR",
    "Iraqi": "dinar IQD", "Israeli": "shekel ILS", "Italian": "lira/lire ITL", "Jordanian": "dinar JOD",
    "Kenyan": "shilling KES", "Kuwaiti": "dinar KWD", "Malaysian": "ringgit MYR", "Mauritian": "rupee MUR",
    "Moroccan": "dirham MAD", "Nepalese": "rupee NPR", "Norwegian": "krone/kroner/crown NOK", "Omani": "rial OMR",
    "Pakistani": "rupee PKR", "Polish": "zloty PLN", "Qatari": "riyal QAR", "Romanian": "leu/lei RON",
    "Rwandan": "franc RWF", "Saudi": "riyal SAR", "Serbian": "dinar RSD", "Somali": "shilling SOS",
    "Sri Lankan": "rupee LKR", "Swedish": "krona/kronor/crown SEK", "Tanzanian": "shilling TZS",
    "Tunisian": "dinar TND", "Ugandan": "shilling UGX", "Uruguayan": "peso UYU", "Dutch": "guilder NLG",
    "Chinese": "yuan CNY", "Russian": "rouble/ruble RUB", "Thai": "baht THB", "Vietnamese": "dong VND",
    "North Korean": "won KPW", "Bangladeshi": "taka BDT", "Egyptian": "pound EGP", "Syrian": "pound SYP",
    "Lebanese": "pound LBP", "Sudanese": "pound SDG", "Irish": "pound/punt IEP", "Portuguese": "escudo PTE",
    "Greek": "drachma GRD", "Austrian": "schilling ATS", "Spanish": "peseta ESP", "German": "mark DEM",
    "Finnish": "mark/markka FIM", "Nigerian": "naira NGN", "Ghanaian": "cedi GHS", "Ethiopian": "birr ETB",
    "Ukrainian": "hryvnia UAH", "Bulgarian": "lev/leva BGN", "Croatian": "kuna HRK", "Kazakh": "tenge KZT",
    "Peruvian": "sol/soles PEN",
}  # fmt: skip
_NAMES = (
    "rupiah IDR", "Rp IDR", "ringgit MYR", "RM MYR", "forint HUF", "Kč CZK", "taka BDT", "shekel ILS", "tenge KZT",
    "birr ETB", "cedi GHS", "peseta ESP", "drachma GRD", "deutschmark DEM", "lire ITL", "hryvnia UAH", "kuna HRK",
    "schilling ATS", "markka FIM", "CFA franc XOF", "lari GEL", "dong VND",
)  # fmt: skip
CURRENCY_SIGNS = (
    {sign: (code,) for code, signs in _SIGNS.items() for sign in signs.split(", ")}
    | {sign: tuple(codes.split()) for signs, codes in _SHARED.items() for sign in signs.split()}
    | {f"{state} {name}": (of[-3:],) for state, of in _NATIONAL.items() for name in of[:-4].split("/")}
    | {words[:-4]: (words[-3:],) for words in _NAMES}
)
"""What the signs and names stand for where the vocabulary says nothing. Words of everyday English that are money too
(real, mark, crown, sol) stay out; `$` alone is the US dollar's only where nothing else is declared."""

BEFORE_NUMBERS = frozenset({"Rs", "₨", "kr", "Kr", "Rp", "RM", "Fr", "SFr", "Kč", "zł"})
"""Short names in letters that stand before a figure, too."""

_HUNDREDTHS = {
    "cent ¢ ct": "USD EUR AUD CAD NZD SGD HKD ZAR",
    "US_cent": "USD",
    "eurocent euro_cent": "EUR",
    "Canadian_cent": "CAD",
    "Australian_cent": "AUD",
    "pence penny p": "GBP",
    "paise paisa": "INR PKR NPR",
    "kopek kopeck": "RUB",
    "øre": "DKK NOK",
    "öre": "SEK",
    "centavo": "BRL MXN PHP",
    "centime": "FRF CHF BEF",
    "pfennig": "DEM",
}
HUNDREDTHS = {
    sign.replace("_", " "): tuple(codes.split()) for signs, codes in _HUNDREDTHS.items() for sign in signs.split()
}
"""Names of a hundredth, with the currencies that have it."""


def is_currency(part: str) -> bool:
    return part in CURRENCIES or currency_codes(part) != () or hundredth_of(part) != ()


def currency_codes(part: str) -> tuple[str, ...]:
    return CURRENCY_SIGNS.get(part) or CURRENCY_SIGNS.get(singular(part)) or ()


def hundredth_of(part: str) -> tuple[str, ...]:
    """The currencies of which a name is a hundredth: `cents`, `US cents`, `pence`."""
    return HUNDREDTHS.get(part) or HUNDREDTHS.get(singular(part)) or ()


def is_part_of(part: str, currency: str) -> bool:
    """The name is that of a hundredth of the currency: cents of a dollar."""
    codes = (currency,) if currency in CURRENCIES else currency_codes(currency)
    return bool({*codes} & {*hundredth_of(part)})


BARE_SIGNS = frozenset({"$", "¥", "£", "dollar", "dollars", "pound", "pounds", *" ".join(_SHARED).split()})
"""Signs and names that several states use for their money."""


def meanings(sign: str, code: str) -> str:
    """The currencies that a sign may stand for, where they are several, else the one of the code: `DKK, NOK or SEK`."""
    *others, last = currency_codes(sign) or hundredth_of(sign) or (code,)
    return f"{', '.join(others)} or {last}" if others else code
