"""How a quote speaks: it denies, it reports what somebody else says, it tells of a plan, or of a change.

Why: these are what turns a true figure into a false claim.
Quiet: words alone are looked at, so what is found is told as a doubt where a reader could see it otherwise. `not only`,
`not until` and hedges (`no more than`) deny nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from checker.literals.numbers.hedges import BEFORE
from checker.quotes.phrase import Phrase
from checker.quotes.said_amount import CHANGING
from checker.readers.names import in_words

_HEDGES = "|".join(re.escape(words) for words in sorted(BEFORE, key=len, reverse=True) if re.match("no|not ", words))
_HARMLESS = re.compile(
    rf"\b(?:{_HEDGES}|not only|not merely|not just|not least|not until|not before|not after|not necessarily|no doubt"
    r"|whether or not|if not|(?:not|never|no)\s+\w+er\s+than|nothing (?:but|less than)|no later than)\b"
    r"|(?:\bnot|n['’]t|\bnever)\s+(?:exceed|surpass|top|reach)\w*\s+(?=[$€£¥0-9a-z])"
    r"|(?:\bnot|n['’]t)\b[^.;]{0,60}\buntil\b",
    re.IGNORECASE,
)
_DENIAL = re.compile(
    r"\b(?:not|never|yet to|nor|neither|cannot|no longer|nobody|denied|denies|deny|denying)\b|n['’]t\b", re.IGNORECASE
)
_OPPOSITES = ("un", "non-", "non")
_OPPOSITES_OF_QUALITIES = ("in", "dis", "il", "im", "ir", "de")
_QUALITY = re.compile(r".*(?:ed|able|ible|al|ive|ful|ic|ent|ant|ete|ect|ate|id)$")
"""How most words end that say what a thing is; of others `de` or `in` may make another word: `design`."""
_LEAST_LETTERS = 4


def says_the_opposite(quote: str, names: Iterable[str]) -> bool:
    """The quote has a name's word with a prefix that turns it round: `uninhabited`, where it is asked who inhabits."""
    words = {word for name in names for word in re.findall(r"[a-z]+", name.casefold()) if len(word) >= _LEAST_LETTERS}
    there = re.findall(r"[a-z-]+", quote.casefold())
    return any(
        f"{prefix}{word}" in there
        for word in words
        for prefix in (*_OPPOSITES, *(_OPPOSITES_OF_QUALITIES if _QUALITY.match(word) else ()))
    )


_REFUSED = re.compile(
    r"\b(?:fail(?:s|ed|ing)?|refus(?:es?|ed|ing)|neglect(?:s|ed)?|unable)\s+to\b|\b(?:untrue|false)\s+that\b"
    r"|\b(?:narrowly|just)\s+miss(?:es|ed)\b|\bmiss(?:es|ed)\s+out\b",
    re.IGNORECASE,
)
"""Words by which what stands behind them did not come about, though a reader may see what is told of it otherwise."""


def refuses(quote: str, phrase: Phrase | None) -> bool:
    """The quote says before the phrase that it did not come about: `refused to hire 50`."""
    found = _REFUSED.search(_without_harmless(quote, phrase))
    return bool(found and (phrase is None or found.start() < phrase.start))


def speaks_of_denials(names: Iterable[str]) -> bool:
    """A name speaks of what is not: `appointments that were missed`."""
    return any(_DENIAL.search(in_words(name)) or _WITHOUT.search(in_words(name)) for name in names)


_ASIDE = re.compile(r"\([^()]*(?:\)|$)|\[[^\[\]]*(?:\]|$)|;[^;]*|,\s*(?:but\s+|and\s+)?not\s[^,;]*")
_WITHOUT = re.compile(
    r"\b(?:no|none|without|nothing|nowhere|hardly|barely|lacks?|lacked|lacking|fail\w*|refus\w+|reject\w+|unable|absent|absence"
    r"|ceas\w+|stopp\w+|ban(?:s|ned)?|prohibit\w*|forbid\w*|forbade|false|untrue|halt\w*|abandon\w*|cancel\w*|has yet"
    r"|miss(?:ed|es|ing)?"
    r"|dis(?:agree|approv|allow|prov|avow|miss|continu)\w*|rul(?:es?|ed|ing)\s+out|instead|rather than|except\w*)\b",
    re.IGNORECASE,
)
"""Words by which something may be denied."""
_LESS = re.compile(
    r"\b(?:end(?:ed|s)|non-?\w{3,}|un(?!it|if|ion|til|der|iv|iq|iform|cle)\w{4,}|dis(?:band|solv)\w*"
    r"|in(?:eligible|active|valid|complete|accurate|correct)|il(?:legal|licit)|im(?:possible|mobile)|\w+less)\b",
    re.IGNORECASE,
)
"""Words of which some say that a thing is not so, and others what it is."""


