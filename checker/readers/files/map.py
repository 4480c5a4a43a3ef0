"""The map of an import: how the rows of a foreign table become claims, or documents."""

from __future__ import annotations

from typing import Annotated
from typing import Literal as OneOf

from pydantic import BeforeValidator, Field, StringConstraints, WithJsonSchema

from checker.readers.files.text import FileModel, Literal, Text, as_written

Word = Annotated[
    str,
    StringConstraints(strict=True, max_length=500),
    BeforeValidator(as_written),
    WithJsonSchema({"type": ["string", "number", "boolean"], "maxLength": 500}),
]
"""What stands in a cell of a foreign table; nothing may stand there too."""


class FixedText(FileModel):
    """Text that is the same in every row, as a part of an identifier."""

    text: Text = Field(description="the text", examples=["census"])


class Unpivot(FileModel):
    """Columns of a foreign table that become rows: each row becomes as many as there are columns named here."""

    columns: list[Word] | dict[Word, dict[Text, Literal]] = Field(
        min_length=1,
        description="the columns that become rows; with the fields that hold in the rows of one column only",
        examples=[[2019, 2020], {"pop": {"property": "population", "as_of": 2020}}],
    )
    name: Text = Field(
        "name", description="what the new column with the names of the columns is called", examples=["year"]
    )
    value: Text = Field("value", description="what the new column with their cells is called", examples=["population"])


NO_UNPIVOT = Unpivot.model_construct(columns=[], name="", value="")


class MapFile(FileModel):
    """How the rows of a foreign table become rows of a table of claims, or of documents."""

    source: Text = Field(
        alias="from",
        description="the foreign table or tables, below the folder of this file or of --from; * stands for any name, "
        "** for any folders",
        examples=["population-*.csv"],
    )
    format: OneOf["auto", "csv", "jsonl", "parquet", "xlsx", "markdown", "html", "json", "toml", "yaml", "sqlite"] = (
        Field("auto", description="the form of the foreign tables; auto: by the end of their names", examples=["csv"])
    )
    separator: OneOf[",", ";", "\t", "|"] = Field(
        ",", description="what stands between the cells of a CSV file", examples=[","]
    )
    sheet: Text = Field(
        "", description="the sheet of a workbook; left out: the only one that is to be seen", examples=["2024"]
    )
    table: Text = Field(
        "",
        description="the table of a database by its name, that of a page by its number; left out: the only one that "
        "has the columns of this map",
        examples=["staff", "2"],
    )
    rows: Text = Field(
        "",
        description="where in JSON, TOML or YAML the rows stand: the path of a list, or of a group whose parts are the "
        "rows and whose names are the column @name; left out: the file is one row",
        examples=["servers", "results.counties"],
    )
    columns: dict[Text, Text | list[Text | FixedText]] = Field(
        min_length=1,
        description="field to foreign column; for id and document several columns and fixed texts ({text: census}), "
        "which are joined by hyphens",
        examples=[{"subject": "country_code", "as_of": "year", "value": "population"}],
    )
    unpivot: Unpivot = Field(
        NO_UNPIVOT,
        description="columns that become rows",
        examples=[{"columns": [2019, 2020], "name": "year", "value": "population"}],
    )
    constants: dict[Text, Literal] = Field(
        {}, description="field to what it holds in every row", examples=[{"property": "population", "unit": "people"}]
    )
    words: dict[Text, dict[Word, Text]] = Field(
        {},
        description="field to translations: what the foreign table says, to what the field says; a row that says "
        "anything else, and no name of the vocabulary, is at fault",
        examples=[{"subject": {"JPN": "japan"}}],
    )
    exact: bool = Field(
        False, description="true: the figures are exact, no rounded ones; value becomes lo and hi", examples=[True]
    )
    keep: dict[Text, list[Word]] = Field(
        {},
        description="foreign column to what it says in the rows that are taken; all others are left out",
        examples=[{"office": ["PRESIDENT"]}],
    )
    skip: dict[Text, list[Word]] = Field(
        {}, description="foreign column to what it says in rows that are left out", examples=[{"country_code": ["WLD"]}]
    )
    note: Text = Field("", description="a remark for people; nothing reads it")
