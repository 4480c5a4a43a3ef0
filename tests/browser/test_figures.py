"""Words in pictures never lie on each other and never leave the picture, on a phone and on a wide page."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.report.figure import css, figure_of, figure_of_finding, line_of, quantities, svg
from checker.request import Request
from checker.run import examine

OVERLAPS = """() => {
  const found = [];
  for (const picture of document.querySelectorAll('svg.figure')) {
    const frame = picture.getBoundingClientRect();
    const words = [...picture.querySelectorAll('text')].map(t => [t.textContent, t.getBoundingClientRect()]);
    for (const [text, a] of words) {
      if (a.left < frame.left - 1 || a.right > frame.right + 1 || a.top < frame.top - 2 || a.bottom > frame.bottom + 2)
        found.push(['out', picture.querySelector('title').textContent, text]);
      for (const [other, b] of words)
        if (text < other && a.left < b.right - 1 && b.left < a.right - 1
            && a.top < b.bottom - 3 && b.top < a.bottom - 3)
          found.push(['over', picture.querySelector('title').textContent, text, other]);
    }
  }
  return found;
}"""
"""Boxes of letters reach a little beyond what is seen of them: one pixel aside and three above count as free."""

CORPORA = ("claims", "tests/corpora/history/claims", "tests/corpora/software/claims", "tests/corpora/water/claims")


@pytest.mark.parametrize("wide", [360, 900])
@pytest.mark.parametrize("name", CORPORA)
def test_words_have_room(chromium, watch, root: Path, name: str, wide: int) -> None:
    result = examine(Request(root / name, "2026-11-22"))
    drawn = [figure_of(*quantity, result) for quantity in quantities(result)]
    for finding in result.findings:
        drawn += [figure_of_finding(finding, result), line_of(finding, result)]
    pictures = [svg(one) for one in drawn if one]
    assert pictures
    context = chromium.new_context(viewport={"width": wide, "height": 800})
    watch.over(context)
    page = context.new_page()
    page.set_content(f"<!doctype html><meta charset=utf-8><style>body{{margin:8px}}{css()}</style>{''.join(pictures)}")
    assert page.evaluate(OVERLAPS) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= wide
    assert watch.faults == []
    context.close()
