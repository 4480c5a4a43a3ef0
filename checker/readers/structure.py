"""Data has the structure that a model asks for, or there is one fault for each mistake, at its place.

Why: pydantic is fast and says yes or no; JSON Schema knows what each field is for. So the schema is asked only
where the model has refused, and its answer is put into words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from checker.model.fault import Fault
from checker.model.groups import grouped
from checker.readers.files.text import NAME_LENGTH, NAME_PATTERN, Numeral
from checker.readers.names import aliases, nearest, shown
from checker.readers.tally import LISTED
from checker.readers.yaml import FieldPath, Node, field_name, locate

FORM_WORDS = {"string": "text", "array": "a list", "object": "a group of fields", "number": "a number"}
FORM_WORDS |= {"boolean": "true or false", "integer": "a whole number", "null": "nothing"}
WORD = re.compile(r"[a-z_]+")
EMPTY = (None, "", [], {})


Model = TypeVar("Model", bound=BaseModel)


def check(model: type[Model], data: Any, root: Node, at: FieldPath = ()) -> tuple[Model | None, tuple[Fault, ...]]:
    """The model's value, or the faults that keep it from being one; `at` is where the data stands below `root`."""
    try:
        return model.model_validate(data), ()
    except ValidationError as error:
        return None, explain(model, data, root, at) or _plainly(error, root, at)


def mistaken(model: type[Model], data: Any) -> tuple[Model | None, tuple[Any, ...]]:
    """The model's value, or what is wrong with the data: the same for all data with the same mistakes, whatever name a
    field has that is not there.
    """
    try:
        return model.model_validate(data), ()
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=False, include_input=False)
        return None, tuple(
            (one["type"], *one["loc"][: -1 if one["type"] == "extra_forbidden" else None]) for one in found
        )


def explain(model: type[BaseModel], data: Any, root: Node, at: FieldPath = ()) -> tuple[Fault, ...]:
    """One fault for each mistake that the model's JSON Schema sees, in the order of the file."""
    mistakes = [m for error in _validator(model).iter_errors(data) for m in _mistakes(error, _schema(model))]
    typos: dict[FieldPath, set[str]] = {}
    for mistake in mistakes:
        if mistake.code == "unknown-field":
            typos.setdefault(mistake.path[:-1], set()).update(mistake.about)
    independent = [m for m in mistakes if not _follows(m, typos)]
    return tuple(sorted({m.fault(root, at) for m in independent}))


@dataclass(frozen=True, slots=True)
class _Mistake:
    """What is wrong at a path. `about`: fields that are missing, or that a wrong name probably stands for.
    `at_key`: the field's name is wrong, not its value. `meant` as in `Fault`.
    """

    path: FieldPath
    code: str
    message: str
    about: tuple[str, ...] = ()
    at_key: bool = False
    stands_for: int = 1
    meant: str = ""

    def fault(self, root: Node, at: FieldPath) -> Fault:
        path = (*at, *self.path)
        mark = locate(root, path, self.at_key)
        return Fault(mark, self.code, field_name(path), self.message, self.stands_for, self.meant)


def _follows(mistake: _Mistake, typos: dict[FieldPath, set[str]]) -> bool:
    """A field is missing only because its name is misspelled, and that is told already."""
    meant = typos.get(mistake.path, set())
    return mistake.code in ("missing-field", "wrong-fields") and bool(meant & set(mistake.about))


def _mistakes(error: Any, schema: dict[str, Any]) -> Iterator[_Mistake]:
    path: FieldPath = tuple(error.absolute_path)
    instance, allowed = error.instance, error.validator_value
    if "propertyNames" in error.absolute_schema_path:
        yield _wrong_key((*path, instance), error)
        return
    match error.validator:
        case "additionalProperties":
            unknown = [key for key in instance if key not in error.schema["properties"]]
            yield from (_unknown(path, key, error.schema) for key in unknown[:LISTED])
            if len(unknown) > LISTED:
                left = len(unknown) - LISTED
                message = f"and {left:,} more fields that there are not, from here on"
                yield _Mistake((*path, unknown[LISTED]), "unknown-field", message, at_key=True, stands_for=left)
        case "required":
            yield from (_missing(path, name, error, schema) for name in allowed if name not in instance)
        case "anyOf" if all("type" in branch for branch in allowed):
            yield from _nearest_branch(error, path, schema)
        case "oneOf" | "not" | "anyOf":
            message = error.schema.get("description", "these fields do not go together")
            named = tuple(WORD.findall(message))
            yield _Mistake(path, "wrong-fields", f"found {_fields_of(instance)}; {message}", named)
        case _:
            yield _wrong(path, error, schema)


