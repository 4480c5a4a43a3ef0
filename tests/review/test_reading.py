"""The reading view: what is underlined and where it leads, what is side by side, and that a text runs nothing."""

from __future__ import annotations

import re
from hashlib import sha256
from html import unescape
from pathlib import Path

import pytest

SIZE = {"size": {"label": "size", "datatype": "quantity", "kind": "constant"}}
HOSTILE = "<script>window.canary = 1</script> </section> {{ 7 * 7 }} \u202e \x07"


@pytest.fixture
def ponds(build, tmp_path: Path):
    """Two documents that differ on the size of a thing, their texts as given."""

    def write(first: str, second: str, **more) -> tuple[Path, Path]:
        folder = tmp_path / "texts"
        folder.mkdir()
        about = {}
        for name, text in (("one", first), ("two", second)):
            (folder / f"{name}.txt").write_text(text, encoding="utf-8")
            about[name] = {"sha256": sha256(text.encode()).hexdigest(), "path": f"{name}.txt"}
        one = {"value": "40", "quote": "40 across", "text": about["one"]}
        two = {"value": "55", "quote": "55 across", "text": about["two"], **more}
        return build({"one": [one], "two": [two]}, SIZE), folder

    return write


def underlined(text: str) -> list[tuple[str, str, str]]:
    """Tag, class and words of all that is marked in a text."""
    body = text[text.index('<section class="card text') :]
    found = re.findall(r'<(a|span) class="said (\w+)"[^>]*>([^<]*)<', body)
    return [(tag, sort, unescape(words)) for tag, sort, words in found]


def test_a_text_is_shown_whole_with_its_claims_underlined(ponds, serve) -> None:
    claims, texts = ponds("Title\n\nIt is 40 across.\n\nThe end, in 1999 or so.", "It is 55 across.")
    page = serve(claims, documents=texts).page
    (disagreement,) = page.get().links()
    answer = page.get("t/one?at=one%23claim-1&of=" + disagreement)
    assert underlined(answer.text) == [("a", "contradiction", "40 across"), ("span", "figure", "in 1999")]
    assert f'href="../f/{disagreement}"' in answer.text
    assert "1 claim · 1 figure or date that no claim quotes" in answer.words
    assert [page.get(f"t/{name}").status for name in ("one", "two", "three")] == [200, 200, 404]


def test_what_others_ruled_shows_in_no_line(ponds, serve) -> None:
    claims, texts = ponds("It is 40 across.", "It is 55 across.")
    ann = serve(claims, "ann", documents=texts).page
    ben = serve(claims, "ben", documents=texts).page
    (disagreement,) = ben.get().links()
    before = underlined(ben.get("t/one").text)
    ann.rule(disagreement, reason="a secret")
    assert underlined(ben.get("t/one").text) == before
    assert "secret" not in ben.get(f"f/{disagreement}/texts").text


@pytest.mark.parametrize(
    ("left", "right", "shown"),
    [
        pytest.param("", "", ["one", "two"], id="the two positions"),
        pytest.param("B", "A", ["two", "one"], id="as chosen"),
        pytest.param("Z", "<b>", ["one", "two"], id="letters that nobody has"),
        pytest.param("A", "A", ["one", "one"], id="one beside itself"),
    ],
)
def test_two_texts_stand_side_by_side(ponds, serve, left: str, right: str, shown: list[str]) -> None:
    claims, texts = ponds("It is 40 across.", "It is 55 across.")
    page = serve(claims, documents=texts).page
    (disagreement,) = page.get().links()
    answer = page.get(f"f/{disagreement}/texts?left={left}&right={right}")
    marks = re.findall(r'<mark class="current">([^<]*)<', answer.text)
    assert marks == [{"one": "40 across", "two": "55 across"}[name] for name in shown]


def test_without_texts_no_page_offers_them(ponds, serve) -> None:
    claims, _ = ponds("It is 40 across.", "It is 55 across.")
    page = serve(claims).page
    (disagreement,) = page.get().links()
    opened = page.get(f"f/{disagreement}").text
    assert "side by side" not in opened.replace("the texts side by side, and back", "")
    assert "in the whole text" not in opened
    for path in (f"f/{disagreement}/texts", "t/one"):
        assert (page.get(path).status, "--documents" in page.get(path).words) == (404, True)


def test_a_text_runs_nothing(ponds, serve) -> None:
    claims, texts = ponds(f"{HOSTILE}\n\nIt is 40 across. {HOSTILE}", f"{HOSTILE} 55 across {HOSTILE}")
    page = serve(claims, documents=texts).page
    (disagreement,) = page.get().links()
    for path in (f"f/{disagreement}", f"f/{disagreement}/texts", "t/one", "t/two", "?q=across"):
        text = page.get(path).text
        assert "<script>window" not in text, path
        assert "\u202e" not in text, path
        assert "49" not in re.sub(r'="[^"]*"', "", text), path


def test_a_long_text_is_shown_around_the_place(ponds, serve, monkeypatch: pytest.MonkeyPatch) -> None:
    from checker.review import reading

    monkeypatch.setattr(reading, "MOST_SHOWN", 200)
    far = "\n\n".join(f"Paragraph with the word w{number}." for number in range(100))
    claims, texts = ponds(f"{far}\n\nIt is 40 across.\n\n{far}", "It is 55 across.")
    page = serve(claims, documents=texts).page
    words = page.get("t/one?at=one%23claim-1").words
    assert "40 across" in words
    assert "The text before this is not shown." in words
    assert "The text after this is not shown." in words
    assert "w50." not in words
