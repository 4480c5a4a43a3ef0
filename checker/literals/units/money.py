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
    "BRL": "R$, Brazilian real, Brazilian reais",
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
CURRENCY_SIGNS = {sign: (code,) for code, signs in _SIGNS.items() for sign in signs.split(", ")} | {"¥": ("JPY", "CNY")}
"""What the signs and names stand for where the vocabulary says nothing. Names that many states use stay out
(peso, krone, rupee, franc, won); `$` alone is the US dollar's only where nothing else is declared."""


def is_currency(part: str) -> bool:
    return part in CURRENCIES or currency_codes(part) != ()


def currency_codes(part: str) -> tuple[str, ...]:
    return CURRENCY_SIGNS.get(part) or CURRENCY_SIGNS.get(singular(part)) or ()
