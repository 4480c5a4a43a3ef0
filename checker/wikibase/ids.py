"""What the properties and items of a Wikibase mean, by the English labels that Wikidata's have.

Source: the labels and identifiers of wikidata.org; for constraints its page Help:Property constraints portal.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

PROPERTIES: Mapping[str, str] = MappingProxyType({
    "instance of": "P31",
    "subclass of": "P279",
    "part of": "P361",
    "located in the administrative territorial entity": "P131",
    "date of birth": "P569",
    "date of death": "P570",
    "inception": "P571",
    "dissolved, abolished or demolished date": "P576",
    "point in time": "P585",
    "start time": "P580",
    "end time": "P582",
    "of": "P642",
    "applies to part": "P518",
    "determination method or standard": "P459",
    "sourcing circumstances": "P1480",
    "stated in": "P248",
    "imported from Wikimedia project": "P143",
    "reference URL": "P854",
    "retrieved": "P813",
    "publication date": "P577",
    "title": "P1476",
    "page(s)": "P304",
    "property constraint": "P2302",
    "exception to constraint": "P2303",
    "item of property constraint": "P2305",
    "property": "P2306",
    "class": "P2308",
    "minimum date": "P2310",
    "maximum date": "P2311",
    "maximum value": "P2312",
    "minimum value": "P2313",
    "constraint status": "P2316",
    "separator": "P4155",
    "constraint scope": "P4680",
    "format as a regular expression": "P1793",
    "Wikimedia language code": "P424",
    "constraint clarification": "P6607",
})  # fmt: skip

ITEMS: Mapping[str, str] = MappingProxyType({
    "allowed qualifiers constraint": "Q21510851",
    "allowed units constraint": "Q21514353",
    "citation needed constraint": "Q54554025",
    "conflicts-with constraint": "Q21502838",
    "contemporary constraint": "Q25796498",
    "difference within range constraint": "Q21510854",
    "distinct-values constraint": "Q21502410",
    "format constraint": "Q21502404",
    "integer constraint": "Q52848401",
    "inverse constraint": "Q21510855",
    "item-requires-statement constraint": "Q21503247",
    "label in language constraint": "Q108139345",
    "multi-value constraint": "Q21510857",
    "no-bounds constraint": "Q51723761",
    "none-of constraint": "Q52558054",
    "one-of constraint": "Q21510859",
    "range constraint": "Q21510860",
    "required qualifier constraint": "Q21510856",
    "single-best-value constraint": "Q52060874",
    "single-value constraint": "Q19474404",
    "subject type constraint": "Q21503250",
    "symmetric constraint": "Q21510862",
    "value-requires-statement constraint": "Q21510864",
    "value-type constraint": "Q21510865",
    "mandatory constraint": "Q21502408",
    "suggestion constraint": "Q62026391",
    "constraint checked on main value": "Q46466787",
    "circa": "Q5727902",
})  # fmt: skip

UNITS: Mapping[str, tuple[str, str]] = MappingProxyType({
    "metre": ("Q11573", "m"), "kilometre": ("Q828224", "km"), "centimetre": ("Q174728", "cm"),
    "millimetre": ("Q174789", "mm"), "inch": ("Q218593", "in"), "foot": ("Q3710", "ft"), "mile": ("Q253276", "mi"),
    "square metre": ("Q25343", "m2"), "square kilometre": ("Q712226", "km2"), "hectare": ("Q35852", "ha"),
    "cubic metre": ("Q25517", "m3"), "litre": ("Q11582", "l"), "gram": ("Q41803", "g"),
    "kilogram": ("Q11570", "kg"), "tonne": ("Q191118", "t"), "pound": ("Q100995", "lb"),
    "second": ("Q11574", "seconds"), "minute": ("Q7727", "minutes"), "hour": ("Q25235", "hours"),
    "day": ("Q573", "days"), "month": ("Q5151", "months"), "year": ("Q577", "years"),
    "kilometre per hour": ("Q180154", "km/h"), "metre per second": ("Q182429", "m/s"),
    "degree Celsius": ("Q25267", "°C"), "kelvin": ("Q11579", "K"), "watt": ("Q25236", "W"),
    "megawatt": ("Q6982035", "MW"), "percent": ("Q11229", "%"), "United States dollar": ("Q4917", "USD"),
    "euro": ("Q4916", "EUR"),
})  # fmt: skip
"""Items that stand for units, and how claims write these. Others are declared as measures of their own, which convert
to nothing: a measure is rounded and may be below 0, so that nothing is read into what nobody here knows.
"""

NAMES: Mapping[str, str] = MappingProxyType(
    {**PROPERTIES, **ITEMS, **{label: item for label, (item, _) in UNITS.items()}}
)
GREGORIAN, JULIAN = "Q1985727", "Q1985786"
"""The calendars. Every Wikibase names them by Wikidata's addresses. Source: Wikibase, its JSON documentation."""


@dataclass(frozen=True, slots=True)
class Ids:
    """The identifiers of a Wikibase: `by_label` of what is named above, `units` as claims write them by their item."""

    by_label: Mapping[str, str] = field(default_factory=lambda: NAMES)
    units: Mapping[str, str] = field(default_factory=lambda: dict(UNITS.values()))

    def __getitem__(self, label: str) -> str:
        """The identifier of what has that label in Wikidata; one that nothing has where the Wikibase lacks it."""
        return self.by_label.get(label, "")


def known_ids(given: Mapping[str, str], units: Mapping[str, str], labelled: Mapping[str, str] | None) -> Ids:
    """The identifiers: those that are given first, then those of the entities with these labels where a dump is asked
    for them (`labelled`), else Wikidata's.
    """
    by_label = {**(NAMES if labelled is None else labelled), **given}
    written = {by_label[label]: unit for label, (_, unit) in UNITS.items() if label in by_label}
    return Ids(by_label, {**written, **units})
