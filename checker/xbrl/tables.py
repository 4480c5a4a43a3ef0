"""xBRL-CSV: a file that describes tables, and tables whose cells are facts."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from checker.model.fault import Fault, Mark
from checker.readers.folder import inside
from checker.readers.names import shown
from checker.readers.tables import csv
from checker.readers.tables.reader import EVERYTHING
from checker.readers.tables.shape import texts
from checker.readers.yaml import Fields, locate
from checker.xbrl.facts import Stated
from checker.xbrl.places import CODE, MOST_FAULTS, JsonFile, Misshapen, Path_, group, text

NIL, EMPTY, NONE = "#nil", "#empty", "#none"
"""Source: xBRL-CSV 1.0, section 4.4: special values."""
MOST_TABLES = 1000
Dimensions = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Properties:
    """What holds of facts: dimensions and decimals, as they are written; the nearer ones go first."""

    dimensions: Mapping[str, Any]
    decimals: Any = None

    def under(self, nearer: Properties) -> Properties:
        decimals = self.decimals if nearer.decimals is None else nearer.decimals
        return Properties({**self.dimensions, **nearer.dimensions}, decimals)


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, where it is described, and what holds of the facts in each of its columns."""

    name: str
    template: Path_
    columns: Mapping[str, Mapping[str, Any]]
    row_id: str
    inherited: Properties
    parameters: Mapping[str, str]


def stated_in_tables(file: JsonFile, path: Path, faults: list[Fault]) -> Iterator[Stated]:
    """The facts of all tables, in the order of the description and of their rows. Raises `Misshapen`."""
    info = group(file.data.get("documentInfo"), ("documentInfo",))
    if info.get("extends"):
        raise Misshapen(("documentInfo", "extends"), "a description that extends others is not read; write it as one")
    everywhere = _parameters(file.data.get("parameters"), ("parameters",))
    if address := text(file.data.get("parameterURL"), ("parameterURL",)):
        beside = _beside(file, path, address, ("parameterURL",))
        everywhere = {**everywhere, **_read_parameters(beside, address, faults)}
    templates = group(file.data.get("tableTemplates"), ("tableTemplates",))
    tables = group(file.data.get("tables"), ("tables",))
    if len(tables) > MOST_TABLES:
        raise Misshapen(("tables",), f"there are more than {MOST_TABLES:,} tables; divide the report")
    report = _properties(file.data, ())
    for name, data in tables.items():
        place = ("tables", name)
        try:
            one = group(data, place)
            address = text(one.get("url"), (*place, "url"))
            csv_path = _beside(file, path, address, (*place, "url"), one.get("optional") is True)
            if csv_path is None:
                continue
            template_name = text(one.get("template"), (*place, "template")) or name
            if template_name not in templates:
                raise Misshapen((*place, "template"), f"there is no template {shown(template_name)} in tableTemplates")
            template = group(templates[template_name], ("tableTemplates", template_name))
            table = _table(name, template_name, template, one, report, everywhere)
            yield from _facts(table, csv_path, address, file, faults)
        except Misshapen as error:
            faults.append(file.fault(error))


def _table(
    name: str,
    template_name: str,
    template: Mapping[str, Any],
    one: Mapping[str, Any],
    report: Properties,
    everywhere: Mapping[str, str],
) -> Table:
    place = ("tableTemplates", template_name)
    columns = group(template.get("columns"), (*place, "columns"))
    described = {column: group(about, (*place, "columns", column)) for column, about in columns.items()}
    own = _parameters(one.get("parameters"), ("tables", name, "parameters"))
    row_id = text(template.get("rowIdColumn"), (*place, "rowIdColumn"))
    inherited = report.under(_properties(template, place))
    return Table(name, place, described, row_id, inherited, {**everywhere, **own})


def _properties(data: Mapping[str, Any], path: Path_) -> Properties:
    return Properties(group(data.get("dimensions"), (*path, "dimensions")), data.get("decimals"))


def _parameters(data: Any, path: Path_) -> dict[str, str]:
    return {name: text(value, (*path, name)) for name, value in group(data, path).items()}


def _beside(file: JsonFile, path: Path, address: str, place: Path_, optional: bool = False) -> Path | None:
    """A file in the folder of the description or below it; nothing where it is not there and need not be."""
    csv_path = path.parent / address
    if not address or "://" in address or "\\" in address or "\0" in address or Path(address).is_absolute():
        raise Misshapen(place, f"found {shown(address[:100])}, expected the path of a file beside this one")
    if optional and not csv_path.exists():
        return None
    if not inside(csv_path, path.parent.resolve()) or not csv_path.is_file():
        raise Misshapen(place, f"there is no file {shown(address[:100])} in the folder of {file.name} or below it")
    return csv_path


