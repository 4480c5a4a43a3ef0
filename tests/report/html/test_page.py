"""The page holds everything, links to what is there, allows its own script only, and stays small."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from checker.model.corpus import Corpus
from checker.model.result import Coverage, Result
from checker.report import figure
from checker.report.dispute import entries
from checker.report.explain import counted, explained_number, statement_mark, summary
from checker.report.html import material, page, render, write
from checker.report.html.album import Album
from checker.report.html.fit import fitted
from checker.report.options import Options
from checker.request import Request
from checker.run import examine
from tests.report.conftest import about, having

Spoil = Callable[[str], Result]
AS_OF = "2026-11-22"
PLAIN = Options()
SIZE = {"size": {"label": "size", "datatype": "quantity", "kind": "constant"}}


class Page(HTMLParser):
    """What a page is made of: its elements with their attributes, and the text of some."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: dict[str, list[str]] = {}
        self.inside: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        self.inside.append(tag)

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.texts.setdefault(self.inside[-1], []).append(data)

    def values(self, name: str) -> list[str]:
        return [attributes[name] for _, attributes in self.elements if name in attributes]


def _tiles(text: str) -> str:
    return words(text[text.index("<ul class=tiles>") : text.index("</ul>", text.index("<ul class=tiles>"))])


def words(text: str) -> str:
    """The text of a page without its style, its script and its markup, on one line."""
    body = re.sub(r"<(style|script)>.*?</\1>", "", text, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]*>", " ", body).split())


def overview(text: str) -> str:
    return words(text[text.index("<section id=overview") : text.index("<section id=findings")])


def test_everything_has_its_anchor(plain: Result) -> None:
    anchors = Counter(Page(write(plain, PLAIN)).values("id"))
    assert [name for name, number in anchors.items() if number > 1] == []
    assert {f"f-{finding.id}" for finding in plain.findings} <= set(anchors)
    assert {f"f-{one.id}" for one in plain.disagreements} <= set(anchors)
    assert {f"d-{document.id}" for document in plain.corpus.documents} <= set(anchors)
    assert {f"c-{claim.ref.replace('#', '/')}" for claim in plain.corpus.claims} <= set(anchors)


def dead_links(text: str) -> set[str]:
    read = Page(text)
    places = set(read.values("id"))
    links = [link for link in read.values("href") if "=" not in link]
    assert len(links) > 10
    return {link for link in links if unquote(link.removeprefix("#")) not in places}


def test_every_link_leads_somewhere(canary: str, plain: Result, spoiled: Spoil) -> None:
    assert dead_links(write(plain, PLAIN)) == set()
    result = spoiled(canary)
    boxes = dict.fromkeys(box for finding in result.findings for box in finding.boxes)
    assert dead_links(write(replace(result, boxes=tuple(boxes)), PLAIN)) == set()


def test_links_lead_somewhere_in_the_five_documents(root: Path) -> None:
    assert dead_links(write(examine(Request(root / "claims", AS_OF)), PLAIN)) == set()