def _wrong_key(path: FieldPath, error: Any) -> _Mistake:
    """A name in a group that the reader of the file chooses: an identifier, or what the schema describes."""
    if error.schema.get("pattern") == NAME_PATTERN:
        return _Mistake(path, "bad-name", _bad_name(error.instance), at_key=True)
    words = error.schema.get("description", "a name of another form")
    return _Mistake(path, "wrong-form", f"found {described(error.instance)}, expected {words}; correct it", at_key=True)


def _unknown(path: FieldPath, key: str, schema: dict[str, Any]) -> _Mistake:
    fields = sorted(schema["properties"])
    near = nearest(key, aliases(dict.fromkeys(fields, ())))
    step = f"did you mean {near}?" if near else f"expected one of {', '.join(fields)}"
    message = f"there is no field {shown(key)} here; {step}"
    return _Mistake((*path, key), "unknown-field", message, (near,), at_key=True, meant=near)


def _missing(path: FieldPath, name: str, error: Any, schema: dict[str, Any]) -> _Mistake:
    expected = _expected(schema, (*path, name))
    because = "" if "properties" in error.schema else error.schema.get("description", "")
    message = f"the field {name} is missing; expected {because or expected}; add it"
    return _Mistake(path, "missing-field", message, (name,))


def _nearest_branch(error: Any, path: FieldPath, schema: dict[str, Any]) -> Iterator[_Mistake]:
    """Of several allowed forms, the one that was probably meant: that whose type fits."""
    by_branch: dict[Any, list[Any]] = grouped(error.context, lambda inner: inner.schema_path[0])
    path_here = list(error.absolute_path)
    fitting = (
        inner
        for inner in by_branch.values()
        if not any(e.validator == "type" and list(e.absolute_path) == path_here for e in inner)
    )
    probable = next(fitting, None)
    if probable is None:
        yield _wrong(path, error, schema)
    else:
        yield from (mistake for inner in probable for mistake in _mistakes(inner, schema))


def _wrong(path: FieldPath, error: Any, schema: dict[str, Any]) -> _Mistake:
    """A value that is empty, of another sort, too long, or not one of the words allowed."""
    instance, expected = error.instance, _expected(schema, path)
    if instance in EMPTY or (isinstance(instance, str) and not instance.strip()):
        nothing = "only spaces stand" if isinstance(instance, str) and instance else "nothing stands"
        step = "fill it in" if _is_required(schema, path) else "fill it in or leave the field out"
        return _Mistake(path, "empty-field", f"{nothing} here; expected {expected}; {step}")
    match error.validator:
        case "type" | "anyOf":
            step = "; put it in quotes" if isinstance(instance, Numeral | bool) and "text" in _form(error) else ""
            return _Mistake(
                path, "wrong-type", f"found {described(instance)}, expected {_form(error)}: {expected}{step}"
            )
        case "enum" | "const":
            words = [str(word) for word in error.validator_value] if error.validator == "enum" else [expected]
            near = nearest(str(instance), aliases(dict.fromkeys(words, ())))
            step = f"did you mean {near}?" if near else "write one of these"
            message = f"found {described(instance)}, expected one of {', '.join(words)}; {step}"
            return _Mistake(path, "wrong-word", message, meant=near)
        case "maxLength" | "maxItems":
            what = "characters" if error.validator == "maxLength" else "items"
            message = f"found {len(instance)} {what}, expected at most {error.validator_value}; shorten it"
            return _Mistake(path, "too-long", message)
        case "pattern" if error.schema["pattern"] == NAME_PATTERN:
            return _Mistake(path, "bad-name", _bad_name(instance))
        case _:
            return _Mistake(
                path, "wrong-form", f"found {described(instance)}, expected {expected}; write it in that form"
            )


def _bad_name(name: str) -> str:
    if len(name) > NAME_LENGTH:
        return f"found {len(name)} characters, expected an identifier of at most {NAME_LENGTH}; shorten it"
    return (
        f"found {shown(name)!r}, expected an identifier: letters, digits, hyphens and underscores; "
        "write hyphens for spaces and leave punctuation out"
    )


