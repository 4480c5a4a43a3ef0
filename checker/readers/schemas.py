"""The JSON Schemas of the files that models describe."""

from __future__ import annotations

import json
from functools import cache
from importlib import import_module
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

DIALECT = "https://json-schema.org/draft/2020-12/schema"
NAMESPACE = "urn:checker:schema"
"""What the identifiers of all schemas begin with: absolute, and no address from which anything is fetched."""
MODELS = {
    "claims": "ClaimFile",
    "dashboard": "Dashboard",
    "decision": "DecisionFile",
    "findings": "FindingsReport",
    "map": "MapFile",
    "row": "ClaimRow",
    "run": "RunLine",
    "sources": "SourcesReport",
    "vocabulary": "VocabularyFile",
    "wikibase": "WikibaseFile",
}
"""Sort of file, and the module of `readers.files` that describes it: the model in that module."""
NAMES = tuple(MODELS)
SIZES = {"min_length": "minProperties", "max_length": "maxProperties"}


class _Generator(GenerateJsonSchema):
    """Leaves out what says nothing to a reader (titles made of field names, defaults that stand for "left out"), and
    writes a mapping of identifiers so that a wrong identifier is refused.
    """

    # pydantic asks for each field; the answer is the same for all
    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002
        return False

    def default_schema(self, schema: Any) -> Any:
        return self.generate_inner(schema["schema"])

    def dict_schema(self, schema: Any) -> Any:
        keys = self.generate_inner(schema["keys_schema"]) if "keys_schema" in schema else {}
        values = self.generate_inner(schema["values_schema"]) if "values_schema" in schema else {}
        keys = {name: value for name, value in keys.items() if name != "type"}
        mapping: dict[str, Any] = {"type": "object", "additionalProperties": values}
        mapping |= {theirs: schema[ours] for ours, theirs in SIZES.items() if ours in schema}
        return {**mapping, "propertyNames": keys} if keys else mapping


def model_schema(model: type[BaseModel]) -> dict[str, Any]:
    """The schema of one model, without `$schema` and `$id`."""
    return model.model_json_schema(schema_generator=_Generator)


def model(name: str) -> type[BaseModel]:
    """The model of a sort of file."""
    if name not in NAMES:
        raise ValueError(f"there is no schema {name!r}; expected one of {', '.join(NAMES)}")
    return getattr(import_module(f"checker.readers.files.{name}"), MODELS[name])


def identified(name: str, made: dict[str, Any]) -> dict[str, Any]:
    """A schema that says what it is and by which rules it is read."""
    return {"$schema": DIALECT, "$id": f"{NAMESPACE}:{name}", **made, "title": f"{name} file"}


@cache
def _text(name: str) -> str:
    return json.dumps(identified(name, model_schema(model(name))))


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a sort of file: one of `NAMES`."""
    return json.loads(_text(name))
