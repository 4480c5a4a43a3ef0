"""Nouns without their plural, so that what is counted is one thing in singular and plural."""

from __future__ import annotations

IRREGULAR = {
    "people": "person", "persons": "person", "men": "man", "women": "woman", "servicemen": "serviceman",
    "servicewomen": "servicewoman", "children": "child", "feet": "foot", "lives": "life", "halves": "half",
    "wives": "wife", "mice": "mouse", "geese": "goose", "data": "datum", "criteria": "criterion",
    "analyses": "analysis",
    "crises": "crisis", "bases": "base", "buses": "bus", "capita": "person", "head": "person", "inhabitant": "person",
    "inhabitants": "person", "aircraft": "aircraft", "series": "series", "species": "species",
}  # fmt: skip


def singular(word: str) -> str:
    """The word without its English plural, for comparing only: `facilities` and `facility` give the same."""
    head, gap, last = word.rpartition(" ")
    if last in IRREGULAR:
        return f"{head}{gap}{IRREGULAR[last]}"
    if last.endswith("ies") and len(last) > 4:
        return f"{head}{gap}{last[:-3]}y"
    if last.endswith(("sses", "xes", "ches", "shes", "zes")):
        return f"{head}{gap}{last[:-2]}"
    if last.endswith("s") and not last.endswith(("ss", "us", "is")) and len(last) > 2:
        return f"{head}{gap}{last[:-1]}"
    return word
