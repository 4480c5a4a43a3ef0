"""A dump with a break of every kind of property constraint that a Wikibase and checker share, among sound items."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from tests.wikibase.dumps import Json, constraint, item, prop, quantity, snak, statement, time

BOOK = [snak("P248", "Q500"), snak("P577", time("+2001-00-00", 9))]
SITE = [snak("P854", "https://www.example.org/a", "url"), snak("P813", time("+2020-03-04"))]
SOURCES = [BOOK, SITE]
HUMAN, TOWN, RIVER = "Q5", "Q515", "Q4022"


def said(name: str, value: object, *qualifiers: Json, datatype: str = "") -> Json:
    """A statement with a source."""
    return statement(snak(name, value, datatype), *qualifiers, references=[BOOK])


LIFESPAN = (
    snak("P2306", "P569"),
    snak("P2313", quantity("+0", "Q577")),
    snak("P2312", quantity("+150", "Q577")),
)


def properties() -> list[Json]:
    c, q = constraint, quantity
    return [
        prop("P31", "wikibase-item", label="instance of"),
        prop("P279", "wikibase-item", label="subclass of"),
        prop("P569", "time", label="date of birth"),
        prop("P570", "time", c("Q21510854", *LIFESPAN, snak("P2316", "Q21502408")), label="date of death"),
        prop("P9001", "quantity", c("Q21510851", snak("P2306", "P585"))),
        prop("P9002", "quantity", c("Q21514353", snak("P2305", "Q11573"), snak("P2305", "Q828224"))),
        prop("P9003", "string", c("Q54554025")),
        prop("P9004", "string", c("Q21502838", snak("P2306", "P9005"))),
        prop("P9005", "string"),
        prop("P9006", "wikibase-item", c("Q25796498")),
        prop("P9007", "external-id", c("Q21502410")),
        prop("P9008", "external-id", c("Q21502404", snak("P1793", "[A-Z]{2}[0-9]{4}"))),
        prop("P9009", "quantity", c("Q52848401")),
        prop("P9010", "wikibase-item", c("Q21510855", snak("P2306", "P9011"))),
        prop("P9011", "wikibase-item"),
        prop("P9012", "string", c("Q21503247", snak("P2306", "P9005"))),
        prop("P9013", "string", c("Q108139345", snak("P424", "de"))),
        prop("P9014", "string", c("Q21510857")),
        prop("P9015", "quantity", c("Q51723761")),
        prop("P9016", "wikibase-item", c("Q52558054", snak("P2305", TOWN))),
        prop("P9017", "wikibase-item", c("Q21510859", snak("P2305", "Q901"), snak("P2305", "Q902"))),
        prop("P9018", "quantity", c("Q21510860", snak("P2313", q("+0")), snak("P2312", q("+100")))),
        prop("P9019", "string", c("Q21510856", snak("P2306", "P585"))),
        prop("P9020", "string", c("Q52060874")),
        prop("P9021", "string", c("Q19474404")),
        prop("P9022", "string", c("Q21503250", snak("P2308", HUMAN), snak("P2309", "Q21503252"))),
        prop("P9023", "wikibase-item", c("Q21510862")),
        prop("P9024", "wikibase-item", c("Q21510864", snak("P2306", "P9005"))),
        prop("P9025", "wikibase-item", c("Q21510865", snak("P2308", TOWN), snak("P2309", "Q21503252"))),
    ]  # fmt: skip


SCENERY = (
    item("Q5", label="human"), item("Q515", said("P279", "Q486972"), label="town"),
    item("Q486972", label="settlement"), item("Q4022", label="river"), item("Q500", label="The Book"),
    item("Q901", said("P31", TOWN), said("P9005", "x"), labels={"mul": "Aston"}),
    item("Q902", said("P31", TOWN), said("P31", RIVER), said("P9005", "y"), labels={"mul": "Weston"}),
    item("Q903", said("P31", RIVER), labels={"en": "the Brook"}),
    item("Q904", said("P31", HUMAN), said("P569", time("+1802-00-00", 9)), said("P570", time("+1850-00-00", 9))),
)  # fmt: skip

BREAKS: tuple[tuple[str, Json], ...] = (
    ("allowed-qualifiers", item("Q1001", said("P9001", quantity("+7"), snak("P518", "Q901")))),
    ("allowed-units", item("Q1002", said("P9002", quantity("+7", "Q253276")))),
    ("citation-needed", item("Q1003", statement(snak("P9003", "word")))),
    ("conflicts-with", item("Q1004", said("P9004", "a"), said("P9005", "b"))),
    (
        "contemporary",
        item(
            "Q1005", said("P9006", "Q904"), said("P569", time("+1901-00-00", 9)), said("P570", time("+1950-00-00", 9))
        ),
    ),
    (
        "difference-within-range",
        item("Q1006", said("P569", time("+1700-01-01")), said("P570", time("+1900-01-01"))),
    ),
    ("distinct-values", item("Q1007", said("P9007", "taken", datatype="external-id"))),
    ("value-format", item("Q1008", said("P9008", "AB123", datatype="external-id"))),
    ("integer", item("Q1009", said("P9009", quantity("+4.5")))),
    ("inverse", item("Q1010", said("P9010", "Q901"))),
    ("requires-claim", item("Q1011", said("P9012", "a"))),
    ("label-present", item("Q1012", said("P9013", "a"), labels={"en": "no German"})),
    ("several-values", item("Q1013", said("P9014", "a"))),
    ("no-bounds", item("Q1014", said("P9015", quantity("+7", lower="+6", upper="+8")))),
    ("none-of", item("Q1015", said("P9016", TOWN))),
    ("one-of", item("Q1016", said("P9017", "Q903"))),
    ("value-range", item("Q1017", said("P9018", quantity("+120")))),
    ("mandatory-qualifier", item("Q1018", said("P9019", "a"))),
    ("single-best-value", item("Q1019", said("P9020", "a"), said("P9020", "b"))),
    ("single-value", item("Q1020", said("P9021", "a"), said("P9021", "b"))),
    ("subject-type", item("Q1021", said("P31", RIVER), said("P9022", "a"))),
    ("symmetric", item("Q1022", said("P9023", "Q904"))),
    ("value-requires-claim", item("Q1023", said("P9024", "Q903"))),
    ("value-type", item("Q1024", said("P9025", "Q903"))),
    ("value-conflict", item("Q1025", said("P9001", quantity("+41234")), said("P9001", quantity("+51234")))),
)
"""Rules, and an item that breaks each; the last is no constraint: of a figure there is one at a time."""


def sound(number: int) -> Json:
    """An item that breaks nothing, though it has each property."""
    own = f"Q{100_000 + number}"
    point = snak("P585", time(f"+{1900 + number % 100:04d}-00-00", 9))
    return item(
        own,
        *(said("P31", one) for one in (HUMAN, *(("Q1234567",) if number % 2 else ()))),
        said("P569", time(f"+{1900 + number % 50:04d}-02-03")),
        said("P570", time(f"+{1960 + number % 50:04d}-02-03")),
        statement(snak("P9001", quantity(f"+{number % 977}")), point, references=SOURCES),
        said("P9002", quantity(f"+{number % 83 + 1}.5", "Q828224")),
        said("P9003", f"word {number}"),
        said("P9005", f"other {number}"),
        said("P9007", f"id-{number}", datatype="external-id"),
        said("P9008", f"AB{number % 10_000:04d}", datatype="external-id"),
        said("P9009", quantity(f"+{number}")),
        said("P9012", f"a {number}"),
        said("P9013", f"b {number}"),
        said("P9014", f"c {number}"),
        said("P9014", f"d {number}"),
        said("P9015", quantity(f"+{number}")),
        said("P9016", "Q901"),
        said("P9017", "Q902"),
        said("P9018", quantity(f"+{number % 100}")),
        statement(snak("P9019", f"e {number}"), point, references=[SITE]),
        statement(snak("P9020", f"f {number}"), references=[BOOK], rank="preferred"),
        said("P9020", f"g {number}"),
        said("P9021", f"h {number}"),
        statement(snak("P9021", f"i {number}"), references=[BOOK], rank="deprecated"),
        said("P9022", f"j {number}"),
        said("P9023", own),
        said("P9024", "Q901"),
        said("P9025", "Q902"),
        labels={"mul": f"Person {number}"},
    )


def dump(number: int) -> Iterator[Json]:
    """Properties stand last, as their place in a dump tells nothing."""
    yield from SCENERY
    yield from islice((sound(each) for each in range(number)), number)
    yield item("Q1000", said("P9007", "taken", datatype="external-id"), said("P31", HUMAN))
    yield from (broken for _, broken in BREAKS)
    yield from properties()