def _rows(
    path: Path, name: str, wanted: Collection[str], needed: Collection[str], faults: list[Fault]
) -> Iterator[tuple[Mapping[str, str], Fields]]:
    """The rows of a table: cells by column, empty ones left out, and the tree that has their places. All columns are
    wanted ones, and at least one of those that are needed is there.
    """
    head = csv.reader(path, name, frozenset(wanted) or EVERYTHING).faults
    lacking = [fault for fault in head if fault.code == "unknown-field"]
    wrong = [fault for fault in head if fault.code != "unknown-field"]
    table = csv.reader(path, name, EVERYTHING)
    if wrong or table.faults:
        faults += dict.fromkeys((*wrong, *table.faults))
        return
    for number, batch in enumerate(table.rows(None)):
        if not number and needed and not any(column in batch.columns for column in needed):
            faults += [fault for fault in lacking if fault.field in needed] or lacking
            return
        if not number and (strange := [column for column in batch.columns if column and column not in wanted]):
            step = "add it to the columns of the template, or take it out of the table"
            message = f"the column {shown(strange[0])} is not described; {step}"
            faults.append(Fault(Mark(name, 1), CODE, shown(strange[0]), message))
            return
        faults += batch.faults
        for (column, code), rows in batch.bad_cells.items():
            for row, words in rows.items():
                faults.append(Fault(locate(batch.node(row), (column,)), code, column, words or "this cannot be read"))
        cells = {column: texts(array) for column, array in batch.columns.items()}
        for row in range(len(batch.lines)):
            yield {column: cell for column, many in cells.items() if (cell := many[row])}, batch.node(row)


PARAMETERS = ("name", "value")


def _read_parameters(path: Path | None, name: str, faults: list[Fault]) -> dict[str, str]:
    if path is None:
        return {}
    return {
        cells.get("name", ""): cells.get("value", "") for cells, _ in _rows(path, name, PARAMETERS, PARAMETERS, faults)
    }


def _facts(table: Table, path: Path, address: str, file: JsonFile, faults: list[Fault]) -> Iterator[Stated]:
    """A fact for each cell of a column of facts that is not empty."""
    name = str(Path(file.name).parent / address)
    fact_columns = {column: one for column, one in table.columns.items() if "dimensions" in one}
    for number, (cells, node) in enumerate(_rows(path, name, table.columns, fact_columns, faults), start=1):
        if len(faults) >= MOST_FAULTS:
            return
        row_name = cells.get(table.row_id, "") if table.row_id else f"r_{number}"
        if not row_name:
            faults.append(Fault(node.mark, CODE, table.row_id, "the row has no identifier, expected one of its own"))
            continue
        values = {**table.parameters, **cells, "rowNumber": str(number)}
        for column, about in fact_columns.items():
            if column not in cells:
                continue
            mark = locate(node, (column,))
            identifier = f"{table.name}.{row_name}.{column}"
            try:
                properties = _holding(table, column, about, cells)
                dimensions = {
                    dimension: resolved
                    for dimension, written in properties.dimensions.items()
                    if (resolved := _resolved(written, values, table, (column, dimension))) is not NOTHING
                }
                decimals = _resolved(properties.decimals, values, table, (column, "decimals"))
                stated = "" if decimals is NOTHING else str(decimals)
                yield Stated(identifier, mark, dimensions, _value(cells[column]), stated)
            except Misshapen as error:
                faults.append(replace(file.fault(error), mark=mark))


NOTHING = Mark("#none")
"""A dimension that a fact does not have. An object of its own: a typed member that is nil is `None`."""


def _value(cell: str) -> str | None:
    """The value of a fact; one that begins with a number sign has a second one before it."""
    if cell in (NIL, EMPTY):
        return None if cell == NIL else ""
    return cell[1:] if cell.startswith("##") else cell


def _holding(table: Table, column: str, about: Mapping[str, Any], cells: Mapping[str, str]) -> Properties:
    """What holds of a fact: of the report, of its table, of its column, of the groups that its row names."""
    path = (*table.template, "columns", column)
    properties = table.inherited.under(_properties(about, path))
    names = about.get("propertiesFrom") or []
    if not isinstance(names, list):
        raise Misshapen((*path, "propertiesFrom"), "found no list, expected the names of columns in brackets")
    for name in names:
        place = (*table.template, "columns", str(name), "propertyGroups")
        groups = group(table.columns.get(str(name), {}).get("propertyGroups"), place)
        chosen = cells.get(str(name), "")
        if chosen not in groups:
            raise Misshapen(
                place, f"there is no group {shown(chosen)}; expected one of the propertyGroups of the column"
            )
        properties = properties.under(_properties(group(groups[chosen], (*place, chosen)), (*place, chosen)))
    return properties


def _resolved(written: Any, values: Mapping[str, str], table: Table, path: Path_) -> Any:
    """What a dimension or `decimals` is for one row: itself, or the cell or parameter that it names after `$`."""
    if written is None:
        return NOTHING
    words = str(written)
    if isinstance(written, bool | dict | list):
        raise Misshapen((*table.template, "columns", *path), "found no text, expected a value or the name of a column")
    if words.startswith("$$"):
        return words[1:]
    if words.startswith("$"):
        name, at, end = words[1:].partition("@")
        found = values.get(name, "")
        if not found and name not in values and name not in table.columns:
            step = "expected a column of the template, a parameter, or rowNumber"
            raise Misshapen((*table.template, "columns", *path), f"there is no {shown(words)} here; {step}")
        words = f"{found}@{end}" if at and found and not found.startswith("#") else found
    if words in ("", NONE):
        return NOTHING
    return None if words == NIL else "" if words == EMPTY else words