def denies(quote: str, phrase: Phrase | None = None) -> bool:
    """The quote says *not*, beside the phrase where one says the value: what stands in brackets, behind a semicolon or
    in a clause of its own (`12, not 15`) is of something else, and a denial in the phrase is its hedge.
    """
    return bool(_DENIAL.search(_without_harmless(quote, phrase)))


def denies_behind(quote: str, phrase: Phrase | None) -> bool:
    """All that denies stands behind the phrase that says the value: it may be of something else."""
    found = _DENIAL.search(_without_harmless(quote, phrase))
    return bool(phrase and found and found.start() >= phrase.end)


def _without_harmless(quote: str, phrase: Phrase | None) -> str:
    """A quote with spaces for what denies nothing; places stay."""
    text = _HARMLESS.sub(lambda found: " " * len(found[0]), _beside(quote, phrase))
    if phrase is None or phrase.sort != "amount":
        return text
    return text[: phrase.start] + " " * (phrase.end - phrase.start) + text[phrase.end :]


def _beside(quote: str, phrase: Phrase | None) -> str:
    for aside in reversed(tuple(_ASIDE.finditer(quote))):
        if phrase is None or not (aside.start() <= phrase.start < aside.end()):
            quote = quote[: aside.start()] + " " * (aside.end() - aside.start()) + quote[aside.end() :]
    return quote


def may_deny(quote: str) -> bool:
    """The quote has a word by which something may be denied, that of a hedge among them: `no more than 40`."""
    return bool(_DENIAL.search(quote) or _WITHOUT.search(quote))


def may_be_false(quote: str) -> bool:
    """The quote may say that something is not so, in a word for what it is instead: `uninhabited`, `ended`."""
    return may_deny(quote) or bool(_LESS.search(quote))


_SAID = re.compile(
    r"\b(?:said|says|told|(?:stat|claim|argu|insist|assert|alleg|maintain|contend|warn|testif)(?:e[sd]|ed|s|ies|ied)"
    r"(?=\s+(?:that|it|they|he|she|to)\b)|ha(?:s|ve|d)\s+(?:estimated|reported|claimed|stated|said|alleged)"
    r"|(?:consider(?:s|ed)?|regard(?:s|ed)?)(?=\s+\S+\s+(?:to\s+be|as)\b)|estimates?(?=\s+(?:that|the)\b)"
    r"|(?:claim|insist|argu|contend|assert|alleg|warn)(?:e[sd]|ed|s)(?=\s+(?:\w+\s+){0,2}[0-9][0-9.,]*\s+(?:\w+\s+){0,2}"
    r"(?:was|were|is|are|had|have|has|will|would)\b)"
    r"|(?:insist|argu|contend|assert|alleg|warn)(?:e[sd]|ed|s)(?=\W*$))\b(?!\s+to\b)",
    re.IGNORECASE,
)
"""Verbs after which, or before which, stands what somebody says; not `is said to be`, which names nobody."""
_OPENING = frozenset(("that", "it", "they", "he", "she", "them", "in", "the", "there"))
"""Words with which what is said begins."""
_CREDITED = re.compile(
    r"\b(?:according\s+to|(?:estimated|reported|alleged|calculated)\s+by|in\s+the\s+(?:words|view)\s+of)"
    r"\s+",
    re.IGNORECASE,
)
"""Words before the name of who says so."""
NEAR = 6
"""Words beside a verb of saying among which the speaker is named."""


def speech(quote: str, phrase: Phrase | None) -> str:
    """The words beside which a quote names its speaker, where it reports somebody's words; empty where it does not.

    `phrase`: where the value stands. A date before the verb is that of the saying, and what stands in `according to a
    2019 report` alone is said of the report.
    """
    if found := _CREDITED.search(quote):
        rest = quote[found.end() :]
        if found.start() > 0 or "," in rest or not found[0].casefold().startswith("according"):
            return " ".join(rest.split()[:NEAR])
        return ""
    found = _SAID.search(quote)
    if found is None or (phrase is not None and phrase.sort == "date" and phrase.end <= found.start()):
        return ""
    before, after = quote[: found.start()].split()[-NEAR:], quote[found.end() :].split()
    said = after or "," in quote[: found.start()]
    if after and after[0].casefold() in _OPENING:
        after = []  # the speaker stands before the verb
    return " ".join([*before, "·", *after[:NEAR]]) if said else ""


