"""The terminal's marks stand under the value that is meant, and under nothing else."""

from __future__ import annotations

import pytest

from checker.report.text import value_end


@pytest.mark.parametrize(
    ("line", "marked"),
    [
        ("    value: 18.2 %", "18.2 %"),
        ("    value: 18.2 %   # in the document's words", "18.2 %"),
        ("    value: Washington, D.C.", "Washington, D.C."),
        ("    value: '18, # }'  # why", "'18, # }'"),
        ("  - {id: a, value: 18.2 %, as_of: 2024}", "18.2 %"),
        ("  - {id: a, value: 40,000 }", "40,000"),
        ('  - {id: a, value: "1, \\"2\\" }", as_of: 2024}', '"1, \\"2\\" }"'),
        ("  - {id: a, value: 'it''s, so', as_of: 2024}", "'it''s, so'"),
        ("    relation: a.n[place=b] = c.n, or so", "a.n[place=b] = c.n, or so"),
        ("  - {id: a, value: [18, 19], as_of: 2024}", "[18, 19], as_of: 2024}"),
        ("    value: 'never closed", "'never closed"),
    ],
)
def test_a_value_is_marked_from_end_to_end(line: str, marked: str) -> None:
    start = line.index(marked)
    assert line[start : value_end(line, start)] == marked


def test_an_empty_or_distant_place_is_no_error() -> None:
    assert value_end("", 0) == 0
    assert value_end("a", 5) == 1
