"""Reports in tables (xBRL-CSV) say what those in xBRL-JSON say; what is wrong with them is a located fault."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from checker.xbrl.imports import Imported, import_reports
from tests.xbrl.reports import NAMESPACES, check, fact, imported, rows

DESCRIPTION: dict[str, Any] = {
    "documentInfo": {"documentType": "https://xbrl.org/2021/xbrl-csv", "namespaces": NAMESPACES},
    "parameters": {"who": "lei:EXAMPLE"},
    "dimensions": {"entity": "$who"},
    "tableTemplates": {
        "regions": {
            "rowIdColumn": "row",
            "dimensions": {"period": "$when@end", "unit": "iso4217:USD", "eg:RegionAxis": "$region"},
            "columns": {
                **{"row": {}, "when": {}, "region": {}, "size": {}},
                "assets": {"dimensions": {"concept": "eg:Assets"}, "decimals": "$size"},
                "name": {"dimensions": {"concept": "eg:Name", "unit": "#none", "language": "en"}},
            },
        },
        "flows": {
            "decimals": 0,
            "columns": {
                "what": {
                    "propertyGroups": {
                        "sales": {"dimensions": {"concept": "eg:Sales"}, "decimals": -2},
                        "costs": {"dimensions": {"concept": "eg:Costs"}},
                    }
                },
                "value": {"dimensions": {"period": "2020H1", "unit": "iso4217:USD"}, "propertiesFrom": ["what"]},
            },
        },
    },
    "tables": {
        "regions": {"url": "regions.csv"},
        "flows": {"url": "more/flows.csv"},
        "absent": {"template": "flows", "url": "absent.csv", "optional": True},
    },
}
REGIONS = (
    "row,when,region,size,assets,name\n"
    "r1,2020Q2,eg:EU,-3,1200000,##1 in Europe\n"
    "r2,2020-06-30,eg:US,INF,7,#nil\n"
    "r3,2020-06,#none,,5,\n"
)


def tables(folder: Path, description: Any = DESCRIPTION, regions: str = REGIONS) -> Imported:
    path = folder / "half.json"
    path.write_text(json.dumps(description), "utf-8")
    (folder / "regions.csv").write_text(regions, "utf-8")
    (folder / "more").mkdir()
    (folder / "more/flows.csv").write_text("what,value\nsales,1200\ncosts,-3\n", "utf-8")
    return import_reports([("half.json", path)], None, "")


def test_tables_become_claims(tmp_path: Path) -> None:
    made = tables(tmp_path)
    assert {row["id"]: (row["value"], row.get("as_of"), row.get("scope", {})) for row in rows(made)} == {
        "regions_r1_assets": ("1200000 ± 500 USD", "2020-06-30", {"eg_RegionAxis": "eg_EU"}),
        "regions_r1_name": ("#1 in Europe", "2020-06-30", {"eg_RegionAxis": "eg_EU", "language": "language_en"}),
        "regions_r2_assets": ("exactly 7 USD", "2020-06-30", {"eg_RegionAxis": "eg_US"}),
        "regions_r3_assets": ("exactly 5 USD", "2020-06-30", {}),
        "flows_r_1_value": ("1200 ± 50 USD", None, {"period": "from-2020-01-01-to-2020-06-30"}),
        "flows_r_2_value": ("-3 ± 0.5 USD", None, {"period": "from-2020-01-01-to-2020-06-30"}),
    }
    assert dict(made.left_out.counts) == {"a fact that is nil: no value is reported": 1}
    assert check(tmp_path, made).faults == ()


def test_a_column_of_facts_may_be_left_out_and_parameters_may_stand_in_a_table(tmp_path: Path) -> None:
    (tmp_path / "who.csv").write_text("name,value\nwho,lei:OTHER\n", "utf-8")
    description = {**DESCRIPTION, "parameters": {}, "parameterURL": "who.csv"}
    made = tables(tmp_path, description, "row,when,region,size,assets\nr1,2020Q2,eg:EU,-3,1200000\n")
    assert [row["id"] for row in rows(made)] == ["regions_r1_assets", "flows_r_1_value", "flows_r_2_value"]
    assert {row["subject"] for row in rows(made)} == {"lei_OTHER"}


def test_both_forms_of_one_report_say_the_same(tmp_path: Path) -> None:
    in_tables = tables(tmp_path)
    facts = [
        fact("eg:Assets", "1200000", -3, period="2020-07-01T00:00:00", eg_RegionAxis="eg:EU"),
        fact("eg:Name", "#1 in Europe", period="2020-07-01T00:00:00", unit="", language="en", eg_RegionAxis="eg:EU"),
        fact("eg:Assets", "7", period="2020-07-01T00:00:00", eg_RegionAxis="eg:US"),
        fact("eg:Assets", "5", period="2020-07-01T00:00:00"),
        fact("eg:Sales", "1200", -2, period="2020-01-01T00:00:00/2020-07-01T00:00:00"),
        fact("eg:Costs", "-3", 0, period="2020-01-01T00:00:00/2020-07-01T00:00:00"),
    ]
    in_json = imported(tmp_path, facts, name="half")
    assert [{**row, "id": ""} for row in rows(in_tables)] == [{**row, "id": ""} for row in rows(in_json)]
    assert in_tables.files["vocabulary.yaml"] == in_json.files["vocabulary.yaml"]


def changed(*path: str, to: Any) -> dict[str, Any]:
    """The description with another value at a path."""
    made = json.loads(json.dumps(DESCRIPTION))
    group = made
    for step in path[:-1]:
        group = group[step]
    group[path[-1]] = to
    return made


REGION = ("tableTemplates", "regions")
BAD_TABLES: dict[str, tuple[Any, str, str]] = {
    "a table elsewhere on the machine": (
        changed("tables", "regions", "url", to="/etc/passwd"),
        REGIONS,
        "half.json:1:",
    ),
    "a table above the folder": (changed("tables", "regions", "url", to="../secret.csv"), REGIONS, "there is no file"),
    "a table on the network": (changed("tables", "regions", "url", to="http://example.org/a.csv"), REGIONS, "beside"),
    "a table that is not there": (changed("tables", "regions", "url", to="r.csv"), REGIONS, "there is no file r.csv"),
    "a template that is not there": (changed("tables", "regions", "template", to="x"), REGIONS, "no template x"),
    "a description of several files": (
        changed("documentInfo", "extends", to=["base.json"]),
        REGIONS,
        "extends others",
    ),
    "a name that is no column": (changed(*REGION, "dimensions", "period", to="$day"), REGIONS, "there is no $day"),
    "a list as a dimension": (changed(*REGION, "dimensions", "period", to=["2020"]), REGIONS, "found no text"),
    "templates in a list": (changed("tableTemplates", to=[]), REGIONS, "expected an object in braces"),
    "a column that is text": (changed(*REGION, "columns", "assets", to="eg:Assets"), REGIONS, "expected an object"),
    "a group that is not there": (
        changed("tableTemplates", "flows", "columns", "what", "propertyGroups", to={}),
        REGIONS,
        "there is no group sales",
    ),
    "columns of groups that are no list": (
        changed("tableTemplates", "flows", "columns", "value", "propertiesFrom", to="what"),
        REGIONS,
        "found no list",
    ),
    "a cell that is no number": (DESCRIPTION, REGIONS.replace("1200000", "12 m"), "regions.csv:2:"),
    "a row without its identifier": (DESCRIPTION, REGIONS.replace("r2,", ","), "regions.csv:3:"),
    "a row that is too short": (DESCRIPTION, REGIONS.replace(",#nil", ""), "regions.csv:3"),
    "a column that stands twice": (DESCRIPTION, REGIONS.replace("name\n", "assets\n"), "regions.csv:1"),
    "a column that is not described": (
        DESCRIPTION,
        REGIONS.replace("name\n", "note\n"),
        "column note is not described",
    ),
    "semicolons": (DESCRIPTION, REGIONS.replace(",", ";"), "regions.csv:1"),
    "an empty table": (DESCRIPTION, "", "regions.csv"),
    "a quotation mark that stays open": (DESCRIPTION, REGIONS.replace("##1", '"##1'), "regions.csv:2"),
}


@pytest.mark.parametrize(("description", "regions", "words"), BAD_TABLES.values(), ids=BAD_TABLES.keys())
def test_bad_tables_meet_a_located_fault(description: Any, regions: str, words: str, tmp_path: Path) -> None:
    made = tables(tmp_path, description, regions)
    assert [fault for fault in made.faults if words in f"{fault.mark}: {fault.message}"]
    assert made.files == {}