_PLAN = re.compile(
    r"\b(?:will|would|shall|(?:plan|intend|aim|hop|expect|schedul|propos|pledg|project|forecast)(?:s|ned|ed|d|es|ning|ing)?"
    r"(?:\s+(?:to|by|at|for)\b|(?=\s+(?:\w+\s+){0,3}(?:by|in)\s+[0-9]{4}))|(?:set|due|about)\s+to|(?:is|are)\s+to\s+\w+"
    r"|(?:could|might)\s+(?:(?:well|yet|soon|eventually|even)\s+)?(?:rise|grow|climb|fall|drop|increase|double"
    r"|reach(?=[^.;]*\s(?:by|before|next)\s))"
    r"|target\s+(?:is|was|for)|(?:a|fail\w*\s+to\s+(?:reach|meet|hit)\s+\w+|missed\s+\w+)\s+target\s+of)\b",
    re.IGNORECASE,
)
_OF_PLANS = re.compile(
    r"\b(?:plan(?:s|ned|ning)?|target\w*|goals?|aim(?:s|ed)?|forecast\w*|project\w*|propos\w+|expect\w+|estimat\w+"
    r"|budget\w*|inten[dt]\w*|schedul\w+|futur\w+|pledg\w+|commit(?:s|ted|ment\w*)?|would|will|limit\w*|negotiat\w+"
    r"|agree\w*|promis\w+|request\w*|outlook|announc\w+|ceilings?|deadlines?|due|caps?)\b",
    re.IGNORECASE,
)
"""What a name says of a thing that lies ahead."""


def plans(quote: str) -> str:
    """The words by which a quote tells of what is to come."""
    found = _PLAN.search(quote)
    return found[0] if found else ""


def speaks_of_plans(names: Iterable[str]) -> bool:
    return any(_OF_PLANS.search(in_words(name)) for name in names)


_BY = re.compile(rf"{CHANGING.pattern}(?:\s+[\w-]+){{0,4}}?\s+by\s*$", re.IGNORECASE)
_NO_CHANGE = "".join(
    rf"(?<!\b{verb}\s)"
    for verb in ("make", "makes", "made", "making", "take", "takes", "took", "taking", "taken", "end", "ended")
)
"""Verbs that go with `up` and tell of no change: renewables made up 0.5 percent."""
_STRAIGHT = re.compile(
    r"\b(?:rose|risen|rises|increased|increases|grew|grown|grows|fell|fallen|falls|declined|declines|dropped|drops"
    rf"|decreased|decreases|climbed|jumped|shrank|shrunk|{_NO_CHANGE}up|down)\s*$"
    r"|\b(?:increase|rise|growth|drop|fall|decline|decrease|reduction|gain|cut|jump)\s+of\s*$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\s*(?:more|less|fewer|higher|lower|larger|smaller|greater|faster|slower)(?:\s+\w+)?\s+than\b", re.I
)
_MORE_THAN = re.compile(
    r"\s+(?:more|fewer|(?!other|rather|either|whether)\w{2,}er)(?:\s+[^\W\d]+)?\s+than\b(?!\s+(?:half|a\s|one\s|two\s|[0-9]))",
    re.IGNORECASE,
)
"""Behind a figure of any measure: `50 fewer than in 1951`, and not `50 more than 20 of whom`."""
_TO = re.compile(rf"{CHANGING.pattern}(?:\s+[\w-]+){{0,4}}?\s+to\s*$", re.IGNORECASE)
_OF_CHANGES = re.compile(
    r"\b(?:net|chang\w*|differ\w*|balance|gr[eo]w\w*|gain\w*|loss\w*|lost|surplus|deficit|increas\w*|decreas\w*|ris\w+"
    r"|r[io]se|f[ae]ll\w*|drop\w*|declin\w*|reduc\w+|cuts?|expan\w+|rais\w+|lower\w*|shr\w+|jump\w*|margin|lead|inflation"
    r"|extension|addition\w*|sav\w+|improv\w*|gap|excess|deviat\w*|anomal\w*)\b",
    re.IGNORECASE,
)
"""What a name says of a thing that is the size of a change."""


def is_change(quote: str, phrase: Phrase) -> bool:
    """The phrase says by how much something changes, or differs from another: `rose by 50`, `5 percent more than`."""
    before = quote[: phrase.start]
    relative = "%" in phrase.literal or "cent" in phrase.literal
    if _BY.search(before) and " to " in phrase.literal:
        return False  # by so much to so much: it has both
    if _BY.search(before) or (relative and _AFTER.match(quote, phrase.end)) or _MORE_THAN.match(quote, phrase.end):
        return True
    return bool(_STRAIGHT.search(before)) and not re.match(r"\s*(?:to|from)\b", quote[phrase.start :])


def is_level(quote: str, phrase: Phrase) -> bool:
    """The phrase says to what something changes: `rose to 50`."""
    return bool(_TO.search(quote[: phrase.start]))


def speaks_of_changes(names: Iterable[str]) -> bool:
    return any(_OF_CHANGES.search(in_words(name)) for name in names)
