"""Pictures on the page explain themselves: words are whole, apart, free of lines, and every letter is in the legend.

One page for each corpus, on the narrowest width; the corpora are of several subjects, and some are hostile.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from checker.report.html import write
from checker.report.options import PLAIN
from checker.request import Request
from checker.run import examine

AS_OF = "2026-11-22"

FAULTS = """() => {
  const found = [];
  for (const fold of document.querySelectorAll('details')) fold.open = true;
  for (const part of document.querySelectorAll('section.q')) part.style.contentVisibility = 'visible';
  const inside = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 3 && b.top < a.bottom - 3;
  for (const figure of document.querySelectorAll('figure')) {
    const picture = figure.querySelector('svg.figure'), frame = picture.getBoundingClientRect();
    const about = picture.querySelector('title').textContent.slice(0, 60);
    const boxes = query => [...picture.querySelectorAll(query)].map(el => el.getBoundingClientRect());
    const words = [...picture.querySelectorAll('text')];
    const lines = boxes('line.w, line.r, path.s'), grounds = boxes('rect.paper');
    for (const el of words) {
      const text = el.textContent, box = el.getBoundingClientRect();
      const fault = (what, ...more) => found.push([what, about, text, ...more]);
      if (box.left < frame.left - 1 || box.right > frame.right + 1) fault('leaves the picture');
      if (box.top < frame.top - 2 || box.bottom > frame.bottom + 2) fault('leaves the picture');
      for (const other of words)
        if (el !== other && inside(box, other.getBoundingClientRect())) fault('lies on another', other.textContent);
      if (text.includes('…')) fault('is cut');
      if (/\\d{4}-\\d\\d|\\d{4}\\/|[a-z]\\.[a-z]+\\b.* = /.test(text)) fault('is a formula or a date for machines');
      const covered = grounds.some(g => g.left <= box.left + 1 && box.right <= g.right + 1
        && g.top <= box.top + 4 && box.bottom - 4 <= g.bottom);
      const crossed = lines.some(l => l.left < box.right && box.left < l.right
        && l.top > box.top + 3 && l.bottom < box.bottom - 3);
      if (crossed && !covered) fault('is struck through');
    }
    const legend = new Set([...figure.querySelectorAll('figcaption b')].map(b => b.textContent));
    for (const el of words) {
      const text = el.textContent;
      const letter = el.classList.contains('n') ? text : /^([A-Z]+\\d*)  /.exec(text)?.[1];
      if (letter && letter !== '?' && !legend.has(letter)) found.push(['is in no legend', about, text]);
    }
    if (!legend.size) found.push(['has no legend', about]);
    for (const key of figure.querySelectorAll('figcaption p'))
      if (!/^.+, .+: /.test(key.textContent)) found.push(['names no document with its date', about, key.textContent]);
  }
  // one letter for one claim in all of a card: columns, evidence, and the picture that heads it
  for (const card of document.querySelectorAll('section.q')) {
    const first = card.querySelector('details.f');
    if (!first) continue;
    const claims = new Map();
    for (const side of first.querySelectorAll('li[data-l]')) {
      const claim = side.dataset.c ?? side.querySelector('a[href^="#c-"]').getAttribute('href');
      const letter = side.dataset.l;
      if (claims.has(claim) && claims.get(claim) !== letter) found.push(['has two letters', claim, letter]);
      claims.set(claim, letter);
    }
  }
  return found;
}"""
"""Boxes of letters reach a little beyond what is seen of them: one pixel aside and three above count as free."""

NAMES = {
    "thing": {"label": "The Works"},
    "part": {"label": "North hall", "part_of": "thing"},
}
OUTPUT = {"label": "output", "datatype": "quantity", "kind": "state", "unit": "MW"}
SIZE = {"label": "size", "datatype": "quantity", "kind": "constant"}
OPENED = {"label": "opening", "datatype": "date", "kind": "event"}
REIGN = {"label": "reign", "datatype": "interval", "kind": "event"}
OWNER = {"label": "owner", "datatype": "entity", "kind": "state"}
LONG = "The Most Honourable and Ancient Company of Weavers, Dyers, Fullers and Shearmen of the Upper Valley " * 3
WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 2
Documents = Mapping[str, list[Mapping[str, Any]]]


def _said(*values: str, **more: Any) -> Documents:
    return {f"paper-{number}": [{"value": value, **more}] for number, value in enumerate(values, start=1)}


def _forty() -> Documents:
    values = (f"{40 + number % 7} MW" for number in range(40))
    return {
        f"paper-{number}": [{"property": "output", "value": v, "as_of": f"{1980 + number}"}]
        for number, v in enumerate(values)
    }


CORPORA = {
    "five documents": "claims",
    "a harbour in Japanese": "tests/corpora/harbour-ja/claims",
    "water works": "tests/corpora/water/claims",
    "ancient history": "tests/corpora/history/claims",
}

CASES: dict[str, tuple[Documents, dict[str, Any], dict[str, Any]]] = {
    "very long names": (
        {
            "a": [{"property": "owner", "value": "weavers", "during": "2020"}],
            "b": [{"property": "owner", "value": "word", "during": "2020"}],
            "c": [{"property": "output", "value": "40 MW", "as_of": "2020", "definition": LONG[:400]}],
            "d": [{"property": "output", "value": "55 MW", "as_of": "2020"}],
        },
        {"owner": OWNER, "output": {**OUTPUT, "label": LONG}},
        {**NAMES, "thing": {"label": LONG}, "weavers": {"label": LONG}, "word": {"label": WORD}},
    ),
    "forty documents": (_forty(), {"output": OUTPUT}, NAMES),
    "forty at one point": (
        _said(*("40 MW" if number % 3 else "41 MW" for number in range(40)), property="output", as_of="2020"),
        {"output": {**OUTPUT, "exact": True}},
        NAMES,
    ),
    "two at one point": (
        _said("40 MW", "41 MW", property="output", as_of="2020-03-04"),
        {"output": {**OUTPUT, "exact": True}},
        NAMES,
    ),
    "huge and tiny": (
        _said("0.00000000012", "602214076000000000000000", "1"),
        {"size": SIZE},
        NAMES,
    ),
    "a negative and a long unit": (
        _said("-40 kilowatt hours per square metre", "12 kilowatt hours per square metre"),
        {"size": {**SIZE, "unit": "kilowatt hours per square metre"}},
        NAMES,
    ),
    "written from the right": (
        {
            "a": [{"property": "owner", "value": "weavers", "during": "2020"}],
            "b": [{"property": "owner", "value": "word", "during": "2020"}],
            "c": [{"property": "opened", "value": "1951"}],
            "d": [{"property": "opened", "value": "1953-05-06"}],
        },
        {"owner": {**OWNER, "label": "בעלים"}, "opened": {**OPENED, "label": "افتتاح"}},
        {
            "thing": {"label": "מפעל הצפון"},
            "weavers": {"label": "شركة النسيج في الوادي العلوي"},
            "word": {"label": "חברת האורגים"},
        },
    ),
    "before our era": (
        {**_said("-0043-03-15", "-0042", property="opened"), "c": [{"property": "reign", "value": "-0659/-0584"}],
         "d": [{"property": "reign", "value": "-0659/-0580"}]},
        {"opened": OPENED, "reign": REIGN},
        NAMES,
    ),
}  # fmt: skip


@pytest.fixture(params=[*CORPORA, *CASES])
def report(request: pytest.FixtureRequest, root: Path, build: Any) -> str:
    name = request.param
    if name in CORPORA:
        return write(examine(Request(root / CORPORA[name], AS_OF)), PLAIN)
    documents, properties, entities = CASES[name]
    return write(examine(Request(build(documents, properties, entities), AS_OF)), PLAIN)


def test_pictures_explain_themselves(chromium, watch, report: str, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_text(report, "utf-8")
    context = chromium.new_context(viewport={"width": 360, "height": 800})
    watch.over(context)
    page = context.new_page()
    page.goto(file.as_uri())
    assert page.evaluate("document.querySelectorAll('figure').length")
    assert page.evaluate(FAULTS) == []
    page.set_viewport_size({"width": 1280, "height": 900})
    assert page.evaluate(FAULTS) == []
    assert watch.faults == []
    context.close()
