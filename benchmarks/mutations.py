"""How many wrong encodings are told: every claim of some corpora, changed as a slip or a hurried hand would change it.

Run: `python benchmarks/mutations.py FOLDER…`, each a folder of claims; `claims` where none is named. A change counts as
told where a rule on single claims finds something in the claim, or its value can no longer be read. Speakers are taken
away or swapped where the quote names one, and put into the quote where it names none.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from checker.literals.boxes import normalise
from checker.literals.numbers.hedges import BEFORE
from checker.model.claim import Claim
from checker.model.corpus import Corpus
from checker.model.vocabulary import Vocabulary
from checker.quotes.voice import speech
from checker.readers.load import load
from checker.rules.registry import RULES
from checker.rules.rule import Doubt, Unread

SEED = 1
FIGURES = ("quantity", "date", "interval")
WORDS = (
    *(["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]),
    *(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]),
)
UNITS = {
    "km": "miles", "km²": "square miles", "sq km": "square miles", "USD": "EUR", "%": "‰", "years": "months",
    "year": "month", "m": "ft", "day": "hour", "days": "hours", "m³": "litres", "megalitres": "m³", "MiB": "MB",
    "GB": "GiB", "MB": "kB", "seconds": "minutes", "minutes": "seconds", "°C": "°F", "°F": "°C", "hectares": "acres",
    "bytes": "MB", "tonnes": "pounds", "kg": "pounds",
}  # fmt: skip
"""A unit and one that is as easily written in its place."""
MAGNITUDES = {"thousand": "million", "million": "billion", "billion": "million", "hundred": "thousand"}
HEDGES = sorted(
    (phrase for phrase in BEFORE if phrase[0].isalpha() and BEFORE[phrase] != "exactly"), key=len, reverse=True
)
HEDGED = re.compile(rf"^(?:{'|'.join(map(re.escape, HEDGES))})\s+", re.IGNORECASE)
MONTHS = re.compile(r"(?<=[0-9]{4}-)[0-9]{2}")


def mutated(claim: Claim, vocabulary: Vocabulary, chance: random.Random) -> Iterator[tuple[str, Claim]]:
    """The claim with one thing changed that makes it another claim, by what was changed."""
    datatype = vocabulary.properties[claim.property].datatype if claim.property else ""
    if datatype in FIGURES:
        if value := _other_digits(claim.value, chance):
            yield ("digits" if datatype == "quantity" else "date"), replace(claim, value=value)
        for kind, value in _of_dates(claim.value) if datatype != "quantity" else _of_amounts(claim.value):
            yield kind, replace(claim, value=value)
    yield from _negated(claim, datatype)
    if datatype not in ("date", "interval"):
        yield from _of_times(claim)
    yield from _spoken(claim, datatype, chance)


def _other_digits(value: str, chance: random.Random) -> str:
    """One digit that counts, or one word of a number, is another."""
    places = [m.start() for m in re.finditer("[0-9]", value)]
    places = [p for p in places if not re.match(r"[0-9]-[0-9]{2}\b|[0-9]{2}\b", value[p:]) or "-" not in value[:p]]
    if places:
        place = chance.choice(places)
        digit = chance.choice([d for d in "123456789" if d != value[place]])
        return f"{value[:place]}{digit}{value[place + 1 :]}"
    words = [m for m in re.finditer(r"[a-z]+", value) if m[0] in WORDS]
    if not words:
        return ""
    word = chance.choice(words)
    tens = word[0] in WORDS[11:]
    other = chance.choice([w for w in (WORDS[11:] if tens else WORDS[:8]) if w != word[0]])
    return f"{value[: word.start()]}{other}{value[word.end() :]}"


def _of_amounts(value: str) -> Iterator[tuple[str, str]]:
    if value.startswith("0 ") or value == "0":
        return  # nothing is nothing, in whatever unit
    for unit, other in UNITS.items():
        if re.search(rf"(?:^|[ /]){re.escape(unit)}(?:$|/)", value):
            yield "unit", re.sub(rf"(^|[ /]){re.escape(unit)}(?=$|/)", rf"\g<1>{other}", value, count=1)
            break
    words = [word for word in MAGNITUDES if re.search(rf"\b{word}\b", value)]
    if words:
        yield "magnitude", re.sub(rf"\b{words[0]}\b", MAGNITUDES[words[0]], value)
    elif number := re.search(r"[0-9](?:[0-9.,]*[0-9])?", value):
        yield "magnitude", f"{value[: number.end()]} thousand{value[number.end() :]}"
    if (hedge := HEDGED.match(value)) and re.search(r"[0-9]|[a-z]+", value[hedge.end() :]):
        yield "hedge", value[hedge.end() :]
    elif re.match(r"[0-9]", value) and not re.search(r" to |[-–±+]| or ", value):
        yield "hedge", f"over {value}"
        yield "hedge", f"nearly {value}"


def _of_dates(value: str) -> Iterator[tuple[str, str]]:
    """Another month, or a part of a year or decade that nobody names; an end that was moved."""
    if month := MONTHS.search(value):
        number = int(month[0]) % 12 + 1
        yield "date", f"{value[: month.start()]}{number:02}{value[month.end() :]}"
    if re.fullmatch(r"[0-9]{4}", value):
        yield "date", f"{value}-05"
        yield "date", f"before {value}"
    for part, other in (("early", "late"), ("late", "early"), ("mid", "late"), ("beginning", "end")):
        if part in value:
            yield "date", value.replace(part, other, 1)
            break


def _of_times(claim: Claim) -> Iterator[tuple[str, Claim]]:
    """The year before, where the claim states a year that the quote names."""
    for name, written in (("as_of", claim.as_of), ("during", claim.during)):
        if (
            re.fullmatch(r"[0-9]{4}(?:-[0-9]{2})*", written)
            and len(re.findall(rf"\b{written[:4]}\b", claim.quote)) == 1
        ):
            yield "time", replace(claim, **{name: f"{int(written[:4]) - 1}{written[4:]}"})


def _negated(claim: Claim, datatype: str) -> Iterator[tuple[str, Claim]]:
    if datatype == "boolean":
        yield "negation", replace(claim, value="false" if claim.value == "true" else "true")
    yield "negation", replace(claim, denies=not claim.denies)


def _spoken(claim: Claim, datatype: str, chance: random.Random) -> Iterator[tuple[str, Claim]]:
    named = speech(claim.quote, None)
    if claim.said_by and named and datatype not in ("date", "interval"):
        yield "speaker", replace(claim, said_by="")
    elif not claim.said_by and not claim.draws_on and not named and not claim.because:
        who = chance.choice(("the ministry", "an official", "the company"))
        yield "speaker", replace(claim, quote=f"{who} said that {claim.quote}")
        yield "speaker", replace(claim, quote=f"{claim.quote}, according to {who}")


def is_told(claim: Claim, vocabulary: Vocabulary) -> bool:
    """A rule on single claims finds something in the claim, or its value cannot be read."""
    _, faults = normalise((claim,), vocabulary)
    answers = (answer for rule in RULES if rule.claim for answer in rule.claim(claim, vocabulary))
    return bool(faults) or any(isinstance(answer, Doubt) for answer in answers)


def is_unread(claim: Claim, vocabulary: Vocabulary) -> bool:
    """The quote is in another language, or has a figure that the grammar cannot read: it is counted, and not judged."""
    return any(isinstance(one, Unread) for rule in RULES if rule.claim for one in rule.claim(claim, vocabulary))


def measure(corpus: Corpus, most: int = 10**9) -> tuple[dict[str, tuple[int, int]], list[tuple[str, Claim]], int]:
    """By sort of change how many were told of how many, those that were not, and how many unchanged claims are told; of
    larger corpora so many claims, chosen by chance. Claims whose quotes cannot be read are left out.
    """
    chance = random.Random(SEED)
    claims = corpus.claims if len(corpus.claims) <= most else tuple(chance.sample(corpus.claims, most))
    told: Counter[str] = Counter()
    made: Counter[str] = Counter()
    missed: list[tuple[str, Claim]] = []
    for claim in claims:
        if is_unread(claim, corpus.vocabulary):
            continue
        for kind, other in mutated(claim, corpus.vocabulary, chance):
            made[kind] += 1
            if is_told(other, corpus.vocabulary):
                told[kind] += 1
            else:
                missed.append((kind, other))
    unchanged = sum(is_told(claim, corpus.vocabulary) for claim in claims)
    return {kind: (told[kind], made[kind]) for kind in sorted(made)}, missed, unchanged


def main() -> None:
    folders = [Path(name) for name in sys.argv[1:]] or [Path("claims")]
    total: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    print(f"{'corpus':<40} {'claims':>7} {'unread':>6} {'told unchanged':>14}  told of changed")
    for folder in folders:
        corpus = load(folder)
        figures, _, unchanged = measure(corpus)
        for kind, (told, made) in figures.items():
            total[kind][0] += told
            total[kind][1] += made
        shares = ", ".join(f"{kind} {told}/{made}" for kind, (told, made) in figures.items())
        unread = sum(is_unread(claim, corpus.vocabulary) for claim in corpus.claims)
        print(f"{folder!s:<40} {len(corpus.claims):>7,} {unread:>6,} {unchanged:>14}  {shares}")
    for kind, (told, made) in sorted(total.items()):
        print(f"{kind:<12} {told:>7,} of {made:>7,}  {100 * told / made:.1f} %")


if __name__ == "__main__":
    main()