def test_links_lead_somewhere_on_a_large_page(plain: Result, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(material, "MANY", 0)
    assert dead_links(write(plain, PLAIN)) == set()


def test_the_policy_names_the_one_style_and_the_one_script(canary: str, plain: Result, spoiled: Spoil) -> None:
    for result in (plain, spoiled(canary)):
        text = write(result, PLAIN)
        (policy,) = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', text)
        for element in ("style", "script"):
            (content,) = re.findall(rf"<{element}>(.*?)</{element}>", text, re.DOTALL)
            told = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
            assert f"{element}-src &#39;sha256-{told}&#39;" in policy
        assert policy.startswith("default-src &#39;none&#39;;")
        assert "unsafe" not in policy
        read = Page(text)
        assert [name for _, found in read.elements for name in found if name == "style" or name.startswith("on")] == []
        assert [value for value in read.values("href") if not value.startswith("#")] == []
        assert read.values("src") == []


def test_the_script_holds_no_words_of_files(canary: str, plain: Result, spoiled: Spoil) -> None:
    scripts = {re.findall(r"<script>(.*?)</script>", write(r, PLAIN), re.DOTALL)[0] for r in (plain, spoiled(canary))}
    assert len(scripts) == 1


def test_all_is_told_of_each_finding(plain: Result) -> None:
    text = words(write(plain, PLAIN)).replace("&#39;", "'")
    for finding in plain.findings:
        said = () if finding.verdict == "agreement" else (finding.message,)  # in letters, with each claim below
        for part in (*said, finding.why, *finding.steps):
            assert " ".join(part.split()) in text
        for explanation in finding.explanations_with("holds"):
            assert explanation.text in text
        for claim in finding.claims:
            assert str(statement_mark(claim)) in text
            assert claim.quote in text


def test_the_first_screen_counts(plain: Result) -> None:
    told = overview(write(plain, PLAIN))
    for number, word in (("2", "contradictions"), ("1", "decided"), ("2", "unchecked")):
        assert f"{number} {word}" in told
    reconciled, questions = explained_number(plain)
    assert reconciled == len(plain.of("reconciled"))
    assert f"{reconciled} reconciled on {counted(questions, 'question')}" in told
    assert f"{reconciled} reconciled on {counted(questions, 'question')}" in summary(plain)
    assert "Something was not checked to the end" in told
    assert "1 fault in the input: findings may be missing." in told
    assert "9 quotes could not be checked against a text (First and Second)." in told
    reasons = Counter(reason for finding in plain.of("reconciled") for reason in finding.reasons)
    assert reasons
    for reason, number in reasons.items():
        assert f"{reason} {number}" in told
    assert "new since" not in told


def test_what_is_new_stands_first(plain: Result) -> None:
    old, fresh = about(plain, plain.of("contradiction")[0]).id, "unused-decision-00000005"
    shown = frozenset(entry.id for entry in entries(plain))
    options = Options(before=shown - {about(plain, fresh).id}, since="main")
    text = write(plain, options)
    assert "1 new since main" in overview(text)
    first = re.findall(r'<li><a href="#f-([^"]*)"', text)
    assert first[0] == about(plain, fresh).id
    assert old in first[1:]


def test_nothing_checked_is_never_clean() -> None:
    empty = Result(Corpus(), AS_OF, (), (), (), Coverage(0, 0, (), ()))
    assert "Nothing was checked" in overview(write(empty, PLAIN))


def test_every_document_against_every_other(root: Path) -> None:
    """The tallies of pairs are those of what is listed, counted anew."""
    result = examine(Request(root / "claims", AS_OF))
    view = page.page(result, PLAIN, _Blank())
    names = [name for name, _ in view.matrix.documents]
    about_what = [(entry, {claim.document.id for claim in material.cited(entry)}) for entry in entries(result)]
    for row, one in enumerate(names):
        for column, other in enumerate(names):
            both = [entry for entry, speak in about_what if speak >= {one, other}]
            if one == other:
                both = [entry for entry, speak in about_what if speak == {one}]
            cell = view.matrix.cells[row][column]
            told = dict(cell.tally.parts) if cell else {}
            assert told == dict(Counter(entry.verdict for entry in both)), (one, other)


class _Blank:
    """An album that draws nothing."""

    def __getattr__(self, name: str) -> Callable[..., str]:
        return lambda *_: ""


def test_the_share_of_blame(build) -> None:
    """Two against one: the one is in the smallest repair, the two are not."""
    root = build({"one": [{"value": "1"}], "two": [{"value": "2"}], "three": [{"value": "2"}]}, SIZE)
    result = examine(Request(root, AS_OF))
    view = page.page(result, PLAIN, _Blank())
    assert {document.id: document.repairs for document in view.documents} == {
        "one": "Its claims are in the smallest repair.",
        "two": "None of its claims is in the smallest repair.",
        "three": "None of its claims is in the smallest repair.",
    }


def test_the_gravest_stands_first(plain: Result) -> None:
    view = page.page(plain, PLAIN, _Blank())
    order = [material.GROUPS.index(entry.group) for s in view.subjects for q in s.quantities for entry in q.entries]
    assert order[0] == 0
    for subject in view.subjects:
        for quantity in subject.quantities:
            ranks = [material.GROUPS.index(entry.group) for entry in quantity.entries]
            assert ranks == sorted(ranks)


def test_every_quantity_of_two_claims_has_its_picture(root: Path) -> None:
    result = examine(Request(root / "claims", AS_OF))
    text = write(result, PLAIN)
    sections = re.findall(r'<section class=q id="q-(.*?)">(.*?)</section>', text, re.DOTALL)
    drawn = {name for name, body in sections if "<figure>" in body}
    refs: dict[str, set[str]] = {}
    for box in result.boxes:
        refs.setdefault(f"{box.key.subject}.{box.root}", set()).add(box.ref)
    several = {name for name, members in refs.items() if len(members) > 1}
    assert several <= {name for name, _ in sections}
    # ordered events of one subject share a picture, so a few have theirs with a neighbour
    assert len(several - drawn) < len(several) / 5
    assert {name.partition(".")[0] for name in several} == {name.partition(".")[0] for name in drawn & several}


def test_the_style_of_the_page_leaves_the_pictures_alone(root: Path) -> None:
    """A class that pictures use never stands alone in the page's own style sheets: one hid every undated claim."""
    report = root / "checker" / "report"
    style = "".join((report / name).read_text("utf-8") for name in ("common.css", "html/page.css"))
    pictures = {name for value in re.findall(r"class=.?([\w ]+)", "".join(_pictures(root))) for name in value.split()}
    pictures |= set(re.findall(r"\.([a-z][\w-]*)", figure.css()))
    assert {"figure", "u"} <= pictures
    plain = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
    alone = set(re.findall(r"(?<![\w)\]*])\.([a-z][\w-]*)", plain))
    assert alone & pictures <= {"sign"}


def _pictures(root: Path) -> list[str]:
    return re.findall(
        r"<svg.*?(?=<figcaption|</figure>)", write(examine(Request(root / "claims", AS_OF)), PLAIN), re.DOTALL
    )


def test_pictures_are_left_out_where_there_is_no_room(plain: Result, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = write(plain, PLAIN)
    monkeypatch.setattr(render, "LARGEST", _bytes_without_pictures(plain))
    monkeypatch.setattr(render, "LEAST", 0)
    text = write(plain, PLAIN)
    assert "<figure>" in whole
    assert "<figure>" not in text
    number = re.search(r"(\d+) pictures left out to keep the page small", text)
    assert number is not None
    assert int(number[1]) >= whole.count("<figure>")
    assert text.count("<details class=") == whole.count("<details class="), "cards stay"


def test_a_page_that_is_large_by_its_text_shows_the_gravest(plain: Result, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(render, "LARGEST", _bytes_without_pictures(plain))
    monkeypatch.setattr(render, "LEAST", 1)
    text = write(plain, PLAIN)
    assert text.count("<figure>") == 1
    assert text.index("<figure>") < text.index("<details class="), "that of the first quantity"


def _bytes_without_pictures(result: Result) -> int:
    return len(render.filled("page.html", page.page(result, PLAIN, Album(result))).encode())


@pytest.mark.parametrize("room", [0.1, 0.5, 0.7, 0.8, 0.9, 0.97])
def test_what_does_not_fit_is_left_out_and_told(room: float, plain: Result, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first screen never changes; the gravest cards stay longest; what is gone is counted, and no link is dead."""
    whole, least = write(plain, PLAIN), _frame(plain)
    most = least + int((_bytes_without_pictures(plain) - least) * room)
    monkeypatch.setattr(render, "LARGEST", most)
    monkeypatch.setattr(render, "LEAST", 0)
    text = write(plain, PLAIN)
    assert len(text.encode()) <= most + 10_000, "one picture and the links that lead nowhere may be over"
    assert "checker report --site DIR" in _told(text)
    assert overview(text).startswith(overview(whole).partition(" Left out to keep")[0][:1000])
    assert dead_links(text) == set()
    cards = re.findall(r'<details class="f (..)"', text)
    before = re.findall(r'<details class="f (..)"', whole)
    gone = {group: before.count(group) - cards.count(group) for group in ("co", "te", "un", "re", "ag")}
    told = {"co": "what is open", "te": "what is open", "un": "what is open", "re": "explained", "ag": "agreement"}
    for group, number in gone.items():
        assert not number or told[group] in _told(text)
    assert not gone["co"] or cards.count("re") + cards.count("ag") == 0


def _frame(result: Result) -> int:
    """Bytes of a page without cards."""
    view = page.page(result, PLAIN, Album(result))
    return len(render.filled("page.html", fitted(view, 0, lambda _: 1)).encode())


def _told(text: str) -> str:
    return words(re.findall(r"<p class=quiet>(Left out to keep.*?)</p>", text)[0])


def test_nobody_else_can_ask_for_a_picture(spoiled: Spoil) -> None:
    """What marks the place of a picture never comes from a file."""
    text = write(spoiled("\x000\x00 \x00missing\x00"), PLAIN)
    assert "\x00" not in text
    assert text.count("<figure>") == write(spoiled("x"), PLAIN).count("<figure>")


def test_too_many_findings_are_left_out_and_told(plain: Result, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = _tiles(write(plain, PLAIN))
    monkeypatch.setattr(page, "MOST_ENTRIES", 3)
    text = write(plain, PLAIN)
    assert text.count('<details class="f ') == 3
    assert dead_links(text) == set()
    lone = [finding for finding in plain.findings if finding.verdict in ("unchecked", "agreement")]
    every = len(plain.disagreements) + len(lone)
    assert f"Showing 3 of {every} entries, the gravest" in overview(text)
    assert _tiles(text) == whole, "tiles count what was cut, too"
    assert sum(map(int, re.findall(r"and (\d+) more, the least grave, not on this page", text))) <= every - 3
    linked = set(re.findall(r'href="#([fq]-[^"]+)"', text))
    assert linked <= set(re.findall(r'id="([fq]-[^"]+)"', text)), "no link leads to what was cut"

    assert f'id="f-{about(plain, plain.of("contradiction")[0]).id}"' in text


def test_a_large_page_is_brief_where_it_is_folded(plain: Result, monkeypatch: pytest.MonkeyPatch) -> None:
    before = len(write(plain, PLAIN))
    monkeypatch.setattr(material, "MANY", 0)
    text = write(plain, PLAIN)
    assert len(text) < before
    assert "sentences are shown in open ones only" in overview(text)
    for finding in plain.findings:
        for claim in finding.claims:
            assert claim.quote in text


def test_many_claims_of_one_finding_are_counted(plain: Result) -> None:
    finding = plain.of("agreement")[0]
    claims = tuple(replace(finding.claims[0], id=f"claim-{number}") for number in range(40))
    text = write(having(plain, replace(finding, claims=claims)), PLAIN)
    (shown,) = re.findall(r"<ol type=A>(.*?)</ol>", text, re.DOTALL)
    assert shown.count("<blockquote") == 30
    assert "and 10 more claims" in words(text)


@pytest.mark.parametrize("documents", [2, 30, 31], ids=["few", "as many as fit", "too many"])
def test_a_table_while_it_fits(documents: int, build) -> None:
    claims: dict[str, list[dict[str, Any]]] = {f"d{number}": [{"value": "1"}] for number in range(documents)}
    text = write(examine(Request(build(claims, SIZE), AS_OF)), PLAIN)
    assert ("<table class=x>" in text) == (documents <= 30)
    assert "<table class=w>" in text
    pairs = documents * (documents - 1) // 2
    assert (f"{pairs - 40:,} more pairs are not listed" in text) == (pairs > 40)


def test_other_scripts_keep_their_direction(spoiled: Spoil) -> None:
    text = write(spoiled("عربي"), PLAIN)
    assert "<blockquote dir=auto>عربي" in text
    assert "<bdi>عربي" in text


def test_the_same_result_gives_the_same_bytes(plain: Result) -> None:
    shuffled = replace(plain, findings=tuple(plain.findings))
    assert write(plain, PLAIN) == write(shuffled, PLAIN)


def test_a_disagreement_is_one_card_with_positions_and_evidence(build) -> None:
    """Two against one: one card with two columns, whichever two findings show it; what time explains is one more."""
    rates = {"rate": {"label": "rate", "datatype": "quantity", "kind": "state"}}
    said = {"one": ("1", "2020"), "two": ("2", "2021"), "three": ("2", "2022")}
    documents = {
        name: [{"value": value}, {"property": "rate", "value": year, "as_of": year}]
        for name, (value, year) in said.items()
    }
    result = examine(Request(build(documents, {**SIZE, **rates}), AS_OF))
    text = write(result, PLAIN)
    told = overview(text)
    assert "1 contradiction no reading" in told
    assert "3 reconciled on 1 question: time 3" in told
    one, explained = result.disagreements
    cards = re.findall(r'<details class="f (\w\w)" id="f-([^"]*)"', text)
    assert cards[0] == ("co", one.id)
    assert ("re", explained.id) in cards
    card = text[text.index(f'id="f-{one.id}"') :]
    card = card[: card.index("</details></details>")]
    assert f"<h5 dir=auto>{one.title}</h5>" in card
    assert re.findall(r'<h6 dir=auto data-l="(.*?)">(.*?)</h6>', card) == [("A", "2"), ("B", "1")]
    assert "2 independent sources" in words(card)
    assert "settled by withdrawing 1 (One) or 2 (Two and Three)" in words(card)
    assert "Evidence: 2 findings" in words(card)
    assert [f'id="f-{finding.id}"' in card for finding in one.findings] == [True, True]
    assert "Evidence: 3 findings" in words(text[text.index(f'id="f-{explained.id}"') :])


def test_a_stretch_is_read_at_the_end_that_is_in_dispute(build: Callable[..., Path]) -> None:
    """A claim that the shortest finding leaves out is shown by what it says on the question, not by its other end."""
    properties = {"reign": {"label": "reign", "datatype": "interval", "kind": "event"}}
    said = {
        f"paper-{number}": [{"value": value}] for number, value in enumerate(("1945/1952", "1945/1952", "1945/1951"))
    }
    result = examine(Request(build(said, properties), AS_OF))
    text = words(write(result, PLAIN))
    assert {*re.findall(r"read as (\S+)", text)} == {"1951", "1952"}
