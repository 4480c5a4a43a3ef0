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


class MapFile(FileModel):
    """How the rows of a foreign table become rows of a table of claims, or of documents."""

    source: Text = Field(
        alias="from",
        description="the foreign table or tables, below the folder of this file or of --from; * stands for any name, "
        "** for any folders",
        examples=["population-*.csv"],
    )
    format: OneOf["auto", "csv", "jsonl", "parquet", "xlsx"] = Field(
        "auto", description="the form of the foreign tables; auto: by the end of their names", examples=["csv"]
    )
    separator: OneOf[",", ";", "\t", "|"] = Field(
        ",", description="what stands between the cells of a CSV file", examples=[","]
    )
    sheet: Text = Field(
        "", description="the sheet of a workbook; left out: the only one that is to be seen", examples=["2024"]
    )
    columns: dict[Text, Text | list[Text]] = Field(
        min_length=1,
        description="field to foreign column; for the id several columns, which are joined by hyphens",
        examples=[{"subject": "country_code", "as_of": "year", "value": "population"}],
    )
    constants: dict[Text, Literal] = Field(
        {}, description="field to what it holds in every row", examples=[{"property": "population", "unit": "people"}]
    )
    words: dict[Text, dict[Word, Text]] = Field(
        {},
        description="field to translations: what the foreign table says, to what the field says; a row that says "
        "anything else is at fault",
        examples=[{"subject": {"JPN": "japan"}}],
    )
    skip: dict[Text, list[Word]] = Field(
        {}, description="foreign column to what it says in rows that are left out", examples=[{"country_code": ["WLD"]}]
    )
    note: Text = Field("", description="a remark for people; nothing reads it")