def described(value: Any) -> str:
    """A value as messages show it."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return f"the truth value {str(value).lower()}"
    if isinstance(value, Numeral):
        return f"the number {shown(value)}"
    if isinstance(value, str):
        return f'"{shown(value)}"'
    return "a list" if isinstance(value, list) else "a group of fields"


def _fields_of(value: Any) -> str:
    if not isinstance(value, dict) or not value:
        return "no field"
    more = f" and {len(value) - LISTED:,} more" if len(value) > LISTED else ""
    return ", ".join(shown(key) for key in list(value)[:LISTED]) + more


def _form(error: Any) -> str:
    """The types that a schema allows, in words."""
    branches = error.schema.get("anyOf", [error.schema])
    types = [kind for at in branches for kind in ([at["type"]] if isinstance(at.get("type"), str) else at["type"])]
    return " or ".join(dict.fromkeys(FORM_WORDS[kind] for kind in types))


def _expected(schema: dict[str, Any], path: FieldPath) -> str:
    """What a field is for: the description nearest to it, with an example where there is one."""
    words, examples = "another value", []
    for at in _along(schema, path):
        words = at.get("description") or words
        examples = [e for e in at.get("examples", ()) if isinstance(e, str)] or examples
    words = words[:1].lower() + words[1:].removesuffix(".") if words[1:2].islower() else words.removesuffix(".")
    return f'{words}, such as "{examples[0]}"' if examples else words


def _is_required(schema: dict[str, Any], path: FieldPath) -> bool:
    *_, parent = [schema, *_along(schema, path[:-1])]
    return bool(path) and path[-1] in parent.get("required", ())


def _along(schema: dict[str, Any], path: FieldPath) -> Iterator[dict[str, Any]]:
    """The schema of each part of a path; an item of a list is described by the list, where that is described."""
    at = schema
    for step in path:
        if isinstance(step, int):
            branches = (at, *at.get("anyOf", ()))
            inner = next((branch["items"] for branch in branches if "items" in branch), {})
            at = {**_resolved(inner, schema), **{k: at[k] for k in ("description", "examples") if k in at}}
        else:
            inner = at.get("properties", {}).get(step) or at.get("additionalProperties") or {}
            at = {**_resolved(inner, schema), **inner}
        yield at


def _resolved(at: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    ref = at.get("$ref", "")
    return schema["$defs"][ref.removeprefix("#/$defs/")] if ref else at


@cache
def _schema(model: type[BaseModel]) -> dict[str, Any]:
    from checker.readers.schemas import model_schema

    return model_schema(model)


@cache
def _validator(model: type[BaseModel]) -> Any:
    return validator(_schema(model))


def validator(schema: dict[str, Any]) -> Any:
    """A JSON Schema validator to which a `Numeral` is a number and no text, as it is to an editor."""
    from jsonschema import Draft202012Validator, ValidationError, validators

    def numeral(_: Any, value: Any) -> bool:
        return isinstance(value, Numeral | int | float) and not isinstance(value, bool)

    def text(_: Any, value: Any) -> bool:
        return isinstance(value, str) and not isinstance(value, Numeral)

    def pattern(_: Any, wanted: str, value: Any, __: Any) -> Iterator[ValidationError]:
        """`$` is the end, as it is in JSON Schema; in Python a line break may still follow it."""
        ends = wanted.removesuffix("$") + r"\Z" if wanted.endswith("$") else wanted
        if text(None, value) and not re.search(ends, value):
            yield ValidationError(f"{value!r} does not match {wanted!r}")

    types = Draft202012Validator.TYPE_CHECKER.redefine_many({"number": numeral, "string": text})
    return validators.extend(Draft202012Validator, {"pattern": pattern}, type_checker=types)(schema)


def _plainly(error: ValidationError, root: Node, at: FieldPath) -> tuple[Fault, ...]:
    """The model's own words, for what a schema cannot say."""
    faults = []
    for mistake in error.errors(include_url=False, include_context=False):
        path = (*at, *mistake["loc"])
        message = f"{mistake['msg'].removeprefix('Value error, ')}; write it in the form expected"
        faults.append(Fault(locate(root, path), "wrong-form", field_name(path), message))
    return tuple(sorted(faults))
